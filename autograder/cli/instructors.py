"""What instructors call: sample, grade, package."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from losslab.values.show import visible
from rich.markup import escape
from rich.table import Table

from autograder.cli import ahead
from autograder.cli.app import (
    AsJson,
    ChapterName,
    Submitted,
    WithoutWalls,
    app,
    err,
    out,
    progress_bar,
    shown_name,
    some_names,
)
from autograder.cli.regrading import regrade
from autograder.course.course import Course, CourseError
from autograder.sandbox import Zygote
from autograder.sandbox.lasting import loading

MOST_ROWS = 400
# From so many submissions on a warm process takes a moment more, and each submission less.
MANY = 32


@app.command()
def sample(assignment: ChapterName, submitted: Submitted = None) -> None:
    """Write a made-up class: right, wrong, unfinished, crashing and looping learners.

    Example: lossbook sample physical_loss --submitted build/sample/submitted
    """
    from autograder.authoring.sample import sample_class

    course = Course.find()
    folder = submitted or course.root / "build" / "sample" / "submitted"
    names = sample_class(course, course.chapter(assignment), folder)
    out.print(f"{len(names)} submissions in {folder}")


@app.command()
def grade(
    assignment: ChapterName,
    submitted: Submitted = None,
    jobs: Annotated[int | None, typer.Option(help="Submissions at once; all cores.")] = None,
    db_url: Annotated[str, typer.Option(help="Another gradebook, as a database URL.")] = "",
    seed: Annotated[int | None, typer.Option(help="Draw the same fresh inputs again.")] = None,
    force: Annotated[bool, typer.Option(help="Also grade what has not changed.")] = False,
    disclosure: Annotated[
        str, typer.Option(help="What feedback tells of hidden cases: full, message or score.")
    ] = "",
    scheduler: Annotated[
        str, typer.Option(help="Grade on the Dask cluster with this scheduler (tls://host:8786).")
    ] = "",
    local_cluster: Annotated[
        int, typer.Option(metavar="N", help="Grade on a Dask cluster of N processes made here.")
    ] = 0,
    why: Annotated[
        str, typer.Option(help="Why, for the audit of scores that become others.")
    ] = "graded again",
    exercise: Annotated[
        str, typer.Option(metavar="NAME", help="Only this exercise; other scores stay.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --exercise: only say what would change.")
    ] = False,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Grade a class: every submission that has changed, into the gradebook.

    It may be stopped at any moment; the same command goes on from there. Scores that the gradebook
    has lost are written again, and lateness is worked out anew for everybody. Graded notebooks
    and gradebook lie beside the folder of submissions.

    Example: lossbook grade physical_loss --submitted submitted --jobs 4
    """
    if scheduler and local_cluster:
        raise CourseError("give --scheduler or --local-cluster, not both")
    course = Course.find()
    course.folder(assignment)  # a chapter that does not exist is said before anything else
    if dry_run and not exercise:
        raise CourseError("--dry-run goes with --exercise NAME")
    rows: dict[str, list[str]] = {}
    with contextlib.ExitStack() as until_graded:
        with loading():
            cluster = scheduler or local_cluster
            # Everything else is imported while it loads torch, which takes as long.
            host = None if cluster else until_graded.enter_context(ahead.host(course, assignment))
            from autograder.classroom.submission_folder import NAMING

            workspace = _workspace(course, submitted, db_url)
            if host is not None:
                host.warm_up(_warm(course, assignment, not without_walls, workspace), jobs)
            if exercise:
                grades = not without_walls, host or _cluster(cluster)
                regrade(course, assignment, exercise, workspace, dry_run, why, seed, *grades)
                return
            for misnamed in workspace.misnamed(assignment):
                line = f"not graded: {shown_name(misnamed)}: rename the folder ({NAMING})"
                err.print(line, markup=False, highlight=False, soft_wrap=True)
            if not workspace.submissions(assignment):
                _tell_none(assignment, workspace)
            bar = until_graded.enter_context(progress_bar())
            task = bar.add_task("grade", total=None)
            from autograder.classroom.database import shown
            from autograder.classroom.grade_class import (
                Outcome,
                Remarks,
                StoppedError,
                grade_class,
            )
            from autograder.judging.disclosure import checked

            chapter = course.chapter_files(assignment)
            remarks = Remarks()

        def tell(outcome: Outcome, done: int, total: int) -> None:
            name = shown_name(outcome.folder.student)
            bar.update(task, completed=done, total=total, description=escape(name))
            if as_json:
                print(json.dumps(outcome.result), flush=True)
            if outcome.trouble or len(rows) < MOST_ROWS:
                rows[outcome.folder.student] = _score_row(name, outcome.result, outcome.trouble)

        try:
            outcomes = grade_class(
                course,
                chapter,
                workspace,
                seed=seed,
                force=force,
                on_outcome=tell,
                walls=not without_walls,
                executor=host or _cluster(cluster),
                level=checked(disclosure) if disclosure else None,
                why=why,
                remarks=remarks,
            )
        except StoppedError as stopped:
            bar.stop()
            err.print(
                f"stopped: {stopped.done} of {stopped.total} submissions are done and written; "
                "to go on, give the same command again",
                soft_wrap=True,
            )
            raise typer.Exit(130) from None
    lost = [o for o in outcomes if o.trouble]
    if not as_json:
        table = Table("student", "score", "of", "seconds", "how it went")
        for student in sorted(rows):
            table.add_row(*rows[student])
        out.print(table)
        if len(outcomes) > len(rows):
            out.print(f"and {len(outcomes) - len(rows)} more; --json prints all")
        fresh, again = sum(o.fresh for o in outcomes), sum(o.restored for o in outcomes)
        said = f"{fresh} graded, {len(outcomes) - fresh} unchanged"
        out.print(said + (f", {again} of them written to the gradebook again" if again else ""))
        _tell_remarks(remarks, chapter, workspace)
        book = shown(workspace.gradebook)
        out.print(f"graded notebooks  {workspace.autograded}\ngradebook         {book}")
    for outcome in lost:
        err.print(f"[red]not stored:[/] {outcome.folder.folder!s}: {escape(outcome.trouble)}")
    raise typer.Exit(bool(lost))


