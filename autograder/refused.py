"""Why a notebook fails behind the walls: the system calls that it asks for and does not get."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.notebook import read_submission
from autograder.sandbox import LearnerGoneError, Limits, Zygote
from autograder.sandbox.noting import NOTES, name_of

_ASK = (
    "import pathlib as _lossbook\n"
    f"print(_lossbook.Path(_lossbook.Path.home(), {NOTES!r}).read_text())"
)


@dataclass(frozen=True)
class Refused:
    """What one cell was refused.

    Parameters
    ----------
    cell
        Its number among the code cells, from 1.
    calls
        The names of calls that no cell before it had asked for.
    error
        How the cell ended, if not well.
    """

    cell: int
    calls: tuple[str, ...]
    error: str = ""


def refused_calls(path: Path, limits: Limits | None = None) -> Iterator[Refused]:
    """Run a notebook's code cells behind the walls, one after the other; what each was refused.

    Parameters
    ----------
    path
        The notebook.
    limits
        What it may use.

    Raises
    ------
    BadNotebookError
        If the file is no notebook.
    """
    limits = limits or Limits()
    cells = [cell.source for cell in read_submission(path) if cell.kind == "code"]
    machine, noted = os.uname().machine, 0
    with Zygote(asking=True) as zygote:
        learner = zygote.learner(limits)
        try:
            for number, source in enumerate(cells, 1):
                reply = learner.run(source, time.monotonic() + limits.cell_seconds)
                told = learner.run(_ASK, time.monotonic() + limits.cell_seconds)["outputs"]
                text = "".join(str(output.get("text", "")) for output in told)
                numbers = [int(word) for word in text.split() if word.isdigit()]
                new, noted = numbers[noted:], len(numbers)
                error = (reply["error"] or "").strip()
                yield Refused(number, tuple(name_of(n, machine) for n in new), error)
        except LearnerGoneError as gone:
            yield Refused(number, (), f"{gone.status}: {gone.message}")
        finally:
            learner.close()
