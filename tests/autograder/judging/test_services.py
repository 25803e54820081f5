"""Results in the formats that grading services publish."""

import json
from dataclasses import replace

import pytest

from autograder.judging import services
from autograder.judging.result import CheckResult, Counterexample, ExerciseResult, Result

SECRET = "hidden-input-4711"
EXAMPLE = Counterexample(
    call=f"double(x={SECRET})",
    got=f"got-{SECRET}",
    expected="2",
    difference=f"{SECRET} differs",
    program="",
)
NAME = "Double <b>it</b>\x1b[2J"


def made(disclosure):
    checks = (
        CheckResult("check_a", "Kept.", 1.5, True),
        CheckResult("check_b", "Broken | `code`.", 0.5, False, EXAMPLE),
    )
    one = ExerciseResult("double", NAME, 1.5, 2.0, "partial", "Not kept.", checks, said=SECRET)
    gone = ExerciseResult("other", "Other", 0.0, 1.0, "timeout", "It ran too long.")
    return Result(
        "s", "tiny", 1.5, 3.0, 2.25, ("process",), (one, gone), 7, ("a note",), disclosure
    )


def told(service, result):
    """What a learner sees, as text."""
    given = services.SERVICES[service](result, {})
    if service == "gradescope":
        given["tests"] = [test for test in given["tests"] if test["visibility"] == "visible"]
    return json.dumps(given)


def test_gradescope_gets_a_test_a_promise_and_the_score():
    given = services.gradescope(made("full"), {})
    assert given["score"] == 1.5
    assert [(t["score"], t["max_score"], t["status"]) for t in given["tests"]] == [
        (1.5, 1.5, "passed"),
        (0.0, 0.5, "failed"),
        (0.0, 1.0, "failed"),
    ]
    assert {t["visibility"] for t in given["tests"]} == {"visible"}
    assert {t["output_format"] for t in given["tests"]} == {"text"}


def test_prairielearn_gets_a_share_of_one():
    given = services.prairielearn(made("full"), {})
    assert (given["gradable"], given["score"]) == (True, 0.5)
    assert sum(test["points"] for test in given["tests"]) == 1.5


def test_classroom_50_gets_whole_numbers_and_who_is_graded():
    environment = {"CLASSROOM": "c", "ASSIGNMENT": "a", "COMMIT_URL": "u", "REVIEW_URL": ""}
    given = services.classroom50(made("full"), environment)
    assert (given["score"], given["max-score"]) == (150, 300)
    assert all(type(test["score"]) is int for test in given["tests"])
    assert (given["schema"], given["classroom"]) == ("classroom50/result/v1", "c")
    assert given["review"] == "u"


@pytest.mark.parametrize("service", services.SERVICES)
def test_a_hidden_input_is_told_only_where_everything_is(service):
    if service != "classroom50":  # it tells no text
        assert SECRET in told(service, made("full"))
    for level in ("message", "score"):
        assert SECRET not in told(service, made(level))


@pytest.mark.parametrize("service", ["gradescope", "prairielearn", "classroom50"])
def test_where_the_score_alone_is_told_no_promise_is(service):
    assert "Broken" in told(service, made("message"))
    assert "Broken" not in told(service, made("score"))


@pytest.mark.parametrize("service", services.SERVICES)
def test_no_name_commands_a_terminal(service):
    assert "\\u001b" not in told(service, made("full"))


def test_nothing_in_a_summary_is_markup():
    table = services.summary(made("full"))
    assert "<b>" not in table
    assert "\\<b\\>" in table
    assert "Broken \\| \\`code\\`." in table
    assert len(table.splitlines()) == 7


def test_half_a_surrogate_can_be_written():
    result = made("full")
    odd = replace(result.exercises[0], title="\ud800", message="\udfff")
    given = services.gradescope(replace(result, exercises=(odd,)), {})
    json.dumps(given, ensure_ascii=False).encode()


@pytest.mark.parametrize("service", services.SERVICES)
def test_no_result_is_larger_than_a_service_takes(service, tmp_path):
    """PrairieLearn refuses a mebibyte; what a learner says may be all in letters of four bytes."""
    result = made("full")
    loud = replace(result.exercises[0], said="\U0001f600" * 100_000, checks=())
    many = replace(result, exercises=(loud,) * 40, notes=("\U0001f600" * 500,) * 500)
    services.put(tmp_path / "results.json", services.SERVICES[service](many, {}))
    assert (tmp_path / "results.json").stat().st_size < 2**20
    assert len(json.loads((tmp_path / "results.json").read_text("utf-8"))["tests"]) == 40
