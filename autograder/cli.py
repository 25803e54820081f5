"""The command line: ``lossbook``.

Exit codes: 0 done; 1 something was found wrong (a breach, a wrong answer, a missing tool);
2 a wrong call or a course that cannot be read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_cache_dir
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import doctor as doctor_module
from autograder.course import Chapter, Course, CourseError
from autograder.feedback import visible
from autograder.sandbox import WallError

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
out = Console(soft_wrap=False)
err = Console(stderr=True)
MOST_ROWS = 400

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
ChapterName = Annotated[str, typer.Argument(help="A chapter's name, such as physical_loss.")]
Chapters = Annotated[list[str] | None, typer.Argument(help="Chapters; all of them by default.")]
WithoutWalls = Annotated[
    bool,
    typer.Option("--without-walls", help="Run code that you trust where no wall can be built."),
]
Submitted = Annotated[
    Path | None,
    typer.Option(help="Folder with <student>/<assignment>/; the course's `submitted` by default."),
]


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
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


def _chapters(names: Sequence[str] | None) -> tuple[Course, list[Chapter]]:
    course = Course.find()
    return course, [course.chapter(name) for name in names or course.chapters()]


def _bar() -> Progress:
    columns = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    ]
    return Progress(*columns, console=err, transient=True)


@app.command()
def verify(
    chapters: Chapters = None,
    seeds: Annotated[int, typer.Option(help="How many fresh exams every answer sits.")] = 1,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Check the contract of every exercise and name each breach.

    Example: lossbook verify physical_loss --seeds 20
    """
    from autograder.exam import new_seed
    from autograder.sandbox import Zygote
    from autograder.verify import verify_exercise

    _, loaded = _chapters(chapters)
    jobs = [(chapter, exercise) for chapter in loaded for exercise in chapter.exercises]
    drawn = [new_seed() for _ in range(seeds)]
    found = []
    preload = [name for chapter in loaded for name in chapter.preload]
    with Zygote(preload, walls=not without_walls) as zygote, _bar() as bar:
        task = bar.add_task("verify", total=len(jobs))
        for chapter, exercise in jobs:
            bar.update(task, description=exercise.id)
            found.append(verify_exercise(chapter, exercise, zygote, drawn))
            if as_json:
                print(json.dumps(found[-1].to_json()), flush=True)
            bar.advance(task)
    if not as_json:
        table = Table("exercise", "stub", "reference", "mutants fail", "variants pass", "breaches")
        for v in found:
            failing = sum(score < v.points for score in v.mutants.values())
            passing = sum(score == v.points for score in v.variants.values())
            table.add_row(
                v.exercise,
                f"{v.stub:g}",
                f"{v.reference:g}/{v.points:g}",
                f"{failing}/{len(v.mutants)}",
                f"{passing}/{len(v.variants)}",
                "\n".join(v.breaches) or "none",
            )
        out.print(table)
    raise typer.Exit(any(v.breaches for v in found))


@app.command()
def assemble(
    chapters: Chapters = None,
    force: Annotated[bool, typer.Option(help="Overwrite answers in exercises/.")] = False,
) -> None:
    """Make the nbgrader source and the release of chapters from their solutions.

    Example: lossbook assemble physical_loss
    """
    from autograder.assemble import publish

    course, loaded = _chapters(chapters)
    for chapter in loaded:
        changed = publish(course, chapter, force)
        where = course.release.relative_to(course.root) / chapter.name
        out.print(f"{where}: {'released' if changed else 'up to date'}")


