"""The cases of one grading run, drawn once and put to every submission.

Inputs are fresh at each run and the same for everybody in it: two learners who give the
same answer get the same score. A case set can be drawn again from its seed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any

from losslab.values.calling import call, call_packed, part_of, plain, read, read_outcomes
from losslab.values.compare import Tolerance, difference
from losslab.values.packed import pack
from losslab.values.show import show_call

from autograder.course.chapter import Chapter
from autograder.course.course import CourseError
from autograder.course.exercise import Args, Check, Exercise, KnownAnswer
from autograder.judging.beside import Copy, CopyEndedError, room_beside
from autograder.judging.drawing import draw, draw_each, simplest
from autograder.judging.seeds import derive, new_seed

# So many small inputs of a check are tried, to explain what is wrong.
MOST_SMALL = 12
# Where every fresh input of an exam takes more bytes than this, no other is short enough to read.
MOST_READ = 16_384

# A probe, if there is one, and packed arguments: equal calls need be made only once.
Call = tuple[Callable[..., Any] | None, bytes]


def seen(check: Check, returned: Any, args: Args) -> Any:
    """What a check compares of an outcome: its part, as its `reads` reads it."""
    return read(check.reads, part_of(check.part, returned), args)


class Trusted:
    """A trusted function, and what it gave: no call is made twice.

    Parameters
    ----------
    function
        The reference, or a known wrong answer.
    """

    def __init__(self, function: Callable[..., Any]):
        self._function = function
        self._made: dict[Call, tuple[bytes, Any]] = {}

    def made(self, call: Call) -> tuple[bytes, Any]:
        """The outcome of a call, packed and as plain data.

        It is made as a learner's is: of packed arguments, which are quicker to read than to copy.
        """
        if call not in self._made:
            packed = call_packed(self._function, *call)
            self._made[call] = packed, read_outcomes([packed])[0]
        return self._made[call]

    def outcome(self, check: Check, args: Args) -> Any:
        """What a check compares of the outcome for `args`."""
        return seen(check, self.made((check.probe, pack(list(args))))[1], args)


@dataclass(frozen=True)
class Case:
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
    solution
        The reference.
    public
        Whether learners have seen this input.
    """

    check: Check
    args: Args
    expected: Any = field(repr=False)
    tolerance: Tolerance
    solution: Trusted = field(repr=False)
    public: bool = False

    def wrong(self, outcome: Any) -> str | None:
        """What is wrong with an outcome, or None."""
        return difference(outcome, self.expected, self.tolerance)

    @cached_property
    def call(self) -> Call:
        """The probe, and the arguments as they go to every learner."""
        return self.check.probe, pack(list(self.args))

    @cached_property
    def length(self) -> tuple[int, int]:
        """How long its call is to read; see :func:`reading_length`."""
        return reading_length(self.args)

    @cached_property
    def model(self) -> tuple[Any, str | None]:
        """What is compared of the reference's own outcome, and what is wrong with it."""
        got = seen(self.check, self.solution.made(self.call)[1], self.args)
        return got, self.wrong(got)


def ask(solution: Trusted, check: Check, args: Args, public: bool = False) -> Case:
    """Work out the right outcome for `args`."""
    if check.oracle is not None:
        expected = plain(call(check.oracle, None, args))
    else:
        expected = solution.outcome(check, args)
    return Case(check, args, expected, check.tolerance_for(expected, args), solution, public)


def fresh_inputs(exercise: Exercise, check: Check, seed: int) -> list[Args]:
    """The fresh inputs of a check, and of those that share its strategy, for one seed."""
    count = max(c.draws for c in exercise.checks if c.inputs is check.inputs)
    own = derive(seed, exercise.id, check.name)
    if isinstance(check.inputs, Mapping):
        drawn = draw_each(check.inputs, count, own)
    else:
        first = simplest(check.inputs)
        found = [*([] if first is None else [first]), *draw(check.inputs, count, own)]
        drawn = list({pack(list(args)): args for args in found}.values())[:count]
    if not all(isinstance(args, tuple) for args in drawn):
        raise CourseError(
            f"{exercise.id}, {check.name}: inputs must draw tuples of arguments; "
            f"it drew a {type(drawn[0]).__name__}"
        )
    return drawn


