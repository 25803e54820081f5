"""Sphinx extension of the book: what pages take from the exercise files and the kernels need.

``{course-table} chapter chapter …``
    One row a chapter: exercises, points that the grader gives, points that a person gives, minutes.
``{exercise-table} chapter``
    One row an exercise: title, points, difficulty, minutes.
``{exercise-index} chapter chapter …``
    One row an exercise of all the chapters, to be filtered in the page.
``{release-notebook}`chapter```
    A role: the download link of the chapter's exercise notebook.

Everything is read from ``solutions/<chapter>/``, so that nothing about an exercise is written
twice. Each exercise has a page, see ``exercise_pages.py``; set ``course_show_solutions`` to false
to leave discussions and solutions out.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from autograder.course.chapter import Chapter

ROOT = Path(__file__).resolve().parents[2]
# This folder is no package, and Sphinx runs from anywhere.
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import ebook  # noqa: E402
import exercise_pages  # noqa: E402
import finish  # noqa: E402
from exercise_pages import anchor  # noqa: E402

from autograder.course import dependencies  # noqa: E402
from autograder.course.course import Course, CourseError  # noqa: E402
from losslint.cards import write_deck  # noqa: E402

COURSE = Course(ROOT)
DIFFICULTY = {1: "warm\u2011up", 2: "easy", 3: "medium", 4: "hard", 5: "very\u00a0hard"}
UNDECLARED = (
    "sphinx_jupyterbook_latex",
    "sphinx_multitoc_numbering",
    "sphinx-mathjax-offline",
)

logger = logging.getLogger(__name__)


def chapter_files(chapter: str) -> list[Path]:
    """The files that a page about the chapter's exercises depends on."""
    return list(dependencies.sources(COURSE, chapter).values())


@lru_cache
def load(chapter: str) -> Chapter:
    """The chapter with its exercises and essays, in the order of its notebook."""
    return COURSE.chapter(chapter)


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


def index_lines(chapters: list[Chapter]) -> list[str]:
    """All exercises and essays of the chapters as a Markdown table."""
    lines = ["| exercise | chapter | points | difficulty | minutes |", "|:---|:---|---:|:---|---:|"]
    for chapter in chapters:
        for each in (*chapter.exercises, *chapter.essays):
            level = getattr(each, "difficulty", None)
            words = f"{level}\u00a0·\u00a0{DIFFICULTY[level]}" if level else "graded by a person"
            name = f"[{each.title}](#{anchor(each)}) `{each.id}`"
            cells = [name, f"[]({chapter.name}.md)", number(each.points), words, str(each.minutes)]
            lines.append(f"| {' | '.join(cells)} |")
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


class ExerciseIndex(ChapterDirective):
    """``{exercise-index} chapter chapter …``."""

    optional_arguments = 100

    def lines(self, chapter: str) -> list[str]:
        """A table of all exercises, which a script lets readers filter."""
        return index_lines([load(name) for name in self.arguments])

    def run(self) -> list[nodes.Node]:
        """Mark the table for the script."""
        made = super().run()
        for table in (table for node in made for table in node.findall(nodes.table)):
            table["classes"].append("exercise-index")
        return made


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


def write_exercise_pages(app: Sphinx, config: Any) -> None:
    """Write a page for each exercise, and a table of contents in which they have their places."""
    if Path(app.srcdir) != ROOT:
        return
    listed = _text(ROOT / "_toc.yml")
    known = set(COURSE.chapters())
    names = [name for name in re.findall(r"file: book/(\w+)", listed) if name in known]
    chapters = [
        exercise_pages.chapter_pages(
            load(name), _text(ROOT / "book" / f"{name}.md"), config.course_show_solutions
        )
        for name in names
    ]
    exercise_pages.write(ROOT, {name: text for pages in chapters for name, text in pages.items()})
    toc = Path(app.outdir).parent / "_toc.yml"
    toc.parent.mkdir(parents=True, exist_ok=True)
    toc.write_text(exercise_pages.contents(listed, chapters), encoding="utf-8")
    config.external_toc_path = toc.as_posix()


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


def know_title_and_version(app: Sphinx, config: Any) -> None:
    """Give the book its title, which Jupyter Book tells pages alone, and the package's version.

    An ePub has to name both.
    """
    config.project = config.html_title
    config.version = config.release = metadata.version("lossbook")
    ebook.configure(config)


def read_and_write_in_parallel(app: Sphinx) -> None:
    """Let as many pages be read, executed and written at once as there are processors.

    Jupyter Book passes Sphinx no number of jobs. Extensions that say nothing about it keep no
    state between pages: one sets up LaTeX, one the place of MathJax.
    """
    app.parallel = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    for extension in app.extensions.values():
        for safe in ("parallel_read_safe", "parallel_write_safe"):
            if extension.metadata.get(safe) is None and extension.name in UNDECLARED:
                setattr(extension, safe, True)


def offer_deck(app: Sphinx, failed: Exception | None) -> None:
    """Put the Anki deck where the page on the lint links to it."""
    if failed is None and app.builder.name == "html":
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
    app.add_directive("exercise-index", ExerciseIndex)
    app.add_role("release-notebook", ReleaseNotebook())
    app.connect("config-inited", write_exercise_pages, priority=100)  # before the contents are read
    app.connect("config-inited", finish.begin, priority=100)
    app.connect("config-inited", know_title_and_version, priority=100)
    app.connect("config-inited", refresh_execution_cache, priority=900)
    app.connect("builder-inited", read_and_write_in_parallel)
    app.connect("env-get-outdated", reread_pages_with_cells)
    app.add_builder(ebook.Ebook, override=True)
    app.add_search_language(finish.Words)
    app.connect("html-page-context", drop_remote_scripts, priority=900)
    app.connect("html-page-context", finish.describe)
    app.connect("build-finished", finish.finish, priority=900)
    app.connect("build-finished", offer_deck)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
