"""The page that a learner gets back, made by ``nbgrader generate_feedback``.

In ``nbgrader_config.py``, which names a class of the plug-in that is this exporter::

    c.GenerateFeedback.exporter_class = "autograder.plugin.FeedbackPages"
    c.HTMLExporter.filters = {"markdown2html": "autograder.judging.safe_html.markdown"}

The page holds no script, and its content security policy forbids any.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets.config import Config

from autograder.course.notebook import is_check
from autograder.judging.safe_html import markdown

TEMPLATES = Path(__file__).parent / "templates"
_HEADING = re.compile(r"^#{1,6}\s+")
NOT_SHOWN = "Not shown: this cell ran after hidden cases had been asked.\n"


class FeedbackExporter(HTMLExporter):
    """Makes the feedback page of one graded notebook."""

    def __init__(self, config: Config | None = None, **kwargs: Any):
        # nbgrader sets its own template for every exporter of HTML; this one's name is nearer.
        ours = Config()
        ours.FeedbackExporter.template_name = "lossbook"
        ours.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
        ours.FeedbackExporter.filters = {"markdown2html": markdown, "spoken": spoken}
        merged = copy.deepcopy(config or Config())
        merged.merge(ours)
        super().__init__(config=merged, **kwargs)

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Turn a graded notebook into a page that shows what a learner may see."""
        resources = resources or {}
        page = resources.setdefault("nbgrader", {})["page"] = _heading(nb)
        page.update(_from_gradebook(resources["nbgrader"], nb))
        return super().from_notebook_node(_for_learner(nb), resources, **kw)


def _heading(notebook: NotebookNode) -> dict[str, Any]:
    """The notebook's title, and for each graded cell the heading that it stands under."""
    titles: dict[str, str] = {}
    first = last = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if _HEADING.match(line):
                    last = _HEADING.sub("", line).strip()
                    first = first or last
        mark = cell.metadata.get("nbgrader", {})
        if mark.get("grade") or mark.get("task"):
            titles[mark["grade_id"]] = last or mark["grade_id"]
    return {"title": first, "titles": titles, "waiting": [], "by_hand": {}}


def _from_gradebook(names: dict[str, Any], notebook: NotebookNode) -> dict[str, Any]:
    """What the gradebook knows of this submission that no notebook holds; nothing if it has none.

    Parameters
    ----------
    names
        nbgrader's resources: ``student``, ``assignment``, ``notebook``, ``db_url``.
    notebook
        The graded notebook.
    """
    if not names.get("db_url"):
        return {}
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(names["db_url"]) as book:
        try:
            found = book.find_submission_notebook(
                names["notebook"], names["assignment"], names["student"]
            )
        except MissingEntry:
            return {}
        submission, student = found.assignment, found.student
        full = " ".join(part for part in (student.first_name, student.last_name) if part)
        due = submission.duedate
        return {
            "name": full or student.id,
            "handed_in": submission.timestamp,
            "due": due,
            "extension": submission.extension,
            "late": submission.total_seconds_late if submission.timestamp and due else 0,
            "waiting": [g.name for g in found.grades if g.needs_manual_grade],
            "by_hand": {g.name: g.auto_score for g in found.grades if g.manual_score is not None},
        }


def spoken(seconds: float) -> str:
    """A time span in words, such as ``2 hours 5 minutes``."""
    minutes = max(1, round(seconds / 60))
    days, rest = divmod(minutes, 24 * 60)
    parts = {"day": days, "hour": rest // 60, "minute": rest % 60}
    said = [f"{n} {unit}{'s' if n > 1 else ''}" for unit, n in parts.items() if n]
    return " ".join(said[:2])


def _for_learner(graded: NotebookNode) -> NotebookNode:
    """A graded notebook without what nbgrader alone needs, and without hidden inputs.

    A learner's function is called with hidden inputs, could keep them, and print them in a
    later cell. Where the course does not disclose them, later output is left out.
    """
    notebook = copy.deepcopy(graded)
    disclosed = notebook.metadata.get("lossbook", {}).get("disclosure") == "full"
    asked = False
    for cell in notebook.cells:
        if is_check(cell):
            asked = True
            cell.outputs = [o for o in cell.outputs if o.output_type != "execute_result"]
        elif cell.cell_type == "code" and cell.outputs and asked and not disclosed:
            cell.outputs = [new_output("stream", name="stdout", text=NOT_SHOWN)]
    return notebook
