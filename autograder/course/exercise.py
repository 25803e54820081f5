"""The contract of an exercise: what its author writes and what the grader reads.

An author writes ``checks.py`` in the exercise's folder, which sets ``EXERCISE``, an
:class:`Exercise`, and ``mutants.py`` with functions that :func:`mutant` declares to be
wrong answers that must fail, and :func:`variant` other right ones that must pass. An
essay's folder holds ``rubric.py``, which sets ``ESSAY``. Everything here is plain
description; drawing inputs is the duty of :mod:`autograder.judging.case_set` and judging that
of :mod:`autograder.judging.judge`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis.strategies import SearchStrategy
from losslab.values.compare import USUAL, Tolerance
from losslab.values.plain import Recipe, recipe

__all__ = [
    "Args",
    "Check",
    "Criterion",
    "Essay",
    "Exercise",
    "KnownAnswer",
    "Recipe",
    "Tolerance",
    "known_answer",
    "mutant",
    "recipe",
    "variant",
]

Args = tuple[Any, ...]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Check:
    """One promise that an answer must keep.

    Parameters
    ----------
    name
        Says what is checked: ``check_gradient_at_large_margin``.
    promise
        The same for a learner, one sentence ending in a full stop.
    inputs
        A hypothesis strategy of argument tuples: plain data (numbers, strings, lists,
        dicts, NumPy arrays, torch tensors) and :class:`Recipe`. Fresh ones are drawn at
        every grading. A dict of strategies, named for what they give, is drawn from in turn,
        so that every exam holds inputs of each kind. Checks of an exercise that are given the
        same strategy get the same inputs, and a call that several checks look at is made once.
    contains
        What every exam must hold, by name: ``predicate(*args)`` is true of at least one of the
        fresh inputs, whatever the seed. ``lossbook verify`` holds it over many seeds.
    covers
        The sentences of the docstring, or parts of them, that this check holds the answer to.
    public
        Argument tuples that the learner sees, with the expected results, in ``cases.json``.
    weight
        Share of the exercise's points, relative to its other checks.
    probe
        A ``losslab`` function called in the learner's process as ``probe(f, *args)``; it
        must return plain data. Without one, ``f(*args)`` itself is compared.
    part
        The key of what is compared, where the outcome is a dict whose other parts belong to
        other checks.
    reads
        Turns the plain outcome into what is compared, as ``reads(outcome, *args)``, in the
        trusted process. A probe runs beside the learner's code: where its right outcome can be
        foreseen, let the probe give what the answer gave, and judge that here.
    oracle
        Computes the expected result from the arguments as ``oracle(*args)``. Without one,
        the reference implementation does, through the same probe.
    tolerance
        One tolerance, or a function of the expected result and the arguments that gives one:
        ``tolerance(expected, *args)``.
    draws
        How many fresh inputs each grading tries.
    """

    name: str
    promise: str
    inputs: SearchStrategy[Args] | Mapping[str, SearchStrategy[Args]]
    public: Sequence[Args] = ()
    weight: float = 1.0
    probe: Callable[..., Any] | None = None
    part: str = ""
    reads: Callable[..., Any] | None = None
    oracle: Callable[..., Any] | None = None
    tolerance: Tolerance | Callable[..., Tolerance] = USUAL
    draws: int = 12
    contains: Mapping[str, Callable[..., bool]] = field(default_factory=dict)
    covers: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not self.name.startswith("check_"):
            raise ValueError(f"{self.name!r}: a check's name starts with 'check_'")
        if not self.promise.endswith("."):
            raise ValueError(f"{self.name}: the promise is one sentence and ends with a full stop")
        if self.weight <= 0 or self.draws < 1:
            raise ValueError(f"{self.name}: weight and draws must be positive")
        if len(self.kinds) > self.draws:
            raise ValueError(f"{self.name}: {self.draws} draws are too few for all kinds of inputs")
        if not all(isinstance(args, tuple) for args in self.public):
            raise ValueError(
                f"{self.name}: public is a tuple of argument tuples, as in public=((a, b),)"
            )
        if isinstance(self.covers, str):
            raise ValueError(f"{self.name}: covers is one string; write a tuple of strings")

    @property
    def kinds(self) -> Mapping[str, SearchStrategy[Args]]:
        """The strategies that its inputs are drawn from, by name."""
        return self.inputs if isinstance(self.inputs, Mapping) else {"": self.inputs}

    def tolerance_for(self, expected: Any, args: Args) -> Tolerance:
        """The tolerance that holds for this expected result."""
        if isinstance(self.tolerance, Tolerance):
            return self.tolerance
        return self.tolerance(expected, *args)


@dataclass(frozen=True, eq=False)
class Exercise:
    """A function that the learner writes, and what it is worth.

    Parameters
    ----------
    title
        A few words in sentence case.
    objective
        What a learner can do afterwards, one sentence.
    points
        Points at full marks.
    difficulty
        1 (five minutes, no trick) to 5 (worth a blog post).
    minutes
        How long it takes someone who has read the chapter.
    hints
        At least two, from a nudge to nearly the answer. Markdown.
    checks
        What is checked.
    unchecked
        Promises of the docstring that no check holds, each with the reason.
    limits
        Other values of ``cell_seconds`` and ``call_seconds`` than the chapter's, see
        :class:`autograder.sandbox.Limits`.
    id
        The function's name, in ``reference.py`` and in the learner's notebook. It is that of
        the exercise's folder, and filled in when the chapter is loaded.
    discussion
        Markdown: why the answer is right, the tempting wrong one, and what it shows about
        the word "loss". Filled in from ``discussion.md``.
    """

    title: str
    objective: str
    points: float
    difficulty: int
    minutes: int
    hints: Sequence[str]
    checks: Sequence[Check]
    unchecked: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    id: str = ""
    discussion: str = ""

    def __post_init__(self) -> None:
        if set(self.limits) - {"cell_seconds", "call_seconds"}:
            raise ValueError(f"{self.id}: an exercise may set cell_seconds and call_seconds only")
        if self.id and not self.id.isidentifier():
            raise ValueError(f"{self.id!r}: an exercise's folder is named for its function")
        if isinstance(self.hints, str):
            raise ValueError(f"{self.id}: hints is one string; write a tuple of strings")
        if self.points <= 0:
            raise ValueError(f"{self.id}: points must be positive")
        if not 1 <= self.difficulty <= 5:
            raise ValueError(f"{self.id}: difficulty is 1 to 5")
        names = [check.name for check in self.checks]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"{self.id}: needs checks with different names")

    def share(self, check: Check) -> float:
        """The points that one check is worth."""
        return self.points * check.weight / sum(c.weight for c in self.checks)


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: what a person looks for, and what it earns.

    Parameters
    ----------
    name
        What is looked for, a few words.
    points
        What it earns at most. Half of it is given for an answer as `half` describes.
    full, half, none
        Descriptions of an answer that earns all, half and nothing.
    """

    name: str
    points: float
    full: str
    half: str
    none: str


