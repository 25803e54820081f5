"""Work in a copy of this process, and the exam that is answered so."""

import os
import signal

import psutil
import pytest
from losslab.values.packed import pack

from autograder.judging.beside import beside
from autograder.judging.case_set import CaseSet


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})


def test_work_is_done_in_another_process_which_is_gone_afterwards():
    with beside(os.getpid) as result:
        pid = result()
    assert pid != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_a_copy_cannot_do_is_done_here():
    me = os.getpid()
    with beside(lambda: me if os.getpid() == me else os._exit(3)) as result:
        assert result() == me
    with beside(lambda: me if os.getpid() == me else 1 / 0) as result:
        assert result() == me
    with pytest.raises(ZeroDivisionError), beside(lambda: 1 / 0) as result:
        result()


def test_a_copy_that_nobody_waits_for_ends():
    before = set(psutil.Process().children())
    with beside(signal.pause):
        (copy,) = set(psutil.Process().children()) - before
    assert not copy.is_running()


def test_with_one_processor_there_is_no_copy(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    with beside(os.getpid) as result:
        assert result() == os.getpid()


def test_mistakes_are_the_same_wherever_they_were_asked(chapter):
    here, there = CaseSet(chapter, 1), CaseSet(chapter, 1)
    there.answer()
    for exercise in chapter.exercises:
        assert [k.name for k, _ in there.mistakes(exercise)] == [
            known.name for known in chapter.mutants(exercise)
        ]
        for (_, told), (_, found) in zip(
            there.mistakes(exercise), here.mistakes(exercise), strict=True
        ):
            assert pack(told) == pack(found)
