"""Trusted readers of a stranger's values end when the submission's time does."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import psutil
import pytest
import torch

from autograder.judging.case_set import seen
from autograder.judging.judge import judge
from autograder.judging.reading import Reader, bounded, reader_of
from autograder.sandbox import LearnerGoneError
from tests.autograder.judging.test_judge import InProcess


@pytest.fixture
def exercise(chapter):
    return chapter.exercise("double")


@pytest.fixture
def cases(case_set, exercise):
    [check, *_] = exercise.checks
    return [case for case in case_set.cases(exercise) if case.check is check]


@pytest.fixture
def reads(exercise, monkeypatch):
    """Give every check of the exercise another `reads`, and a reader that knows it."""

    def give(function):
        for check in exercise.checks:
            monkeypatch.setitem(check.__dict__, "reads", function)
        reader_of.cache_clear()

    yield give
    reader_of.cache_clear()


@pytest.fixture
def reader(chapter):
    reader = Reader(chapter)
    yield reader
    reader.close()


def as_it_says(returned, x):
    """A reader that does what a value tells it to."""
    match returned:
        case "loop":
            while True:
                pass
        case "memory":
            return len(bytearray(2**33))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "collide":
            return len({i * (2**61 - 1) for i in range(10**6)})
        case "who":
            return os.getpid()
        case "hold":
            KEPT.append(bytearray(700 * 2**20))
        case "take":
            return len(bytearray(700 * 2**20))
        case "open":
            return sorted(os.listdir("/proc/self/fd"), key=int)
    return returned


KEPT = []


def test_what_is_read_beside_the_grader_is_what_is_read_in_it(reader, exercise, cases, reads):
    deep = 1.0
    for _ in range(38):
        deep = [deep]
    values = [1.5, "x" * 10**6, torch.tensor([1.0, 2.0]), (1, {2}), deep, cases[0].expected]
    outcomes = [(cases[0], value) for value in values]
    for function in (None, as_it_says):
        reads(function)
        reader.close()
        found = reader.read(20, exercise, outcomes)
        here = [seen(cases[0].check, value, cases[0].args) for value in values]
        assert [repr(got) for got, _ in found] == [repr(got) for got in here]
        assert [wrong for _, wrong in found] == [cases[0].wrong(got) for got in here]


def test_one_copy_reads_everything_and_ends_with_its_reader(reader, exercise, cases, reads):
    reads(as_it_says)
    [(first, _)] = reader.read(20, exercise, [(cases[0], "who")])
    [(second, _)] = reader.read(20, exercise, [(cases[0], "who")])
    assert first == second != os.getpid()
    reader.close()
    assert not psutil.pid_exists(first)


@pytest.mark.parametrize("way", ["loop", "collide"])
def test_a_reader_that_never_ends_is_ended(reader, exercise, cases, reads, way):
    reads(as_it_says)
    [(before, _)] = reader.read(20, exercise, [(cases[0], "who")])
    started = time.process_time()
    with pytest.raises(LearnerGoneError) as gone:
        reader.read(0.2, exercise, [(cases[0], way)])
    assert gone.value.status == "timeout"
    assert time.process_time() - started < 5
    assert not psutil.pid_exists(before)
    # The next one is read as if nothing had been.
    assert reader.read(20, exercise, [(cases[0], 1.0)])[0][0] == 1.0


def test_a_reader_that_is_killed_costs_only_its_own_submission(reader, exercise, cases, reads):
    reads(as_it_says)
    for _ in range(2):
        assert reader.read(20, exercise, [(cases[0], 1.0)])[0][0] == 1.0
        with pytest.raises(LearnerGoneError) as gone:
            reader.read(30, exercise, [(cases[0], "die")])
        assert gone.value.status == "memory"


def test_a_reader_that_takes_all_memory_cannot_judge(reader, exercise, cases, reads):
    reads(as_it_says)
    [(got, wrong)] = reader.read(30, exercise, [(cases[0], "memory")])
    assert got.types == ("UnreadableError",)
    assert "cannot be judged" in wrong


def test_what_one_submission_has_left_in_the_copy_costs_no_other(reader, exercise, cases, reads):
    reads(as_it_says)
    [(before, _)] = reader.read(20, exercise, [(cases[0], "who")])
    reader.read(20, exercise, [(cases[0], "hold")])
    taken = 700 * 2**20
    assert reader.read(20, exercise, [(cases[0], "take")]) == [(taken, cases[0].wrong(taken))]
    assert reader.read(20, exercise, [(cases[0], "who")])[0][0] != before


def test_the_copy_holds_nothing_open_that_others_wait_for(reader, exercise, cases, reads):
    reads(as_it_says)
    ours, theirs = os.pipe()
    [(opened, _)] = reader.read(20, exercise, [(cases[0], "open")])
    assert len(opened) == 5  # three streams, its connection, and the folder that it lists
    os.close(theirs)
    os.set_blocking(ours, False)
    assert os.read(ours, 1) == b""
    os.close(ours)


@pytest.mark.parametrize("late", [0.0, 0.5])
def test_a_copy_ends_with_its_owner_however_that_ends(late):
    """Also where the owner ends before the copy has asked to be told of it."""
    code = (
        "import time\n"
        "from autograder.judging.beside import Copy, kernel\n"
        "asks = kernel.prctl\n"
        f"kernel.prctl = lambda *what: (time.sleep({late}), asks(*what))\n"
        "copy = Copy(lambda connection: time.sleep(600))\n"
        "print(copy._pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    copy = int(owner.stdout.readline())
    assert psutil.pid_exists(copy)
    owner.kill()
    owner.wait()
    for _ in range(100):
        if not psutil.pid_exists(copy) or psutil.Process(copy).status() == "zombie":
            break
        time.sleep(0.05)
    else:
        os.kill(copy, signal.SIGKILL)
        pytest.fail("it outlived its owner")
    owner.stdout.close()


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


def test_the_time_of_a_reader_is_the_submissions_own(exercise, case_set, reads):
    reads(slowly)
    verdict = judge(exercise, case_set, Submitted(lambda x: 3.0 * x))
    assert (verdict.score, verdict.status) == (0.0, "timeout")
    assert "judging what it returned" in verdict.message


def test_a_reader_is_not_given_numbers_that_could_be_chosen_to_collide(
    exercise, case_set, reads, monkeypatch
):
    seen_there = []

    def noting(self, seconds, exercise, outcomes):
        seen_there.extend(returned for _, returned in outcomes)
        return [(returned, "wrong") for _, returned in outcomes]

    reads(as_it_says)
    monkeypatch.setattr(Reader, "read", noting)
    verdict = judge(exercise, case_set, Submitted(lambda x: 2**70))
    assert verdict.score == 0
    assert 2**70 not in seen_there
    judge(exercise, case_set, Submitted(lambda x: 2**60))
    assert 2**60 in seen_there
