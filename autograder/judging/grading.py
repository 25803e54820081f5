"""Grade one submission: run its cells, put a verdict into every check cell."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode

from autograder.course.notebook import ANSWER, is_answer, is_check, nbgrader_metadata
from autograder.judging import feedback
from autograder.judging.case_set import CaseSet
from autograder.judging.in_the_cell import explained
from autograder.judging.judge import judge
from autograder.judging.result import CheckResult, Disclosure, ExerciseResult, Result
from autograder.sandbox import LearnerGoneError, Limits, Session, Zygote, ZygoteDiedError
from autograder.sandbox.session import spoken_of

UNWALLED = "graded without walls"


def grade(
    notebook: NotebookNode,
    case_set: CaseSet,
    zygote: Zygote,
    student: str,
    limits: Limits | None = None,
    disclosure: Disclosure = "full",
    notes: tuple[str, ...] = (),
) -> Result:
    """Run a rebuilt notebook and fill in its outputs and verdicts, in place.

    Parameters
    ----------
    notebook
        What :func:`autograder.course.notebook.rebuild` made.
    case_set
        The cases.
    zygote
        Where the learner's process comes from.
    student
        For the result.
    limits
        What the submission may use.
    disclosure
        How much of the hidden cases the notebook shows.
    notes
        What the instructor should know of the submission.
    """
    try:
        result = _grade(notebook, case_set, zygote, student, limits or case_set.chapter.limits)
    except ZygoteDiedError:  # no fault of the submission's until shown: once more, in a new one
        zygote.start()
        result = _grade(notebook, case_set, zygote, student, limits or case_set.chapter.limits)
    result = replace(result, disclosure=disclosure, notes=(*result.notes, *notes))
    put(notebook, result)
    return result


def _grade(
    notebook: NotebookNode, case_set: CaseSet, zygote: Zygote, student: str, limits: Limits
) -> Result:
    started = time.monotonic()
    exercises = case_set.chapter.exercises
    longer = {e.id: e.limits["call_seconds"] for e in exercises if "call_seconds" in e.limits}
    packages = spoken_of(c.source for c in notebook.cells if c.cell_type == "code")
    session = Session(zygote, limits, longer, packages)
    troubles: dict[str, ExerciseResult] = {}
    written: dict[str, str] = {}
    verdicts: list[ExerciseResult] = []
    room = feedback.Room()
    try:
        for cell in notebook.cells:
            if is_check(cell):
                verdict = _verdict(cell, case_set, session, troubles)
                verdicts.append(explained(verdict, written.get(verdict.id, "")))
            elif cell.cell_type == "code":
                if is_answer(cell):
                    written[_exercise_of(cell)] = cell.source
                _run_cell(cell, case_set, session, troubles, room)
    finally:
        session.close()
    return Result(
        student=student,
        assignment=case_set.chapter.name,
        score=round(sum(v.score for v in verdicts), 2),
        max_score=sum(v.points for v in verdicts),
        seconds=time.monotonic() - started,
        walls=zygote.walls,
        exercises=tuple(verdicts),
        seed=case_set.seed,
        notes=() if zygote.walled else (UNWALLED,),
    )


def put(notebook: NotebookNode, result: Result) -> None:
    """Write a result into a rebuilt notebook.

    A check cell shows its verdict as far as the result's disclosure allows; the notebook's
    metadata, which no learner receives, holds everything.
    """
    verdicts = {verdict.id: verdict for verdict in result.exercises}
    for cell in notebook.cells:
        if is_check(cell):
            verdict = verdicts[_exercise_of(cell)]
            cell.outputs = feedback.outputs(verdict, result.disclosure)
            cell.execution_count = None
            cell.metadata["lossbook"] = feedback.label(verdict)
    notebook.metadata["lossbook"] = result.to_json()


def nothing(
    case_set: CaseSet,
    student: str,
    why: str,
    walls: tuple[str, ...],
    disclosure: Disclosure = "full",
    notes: tuple[str, ...] = (),
) -> Result:
    """The result of a submission that could not be read at all."""
    exercises = tuple(
        ExerciseResult(e.id, e.title, 0.0, float(e.points), "error", why)
        for e in case_set.chapter.exercises
    )
    points = sum(e.points for e in exercises)
    return Result(
        student=student,
        assignment=case_set.chapter.name,
        score=0.0,
        max_score=points,
        seconds=0.0,
        walls=walls,
        exercises=exercises,
        seed=case_set.seed,
        notes=(why, *notes),
        disclosure=disclosure,
    )


def _run_cell(
    cell: NotebookNode,
    case_set: CaseSet,
    session: Session,
    troubles: dict[str, ExerciseResult],
    room: feedback.Room,
) -> None:
    exercise_id = _exercise_of(cell) if is_answer(cell) else None
    own = case_set.chapter.exercise(exercise_id).limits if exercise_id else {}
    try:
        reply = session.run(cell.source, own.get("cell_seconds"))
    except LearnerGoneError as gone:
        cell.outputs = [feedback.stopped(gone.status, gone.message)]
        if exercise_id:
            message = f"Running the cell of {exercise_id} was given up: {gone.message}."
            _trouble(case_set, troubles, exercise_id, gone.status, message)
        return
    cell.execution_count = reply["count"]
    cell.outputs = feedback.cell_outputs(reply["outputs"], reply["count"], room)
    if exercise_id and reply["error"]:
        message = f"The cell of {exercise_id} ended with an error."
        status = "forbidden" if reply["error"].startswith("PermissionError") else "error"
        _trouble(case_set, troubles, exercise_id, status, message, reply["error"])


def _trouble(
    case_set: CaseSet,
    troubles: dict[str, ExerciseResult],
    exercise_id: str,
    status: Any,
    message: str,
    said: str = "",
) -> None:
    exercise = case_set.chapter.exercise(exercise_id)
    checks = tuple(
        CheckResult(check.name, check.promise, exercise.share(check), False, tried=False)
        for check in exercise.checks
    )
    troubles[exercise_id] = ExerciseResult(
        exercise_id, exercise.title, 0.0, float(exercise.points), status, message, checks, said=said
    )


def _verdict(
    cell: NotebookNode, case_set: CaseSet, session: Session, troubles: dict[str, ExerciseResult]
) -> ExerciseResult:
    exercise = case_set.chapter.exercise(_exercise_of(cell))
    verdict = judge(exercise, case_set, session)
    # The cell may have failed after it had defined a right function: the calls decide.
    if verdict.status in ("missing", "died") and exercise.id in troubles:
        return troubles[exercise.id]
    return verdict


def _exercise_of(cell: NotebookNode) -> str:
    """The exercise that a check cell or an answer cell belongs to, by its grade id."""
    return nbgrader_metadata(cell)["grade_id"].removesuffix(ANSWER)
