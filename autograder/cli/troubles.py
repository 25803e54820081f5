"""What goes wrong between a command and its machine, as one sentence that says what to do."""

from __future__ import annotations

import errno
import os
import sys

MENDS = {
    errno.ENOSPC: "make room on the disk, then give the same command again: what is stored stays",
    errno.EDQUOT: "make room in your quota, then give the same command again: what is stored stays",
    errno.EACCES: "give yourself the right to it, or name another place",
    errno.EPERM: "give yourself the right to it, or name another place",
    errno.EROFS: "name a place that can be written to",
    errno.ENAMETOOLONG: "give it a shorter name, or move the course to a shorter path",
    errno.ENOENT: "look whether the name is right",
    errno.ENOTDIR: "look whether the name is right: a part of it is a file and not a folder",
    errno.EISDIR: "it is a folder: say which file in it",
}


def sentence(error: BaseException) -> str | None:
    """What to print instead of a traceback; None where that helps more.

    Parameters
    ----------
    error
        What a command ended with.
    """
    if type(error).__name__ == "WallError":  # its module is loaded where one was raised
        return str(error)
    if any(kind.__module__.startswith("sqlalchemy.") for kind in type(error).__mro__):
        from autograder.classroom.database import what_to_do

        return what_to_do(error)
    if not isinstance(error, OSError) or error.errno not in MENDS:
        return None
    names = [
        os.fsdecode(n) for n in (error.filename, error.filename2) if isinstance(n, str | bytes)
    ]
    if not names and error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR):
        return None
    return (
        f"{': '.join([' → '.join(names) or 'stopped', str(error.strerror)])}; {MENDS[error.errno]}"
    )


def need_unicode() -> None:
    """Begin again in Python's UTF-8 mode where file names could else not be told.

    In the C locale with Python's own remedies turned off (``PYTHONUTF8=0``,
    ``PYTHONCOERCECLOCALE=0``) file names and output are ASCII. An ö in a student's name, or in the
    path to the course, could neither be printed nor stored. https://peps.python.org/pep-0540/
    """
    if os.name != "posix" or sys.getfilesystemencoding() != "ascii" or sys.flags.utf8_mode:
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
