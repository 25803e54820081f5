"""Grade one submission: run its cells, put a verdict into every check cell."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nbformat import NotebookNode

from autograder.course.notebook import ANSWER, is_answer, is_check, mark_of
from autograder.judging import feedback
from autograder.judging.exam import Exam
from autograder.judging.judge import judge
from autograder.judging.result import Disclosure, ExerciseResult, Result
from autograder.sandbox import Learner, LearnerGoneError, Limits, Zygote, ZygoteDiedError

MOST_RESTARTS = 12
UNWALLED = "graded without walls"


class Session:
    """One submission's learner process, replaced when it dies.

    A cell that killed the process is not run again; the cells before it are, in a new
    process, so that the rest of the notebook earns what it is worth.

    Parameters
    ----------
    zygote
        Where learner processes come from.
    limits
        What the submission may use.
    call_seconds
        Exercises whose calls may take another time.
    """

    def __init__(
        self, zygote: Zygote, limits: Limits, call_seconds: Mapping[str, float] | None = None
    ):
        self._zygote = zygote
        self._limits = limits
        self._deadline = time.monotonic() + limits.total_seconds
        self._learner: Learner | None = None
        self._history: list[str] = []
        self._restarts = 0
        self._call_seconds = call_seconds or {}

    def run(self, source: str, seconds: float | None = None) -> dict[str, Any]:
        """Run a cell for `seconds` at most; raises LearnerGoneError if that ends the process."""
        seconds = seconds or self._limits.cell_seconds
        reply = self._opened(source)
        if reply is None:
            reply = self._with(lambda learner: learner.run(source, self._until(seconds)))
        self._history.append(source)
        return reply

    def ask(
        self, function: str, probe: Callable[..., Any] | None, calls: Sequence[bytes]
    ) -> list[object] | None:
        """Ask for a learner's answers; raises LearnerGoneError if that ends the process."""
        seconds = self._call_seconds.get(function, self._limits.call_seconds)
        return self._with(lambda learner: learner.ask(function, probe, calls, self._until(seconds)))

    def close(self) -> None:
        """End the process."""
        if self._learner is not None:
            self._learner.close()
            self._learner = None

    def _opened(self, source: str) -> dict[str, Any] | None:
        """What a cell gave that the warm process has run already, if all so far were such."""
        done, opening = len(self._history), self._zygote.opening
        begun = self._restarts > 0 or tuple(self._history) != opening[:done]
        return None if begun or opening[done : done + 1] != (source,) else self._zygote.opened[done]

    def _until(self, seconds: float) -> float:
        return min(self._deadline, time.monotonic() + seconds)

    def _with(self, use: Callable[[Learner], Any]) -> Any:
        if time.monotonic() > self._deadline:
            raise LearnerGoneError("timeout", "the whole notebook's time was up")
        learner = self._learner or self._start()
        try:
            return use(learner)
        except LearnerGoneError:
            self.close()
            raise

    def _start(self) -> Learner:
        if self._restarts > MOST_RESTARTS:
            raise LearnerGoneError("died", f"its process had ended {MOST_RESTARTS} times before")
        self._restarts += 1
        opening = self._zygote.opening
        opened = tuple(self._history[: len(opening)]) == opening
        learner = self._zygote.learner(self._limits, opened)
        try:
            for source in self._history[len(opening) if opened else 0 :]:
                learner.run(source, self._until(self._limits.cell_seconds))
        except LearnerGoneError:
            learner.close()
            raise
        self._learner = learner
        return learner


@dataclass(frozen=True)
class Graded:
    """A graded notebook and its result."""

    notebook: NotebookNode
    result: Result


