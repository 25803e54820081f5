"""The questions of one grading run, drawn once and put to every submission.

Inputs are fresh at each run and the same for everybody in it: two learners who give the
same answer get the same score. An exam can be drawn again from its seed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from autograder.course.course import Chapter
from autograder.course.exercise import Args, Check, Exercise, KnownAnswer
from autograder.values.calling import call, call_packed, plain, read, read_outcomes
from autograder.values.compare import Tolerance, difference
from autograder.values.plain import pack


@dataclass(frozen=True)
class Question:
    """One call that an answer must make right.

    Parameters
    ----------
    check
        The promise that it tests.
    args
        The arguments, plain data.
    expected
        The right outcome, plain data.
    tolerance
        How near an answer must come.
    public
        Whether learners have seen this input.
    """

    check: Check
    args: Args
    expected: Any = field(repr=False)
    tolerance: Tolerance
    public: bool = False

    def wrong(self, outcome: Any) -> str | None:
        """What is wrong with an outcome, or None."""
        return difference(outcome, self.expected, self.tolerance)

    @cached_property
    def packed(self) -> bytes:
        """The arguments as they go to every learner."""
        return pack(list(self.args))


class Drawn:
    """Arguments that hypothesis drew, in a wrapper that it prints quickly however large."""

    def __init__(self, args: Args):
        self.args = args

    def __repr__(self) -> str:
        return "Drawn(…)"


def new_seed() -> int:
    """A seed that no learner can foresee."""
    return secrets.randbits(48)


def outcome(function: Callable[..., Any], check: Check, args: Args) -> Any:
    """What a trusted function gives for `args`, as plain data.

    The arguments are packed for it as for a learner's: reading them is quicker than copying.
    """
    (given,) = read_outcomes([call_packed(function, check.probe, pack(list(args)))])
    return read(check.reads, given, args)


def ask(
    chapter: Chapter, exercise: Exercise, check: Check, args: Args, public: bool = False
) -> Question:
    """Work out the right outcome for `args`."""
    if check.oracle is not None:
        expected = plain(call(check.oracle, None, args))
    else:
        expected = outcome(chapter.solution(exercise), check, args)
    return Question(check, args, expected, check.tolerance_for(expected, args), public)


def draw(strategy: SearchStrategy[Args], count: int, seed: int) -> list[Args]:
    """Up to `count` different values of `strategy`, always the same ones for a seed."""
    drawn: list[Args] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy.map(Drawn))
    def collect(inputs: Drawn) -> None:
        drawn.append(inputs.args)

    collect()
    return drawn


def derive(seed: int, *names: str) -> int:
    """A seed for one use, from the run's seed and the names of the use."""
    text = ":".join([str(seed), *names])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


class Exam:
    """All questions of one chapter for one seed.

    Parameters
    ----------
    chapter
        The chapter that is graded.
    seed
        Decides the fresh inputs; a new one where none is given.
    """

    def __init__(self, chapter: Chapter, seed: int | None = None):
        self.chapter = chapter
        self.seed = new_seed() if seed is None else seed
        self._questions: dict[str, list[Question]] = {}
        # Small failing inputs found before, by the behavior that failed on them.
        self.small: dict[bytes, Args] = {}
        self._known: dict[str, list[tuple[KnownAnswer, list[Any]]]] = {}
        self._mistakes: dict[str, list[tuple[KnownAnswer, dict[int, Any]]]] = {}

    def questions(self, exercise: Exercise) -> list[Question]:
        """The public inputs and the fresh ones of every check, with the right outcomes."""
        if exercise.id not in self._questions:
            self._questions[exercise.id] = [
                question for check in exercise.checks for question in self._ask(exercise, check)
            ]
        return self._questions[exercise.id]

    def _ask(self, exercise: Exercise, check: Check) -> Iterator[Question]:
        for args in check.public:
            yield ask(self.chapter, exercise, check, args, public=True)
        for args in draw(check.inputs, check.draws, derive(self.seed, exercise.id, check.name)):
            yield ask(self.chapter, exercise, check, args)

    def known_outcomes(self, exercise: Exercise) -> list[tuple[KnownAnswer, list[Any]]]:
        """What each wrong answer of the bank gives to :meth:`questions`."""
        if exercise.id not in self._known:
            self._known[exercise.id] = [
                (
                    known,
                    [outcome(known.function, q.check, q.args) for q in self.questions(exercise)],
                )
                for known in self.chapter.mutants(exercise)
            ]
        return self._known[exercise.id]

    def mistakes(self, exercise: Exercise) -> list[tuple[KnownAnswer, dict[int, Any]]]:
        """Each wrong answer of the bank, with what it gives to the questions it gets wrong."""
        if exercise.id not in self._mistakes:
            questions = self.questions(exercise)
            self._mistakes[exercise.id] = [
                (known, {i: got for i, got in enumerate(outcomes) if questions[i].wrong(got)})
                for known, outcomes in self.known_outcomes(exercise)
            ]
        return self._mistakes[exercise.id]
