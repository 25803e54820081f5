"""Open a gradebook; what its database says becomes a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import nbgrader.api
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from autograder.course.course import CourseError

# What databases say, and what mends it.
MENDS = {
    ("no such column", "does not exist"): (
        "an older nbgrader made it: `lossbook backup`, then `nbgrader db upgrade`"
    ),
    ("not a database", "malformed"): (
        "move that file aside, then `lossbook restore` a backup or grade again: scores given by "
        "hand are in a backup alone"
    ),
    ("is locked",): (
        "somebody else is writing to it, formgrader or another grading: when that has ended, give "
        "the same command again"
    ),
    ("readonly", "read-only"): "give yourself the right to write to it and to its folder",
    ("unable to open",): "is its folder there, and may you read and write in it?",
    ("is full", "disk I/O"): "make room on the disk, then give the same command again",
}


def newest_schema() -> str:
    """The revision that a new gradebook has, read from nbgrader's own scripts."""
    from alembic.script import ScriptDirectory  # only a new gradebook needs it

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


# nbgrader starts a second Python that loads all of nbgrader, to be told the same.
nbgrader.api.get_alembic_version = newest_schema


@contextmanager
def mended(db_url: str, trouble: str) -> Iterator[None]:
    """Turn what a database says into a CourseError: the gradebook, the trouble, what to do."""
    try:
        yield
    except ArgumentError as error:
        raise CourseError(f"{db_url!r} is no database URL: {error}") from None
    except ModuleNotFoundError as error:
        mend = "pip install 'psycopg[binary]>=3.2'"
        raise CourseError(f"the gradebook needs the package {error.name}: {mend}") from None
    except DBAPIError as error:
        raise CourseError(f"the gradebook {shown(db_url)} {trouble}: {what_to_do(error)}") from None


def what_to_do(error: BaseException) -> str:
    """What a database said, and what mends it as far as that is known."""
    said = str(getattr(error, "orig", None) or error)
    mends = [mend for signs, mend in MENDS.items() if any(sign in said for sign in signs)]
    return "; ".join([said, *mends[:1]])


@contextmanager
def opened(db_url: str, trouble: str = "cannot be used") -> Iterator[Gradebook]:
    """nbgrader's gradebook, closed afterwards; raises CourseError with what to do."""
    with mended(db_url, trouble), Gradebook(db_url) as book:
        yield book


def shown(db_url: str) -> str:
    """A database URL without its password."""
    return make_url(db_url).render_as_string(hide_password=True)
