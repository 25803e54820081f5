"""The one road of a submission: bytes in, graded notebook out.

A class, a cluster's worker, nbgrader's plug-in, ``lossbook check`` and ``lossbook progress``
all hold a :class:`Grader` and call :meth:`Grader.grade`. What goes in and what comes out is
plain and small, so that it can be sent to where it is needed.
"""

from __future__ import annotations

import copy
import hashlib
import json
import logging
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.course.demonstrations import known_cells
from autograder.course.names import ANSWER
from autograder.course.notebook import (
    EXTRA,
    BadNotebookError,
    keep_exercises,
    nbgrader_metadata,
    parse_submission,
    rebuild,
    restored,
)
from autograder.judging.case_set import CaseSet
from autograder.judging.grading import grade, nothing, put
from autograder.judging.result import Result
from autograder.judging.submission import CellScores, GradedSubmission, GradingConfig, Submission
from autograder.sandbox import Zygote, spawned

_quiet = logging.getLogger("lossbook.grader")


class Grader:
    """Grades submissions of one chapter; :meth:`start` it in the process that uses it.

    Parameters
    ----------
    config
        What a grading depends on.
    case_set
        The cases, drawn from the configuration's seed.
    release
        The chapter's release notebook.
    many
        Whether its warm process will be asked for many learners.
    """

    def __init__(
        self, config: GradingConfig, case_set: CaseSet, release: NotebookNode, many: bool = False
    ):
        self.config = config
        self._case_set = case_set
        self._release = release
        self._many = many
        self._zygote = self._new_zygote()

    def __enter__(self) -> Grader:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def prepare(self, mistakes: bool = True) -> None:
        """Draw all cases, and answer them rightly and, for many submissions, as known mistakes do.

        Processes forked from now on share that.
        """
        self._case_set.answer(mistakes)

    def launch(self) -> Zygote:
        """A warm process that begins to warm up."""
        zygote = self._new_zygote()
        zygote.launch()
        return zygote

    def start(self, launched: Zygote | None = None) -> None:
        """Have a warm process, a new one or one that was launched before.

        Raises what :meth:`Zygote.wait` does.
        """
        if launched is None:
            self._zygote.start()
        else:
            self._zygote = launched
            launched.wait()

    def _new_zygote(self) -> Zygote:
        preload, cells = self._case_set.chapter.preload, known_cells(self._release)
        if spawned.NEEDED and not self.config.walls:
            return cast(Zygote, spawned.SpawnedZygote(preload, cells["prelude"]))
        config = self.config
        return Zygote(preload, config.walls, config.hidden, many=self._many, **cells)

    @property
    def warm(self) -> Zygote:
        """The warm process that submissions are forked from."""
        return self._zygote

    def close(self) -> None:
        """End the warm process and everything that it started."""
        self._zygote.close()

    def renewed(self, case_set: CaseSet) -> Grader:
        """The same grader with other cases of its chapter; they share the warm process."""
        made = copy.copy(self)
        made.config = replace(self.config, seed=case_set.seed)
        made._case_set = case_set
        return made

    def grade(self, submission: Submission, only: Collection[str] = ()) -> GradedSubmission:
        """Grade one submission, whatever it is; or some of its exercises, where `only` has ids."""
        if submission.data is None:
            return self.give_up(submission, submission.why)
        try:
            read = parse_submission(submission.data, f"{self.config.chapter}.ipynb")
            cells, notes = restored(self._release, read)
            notebook = rebuild(self._release, cells)
            if only:
                keep_exercises(notebook, only)
            result = grade(
                notebook,
                self._case_set,
                self._zygote,
                submission.student,
                self.config.limits,
                self.config.disclosure,
                (*submission.notes, *notes),
            )
            return self._graded(submission, notebook, result)
        except BadNotebookError as error:
            return self.give_up(submission, str(error))
        except Exception as error:  # a defect of ours must not stop the class
            return self.give_up(submission, f"grading failed: {type(error).__name__}: {error}")

    def give_up(self, submission: Submission, why: str) -> GradedSubmission:
        """No points, and the reason."""
        notebook = rebuild(self._release, [])
        result = nothing(
            self._case_set,
            submission.student,
            why,
            self._zygote.walls,
            self.config.disclosure,
            submission.notes,
        )
        put(notebook, result)
        return self._graded(submission, notebook, result)

    def _graded(
        self, submission: Submission, notebook: NotebookNode, result: Result
    ) -> GradedSubmission:
        stored = notebook.metadata["lossbook"]
        stored["digest"] = submission.digest(self.config)
        scores = None if submission.missing else cell_scores_in(notebook)
        return GradedSubmission(submission.student, file_of(notebook), stored, scores, result)


def cell_scores_in(notebook: NotebookNode) -> CellScores:
    """What nbgrader's ``SaveAutoGrades`` would store of a graded notebook."""
    scores, untouched, answers = {}, {}, {}
    for cell, work in _with_work(notebook):
        metadata = cell.metadata.nbgrader
        grade_id = metadata["grade_id"]
        if is_grade(cell):
            scores[grade_id], _ = determine_grade(cell, _quiet)
        if is_task(cell):
            untouched[grade_id] = not work
            scores[grade_id] = None if work else 0.0
            answers[grade_id] = checksum("\0".join(work))
        elif is_solution(cell):
            untouched[grade_id] = metadata.get("checksum") == compute_checksum(cell)
            answers[grade_id.removesuffix(ANSWER)] = checksum(cell.source)
    return CellScores(scores, untouched, answers)


def _with_work(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, list[str]]]:
    """The release's marked cells, each with the learner's own cells that follow it."""
    marked: NotebookNode | None = None
    work: list[str] = []
    for cell in notebook.cells:
        if not nbgrader_metadata(cell).get("grade_id"):
            # What the release has unmarked is text and code of the course's.
            work += [cell.source] if str(cell.get("id", "")).startswith(EXTRA) else []
            continue
        if marked is not None:
            yield marked, work
        marked, work = cell, []
    if marked is not None:
        yield marked, work


def checksum(source: str) -> str:
    """By what an answer is told from another one."""
    return hashlib.sha256(source.strip().encode("utf-8", "replace")).hexdigest()[:32]


def file_of(notebook: NotebookNode) -> bytes:
    """A notebook as the bytes of its file; the notebook itself is used up.

    It has the content that nbformat writes, on one line: Python encodes that three times as
    fast as an indented text.
    """
    plain = strip_transient(split_lines(notebook))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False) + "\n"
    # A student's folder may have a name that is no UTF-8: JSON writes that escaped.
    return text.encode("utf-8", "backslashreplace")
