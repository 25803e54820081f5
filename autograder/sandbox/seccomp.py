"""The system call filter: what is on the list of :mod:`autograder.sandbox.system_calls` works.

Everything else fails with EPERM. The filter is a program of the kernel's packet filter, see
seccomp(2); it cannot look behind pointers, so that files and names are other walls' duty.
"""

from __future__ import annotations

import errno
import os
import struct

from autograder.sandbox.system_calls import (
    ALLOWED,
    CHECKED,
    MODES,
    SIGNALLING,
    Argument,
    Checked,
)

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_X32 = 0x40000000

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT = 0x15, 0x35, 0x45
ALLOW, ASK, ERRNO, KILL = 0x7FFF0000, 0x7FC00000, 0x00050000, 0x80000000
SEND_MESSAGE = (46, 211)
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_DONE = ERRNO  # an error of 0: nothing is done, and success is told


def program(keep_modes: bool = False, signals: int | None = None, asking: bool = False) -> bytes:
    """The filter for this machine's architecture, as BPF.

    Parameters
    ----------
    keep_modes
        Whether modes and times of files stay as they are, though the calls seem to work.
    signals
        The only process that may be sent signals; any if it is None.
    asking
        Whether what is refused is asked about first, see :mod:`autograder.sandbox.noting`.

    Raises
    ------
    OSError
        If the architecture is not known here.
    """
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOTSUP, f"there is no system call filter for {machine}")
    column, architecture = ARCHITECTURES[machine]
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_EQUAL, architecture, 1, 0),
        _step(_RETURN, KILL),
        _step(_LOAD, _NUMBER),
        _step(_JUMP_AT_LEAST, _X32, 0, 1),
        _step(_RETURN, ERRNO | errno.EPERM),
    ]
    checked = dict(CHECKED)
    for group in ALLOWED:
        verdict = _DONE if keep_modes and group.name == MODES else ALLOW
        if signals is not None and group.name == SIGNALLING:
            own = (Argument(0, values=(signals,)),)
            calls = {name: group.calls[name] for name in ("kill", "tgkill")}
            checked |= {name: Checked("", numbers, own) for name, numbers in calls.items()}
            continue
        for numbers in group.calls.values():
            number = numbers[column]
            if number is not None:
                code += [_step(_JUMP_EQUAL, number, 0, 1), _step(_RETURN, verdict)]
    for call in checked.values():
        number = call.numbers[column]
        if number is not None:
            body = _body(call, asking)
            code += [_step(_JUMP_EQUAL, number, 0, len(body)), *body]
    if asking:  # who installs it hands the descriptor on by this call
        code += [_step(_JUMP_EQUAL, SEND_MESSAGE[column], 0, 1), _step(_RETURN, ALLOW)]
    code.append(_step(_RETURN, ASK if asking else ERRNO | errno.EPERM))
    return b"".join(code)


def _body(call: Checked, asking: bool) -> list[bytes]:
    """What is done with a call that is allowed with some arguments; always ends by returning."""
    ask = asking and call.refused == errno.EPERM
    refuse = _step(_RETURN, ASK if ask else ERRNO | call.refused)
    code: list[bytes] = []
    for argument in call.arguments:
        code.append(_step(_LOAD, _ARGUMENTS + 8 * argument.index))
        if argument.never:
            code += [_step(_JUMP_ANY_BIT, argument.never, 0, 1), refuse]
        if argument.values:
            code.append(_step(_AND, argument.mask))
            left = len(argument.values)
            for value in argument.values:  # any of them jumps behind the refusal
                code.append(_step(_JUMP_EQUAL, value, left, 0))
                left -= 1
            code.append(refuse)
    return [*code, _step(_RETURN, ALLOW)]


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_true, if_false, value)
