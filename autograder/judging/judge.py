"""The verdict on one exercise: ask the learner's process, compare, explain.

The judge runs in the trusted process. All that it has from the learner is plain data.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from losslab.values.calling import part_of, read_outcomes
from losslab.values.compare import difference
from losslab.values.diagnosis import CONSTANT, constant, explain
from losslab.values.plain import Raised

from autograder.course.exercise import Check, Exercise
from autograder.judging.case_set import Call, Case, CaseSet, Trusted
from autograder.judging.reading import bounded, read_here, reader_of, too_large
from autograder.judging.result import CheckResult, Counterexample, ExerciseResult, Status, not_kept
from autograder.sandbox import Group, LearnerGoneError

# A short failing call is looked for in batches, until this much time is spent.
SMALL_SECONDS = 0.05
SMALL_BATCH = 8
MOST_ENDINGS = 2
# Bytes of calls that are asked for at once.
MOST_ASKED = 2**20
# Where no submission's time limits it.
READ_SECONDS = 60.0


class Answers(Protocol):
    """Whoever can be asked for a learner's answers."""

    def ask(self, function: str, groups: Sequence[Group]) -> list[list[object]] | None:
        """Of each group an outcome for each call, packed; None if the function is missing."""


@runtime_checkable
class Timed(Protocol):
    """Answers that come from a submission, whose time is limited."""

    def left(self) -> float:
        """Seconds for which what came back may be judged."""


@dataclass(frozen=True)
class Asked:
    """One case with what came back, what was read in it, and what is wrong with that."""

    case: Case
    returned: Any
    got: Any
    wrong: str | None


def judge(
    exercise: Exercise, case_set: CaseSet, answers: Answers, small: bool = True
) -> ExerciseResult:
    """Put the cases to a learner and work out the score and what to say.

    A short failing call is looked for where `small` says so; the score does not depend on it.
    """
    asked: list[Asked] = []
    results: list[CheckResult] = []
    gone: LearnerGoneError | None = None
    for check, here in put(exercise, case_set, answers):
        if here is None:
            return _missing(exercise)
        example, tried = None, True
        if isinstance(here, LearnerGoneError):
            # After too many endings the reason of the first comes, and no call is made.
            tried = here is not gone
            gone, passed = gone or here, False
        else:
            asked += here
            passed = not any(a.wrong for a in here)
            if not passed and not _untouched(here):
                example = _counterexample(exercise, case_set, answers, check, here, small)
        share = exercise.share(check)
        results.append(CheckResult(check.name, check.promise, share, passed, example, tried))
    return _verdict(exercise, case_set, asked, results, gone)


def put(
    exercise: Exercise, case_set: CaseSet, answers: Answers
) -> Iterator[tuple[Check, list[Asked] | LearnerGoneError | None]]:
    """Put the cases to a learner; what came of them, check by check.

    A check in which the learner's process ends comes with the reason; after `MOST_ENDINGS` of
    them the exercise's other checks are not asked any more. Where the function is missing, None
    comes once, and no more.
    """
    returned: dict[Call, Any] = {}
    endings: list[LearnerGoneError] = []
    waiting = list(exercise.checks)
    while waiting and len(endings) < MOST_ENDINGS:
        groups = _groups(exercise, case_set, waiting, returned)
        sent = [(check.probe, [args for _, args in calls]) for check, calls in groups if calls]
        ended: LearnerGoneError | None = None
        try:
            replies = answers.ask(exercise.id, sent) if sent else []
        except LearnerGoneError as error:
            replies, ended = error.before, error
        if replies is None:
            yield waiting[0], None
            return
        came = iter(replies)
        for check, calls in groups:
            packed = next(came, None) if calls else []
            try:
                if packed is None:
                    raise ended or LearnerGoneError("died", "its process is gone")
                outcomes = _outcomes(packed, calls, case_set.solution(exercise))
                returned.update(zip(calls, outcomes, strict=True))
                cases = [q for q in case_set.cases(exercise) if q.check is check]
                given = [returned[q.call] for q in cases]
                asked = _compare(exercise, case_set, cases, given, answers)
            except LearnerGoneError as error:
                endings.append(error)
                yield check, error
            else:
                yield check, asked
            waiting.pop(0)
            if packed is None or len(endings) == MOST_ENDINGS:
                break
    for check in waiting:
        yield check, endings[0]


def _groups(
    exercise: Exercise, case_set: CaseSet, checks: Sequence[Check], returned: Collection[Call]
) -> list[tuple[Check, list[Call]]]:
    """The calls of the first checks that are not known yet, as many as fit one request."""
    found: list[tuple[Check, list[Call]]] = []
    known, size = set(returned), 0
    for check in checks:
        calls = dict.fromkeys(q.call for q in case_set.cases(exercise) if q.check is check)
        new = [call for call in calls if call not in known]
        size += sum(len(args) for _, args in new)
        if found and size > MOST_ASKED:
            break
        known.update(new)
        found.append((check, new))
    return found


def _outcomes(packed: Sequence[object], calls: Sequence[Call], solution: Trusted) -> list[Any]:
    """The outcomes of calls.

    An outcome that is the reference's, byte by byte, is not read: the reference's is taken.
    """
    known = [solution.made(call) for call in calls]
    # Whatever else came is not asked whether it is equal.
    unread = [i for i, data in enumerate(packed) if type(data) is not bytes or data != known[i][0]]
    read = dict(zip(unread, read_outcomes([packed[i] for i in unread]), strict=True))
    return [read[i] if i in read else known[i][1] for i in range(len(calls))]


