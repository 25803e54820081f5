"""A class of made-up students with realistic mistakes, late, renamed, broken and unfinished ones.

Each student has an ability, and each exercise a difficulty; an answer is right with the
probability that the Rasch model gives. A wrong one is a known mistake or one of the wrong
answers that readers wrote (``tests/answers``), the first of them commoner than the last. Some hand
in late, stop somewhere, or hand in what is no notebook.
"""

from __future__ import annotations

import math
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.release import ensure
from autograder.authoring.sample import CRASH, LOOP, answered
from autograder.course.chapter import Chapter
from autograder.course.exercise import Exercise
from autograder.course.notebook import read_release
from tests.readers import FOLDER, answers

DUE = datetime(2026, 3, 1, 12)
LATE_SHARE, UNFINISHED_SHARE, NOT_TRIED = 0.12, 0.15, 0.04
# How many of a hundred students do each of these; the others hand in a plain notebook.
ODD = {
    "renamed": 5,
    "zipped": 2,
    "without marks": 2,
    "web page": 1,
    "empty folder": 1,
    "syntax error": 3,
    "crashes": 1,
    "loops": 1,
    "untouched": 2,
}


class MadeUp:
    """Writes a class's submissions.

    Parameters
    ----------
    chapter
        What is handed in.
    seed
        Who makes which mistake.
    """

    def __init__(self, chapter: Chapter, seed: int):
        self._chapter = chapter
        self._random = random.Random(seed)
        self._release = read_release(ensure(chapter))
        self._right: dict[str, list[str]] = {}
        self._wrong: dict[str, list[str]] = {}
        self._hard = {e.id: self._random.gauss(-0.8, 1) for e in chapter.exercises}
        for exercise in chapter.exercises:
            read = answers(FOLDER / chapter.name / f"{exercise.id}.py", exercise.id)
            known = [chapter.known_source(exercise, m) for m in chapter.mutants(exercise)]
            wrong = [text for name, text in read.items() if name.startswith("wrong_")]
            right = [text for name, text in read.items() if name.startswith("right_")]
            self._right[exercise.id] = [chapter.solution_source(exercise), *right]
            mixed = known + wrong
            self._random.shuffle(mixed)
            self._wrong[exercise.id] = mixed

    def write(self, submitted: Path, count: int) -> dict[str, str]:
        """Write `count` submissions; what is odd about each, by student."""
        odd = {}
        for number in range(count):
            student = f"s{number + 1:03}"
            odd[student] = self._oddity(number, count)
            folder = submitted / student / self._chapter.name
            folder.mkdir(parents=True)
            self._hand_in(folder, student, odd[student])
        return odd

    def _oddity(self, number: int, count: int) -> str:
        """Odd ones in fixed shares, so that a class of any size has each kind."""
        place = number * 100 / count
        for kind, share in ODD.items():
            if place < share:
                return kind
            place -= share
        return ""

    def _hand_in(self, folder: Path, student: str, odd: str) -> None:
        name = self._chapter.name
        hours = self._random.expovariate(1 / 30)
        late = self._random.random() < LATE_SHARE
        time = DUE + timedelta(hours=hours) if late else DUE - timedelta(hours=hours)
        (folder / "timestamp.txt").write_text(f"{time:%Y-%m-%d %H:%M:%S} UTC\n")
        notebook = answered(self._release, self._chapter, self._student(student, odd))
        if odd == "web page":
            (folder / f"{name}.ipynb").write_text("<!DOCTYPE html><title>Sign in</title>")
        elif odd == "renamed":
            nbformat.write(notebook, folder / f"{name} ({student}).ipynb")
        elif odd == "zipped":
            with zipfile.ZipFile(folder / "homework.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"homework/{name}.ipynb", nbformat.writes(notebook))
        elif odd != "empty folder":
            if odd == "without marks":
                _unmark(notebook)
            nbformat.write(notebook, folder / f"{name}.ipynb")

    def _student(self, student: str, odd: str) -> Callable[[Exercise], str | None]:
        """What one student writes into each answer cell."""
        exercises: Sequence[Exercise] = self._chapter.exercises
        ability = self._random.gauss(0, 1.2)
        stops = len(exercises)
        if self._random.random() < UNFINISHED_SHARE:
            stops = self._random.randrange(1, stops)
        victim = self._random.choice(exercises).id
        written: dict[str, str | None] = {}
        for number, exercise in enumerate(exercises):
            skips = number >= stops or self._random.random() < NOT_TRIED
            text = None if skips or odd == "untouched" else self._answer(exercise, ability)
            if odd in ("syntax error", "crashes", "loops") and exercise.id == victim:
                broken = {"syntax error": "def f(x:\n    return", "crashes": CRASH, "loops": LOOP}
                text = broken[odd]
            written[exercise.id] = text and f"# {student}\n{text}"
        return lambda exercise: written[exercise.id]

    def _answer(self, exercise: Exercise, ability: float) -> str:
        right = 1 / (1 + math.exp(self._hard[exercise.id] - ability))
        if self._random.random() < right:
            return self._random.choice(self._right[exercise.id])
        wrong = self._wrong[exercise.id]
        common = [1 / (place + 1) for place in range(len(wrong))]
        return self._random.choices(wrong, common)[0]


def _unmark(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = {}