@dataclass(frozen=True, eq=False)
class Essay:
    """Something that a learner writes and a person grades.

    Parameters
    ----------
    title
        A few words in sentence case.
    objective
        What a learner can do afterwards, one sentence.
    minutes
        How long it takes.
    rubric
        What it is graded by; learners see it too.
    cells
        Whether the learner answers with cells below the task, code or text, instead of one text.
    id
        The name of its folder, filled in when the chapter is loaded.
    task
        Markdown: what to write. Filled in from ``task.md``.
    """

    title: str
    objective: str
    minutes: int
    rubric: Sequence[Criterion]
    cells: bool = False
    id: str = ""
    task: str = ""

    def __post_init__(self) -> None:
        if self.id and not self.id.isidentifier():
            raise ValueError(f"{self.id!r}: an essay's folder has a name like a function's")
        if not self.rubric or any(c.points <= 0 for c in self.rubric):
            raise ValueError(f"{self.id}: needs a rubric whose lines are worth something")

    @property
    def points(self) -> float:
        """Points at full marks."""
        return sum(criterion.points for criterion in self.rubric)

    def rubric_table(self) -> str:
        """The rubric as a Markdown table."""
        lines = ["| what counts | all of it | half of it | nothing |", "|:---|:---|:---|:---|"]
        for c in self.rubric:
            lines.append(f"| **{c.name}** ({c.points:g}) | {c.full} | {c.half} | {c.none} |")
        return "\n".join(lines)


@dataclass(frozen=True)
class KnownAnswer:
    """An answer whose verdict is known beforehand.

    Parameters
    ----------
    name
        The function's name in ``mutants.py``.
    function
        The answer itself.
    right
        Whether it must pass.
    says
        For a wrong answer, what a learner who wrote it is told; for a right one, how it
        differs from the reference.
    """

    name: str
    function: Callable[..., Any]
    right: bool
    says: str


_KNOWN = "__known_answer__"


def _known(right: bool, says: str) -> Callable[[F], F]:
    if not isinstance(says, str):
        raise TypeError(f"{'how' if right else 'says'} must be a sentence: @mutant(says=...)")

    def decorate(function: F) -> F:
        setattr(function, _KNOWN, KnownAnswer(function.__name__, function, right, says))
        return function

    return decorate


def mutant(says: str) -> Callable[[F], F]:
    """Declare a plausible wrong answer: it must fail, and whoever wrote it is told `says`."""
    return _known(right=False, says=says)


def variant(how: str) -> Callable[[F], F]:
    """Declare another right answer: it must pass. `how` tells in what it differs."""
    return _known(right=True, says=how)


def known_answer(value: object) -> KnownAnswer | None:
    """What :func:`mutant` or :func:`variant` said of a function, if it is one of theirs."""
    return getattr(value, _KNOWN, None)
