"""The class report as a page that loads nothing: for the instructor, and one for each student."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import numpy as np

from autograder.classroom.statistics import Item, cronbach_alpha, items, points_of, share_table
from autograder.classroom.workspace import Workspace
from autograder.course.chapter import Chapter
from autograder.judging.feedback import WORDS
from autograder.judging.pages import spoken

TEMPLATES = Path(__file__).parent / "templates"
# Colors that are told apart by the color-blind (Okabe and Ito), from right to lost.
COLORS = {
    "passed": "#009E73",
    "partial": "#56B4E9",
    "failed": "#E69F00",
    "missing": "#999999",
    "timeout": "#D55E00",
    "memory": "#CC79A7",
    "died": "#B2182B",
    "forbidden": "#7B3294",
    "error": "#0072B2",
}
# One sign for each, so that a row of them can be read without colors.
MARKS = {
    "passed": "✓",
    "partial": "½",
    "failed": "✗",
    "missing": "–",
    "timeout": "T",
    "memory": "M",
    "died": "D",
    "forbidden": "F",
    "error": "!",
}
INK = "#010203"  # stands for the color of the page's text


@dataclass(frozen=True)
class Row:
    """One student in the report.

    Parameters
    ----------
    student, result
        Who, and what grading gave.
    score, max_score
        With scores by hand and penalties, of all that there is, where a gradebook says so.
    late, penalty
        How many seconds after the due date and any extension, and what that takes off.
    waiting
        Graded cells that a person has still to look at.
    """

    student: str
    result: dict[str, Any]
    score: float
    max_score: float
    late: float
    penalty: float
    waiting: tuple[str, ...]

    @property
    def statuses(self) -> list[str]:
        """How each exercise went."""
        return [e["status"] for e in self.result["exercises"]]

    @property
    def notes(self) -> str:
        """What there is to know of the notebook."""
        return "; ".join(self.result["notes"])

    @property
    def unreadable(self) -> bool:
        """Whether there was nothing that could be graded."""
        return set(self.statuses) == {"error"}

    @property
    def untouched(self) -> bool:
        """Whether no exercise was attempted."""
        return set(self.statuses) == {"missing"}

    @property
    def unfinished(self) -> bool:
        """Whether half of the exercises or more, but not all, were not attempted."""
        left_out = self.statuses.count("missing")
        return not self.untouched and 2 * left_out >= len(self.statuses)


def write_pages(
    chapter: Chapter,
    workspace: Workspace,
    results: Sequence[dict[str, Any]],
    html: Path | None,
    folder: Path | None,
) -> list[Path]:
    """Write the class's page to `html` and each student's into `folder`; what was written."""
    rows = _rows(chapter, workspace, results)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True
    )
    environment.globals.update(WORDS=WORDS, COLORS=COLORS, MARKS=MARKS)
    environment.filters["spoken"] = spoken
    about = {e.id: e for e in chapter.exercises}
    found = items(results)
    written = []
    if html is not None:
        made = environment.get_template("report.html.j2").render(
            chapter=chapter.name,
            rows=rows,
            items=found,
            about=about,
            met={status for row in rows for status in row.statuses},
            quartiles=np.percentile([row.score for row in rows], [25, 75]),
            alpha=cronbach_alpha(share_table(results) * points_of(results)),
            histogram=histogram([row.score for row in rows], max(r.max_score for r in rows)),
            outcomes=outcome_bars(found),
            hardest=sorted(found, key=lambda item: -item.lost)[:3],
        )
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(made, encoding="utf-8")
        written.append(html)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        template = environment.get_template("student.html.j2")
        for row in rows:
            path = folder / f"{row.student}.html"
            path.write_text(
                template.render(chapter=chapter.name, row=row, about=about), encoding="utf-8"
            )
            written.append(path)
    return written


def _rows(chapter: Chapter, workspace: Workspace, results: Sequence[dict[str, Any]]) -> list[Row]:
    by_student: dict[str, Any] = {}
    waiting: dict[str, tuple[str, ...]] = {}
    if workspace.has_gradebook():
        from autograder.classroom.database import opened
        from autograder.classroom.gradebook import refresh_lateness, waiting_for_a_person
        from autograder.classroom.grades import grades

        refresh_lateness(chapter.course, workspace.gradebook, chapter.name)
        with opened(workspace.gradebook) as book:
            by_student = {g.student: g for g in grades(book, [chapter.name]) if g.handed_in}
        waiting = waiting_for_a_person(workspace.gradebook, chapter.name).students
    rows = []
    for result in results:
        grade = by_student.get(result["student"])
        rows.append(
            Row(
                result["student"],
                result,
                grade.total if grade else result["score"],
                grade.max_score if grade else result["max_score"],
                grade.late if grade else 0.0,
                grade.penalty if grade else 0.0,
                waiting.get(result["student"], ()),
            )
        )
    return rows


def histogram(scores: Sequence[float], most: float) -> str:
    """The distribution of the points as an SVG picture."""
    figure, axes = _figure(6.4, 2.4)
    edges = np.linspace(0, max(most, 1e-9), min(20, max(5, int(most))) + 1)
    axes.hist(scores, bins=edges, color=COLORS["partial"], edgecolor=INK, linewidth=0.6)
    axes.set(xlabel="points", ylabel="students", xlim=(0, most))
    axes.yaxis.get_major_locator().set_params(integer=True)
    return _svg(figure)


def outcome_bars(found: Sequence[Item]) -> str:
    """How each exercise went, as bars in an SVG picture."""
    figure, axes = _figure(6.4, 0.9 + 0.32 * len(found))
    names = [item.id for item in found][::-1]
    left = np.zeros(len(found))
    for status, color in COLORS.items():
        counts = np.array([item.outcomes.get(status, 0) for item in found][::-1], dtype=float)
        if counts.any():
            bars = {"edgecolor": INK, "linewidth": 0.4, "label": WORDS[status]}
            axes.barh(names, counts, left=left, color=color, **bars)
            left += counts
    axes.set(xlabel="students")
    axes.legend(fontsize=7, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    return _svg(figure)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:
    """The picture, in the color of the page's text, and with nothing that names a machine."""
    import matplotlib

    for axes in figure.axes:
        axes.tick_params(colors=INK, labelsize=8)
        for text in (axes.xaxis.label, axes.yaxis.label):
            text.set_color(INK)
        for spine in axes.spines.values():
            spine.set_color(INK)
        if (legend := axes.get_legend()) is not None:
            for text in legend.get_texts():
                text.set_color(INK)
    made = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "report"}):
        nothing = dict.fromkeys(("Date", "Creator"))
        figure.savefig(made, format="svg", transparent=True, metadata=nothing)
    text = made.getvalue()
    return text[text.index("<svg") :].replace(INK, "currentColor")
