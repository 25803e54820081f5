import itertools
from dataclasses import replace

import pytest
import torch
from hypothesis import strategies as st
from losslab.values.calling import call_packed
from losslab.values.packed import pack

from autograder.course.exercise import Check
from autograder.judging.case_set import MOST_SMALL, CaseSet
from autograder.judging.judge import SMALL_BATCH, judge
from autograder.sandbox import LearnerGoneError


class InProcess:
    """Answers from a function in this process, for judging without a sandbox."""

    def __init__(self, function):
        self.function = function

    def ask(self, function, groups):
        if self.function is None:
            return None
        return [
            [call_packed(self.function, probe, args) for args in calls] for probe, calls in groups
        ]


def sit(chapter, case_set, name, function):
    return judge(chapter.exercise(name), case_set, InProcess(function))


def test_the_reference_gets_full_points(chapter, case_set):
    verdict = sit(chapter, case_set, "double", chapter.references["double"].double)
    assert (verdict.score, verdict.status, verdict.message) == (2.0, "passed", "")


def test_a_missing_function_and_a_stub_are_not_attempted(chapter, case_set):
    def stub(x):
        raise NotImplementedError

    for function in (None, stub):
        verdict = sit(chapter, case_set, "double", function)
        assert (verdict.score, verdict.status) == (0.0, "missing")


def test_each_check_earns_its_share(chapter, case_set):
    verdict = sit(chapter, case_set, "double", lambda x: 2.0 * x if x < 100 else 0.0)
    assert (verdict.score, verdict.status) == (1.0, "partial")
    assert [c.passed for c in verdict.checks] == [True, False]


def test_a_known_mistake_is_diagnosed_by_its_behavior(chapter, case_set):
    for known in chapter.mutants(chapter.exercise("positive_mean")):
        verdict = sit(chapter, case_set, "positive_mean", known.function)
        assert (verdict.misconception, verdict.message) == (known.name, known.says)


def test_two_mistakes_at_once_are_both_named(chapter, case_set):
    def answer(values):
        if not (values > 0).any():
            return values[values > 0].mean()
        return values.clamp(min=0).sum() / len(values)

    verdict = sit(chapter, case_set, "positive_mean", answer)
    assert verdict.misconception == "wrong_count+nan"
    assert "number of all entries. You returned NaN" in verdict.message


def test_a_mistake_that_does_not_account_for_all_that_is_wrong_is_not_named(chapter, case_set):
    exercise = chapter.exercise("positive_mean")
    spared_once = False
    for known, mistake in case_set.mistakes(exercise):
        cases = case_set.cases(exercise)
        spared = next((i for i in range(len(cases)) if i not in mistake), None)
        if spared is None:
            continue
        spared_once = True

        def answer(values, known=known, spared=cases[spared].args[0]):
            return "nonsense" if torch.equal(values, spared) else known.function(values)

        assert sit(chapter, case_set, "positive_mean", answer).misconception == ""
    assert spared_once


def test_an_answer_that_never_changes_is_told_so(chapter, case_set):
    verdict = sit(chapter, case_set, "double", lambda x: 12.5)
    assert verdict.misconception == "constant"
    said = "Every call gave the same, whatever the arguments: 12.5"
    assert verdict.whole_message == said


def test_who_does_not_make_the_whole_mistake_is_not_told_so(chapter, case_set):
    exercise = chapter.exercise("positive_mean")
    known, mistake = max(case_set.mistakes(exercise), key=lambda m: len(m[1]))
    assert len(mistake) > 1
    first = case_set.cases(exercise)[min(mistake)]

    def answer(values):
        wrong = torch.equal(values, first.args[0])
        return (known.function if wrong else chapter.references["positive_mean"].positive_mean)(
            values
        )

    verdict = sit(chapter, case_set, "positive_mean", answer)
    assert verdict.misconception != known.name


