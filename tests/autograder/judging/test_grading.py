from dataclasses import replace

import pytest

from autograder.course.notebook import SubmittedCell, is_check, prelude, rebuild
from autograder.judging.case_set import CaseSet
from autograder.sandbox import Zygote
from tests.conftest import QUICK, grade_notebook

pytestmark = [
    pytest.mark.filterwarnings("error"),
    # Sockets that an earlier test left to the garbage collector are not this module's.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def statuses(graded):
    return {e.id: e.status for e in graded.result.exercises}


def outputs_of(graded, source):
    return next(c for c in graded.notebook.cells if c.source == source).outputs


def test_right_answers_get_everything(submit):
    graded = submit()
    assert graded.result.score == graded.result.max_score == 5
    assert graded.result.walls


def test_the_stub_gets_nothing(release, case_set, zygote):
    graded = grade_notebook(rebuild(release, []), case_set, zygote, "nobody", QUICK)
    assert graded.result.score == 0
    assert set(statuses(graded).values()) == {"missing"}


def test_the_check_cell_ends_with_the_score_as_a_plain_number(submit):
    graded = submit(double="def double(x):\n    return 2.0 * x if x < 100 else 0.0")
    last = [c.outputs[-1] for c in graded.notebook.cells if is_check(c)]
    assert [o.data["text/plain"] for o in last] == ["1.0", "3.0"]
    assert {o.output_type for o in last} == {"execute_result"}


def test_a_cell_that_ends_the_process_costs_only_its_exercise(submit):
    graded = submit(double="import os\nos._exit(3)")
    assert statuses(graded) == {"double": "died", "positive_mean": "passed"}
    assert "exit code 3" in graded.result.exercises[0].message


def test_an_endless_cell_costs_only_its_exercise(submit):
    graded = submit(double="while True:\n    pass")
    assert statuses(graded) == {"double": "timeout", "positive_mean": "passed"}


def test_an_endless_call_costs_only_its_exercise(submit):
    graded = submit(double="def double(x):\n    while True:\n        pass")
    assert statuses(graded) == {"double": "timeout", "positive_mean": "passed"}


def test_a_cell_that_was_given_up_lists_its_promises_as_not_tried(submit):
    graded = submit(double="while True:\n    pass")
    (checks,) = [e.checks for e in graded.result.exercises if e.id == "double"]
    assert checks
    assert {(c.kept, c.passed) for c in checks} == {(None, False)}
    shown = next(c for c in graded.notebook.cells if is_check(c)).outputs[0].data
    assert f"– {checks[0].promise} (not tried)" in shown["text/plain"]
    assert "not tried" in shown["text/html"]


def test_a_function_of_another_name_is_named_and_counts_as_tried(submit):
    graded = submit(double="def dubble(x):\n    return 2.0 * x")
    assert statuses(graded)["double"] == "failed"
    shown = next(c for c in graded.notebook.cells if is_check(c)).outputs[0].data["text/plain"]
    assert "not attempted" not in shown
    assert "its cell defines dubble; call it double" in shown


def test_where_time_was_up_printing_is_mentioned_if_there_is_any(submit):
    spam = "def double(x):\n    while True:\n        print('x')"
    verdict = submit(double=spam).result.exercises[0]
    assert verdict.status == "timeout"
    assert "take out what prints much" in verdict.message
    verdict = submit(double="while True:\n    pass").result.exercises[0]
    assert "print" not in verdict.message


def test_an_error_in_an_answer_cell_is_named(submit):
    graded = submit(double="1 / 0")
    assert graded.result.exercises[0].status == "error"
    assert "ZeroDivisionError" in graded.result.exercises[0].said


def test_a_function_that_stands_although_its_cell_fails_later_counts(submit):
    graded = submit(double="def double(x):\n    return 2.0 * x\n\n1 / 0")
    assert statuses(graded)["double"] == "passed"


def test_too_much_memory_is_named(submit):
    graded = submit(double="def double(x):\n    return bytearray(10**11)")
    assert statuses(graded)["double"] == "memory"


def test_a_learner_can_build_on_earlier_and_extra_cells(submit):
    graded = submit(
        before="def twice(x):\n    return x + x",
        double="def double(x):\n    return twice(x)",
    )
    assert graded.result.score == 5


def test_cells_run_as_in_a_notebook(submit):
    source = (
        "%timeit -n1 -r1 pass\n"
        "import asyncio\n"
        "await asyncio.sleep(0)\n"
        "print('printed')\n"
        "import matplotlib.pyplot as plt\n"
        "plt.plot([1, 2])\n"
        "display('shown')\n"
        "40 + 2"
    )
    kinds = [(o.output_type, o.get("data", {})) for o in outputs_of(submit(after=source), source)]
    assert ("stream", {}) in kinds
    assert ("display_data", {"text/plain": "'shown'"}) in kinds
    assert ("execute_result", {"text/plain": "42"}) in kinds
    assert any("image/png" in data for _, data in kinds)


def test_chatter_on_stderr_costs_nothing(submit):
    graded = submit(
        double=(
            "import sys, warnings\n"
            "def double(x):\n"
            "    print('hm', file=sys.stderr)\n"
            "    warnings.warn('careful')\n"
            "    return 2.0 * x\n"
            "print('noise', file=sys.stderr)"
        )
    )
    assert graded.result.score == 5


def test_a_seed_gives_the_same_verdict_again(submit):
    answer = "def double(x):\n    return 2.0 * x if x < 100 else 0.0"
    first, second = submit(double=answer).result, submit(double=answer).result
    assert [e.score for e in first.exercises] == [e.score for e in second.exercises]


def test_an_exercise_may_have_more_time(release, chapter, zygote):
    slow = "import time\ntime.sleep(0.6)\ndef double(x):\n    return 2.0 * x"
    answers = [SubmittedCell("code", slow, "double-answer")]
    short = replace(QUICK, cell_seconds=0.3)
    patient = replace(chapter.exercise("double"), limits={"cell_seconds": 5.0})
    more = (patient, *chapter.exercises[1:])
    for exercises, status in ((chapter.exercises, "timeout"), (more, "passed")):
        case_set = CaseSet(replace(chapter, exercises=exercises), 1)
        graded = grade_notebook(rebuild(release, answers), case_set, zygote, "learner", short)
        assert graded.result.exercises[0].status == status


@pytest.fixture(scope="module")
def prelude_results(release):
    with Zygote(prelude=prelude(release)) as warm:
        yield warm


@pytest.fixture
def graded_by(release, case_set, chapter):
    def run(warm, double=None, first=None):
        answers = {e.id: chapter.solution_source(e) for e in chapter.exercises}
        answers["double"] = double or answers["double"]
        cells = [SubmittedCell("code", first, None)] if first else []
        cells += [SubmittedCell("code", text, f"{name}-answer") for name, text in answers.items()]
        return grade_notebook(rebuild(release, cells), case_set, warm, "somebody", QUICK)

    return run


def test_cells_that_ran_beforehand_leave_the_same_notebook(prelude_results, zygote, graded_by):
    assert prelude_results.prelude
    double = "shown = sorted(n for n in globals() if n[0] != '_')\nshown"
    ours, theirs = (graded_by(warm, f"{double}\n").notebook for warm in (prelude_results, zygote))
    assert ours.cells == theirs.cells


def test_who_runs_something_first_runs_it_first(prelude_results, graded_by):
    first = "print(sorted(n for n in globals() if n in ('check', 'torch')))"
    graded = graded_by(prelude_results, first=first)
    assert outputs_of(graded, first)[0].text == "[]\n"
    assert graded.notebook.cells[0].execution_count == 1
    assert graded.result.score == 5


def test_a_new_process_begins_behind_what_ran_beforehand(prelude_results, graded_by):
    graded = graded_by(prelude_results, double="import os\nos._exit(3)")
    assert statuses(graded) == {"double": "died", "positive_mean": "passed"}


def test_what_ran_beforehand_for_another_release_is_not_taken(graded_by):
    with Zygote(prelude=("stale = 1",)) as warm:
        graded = graded_by(warm, double="def double(x):\n    return 2.0 * x + stale")
    assert statuses(graded) == {"double": "failed", "positive_mean": "passed"}
