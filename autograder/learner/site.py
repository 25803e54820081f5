"""Serve a folder of pages on this machine only, from this very process."""

from __future__ import annotations

import contextlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from autograder.course.course import CourseError

HOST = "127.0.0.1"
# So many ports behind the wanted one are tried.
MORE_PORTS = 20


class _Quiet(SimpleHTTPRequestHandler):
    """Answers requests and writes no line about each."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # the book may have been built again
        super().end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Else a second server could take the same port on Windows.
    allow_reuse_address = False


def server(folder: Path, port: int, exactly: bool = False) -> ThreadingHTTPServer:
    """A server of `folder`, bound to `port` or to the next one that is free.

    Parameters
    ----------
    folder
        What is served.
    port
        Where; 0 for any.
    exactly
        Whether no other port will do.

    Raises
    ------
    CourseError
        If no such port can be had.
    """
    last = port if exactly or port == 0 else min(port + MORE_PORTS, 65_535)
    handler = partial(_Quiet, directory=str(folder))
    for candidate in range(port, last + 1):
        with contextlib.suppress(OSError, OverflowError):
            return _Server((HOST, candidate), handler)
    taken = f"port {port} is" if last == port else f"the ports {port} to {last} are"
    raise CourseError(
        f"{taken} busy on this machine, or not yours to use: give another with --port"
    )


def in_background(folder: Path) -> ThreadingHTTPServer:
    """Serve a folder on any free port until this process ends."""
    made = server(folder, 0)
    Thread(target=made.serve_forever, daemon=True).start()
    return made


def address(of: ThreadingHTTPServer, page: str = "") -> str:
    """The address of a page of a server."""
    return f"http://{HOST}:{of.server_address[1]}/{page}"
