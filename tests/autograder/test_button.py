"""The process that grades for nbgrader: for this user alone, and gone when nobody asks."""

import os
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import button, desk
from autograder.course.course import CourseError
from autograder.sandbox import Limits
from autograder.sandbox.wire import ClosedError, Wire

IDLE = 1.0


class Echo:
    """Stands at the desk: it says what it was asked."""

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass

    def answer(self, request):
        if request["do"] == "refuse":
            raise CourseError("there is no such chapter")
        return {"asked": request}

    def get_ready(self):
        pass


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A place of this user's where such a process listens."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(desk, "Desk", Echo)
    monkeypatch.setattr(button.Place, "start", lambda self: pytest.fail("a second one"))
    found = button.Place.mine()
    serving = threading.Thread(target=button.serve, args=(found, IDLE))
    serving.start()
    while found.connect() is None:
        time.sleep(0.01)
    yield found
    serving.join()


def reply_to(place, request):
    connection = place.connect()
    wire = Wire(connection)
    try:
        wire.send(request)
        return wire.receive(time.monotonic() + 20)
    finally:
        wire.close()


def test_it_answers_who_knows_the_key(place):
    assert button.ask({"do": "x", "n": 3}, 20) == {"asked": {"do": "x", "n": 3}}
    with pytest.raises(CourseError, match="no such chapter"):
        button.ask({"do": "refuse"}, 20)
    assert button.ask({"do": "y"}, 20) == {"asked": {"do": "y"}}


def test_what_was_begun_is_answered_where_it_was_begun(place, monkeypatch):
    begun = button.begin({"do": "x"})
    monkeypatch.setattr(button.Place, "connect", lambda self: pytest.fail("another connection"))
    assert button.ask({"do": "x"}, 20, begun) == {"asked": {"do": "x"}}


def test_what_was_begun_in_a_process_that_has_ended_is_asked_again(place):
    begun, other = socket.socketpair()
    other.close()
    assert button.ask({"do": "x"}, 20, Wire(begun)) == {"asked": {"do": "x"}}


def test_nothing_is_begun_where_no_process_listens(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(button.Place, "start", lambda self: pytest.fail("it is started"))
    assert button.begin({"do": "x"}) is None


@pytest.mark.parametrize("request_", [{"do": "x"}, {"do": "x", "key": "guess"}, 3, {"key": 3}])
def test_who_does_not_know_the_key_gets_no_answer(place, request_):
    with pytest.raises(ClosedError):
        reply_to(place, request_)


def test_another_user_gets_no_answer(place, monkeypatch):
    key = place.key()
    connection = place.connect()
    # Who it is says the kernel; here it says something else to the process that listens.
    monkeypatch.setattr(button, "user_of", lambda connection: os.getuid() + 1)
    other = socket.socket(socket.AF_UNIX)
    other.connect(str(place.socket))
    connection.close()
    monkeypatch.setattr(place, "connect", lambda: other)
    with pytest.raises(ClosedError):
        reply_to(place, {"do": "x", "key": key})


def test_no_other_user_can_come_near(place):
    modes = {
        path.name.rpartition(".")[2]: stat.S_IMODE(path.stat().st_mode)
        for path in place.socket.parent.iterdir()
    }
    assert (modes["sock"], modes["key"]) == (0o600, 0o600)
    assert stat.S_IMODE(place.socket.parent.stat().st_mode) == 0o700


def test_it_can_be_started_before_anybody_asks(place, monkeypatch):
    begin = button.get_ready.__wrapped__  # once a process is enough
    begin()  # one listens: `place` would fail at a second one
    started = []
    monkeypatch.setattr(button.Place, "start", lambda self: started.append(self))
    monkeypatch.setattr(button.Place, "connect", lambda self: None)
    begin()
    assert [found.socket for found in started] == [place.socket]
    monkeypatch.setattr(button, "_folders", lambda: iter(()))  # nowhere to be
    begin()  # whoever asks is told why there is none
    assert len(started) == 1


def test_it_ends_when_nobody_asks_and_leaves_nothing_to_connect_to(tmp_path, monkeypatch):
    monkeypatch.setattr(desk, "Desk", Echo)
    there = button.Place(tmp_path, "one")
    button.serve(there, 0.1)
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]
    assert there.connect() is None


