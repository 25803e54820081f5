"""Grade a learner's own notebook: once, or again whenever it is saved.

It takes the road of every submission: :class:`autograder.judging.grader.Grader`, behind the same
walls. What is learned of an exercise is recorded in the learner's progress.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from losslab import progress

from autograder.authoring.release import ensure
from autograder.course.chapter import Chapter
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.result import ExerciseResult, Result
from autograder.judging.submission import GradingConfig, Submission
from autograder.learner import notebooks
from autograder.sandbox import Zygote

# How often a watched file is looked at. A look costs some microseconds.
LOOK_SECONDS = 0.1


@contextmanager
def grader_of(
    chapter: Chapter, seed: int | None, walls: bool, launched: Zygote | None = None
) -> Iterator[Grader]:
    """What grades one learner's notebook, as a class's are graded; it is warm.

    Parameters
    ----------
    chapter, seed, walls
        What is graded, with which inputs, and how.
    launched
        What :func:`.warming.launch` gave.
    """
    case_set = CaseSet(chapter, seed)
    config = GradingConfig.of(chapter, case_set.seed, walls=walls)
    grader = Grader(config, case_set, read_release(ensure(chapter)))
    try:
        try:
            grader.start(launched)
        except RuntimeError as error:
            raise CourseError(str(error)) from None
        yield grader
    finally:
        grader.close()


def load(course: Course, name: str) -> Chapter:
    """Load a chapter, with torch and all that its exercises need."""
    return course.chapter(name)


def grade(grader: Grader, path: Path, only: Collection[str] = ()) -> Result:
    """Grade a notebook, or some of its exercises, and record the results of what was begun."""
    begun = notebooks.begun(notebooks.read(path))
    result = grader.grade(Submission.of_file("you", path), only).verdicts
    assert result is not None
    record(result, begun)
    return result


def record(result: Result, begun: Collection[str]) -> None:
    """Keep the results of exercises that were begun."""
    for one in result.exercises:
        if one.id in begun:
            progress.record(result.assignment, one.id, one.score, one.points, fresh=True)


@dataclass
class Watch:
    """Grades a notebook's exercises whenever their answers change on disk.

    Parameters
    ----------
    grader
        A warm one.
    chapter
        Whose cases are drawn anew for every round.
    path
        The notebook.
    only
        The exercises to look at; all by default.
    """

    grader: Grader
    chapter: Chapter
    path: Path
    only: Collection[str] = ()
    _graded: dict[str, str] = field(default_factory=dict)
    _seen: tuple[int, int] = (0, 0)
    _ready: CaseSet | None = None

    def look(self) -> list[ExerciseResult] | None:
        """The verdicts on answers that have changed since the last look; None if none have.

        A file that is being written just now, or is no notebook for a moment, is looked at again.
        """
        try:
            stat = self.path.stat()
            if self._seen == (stat.st_mtime_ns, stat.st_size):
                return None
            begun = notebooks.begun(notebooks.read(self.path))
        except (OSError, CourseError):
            return None
        self._seen = stat.st_mtime_ns, stat.st_size
        wanted = {n: text for n, text in begun.items() if not self.only or n in self.only}
        changed = [name for name, text in wanted.items() if self._graded.get(name) != text]
        self._graded = wanted
        if not changed:
            return []
        grader = self.grader.renewed(self._ready or CaseSet(self.chapter))
        self._ready = None
        result = grader.grade(Submission.of_file("you", self.path), changed).verdicts
        assert result is not None
        record(result, changed)
        return list(result.exercises)

    def prepare(self) -> None:
        """Draw the cases of the next round, while nobody waits for them."""
        if self._ready is not None:
            return
        ready = CaseSet(self.chapter)
        for exercise in self.chapter.exercises:
            if not self.only or exercise.id in self.only:
                for case in ready.cases(exercise):
                    _ = case.model
                ready.mistakes(exercise)
        self._ready = ready

    def run(self, say: Callable[[list[ExerciseResult]], None]) -> None:
        """Look for ever; `say` is given the verdicts of each round. Ctrl-C ends it."""
        while True:
            found = self.look()
            if found is not None:
                say(found)
                self.prepare()
            time.sleep(LOOK_SECONDS)
