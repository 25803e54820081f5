"""The command line: ``lossbook``."""

import os
import sys
from pathlib import Path

from platformdirs import user_cache_dir

from autograder.cli import authors, classroom, instructors, learners, reviewing
from autograder.cli.app import app, err
from autograder.course.course import CourseError
from autograder.sandbox import WallError

__all__ = ["app", "authors", "classroom", "instructors", "learners", "main", "reviewing"]


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show ✓ shows ? instead
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # nbgrader starts alembic, which lies beside this interpreter.
    tools = str(Path(sys.executable).parent)
    os.environ["PATH"] = tools + os.pathsep + os.environ.get("PATH", "")
    # What hypothesis remembers belongs to the machine, not into a course's folder.
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", user_cache_dir("lossbook"))
    try:
        app()
    except (CourseError, WallError) as error:
        err.print(f"[red]lossbook:[/] {error}", highlight=False)
        sys.exit(2)
