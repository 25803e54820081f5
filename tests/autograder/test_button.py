"""The process that grades for nbgrader: for this user alone, and gone when nobody asks."""

import os
import socket
import stat
import threading
import time

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


def test_a_folder_that_others_may_enter_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = tmp_path / f"lossbook-{os.getuid()}"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with pytest.raises(CourseError, match="only you can enter"):
        button.Place.mine()


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
