"""Where a learner stands in a course: by chapter, in numbers and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from losslab import progress

from autograder.course import catalog
from autograder.course.catalog import Listed
from autograder.course.course import Course
from autograder.learner.work import next_exercise

_BAR = 12
# The book's palette: solved, solved in part, wrong so far, not begun.
_GREEN, _BLUE, _VERMILION, _GRAY = "#009e73", "#56b4e9", "#d55e00", "#c8c8c8"
_CELL, _GAP, _TEXT = 22, 4, 190


@dataclass(frozen=True)
class Standing:
    """How far somebody has come in one chapter.

    Parameters
    ----------
    chapter, title
        Which.
    exercises, solved
        How many the grader grades, and how many of these are solved.
    points, earned
        What they are worth, and what was earned.
    minutes_left
        What the others take somebody who has read the chapter.
    """

    chapter: str
    title: str
    exercises: int
    solved: int
    points: float
    earned: float
    minutes_left: int

    def bar(self) -> str:
        """The share that is solved, in blocks."""
        full = _BAR * self.solved // max(self.exercises, 1)
        return "█" * full + "░" * (_BAR - full)


def of(course: Course) -> list[Standing]:
    """Where a learner stands in each chapter, in the book's order."""
    states = progress.read()
    found = []
    for chapter in catalog.chapters(course):
        each = [(one, _state(states, one)) for one in chapter.exercises]
        found.append(
            Standing(
                chapter=chapter.name,
                title=chapter.title,
                exercises=len(each),
                solved=sum(state.solved for _, state in each),
                points=sum(one.points for one, _ in each),
                earned=sum(min(state.earned, one.points) for one, state in each),
                minutes_left=sum(one.minutes for one, state in each if not state.solved),
            )
        )
    return found


def together(standings: Sequence[Standing]) -> Standing:
    """The sum of all chapters."""
    fields = ("exercises", "solved", "points", "earned", "minutes_left")
    sums: dict[str, Any] = {name: sum(getattr(s, name) for s in standings) for name in fields}
    return Standing("", "together", **sums)


def following(course: Course) -> Listed | None:
    """The exercise that comes next, or None when all are solved."""
    return next_exercise(catalog.chapters(course), progress.read())


def to_json(standings: Sequence[Standing]) -> dict[str, Any]:
    """The numbers as one object."""
    states = progress.read()
    return {
        "chapters": [asdict(one) for one in standings],
        "together": asdict(together(standings)),
        "exercises": [
            {"chapter": chapter, "id": name, "status": state.word, **asdict(state)}
            for (chapter, name), state in sorted(states.items())
        ],
    }


def _state(states: dict[progress.Key, progress.State], one: Listed) -> progress.State:
    return states.get((one.chapter, one.id), progress.NOTHING)


def picture(course: Course) -> str:
    """An SVG image: a row a chapter, a square an exercise, each with its name and state."""
    states = progress.read()
    chapters = catalog.chapters(course)
    step = _CELL + _GAP
    width = _TEXT + step * max((len(chapter.exercises) for chapter in chapters), default=0)
    rows = []
    for number, chapter in enumerate(chapters):
        y = number * step
        rows.append(f'<text x="0" y="{y + _CELL * 0.7:g}">{escape(chapter.title)}</text>')
        for place, one in enumerate(chapter.exercises):
            state = _state(states, one)
            said = escape(f"{one.title}: {state.word}")
            sign = "✓" if state.solved else "✗" if state.tries else ""
            x = _TEXT + place * step
            rows.append(
                f'<g><title>{said}</title><rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" '
                f'rx="3" fill="{_color(state)}"/><text x="{x + _CELL / 2:g}" '
                f'y="{y + _CELL * 0.72:g}" text-anchor="middle" fill="#000">{sign}</text></g>'
            )
    total = together(of(course))
    said = f"{total.solved} of {total.exercises} exercises solved"
    height = step * len(chapters)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{said}" font-family="sans-serif" '
        f'font-size="14" fill="#808080"><title>{said}</title>{"".join(rows)}</svg>\n'
    )


def _color(state: progress.State) -> str:
    if state.solved:
        return _GREEN
    if state.earned:
        return _BLUE
    return _VERMILION if state.tries else _GRAY
