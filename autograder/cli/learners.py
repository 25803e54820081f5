"""What learners call that answers at once: start, progress, hint, solution, reset."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from losslab import progress as recorded
from rich.table import Table

from autograder.cli.app import AsJson, app, out
from autograder.course import catalog
from autograder.course.course import Course, CourseError

ExerciseName = Annotated[
    str, typer.Argument(metavar="EXERCISE", help="Its name, or CHAPTER/EXERCISE.")
]


@app.command()
def start(
    chapter: Annotated[str, typer.Argument(help="A chapter; by default where you are.")] = "",
    open_lab: Annotated[
        bool, typer.Option("--open/--no-open", help="Open JupyterLab, or say how to open it.")
    ] = True,
) -> None:
    """Open a chapter to work in: a copy that git ignores, and that newer releases merge into.

    The copy lies in `work/`; set LOSSBOOK_WORK to have it elsewhere.

    Example: lossbook start physical_loss
    """
    from autograder.learner import lab, site, work

    course = Course.around()
    chapters = catalog.chapters(course)
    states = recorded.read()
    if chapter:
        catalog.chapters(course, [chapter])
    else:
        following = work.next_exercise(chapters, states)
        chapter = following.chapter if following else chapters[0].name
    begun = work.start(course, chapter)
    _say_what_changed(begun)
    here = next(one for one in chapters if one.name == chapter)
    following = work.next_exercise([here], states)
    if following:
        out.print(
            f"Next: {following.title} ({following.id}), about {following.minutes} minutes",
            highlight=False,
        )
    else:
        out.print(f"All that is graded automatically in {chapter} is solved.", highlight=False)
        if here.by_hand:
            said = f"{here.by_hand:g} points more are for what you write: a person gives them."
            out.print(said, highlight=False)
    home = work.folder(course)
    if not open_lab or not lab.installed():
        _say_how_to_open(begun.notebook)
        return
    with lab.ended_with_us():
        pages = course.root / "_build" / "html"
        server = site.in_background(pages) if (pages / "index.html").is_file() else None
        page = site.address(server, f"book/{chapter}.html") if server else ""
        if not lab.has_browser():
            out.print("There is no browser here: open the address below in one, or use --no-open.")
        out.print("Opening JupyterLab (Ctrl-C ends it) ...", highlight=False)
        with subprocess.Popen(
            lab.command(home, begun.notebook), env=lab.environment(home, page), cwd=home
        ) as running:
            try:
                code = running.wait()
            except KeyboardInterrupt:  # Jupyter has got it too, and asks whether it is meant
                with suppress(KeyboardInterrupt):
                    running.wait()
                code = 0
            finally:
                running.terminate()
    raise typer.Exit(code)


def _say_what_changed(begun: object) -> None:
    from autograder.learner.work import Started

    assert isinstance(begun, Started)
    for name in begun.changes.restored:
        out.print(f"The answer cell of {name} was gone; it is back, empty.", highlight=False)
    if begun.fresh:
        out.print(f"Made {begun.notebook}", soft_wrap=True, highlight=False)
        return
    out.print(f"Yours: {begun.notebook}", soft_wrap=True, highlight=False)
    for line in begun.changes.told():
        out.print(f"  the newer release: {line}", soft_wrap=True, highlight=False)
    if begun.backup:
        out.print(f"  as it was before: {begun.backup}", soft_wrap=True, highlight=False)


def _say_how_to_open(notebook: Path) -> None:
    out.print("JupyterLab:  jupyter lab (in the notebook's folder)", highlight=False)
    out.print("VS Code:     open the notebook, and choose this Python as its kernel:")
    out.print(f"             {sys.executable}", soft_wrap=True, highlight=False)


@app.command()
def progress(
    chapter: Annotated[str, typer.Argument(help="A chapter, for its exercises.")] = "",
    picture: Annotated[
        bool, typer.Option("--picture", help="Draw it too: progress.svg in your work folder.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what you have solved, and what comes next.

    It reads what `check()` in your notebooks and `lossbook check` have recorded on this machine.

    Example: lossbook progress --picture
    """
    from autograder.learner import standing, work

    course = Course.around()
    stands = standing.of(course)
    if chapter:
        _exercises_of(catalog.chapters(course, [chapter])[0], as_json)
        return
    if as_json:
        print(json.dumps(standing.to_json(stands)))
        return
    table = Table("chapter", "", "solved", "points", "minutes left")
    for one in stands:
        table.add_row(
            one.title,
            one.bar(),
            f"{one.solved}/{one.exercises}",
            f"{one.earned:g}/{one.points:g}",
            str(one.minutes_left),
        )
    table.add_section()
    total = standing.together(stands)
    table.add_row(
        "together",
        total.bar(),
        f"{total.solved}/{total.exercises}",
        f"{total.earned:g}/{total.points:g}",
        str(total.minutes_left),
    )
    out.print(table)
    following = standing.following(course)
    if following:
        out.print(
            f"Next: {following.title} ({following.id}) in {following.chapter}, "
            f"about {following.minutes} minutes: lossbook start {following.chapter}",
            soft_wrap=True,
            highlight=False,
        )
    if picture:
        drawn = work.folder(course) / "progress.svg"
        drawn.parent.mkdir(parents=True, exist_ok=True)
        drawn.write_text(standing.picture(course), encoding="utf-8")
        out.print(f"Drawn: {drawn}", soft_wrap=True, highlight=False)
    where = recorded.file()
    out.print(f"Recorded in {where or 'no file'}", style="dim", soft_wrap=True, highlight=False)


