"""Which exercises somebody has solved: one small file on this machine, sent nowhere.

Each line of it is one result as a JSON object. Lines are only ever added, each by one write, so
that two notebooks and a terminal can add at the same time, and nobody rewrites what others read.
Where the file is says :func:`file`; deleting it forgets everything.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Names another file; where it is set and empty, nothing is recorded.
VARIABLE = "LOSSLAB_PROGRESS"
NAME = "progress.jsonl"


@dataclass(frozen=True)
class State:
    """How far somebody has come with one exercise.

    Parameters
    ----------
    points
        What the exercise is worth.
    tries
        How often it was checked or graded.
    right
        Whether ``check()`` once found it right on all public inputs.
    score
        The best score with fresh inputs; None if it was never graded.
    at
        When it was last tried, in ISO format, UTC.
    """

    points: float = 0.0
    tries: int = 0
    right: bool = False
    score: float | None = None
    at: str = ""

    @property
    def solved(self) -> bool:
        """Right with fresh inputs or, where it was not graded, on all public ones."""
        return self.right if self.score is None else self.score >= self.points

    @property
    def earned(self) -> float:
        """The points so far; a grading with fresh inputs counts more than ``check()``."""
        if self.score is not None:
            return self.score
        return self.points if self.right else 0.0

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.solved:
            return "solved" if self.score is None else "solved, fresh inputs too"
        if self.score:
            return f"{self.score:g} of {self.points:g} points"
        return "wrong so far" if self.tries else "not begun"

    def after(self, event: dict[str, Any]) -> State:
        """The state behind one more result."""
        score = self.score
        if event.get("fresh"):
            score = max(float(event["score"]), score or 0.0)
        return replace(
            self,
            points=float(event["points"]),
            tries=self.tries + 1,
            right=self.right or (not event.get("fresh") and event["score"] >= event["points"]),
            score=score,
            at=str(event["at"]),
        )


NOTHING = State()
Key = tuple[str, str]


def file() -> Path | None:
    """The file, whether or not it is there yet; None where nothing is to be recorded."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_data_path

    return user_data_path("losslab", appauthor=False) / NAME


def record(chapter: str, exercise: str, score: float, points: float, fresh: bool) -> bool:
    """Add one result; returns whether it was written.

    No trouble with the file is an error: to check an answer matters more.

    Parameters
    ----------
    chapter, exercise
        Whose result.
    score, points
        What the answer earned, out of what. For ``check()`` that is all or nothing.
    fresh
        Whether fresh inputs were drawn; else it was tried on the public ones alone.
    """
    result = {"score": score, "points": points, "fresh": fresh}
    return _add({"chapter": chapter, "exercise": exercise, **result})


def forget(chapter: str, exercise: str) -> bool:
    """Begin an exercise anew; what was recorded stays in the file, and counts no longer."""
    return _add({"chapter": chapter, "exercise": exercise, "forget": True})


def remember(key: str, prediction: str) -> bool:
    """Keep what somebody predicted that a cell would show."""
    return _add({"predict": key, "said": prediction})


def predictions() -> dict[str, str]:
    """What was predicted, by the key of the cell."""
    return {
        str(event["predict"]): str(event["said"]) for event in _recorded() if "predict" in event
    }


def _add(event: dict[str, Any]) -> bool:
    path = file()
    if path is None:
        return False
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **event})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab", buffering=0) as out:
            out.write(_end_of_a_cut_line(path) + line.encode() + b"\n")
    except OSError:
        return False
    return True


def _end_of_a_cut_line(path: Path) -> bytes:
    """A line end where the last writer was stopped in the middle of a line."""
    with open(path, "rb") as there, contextlib.suppress(OSError):
        there.seek(-1, os.SEEK_END)
        return b"" if there.read(1) == b"\n" else b"\n"
    return b""


def read() -> dict[Key, State]:
    """The state of every exercise that was tried, by chapter and exercise."""
    return states(_recorded())


def _recorded() -> list[dict[str, Any]]:
    path = file()
    if path is None:
        return []
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return list(_events(lines))


def states(events: Iterable[dict[str, Any]]) -> dict[Key, State]:
    """What results amount to, in their order; one that is not whole is passed over."""
    found: dict[Key, State] = {}
    for event in events:
        with contextlib.suppress(KeyError, TypeError, ValueError):
            key = str(event["chapter"]), str(event["exercise"])
            if event.get("forget"):
                found.pop(key, None)
            else:
                found[key] = found.get(key, NOTHING).after(event)
    return found


def _events(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        with contextlib.suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict):
                yield event
