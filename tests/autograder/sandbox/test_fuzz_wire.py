"""Frames and values from a stranger: read as plain data, or refused, and in bounded time."""

import contextlib
import socket
import struct
import threading
import time

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from losslab.values.calling import read_outcomes
from losslab.values.compare import USUAL, difference
from losslab.values.packed import MAX_BYTES, pack, unpack
from losslab.values.plain import NotPlainError, Raised
from losslab.values.show import show_outcome

from autograder.sandbox.wire import ClosedError, LateError, Wire

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=12)
    | st.binary(max_size=40)
)
SHAPE = st.lists(st.integers(-2, 5) | st.sampled_from([2**31, 2**62]), max_size=5)
DTYPE = st.sampled_from(["float32", "int8", "bool", "complex128", "object", "U4", "", "float128"])
ARRAY = st.tuples(DTYPE, SHAPE, st.binary(max_size=64)).map(list)


def extension(payload):
    """Any extension, its payload packed or raw."""
    inner = payload.map(lambda value: msgpack.packb(value)) | st.binary(max_size=60)
    return st.builds(msgpack.ExtType, st.integers(0, 127), inner)


HOSTILE = st.recursive(
    SCALARS | extension(ARRAY) | extension(SCALARS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(SCALARS.filter(lambda k: k == k), inner, max_size=4)
        | extension(st.lists(inner, max_size=4))
    ),
    max_leaves=12,
)
EXPECTED = [
    2.0,
    7,
    True,
    None,
    "text",
    {1, 2},
    [1.0, (2, 3)],
    {"a": 1.0, "b": [2.0]},
    1 + 2j,
    np.zeros((2, 3)),
    torch.ones(3),
    Raised(("ValueError", "Exception")),
]
PLAIN = (bool, int, float, complex, str, bytes, list, tuple, set, dict, np.ndarray, torch.Tensor)


def is_plain(value):
    if type(value) in (list, tuple, set):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(type(key) in (str, int, bool, float) for key in value) and all(
            map(is_plain, value.values())
        )
    return value is None or type(value) in (*PLAIN, Raised)


@given(st.binary(max_size=400))
@example(b"\xdd\x00\x0f\x42\x41")
@example(b"\xc7\xff\x01" + b"\x91" * 255)
def test_any_bytes_are_plain_data_or_refused(data):
    with contextlib.suppress(NotPlainError):
        assert is_plain(unpack(data))


@given(HOSTILE)
def test_any_message_is_plain_data_or_refused(value):
    with contextlib.suppress(NotPlainError):
        assert is_plain(unpack(msgpack.packb(value)))


@given(HOSTILE, st.sampled_from(EXPECTED))
@example(msgpack.ExtType(3, b"f" * 4096), 2.0)
@example(msgpack.ExtType(3, b"f" * 4096), 7)
@example([msgpack.ExtType(3, b"-" + b"f" * 4095)], "text")
@settings(deadline=None)
def test_any_outcome_can_be_judged_and_shown(value, expected):
    (got,) = read_outcomes([msgpack.packb(value)])
    said = difference(got, expected, USUAL)
    assert said is None or isinstance(said, str)
    assert len(show_outcome(got)) < 2_000


@given(HOSTILE)
def test_what_was_read_can_be_packed_and_read_again(value):
    with contextlib.suppress(NotPlainError):
        once = unpack(msgpack.packb(value))
        if not holds_bytes(once):
            assert repr(unpack(pack(once))) == repr(once)


def holds_bytes(value):
    if isinstance(value, list | tuple | set):
        return any(map(holds_bytes, value))
    if isinstance(value, dict):
        return any(map(holds_bytes, value.values()))
    return isinstance(value, bytes)


@pytest.mark.parametrize(
    "data",
    [
        b"\x91" * 10_000 + b"\xc0",
        b"\x81\x01" * 10_000 + b"\xc0",
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x01",
    ],
)
def test_nesting_and_lengths_that_lie_are_refused(data):
    with pytest.raises(NotPlainError):
        unpack(data)


def test_numbers_whose_hashes_are_all_equal_cost_no_quadratic_time():
    def seconds(count):
        items = [msgpack.ExtType(3, hex(k * (2**61 - 1)).encode()) for k in range(count)]
        data = msgpack.packb(msgpack.ExtType(2, msgpack.packb(items)))
        return min(once(data) for _ in range(3))

    def once(data):
        started = time.process_time()
        with contextlib.suppress(NotPlainError):
            unpack(data)
        return time.process_time() - started

    assert seconds(4_000) < 8 * max(seconds(1_000), 1e-3), "four times as many, not sixteen"


def said(data, deadline=0.2):
    """What a wire makes of some bytes after which the other side is silent."""
    ours, theirs = socket.socketpair()
    with theirs:
        sender = threading.Thread(target=_send, args=(theirs, data))
        sender.start()
        try:
            return Wire(ours).receive(time.monotonic() + deadline)
        finally:
            ours.close()
            sender.join()


def _send(sock, data):
    with contextlib.suppress(OSError):
        sock.sendall(data)


@given(st.binary(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_bytes_on_a_wire_are_a_frame_or_refused(data):
    with contextlib.suppress(NotPlainError, ClosedError, LateError):
        assert is_plain(said(data, deadline=0.01))


@given(HOSTILE, st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_half_a_frame_is_late(value, missing):
    body = msgpack.packb(value)
    frame = struct.pack("!I", len(body) + missing + 1) + body
    with pytest.raises(LateError):
        said(frame, deadline=0.01)


@pytest.mark.parametrize("length", [MAX_BYTES + 1, 2**31, 2**32 - 1])
def test_a_length_above_the_bound_is_refused_before_it_is_read(length):
    with pytest.raises(NotPlainError, match="at most"):
        said(struct.pack("!I", length))
