"""Sphinx extension of the book: what pages take from the exercise files and the kernels need.

``{course-table} chapter chapter …``
    One row a chapter: exercises, points that the grader gives, points that a person gives, minutes.
``{exercise-table} chapter``
    One row an exercise: title, points, difficulty, minutes.
``{exercise-notes} chapter``
    For each exercise its objective and, folded, the task, the hints, the discussion and the
    model solution; for each essay the task and the rubric. Set ``course_show_solutions`` to
    false to leave discussions and solutions out.
``{release-notebook}`chapter```
    A role: the download link of the chapter's exercise notebook.

Everything is read from ``solutions/<chapter>/``, so that nothing about an exercise is written
twice.
"""

from __future__ import annotations

import ast
import inspect
import os
import shutil
import sys
import textwrap
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from autograder.course.chapter import Chapter
    from autograder.course.exercise import Essay, Exercise

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # this folder is no package, and Sphinx runs from anywhere

from autograder.course import dependencies  # noqa: E402
from autograder.course.course import Course, CourseError  # noqa: E402
from autograder.course.facts import facts  # noqa: E402
from losslint.cards import write_deck  # noqa: E402

COURSE = Course(ROOT)
DIFFICULTY = {1: "warm\u2011up", 2: "easy", 3: "medium", 4: "hard", 5: "very\u00a0hard"}

logger = logging.getLogger(__name__)


def chapter_files(chapter: str) -> list[Path]:
    """The files that a page about the chapter's exercises depends on."""
    return list(dependencies.sources(COURSE, chapter).values())


@lru_cache
def load(chapter: str) -> Chapter:
    """The chapter with its exercises and essays, in the order of its notebook."""
    return COURSE.chapter(chapter)


def anchor(exercise: Exercise | Essay) -> str:
    """The label under which an exercise is discussed."""
    return f"exercise-{exercise.id.replace('_', '-')}"


def number(value: float) -> str:
    """Points without a needless ``.0``."""
    return f"{value:g}"


def table_lines(chapter: Chapter) -> list[str]:
    """The exercises and essays of a chapter as a Markdown table."""
    exercises, essays = chapter.exercises, chapter.essays
    lines = ["| exercise | points | difficulty | minutes |", "|:---|---:|:---|---:|"]
    for exercise in exercises:
        name = f"[{exercise.title}](#{anchor(exercise)}) `{exercise.id}`"
        level = f"{exercise.difficulty}\u00a0·\u00a0{DIFFICULTY[exercise.difficulty]}"
        lines.append(f"| {name} | {number(exercise.points)} | {level} | {exercise.minutes} |")
    for essay in essays:
        name = f"[{essay.title}](#{anchor(essay)})"
        lines.append(f"| {name} | {number(essay.points)} | graded by a person | {essay.minutes} |")
    points = number(sum(each.points for each in (*exercises, *essays)))
    minutes = sum(each.minutes for each in (*exercises, *essays))
    lines.append(f"| **together** | **{points}** |  | **{minutes}** |")
    return lines


def course_lines(chapters: list[Chapter]) -> list[str]:
    """The chapters as a Markdown table."""
    lines = [
        "| chapter | exercises | points by the grader | points by a person | hours |",
        "|:---|---:|---:|---:|---:|",
    ]
    total = [0.0] * 4
    for chapter in chapters:
        exercises, essays = chapter.exercises, chapter.essays
        row = [
            len(exercises) + len(essays),
            sum(each.points for each in exercises),
            sum(each.points for each in essays),
            round(sum(each.minutes for each in (*exercises, *essays)) / 60, 1),
        ]
        total = [have + more for have, more in zip(total, row, strict=True)]
        lines.append(f"| []({chapter.name}.md) | {' | '.join(map(number, row))} |")
    cells = " | ".join(f"**{number(value)}**" for value in total)
    return [*lines, f"| **together** | {cells} |"]


def dropdown(title: str, body: list[str]) -> list[str]:
    """A folded block; seven colons leave room for directives inside `body`."""
    return [f":::::::{{dropdown}} {title}", "", *body, "", ":::::::", ""]


def code_block(source: str) -> list[str]:
    """Python source as a highlighted block."""
    return ["`````{code-block} python", *source.rstrip().splitlines(), "`````"]


def definition(function: Any) -> tuple[list[str], ast.FunctionDef]:
    """The function's source lines and their syntax tree."""
    lines = textwrap.dedent(inspect.getsource(function)).splitlines()
    return lines, cast(ast.FunctionDef, ast.parse("\n".join(lines)).body[0])


def signature(function: Any) -> str:
    """The function's head as its author wrote it: ``f(x: Tensor) -> Tensor``."""
    _, tree = definition(function)
    returns = f" -> {ast.unparse(tree.returns)}" if tree.returns else ""
    return f"{tree.name}({ast.unparse(tree.args)}){returns}"


def solution_source(function: Any) -> str:
    """The function without its docstring, which is shown as the task."""
    lines, tree = definition(function)
    if ast.get_docstring(tree) is not None:
        del lines[tree.body[0].lineno - 1 : tree.body[0].end_lineno]
    return "\n".join(lines)


def notes_lines(exercise: Exercise, function: Any, solutions: bool) -> list[str]:
    """Everything a reader may unfold about one exercise, as Markdown."""
    task = inspect.getdoc(function) or ""
    lines = [
        f"({anchor(exercise)})=",
        f"### {exercise.title}",
        "",
        f"`{signature(function)}`",
        "",
        facts(exercise),
        "",
        exercise.objective,
        "",
        *dropdown("The task", ["```text", *task.splitlines(), "```"]),
    ]
    for index, hint in enumerate(exercise.hints, start=1):
        lines += dropdown(f"Hint {index} of {len(exercise.hints)}", hint.splitlines())
    if solutions:
        lines += dropdown("A solution", code_block(solution_source(function)))
        lines += dropdown("Why", exercise.discussion.splitlines())
    return lines