def grade(
    notebook: NotebookNode,
    exam: Exam,
    zygote: Zygote,
    student: str,
    limits: Limits | None = None,
    disclosure: Disclosure = "full",
    notes: tuple[str, ...] = (),
) -> Graded:
    """Run a rebuilt notebook and fill in its outputs and verdicts, in place.

    Parameters
    ----------
    notebook
        What :func:`autograder.course.notebook.rebuild` made.
    exam
        The questions.
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
        result = _grade(notebook, exam, zygote, student, limits or exam.chapter.limits)
    except ZygoteDiedError:  # no fault of the submission's until shown: once more, in a new one
        zygote.start()
        result = _grade(notebook, exam, zygote, student, limits or exam.chapter.limits)
    result = replace(result, disclosure=disclosure, notes=(*result.notes, *notes))
    put(notebook, result)
    return Graded(notebook, result)


def _grade(
    notebook: NotebookNode, exam: Exam, zygote: Zygote, student: str, limits: Limits
) -> Result:
    started = time.monotonic()
    exercises = exam.chapter.exercises
    longer = {e.id: e.limits["call_seconds"] for e in exercises if "call_seconds" in e.limits}
    session = Session(zygote, limits, longer)
    troubles: dict[str, ExerciseResult] = {}
    verdicts: list[ExerciseResult] = []
    try:
        for cell in notebook.cells:
            if is_check(cell):
                verdicts.append(_verdict(cell, exam, session, troubles))
            elif cell.cell_type == "code":
                _run_cell(cell, exam, session, troubles)
    finally:
        session.close()
    return Result(
        student=student,
        assignment=exam.chapter.name,
        score=round(sum(v.score for v in verdicts), 2),
        max_score=sum(v.points for v in verdicts),
        seconds=time.monotonic() - started,
        walls=zygote.walls,
        exercises=tuple(verdicts),
        seed=exam.seed,
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
    exam: Exam,
    student: str,
    why: str,
    walls: tuple[str, ...],
    disclosure: Disclosure = "full",
    notes: tuple[str, ...] = (),
) -> Result:
    """The result of a submission that could not be read at all."""
    exercises = tuple(
        ExerciseResult(e.id, e.title, 0.0, float(e.points), "error", why)
        for e in exam.chapter.exercises
    )
    points = sum(e.points for e in exercises)
    return Result(
        student=student,
        assignment=exam.chapter.name,
        score=0.0,
        max_score=points,
        seconds=0.0,
        walls=walls,
        exercises=exercises,
        seed=exam.seed,
        notes=(why, *notes),
        disclosure=disclosure,
    )


def _run_cell(
    cell: NotebookNode, exam: Exam, session: Session, troubles: dict[str, ExerciseResult]
) -> None:
    exercise_id = _exercise_of(cell) if is_answer(cell) else None
    own = exam.chapter.exercise(exercise_id).limits if exercise_id else {}
    try:
        reply = session.run(cell.source, own.get("cell_seconds"))
    except LearnerGoneError as gone:
        cell.outputs = [feedback.stopped(gone.status, gone.message)]
        if exercise_id:
            message = f"Running the cell of {exercise_id} was given up: {gone.message}."
            _trouble(exam, troubles, exercise_id, gone.status, message)
        return
    cell.execution_count = reply["count"]
    cell.outputs = feedback.cell_outputs(reply["outputs"], reply["count"])
    if exercise_id and reply["error"]:
        message = f"The cell of {exercise_id} ended with {reply['error']}"
        forbidden = reply["error"].startswith("PermissionError")
        _trouble(exam, troubles, exercise_id, "forbidden" if forbidden else "error", message)


def _trouble(
    exam: Exam, troubles: dict[str, ExerciseResult], exercise_id: str, status: Any, message: str
) -> None:
    exercise = exam.chapter.exercise(exercise_id)
    troubles[exercise_id] = ExerciseResult(
        exercise_id, exercise.title, 0.0, float(exercise.points), status, message
    )


def _verdict(
    cell: NotebookNode, exam: Exam, session: Session, troubles: dict[str, ExerciseResult]
) -> ExerciseResult:
    exercise = exam.chapter.exercise(_exercise_of(cell))
    verdict = judge(exercise, exam, session)
    # The cell may have failed after it had defined a right function: the calls decide.
    if verdict.status in ("missing", "died") and exercise.id in troubles:
        return troubles[exercise.id]
    return verdict


def _exercise_of(cell: NotebookNode) -> str:
    """The exercise that a check cell or an answer cell belongs to, by its grade id."""
    return mark_of(cell)["grade_id"].removesuffix(ANSWER)
