"""A page for every exercise: what is asked, hints, discussion, and the way back to the chapter.

The pages are Markdown, written before Sphinx looks for its sources, into ``book/exercises/``,
which git ignores. They take their place in the table of contents below the page *Exercises*, in
the order of the chapters' notebooks. A page is written only if it changed, so that Sphinx reads
only what is new.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from autograder.course.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course.chapter import Chapter
    from autograder.course.exercise import Essay, Exercise

FOLDER = "book/exercises"
SECTION = re.compile(r"^(Parameters|Returns|Raises|Yields|Notes|Examples)\n-+\n", re.M)
ROLE = re.compile(r":\w+(?::\w+)*:`~?([^`]+)`")
LABEL = re.compile(r"^\(([\w-]+)\)=$", re.M)


def anchor(exercise: Exercise | Essay) -> str:
    """The label under which an exercise is discussed."""
    return f"exercise-{exercise.id.replace('_', '-')}"


def page_of(chapter: str, exercise: Exercise | Essay) -> str:
    """The exercise's page, relative to the repository and without a suffix."""
    return f"{FOLDER}/{chapter}/{exercise.id}"


def dropdown(title: str, body: Sequence[str]) -> list[str]:
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
    """The function's head as its author wrote it: ``def f(x: Tensor) -> Tensor: ...``."""
    _, tree = definition(function)
    returns = f" -> {ast.unparse(tree.returns)}" if tree.returns else ""
    whole = f"def {tree.name}({ast.unparse(tree.args)}){returns}: ..."
    if len(whole) <= 80:
        return whole
    args = ",\n    ".join(re.split(r", (?=\*?\w+\s*:|\w+=)", ast.unparse(tree.args)))
    return f"def {tree.name}(\n    {args},\n){returns}: ..."


def solution_source(function: Any) -> str:
    """The function without its docstring, which is shown as the task."""
    lines, tree = definition(function)
    if ast.get_docstring(tree) is not None:
        del lines[tree.body[0].lineno - 1 : tree.body[0].end_lineno]
    return "\n".join(lines)


def task_lines(docstring: str) -> list[str]:
    """A docstring in NumPy's form as Markdown: its sections become definition lists."""
    parts = SECTION.split(ROLE.sub(r"``\1``", docstring))
    lines = [*parts[0].strip().splitlines(), ""]
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        if name in ("Parameters", "Returns", "Raises", "Yields"):
            lines += [f"**{name}**", "", *_definitions(text)]
        elif name == "Examples":
            lines += ["**Example**", "", *code_block(text.strip("\n"))]
        else:
            lines += text.strip("\n").splitlines()
        lines.append("")
    return lines


def _definitions(text: str) -> list[str]:
    """``name`` and an indented description as Markdown's definition list."""
    lines: list[str] = []
    for block in re.split(r"\n(?=\S)", text.strip("\n")):
        term, _, described = block.partition("\n")
        body = textwrap.dedent(described).strip("\n").splitlines() or [""]
        indented = [f"  {line}".rstrip() for line in body[1:]]
        lines += [f"`{term}`", f": {body[0]}", *indented, ""]
    return lines


def passage(chapter_text: str, exercise: str) -> str | None:
    """The label of the section of a chapter's page in which an exercise is first spoken of."""
    at = chapter_text.find(f"`{exercise}`")
    labels = [found.group(1) for found in LABEL.finditer(chapter_text, 0, max(at, 0))]
    return labels[-1] if at >= 0 and labels else None


def exercise_lines(
    exercise: Exercise, function: Any, where: Sequence[str], solutions: bool
) -> list[str]:
    """The page of an exercise, as Markdown."""
    lines = [
        f"({anchor(exercise)})=",
        f"# {exercise.title}",
        "",
        f"{exercise.objective}",
        "",
        facts(exercise),
        "",
        *where,
        "",
        *code_block(signature(function)),
        "",
        *task_lines(inspect.getdoc(function) or ""),
        "",
    ]
    for index, hint in enumerate(exercise.hints, start=1):
        lines += dropdown(f"Hint {index} of {len(exercise.hints)}", hint.splitlines())
    if solutions:
        lines += dropdown("A solution", code_block(solution_source(function)))
        lines += dropdown("Why", exercise.discussion.splitlines())
    return lines


def essay_lines(essay: Essay, where: Sequence[str]) -> list[str]:
    """The page of an essay, with what it is graded by, as Markdown."""
    return [
        f"({anchor(essay)})=",
        f"# {essay.title}",
        "",
        f"{essay.objective}",
        "",
        facts(essay),
        "",
        *where,
        "",
        *essay.task.splitlines(),
        "",
        *dropdown("The rubric", essay.rubric_table().splitlines()),
    ]


def where_lines(chapter: str, exercise: Exercise | Essay, chapter_text: str) -> list[str]:
    """The way to the chapter and to the notebook."""
    label = passage(chapter_text, exercise.id)
    there = f"[](../../{chapter}.md)" + (f", [where it is spoken of](#{label})" if label else "")
    notebook = f"Notebook: {{release-notebook}}`{chapter}`."
    return [f"Chapter: {there}. {notebook}", "", *take_lines(chapter)]


def take_lines(chapter: str) -> list[str]:
    """The line that offers the zip and, where the course has an address, a chapter's notebook."""
    return [f"```{{take}} {chapter}", "```"]


def chapter_lines(chapter: str, title: str) -> list[str]:
    """The page that leads to a chapter's exercises, as Markdown."""
    return [
        f"# Exercises: {title}",
        "",
        f"Chapter: [](../{chapter}.md). Notebook: {{release-notebook}}`{chapter}`.",
        "",
        *take_lines(chapter),
        "",
        f"```{{exercise-table}} {chapter}",
        "```",
    ]


def chapter_pages(chapter: Chapter, chapter_text: str, solutions: bool) -> dict[str, str]:
    """The pages of a chapter's exercises, by their paths without a suffix; first their list."""
    title = re.search(r"^# (.+)$", chapter_text, re.M)
    lines = {f"{FOLDER}/{chapter.name}": chapter_lines(chapter.name, title[1] if title else "")}
    for exercise in chapter.exercises:
        where = where_lines(chapter.name, exercise, chapter_text)
        lines[page_of(chapter.name, exercise)] = exercise_lines(
            exercise, chapter.solution(exercise), where, solutions
        )
    for essay in chapter.essays:
        where = where_lines(chapter.name, essay, chapter_text)
        lines[page_of(chapter.name, essay)] = essay_lines(essay, where)
    return {name: "\n".join(text) + "\n" for name, text in lines.items()}


def write(root: Path, pages: dict[str, str]) -> None:
    """Write the pages that changed below `root` and remove those that are no longer there."""
    for name, text in pages.items():
        path = root / f"{name}.md"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for old in (root / FOLDER).rglob("*.md"):
        if old.relative_to(root).with_suffix("").as_posix() not in pages:
            old.unlink()


def contents(toc: str, chapters: Sequence[dict[str, str]]) -> str:
    """The table of contents with each chapter's pages below the page *Exercises*."""
    read = yaml.safe_load(toc)
    for entry in (entry for part in read["parts"] for entry in part["chapters"]):
        if entry["file"] == FOLDER:
            entry["sections"] = [
                {
                    "file": first,
                    "title": pages[first].splitlines()[0].removeprefix("# Exercises: "),
                    "sections": [{"file": name} for name in others],
                }
                for pages in chapters
                for first, *others in [list(pages)]
            ]
    return yaml.safe_dump(read, sort_keys=False, allow_unicode=True)
