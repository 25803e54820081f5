"""The verdict on one exercise: ask the learner's process, compare, shrink, explain.

The judge runs in the trusted process. All that it has from the learner is plain data.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol

from hypothesis import Phase, find
from hypothesis.errors import HypothesisException
from losslab.values.calling import part_of, read_outcomes
from losslab.values.compare import difference
from losslab.values.packed import pack
from losslab.values.plain import Raised
from losslab.values.show import show_call, show_outcome

from autograder.course.exercise import Args, Check, Exercise
from autograder.judging.case_set import Call, Case, CaseSet, Trusted, ask, seen
from autograder.judging.drawing import Drawn, derive, options, reproducible
from autograder.judging.result import CheckResult, Counterexample, ExerciseResult, Status, not_kept
from autograder.sandbox import LearnerGoneError

SHRINK_SECONDS = 1.0
SHRINK_EXAMPLES = 150
MOST_ENDINGS = 2
MOST_REMEMBERED = 10_000


class Answers(Protocol):
    """Whoever can be asked for a learner's answers."""

    def ask(
        self,
        function: str,
        probe: Callable[..., Any] | None,
        calls: Sequence[bytes],
    ) -> list[object] | None:
        """An outcome for each call, packed, or None if the function is missing."""


@dataclass(frozen=True)
class _Asked:
    """One case with what came back, what was read in it, and what is wrong with that."""

    case: Case
    returned: Any
    got: Any
    wrong: str | None


def judge(
    exercise: Exercise, case_set: CaseSet, answers: Answers, shrink: bool = True
) -> ExerciseResult:
    """Put the cases to a learner and work out the score and what to say.

    A failing call is made smaller where `shrink` says so; the score does not depend on it.
    A check in which the learner's process ends is lost; after `MOST_ENDINGS` of them the
    exercise's other checks are not asked any more.
    """
    asked: list[_Asked] = []
    results: list[CheckResult] = []
    returned: dict[Call, Any] = {}
    gone: LearnerGoneError | None = None
    endings = 0
    for check in exercise.checks:
        if endings == MOST_ENDINGS:
            results.append(_unanswered(exercise, check))
            continue
        cases = [q for q in case_set.cases(exercise) if q.check is check]
        calls = list(dict.fromkeys(q.call for q in cases if q.call not in returned))
        try:
            got = _answers(answers, exercise, check, calls, case_set.solution(exercise))
        except LearnerGoneError as error:
            gone, endings = gone or error, endings + 1
            results.append(_unanswered(exercise, check))
            continue
        if got is None:
            return _missing(exercise)
        returned.update(zip(calls, got, strict=True))
        here = [_compare(q, returned[q.call]) for q in cases]
        asked += here
        wrong = [a for a in here if a.wrong]
        example = None
        if wrong and not _untouched(here):
            example = _counterexample(exercise, case_set, answers, check, here, shrink)
        results.append(
            CheckResult(
                check.name,
                check.promise,
                exercise.share(check),
                passed=not wrong,
                counterexample=example,
            )
        )
    return _verdict(exercise, case_set, asked, results, gone)


def _answers(
    answers: Answers, exercise: Exercise, check: Check, calls: Sequence[Call], solution: Trusted
) -> list[Any] | None:
    """The outcomes of calls that have not been made yet, if there are any.

    An outcome that is the reference's, byte by byte, is not read: the reference's is taken.
    """
    packed = answers.ask(exercise.id, check.probe, [args for _, args in calls]) if calls else []
    if packed is None:
        return None
    known = [solution.made(call) for call in calls]
    # Whatever else came is not asked whether it is equal.
    unread = [i for i, data in enumerate(packed) if type(data) is not bytes or data != known[i][0]]
    read = dict(zip(unread, read_outcomes([packed[i] for i in unread]), strict=True))
    return [read[i] if i in read else known[i][1] for i in range(len(calls))]


def _compare(case: Case, returned: Any) -> _Asked:
    if returned is case.solution.made(case.call)[1]:
        return _Asked(case, returned, *case.model)
    got = seen(case.check, returned, case.args)
    return _Asked(case, returned, got, case.wrong(got))


def _verdict(
    exercise: Exercise,
    case_set: CaseSet,
    asked: list[_Asked],
    results: list[CheckResult],
    gone: LearnerGoneError | None,
) -> ExerciseResult:
    kept = [r for r in results if r.passed]
    full = len(kept) == len(results)
    score = float(exercise.points) if full else round(sum(r.points for r in kept), 2)
    status: Status
    message = misconception = ""
    if full:
        status = "passed"
    elif gone is not None:
        status, message = gone.status, f"While {exercise.id} was being called, {gone.message}."
    elif _untouched(asked):
        status, message = "missing", f"{exercise.id} has not been written yet."
    elif refused := _raised("PermissionError", asked):
        status, message = "forbidden", f"{exercise.id} did what grading forbids: {refused}."
    elif _raised("MemoryError", asked):
        status, message = (
            "memory",
            f"{exercise.id} asked for more memory than a submission may use.",
        )
    else:
        status = "partial" if score > 0 else "failed"
        misconception, message = _diagnose(exercise, case_set, asked)
        message = message or not_kept(results)
    return ExerciseResult(
        exercise.id,
        exercise.title,
        score,
        float(exercise.points),
        status,
        message,
        tuple(results),
        "" if full or misconception or not exercise.hints else str(exercise.hints[0]),
        misconception,
    )


