"""How learning management systems name the files in an archive of submissions.

Canvas and Moodle say it in their own source: ``lib/content_zipper.rb`` of canvas-lms and
``mod/assign/classes/downloader.php`` of moodle. For Blackboard and Brightspace there is no such
source; their names are as nbgrader's documentation of ``zip_collect`` (Blackboard) and archives of
courses show them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from autograder.course.course import CourseError


@dataclass(frozen=True)
class Entry:
    """What the name of one file in an archive says.

    Parameters
    ----------
    student
        By what the system knows the student: a number, on Blackboard the user name.
    name
        The student's name, as far as it is told.
    file
        What the student called the file.
    order
        Which of a student's files is newer, where no time is told.
    time
        When it was handed in, on the system's clock; None if the name does not say it.
    late
        Whether the system says that it is late.
    """

    student: str
    name: str
    file: str
    order: int = 0
    time: datetime | None = None
    late: bool = False


@dataclass(frozen=True)
class System:
    """A learning management system.

    Parameters
    ----------
    title
        Its name.
    patterns
        What a path in its archive looks like; the first that fits is taken.
    key
        The columns of its exported class list of which one holds the number in file names.
    times
        Whether names tell times; they name no zone.
    number
        How the number stands in the key column, as a pattern with one group.
    """

    title: str
    patterns: tuple[re.Pattern[str], ...]
    key: tuple[str, ...]
    times: bool = False
    number: str = r"\D*(\d+)\D*"
    when: Callable[[re.Match[str]], datetime | None] = lambda match: None

    def entry(self, path: str) -> Entry | None:
        """What a path says; None where it is no submitted file."""
        for pattern in self.patterns:
            match = pattern.fullmatch(path)
            if match:
                found: dict[str, Any] = match.groupdict()
                return Entry(
                    student=found["student"],
                    name=" ".join((found.get("name") or "").split()),
                    file=found["file"],
                    order=int(found.get("order") or 0),
                    time=self.when(match),
                    late=bool(found.get("late")),
                )
        return None


def _dashed(match: re.Match[str]) -> datetime | None:
    return _time(match["time"], "%Y-%m-%d-%H-%M-%S")


def _spelled(match: re.Match[str]) -> datetime | None:
    """Such as ``Jan 30, 2026 3_05 PM``, whose colon a file's name cannot hold."""
    parts = re.fullmatch(
        r"(\w{3})\w* (\d+), (\d{4}) (\d{1,2})[:_ ]?(\d{2}) ?([AP]M)", match["time"]
    )
    return _time(" ".join(parts.groups()), "%b %d %Y %I %M %p") if parts else None


def _time(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


_ANY = r"(?:.*/)?"
_WHEN = r"(?P<time>\w+ \d+, \d{4} \d{1,2}[:_ ]?\d{2} ?[AP]M)"

SYSTEMS = {
    "canvas": System(
        "Canvas",
        (
            re.compile(
                _ANY + r"(?P<name>[^/]*?)_(?P<late>LATE_)?(?P<student>\d+|anon_\w+?)"
                r"_(?P<order>\d+)_(?P<file>[^/]+)"
            ),
        ),
        ("ID",),
    ),
    "moodle": System(
        "Moodle",
        (
            re.compile(
                _ANY + r"(?P<name>[^/]*)_(?P<student>\d+)_assignsubmission_file_?/(?P<file>.+)"
            ),
            re.compile(
                _ANY + r"(?P<name>[^/]*)_(?P<student>\d+)_assignsubmission_file_(?P<file>[^/]+)"
            ),
        ),
        ("Identifier",),
    ),
    "blackboard": System(
        "Blackboard",
        (
            re.compile(
                _ANY + r"(?:[^/]*_)?(?P<student>[^/_]+)_attempt_"
                r"(?P<time>\d{4}(?:-\d\d){5})_(?P<file>[^/]+)"
            ),
        ),
        ("Username",),
        times=True,
        number="(.*)",
        when=_dashed,
    ),
    "brightspace": System(
        "Brightspace",
        (
            re.compile(
                _ANY + r"(?P<student>\d+)-\d+ ?- ?(?P<name>[^/]+?) ?- ?" + _WHEN + r"/(?P<file>.+)"
            ),
            re.compile(
                _ANY
                + r"(?P<student>\d+)-\d+ ?- ?(?P<name>[^/]+?) ?- ?"
                + _WHEN
                + r" - (?P<file>[^/]+)"
            ),
        ),
        ("OrgDefinedId", "User Id"),
        times=True,
        when=_spelled,
    ),
}


def system(name: str) -> System:
    """The system of a name; raises CourseError where there is none."""
    if name not in SYSTEMS:
        raise CourseError(f"there is no {name!r} to collect from; known are {', '.join(SYSTEMS)}")
    return SYSTEMS[name]
