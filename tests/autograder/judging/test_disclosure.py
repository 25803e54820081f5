"""A learner is told of hidden cases as much as the course says, and never loses a point by it."""

from dataclasses import asdict

import pytest

from autograder.course.course import Course, CourseError
from autograder.judging.disclosure import LEVELS, checked, limit, of_course
from tests.verdicts import PUBLIC, SECRETS, verdict


def told(made, level):
    return str(asdict(limit(made, level)))


def test_full_leaves_nothing_out():
    assert limit(verdict(), "full") == verdict()


@pytest.mark.parametrize("level", ["message", "score"])
def test_nothing_of_a_hidden_call_is_told(level):
    text = told(verdict(), level)
    assert not [secret for secret in SECRETS if secret in text]


def test_message_keeps_promises_hint_and_what_a_learner_has_already():
    seen = limit(verdict(), "message")
    assert [check.passed for check in seen.checks] == [True, False, False]
    assert seen.hint == "Try `values[0]`."
    example = seen.checks[2].counterexample
    assert (example.call, example.expected) == (PUBLIC.call, PUBLIC.expected)


def test_what_a_public_call_gave_is_left_out_for_the_function_could_repeat_hidden_ones():
    example = limit(verdict(), "message").checks[2].counterexample
    assert (example.got, example.difference) == ("", "")


def test_a_known_mistake_is_named_where_messages_are_told():
    made = verdict(misconception="f_squared", message="You squared x.")
    assert limit(made, "message").message == "You squared x."
    assert "squared" not in told(made, "score")


def test_the_class_and_the_text_of_an_exception_are_the_learners():
    made = verdict(status="error", checks=(), message="It ended with an error.", said="Key: 4711")
    assert limit(made, "message").whole_message == "It ended with an error."
    assert limit(made, "full").whole_message == "It ended with an error: Key: 4711"


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_changes_what_an_answer_earns_or_how_it_went(level):
    seen = limit(verdict(), level)
    assert (seen.score, seen.points, seen.status) == (1.0, 3.0, "partial")


def test_score_tells_nothing_else():
    seen = limit(verdict(misconception="f_squared"), "score")
    assert (seen.message, seen.checks, seen.hint, seen.misconception) == ("", (), "", "")


@pytest.mark.parametrize("level", ["all", "", None, 1])
def test_an_unknown_level_is_refused_by_its_name(level):
    with pytest.raises(CourseError) as refused:
        checked(level)
    assert f"{level!r}; it can be one of full, message, score" in str(refused.value)


def test_a_course_sets_its_level_in_nbgraders_configuration(tmp_path):
    config = tmp_path / "nbgrader_config.py"
    config.write_text("c = get_config()\n")
    assert of_course(Course(tmp_path)) == "full"
    config.write_text("c = get_config()\nc.SandboxedExecute.disclosure = 'score'\n")
    assert of_course(Course(tmp_path)) == "score"
    config.write_text("c = get_config()\nc.SandboxedExecute.disclosure = 'all'\n")
    with pytest.raises(CourseError, match="one of full, message, score"):
        of_course(Course(tmp_path))