def _untouched(asked: Sequence[_Asked]) -> bool:
    """Whether every answer is the stub's."""
    return bool(asked) and all(
        isinstance(a.got, Raised) and "NotImplementedError" in a.got.types for a in asked
    )


def _raised(name: str, asked: Sequence[_Asked]) -> str:
    """What an exception of this class said that was not expected, or nothing."""
    for a in asked:
        if a.wrong and isinstance(a.got, Raised) and name in a.got.types:
            return a.got.message or name
    return ""


def _missing(exercise: Exercise) -> ExerciseResult:
    message = f"There is no function {exercise.id} after its cell has run."
    return ExerciseResult(
        exercise.id, exercise.title, 0.0, float(exercise.points), "missing", message
    )


def _unanswered(exercise: Exercise, check: Check) -> CheckResult:
    return CheckResult(check.name, check.promise, exercise.share(check), passed=False)


def _diagnose(exercise: Exercise, case_set: CaseSet, asked: list[_Asked]) -> tuple[str, str]:
    """The known wrong answer whose mistake this one makes, and what its author is told.

    It makes the mistake if it gives the same wrong outcomes wherever the known answer is wrong.
    It may be wrong elsewhere too, but the mistake must account for half of what is.
    """
    if len(asked) < len(case_set.cases(exercise)):
        return "", ""
    least = sum(bool(a.wrong) for a in asked) / 2
    explained, found = 0, ("", "")
    for known, mistake in case_set.mistakes(exercise):
        if (
            len(mistake) >= least
            and len(mistake) > explained
            and all(_alike(asked[i], theirs) for i, theirs in mistake.items())
        ):
            explained, found = len(mistake), (known.name, known.says)
    return found


def _alike(asked: _Asked, theirs: Any) -> bool:
    return bool(asked.wrong) and difference(asked.got, theirs, asked.case.tolerance) is None


def _counterexample(
    exercise: Exercise,
    case_set: CaseSet,
    answers: Answers,
    check: Check,
    here: list[_Asked],
    shrink: bool,
) -> Counterexample:
    """The failing call to show: a public one, or else the smallest that is found in a second."""
    wrong = [a for a in here if a.wrong]
    found = [a for a in wrong if a.case.public]
    if not found and shrink:
        found = _small(exercise, case_set, answers, check, here)
    smallest = _smallest(found or wrong)
    case = smallest.case
    like = case_set.chapter.solution(exercise)
    probe = check.probe.__name__ if check.probe else None
    return Counterexample(
        show_call(exercise.id, case.args, like, probe, check.part),
        show_outcome(part_of(check.part, smallest.returned)),
        show_outcome(case.expected),
        smallest.wrong or "",
        case.public,
    )


def _small(
    exercise: Exercise, case_set: CaseSet, answers: Answers, check: Check, here: list[_Asked]
) -> list[_Asked]:
    """A small failing call, if one is found: the one that made another alike answer fail, or new.

    Many learners make the same mistake, and a mistake need be made small only once.
    """
    behavior = hashlib.sha256(check.name.encode())
    for asked in here:
        behavior.update(pack(asked.got))
    key = behavior.digest()
    if key not in case_set.small:
        found = _shrink(exercise, case_set, answers, check)
        if found is None:
            return []
        if len(case_set.small) < MOST_REMEMBERED:
            case_set.small[key] = found.case.args
        return [found]
    asked_again = _try(exercise, case_set, answers, check, case_set.small[key])
    return [asked_again] if asked_again is not None and asked_again.wrong else []


def _try(
    exercise: Exercise, case_set: CaseSet, answers: Answers, check: Check, args: Args
) -> _Asked | None:
    """Put one more case; None if the learner's process ended over it."""
    try:
        packed = answers.ask(exercise.id, check.probe, [pack(list(args))])
    except LearnerGoneError:
        return None
    if packed is None:
        return None
    case = ask(Trusted(case_set.chapter.solution(exercise)), check, args)
    return _compare(case, read_outcomes(packed)[0])


def _shrink(exercise: Exercise, case_set: CaseSet, answers: Answers, check: Check) -> _Asked | None:
    until = time.monotonic() + SHRINK_SECONDS
    failing: list[_Asked] = []

    def fails(drawn: Drawn) -> bool:
        args = drawn.args
        if time.monotonic() > until:
            return False
        asked = _try(exercise, case_set, answers, check, args)
        if asked is None or not asked.wrong:
            return False
        failing.append(asked)
        return True

    random = Random(derive(case_set.seed, exercise.id, check.name, "shrink"))
    # It raises when nothing failed this time, or when the answer is not always the same.
    with reproducible(), contextlib.suppress(HypothesisException):
        size = options(SHRINK_EXAMPLES, Phase.generate, Phase.shrink)
        find(check.inputs.map(Drawn), fails, settings=size, random=random)
    return _smallest(failing) if failing else None


def _smallest(wrong: Sequence[_Asked]) -> _Asked:
    """The call with the fewest bytes, and among equals the one that is shortest to read."""

    def digits(asked: _Asked) -> tuple[int, int]:
        text = show_call("f", asked.case.args)
        return len(text), sum(c.isdigit() for c in text)

    fewest = min(len(asked.case.call[1]) for asked in wrong)
    few = [asked for asked in wrong if len(asked.case.call[1]) == fewest]
    return min(few, key=digits) if len(few) > 1 else few[0]