def _short_inputs(check: Check, seed: int) -> list[Args]:
    """Inputs of every kind, the shortest first, and the simplest of each kind among them."""
    kinds = list(check.kinds.values())
    found = [args for kind in kinds if (args := simplest(kind)) is not None]
    for kind in kinds:
        found += draw(kind, -(-MOST_SMALL // len(kinds)), seed)
    return sorted({pack(list(args)): args for args in found}.values(), key=reading_length)


def reading_length(args: Args) -> tuple[int, int]:
    """How long a call is to read, and among equals how many digits it has."""
    text = show_call("f", args)
    return len(text), sum(c.isdigit() for c in text)


class CaseSet:
    """All cases of one chapter for one seed.

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
        self._cases: dict[str, list[Case]] = {}
        self._solutions: dict[str, Trusted] = {}
        self._small: dict[tuple[str, str], tuple[list[Args], list[Case]]] = {}
        self._foreseen: Copy | None = None
        self._short: dict[tuple[str, str], list[Args]] = {}
        self._known: dict[str, list[tuple[KnownAnswer, list[Any]]]] = {}
        self._mistakes: dict[str, list[tuple[KnownAnswer, dict[int, Any]]]] = {}

    def solution(self, exercise: Exercise) -> Trusted:
        """The reference implementation, which remembers what it gave."""
        if exercise.id not in self._solutions:
            self._solutions[exercise.id] = Trusted(self.chapter.solution(exercise))
        return self._solutions[exercise.id]

    def cases(self, exercise: Exercise) -> list[Case]:
        """The public inputs and the fresh ones of every check, with the right outcomes."""
        if exercise.id not in self._cases:
            self._cases[exercise.id] = list(self._ask(exercise))
        return self._cases[exercise.id]

    def _ask(self, exercise: Exercise) -> Iterator[Case]:
        solution = self.solution(exercise)
        drawn: dict[int, list[Args]] = {}
        for check in exercise.checks:
            for args in check.public:
                yield ask(solution, check, args, public=True)
            if id(check.inputs) not in drawn:
                drawn[id(check.inputs)] = fresh_inputs(exercise, check, self.seed)
            for args in drawn[id(check.inputs)][: check.draws]:
                yield ask(solution, check, args)

    def small(self, exercise: Exercise, check: Check) -> Iterator[Case]:
        """A check's inputs for explaining what is wrong, the shortest first.

        They are the same for everybody, and drawn and answered only where an answer fails. There
        are none where a call is long to read whatever is drawn, such as one of recorded runs.
        """
        key = exercise.id, check.name
        if key not in self._small:
            own = [case for case in self.cases(exercise) if case.check is check]
            sizes = [len(case.call[1]) for case in own if not case.public]
            readable = min(sizes, default=0) <= MOST_READ
            self._small[key] = self._short_inputs(exercise, check) if readable else [], []
        inputs, cases = self._small[key]
        for number, args in enumerate(inputs):
            if number == len(cases):
                cases.append(ask(self.solution(exercise), check, args))
            yield cases[number]

    def _short_inputs(self, exercise: Exercise, check: Check) -> list[Args]:
        """Inputs of a check, and of those that share its strategy, the shortest first."""
        first = next(c for c in exercise.checks if c.inputs is check.inputs)
        key = exercise.id, first.name
        if key not in self._short:
            self._short[key] = _short_inputs(first, derive(self.seed, *key, "small"))
        return self._short[key]

    def answer(self, mistakes: bool = True) -> None:
        """Work out everything that is the same for every submission.

        What the known mistakes give is left out where `mistakes` says so: it is needed only where
        an answer fails, and worked out then.
        """
        for exercise in self.chapter.exercises:
            for case in self.cases(exercise):
                _ = case.model
        if mistakes:
            self.foresee()
            for exercise in self.chapter.exercises:
                self.mistakes(exercise)
            self._foreseen = None

    def foresee(self) -> None:
        """Begin to work out beside this process what the known mistakes give."""
        if room_beside():
            self._foreseen = Copy(self._tell_mistakes)

    def _tell_mistakes(self, connection: Connection) -> None:
        """In the copy: from the last exercise on, since the first is soon asked for here."""
        for exercise in reversed(self.chapter.exercises):
            given = [given for _, given in self.mistakes(exercise)]
            connection.send_bytes(pickle.dumps((exercise.id, given)))

    def _take_foreseen(self) -> None:
        """Take what has been worked out so far."""
        try:
            while self._foreseen is not None and (told := self._foreseen.told()):
                exercise_id, given = pickle.loads(told)
                known = self.chapter.mutants(self.chapter.exercise(exercise_id))
                self._mistakes[exercise_id] = list(zip(known, given, strict=True))
        except CopyEndedError:  # it has told everything, or this process does it itself
            self._foreseen = None

    def known_outcomes(self, exercise: Exercise) -> list[tuple[KnownAnswer, list[Any]]]:
        """What each wrong answer of the bank gives to :meth:`cases`."""
        if exercise.id not in self._known:
            cases = self.cases(exercise)
            self._known[exercise.id] = []
            for known in self.chapter.mutants(exercise):
                given = Trusted(known.function)
                outcomes = [seen(q.check, given.made(q.call)[1], q.args) for q in cases]
                self._known[exercise.id].append((known, outcomes))
        return self._known[exercise.id]

    def mistakes(self, exercise: Exercise) -> list[tuple[KnownAnswer, dict[int, Any]]]:
        """Each wrong answer of the bank, with what it gives to the cases it gets wrong."""
        if self._foreseen is not None and exercise.id not in self._mistakes:
            self._take_foreseen()
        if exercise.id not in self._mistakes:
            cases = self.cases(exercise)
            self._mistakes[exercise.id] = [
                (known, {i: got for i, got in enumerate(outcomes) if cases[i].wrong(got)})
                for known, outcomes in self.known_outcomes(exercise)
            ]
        return self._mistakes[exercise.id]
