"""Start the process that grades before the command line itself has loaded: both take a moment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from autograder.course.course import TEXT, Course, CourseError

if TYPE_CHECKING:
    from autograder.classroom.grading_host import GradingHost

# With these, `lossbook grade` needs no process of its own.
ELSEWHERE = ("--help", "--scheduler", "--local-cluster")
_waiting: list[GradingHost] = []


@contextlib.contextmanager
def started(words: Sequence[str]) -> Iterator[None]:
    """Start what the words of a command line will need; what nobody has taken ends afterwards."""
    if words[:1] == ["grade"] and not any(word.startswith(ELSEWHERE) for word in words):
        with contextlib.suppress(CourseError, OSError):  # the command itself says what is wrong
            course = Course.find()
            for word in words[1:]:
                if (course.solutions / word / TEXT).is_file():
                    _waiting.append(_new(course, word))
                    break
    try:
        yield
    finally:
        while _waiting:
            _waiting.pop().close()


def host(course: Course, chapter: str) -> GradingHost:
    """The process that has been started for a chapter, or a new one; a context manager."""
    return _waiting.pop() if _waiting else _new(course, chapter)


def _new(course: Course, chapter: str) -> GradingHost:
    from autograder.classroom.grading_host import GradingHost  # not where learners' commands run
    from autograder.course.dependencies import preload

    return GradingHost(preload(course, chapter))
