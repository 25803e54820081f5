"""Every chapter's notebook gives the same whether or not cells are known from the warm process."""

import copy

import pytest

from autograder.authoring.sample import answered
from autograder.course.course import Course
from autograder.course.demonstrations import demonstrations, known_cells
from autograder.course.notebook import is_answer, is_check, nbgrader_metadata, read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.judge import judge
from autograder.sandbox import Session, Zygote
from tests.conftest import ROOT

COURSE = Course(ROOT)


@pytest.fixture(scope="module", params=COURSE.chapters())
def made(request):
    """A chapter, its release, and a warm process that has run its cells."""
    chapter = COURSE.chapter(request.param)
    release = read_release(COURSE.release / chapter.name / f"{chapter.name}.ipynb")
    cells = known_cells(release)
    with Zygote(chapter.preload, **cells) as warm:
        yield chapter, release, warm


def replies(zygote, chapter, notebook):
    """What the code cells give, one after the other, without what differs at every run."""
    session = Session(zygote, chapter.limits)
    code = [c for c in notebook.cells if c.cell_type == "code" and not is_check(c)]
    try:
        return [session.run(cell.source) for cell in code]
    finally:
        session.close()


def test_none_is_run_where_answers_are_right(made):
    chapter, release, warm = made
    session = Session(warm, chapter.limits)
    known = {cell.source for cell in warm.once}
    for cell in answered(release, chapter, chapter.solution_source).cells:
        if cell.cell_type == "code" and not is_check(cell):
            session.run(cell.source)
    session.close()
    assert not [source for source, number in session._history if number is None and source in known]


# What is loaded late costs every learner, and from a folder of any depth takes for ever.
WATCH = """
import sys
loaded = []
sys.addaudithook(lambda event, given: event == "import" and loaded.append(given[0]))
"""


def test_a_learners_process_imports_nothing_anew(made):
    chapter, release, warm = made
    session, case_set = Session(warm, chapter.limits), CaseSet(chapter, 1)
    watched = False
    for cell in answered(release, chapter, chapter.solution_source).cells:
        if cell.cell_type != "code":
            continue
        if is_answer(cell) and not watched:
            watched = not session.run(WATCH)["error"]
        if is_check(cell):
            exercise = chapter.exercise(nbgrader_metadata(cell)["grade_id"])
            assert judge(exercise, case_set, session).status == "passed"
        else:
            session.run(cell.source)
    (said,) = session.run("print(loaded)")["outputs"]
    session.close()
    assert said["text"] == "[]\n"


def redefining(release):
    """An answer that takes a name from the demonstrations behind it."""
    first = next(cell.source for cell in release.cells if is_answer(cell))
    names = sorted(set.union(*(set(cell.uses) for cell in demonstrations(release))) - {"print"})
    return first, f"{first}\n{names[len(names) // 2]} = None"


def test_what_is_known_is_what_would_be_run(made):
    chapter, release, warm = made
    plain = copy.copy(warm)
    plain.once_results = (None,) * len(warm.once)
    assert all(warm.once_results), "a demonstration has to run in every process"
    first, changed = redefining(release)
    redefined = copy.deepcopy(release)
    for cell in redefined.cells:
        if cell.source == first:
            cell.source = changed
    for notebook in (answered(release, chapter, chapter.solution_source), release, redefined):
        assert replies(warm, chapter, notebook) == replies(plain, chapter, notebook)
