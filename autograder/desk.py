"""Grades single submissions for nbgrader, with a grader for each kind of run kept warm."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.release import ensure
from autograder.course.chapter import Chapter
from autograder.course.course import Course, CourseError
from autograder.course.dependencies import digest, refuse_stale_code
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.result import Disclosure
from autograder.judging.submission import GradingConfig, Submission
from autograder.learner import warming
from autograder.sandbox import Limits, Zygote

# A warm process for each takes some memory.
MOST_GRADERS = 4


@dataclass(frozen=True)
class Kind:
    """Everything that a grader depends on but its chapter."""

    seed: int | None = None
    limits: Limits | None = None
    walls: bool = True
    disclosure: Disclosure = "full"


class Desk:
    """Answers requests, each with chapters and graders as the files are now."""

    def __init__(self) -> None:
        self._chapters: dict[tuple[Path, str], Chapter] = {}
        self._graders: OrderedDict[tuple[Chapter, Kind], Grader] = OrderedDict()
        self._next: tuple[Chapter, Kind] | None = None
        self._launched: Zygote | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End all warm processes."""
        self._drop_launched()
        while self._graders:
            self._graders.popitem()[1].close()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answer ``open``, which sees to the release, or ``grade``, which grades a submission."""
        course, name = Course.find(Path(request["root"])), request["chapter"]
        if request["do"] == "open":
            return self._open(course, name, request["walls"], request["disclosure"])
        chapter = self._chapter(course, name)
        limits = _limits(chapter, request["limits"])
        kind = Kind(request["seed"], limits, request["walls"], request["disclosure"])
        told = {**request["submission"], "notes": tuple(request["submission"]["notes"])}
        graded = self._grader(chapter, kind).grade(Submission(**told))
        return {"notebook": graded.notebook}

    def _open(
        self, course: Course, name: str, walls: bool, disclosure: Disclosure
    ) -> dict[str, Any]:
        """See to a release. What grades it warms up while the chapter loads, or is made new."""
        self._drop_launched()
        refuse_stale_code()
        if not any(
            (held.course.root, held.name) == (course.root, name) for held, _ in self._graders
        ):
            course.folder(name)  # a chapter that does not exist is said before anything starts
            self._launched = warming.launch(course, name, walls)
        chapter = self._chapter(course, name)
        ensure(chapter)
        if not any(held is chapter for held, _ in self._graders):
            self._next = chapter, Kind(None, chapter.limits, walls, disclosure)
        return {"digest": chapter.digest}

    def get_ready(self) -> None:
        """Make the grader that will be asked for next, while nobody waits."""
        if self._next is not None:
            wanted, self._next = self._next, None
            self._grader(*wanted)
        self._drop_launched()

    def _drop_launched(self) -> None:
        """End the warm process that nobody has taken."""
        if self._launched is not None:
            self._launched.close()
            self._launched = None

    def _warm_for(self, grader: Grader) -> Zygote:
        """The warm process that was launched for it, or a new one."""
        launched, self._launched = self._launched, None
        if launched is None or not launched.is_like(grader.warm):
            if launched is not None:
                launched.close()
            return grader.launch()
        return launched

    def _chapter(self, course: Course, name: str) -> Chapter:
        """The chapter as it is on disk; raises CourseError if the grader's code has changed."""
        key = (course.root, name)
        held = self._chapters.get(key)
        refuse_stale_code()
        if held is None or held.digest != digest(held.sources()):
            for known in [k for k in self._graders if k[0] is held]:
                self._graders.pop(known).close()  # the warm process of a chapter that is no more
            held = self._chapters[key] = course.chapter(name)
        return held

    def _grader(self, chapter: Chapter, kind: Kind) -> Grader:
        key = (chapter, kind)
        if key not in self._graders:
            case_set = CaseSet(chapter, kind.seed)
            config = GradingConfig.of(
                chapter, case_set.seed, kind.limits, kind.walls, disclosure=kind.disclosure
            )
            grader = Grader(config, case_set, read_release(ensure(chapter)))
            launched = self._warm_for(grader)
            try:
                grader.prepare(mistakes=False)  # while it warms up; one press, one submission
                case_set.foresee()
                grader.start(launched)
            except BaseException:
                launched.close()
                raise
            self._graders[key] = grader
            if len(self._graders) > MOST_GRADERS:
                self._graders.popitem(last=False)[1].close()
        self._graders.move_to_end(key)
        return self._graders[key]


def _limits(chapter: Chapter, told: dict[str, Any]) -> Limits:
    """The chapter's limits, and on top those that do not come from the configuration file."""
    if told == chapter.course.settings().get("limits", {}):
        return chapter.limits
    try:
        return chapter.limits.updated(told)
    except ValueError as error:
        raise CourseError(f"SandboxedExecute.limits: {error}") from None