def test_of_two_that_start_one_stays(place):
    button.serve(place, 0.1)  # it returns at once, and takes nothing away
    assert button.ask({"do": "x"}, 20) == {"asked": {"do": "x"}}


def test_it_ends_when_its_code_is_no_longer_the_code_on_disk(tmp_path, monkeypatch):
    def stale():
        raise CourseError("start it again")

    monkeypatch.setattr(desk, "Desk", Echo)
    monkeypatch.setattr(button, "refuse_stale_code", stale)
    there = button.Place(tmp_path, "one")
    serving = threading.Thread(target=button.serve, args=(there, 60))
    serving.start()
    while there.connect() is None:
        time.sleep(0.01)
    serving.join()
    assert not there.socket.exists()


def planted(base, how):
    """Something that lies where the folder should be."""
    folder = base / f"lossbook-{os.getuid()}"
    if how == "a link":
        (base / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(base / "elsewhere")
    elif how == "a link to nothing":
        folder.symlink_to(base / "nowhere")
    elif how == "a file":
        folder.touch(mode=0o600)
    elif how == "a pipe":
        os.mkfifo(folder, 0o600)
    elif how == "a folder of another's":
        folder.mkdir(mode=0o700)
        os.chown(folder, 12345, 12345)
    else:
        folder.mkdir(mode=0o700)
        folder.chmod(0o710)


PLANTED = ("a link", "a link to nothing", "a file", "a pipe", "a group's folder")


@pytest.mark.parametrize("how", [*PLANTED, *["a folder of another's"] * (os.geteuid() == 0)])
def test_what_is_planted_where_the_folder_should_be_is_not_used(tmp_path, monkeypatch, how):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    planted(tmp_path, how)
    with pytest.raises(CourseError, match="only you can enter"):
        button.Place.mine()
    assert not (tmp_path / "nowhere").exists()


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        yield Path(name)


@pytest.mark.parametrize("runtime", ["gone", "file", "x" * 90, "relative"])
def test_a_runtime_folder_that_cannot_be_used_is_passed_over(tmp_path, short, monkeypatch, runtime):
    temporary = short
    (tmp_path / "file").touch()
    (tmp_path / ("x" * 90)).mkdir()
    monkeypatch.setattr(button.tempfile, "gettempdir", lambda: str(temporary))
    where = str(tmp_path / runtime) if runtime != "relative" else runtime
    monkeypatch.setenv("XDG_RUNTIME_DIR", where)
    assert button.Place.mine().socket.parent.parent == temporary


def test_a_path_too_long_for_a_socket_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(button.tempfile, "gettempdir", lambda: str(tmp_path / ("x" * 100)))
    with pytest.raises(CourseError, match="let TMPDIR name"):
        button.Place.mine()


def test_a_socket_that_a_dead_process_has_left_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(desk, "Desk", Echo)
    there = button.Place(tmp_path, "one")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(there.socket))
    there.socket.with_suffix(".key").write_text("old")
    assert there.connect() is None
    serving = threading.Thread(target=button.serve, args=(there, IDLE))
    serving.start()
    while (found := there.connect()) is None:
        time.sleep(0.01)
    found.close()
    assert there.key() != "old"
    serving.join()


def test_a_key_that_is_a_link_is_not_written_through(tmp_path, monkeypatch):
    monkeypatch.setattr(desk, "Desk", Echo)
    there = button.Place(tmp_path, "one")
    victim = tmp_path / "victim"
    victim.write_text("mine")
    there.socket.with_suffix(".key").symlink_to(victim)
    button.serve(there, 0.1)
    assert victim.read_text() == "mine"


def test_a_learners_process_cannot_reach_it(place, zygote):
    learner = zygote.learner(Limits())
    try:
        source = f"""
import socket
socket.socket(socket.AF_UNIX).connect({str(place.socket)!r})
"""
        assert learner.run(source, time.monotonic() + 20)["error"]
        source = f"print(open({str(place.socket.with_suffix('.key'))!r}).read())"
        assert learner.run(source, time.monotonic() + 20)["error"]
    finally:
        learner.close()
