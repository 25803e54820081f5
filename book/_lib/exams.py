"""A chapter's wrong answers sit exams, for the page about the grader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, overload

from losslab.values.compare import difference

from autograder.course.chapter import Chapter
from autograder.judging.case_set import Case, CaseSet, Trusted

__all__ = ["Passes", "sit"]


class Passes(Sequence[bool]):
    """Whether an answer passes each of some cases; it is asked when somebody wants to know.

    Parameters
    ----------
    answer
        The answer, which remembers what it gave.
    cases
        The cases, in order.
    by_heart
        Calls whose right outcomes it has learned by heart.
    """

    def __init__(self, answer: Trusted, cases: list[Case], by_heart: frozenset[Any] = frozenset()):
        self._answer, self._cases, self._by_heart = answer, cases, by_heart
        self._known: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self._cases)

    @overload
    def __getitem__(self, j: int) -> bool: ...
    @overload
    def __getitem__(self, j: slice) -> list[bool]: ...
    def __getitem__(self, j: int | slice) -> bool | list[bool]:
        if isinstance(j, slice):
            return [self[i] for i in range(*j.indices(len(self)))]
        if j not in self._known:
            case = self._cases[j]
            self._known[j] = case.call in self._by_heart or (
                difference(
                    self._answer.outcome(case.check, case.args), case.expected, case.tolerance
                )
                is None
            )
        return self._known[j]


@cache
def _wrong_answers(chapter: Chapter) -> dict[str, list[Trusted]]:
    """All wrong answers of a chapter, which remember over all exams what they gave."""
    return {
        exercise.id: [Trusted(known.function) for known in chapter.mutants(exercise)]
        for exercise in chapter.exercises
    }


def sit(chapter: Chapter, seed: int) -> list[dict[str, Any]]:
    """Let every wrong answer of a chapter's bank sit one exam.

    Parameters
    ----------
    chapter
        The chapter.
    seed
        Decides the fresh inputs.

    Returns
    -------
    list of dict
        One for each exercise. ``public`` and ``fresh`` have a row for each wrong answer and a
        truth for each case: whether it passes. ``patched`` is ``fresh`` for the same answer with
        the public cases learned by heart. ``points`` are the exercise's, and ``by heart`` those
        that the public cases learned by heart would earn with no answer at all.
    """
    case_set, found = CaseSet(chapter, seed), []
    for exercise in chapter.exercises:
        cases = case_set.cases(exercise)
        public, fresh = [c for c in cases if c.public], [c for c in cases if not c.public]
        known = frozenset(c.call for c in public)
        answers = _wrong_answers(chapter)[exercise.id]
        by_heart = sum(
            exercise.share(check)
            for check in exercise.checks
            if all(c.call in known for c in cases if c.check is check)
        )
        found.append(
            {
                "exercise": exercise.id,
                "chapter": chapter.name,
                "public": [list(Passes(answer, public)) for answer in answers],
                "fresh": [Passes(answer, fresh) for answer in answers],
                "patched": [Passes(answer, fresh, known) for answer in answers],
                "points": exercise.points,
                "by heart": by_heart,
            }
        )
    return found