def test_an_unknown_mistake_gets_the_broken_promise(chapter, case_set):
    verdict = sit(chapter, case_set, "double", lambda x: x + 3.14)
    assert verdict.misconception == ""
    assert "doubled" in verdict.message


def test_the_counterexample_is_short(chapter, case_set):
    verdict = sit(chapter, case_set, "positive_mean", lambda v: v[v > 0].mean() + (len(v) > 3))
    example = verdict.checks[0].counterexample
    shown = eval(example.call.removeprefix("positive_mean(values=").removesuffix(")"))
    assert len(shown) == 4


def test_a_public_input_that_fails_is_shown_as_it_is(chapter, case_set):
    verdict = sit(chapter, case_set, "positive_mean", lambda v: v.mean())
    example = verdict.checks[0].counterexample
    assert example.call == "positive_mean(values=torch.tensor([1.0, -2.0, 3.0]))"


def test_a_short_call_is_looked_for_among_the_same_ones_for_everybody(chapter):
    case_set = CaseSet(chapter, 7)

    def wrong(v):
        return v[v > 0].mean() + (len(v) > 3)

    first = sit(chapter, case_set, "positive_mean", wrong)
    counted = Counting(wrong)
    again = judge(chapter.exercise("positive_mean"), case_set, counted)
    assert again.checks[0].counterexample == first.checks[0].counterexample
    assert counted.asked <= len(again.checks) + MOST_SMALL // SMALL_BATCH


def test_an_exception_is_shown_as_what_came_back(chapter, case_set):
    verdict = sit(chapter, case_set, "double", lambda x: [][1])
    assert verdict.status == "failed"
    assert verdict.checks[0].counterexample.got.startswith("raised IndexError")


def test_answers_that_change_from_call_to_call_are_wrong_and_stop_nothing(chapter, case_set):
    ticks = itertools.count()
    verdict = sit(chapter, case_set, "double", lambda x: 2.0 * x + next(ticks) % 2)
    assert verdict.score == 0
    assert verdict.checks[0].counterexample is not None


def test_a_mutated_argument_does_not_reach_the_next_call(chapter, case_set):
    def spoil(values):
        kept = values[values > 0]
        if len(kept) == 0:
            raise ValueError
        result = kept.mean()
        values.zero_()
        return result

    assert sit(chapter, case_set, "positive_mean", spoil).status == "passed"


class Counting(InProcess):
    asked = 0

    def ask(self, function, groups):
        self.asked += len(groups)
        return super().ask(function, groups)


class Dying(InProcess):
    def __init__(self, function, lives):
        super().__init__(function)
        self.lives = lives
        self.asked = 0

    def ask(self, function, groups):
        self.asked += 1
        told = super().ask(function, groups[: self.lives])
        if self.lives < len(groups):
            self.lives = 0
            raise LearnerGoneError("timeout", "it was still running", told)
        self.lives -= len(groups)
        return told


def test_a_check_that_was_answered_before_the_process_died_counts(chapter, case_set):
    verdict = judge(chapter.exercise("double"), case_set, Dying(lambda x: 2.0 * x, lives=1))
    assert (verdict.score, verdict.status) == (1.0, "timeout")
    assert "still running" in verdict.message


@pytest.mark.parametrize("endings", [1, 2, 5])
def test_an_answer_that_ends_its_process_in_every_check_is_not_asked_for_ever(chapter, endings):
    checks = tuple(
        Check(f"check_{n}", f"Promise {n}.", st.tuples(st.integers(n * 10, n * 10 + 9).map(float)))
        for n in range(endings)
    )
    chapter = replace(chapter, exercises=(replace(chapter.exercise("double"), checks=checks),))
    dying = Dying(lambda x: 2.0 * x, lives=0)
    verdict = judge(chapter.exercises[0], CaseSet(chapter, 5), dying)
    assert dying.asked == min(endings, 2), "each time a process, and all its time, is spent"
    assert (verdict.score, verdict.status) == (0.0, "timeout")
    assert [check.name for check in verdict.checks] == [check.name for check in checks]
    assert not any(check.passed for check in verdict.checks)


