"""Grade one submission after the other in a trusted process: bytes in, graded notebook out.

A :class:`Grader` is what each worker process holds, on this machine or another. What goes
in and what comes out is plain and small, so that it can be sent to where it is needed.
"""

from __future__ import annotations

import json
import logging

from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.classroom.papers import Handed, Marks, Paper, Plan
from autograder.course.notebook import BadNotebookError, opening, parse_submission, rebuild
from autograder.judging.exam import Exam
from autograder.judging.grading import Graded, grade, nothing, put
from autograder.sandbox import Zygote

_quiet = logging.getLogger("lossbook.grader")


class Grader:
    """Grades submissions of one chapter; :meth:`start` it in the process that uses it.

    Parameters
    ----------
    plan
        What a grading depends on.
    exam
        The questions, drawn from the plan's seed.
    release
        The chapter's release notebook.
    """

    def __init__(self, plan: Plan, exam: Exam, release: NotebookNode):
        self.plan = plan
        self._exam = exam
        self._release = release
        self._zygote = self._new_zygote()

    def prepare(self) -> None:
        """Draw all questions, and answer them rightly and as every known mistake would.

        Processes forked from now on share that.
        """
        self._exam.answer()

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
        preload, cells = self._exam.chapter.preload, opening(self._release)
        return Zygote(preload, self.plan.walls, self.plan.hidden, cells)

    def close(self) -> None:
        """End the warm process and everything that it started."""
        self._zygote.close()

    def grade(self, handed: Handed) -> Paper:
        """Grade one submission, whatever it is."""
        if handed.data is None:
            return self.give_up(handed, handed.why)
        try:
            cells = parse_submission(handed.data, f"{self.plan.chapter}.ipynb")
            notebook = rebuild(self._release, cells)
            graded = grade(
                notebook,
                self._exam,
                self._zygote,
                handed.student,
                self.plan.limits,
                self.plan.disclosure,
                handed.notes,
            )
            return self._paper(handed, graded)
        except BadNotebookError as error:
            return self.give_up(handed, str(error))
        except Exception as error:  # a defect of ours must not stop the class
            return self.give_up(handed, f"grading failed: {type(error).__name__}: {error}")

    def give_up(self, handed: Handed, why: str) -> Paper:
        """A paper with no points and the reason."""
        notebook = rebuild(self._release, [])
        result = nothing(
            self._exam, handed.student, why, self._zygote.walls, self.plan.disclosure, handed.notes
        )
        put(notebook, result)
        return self._paper(handed, Graded(notebook, result))

    def _paper(self, handed: Handed, graded: Graded) -> Paper:
        notebook = graded.notebook
        result = notebook.metadata["lossbook"]
        result["digest"] = handed.digest(self.plan)
        marks = None if handed.missing else marks_in(notebook)
        return Paper(handed.student, file_of(notebook), result, marks)


def marks_in(notebook: NotebookNode) -> Marks:
    """What nbgrader's ``SaveAutoGrades`` would store of a graded notebook."""
    scores, untouched = {}, {}
    for cell in notebook.cells:
        if is_grade(cell):
            grade_id = cell.metadata.nbgrader["grade_id"]
            scores[grade_id], _ = determine_grade(cell, _quiet)
        if is_solution(cell) or is_task(cell):
            mark = cell.metadata.nbgrader
            same = mark.get("checksum") == compute_checksum(cell)
            untouched[mark["grade_id"]] = same and not is_task(cell)
    return Marks(scores, untouched)


def file_of(notebook: NotebookNode) -> bytes:
    """A notebook as the bytes of its file; the notebook itself is used up.

    It has the content that nbformat writes, on one line: Python encodes that three times as
    fast as an indented text.
    """
    plain = strip_transient(split_lines(notebook))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False) + "\n"
    # A student's folder may have a name that is no UTF-8: JSON writes that escaped.
    return text.encode("utf-8", "backslashreplace")
