"""Frames of plain data over a socket: four bytes of length, then one packed value."""

from __future__ import annotations

import select
import socket
import struct
import time
from typing import Any

from losslab.values.packed import MAX_BYTES, pack, unpack
from losslab.values.plain import NotPlainError

_LENGTH = struct.Struct("!I")


class ClosedError(Exception):
    """The other side has closed the socket."""


class LateError(Exception):
    """The other side did not answer in time."""


class Wire:
    """One end of a connection.

    Parameters
    ----------
    sock
        A connected stream socket, owned by the wire from now on.
    most
        The longest message, bytes.
    """

    def __init__(self, sock: socket.socket, most: int = MAX_BYTES):
        self.sock = sock
        self._most = most

    def send(self, value: Any, deadline: float | None = None) -> None:
        """Send one value; raise `LateError` when the other side does not take it in time."""
        body = pack(value, self._most)
        view = memoryview(_LENGTH.pack(len(body)) + body)
        while view:
            self._wait(select.POLLOUT, deadline)
            try:
                sent = self.sock.send(view, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
            except BlockingIOError:
                continue
            except OSError:
                raise ClosedError from None
            view = view[sent:]

    def receive(self, deadline: float | None = None) -> Any:
        """Receive one value.

        Raises
        ------
        ClosedError
            If the other side is gone.
        LateError
            If `deadline`, a time of ``time.monotonic()``, passes first.
        NotPlainError
            If what arrived is not one plain value within the bounds.
        """
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline))
        if length > self._most:
            raise NotPlainError(f"a message of {length:,} bytes; at most {self._most:,} are read")
        return unpack(self._exactly(length, deadline), self._most)

    def close(self) -> None:
        """Close this end."""
        self.sock.close()

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts: list[bytes] = []
        while count:
            self._wait(select.POLLIN, deadline)
            try:
                part = self.sock.recv(min(count, 2**20), socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            except OSError:
                raise ClosedError from None
            if not part:
                raise ClosedError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _wait(self, events: int, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(self.sock, events)
        while True:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise LateError
            if poll.poll(None if left is None else left * 1000 + 1):
                return