def essay_lines(essay: Essay) -> list[str]:
    """What an essay asks and what it is graded by, as Markdown."""
    return [
        f"({anchor(essay)})=",
        f"### {essay.title}",
        "",
        facts(essay),
        "",
        essay.objective,
        "",
        *dropdown("The task", essay.task.splitlines()),
        *dropdown("The rubric", essay.rubric_table().splitlines()),
    ]


class ChapterDirective(SphinxDirective):
    """Base: a directive whose argument is a chapter's name and whose content is generated."""

    required_arguments = 1

    def lines(self, chapter: str) -> list[str]:
        """The Markdown that stands in the directive's place."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Parse the generated Markdown where the directive stands."""
        chapter = self.arguments[0]
        for path in [path for name in self.arguments for path in chapter_files(name)]:
            self.env.note_dependency(str(path))
        try:
            lines = self.lines(chapter)
        except CourseError as error:
            raise self.error(f"chapter {chapter!r} has no exercises to show: {error}") from error
        holder = nodes.container(classes=["course-exercises"])
        source = str(chapter_files(chapter)[0])
        self.state.nested_parse(
            StringList(lines, source=source), self.content_offset, holder, match_titles=True
        )
        return holder.children


class CourseTable(ChapterDirective):
    """``{course-table} chapter chapter …``."""

    optional_arguments = 100

    def lines(self, chapter: str) -> list[str]:
        """A table of all chapters that are named."""
        return course_lines([load(name) for name in self.arguments])


class ExerciseTable(ChapterDirective):
    """``{exercise-table} chapter``."""

    def lines(self, chapter: str) -> list[str]:
        """A table of the chapter's exercises."""
        return table_lines(load(chapter))


class ExerciseNotes(ChapterDirective):
    """``{exercise-notes} chapter``."""

    def lines(self, chapter: str) -> list[str]:
        """Notes on every exercise of the chapter."""
        loaded = load(chapter)
        solutions = self.config.course_show_solutions
        lines = [
            line
            for exercise in loaded.exercises
            for line in notes_lines(exercise, loaded.solution(exercise), solutions)
        ]
        return lines + [line for essay in loaded.essays for line in essay_lines(essay)]


class ReleaseNotebook(SphinxRole):
    """A link that downloads a chapter's exercise notebook, or its path while there is none."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the link."""
        chapter = self.text
        path = f"exercises/{chapter}/{chapter}.ipynb"
        self.env.note_dependency(str(ROOT / path))
        label = nodes.literal(path, path)
        if not (ROOT / path).is_file():
            logger.info("%s is not assembled yet: `lossbook assemble %s`", path, chapter)
            return [label], []
        return [addnodes.download_reference("", "", label, reftarget=f"/{path}")], []


def cell_sources() -> dict[str, Path]:
    """The files whose code the cells of the pages run."""
    found: dict[str, Path] = {}
    for chapter in COURSE.chapters():
        found |= dependencies.sources(COURSE, chapter)
    for folder in ("book/_lib", "book/_quizzes", "losslint"):
        found |= dependencies.files_below(ROOT / folder, folder)
    return found


def refresh_execution_cache(app: Sphinx, config: Any) -> None:
    """Keep executed cells only as long as the code that they import stays the same.

    The execution cache knows a page by its own cells. They call the reference functions and
    losslab, so the cache's folder is named for these files' content and older ones are removed.
    """
    home = Path(app.outdir).parent / ".jupyter_cache"
    config.nb_execution_cache_path = str(home / dependencies.digest(cell_sources()))
    for old in home.glob("*"):
        if old.name != Path(config.nb_execution_cache_path).name:
            shutil.rmtree(old, ignore_errors=True)


def _text(path: str | Path) -> str:
    return Path(path).read_text(encoding="utf-8")


def reread_pages_with_cells(app: Sphinx, env: Any, *_changed: Any) -> list[str]:
    """Read every executed page again when the code that its cells import has changed."""
    now = dependencies.digest(cell_sources())
    before, env.course_digest = getattr(env, "course_digest", now), now
    if before == now:
        return []
    return [name for name in env.found_docs if "{code-cell}" in _text(env.doc2path(name))]


def drop_remote_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Leave out the live-code scripts: the book starts no kernel and loads from no other host."""
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "thebe"
        not in f"{getattr(script, 'filename', script)}{getattr(script, 'attributes', '')}"
    ]


def offer_deck(app: Sphinx, failed: Exception | None) -> None:
    """Put the Anki deck where the page on the lint links to it."""
    if failed is None and app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(exist_ok=True)
        quizzes = sorted((ROOT / "book" / "_quizzes").glob("*.json"))
        write_deck(static / "loss-precisely.apkg", quizzes)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx, and let the pages' kernels import the repository."""
    old = os.environ.get("PYTHONPATH", "")
    if str(ROOT) not in old.split(os.pathsep):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), old]))
    app.add_config_value("course_show_solutions", True, "env", types=[bool])
    app.add_directive("course-table", CourseTable)
    app.add_directive("exercise-table", ExerciseTable)
    app.add_directive("exercise-notes", ExerciseNotes)
    app.add_role("release-notebook", ReleaseNotebook())
    app.connect("config-inited", refresh_execution_cache, priority=900)
    app.connect("env-get-outdated", reread_pages_with_cells)
    app.connect("html-page-context", drop_remote_scripts, priority=900)
    app.connect("build-finished", offer_deck)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
