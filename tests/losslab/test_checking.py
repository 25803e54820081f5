import linecache
import time

import pytest
import torch
from losslab import CheckFailedError, bounds, check

from autograder.authoring.release import ensure
from autograder.course.names import CASES


@pytest.fixture(scope="module")
def cases(course, chapter):
    return ensure(chapter).parent / CASES


def double(x):
    return 2.0 * x


def test_a_right_answer_passes_and_says_that_more_is_to_come(cases, capsys):
    check(double, cases)
    printed = capsys.readouterr().out
    assert "right on all 3 public inputs" in printed
    assert "fresh inputs" in printed


def named(name, function):
    function.__name__ = name
    return function


def test_a_wrong_answer_shows_the_call_and_the_usual_mistake(cases):
    wrong = named("double", lambda x: 2.0 * x if x < 100 else x)
    with pytest.raises(CheckFailedError) as failed:
        check(wrong, cases)
    text = str(failed.value)
    assert "double(x=1024.0)" in text
    assert "returned  1024.0" in text
    assert "expected  2048.0" in text
    assert "You doubled small numbers only." in text
    assert len(text.splitlines()) < 12


def test_ipython_shows_the_message_without_a_traceback(cases):
    with pytest.raises(CheckFailedError) as failed:
        check(named("double", lambda x: 0.0), cases)
    assert failed.value._render_traceback_() == [str(failed.value)]


def test_a_stub_is_not_written_yet(cases):
    def stub(x):
        raise NotImplementedError

    with pytest.raises(CheckFailedError, match="not written yet"):
        check(named("double", stub), cases)


def test_an_expected_exception_counts(cases):
    def positive_mean(values):
        kept = values[values > 0]
        if not len(kept):
            raise ValueError("nothing there")
        return kept.mean()

    check(positive_mean, cases)
    with pytest.raises(CheckFailedError, match="did not raise ValueError"):
        check(named("positive_mean", lambda v: torch.tensor(2.0)), cases)


def test_no_exercise_and_no_file_are_explained(cases, tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="there are: double, positive_mean"):
        check(named("treble", lambda x: x), cases)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="open the notebook from its own folder"):
        check(double)


def test_a_call_that_does_not_end_is_stopped_and_shown(cases, monkeypatch):
    monkeypatch.setattr(bounds, "SECONDS", 0.2)

    def forever(x):
        while True:
            pass

    with pytest.raises(CheckFailedError) as failed:
        check(named("double", forever), cases)
    assert "double(x=" in str(failed.value)
    assert "still running after 0.2 seconds" in str(failed.value)


def test_slow_answers_do_not_pass_untried(cases, monkeypatch):
    monkeypatch.setattr(bounds, "SECONDS", 0.0)

    def patient(x):
        while True:
            try:
                return 2.0 * x
            except TimeoutError:
                continue

    with pytest.raises(CheckFailedError):
        check(named("double", patient), cases)


def test_an_answer_is_found_by_the_name_that_it_has_where_check_is_called(cases, capsys):
    calls = {"check": check, "cases": cases}
    for source in (
        "double = lambda x: 2.0 * x",
        "import functools, operator\ndouble = functools.partial(operator.mul, 2.0)",
        "def wrapped(x): return 2.0 * x\ndouble = wrapped",
    ):
        exec(f"{source}\ncheck(double, cases)", dict(calls))
        assert "double: right on all" in capsys.readouterr().out


def test_the_failing_call_can_be_repeated(cases):
    wrong = named("positive_mean", lambda values: values.mean())
    with pytest.raises(CheckFailedError):
        check(wrong, cases)
    (values,) = check.failing()
    assert torch.equal(check.repeat(), values.mean())
    values.zero_()  # it is a copy
    assert not torch.equal(check.failing()[0], values)


def test_there_is_nothing_to_repeat_before_a_check_has_failed(cases):
    check(double, cases)
    with pytest.raises(RuntimeError, match="no check has failed yet"):
        check.failing()


def test_promises_that_are_kept_and_broken_are_marked(cases):
    with pytest.raises(CheckFailedError) as failed:
        check(named("double", lambda x: 2.0 * x if x < 100 else x), cases)
    assert "✓ Small numbers are doubled." in str(failed.value)
    assert "✗ Large numbers are doubled." in str(failed.value)


def test_a_crash_shows_the_line_once(cases):
    namespace = {"check": check, "cases": cases}
    source = "def double(x):\n    y = x\n    return y[0]\n"
    code = compile(source, "<cell>", "exec")
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(True), "<cell>")
    exec(code, namespace)
    with pytest.raises(CheckFailedError) as failed:
        check(namespace["double"], cases)
    assert str(failed.value).count("so        it raised TypeError in line 3: return y[0]") == 1


def test_time_that_the_machine_takes_is_not_the_answers(cases, monkeypatch):
    monkeypatch.setattr(bounds, "SECONDS", 0.2)

    def waits(x):
        time.sleep(0.1)
        return 2.0 * x

    check(named("double", waits), cases)


def test_an_answer_that_waits_for_ever_is_stopped(cases, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_SECONDS", 0.2)
    with pytest.raises(CheckFailedError, match=r"still waiting after 0\.2 seconds"):
        check(named("double", lambda x: time.sleep(60)), cases)


def test_what_was_not_judged_is_not_called_wrong(cases, monkeypatch):
    monkeypatch.setattr(bounds, "SECONDS", 0.2)

    def slow_where_large(x):
        while x > 1000:
            pass
        return 2.0 * x

    with pytest.raises(CheckFailedError) as failed:
        check(named("double", slow_where_large), cases)
    assert "out of time; 2 public inputs were right" in str(failed.value)
    assert "wrong" not in str(failed.value)


def test_an_answer_may_print_a_little(cases, capsys):
    def chatty(x):
        for n in range(50_000):
            print("line", n)
        return 2.0 * x

    check(named("double", chatty), cases)
    printed = capsys.readouterr().out
    assert printed.startswith("line 0\nline 1\n")
    assert "more characters that your answer printed" in printed
    assert len(printed) < 4_000


def test_a_name_in_quotes_is_no_function(cases):
    with pytest.raises(TypeError, match=r"without quotes: check\(double\)"):
        check("double", cases)
