"""The page that a learner gets back, made by ``nbgrader generate_feedback``.

In ``nbgrader_config.py``::

    c.GenerateFeedback.exporter_class = "autograder.judging.pages.FeedbackExporter"
    c.HTMLExporter.filters = {"markdown2html": "autograder.judging.safe_html.markdown"}

The page holds no script, and its content security policy forbids any.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets.config import Config

from autograder.course.notebook import is_check
from autograder.judging.safe_html import markdown

TEMPLATES = Path(__file__).parent / "templates"
NOT_SHOWN = "Not shown: this cell ran after hidden cases had been asked.\n"


class FeedbackExporter(HTMLExporter):
    """Makes the feedback page of one graded notebook."""

    def __init__(self, config: Config | None = None, **kwargs: Any):
        # nbgrader sets its own template for every exporter of HTML; this one's name is nearer.
        ours = Config()
        ours.FeedbackExporter.template_name = "lossbook"
        ours.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
        ours.FeedbackExporter.filters = {"markdown2html": markdown}
        merged = copy.deepcopy(config or Config())
        merged.merge(ours)
        super().__init__(config=merged, **kwargs)

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Turn a graded notebook into a page that shows what a learner may see."""
        return super().from_notebook_node(_for_learner(nb), resources, **kw)


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
