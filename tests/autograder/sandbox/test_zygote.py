import os
import signal
import subprocess
import sys
import time

import pytest
from losslab.values.packed import pack

from autograder.course.notebook import rebuild
from autograder.sandbox import LearnerGoneError, Limits, WallError, Zygote, ZygoteDiedError, walls
from tests.conftest import QUICK, ROOT, grade_notebook

FOUR_TIMES_200_MIB = (
    "import os, time\n"
    "for _ in range(4):\n"
    "    if os.fork() == 0:\n"
    "        held = b'x' * (200 << 20)\n"
    "        time.sleep(8)\n"
    "        os._exit(0)\n"
    "time.sleep(8)"
)


def soon() -> float:
    return time.monotonic() + 20


def printed(learner, source: str) -> str:
    outputs = learner.run(source, soon())["outputs"]
    return "".join(o.get("text", o.get("evalue", "")) for o in outputs)


@pytest.fixture
def learner(zygote):
    made = zygote.learner(QUICK)
    yield made
    made.close()


def test_every_wall_is_named(zygote):
    assert set(walls.ALL) <= set(zygote.walls)


def test_the_kernel_confirms_the_walls(learner):
    status = printed(learner, "print(open('/proc/self/status').read())")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["NoNewPrivs"] == "1"
    assert fields["Seccomp"] == "2"
    assert {fields[f"Cap{kind}"] for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {"0" * 16}


def test_a_learner_sees_itself_only(learner):
    source = "import os\nprint([p for p in os.listdir('/proc') if p.isdigit()], os.getpid())"
    assert printed(learner, source) == "['1'] 1\n"


def test_a_learner_sees_python_and_the_library_and_not_the_course(learner):
    listing = printed(learner, f"import os\nprint(sorted(os.listdir({str(ROOT)!r})))")
    assert "solutions" not in listing
    assert "tests" not in listing
    assert "autograder" in listing
    assert printed(learner, "import losslab, losslab.values.plain\nprint('there')") == "there\n"


def test_two_learners_have_scratch_folders_of_their_own(zygote):
    first, second = zygote.learner(QUICK), None
    try:
        printed(first, "open('/tmp/mine', 'w').write('x')")
        first.close()
        second = zygote.learner(QUICK)
        assert printed(second, "import os\nprint(os.path.exists('/tmp/mine'))") == "False\n"
    finally:
        first.close()
        if second:
            second.close()


def test_an_answer_is_asked_for(learner):
    learner.run("def f(x):\n    return x + 1", soon())
    assert learner.ask("f", None, [pack([1]), pack([2.5])], soon()) == [pack(2), pack(3.5)]
    assert learner.ask("g", None, [pack([1])], soon()) is None


def test_a_dead_learner_stays_dead(learner):
    with pytest.raises(LearnerGoneError, match="exit code 7"):
        learner.run("import os\nos._exit(7)", soon())
    with pytest.raises(LearnerGoneError, match="already ended"):
        learner.run("1", soon())


def test_memory_of_all_processes_together_is_watched(zygote):
    limits = Limits(cell_seconds=10, memory_mib=300)
    learner = zygote.learner(limits)
    with pytest.raises(LearnerGoneError) as gone:
        learner.run(FOUR_TIMES_200_MIB, soon())
    assert gone.value.status == "memory"


def test_a_dead_zygote_is_noticed_and_the_submission_is_graded_all_the_same(
    release, case_set, chapter
):
    with Zygote() as zygote:
        killed = []

        class Dying(Zygote):
            def learner(self, limits=None, after_prelude=True):
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


def test_a_wall_that_cannot_be_built_refuses_and_says_what_mends_it():
    with pytest.raises(WallError, match="lies in a folder that learner code must see") as refused:
        Zygote(preload=None, hidden=[ROOT / "autograder"]).start()
    assert refused.value.wall == "files"
    assert "--without-walls" in refused.value.mend


def test_user_namespaces_that_are_switched_off_are_named():
    """In a namespace that may hold no further one, as in many containers."""
    script = (
        "import sys\n"
        "from autograder.sandbox import WallError, Zygote\n"
        "try:\n"
        "    Zygote(preload=None).start()\n"
        "except WallError as error:\n"
        "    print(error.wall, '|', error.mend)\n"
    )
    switch_off = "echo 0 > /proc/sys/user/max_user_namespaces"
    command = ["unshare", "-Urm", "sh", "-c", f'{switch_off} && exec "$0" "$@"', sys.executable]
    done = subprocess.run([*command, "-c", script], cwd="/", capture_output=True, text=True)
    if "Permission denied" in done.stderr:
        pytest.skip("this system does not allow to switch them off in a namespace")
    assert done.stdout.startswith("user | allow user namespaces"), done.stderr


def test_a_course_may_lie_in_the_temporary_folder(tmp_path):
    """Then its library is shown through the scratch folder, and still nothing else of it."""
    library = tmp_path / "course" / "library"
    library.mkdir(parents=True)
    (library / "tool.py").write_text("ANSWER = 42\n")
    (tmp_path / "course" / "secret.txt").write_text("secret")

    class Shown(Zygote):
        def _view(self):
            view = super()._view()
            return {**view, "shown": (*view["shown"], str(library))}

    with Shown(preload=None, hidden=[tmp_path / "course" / "secret.txt"]) as zygote:
        learner = zygote.learner(QUICK)
        assert printed(learner, f"print(open('{library}/tool.py').read())") == "ANSWER = 42\n\n"
        assert printed(learner, f"open('{library}/x', 'w')") != ""
        assert "No such file" in printed(learner, f"open('{tmp_path}/course/secret.txt')")
        learner.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="being another user takes root")
def test_the_walls_stand_for_an_ordinary_user_too(tmp_path):
    """The same walls with no privilege at all, in a process that gave up being root."""
    script = (
        "import time\n"
        "from autograder.sandbox import Zygote\n"
        "with Zygote(preload=None) as zygote:\n"
        "    learner = zygote.learner()\n"
        "    source = 'import os, socket\\nprint(os.getuid())\\nsocket.socket()'\n"
        "    for output in learner.run(source, time.monotonic() + 20)['outputs']:\n"
        "        print(output.get('text') or output.get('evalue'))\n"
    )
    # Python may lie in a home folder that another user cannot enter: show it to them.
    python = os.path.realpath(sys.base_prefix)
    behind = f"/{python.split('/')[1]}"
    kept = tmp_path / "python"
    kept.mkdir()
    steps = [f"mount --bind {python} {kept}"]
    if not python.startswith("/usr") and not str(ROOT).startswith(behind):
        steps += [f"mount -t tmpfs tmpfs {behind}", f"chmod 755 {behind}", f"mkdir -p {python}"]
        steps += [f"mount --bind {kept} {python}"]
    steps += ['exec setpriv --reuid=65533 --regid=65533 --clear-groups env HOME=/ "$0" "$@"']
    command = ["unshare", "-m", "sh", "-c", " && ".join(steps), sys.executable, "-c", script]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True)
    assert "1000" in done.stdout, done.stderr
    assert "Operation not permitted" in done.stdout


def test_twins_of_one_warm_process_do_not_see_each_other_and_end_with_it():
    with Zygote(preload=None) as zygote:
        twins = [zygote.clone() for _ in range(2)]
        for clone in twins:
            clone.wait()
        learners = [clone.learner(QUICK) for clone in twins]
        for learner in learners:
            seen = printed(
                learner, "import os\nprint([p for p in os.listdir('/proc') if p.isdigit()])"
            )
            assert seen == "['1']\n"
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
