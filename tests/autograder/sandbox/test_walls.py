"""What learner code can see and do, as the kernel tells it."""

import os
import subprocess
import sys

import psutil
import pytest

from autograder.sandbox import WallError, Zygote, kernel, landlock, walls
from tests.autograder.sandbox.conftest import printed
from tests.conftest import QUICK, ROOT


def test_every_wall_is_named(zygote):
    assert set(zygote.means) | set(walls.DISPENSABLE) == set(walls.ALL)
    assert zygote.walls == ("process", *(f"{name}: {how}" for name, how in zygote.means.items()))


def test_the_kernel_confirms_the_walls(learner):
    status = printed(learner, "print(open('/proc/self/status').read())")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["NoNewPrivs"] == "1"
    assert fields["Seccomp"] == "2"
    assert {fields[f"Cap{kind}"] for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {"0" * 16}


def test_a_learner_sees_itself_only(learner):
    source = (
        "import os\n"
        "print([p for p in range(1, 40000) if os.path.exists(f'/proc/{p}')], os.getpid())"
    )
    assert printed(learner, source) == "[1] 1\n"


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


def test_a_wall_that_cannot_be_built_refuses_and_says_what_mends_it():
    with pytest.raises(WallError, match="lies in a folder that learner code must see") as refused:
        Zygote(preload=None, hidden=[ROOT / "autograder"]).start()
    assert refused.value.wall == "files"
    assert "--without-walls" in refused.value.mend


def without_namespaces(script):
    """Run Python where no namespace can be made, as in most containers; what it printed."""
    launcher = str(ROOT / "tests" / "launchers" / "as_in_a_container.py")
    command = [sys.executable, launcher, sys.executable, "-c", script]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return done.stdout


needs_landlock = pytest.mark.skipif(
    landlock.version() < landlock.OLDEST, reason="this kernel has no Landlock"
)


@needs_landlock
def test_where_no_namespace_can_be_made_container_means_keep_the_promises():
    script = (
        "import time\n"
        "from autograder.sandbox import Zygote\n"
        "with Zygote(preload=None) as zygote:\n"
        "    print(sorted(zygote.means))\n"
        "    print(zygote.means['files'])\n"
        "    learner = zygote.learner()\n"
        f"    source = \"open('{ROOT / 'README.md'}')\"\n"
        "    print(learner.run(source, time.monotonic() + 20)['error'])\n"
    )
    kept, files, error, *_ = without_namespaces(script).splitlines()
    assert kept == str(sorted(set(walls.ALL) - set(walls.DISPENSABLE)))
    assert files.startswith("Landlock")
    assert error.startswith("PermissionError")


@needs_landlock
def test_container_means_leave_no_process_and_no_folder_when_the_grader_is_killed(tmp_path):
    """The grader is gone at once; what it started notices, ends the submission and cleans up."""
    script = (
        "import os, signal, time\n"
        "from autograder.sandbox import Zygote\n"
        "zygote = Zygote(preload=None)\n"
        "zygote.start()\n"
        "learner = zygote.learner()\n"
        "source = 'import os, time\\nif not os.fork(): time.sleep(600)'\n"
        "learner.run(source, time.monotonic() + 20)\n"
        "print(zygote._process.pid, zygote._home, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    launcher = str(ROOT / "tests" / "launchers" / "as_in_a_container.py")
    command = [sys.executable, launcher, sys.executable, "-c", script]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True)
    pid, home = done.stdout.split()
    assert os.path.basename(home).startswith("zygote-")
    gone = psutil.wait_procs([p for p in psutil.process_iter() if p.pid == int(pid)], timeout=30)
    assert not gone[1], "the process that waits has ended"
    assert not os.path.exists(home)
    assert not [p for p in psutil.process_iter(["environ"]) if home in str(p.info["environ"])]


def test_where_there_are_no_walls_one_sentence_says_so_and_names_the_image(monkeypatch, tmp_path):
    monkeypatch.setattr(kernel, "LINUX", False)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(WallError) as refused:
        walls.build(walls.View(()), str(tmp_path))
    assert refused.value.why == (
        "darwin has no walls for other people's code: grade in a Linux machine, or in the image "
        "that `lossbook package image` makes"
    )


@needs_landlock
def test_a_promise_that_no_means_keeps_is_a_refusal_that_names_both():
    script = (
        "from autograder.sandbox import WallError, Zygote, landlock\n"
        "import autograder.sandbox.container as container\n"
        "from autograder.sandbox import walls\n"
        "from autograder.sandbox.promises import View\n"
        "import tempfile\n"
        "landlock.OLDEST = 99\n"
        "try:\n"
        "    walls.build(View(()), tempfile.mkdtemp())\n"
        "except WallError as error:\n"
        "    print(error)\n"
    )
    said = without_namespaces(script)
    assert said.startswith("the wall 'files' cannot be built")
    assert "by namespaces" in said
    assert "lsm=landlock" in said
    assert "--without-walls" in said


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


def test_only_folders_that_exist_are_shown_and_the_outermost_first(tmp_path):
    inner = tmp_path / "library" / "inner"
    inner.mkdir(parents=True)
    wanted = [str(inner), str(tmp_path / "library"), str(tmp_path / "nowhere")]
    shown = walls.shown_to_learners(wanted)
    assert shown.index(str(tmp_path / "library")) < shown.index(str(inner))
    assert str(tmp_path / "nowhere") not in shown
    assert os.path.realpath(sys.base_prefix) in shown


def test_a_link_to_a_folder_shows_the_folder_itself(tmp_path):
    """What is shown is mounted at its own place, where modules look for it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert str(tmp_path / "real") in walls.shown_to_learners([str(tmp_path / "link")])


@pytest.mark.parametrize("wall", walls.ALL)
def test_every_wall_that_is_missing_is_named_with_what_mends_it(wall):
    said = str(WallError(wall, "Operation not permitted"))
    assert repr(wall) in said
    assert "Operation not permitted" in said
    assert said.endswith("or use --without-walls for code that you trust")