def _compare(
    exercise: Exercise,
    case_set: CaseSet,
    cases: Sequence[Case],
    returned: Sequence[Any],
    answers: Answers,
) -> list[Asked]:
    """What is read in the outcomes of one check's cases, and what is wrong with that.

    A check's `reads` is given a stranger's values: it reads them beside this process, and only
    for as long as the submission has time.
    """
    asked = [
        Asked(case, got, *case.model) if got is case.solution.made(case.call)[1] else None
        for case, got in zip(cases, returned, strict=True)
    ]
    unread = [i for i, known in enumerate(asked) if known is None]
    if not any(cases[i].check.reads for i in unread):
        found = [read_here(cases[i], returned[i]) for i in unread]
    elif not all(bounded(returned[i]) for i in unread):
        found = [(too_large(), cases[i].wrong(too_large())) for i in unread]
    else:
        left = answers.left() if isinstance(answers, Timed) else READ_SECONDS
        reader = reader_of(case_set.chapter)
        theirs = [(cases[i], returned[i]) for i in unread]
        found = reader.read(left, exercise, theirs)
    read = dict(zip(unread, found, strict=True))
    return [known or Asked(cases[i], returned[i], *read[i]) for i, known in enumerate(asked)]


def _verdict(
    exercise: Exercise,
    case_set: CaseSet,
    asked: list[Asked],
    results: list[CheckResult],
    gone: LearnerGoneError | None,
) -> ExerciseResult:
    kept = [r for r in results if r.passed]
    full = len(kept) == len(results)
    score = float(exercise.points) if full else round(sum(r.points for r in kept), 2)
    status: Status
    message = misconception = said = ""
    if full:
        status = "passed"
    elif gone is not None:
        status, message = gone.status, f"While {exercise.id} was being called, {gone.message}."
    elif _untouched(asked):
        status, message = "missing", f"{exercise.id} has not been written yet."
    elif refused := _raised("PermissionError", asked):
        status, message = "forbidden", f"{exercise.id} did what grading forbids."
        said = refused
    elif _raised("MemoryError", asked):
        status, message = (
            "memory",
            f"{exercise.id} asked for more memory than a submission may use.",
        )
    else:
        status = "partial" if score > 0 else "failed"
        misconception, message, said = _diagnose(exercise, case_set, asked)
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
        said,
    )


def _untouched(asked: Sequence[Asked]) -> bool:
    """Whether every answer is the stub's."""
    return bool(asked) and all(
        isinstance(a.got, Raised) and "NotImplementedError" in a.got.types for a in asked
    )


def _raised(name: str, asked: Sequence[Asked]) -> str:
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


def _diagnose(exercise: Exercise, case_set: CaseSet, asked: list[Asked]) -> tuple[str, str, str]:
    """The known wrong answers that explain this one, what its author is told, and what it gave."""
    if len(asked) < len(case_set.cases(exercise)):
        return "", "", ""
    mistakes = case_set.mistakes(exercise)

    def alike(known: int, case: int) -> bool:
        theirs = mistakes[known][1][case]
        return difference(asked[case].got, theirs, asked[case].case.tolerance) is None

    wrong = [i for i, a in enumerate(asked) if a.wrong]
    found = [mistakes[n][0] for n in explain(wrong, [made for _, made in mistakes], alike)]
    if found:
        names = "+".join(known.name for known in found)
        return names, " ".join(known.says for known in found), ""
    got = constant([a.got for a in asked], [a.case.expected for a in asked])
    return ("constant", CONSTANT, got) if got else ("", "", "")


def _counterexample(
    exercise: Exercise,
    case_set: CaseSet,
    answers: Answers,
    check: Check,
    here: list[Asked],
    small: bool,
) -> Counterexample:
    """The failing call to show: a public one, or else the shortest that is found quickly."""
    wrong = [a for a in here if a.wrong]
    found = [a for a in wrong if a.case.public]
    if not found and small:
        found = _small(exercise, case_set, answers, check)
    shown = min(found or wrong, key=lambda asked: asked.case.length)
    case = shown.case
    failed = Counterexample.of(
        exercise.id,
        case.args,
        part_of(check.part, shown.returned),
        shown.got,
        case.expected,
        shown.wrong or "",
        like=case_set.chapter.solution(exercise),
        probe=check.probe,
        part=check.part,
        read=check.reads is not None,
    )
    return replace(failed, public=case.public)


def _small(exercise: Exercise, case_set: CaseSet, answers: Answers, check: Check) -> list[Asked]:
    """Short failing calls, if some are found in a moment."""
    cases = case_set.small(exercise, check)
    left = SMALL_SECONDS
    while batch := list(itertools.islice(cases, SMALL_BATCH)):
        before = time.monotonic()
        try:
            calls = [case.call[1] for case in batch]
            (packed,) = answers.ask(exercise.id, [(check.probe, calls)]) or [[]]
            asked = _compare(exercise, case_set, batch, read_outcomes(packed), answers)
        except LearnerGoneError:
            return []
        left -= time.monotonic() - before
        if found := [a for a in asked if a.wrong]:
            return found
        if left < 0:
            break
    return []
