"""Which command is run, with what it needs loaded, and how an error is told."""

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import typer
from platformdirs import user_cache_dir
from rich.markup import escape

from autograder.cli.app import app, err
from autograder.cli.troubles import need_unicode, sentence
from autograder.course.course import CourseError

__all__ = ["app", "load_commands", "run"]

# The modules with commands, in the order of --help. Each is loaded only where it is needed:
# what a learner asks for must not wait for what graders import.
MODULES = (
    "learners",
    "checking",
    "everybody",
    "instructors",
    "classroom",
    "reviewing",
    "authors",
    "services",
    "prose",
)
LEARNERS = {"start", "progress", "hint", "solution", "reset"}
OWN_MODULE = {"check": "checking", "doctor": "everybody"}
NEED_ARGUMENTS = {"hint", "solution", "reset"}


def run() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
    need_unicode()
    # nbgrader starts alembic, which lies beside this interpreter.
    tools = str(Path(sys.executable).parent)
    os.environ["PATH"] = tools + os.pathsep + os.environ.get("PATH", "")
    # What hypothesis remembers belongs to the machine, not into a course's folder.
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", user_cache_dir("lossbook"))
    for stream in (sys.stdout, sys.stderr):  # a locale may lack ✓, which is no reason to stop
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = sys.argv[1:]
    load_commands(words[0] if words else "")
    try:
        _run(words)
    except CourseError as error:
        _leave(str(error))
    except BrokenPipeError:  # whoever read what we print, such as head, has ended
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        _leave(said)


def _leave(said: str) -> NoReturn:
    err.print(f"[red]lossbook:[/] {escape(said)}", highlight=False, soft_wrap=True)
    sys.exit(2)


def _run(words: list[str]) -> None:
    """Run a command. One without arguments is called as it is: the parser loads pydantic."""
    plain = [c.callback for c in app.registered_commands if words == [_name(c)]]
    if not plain or plain[0] is None or words[0] not in {*LEARNERS, *OWN_MODULE} - NEED_ARGUMENTS:
        app()
        return
    try:
        plain[0]()
    except typer.Exit as done:
        sys.exit(int(done.exit_code))
    except KeyboardInterrupt:
        sys.exit(130)


def _name(command: typer.models.CommandInfo) -> str:
    return str(command.name or getattr(command.callback, "__name__", ""))


def load_commands(wanted: str = "") -> None:
    """Load the module of one command, or those of all."""
    alone = "learners" if wanted in LEARNERS else OWN_MODULE.get(wanted)
    for name in (alone,) if alone else MODULES:
        import_module(f"autograder.cli.{name}")
