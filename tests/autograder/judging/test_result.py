"""What grading gives can be stored as JSON, and holds what was promised to whoever reads it."""

import json

from autograder.judging.result import CheckResult, Result, not_kept
from tests.verdicts import HIDDEN, verdict


def result(**changes):
    fields = {
        "student": "ann",
        "assignment": "tiny",
        "score": 1.0,
        "max_score": 3.0,
        "seconds": 0.123456,
        "walls": ("process", "network"),
        "exercises": (verdict(),),
        "seed": 7,
        "notes": ("graded without walls",),
    }
    return Result(**{**fields, **changes})


def test_a_result_goes_through_json_unchanged():
    stored = result().to_json()
    assert json.loads(json.dumps(stored, allow_nan=False)) == stored


def test_it_says_whose_it_is_what_was_earned_and_behind_which_walls():
    stored = result(disclosure="score").to_json()
    assert (stored["student"], stored["assignment"]) == ("ann", "tiny")
    assert (stored["score"], stored["max_score"], stored["seed"]) == (1.0, 3.0, 7)
    assert stored["walls"] == ["process", "network"]
    assert stored["notes"] == ["graded without walls"]
    assert stored["disclosure"] == "score"


def test_it_keeps_every_check_with_its_counterexample_whatever_is_disclosed():
    (exercise,) = result(disclosure="score").to_json()["exercises"]
    assert (exercise["id"], exercise["status"], exercise["points"]) == ("f", "partial", 3.0)
    assert [check["passed"] for check in exercise["checks"]] == [True, False, False]
    example = exercise["checks"][1]["counterexample"]
    assert (example["call"], example["expected"]) == (HIDDEN.call, HIDDEN.expected)


def test_the_first_broken_promise_is_named_with_what_was_wrong():
    said = not_kept(verdict().checks)
    assert "The hidden promise." in said
    assert "The public promise." not in said
    assert "It is got, not wanted." in said


def test_a_broken_promise_without_a_call_is_named_all_the_same():
    checks = (CheckResult("check_a", "It holds.", 1.0, False),)
    assert not_kept(checks) == "Not kept: It holds."