def test_checks_behind_one_that_ends_the_process_are_still_asked(chapter):
    checks = tuple(
        Check(f"check_{n}", f"Promise {n}.", st.just((float(n),)), draws=1) for n in range(4)
    )
    chapter = replace(chapter, exercises=(replace(chapter.exercise("double"), checks=checks),))

    class DyingOnce(Counting):
        def ask(self, function, groups):
            for place, (_, calls) in enumerate(groups):
                if calls == [pack([1.0])]:
                    told = super().ask(function, groups[:place])
                    raise LearnerGoneError("died", "its process is gone", told)
            return super().ask(function, groups)

    verdict = judge(chapter.exercises[0], CaseSet(chapter, 5), DyingOnce(lambda x: 2.0 * x))
    assert [check.passed for check in verdict.checks] == [True, False, True, True]
    assert (verdict.score, verdict.status) == (1.5, "died")


def split(f, x):
    """A probe whose outcome has two parts."""
    whole = f(x)
    return {"whole": whole, "sign": whole > 0}


@pytest.fixture(scope="module")
def shared(chapter):
    """The tiny chapter with two checks that look at the same calls."""
    numbers = st.tuples(st.integers(1, 10**6).map(float))
    whole = Check("check_whole", "It is doubled.", numbers, [(3.0,)], probe=split, part="whole")
    sign = Check("check_sign", "It is positive.", numbers, [(3.0,)], probe=split, part="sign")
    one = replace(chapter.exercise("double"), checks=(whole, replace(sign, draws=3)))
    return replace(chapter, exercises=(one,))


def test_a_call_that_several_checks_look_at_is_made_once(shared):
    case_set, calls = CaseSet(shared, 5), []

    def double(x):
        calls.append(x)
        return 2.0 * x

    assert sit(shared, case_set, "double", double).status == "passed"
    asked = {q.args[0] for q in case_set.cases(shared.exercises[0])}
    assert len(calls) == len(set(calls)) == len(asked)


def test_each_check_compares_and_shows_its_own_part(shared):
    verdict = sit(shared, CaseSet(shared, 5), "double", lambda x: x)
    assert [check.passed for check in verdict.checks] == [False, True]
    example = verdict.checks[0].counterexample
    assert example.call == "split(double, 3.0)['whole']"
    assert (example.got, example.expected) == ("3.0", "6.0")


@pytest.mark.parametrize("told", [None, [], {"sign": True}, {"whole": {"whole": 6.0}}])
def test_a_report_without_the_part_is_wrong(shared, told):
    class Forging(InProcess):
        def ask(self, function, groups):
            return [[pack(told) for _ in calls] for _, calls in groups]

    case_set = CaseSet(shared, 5)
    verdict = judge(shared.exercises[0], case_set, Forging(None))
    assert not verdict.checks[0].passed
    assert verdict.score < 2


@pytest.mark.parametrize("forged", [None, [], {}, torch.ones(3), torch.ones(3).numpy()], ids=str)
def test_an_outcome_that_is_no_bytes_is_wrong(chapter, case_set, forged):
    class Forging(InProcess):
        def ask(self, function, groups):
            return [[forged for _ in calls] for _, calls in groups]

    verdict = judge(chapter.exercise("double"), case_set, Forging(None))
    assert (verdict.score, verdict.status) == (0.0, "failed")


def test_a_reference_that_its_oracle_refutes_earns_nothing(shared):
    """Bytes that are the reference's are judged as the reference is, not taken for right."""
    right = Check("check_oracle", "It is tripled.", st.just((1.0,)), oracle=lambda x: 3.0 * x)
    chapter = replace(shared, exercises=(replace(shared.exercises[0], checks=(right,)),))
    verdict = sit(chapter, CaseSet(chapter, 5), "double", lambda x: 2.0 * x)
    assert (verdict.score, verdict.status) == (0.0, "failed")