@app.command()
def build(
    strict: Annotated[bool, typer.Option(help="Treat every warning as an error.")] = True,
) -> None:
    """Build the book into _build/html; pages that have not changed are not run again.

    Example: lossbook build
    """
    course = Course.find()
    start = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "build", str(course.root)]
    command += ["--path-output", str(course.root), "--keep-going"]
    command += ["-n", "-W"] if strict else []
    environment = os.environ | {
        "PYTHONPATH": str(course.root),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    code = subprocess.run(command, cwd=course.root, env=environment).returncode
    if code == 0:
        out.print(f"Read it: {course.root / '_build' / 'html' / 'index.html'}")
    raise typer.Exit(code)


@app.command()
def serve(port: Annotated[int, typer.Option(help="Port on this machine.")] = 8000) -> None:
    """Serve the built book on this machine only.

    Example: lossbook serve --port 8080
    """
    folder = Course.find().root / "_build" / "html"
    if not (folder / "index.html").is_file():
        raise CourseError("there is no built book: run `lossbook build` first")
    command = [sys.executable, "-m", "http.server", str(port)]
    subprocess.run([*command, "--bind", "127.0.0.1", "--directory", str(folder)])


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="A notebook with answers.")],
    assignment: Annotated[str, typer.Option(help="Its chapter, if the name doesn't say.")] = "",
    seed: Annotated[int | None, typer.Option(help="Draw the same fresh inputs again.")] = None,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Grade one notebook, with fresh inputs and no gradebook.

    Example: lossbook check exercises/physical_loss/physical_loss.ipynb
    """
    from autograder.assemble import ensure
    from autograder.classroom import grade_submission
    from autograder.exam import Exam
    from autograder.feedback import as_text
    from autograder.notebook import read_release
    from autograder.sandbox import Zygote

    if not notebook.is_file():
        raise CourseError(f"there is no notebook {notebook}")
    course = Course.find()
    chapter = course.chapter(assignment or notebook.stem)
    release = read_release(ensure(course, chapter))
    with Zygote(chapter.preload, not without_walls, [course.solutions]) as zygote:
        graded = grade_submission(notebook, notebook.stem, Exam(chapter, seed), release, zygote)
    result = graded.result
    if as_json:
        print(json.dumps(result.to_json()))
    else:
        for verdict in result.exercises:
            out.print(as_text(verdict), highlight=False, markup=False)
        out.print(f"\n{result.score:g} of {result.max_score:g} points (seed {result.seed})")
    raise typer.Exit(result.score < result.max_score)


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
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Grade a class: every submission that has changed, into the gradebook.

    It may be stopped at any moment; the same command goes on from there.

    Example: lossbook grade physical_loss --submitted submitted --jobs 4
    """
    from autograder.classroom import Outcome, StoppedError, grade_class
    from autograder.disclosure import checked
    from autograder.gradebook import shown
    from autograder.workspace import Workspace

    if scheduler and local_cluster:
        raise CourseError("give --scheduler or --local-cluster, not both")
    course = Course.find()
    chapter = course.chapter(assignment)
    workspace = Workspace.of(course, submitted, db_url)
    crew = None
    if scheduler or local_cluster:
        from autograder.cluster import Cluster

        crew = Cluster(scheduler or local_cluster)
    rows: dict[str, list[str]] = {}
    with _bar() as bar:
        task = bar.add_task("grade", total=None)

        def tell(outcome: Outcome, done: int, total: int) -> None:
            name = visible(outcome.submission.student.encode("utf-8", "replace").decode())
            bar.update(task, completed=done, total=total, description=escape(name))
            if as_json:
                print(json.dumps(outcome.result), flush=True)
            if outcome.trouble or len(rows) < MOST_ROWS:
                rows[outcome.submission.student] = _score_row(name, outcome.result, outcome.trouble)

        try:
            outcomes = grade_class(
                course,
                chapter,
                workspace,
                jobs,
                seed,
                force,
                on_outcome=tell,
                walls=not without_walls,
                crew=crew,
                level=checked(disclosure) if disclosure else None,
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
        table = Table("student", "score", "of", "seconds", "trouble")
        for student in sorted(rows):
            table.add_row(*rows[student])
        out.print(table)
        if len(outcomes) > len(rows):
            out.print(f"and {len(outcomes) - len(rows)} more; --json prints all")
        fresh = sum(o.fresh for o in outcomes)
        out.print(f"{fresh} graded, {len(outcomes) - fresh} unchanged")
        book = shown(workspace.gradebook)
        out.print(f"graded notebooks  {workspace.autograded}\ngradebook         {book}")
    for outcome in lost:
        err.print(f"[red]not stored:[/] {outcome.submission.folder!s}: {escape(outcome.trouble)}")
    raise typer.Exit(bool(lost))


def _score_row(name: str, result: dict[str, Any], trouble: str) -> list[str]:
    statuses = [e["status"] for e in result["exercises"]]
    found = {s: statuses.count(s) for s in statuses if s != "passed"}
    return [
        escape(name),
        f"{result['score']:g}",
        f"{result['max_score']:g}",
        f"{result['seconds']:.1f}",
        "not stored" if trouble else ", ".join(f"{n} {status}" for status, n in found.items()),
    ]


@app.command()
def report(assignment: ChapterName, submitted: Submitted = None, as_json: AsJson = False) -> None:
    """Show how a class did: by exercise, and which misconceptions were met.

    Example: lossbook report physical_loss
    """
    from autograder.report import class_report
    from autograder.workspace import Workspace, stored_result

    course = Course.find()
    workspace = Workspace.of(course, submitted)
    graded = [stored_result(workspace.graded(s)) for s in workspace.submissions(assignment)]
    results = [result for result in graded if result]
    if not results:
        raise CourseError(f"nothing is graded yet: run `lossbook grade {assignment}` first")
    rows = class_report(results)
    if as_json:
        print(json.dumps(rows))
        return
    table = Table("exercise", "points", "mean", "passed", "most met")
    for row in rows:
        table.add_row(
            row["id"],
            f"{row['points']:g}",
            f"{row['mean']:.2f}",
            f"{row['passed']}/{row['students']}",
            "\n".join(f"{count} × {message}" for message, count in row["messages"]),
        )
    out.print(table)


@app.command()
def export(
    to: Annotated[Path, typer.Option(help="The CSV file to write.")] = Path("grades.csv"),
    submitted: Submitted = None,
    db_url: Annotated[str, typer.Option(help="Another gradebook, as a database URL.")] = "",
) -> None:
    """Export all grades as CSV for a learning management system, by nbgrader's exporter.

    Example: lossbook export --to grades.csv
    """
    from autograder.assemble import nbgrader
    from autograder.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    nbgrader(course, "export", f"--to={to.resolve()}", *workspace.settings(course))
    out.print(f"wrote {to}")


@app.command()
def hint(
    exercise_id: Annotated[str, typer.Argument(metavar="EXERCISE")],
    level: Annotated[int, typer.Option(help="1 is a nudge; the last is nearly the answer.")] = 1,
) -> None:
    """Show a hint of an exercise.

    Example: lossbook hint stable_ce --level 2
    """
    _, exercise = _find_exercise(exercise_id)
    level = max(1, min(level, len(exercise.hints)))
    out.print(Markdown(exercise.hints[level - 1]))
    if level < len(exercise.hints):
        out.print(f"[dim]one more: lossbook hint {exercise.id} --level {level + 1}[/]")


@app.command()
def solution(exercise_id: Annotated[str, typer.Argument(metavar="EXERCISE")]) -> None:
    """Show the discussed solution of an exercise.

    Example: lossbook solution stable_ce
    """
    chapter, exercise = _find_exercise(exercise_id)
    out.print(
        Markdown(f"```python\n{chapter.solution_source(exercise)}\n```\n\n{exercise.discussion}")
    )


def _find_exercise(exercise_id: str) -> tuple[Chapter, Any]:
    _, loaded = _chapters(None)
    for chapter in loaded:
        for exercise in chapter.exercises:
            if exercise.id == exercise_id:
                return chapter, exercise
    ids = ", ".join(e.id for chapter in loaded for e in chapter.exercises)
    raise CourseError(f"no exercise {exercise_id!r}; there are: {ids}")


@app.command()
def progress(
    folder: Annotated[Path | None, typer.Argument(help="Where your notebooks are.")] = None,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Show which exercises you have solved, over all chapters.

    Example: lossbook progress
    """
    from autograder.assemble import ensure
    from autograder.classroom import grade_submission
    from autograder.exam import Exam
    from autograder.notebook import read_release
    from autograder.sandbox import Zygote

    course, loaded = _chapters(None)
    rows = []
    preload = [name for chapter in loaded for name in chapter.preload]
    with Zygote(preload, not without_walls, [course.solutions]) as zygote:
        for chapter in loaded:
            path = (folder or course.release) / chapter.name / f"{chapter.name}.ipynb"
            if not path.is_file() and folder is not None:
                path = folder / f"{chapter.name}.ipynb"
            if not path.is_file():
                continue
            release = read_release(ensure(course, chapter))
            rows.append(
                grade_submission(path, "you", Exam(chapter), release, zygote).result.to_json()
            )
    if as_json:
        print(json.dumps(rows))
        return
    table = Table("chapter", "exercise", "points", "status")
    for row in rows:
        for e in row["exercises"]:
            table.add_row(
                row["assignment"], e["id"], f"{e['score']:g}/{e['points']:g}", e["status"]
            )
    out.print(table)


@app.command()
def sample(assignment: ChapterName, submitted: Submitted = None) -> None:
    """Write a made-up class: right, wrong, unfinished, crashing and looping learners.

    Example: lossbook sample physical_loss --submitted build/sample/submitted
    """
    from autograder.sample import sample_class

    course = Course.find()
    folder = submitted or course.root / "build" / "sample" / "submitted"
    names = sample_class(course, course.chapter(assignment), folder)
    out.print(f"{len(names)} submissions in {folder}")


@app.command()
def course() -> None:
    """Do everything once: release, book, sample class, grades, report.

    Example: lossbook course
    """
    here = Course.find()
    folder = here.root / "build" / "sample" / "submitted"
    steps: list[tuple[str, Callable[[], None]]] = [("assemble", assemble), ("build", build)]
    for name in here.chapters():
        steps += [
            (f"sample {name}", partial(sample, name, folder)),
            (f"grade {name}", partial(grade, name, folder)),
            (f"report {name}", partial(report, name, folder)),
        ]
    for number, (title, step) in enumerate(steps, 1):
        out.rule(f"{number}/{len(steps)} lossbook {title}")
        try:
            step()
        except typer.Exit as done:
            if done.exit_code:
                raise
    out.print(f"book              {here.root / '_build' / 'html' / 'index.html'}")


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what this machine lacks, and the command that mends it.

    Example: lossbook doctor
    """
    findings = doctor_module.diagnose()
    if as_json:
        print(json.dumps([vars(finding) for finding in findings]))
    else:
        table = Table("", "what", "found", "mend")
        for finding in findings:
            mark = "[green]✓[/]" if finding.ok else "[red]✗[/]"
            table.add_row(mark, finding.name, finding.detail, "" if finding.ok else finding.mend)
        out.print(table)
    raise typer.Exit(any(not finding.ok for finding in findings))


if __name__ == "__main__":
    main()
