"""What instructors call around grading: collect, report, export, audit, backup, restore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from autograder.cli.app import AsJson, ChapterName, Submitted, app, err, out
from autograder.course.course import Course, CourseError

DbUrl = Annotated[str, typer.Option(help="Another gradebook, as a database URL.")]
RosterFile = Annotated[
    Path | None,
    typer.Option(help="The class list, as the learning management system exports it."),
]


@app.command()
def collect(
    assignment: ChapterName,
    archive: Annotated[Path, typer.Argument(help="The zip archive, as it was downloaded.")],
    source: Annotated[
        str, typer.Option("--from", help="canvas, moodle, blackboard or brightspace.")
    ],
    timezone: Annotated[
        str, typer.Option(help="The zone of the system's times, such as Europe/Berlin.")
    ] = "",
    roster: RosterFile = None,
    id_column: Annotated[
        str, typer.Option(help="The class list's column that students are called by here.")
    ] = "",
    submitted: Submitted = None,
) -> None:
    """Take the newest attempt of every student out of a learning management system's archive.

    Example: lossbook collect physical_loss submissions.zip --from canvas
    """
    from autograder.authoring.release import ensure
    from autograder.classroom import collect as collecting
    from autograder.classroom import lms
    from autograder.classroom.extensions import allowance, file_of
    from autograder.classroom.roster import Roster
    from autograder.course.notebook import read_release

    course = Course.find()
    release = read_release(ensure(course.chapter(assignment)))
    system = lms.system(source)
    zone = collecting.zone_of(timezone, system)
    classlist = Roster.read(roster) if roster else None
    if id_column and classlist is None:
        raise CourseError("--id-column names a column of a class list: give it with --roster")
    made = collecting.collect(
        course,
        assignment,
        archive,
        system,
        release,
        zone,
        classlist.ids(system, id_column) if classlist and id_column else None,
        classlist.times(system, zone) if classlist else None,
        allowance(file_of(course.root, submitted), assignment),
        submitted,
    )
    _tell_collected(made, submitted or course.root / "submitted")
    if made.untimed:
        why = "it is given with --roster worksheet.csv --timezone Europe/Berlin"
        if source != "moodle":
            why = f"{system.title} does not tell it"
        elif classlist:
            why = classlist.why_no_times(zone) or f"{roster} has no time for them that can be read"
        _tell_untimed(made, why)


def _tell_untimed(made: Any, why: str) -> None:
    count = len(made.taken) + len(made.unchanged)
    of_all = count > 1 and len(made.untimed) == count
    err.print(
        f"not known of {'all' if of_all else ', '.join(made.untimed)}: when it was handed in, so "
        f"that nobody of them counts as late ({why}). Where no time is known, what is collected "
        "last replaces what was there"
        + (", unless its file's number is lower" if why.startswith("Canvas") else ""),
        soft_wrap=True,
        markup=False,
    )


def _tell_collected(made: Any, folder: Path) -> None:
    for name, why in made.skipped:
        err.print(f"not taken: {name}: {why}", soft_wrap=True, markup=False)
    for student, place in made.replaced.items():
        err.print(
            f"{student}: the earlier submission lies in {place}", markup=False, soft_wrap=True
        )
    if made.late:
        names = ", ".join(" ".join((s, f"({made.names[s]})")) for s in made.late)
        err.print(
            f"late, but it is not said by how much: {names}; write the time into their "
            "timestamp.txt, such as 2026-03-01 12:00:00 UTC, if lateness costs points",
            soft_wrap=True,
            markup=False,
        )
    if made.twofold:
        err.print(
            f"handed in while the clock was put back or forward: {', '.join(made.twofold)}; a time "
            "that it showed twice is taken as the earlier one. Look in the system which attempt "
            "is the newest, and how late it is",
            soft_wrap=True,
            markup=False,
        )
    out.print(
        f"{len(made.taken)} submissions written to {folder}, {len(made.unchanged)} were there "
        f"already, {len(made.older)} are older than what is there",
        soft_wrap=True,
    )


@app.command()
def export(
    to: Annotated[
        str, typer.Option(help="canvas, moodle, blackboard, brightspace, gradescope, csv or json.")
    ] = "csv",
    file: Annotated[
        Path | None, typer.Option(help="Where to write; named for the format by default.")
    ] = None,
    roster: RosterFile = None,
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only this assignment; may be given again.")
    ] = None,
    submitted: Submitted = None,
    db_url: DbUrl = "",
) -> None:
    """Export grades, with manual scores and penalties, for a learning management system.

    Example: lossbook export --to canvas --roster canvas_export.csv --file import.csv
    """
    from traitlets.config import Config

    from autograder.classroom.database import opened
    from autograder.classroom.exporters import EXPORTS
    from autograder.classroom.workspace import Workspace

    if to not in EXPORTS:
        mend = f"; for a file of that name: --to csv --file {to}" if to.endswith(".csv") else ""
        raise CourseError(f"there is no format {to!r}; known are {', '.join(EXPORTS)}{mend}")
    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    workspace.need_gradebook()
    plugin = EXPORTS[to](
        to=str(file or ""),
        roster=str(roster or ""),
        assignment=list(assignment or []),
        config=Config({"CourseDirectory": {"root": str(course.root)}}),
    )
    plugin.log.setLevel("ERROR")
    with opened(workspace.gradebook) as book:
        plugin.export(book)
    for note in plugin.notes:
        err.print(note, soft_wrap=True, markup=False)
    out.print(f"wrote {plugin.to or plugin.default}", soft_wrap=True)


@app.command()
def report(
    assignment: ChapterName,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the whole report as one page.")
    ] = None,
    student: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write one page a student.")
    ] = None,
    submitted: Submitted = None,
    db_url: DbUrl = "",
    as_json: AsJson = False,
) -> None:
    """Show how a class did: by exercise, which misconceptions were met, what waits for a person.

    Example: lossbook report physical_loss --html report.html
    """
    from autograder.classroom.report import class_report
    from autograder.classroom.workspace import Workspace, stored_result

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    graded = [stored_result(workspace.graded(s)) for s in workspace.submissions(assignment)]
    results = [result for result in graded if result]
    if not results:
        raise CourseError(f"nothing is graded yet: run `lossbook grade {assignment}` first")
    if html or student:
        from autograder.classroom.report_page import write_pages

        for path in write_pages(course.chapter(assignment), workspace, results, html, student):
            out.print(f"wrote {path}", soft_wrap=True)
        return
    rows = class_report(results)
    if as_json:
        print(json.dumps(rows))
        return
    table = Table("exercise", "points", "mean", "passed", "most met")
    for row in rows:
        table.add_row(
            escape(row["id"]),
            f"{row['points']:g}",
            f"{row['mean']:.2f}",
            f"{row['passed']}/{row['students']}",
            "\n".join(escape(f"{count} × {message}") for message, count in row["messages"]),
        )
    table.columns[0].no_wrap = True
    out.print(table)
    if workspace.has_gradebook():
        from autograder.classroom.gradebook import waiting_for_a_person

        waits = waiting_for_a_person(workspace.gradebook, assignment)
        if waits.notebooks:
            out.print(f"{waits.notebooks} notebooks wait for a person: {', '.join(waits.cells)}")


@app.command()
def audit(
    student: Annotated[str, typer.Argument(help="Only this student.")] = "",
    submitted: Submitted = None,
    db_url: DbUrl = "",
    as_json: AsJson = False,
) -> None:
    """Show who changed which score when and why, and whether the record was tampered with.

    Example: lossbook audit ann
    """
    from autograder.classroom import audit as record
    from autograder.classroom.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    path = record.path_of(workspace.gradebook, course.root)
    lines = [line for line in record.read(path) if student in ("", line.get("student"))]
    if as_json:
        for line in lines:
            print(json.dumps(line))
    else:
        table = Table("time", "who", "student", "what", "before", "after", "why")
        for line in lines:
            what = " ".join(str(line.get(k, "")) for k in ("assignment", "cell", "field"))
            said = [line.get(k) for k in ("time", "who", "student")]
            ends = ["" if line.get(k) is None else line[k] for k in ("before", "after", "why")]
            table.add_row(*(escape(str(v)) for v in (*said, " ".join(what.split()), *ends)))
        out.print(table)
        out.print(f"{len(lines)} changes in {path}", soft_wrap=True)
    wrong = record.check(path)
    for trouble in wrong:
        err.print(f"[red]the record is damaged:[/] {trouble}")
    raise typer.Exit(bool(wrong))


@app.command()
def backup(
    to: Annotated[Path | None, typer.Argument(help="The archive to write.")] = None,
    submitted: Submitted = None,
    db_url: DbUrl = "",
) -> None:
    """Keep gradebook, submissions, graded notebooks, feedback and audit in one archive.

    Example: lossbook backup before-regrading.zip
    """
    from autograder.classroom.backup import make_backup
    from autograder.classroom.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    path, count = make_backup(course, workspace, to)
    out.print(f"wrote {path}: {count} files", soft_wrap=True)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="What `lossbook backup` wrote.")],
    to: Annotated[
        Path | None, typer.Option(help="The folder to restore into; the course's by default.")
    ] = None,
) -> None:
    """Bring back what a backup holds; what is in the way is moved aside, not deleted.

    Example: lossbook restore before-regrading.zip
    """
    from autograder.classroom.backup import restore_backup

    found = restore_backup(archive, to or Course.find().root)
    if found.newer:
        err.print(
            f"{found.newer} changes of scores were made after this backup: they are in the "
            "gradebook and the audit that were there, and not in what was restored",
            soft_wrap=True,
        )
    if found.aside is not None:
        out.print(f"what was there lies in {found.aside}", soft_wrap=True)
    out.print(f"restored {found.count} files", soft_wrap=True)


@app.command()
def forget(
    student: Annotated[str, typer.Argument(help="The student's id, as the gradebook has it.")],
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete it; without this it is only listed.")
    ] = False,
    submitted: Submitted = None,
    db_url: DbUrl = "",
) -> None:
    """List what is stored of a student, and with --delete delete it for good.

    Example: lossbook forget ann
    """
    from autograder.classroom import forget as forgetting
    from autograder.classroom.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    found = forgetting.stored_of(course, workspace, student)
    if delete:
        forgetting.forget(workspace, student, found)
    for one in found:
        if one.stays:
            what = f"stays: {one.place} ({one.stays})"
        else:
            what = f"{'deleted' if delete else 'stored in'}: {one.place}"
        out.print(what, markup=False, soft_wrap=True)
    for place in forgetting.unknown(course, workspace):
        told = f"look yourself: {place} (students may be called otherwise there)"
        out.print(told, markup=False, soft_wrap=True)
    if not delete:
        out.print(f"nothing was deleted; `lossbook forget {student} --delete` does it, for good")
