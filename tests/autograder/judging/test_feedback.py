import html
from dataclasses import replace

import pytest

from autograder.judging import feedback
from autograder.judging.disclosure import LEVELS
from autograder.judging.result import CheckResult, Counterexample
from tests.verdicts import SECRETS, verdict


def shown(made, level="full"):
    block, score = feedback.outputs(made, level)
    assert score.data == {"text/plain": repr(made.score)}
    return block.data["text/html"] + html.escape(block.data["text/plain"])


def test_full_feedback_says_what_passed_what_failed_why_and_what_to_try():
    text = shown(verdict())
    for said in ("The kept promise.", "4711", "got-hidden", "wanted-hidden", "values[0]"):
        assert said in text


def test_a_known_mistake_is_named_as_the_likely_cause():
    text = shown(verdict(misconception="f_squared", message="You squared `x`."))
    assert "What probably happened." in text
    assert "You squared <code>x</code>." in text


def test_message_tells_promises_and_public_inputs_and_nothing_hidden():
    text = shown(verdict(), "message")
    assert not [secret for secret in SECRETS if secret in text]
    for said in ("The kept promise.", "The hidden promise.", "f(x=1.0)", "wanted-public"):
        assert said in text
    assert "values[0]" in text


def test_message_says_nothing_that_came_from_the_learners_process():
    assert "got-public" not in shown(verdict(), "message")
    crashed = verdict(status="error", checks=(), message="It ended.", said="KeyError: 4711")
    text = shown(crashed, "message")
    assert "KeyError" not in text
    assert "4711" not in text


def test_score_tells_the_score_and_the_status_alone():
    text = shown(verdict(misconception="f_squared"), "score")
    assert "1 of 3 points" in text
    assert "artly right" in text
    for part in (*SECRETS, "promise", "f(x=1.0)", "values[0]", "Hint"):
        assert part not in text


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_changes_the_score(level):
    assert feedback.outputs(verdict(), level)[-1].data["text/plain"] == "1.0"


def test_what_is_said_in_color_is_said_in_words():
    page = feedback.as_html(verdict())
    assert "Partly right" in page
    assert "✓ kept" in page
    assert "✗ not kept" in page


def test_every_string_is_escaped():
    evil = "<img src=x onerror=alert(1)>\"'"
    example = Counterexample(evil, evil, evil, evil)
    made = verdict(
        title=evil,
        message=evil,
        hint=evil,
        checks=(CheckResult("check_a", evil, 1.0, False, example),),
    )
    for misconception in ("", "known"):
        page = feedback.as_html(replace(made, misconception=misconception))
        assert "<img src" not in page.replace("<img>", "")
        assert "<script" not in page


def test_terminal_commands_and_reversed_text_are_spelled_out():
    made = verdict(message="\x1b]0;owned\x07 \x1b[2J \u202egnorw\r", checks=(), hint="")
    for text in (feedback.as_text(made), feedback.as_html(made)):
        assert not any(c in text for c in "\x1b\x07\r\u202e")
        assert "\\x1b]0;owned\\x07" in text
