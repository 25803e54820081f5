"""The filter of system calls, worked through by hand for both architectures.

That the kernel does what the filter says is tested by the attacks in tests/malware.
"""

import errno
import os
import struct
from types import SimpleNamespace

import pytest

from autograder.sandbox import seccomp
from autograder.sandbox.system_calls import ALLOWED as ON_THE_LIST
from autograder.sandbox.system_calls import CHECKED, MODES, SIGNALLING

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
ALLOWED, KILLED = 0x7FFF0000, 0x80000000
REFUSED, ABSENT = (0x00050000 | number for number in (errno.EPERM, errno.ENOSYS))
# What every submission needs, from the kernel's tables.
NEEDED = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "mmap": (9, 222),
    "exit_group": (231, 94),
    "openat": (257, 56),
    "getrandom": (318, 278),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NAMESPACES = [1 << 17, 1 << 25, 1 << 26, 1 << 27, 1 << 28, 1 << 29, 1 << 30]
THREAD = 0x3D0F00


def decide(program, number, architecture, *arguments):
    """What a BPF program says of a system call."""
    six = [*arguments, *[0] * 6][:6]
    data = struct.pack("iIQ6Q", number, architecture, 0, *six)
    code = list(struct.iter_unpack("HBBI", program))
    at, value = 0, 0
    while True:
        operation, if_true, if_false, operand = code[at]
        at += 1
        if operation == 0x20:
            (value,) = struct.unpack_from("I", data, operand)
        elif operation == 0x54:
            value &= operand
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

    def asked(number, *arguments, architecture=architecture, **options):
        return decide(seccomp.program(**options), number, architecture, *arguments)

    return column, asked


def listed(column):
    """The numbers on the list, by name."""
    calls = {name: both for group in ON_THE_LIST for name, both in group.calls.items()}
    calls |= {name: call.numbers for name, call in CHECKED.items()}
    return {name: both[column] for name, both in calls.items() if both[column] is not None}


def test_every_number_that_is_not_on_the_list_is_refused(machine):
    column, asked = machine
    numbers = set(listed(column).values())
    others = {number: asked(number) for number in range(600) if number not in numbers}
    assert set(others.values()) == {REFUSED}, others


@pytest.mark.parametrize(
    "name", ["socket", "ptrace", "unshare", "mount", "bpf", "io_uring_setup", "vmsplice", "sendmsg"]
)
def test_the_gravest_are_not_on_the_list(name):
    assert name not in listed(0) | listed(1)


def test_every_group_and_every_check_says_why():
    assert all(len(group.reason) > 15 for group in ON_THE_LIST)
    assert all(len(call.reason) > 15 for call in CHECKED.values())


@pytest.mark.parametrize("name", NEEDED)
def test_what_grading_needs_is_allowed(machine, name):
    column, asked = machine
    assert asked(NEEDED[name][column]) == ALLOWED


def test_no_two_calls_have_one_number(machine):
    column, _ = machine
    numbers = list(listed(column).values())
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


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("socketpair", [(1, 1), (1, 1 | 0x80000)], [(1, 2), (1, 5), (2, 1), (30, 1)]),
        ("fcntl", [(3, 2, 1), (3, 1030)], [(3, 6), (3, 7), (3, 37), (3, 1024), (3, 1031)]),
        ("prctl", [(15,), (1, 9)], [(22, 2), (36, 1), (4, 0), (35, 14)]),
        ("prlimit64", [(0, 7)], [(1, 7), (4321, 7)]),
        ("setpriority", [(0, 0, 5)], [(0, 1, 5), (1, 0, 5), (2, 0, 5)]),
        ("clone", [(17,), (0x4111,)], [(0x8011,)]),
    ],
)
def test_arguments_decide_where_they_matter(machine, name, good, bad):
    column, asked = machine
    number = CHECKED[name].numbers[column]
    assert {asked(number, *given) for given in good} == {ALLOWED}
    assert {asked(number, *given) for given in bad} == {REFUSED}


def test_what_no_terminal_is_asked_is_answered_as_by_a_file(machine):
    column, asked = machine
    number = CHECKED["ioctl"].numbers[column]
    assert asked(number, 1, 0x5401) == ALLOWED
    assert asked(number, 1, 0x40049409) == 0x00050000 | errno.ENOTTY


def test_modes_seem_to_change_and_stay_where_files_are_the_graders_own(machine):
    column, asked = machine
    calls = next(group.calls for group in ON_THE_LIST if group.name == MODES)
    numbers = [both[column] for both in calls.values() if both[column] is not None]
    assert {asked(number) for number in numbers} == {ALLOWED}
    assert {asked(number, keep_modes=True) for number in numbers} == {0x00050000}


def test_where_nothing_else_keeps_signals_in_only_one_to_oneself_is_sent(machine):
    column, asked = machine
    calls = next(group.calls for group in ON_THE_LIST if group.name == SIGNALLING)
    kill, other = calls["kill"][column], calls["pidfd_send_signal"][column]
    assert asked(kill, 5) == ALLOWED
    assert asked(kill, 5, signals=4321) == REFUSED
    assert asked(kill, 4321, signals=4321) == ALLOWED
    assert asked(other, 4321, signals=4321) == REFUSED


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
