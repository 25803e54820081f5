"""Trusted readers of a stranger's values end when the submission's time does."""

import time

import numpy as np
import pytest
import torch

from autograder.judging import judge as judge_module
from autograder.judging.judge import judge
from autograder.judging.reading import bounded, within
from autograder.sandbox import LearnerGoneError
from tests.autograder.judging.test_judge import InProcess


def test_what_is_read_beside_the_grader_is_what_is_read_in_it():
    pairs = [(1.5, None), ("x" * 10**6, "wrong"), (torch.tensor([1.0, 2.0]), None)]
    found = within(20, lambda: pairs)
    assert found[:2] == pairs[:2]
    assert torch.equal(found[2][0], pairs[2][0])


def test_a_reader_that_never_ends_is_ended():
    started = time.process_time()
    with pytest.raises(LearnerGoneError) as gone:
        within(0.2, lambda: [(len({i * (2**61 - 1) for i in range(10**6)}), None)])
    assert gone.value.status == "timeout"
    assert time.process_time() - started < 5


def test_a_reader_that_takes_all_memory_is_ended():
    with pytest.raises(LearnerGoneError) as gone:
        within(30, lambda: [(bytearray(2**33) and 1, None)])
    assert gone.value.status == "memory"


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ([1, -(2**63), 2**64 - 1, {"a": (2, 3)}], True),
        ([[{"a": (2**64,)}]], False),
        ({2**70: 1}, False),
        (-(2**65), False),
        (np.array([2**63], dtype=np.uint64), True),
        ("2" * 100, True),
    ],
)
def test_only_numbers_of_64_bits_reach_a_reader(value, fits):
    assert bounded(value) is fits


class Submitted(InProcess):
    """Answers of a submission that has half a second left."""

    def left(self):
        return 0.5


def slowly(returned, x):
    while returned != 2.0 * x:
        pass
    return returned


def test_the_time_of_a_reader_is_the_submissions_own(chapter, case_set, monkeypatch):
    exercise = chapter.exercise("double")
    for check in exercise.checks:
        monkeypatch.setitem(check.__dict__, "reads", slowly)
    verdict = judge(exercise, case_set, Submitted(lambda x: 3.0 * x))
    assert (verdict.score, verdict.status) == (0.0, "timeout")
    assert "judging what it returned" in verdict.message


def test_a_reader_is_not_given_numbers_that_could_be_chosen_to_collide(
    chapter, case_set, monkeypatch
):
    exercise = chapter.exercise("double")
    seen = []
    for check in exercise.checks:
        monkeypatch.setitem(check.__dict__, "reads", lambda returned, x: seen.append(returned))
    monkeypatch.setattr(judge_module, "within", lambda seconds, read: read())
    verdict = judge(exercise, case_set, Submitted(lambda x: 2**70))
    assert verdict.score == 0
    assert 2**70 not in seen
