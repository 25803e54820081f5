"""Work in a copy of this process, and the exam that is answered so."""

import gc
import os
import signal
import time

import psutil
import pytest
from losslab.values.packed import pack

from autograder.judging.beside import Copy, CopyEndedError
from autograder.judging.case_set import CaseSet


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})


def echo(connection):
    while True:
        connection.send_bytes(connection.recv_bytes()[::-1])


def soon():
    return time.monotonic() + 20


def test_a_copy_answers_one_request_after_the_other():
    copy = Copy(echo)
    assert [copy.ask(text, soon()) for text in (b"abc", b"", b"x" * 10**7)] == [
        b"cba",
        b"",
        b"x" * 10**7,
    ]
    copy.close()
    assert not psutil.pid_exists(copy._pid)
    assert not copy.mine
    with pytest.raises(CopyEndedError):
        copy.ask(b"", soon())


def test_one_that_takes_too_long_is_ended():
    copy = Copy(lambda connection: signal.pause())
    assert copy.ask(b"", time.monotonic() + 0.1) is None
    assert not psutil.pid_exists(copy._pid)


def test_what_it_said_before_it_ended_is_heard():
    copy = Copy(lambda connection: [connection.send_bytes(text) for text in (b"one", b"two")])
    assert [copy.told(soon()), copy.told(soon())] == [b"one", b"two"]
    with pytest.raises(CopyEndedError):
        copy.told(soon())


@pytest.mark.parametrize("fail", [lambda: os._exit(3), lambda: 1 / 0, lambda: os.abort()])
def test_one_that_fails_says_nothing_and_does_nothing_of_its_owners(fail, capfd):
    copy = Copy(lambda connection: fail())
    with pytest.raises(CopyEndedError):
        copy.told(soon())
    copy.close()
    assert capfd.readouterr().out == ""


def test_one_that_nobody_holds_ends():
    pid = Copy(lambda connection: signal.pause())._pid
    gc.collect()
    assert not psutil.pid_exists(pid)


def mistakes_in(case_set):
    return {
        exercise.id: [(known.name, pack(told)) for known, told in case_set.mistakes(exercise)]
        for exercise in case_set.chapter.exercises
    }


def test_mistakes_are_the_same_wherever_they_were_asked(chapter, monkeypatch):
    here = mistakes_in(CaseSet(chapter, 1))
    assert {exercise: [name for name, _ in told] for exercise, told in here.items()} == {
        exercise.id: [known.name for known in chapter.mutants(exercise)]
        for exercise in chapter.exercises
    }
    beside = CaseSet(chapter, 1)
    beside.answer()
    assert mistakes_in(beside) == here
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    alone = CaseSet(chapter, 1)
    alone.answer()
    assert mistakes_in(alone) == here


def test_what_a_copy_has_foreseen_is_taken(chapter, monkeypatch):
    here = mistakes_in(CaseSet(chapter, 1))
    case_set = CaseSet(chapter, 1)
    case_set.foresee()
    copy = case_set._foreseen
    until = soon()
    while psutil.Process(copy._pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.02)
    monkeypatch.setattr(CaseSet, "known_outcomes", lambda *_: pytest.fail("asked again"))
    assert mistakes_in(case_set) == here


def test_what_a_copy_did_not_come_to_is_worked_out_here(chapter):
    here = mistakes_in(CaseSet(chapter, 1))
    case_set = CaseSet(chapter, 1)
    case_set.foresee()
    os.kill(case_set._foreseen._pid, signal.SIGKILL)
    assert mistakes_in(case_set) == here