def _tell_remarks(remarks: Any, chapter: Any, workspace: Any) -> None:
    """What waits for a person, and what else an instructor should know of a run."""
    from autograder.classroom.gradebook import waiting_for_a_person

    waits = waiting_for_a_person(workspace.gradebook, chapter.name)
    if waits.notebooks:
        out.print(
            f"{waits.points:g} points a notebook at most wait for a person, in {waits.notebooks} "
            f"notebooks: {', '.join(waits.cells)}; grade them in formgrader",
            soft_wrap=True,
        )
    if remarks.penalties:
        out.print(f"{remarks.penalties} penalties for lateness have changed")
    for doubt in remarks.doubtful:
        err.print(
            f"{doubt.student}, {doubt.cell}: the {doubt.score:g} points that a person gave stand, "
            f"but {doubt.why}; formgrader lists it",
            soft_wrap=True,
            markup=False,
        )
    for name, before, after in remarks.points:
        err.print(f"{name} is worth {after:g} points now, {before:g} when it was last graded")
    if remarks.feedback:
        err.print(
            f"graded anew, so that their pages of feedback are out of date: "
            f"{some_names(remarks.feedback)}; make them again with "
            f"`nbgrader generate_feedback {chapter.name} --force`",
            soft_wrap=True,
            markup=False,
        )
    if remarks.after_feedback:
        err.print(
            "handed in after their feedback was made, and may have used it: "
            f"{some_names(remarks.after_feedback)}; `lossbook audit STUDENT` shows the scores "
            "before",
            soft_wrap=True,
            markup=False,
        )
    for name in remarks.gone:
        err.print(f"{name} is no longer in the chapter; its scores stand in the audit alone")


def _tell_none(assignment: str, workspace: Any) -> None:
    """Nobody has handed this in; where something else was, it may have been renamed."""
    others = [f"{name} ({count})" for name, count in workspace.others(assignment).items()]
    there = f"; there is: {', '.join(others)}" if others else ""
    renamed = (
        f". If {assignment} was called that when it was handed in, give these folders and their "
        "notebooks its name; scores by hand stay in the gradebook under the old one"
    )
    err.print(
        f"nobody has handed in {assignment}: no folder {workspace.submitted}/STUDENT/{assignment}"
        f"{there}{renamed if others else ''}",
        soft_wrap=True,
        markup=False,
        highlight=False,
    )


def _warm(course: Course, assignment: str, walls: bool, workspace: Any) -> Zygote:
    """What warm process a class needs, not launched."""
    from autograder.course.demonstrations import known_cells
    from autograder.course.dependencies import preload
    from autograder.course.notebook import read_release

    release = course.trusted_release(assignment)
    # One that turns out to be stale saves nothing, and does no harm.
    cells = known_cells(read_release(release)) if release.is_file() else {}
    many = len(workspace.submissions(assignment)) >= MANY
    hidden = (course.solutions, *workspace.hidden)
    return Zygote(preload(course, assignment), walls, hidden, many=many, **cells)


def _workspace(course: Course, submitted: Path | None, db_url: str) -> Any:
    from autograder.classroom.workspace import Workspace  # it loads sqlalchemy

    return Workspace.of(course, submitted, db_url)


def _cluster(cluster: str | int) -> Any:
    from autograder.classroom.dask_executor import DaskExecutor

    return DaskExecutor(cluster)


def _score_row(name: str, result: dict[str, Any], trouble: str) -> list[str]:
    statuses = [e["status"] for e in result["exercises"]]
    found = {s: statuses.count(s) for s in statuses if s != "passed"}
    return [
        escape(name),
        f"{result['score']:g}",
        f"{result['max_score']:g}",
        f"{result['seconds']:.1f}",
        "not stored" if trouble else _how(found, result["notes"]),
    ]


def _how(found: dict[str, int], notes: list[str]) -> str:
    """How the exercises went that did not pass, and what there is to know of the notebook."""
    parts = [", ".join(f"{n} {status}" for status, n in found.items())]
    return "\n".join(escape(visible(part)) for part in [*parts, *notes] if part)


package = typer.Typer(no_args_is_help=True, help="Make what is handed out.")
app.add_typer(package, name="package")


@package.command("learner")
def package_learner(
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; build/package.")
    ] = None,
) -> None:
    """Write the zip that learners get, and their library as a wheel.

    The zip unpacks to the folder exercises, from which `pip install ./exercises` works.

    Example: lossbook package learner --to handout
    """
    from autograder.authoring.package import make_handout

    course = Course.find()
    with progress_bar() as bar:
        bar.add_task("package", total=None)
        made = make_handout(course, to or course.root / "build" / "package")
    for name in made.left_out:
        err.print(f"left out: {name}", soft_wrap=True, highlight=False)
    out.print(f"wrote {made.zip}\nwrote {made.wheel}", soft_wrap=True)
