"""The process that forks learners: each begins alike, uses so much, and leaves nothing."""

import os

import psutil
import pytest

from autograder.sandbox import LearnerGoneError, Limits, Zygote
from tests.autograder.sandbox.conftest import printed, soon
from tests.conftest import QUICK

FOUR_TIMES_200_MIB = (
    "import os, time\n"
    "for _ in range(4):\n"
    "    if os.fork() == 0:\n"
    "        try:\n"
    "            held = b'x' * (200 << 20)\n"
    "        except MemoryError:\n"  # else this copy would answer in the place of its parent
    "            pass\n"
    "        time.sleep(8)\n"
    "        os._exit(0)\n"
    "time.sleep(8)"
)


@pytest.fixture(scope="module")
def behind_a_cell():
    with Zygote(preload=None, prelude=["ready = 'ready'", "1 / 0"]) as warm:
        yield warm


def test_a_learner_begins_with_nothing_that_warming_up_left(learner):
    assert learner.run("1 + 1", soon())["count"] == 1
    names = "print([n for n in globals() if n[0] != '_' and n not in INITIAL])"
    usual = "{'In', 'Out', 'exit', 'quit', 'get_ipython', 'open'}"
    assert printed(learner, names.replace("INITIAL", usual)) == "[]\n"
    assert printed(learner, "import matplotlib.pyplot as p\nprint(p.get_fignums())") == "[]\n"


def test_what_one_learner_changes_no_other_sees(zygote):
    first, second = zygote.learner(QUICK), None
    try:
        printed(first, "import torch\ntorch.mine = 1\nmine = 1")
        first.close()
        second = zygote.learner(QUICK)
        source = "import torch\nprint(hasattr(torch, 'mine'), 'mine' in globals())"
        assert printed(second, source) == "False False\n"
    finally:
        first.close()
        if second:
            second.close()


def test_cells_that_ran_beforehand_have_run_or_not_as_one_likes(behind_a_cell):
    assert [r["error"] for r in behind_a_cell.prelude_results] == [
        None,
        "ZeroDivisionError: division by zero (line 1: 1 / 0)",
    ]
    behind, before = behind_a_cell.learner(QUICK), None
    try:
        assert printed(behind, "print(ready)") == "ready\n"
        behind.close()
        before = behind_a_cell.learner(QUICK, after_prelude=False)
        assert before.run("1", soon())["count"] == 1
        assert printed(before, "print(ready)") == "name 'ready' is not defined"
    finally:
        behind.close()
        if before:
            before.close()


def test_a_learner_has_no_terminal_and_no_file_of_the_graders(learner):
    source = "import os\nprint(sorted({os.readlink(f'/proc/self/fd/{n}') for n in (0, 1, 2)}))"
    assert printed(learner, source) == "['/dev/null']\n"


def test_what_a_submission_started_ends_with_it_and_is_buried(zygote):
    top = psutil.Process(zygote._process.pid)
    before = {p.pid for p in top.children(recursive=True)}
    learner = zygote.learner(QUICK)
    printed(learner, "import subprocess\nsubprocess.Popen(['sleep', '60'], start_new_session=True)")
    assert len(top.children(recursive=True)) >= len(before) + 2
    learner.close()
    left = top.children(recursive=True)
    assert {p.pid for p in left} == before
    assert all(p.status() != psutil.STATUS_ZOMBIE for p in left)


def test_without_walls_a_submission_has_a_folder_that_does_not_stay():
    with Zygote(preload=None, walls=False) as open_air:
        learner = open_air.learner(QUICK)
        source = "import os, tempfile\nopen('mine', 'w').close()\nprint(os.getcwd())"
        where = printed(learner, source).strip()
        assert os.path.isfile(os.path.join(where, "mine"))
        assert where != os.getcwd()
        learner.close()
    assert not os.path.exists(where)


def test_memory_of_all_processes_together_is_watched(zygote):
    limits = Limits(cell_seconds=10, memory_mib=300)
    learner = zygote.learner(limits)
    with pytest.raises(LearnerGoneError) as gone:
        learner.run(FOUR_TIMES_200_MIB, soon())
    assert gone.value.status == "memory"


def test_memory_is_counted_for_each_twin_by_itself():
    limits = Limits(cell_seconds=10, memory_mib=300)
    with Zygote(preload=None) as zygote:
        twins = [zygote.clone() for _ in range(3)]
        for clone in twins:
            clone.wait()
        learners = [clone.learner(limits) for clone in twins]
        for learner in learners:  # 600 MiB in all, 200 each
            assert printed(learner, "held = b'x' * (200 << 20)\nprint(len(held) >> 20)") == "200\n"
        for learner in learners:
            assert printed(learner, "import time\ntime.sleep(0.3)\nprint('fine')") == "fine\n"
        with pytest.raises(LearnerGoneError) as gone:
            learners[0].run(FOUR_TIMES_200_MIB, soon())
        assert gone.value.status == "memory"
