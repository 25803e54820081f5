"""A class list that a learning management system exports: who is who there."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.classroom.lms import System
from autograder.course.course import CourseError

# Where Moodle's grading worksheet says when somebody handed in.
MODIFIED = "Last modified (submission)"


@dataclass(frozen=True)
class Roster:
    """The rows of a class list.

    Parameters
    ----------
    path
        The file.
    columns
        Its header.
    rows
        One mapping of column to text a row.
    """

    path: Path
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @classmethod
    def read(cls, path: Path) -> Roster:
        """Read a CSV file with commas, semicolons or tabs, in UTF-8 or as Blackboard's in UTF-16.

        Raises
        ------
        CourseError
            If it cannot be read.
        """
        try:
            data = path.read_bytes()
            wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            text = data.decode("utf-16" if wide else "utf-8-sig")
        except OSError as error:
            raise CourseError(f"the class list {path} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise CourseError(
                f"the class list {path} is neither UTF-8 nor UTF-16: export or save it as UTF-8"
            ) from None
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = tuple(name.strip() for name in reader.fieldnames or ())
        reader.fieldnames = columns
        rows = tuple({k: (v or "").strip() for k, v in row.items() if k} for row in reader)
        if not rows:
            raise CourseError(f"the class list {path} has no rows below its header")
        return cls(path, columns, rows)

    def column(self, names: Iterable[str]) -> str:
        """The first of some columns that is there; raises CourseError if none is."""
        for name in names:
            if name in self.columns:
                return name
        wanted, there = " or ".join(names), ", ".join(self.columns)
        raise CourseError(f"{self.path} has no column {wanted}; it has: {there}")

    def ids(self, system: System, column: str) -> dict[str, str]:
        """What students are called, by the number that stands in the system's file names."""
        key, wanted = self.column(system.key), self.column((column,))
        found: dict[str, str] = {}
        for row in self.rows:
            match = re.fullmatch(system.number, row.get(key, ""))
            if match and row.get(wanted):
                found[match[1]] = row[wanted]
        if len(set(found.values())) != len(found):
            raise CourseError(f"the column {wanted} of {self.path} names two students alike")
        return found

    def times(self, system: System, zone: tzinfo | None) -> dict[str, datetime]:
        """When students handed in, as Moodle's grading worksheet says it.

        Whoever is not in it handed in nothing, or at a time that cannot be read: the worksheet's
        dates are English where Moodle was.
        """
        if zone is None or self.why_no_times(zone):
            return {}
        from dateutil.parser import ParserError, parse  # type: ignore[import-untyped]

        found = {}
        key = self.column(system.key)
        for row in self.rows:
            match = re.fullmatch(system.number, row.get(key, ""))
            if match and row.get(MODIFIED, "-") not in ("", "-"):
                try:
                    found[match[1]] = parse(row[MODIFIED]).replace(tzinfo=zone)
                except (ParserError, OverflowError):
                    continue
        return found

    def why_no_times(self, zone: tzinfo | None) -> str:
        """Why nobody's time is known from here, and what to give; empty where times are told."""
        if MODIFIED not in self.columns:
            return (
                f"{self.path} has no column {MODIFIED!r}; download Moodle's grading worksheet "
                "while Moodle speaks English"
            )
        if zone is None:
            return "the class list's times say no zone: give it, such as --timezone Europe/Berlin"
        return ""