def _exercises_of(chapter: catalog.ListedChapter, as_json: bool) -> None:
    states = recorded.read()
    rows = [(one, states.get((one.chapter, one.id), recorded.NOTHING)) for one in chapter.exercises]
    if as_json:
        keys = ("id", "title", "points", "earned", "solved", "minutes")
        values = ((o.id, o.title, o.points, s.earned, s.solved, o.minutes) for o, s in rows)
        print(json.dumps([dict(zip(keys, row, strict=True)) for row in values]))
        return
    table = Table("exercise", "", "points", "minutes")
    for one, state in rows:
        points = f"{min(state.earned, one.points):g}/{one.points:g}"
        table.add_row(f"{one.title} ({one.id})", state.word, points, str(one.minutes))
    out.print(table)
    if chapter.by_hand:
        out.print(f"{chapter.by_hand:g} more points are given by a person", highlight=False)


@app.command()
def hint(
    exercise: ExerciseName,
    level: Annotated[int, typer.Option(help="1 is a nudge; the last is nearly the answer.")] = 1,
) -> None:
    """Show a hint of an exercise.

    Example: lossbook hint stable_ce --level 2
    """
    from autograder.cli.markdown import show

    found = catalog.find(Course.around(), exercise)
    most = len(found.hints)
    if not 1 <= level <= most:
        raise CourseError(f"{found.id} has hints of the levels 1 to {most}; {level} is none")
    show(found.hints[level - 1])
    if level < most:
        out.print(f"[dim]one more: lossbook hint {found.id} --level {level + 1}[/]")


@app.command()
def solution(
    exercise: ExerciseName,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also if you have not solved it.")
    ] = False,
) -> None:
    """Show the discussed solution of an exercise that you have solved.

    Example: lossbook solution stable_ce --anyway
    """
    from autograder.cli.markdown import show

    course = Course.around()
    found = catalog.find(course, exercise)
    state = recorded.read().get((found.chapter, found.id), recorded.NOTHING)
    if not state.solved and not anyway:
        raise CourseError(
            f"{found.id} is not solved yet: lossbook hint {found.id} helps; "
            f"to see the solution all the same: lossbook solution {found.id} --anyway"
        )
    code, discussion = catalog.solution(course, found)
    print(f"{code}\n")  # as it stands, so that it can be copied
    show(discussion)


@app.command()
def reset(
    notebook: Annotated[Path, typer.Argument(help="Your notebook.")],
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="Which exercise.")],
) -> None:
    """Put one exercise back to its beginning; your answer is kept in a backup.

    Example: lossbook reset work/physical_loss/physical_loss.ipynb stable_ce
    """
    from autograder.learner import notebooks, work

    course = Course.around(notebook.parent)
    chapter = notebooks.chapter_of(notebook, notebooks.read(notebook), catalog.chapters(course))
    found = chapter.exercise(exercise)
    kept = work.reset(course, notebook, found)
    if kept is None:
        out.print(f"{found.id} is as it was released", highlight=False)
        return
    out.print(f"{found.id} is as it was released; your answer: {kept}", soft_wrap=True)
    out.print(
        "If the notebook is open: File > Reload Notebook from Disk, before you save it",
        highlight=False,
    )
