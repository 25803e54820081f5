"""Which of a student's notebooks in an archive is meant, and why each other one is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from autograder.classroom.lms import Entry


@dataclass(frozen=True)
class Attempt:
    """One notebook that a student handed in.

    Parameters
    ----------
    entry
        What the name of the submitted file says.
    path
        Where it lies in the archive, for people.
    name
        What the student called it, without folders.
    data
        Its bytes.
    cells
        How many of the chapter's cells it has.
    """

    entry: Entry
    path: str
    name: str
    data: bytes
    cells: int

    def newness(self) -> tuple[datetime, int, str]:
        """What orders a student's attempts."""
        return self.entry.time or datetime.min, self.entry.order, self.path

    def fitness(self, assignment: str) -> tuple[bool, bool, int, int, int, bool, str]:
        """What orders the notebooks of one attempt; the first where two differ is the reason.

        ``tiny-1.ipynb`` and ``tiny (1).ipynb`` are how systems call a second ``tiny.ipynb``.
        """
        exact = self.name == f"{assignment}.ipynb"
        named = re.fullmatch(rf"{re.escape(assignment)}( ?\(\d+\)|-\d+)?\.ipynb", self.name)
        order = self.entry.order
        # Of two with the chapter's name the newer one counts first, also with fewer cells.
        newer = order if named else 0
        return bool(self.cells), bool(named), newer, self.cells, order, exact, self.path


# Why one notebook of an attempt is taken and another not, in the order of `Attempt.fitness`.
REASONS = (
    "which has cells of this chapter",
    "which has the chapter's name",
    "which is newer",
    "which has more of the chapter's cells",
    "which is newer",
    "which has just the chapter's name",
    "which comes last by name",
)


def choose(
    found: list[Attempt],
    allowed: int | None,
    assignment: str,
    skipped: list[tuple[str, str]],
) -> Attempt:
    """The fittest notebook of the newest attempt that counts; all others are named.

    Parameters
    ----------
    found
        One student's notebooks.
    allowed
        How many attempts count, where times tell them apart; None for any number.
    assignment
        The chapter, whose name a notebook should have.
    skipped
        Gets the others' paths, each with the reason.
    """
    ordered = sorted(found, key=Attempt.newness)
    times = sorted({a.entry.time for a in ordered if a.entry.time})
    if allowed is not None and len(times) > allowed:
        last = times[allowed - 1]
        for attempt in ordered:
            if attempt.entry.time and attempt.entry.time > last:
                skipped.append((attempt.path, f"only {allowed} attempts count"))
        ordered = [a for a in ordered if not a.entry.time or a.entry.time <= last]
    newest = ordered[-1].entry.time
    together = [a for a in ordered if a.entry.time == newest]
    taken = max(together, key=lambda attempt: attempt.fitness(assignment))
    best = taken.fitness(assignment)
    for attempt in ordered:
        if attempt is taken:
            continue
        if attempt.entry.time != newest:
            why = f"an older attempt than {taken.path}"
        else:
            pairs = zip(REASONS, best, attempt.fitness(assignment), strict=True)
            reason = next((why for why, one, other in pairs if one != other), REASONS[-1])
            why = f"beside {taken.path}, {reason}"
        skipped.append((attempt.path, why))
    return taken
