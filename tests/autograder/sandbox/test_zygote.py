"""The warm process, and its copies."""

import os
import signal

import pytest

from autograder.course.notebook import rebuild
from autograder.sandbox import Zygote, ZygoteDiedError
from tests.autograder.sandbox.conftest import printed, soon
from tests.conftest import QUICK, grade_notebook


def test_a_dead_zygote_is_noticed_and_the_submission_is_graded_all_the_same(
    release, case_set, chapter
):
    with Zygote() as zygote:
        killed = []

        class Dying(Zygote):
            def learner(self, limits=None, after_prelude=True, packages=()):
                made = zygote.learner(limits)
                if not killed:
                    killed.append(zygote._process.pid)
                    os.killpg(zygote._process.pid, signal.SIGKILL)
                    zygote._process.wait()
                return made

            def start(self):
                zygote.start()

        graded = grade_notebook(rebuild(release, []), case_set, Dying(), "learner", QUICK)
        assert killed
        assert {e.status for e in graded.result.exercises} == {"missing"}
        os.killpg(zygote._process.pid, signal.SIGKILL)
        zygote._process.wait()
        with pytest.raises(ZygoteDiedError):
            zygote.learner(QUICK)


def test_without_walls_is_said_in_the_result(release, case_set):
    with Zygote(walls=False) as open_air:
        result = grade_notebook(rebuild(release, []), case_set, open_air, "learner", QUICK).result
    assert result.walls == ("process",)
    assert result.notes == ("graded without walls",)


def test_twins_of_one_warm_process_do_not_see_each_other_and_end_with_it():
    with Zygote(preload=None) as zygote:
        twins = [zygote.clone() for _ in range(2)]
        for clone in twins:
            clone.wait()
        learners = [clone.learner(QUICK) for clone in twins]
        for learner in learners:
            seen = printed(
                learner,
                "import os\nprint([p for p in range(1, 500) if os.path.exists(f'/proc/{p}')])",
            )
            assert seen == "[1]\n"
        twins[0].close()
        with pytest.raises(ZygoteDiedError):
            twins[0].learner(QUICK)
        assert printed(learners[1], "print('still here')") == "still here\n"
        zygote.close()
        with pytest.raises(ZygoteDiedError):
            learners[1].run("import time\ntime.sleep(10)", soon())
        with pytest.raises(ZygoteDiedError):
            zygote.clone()
        for clone in twins:
            clone.close()
