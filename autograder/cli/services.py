"""What grading services call, and what is made for them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.authoring.services import TARGETS, make_package
from autograder.cli.app import ChapterName, WithoutWalls, app, out
from autograder.cli.instructors import package
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:
    from autograder.judging.submission import Submission

# How far down a submission's folder a notebook is looked for, and among how many entries.
MOST_DEPTH, MOST_ENTRIES = 3, 1000
# GitHub shows a megabyte of a step's summary, and nothing of a longer one.
MOST_SUMMARY = 900_000

_TELLS = {
    "gradescope": "Gradescope: upload the zip as the autograder.",
    "prairielearn": "PrairieLearn: build the image, and put info.json's options into the question.",
    "github": "GitHub: a workflow for the instructor's own repository, and Classroom 50's script.",
    "image": "A container image: grade on macOS and Windows hosts.",
}


def _command(target: str) -> Callable[..., None]:
    def make(
        assignment: ChapterName,
        to: Annotated[
            Path | None, typer.Option(metavar="FOLDER", help="Where to write; build/package.")
        ] = None,
    ) -> None:
        course = Course.find()
        made = make_package(course, target, assignment, to or course.root / "build" / "package")
        out.print(
            f"wrote {made}\nit holds the solutions: give it to the service alone", soft_wrap=True
        )

    make.__doc__ = f"{_TELLS[target]}\n\n    Example: lossbook package {target} physical_loss\n    "
    return make


for _target in TARGETS:
    package.command(_target)(_command(_target))


@app.command("grade-one", hidden=True)
def grade_one(
    assignment: ChapterName,
    folder: Annotated[Path | None, typer.Argument(help="What was handed in.")] = None,
    service: Annotated[str, typer.Option(help="Whose format the result has.")] = "gradescope",
    to: Annotated[Path, typer.Option(help="Where the result goes.")] = Path("results.json"),
    summary: Annotated[Path | None, typer.Option(help="Append a table in Markdown.")] = None,
    student: Annotated[str, typer.Option(help="Whose it is, where several are graded.")] = "",
    prepare: Annotated[bool, typer.Option(help="Only make what grading needs.")] = False,
    without_walls: WithoutWalls = False,
) -> None:
    """Grade one submission for a service. No result is there if it cannot be graded here.

    Example: lossbook grade-one --service gradescope physical_loss /autograder/submission
    """
    from autograder.authoring.release import ensure
    from autograder.classroom.submission_folder import NAME
    from autograder.course.notebook import read_release
    from autograder.judging import services
    from autograder.judging.case_set import CaseSet
    from autograder.judging.disclosure import of_course
    from autograder.judging.grader import Grader
    from autograder.judging.submission import GradingConfig

    if service not in services.SERVICES:
        raise CourseError(f"no service {service!r}; there are: {', '.join(services.SERVICES)}")
    if student and not NAME.fullmatch(student):
        raise CourseError(f"{student!r} is no name: use letters, digits, blanks and . @ + - _")
    if not prepare:  # an old result, or one that came with the submission, is none
        clear(to)
    course = Course.find()
    chapter = course.chapter(assignment)
    release = read_release(ensure(chapter))
    if prepare:
        return
    if folder is None:
        raise CourseError("say which folder holds the submission")
    where = Path(os.path.abspath(folder))
    case_set = CaseSet(chapter)
    config = GradingConfig.of(
        chapter,
        case_set.seed,
        walls=not without_walls,
        hidden=(where,),
        disclosure=of_course(course),
    )
    submission = handed_in(where, assignment, student or "learner")
    grader = Grader(config, case_set, release)
    with contextlib.nullcontext() if submission.data is None else grader:  # there is nothing to run
        result = grader.grade(submission).verdicts
    assert result is not None
    services.put(to, services.SERVICES[service](result, os.environ))
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(services.summary(result, student, file.tell() > MOST_SUMMARY))
    out.print(f"{result.score:g} of {result.max_score:g} points")


def clear(result: Path) -> None:
    """Remove what stands where a result will be; a link, not what it leads to."""
    try:
        result.unlink(missing_ok=True)
    except OSError as error:
        raise CourseError(
            f"the result cannot be written: {result}: {error.strerror}; let --to name a file in "
            "a folder that you may write to"
        ) from None


def handed_in(folder: Path, assignment: str, student: str) -> Submission:
    """What a student's folder holds; nothing where a link leads to somebody else's."""
    from autograder.judging.submission import Submission

    for place in (folder, folder.parent):
        if place.is_symlink():
            return Submission(student, None, f"the folder {place.name} is a link", missing=True)
    return Submission.of_file(student, notebook_in(folder, assignment))


def notebook_in(folder: Path, assignment: str) -> Path:
    """The notebook that was handed in: the one of the chapter's name, or the only one there is."""
    wanted = folder / f"{assignment}.ipynb"
    if os.path.lexists(wanted):
        return wanted
    found: list[Path] = []
    waiting, entries = [(folder, 0)], 0
    while waiting:
        here, depth = waiting.pop()
        for path in _listed(here):
            entries += 1
            if entries > MOST_ENTRIES:
                return wanted
            if path.is_symlink():
                continue
            if path.is_dir() and depth < MOST_DEPTH and not path.name.startswith("."):
                waiting.append((path, depth + 1))
            elif path.suffix == ".ipynb":
                found.append(path)
    named = [path for path in found if path.name == wanted.name]
    best = named or found
    return best[0] if len(best) == 1 else wanted


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder of a learner's; nothing where it cannot be looked into."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return []
