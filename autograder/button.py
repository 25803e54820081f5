"""A warm process that grades for nbgrader: formgrader's button does not wait for torch each time.

The plug-in asks it over a socket file in a folder of this user's alone. It is started when it is
first needed and ends when nobody has asked for a while. Whoever asks must be this user and know
the key that lies beside the socket: a learner's process is this user too, but sees no such file.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hmac
import os
import secrets
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from losslab.values.plain import NotPlainError

from autograder.course.course import CourseError
from autograder.course.dependencies import refuse_stale_code, state_of_code
from autograder.sandbox.wire import ClosedError, LateError, Wire

IDLE = "LOSSBOOK_IDLE_SECONDS"
IDLE_SECONDS = 600.0
START_SECONDS = 60.0
ASK_SECONDS = 10.0
SILENT = "the process that grades for nbgrader did not answer"
# A submission that is read, and its graded notebook.
MOST_BYTES = 64 * 2**20
# Bytes of a socket's address, of which the last is zero.
MOST_ADDRESS = 108
_CREDENTIALS = struct.Struct("3i")


def supported() -> bool:
    """Whether this system tells who is at the other end of a socket."""
    return hasattr(socket, "SO_PEERCRED")


def begin(request: Mapping[str, Any]) -> Wire | None:
    """Let the warm process begin with a request, for :func:`ask`; None if there is none.

    Raises
    ------
    CourseError
        That it cannot be reached, or does not listen.
    """
    place = Place.mine()
    connection = place.connect()
    if connection is None:
        return None
    wire = Wire(connection, MOST_BYTES)
    try:
        wire.send({"key": place.key(), **request}, time.monotonic() + ASK_SECONDS)
    except (ClosedError, OSError):
        wire.close()
        return None
    except LateError:
        wire.close()
        raise CourseError(SILENT) from None
    return wire


def ask(request: Mapping[str, Any], seconds: float, begun: Wire | None = None) -> dict[str, Any]:
    """What the warm process answers; it is started if there is none.

    Parameters
    ----------
    request
        What is asked.
    seconds
        How long an answer may take.
    begun
        What :func:`begin` gave for the same request.

    Raises
    ------
    CourseError
        What went wrong there, or that it cannot be reached.
    """
    place = Place.mine()
    until = time.monotonic() + START_SECONDS
    started: subprocess.Popen[bytes] | None = None
    while time.monotonic() < until:
        wire, begun = begun or begin(request), None
        if wire is None:
            if started is None or started.poll() is not None:
                started = place.start()
            time.sleep(0.05)
            continue
        try:
            reply: dict[str, Any] = wire.receive(time.monotonic() + seconds)
        except (ClosedError, OSError):
            continue  # it has just ended, or its code is an older one: another will answer
        except LateError:
            raise CourseError(SILENT) from None
        finally:
            wire.close()
        if "error" in reply:
            raise CourseError(reply["error"])
        return reply
    raise CourseError(
        f"the process that grades for nbgrader did not start; {place.log} says why, and see what "
        "`lossbook doctor --grading` says"
    )


@functools.cache
def get_ready() -> None:
    """Start the warm process if there is none, so that whoever asks soon waits less."""
    if not supported():
        return
    with contextlib.suppress(CourseError, OSError):  # whoever asks is told
        place = Place.mine()
        if connection := place.connect():
            connection.close()
        else:
            place.start()


class Place:
    """Where the socket lies, with what belongs to it.

    Parameters
    ----------
    folder
        A folder that is this user's alone.
    name
        By what processes with other code are told apart.
    """

    def __init__(self, folder: Path, name: str):
        self.socket = folder / f"{name}.sock"
        self.log = folder / f"{name}.log"
        self._key = folder / f"{name}.key"
        self._lock = folder / f"{name}.lock"

    @classmethod
    def mine(cls) -> Place:
        """This user's; raises CourseError if the folder cannot be made, or is somebody else's."""
        code = state_of_code()
        longest = MOST_ADDRESS - len(f"/{code}.sock") - 1
        fitting = [f for f in _folders() if len(os.fsencode(f)) <= longest]
        if not fitting:
            raise CourseError(
                f"{tempfile.gettempdir()} is too long a path for a socket: let TMPDIR name a "
                "folder with a shorter one"
            )
        folder = fitting[0]
        try:
            with contextlib.suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            found = folder.lstat()
        except OSError as error:
            raise CourseError(
                f"{folder} cannot be made: {error.strerror}; let TMPDIR name a folder that you may "
                "write to"
            ) from None
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o77:
            raise CourseError(f"{folder} must be a folder that only you can enter: see what it is")
        return cls(folder, code)

    def key(self) -> str:
        """What whoever asks must know."""
        return self._key.read_text(encoding="ascii")

    def connect(self) -> socket.socket | None:
        """A connection to a process of this user's, if one listens."""
        made = socket.socket(socket.AF_UNIX)
        try:
            made.connect(str(self.socket))
            if user_of(made) == os.getuid():
                return made
        except OSError:
            pass
        made.close()
        return None

    def start(self) -> subprocess.Popen[bytes]:
        """Start a process; of several that are started at once one stays."""
        with self.log.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "autograder.button", str(self.socket)],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self.socket.parent,
                start_new_session=True,
            )

    @contextlib.contextmanager
    def listening(self) -> Any:
        """The listening socket; None where another process has it already."""
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield None
                return
            for left in (self.socket, self._key):
                left.unlink(missing_ok=True)
            before = os.umask(0o177)
            try:
                self._key.write_text(secrets.token_hex(16), encoding="ascii")
                with socket.socket(socket.AF_UNIX) as listener:
                    listener.bind(str(self.socket))
                    os.umask(before)
                    listener.listen()
                    yield listener
            finally:
                os.umask(before)
                self.socket.unlink(missing_ok=True)
                self._key.unlink(missing_ok=True)
                if self.log.exists() and not self.log.stat().st_size:
                    self.log.unlink()


