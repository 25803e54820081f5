"""The filter of system calls, worked through by hand for both architectures.

That the kernel does what the filter says is tested by the attacks in tests/malware.
"""

import errno
import os
import struct
from types import SimpleNamespace

import pytest

from autograder.sandbox import seccomp

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
ALLOWED, KILLED = 0x7FFF0000, 0x80000000
REFUSED, ABSENT = (0x00050000 | number for number in (errno.EPERM, errno.ENOSYS))
# What every submission needs, from the kernel's tables.
NEEDED = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "mmap": (9, 222),
    "socketpair": (53, 199),
    "exit_group": (231, 94),
    "openat": (257, 56),
    "getrandom": (318, 278),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NAMESPACES = [1 << 17, 1 << 25, 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30]
THREAD = 0x3D0F00


def decide(program, number, architecture, argument=0):
    """What a BPF program says of a system call."""
    data = struct.pack("iIQ6Q", number, architecture, 0, argument, 0, 0, 0, 0, 0)
    code = list(struct.iter_unpack("HBBI", program))
    at, value = 0, 0
    while True:
        operation, if_true, if_false, operand = code[at]
        at += 1
        if operation == 0x20:
            (value,) = struct.unpack_from("I", data, operand)
        elif operation == 0x06:
            return operand
        else:
            holds = {
                0x15: value == operand,
                0x35: value >= operand,
                0x45: bool(value & operand),
            }[operation]
            at += if_true if holds else if_false


@pytest.fixture(params=ARCHITECTURES)
def machine(request, monkeypatch):
    """The column of the tables and the filter's answer, for one architecture."""
    column, architecture = ARCHITECTURES[request.param]
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(machine=request.param))
    program = seccomp.program()

    def asked(number, argument=0, architecture=architecture):
        return decide(program, number, architecture, argument)

    return column, asked


def test_every_call_on_the_list_is_refused_with_eperm(machine):
    column, asked = machine
    numbers = {name: both[column] for name, both in seccomp.DENIED.items()}
    found = {name: asked(n) for name, n in numbers.items() if n is not None}
    assert len(found) > 60
    assert set(found.values()) == {REFUSED}, found


@pytest.mark.parametrize("name", ["socket", "ptrace", "unshare", "mount", "bpf", "io_uring_setup"])
def test_the_gravest_are_on_the_list(name):
    assert name in seccomp.DENIED


@pytest.mark.parametrize("name", NEEDED)
def test_what_grading_needs_is_allowed(machine, name):
    column, asked = machine
    assert asked(NEEDED[name][column]) == ALLOWED


def test_no_two_calls_have_one_number(machine):
    column, _ = machine
    numbers = [both[column] for both in seccomp.DENIED.values() if both[column] is not None]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("flag", NAMESPACES, ids=hex)
def test_a_process_or_thread_may_be_made_and_a_namespace_not(machine, flag):
    column, asked = machine
    assert asked(CLONE[column], 17) == ALLOWED
    assert asked(CLONE[column], THREAD) == ALLOWED
    assert asked(CLONE[column], 17 | flag) == REFUSED


def test_the_call_whose_flags_no_filter_can_read_is_said_not_to_exist(machine):
    column, asked = machine
    assert asked(CLONE3[column]) == ABSENT


def test_a_call_of_another_architecture_ends_the_process(machine):
    _, asked = machine
    assert asked(NEEDED["read"][0], architecture=0x40000003) == KILLED


def test_the_second_set_of_numbers_of_one_machine_is_refused(machine):
    """On x86_64 a bit in the number chooses another table."""
    column, asked = machine
    assert asked(NEEDED["read"][column] | 0x40000000) == REFUSED
    assert asked(-1) == REFUSED


def test_a_machine_that_is_not_known_has_no_filter(monkeypatch):
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(machine="riscv64"))
    with pytest.raises(OSError, match="riscv64"):
        seccomp.program()
