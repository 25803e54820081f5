"""Run a command as an ordinary container would: no namespace can be made and nothing mounted.

What the default filter of a container engine denies to a process without CAP_SYS_ADMIN is denied
here by a filter of the same kind, so that the attack tests run under container means too.

Example: python tests/launchers/as_in_a_container.py pytest tests/malware
"""

from __future__ import annotations

import errno
import os
import struct
import sys

from autograder.sandbox import kernel
from autograder.sandbox.seccomp import ALLOW, ARCHITECTURES, ERRNO

# Numbers from the kernel's tables: (x86_64, aarch64).
DENIED = {
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NAMESPACES = 0x7E020000


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_true, if_false, value)


def program() -> bytes:
    """The filter, as BPF."""
    column = ARCHITECTURES[os.uname().machine][0]
    refuse = _step(0x06, ERRNO | errno.EPERM)
    code = [_step(0x20, 0)]
    for numbers in DENIED.values():
        code += [_step(0x15, numbers[column], 0, 1), refuse]
    code += [_step(0x15, CLONE3[column], 0, 1), _step(0x06, ERRNO | errno.ENOSYS)]
    code += [_step(0x15, CLONE[column], 0, 3), _step(0x20, 16), _step(0x45, NAMESPACES, 0, 1)]
    return b"".join([*code, refuse, _step(0x06, ALLOW)])


def main() -> None:
    """Set the filter and become the command."""
    if os.geteuid() != 0:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.set_filter(program())
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
