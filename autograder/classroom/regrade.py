"""Grade one exercise again for a whole class, after its check was mended.

Everybody's notebook runs again, but only this exercise's verdict and score become new. The others
stay as they were, so nobody gains or loses by fresh inputs that have nothing to do with it. Whoever
has handed in other answers since is graded whole: the old verdicts are about answers that are gone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.authoring.release import ensure
from autograder.classroom.grade_class import Executor
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.run import StoppedError, StopSignals
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.worker_pool import WorkerPool
from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.chapter_files import ChapterFiles, placed
from autograder.course.course import Course, CourseError
from autograder.course.notebook import EXTRA, is_answer, is_check, read_release
from autograder.judging import disclosure
from autograder.judging.grader import file_of
from autograder.judging.submission import CellScores, GradedSubmission, GradingConfig

ANEW = "handed in anew"


@dataclass(frozen=True)
class Regraded:
    """What grading one exercise again gives one student.

    Parameters
    ----------
    student
        Who.
    before, after
        The automatic scores.
    status
        How it went now.
    trouble
        Why it could not be stored; empty where it was, or in a dry run.
    whole
        Whether every exercise is graded, since other answers were handed in than those graded.
    """

    student: str
    before: float
    after: float
    status: str
    trouble: str = ""
    whole: bool = False


def regrade_exercise(
    course: Course,
    chapter: ChapterFiles,
    workspace: Workspace,
    exercise_id: str,
    *,
    dry_run: bool = False,
    why: str = "",
    seed: int | None = None,
    walls: bool = True,
    executor: Executor | None = None,
) -> list[Regraded]:
    """Grade one exercise of all graded submissions again.

    A dry run leaves its seed behind: the run that writes puts the same questions, and stores what
    the dry run has shown.

    Parameters
    ----------
    course, chapter, workspace
        What to grade and where it lies.
    exercise_id
        Which exercise.
    dry_run
        Only say what would change.
    why
        What the audit says of the scores that change.
    seed
        Draw the fresh inputs from this seed instead of the dry run's or a new one.
    walls
        Whether learner code is walled in.
    executor
        Who grades; processes on this machine by default.

    Raises
    ------
    CourseError
        If the chapter has no such exercise, nothing is graded yet, or the chapter has other
        exercises than when the class was graded.
    """
    known = [one for kind, one in placed(course, chapter.name) if kind == "exercise"]
    if exercise_id not in known:
        there = ", ".join(known)
        raise CourseError(f"{chapter.name} has no exercise {exercise_id!r}; it has {there}")
    release = read_release(ensure(chapter))
    folders = {f.student: f for f in workspace.submissions(chapter.name)}
    stored = {name: stored_result(workspace.graded(f)) for name, f in folders.items()}
    old = {name: result for name, result in stored.items() if result}
    if not old:
        raise CourseError(f"nothing is graded yet: run `lossbook grade {chapter.name}` first")
    if any({e["id"] for e in result["exercises"]} != set(known) for result in old.values()):
        raise CourseError(
            f"{chapter.name} has other exercises now than when the class was graded: run `lossbook "
            f"grade {chapter.name}`, which grades everything that has changed"
        )
    found: list[Regraded] = []
    with (
        StopSignals() as signals,
        workspace.run(chapter.name) as run,
        GradebookWriter(course, workspace) as book,
    ):
        book.why = why or f"{exercise_id} graded again"
        if not dry_run:
            book.ensure(chapter)
        run.begin(chapter.digest, seed, exercise_id)
        level = disclosure.of_course(course)
        config = GradingConfig.of(chapter, run.seed, None, walls, workspace.hidden, level)
        submissions = iter([folders[name].read(release) for name in sorted(old)])
        for graded in (executor or WorkerPool()).grade_all(config, submissions, signals.stopped):
            if graded is None:
                continue
            folder, before = folders[graded.student], old[graded.student]
            whole = _handed_in_anew(workspace.graded(folder), graded)
            trouble = ""
            if not dry_run:
                trouble = _store(workspace, book, folder, graded, "" if whole else exercise_id)
            then, now = _of(before, exercise_id)["score"], _of(graded.result, exercise_id)
            regraded = Regraded(graded.student, then, now["score"], now["status"], trouble, whole)
            found.append(regraded)
        if signals.stopped():
            raise StoppedError(len(found), len(old))
        if not dry_run:
            book.refresh_lateness(chapter.name)
            run.finish()
    return sorted(found, key=lambda r: r.student)


def _handed_in_anew(path: Path, graded: GradedSubmission) -> bool:
    """Whether a stored graded notebook is about other answers than those that are there now."""
    stored = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    now = nbformat.reads(graded.notebook.decode("utf-8"), as_version=4)
    return _work(stored) != _work(now)


def _work(notebook: NotebookNode) -> tuple[bool, list[str]]:
    """Whether a graded notebook is of a file that could be read, and what its learner wrote."""
    cells = [c for c in notebook.cells if is_answer(c) or str(c.get("id", "")).startswith(EXTRA)]
    exercises = notebook.metadata["lossbook"]["exercises"]
    return any(e["status"] != "error" for e in exercises), [c.source.strip() for c in cells]


def _of(result: dict[str, Any], exercise_id: str) -> Any:
    return next((e for e in result["exercises"] if e["id"] == exercise_id), None)


def _store(
    workspace: Workspace,
    book: GradebookWriter,
    folder: SubmissionFolder,
    graded: GradedSubmission,
    exercise_id: str,
) -> str:
    """Put one exercise's new verdict into the graded notebook, and its score into the gradebook.

    Without an exercise all of them are put there.
    """
    marks = graded.cell_scores
    if not exercise_id:
        trouble = book.record([(folder, marks)], why=ANEW)[0]
        if not trouble:
            workspace.write(folder, graded)
        return trouble
    if marks is None:
        return ""
    mine = CellScores(
        {exercise_id: marks.scores[exercise_id]}, {}, {exercise_id: marks.answers[exercise_id]}
    )
    trouble = book.record([(folder, mine)])[0]
    if not trouble:
        path = workspace.graded(folder)
        old = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        new = nbformat.reads(graded.notebook.decode("utf-8"), as_version=4)
        merged = _merged(old, new, exercise_id)
        whole = GradedSubmission(graded.student, file_of(merged), {}, marks)
        workspace.write(folder, whole)
    return trouble


def _merged(old: NotebookNode, new: NotebookNode, exercise_id: str) -> NotebookNode:
    """The old notebook with the new verdict on one exercise, and a note that says so."""
    fresh = {c.metadata["nbgrader"]["grade_id"]: c for c in new.cells if is_check(c)}
    cells = [
        fresh[exercise_id]
        if is_check(cell) and cell.metadata["nbgrader"]["grade_id"] == exercise_id
        else cell
        for cell in old.cells
    ]
    old.cells = cells
    result, now = json.loads(json.dumps(old.metadata["lossbook"])), new.metadata["lossbook"]
    result["exercises"] = [
        _of(now, exercise_id) if e["id"] == exercise_id else e for e in result["exercises"]
    ]
    result["score"] = round(sum(e["score"] for e in result["exercises"]), 2)
    result["digest"] = now["digest"]
    result["notes"] = [*result["notes"], f"{exercise_id} was graded again alone"]
    old.metadata["lossbook"] = result
    return old