def _folders() -> Iterator[Path]:
    """Where the folder may lie, the best first.

    A session's runtime folder is gone when the session is, though its processes may go on.
    """
    name = f"lossbook-{os.getuid()}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(runtime) and os.path.isdir(runtime) and os.access(runtime, os.W_OK):
        yield Path(runtime, name)
    yield Path(tempfile.gettempdir(), name)


def user_of(connection: socket.socket) -> int:
    """The number of the user at the other end."""
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _, user, _ = _CREDENTIALS.unpack(told)
    return int(user)


def serve(place: Place, idle: float) -> None:
    """Answer one request after the other until nobody has asked for `idle` seconds."""
    with place.listening() as listener:
        if listener is None:
            return
        from autograder.desk import Desk  # it loads torch

        listener.settimeout(idle)
        with Desk() as desk:
            while True:
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    return
                if user_of(connection) != os.getuid():
                    connection.close()
                    continue
                try:
                    refuse_stale_code()
                except CourseError:
                    connection.close()  # whoever asks starts a process with the new code
                    return
                _answer(Wire(connection, MOST_BYTES), place.key(), desk)


def _answer(wire: Wire, key: str, desk: Any) -> None:
    with contextlib.suppress(ClosedError, LateError, NotPlainError), contextlib.closing(wire):
        request = wire.receive(time.monotonic() + ASK_SECONDS)
        told = request.pop("key", None) if isinstance(request, dict) else None
        if not isinstance(told, str) or not hmac.compare_digest(told.encode(), key.encode()):
            return
        try:
            reply = desk.answer(request)
        except CourseError as error:
            reply = {"error": str(error)}
        except Exception as error:  # it must be told there, and this process go on
            reply = {"error": f"{type(error).__name__}: {error}"}
        wire.send(reply, time.monotonic() + ASK_SECONDS)
        wire.close()
        desk.get_ready()


def main() -> None:
    """Serve at the socket that is given."""
    path = Path(sys.argv[1])
    serve(Place(path.parent, path.stem), float(os.environ.get(IDLE, IDLE_SECONDS)))


if __name__ == "__main__":
    main()
