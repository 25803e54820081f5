"""Load one chapter: its text, and one folder for each exercise and essay.

The order of exercises and essays stands in ``exercise.md`` and nowhere else. A folder's name
is the exercise's id, and the name of the function that learners write.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.chapter_files import ChapterFiles, placed, read
from autograder.course.course import TEXT, Course, CourseError
from autograder.course.exercise import Essay, Exercise, KnownAnswer, known_answer
from autograder.course.setup_cell import merged_imports
from autograder.sandbox import lasting


@dataclass(frozen=True, eq=False)
class Chapter(ChapterFiles):
    """One chapter's exercises with all that grades them. It never leaves the trusted process.

    Parameters
    ----------
    course, name, limits, digest
        As for :class:`ChapterFiles`.
    exercises, essays
        What learners solve and write, each in the order of the notebook.
    references
        The module that holds the reference implementation, for each exercise's id.
    known
        The answers whose verdict is known beforehand, for each exercise's id.
    """

    exercises: tuple[Exercise, ...]
    essays: tuple[Essay, ...]
    references: Mapping[str, ModuleType] = field(repr=False)
    known: Mapping[str, tuple[KnownAnswer, ...]] = field(repr=False)

    def exercise(self, exercise_id: str) -> Exercise:
        """Look an exercise up by its id."""
        return self._one(self.exercises, "exercise", exercise_id)

    def essay(self, essay_id: str) -> Essay:
        """Look up by its id what a person grades."""
        return self._one(self.essays, "essay", essay_id)

    def _one(self, among: tuple[Any, ...], kind: str, wanted: str) -> Any:
        for one in among:
            if one.id == wanted:
                return one
        ids = ", ".join(one.id for one in among) or "none"
        raise CourseError(f"no {kind} {wanted!r} in {self.name}; there are: {ids}")

    def solution(self, exercise: Exercise) -> Any:
        """The reference implementation of one exercise."""
        try:
            return getattr(self.references[exercise.id], exercise.id)
        except AttributeError:
            path = self._reference(exercise.id)
            raise CourseError(f"{path} defines no function {exercise.id}") from None

    def mutants(self, exercise: Exercise) -> list[KnownAnswer]:
        """The wrong answers that must fail."""
        return [known for known in self.known[exercise.id] if not known.right]

    def variants(self, exercise: Exercise) -> list[KnownAnswer]:
        """The other right answers that must pass."""
        return [known for known in self.known[exercise.id] if known.right]

    def _reference(self, exercise_id: str) -> Path:
        return self.folder / exercise_id / "reference.py"

    @cached_property
    def _reference_sources(self) -> dict[str, str]:
        ids = [exercise.id for exercise in self.exercises]
        return {name: self._reference(name).read_text(encoding="utf-8") for name in ids}

    def setup_source(self) -> str:
        """What a learner's notebook imports: all that any of the references does."""
        return merged_imports(self._reference_sources.values())

    def solution_source(self, exercise: Exercise, begin: str = "", end: str = "") -> str:
        """The reference implementation as text, its body between two optional lines."""
        path, source = self._reference(exercise.id), self._reference_sources[exercise.id]
        tree = ast.parse(source)
        node = next(
            (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == exercise.id), None
        )
        if node is None or ast.get_docstring(node) is None:
            raise CourseError(f"{path}: {exercise.id} must be a function with a docstring")
        lines = source.splitlines()
        if len(node.body) < 2:
            raise CourseError(f"{path}: {exercise.id} has an empty body")
        head = lines[node.lineno - 1 : node.body[0].end_lineno]
        body = lines[node.body[0].end_lineno : node.end_lineno]
        before = [f"    {begin}"] if begin else []
        return "\n".join([*head, *before, *body, *([f"    {end}"] if end else [])])

    def known_source(self, exercise: Exercise, known: KnownAnswer) -> str:
        """A known answer as the text of an answer cell that defines the exercise's function."""
        source = inspect.getsource(known.function)
        node = ast.parse(source).body[0]
        assert isinstance(node, ast.FunctionDef)
        body = "\n".join(source.splitlines()[node.lineno - 1 :])
        return body.replace(f"def {known.name}(", f"def {exercise.id}(", 1)


def load(course: Course, name: str) -> Chapter:
    """Load one chapter's exercises, references and known answers.

    Raises
    ------
    CourseError
        If there is no such chapter, or one of its files contradicts the contract.
    """
    files = read(course, name)
    order = placed(course, name)
    _refuse_disorder(files.folder, order)
    loader = _Loader(course, name, files.digest)
    exercises, essays = [], []
    references: dict[str, ModuleType] = {}
    known: dict[str, tuple[KnownAnswer, ...]] = {}
    with lasting.loading():
        for kind, one in order:
            if kind == "essay":
                essay = loader.described(one, "rubric", "ESSAY")
                essays.append(replace(essay, id=one, task=loader.text(one, "task.md")))
                continue
            described = loader.described(one, "checks", "EXERCISE")
            discussion = loader.text(one, "discussion.md")
            exercises.append(replace(described, id=one, discussion=discussion))
            references[one] = loader.module(one, "reference")
            answers = vars(loader.module(one, "mutants")).values()
            known[one] = tuple(filter(None, map(known_answer, answers)))
    _use_one_thread()
    return Chapter(
        course,
        name,
        files.limits,
        files.digest,
        exercises=tuple(exercises),
        essays=tuple(essays),
        references=references,
        known=known,
    )


def _refuse_disorder(folder: Path, order: list[tuple[str, str]]) -> None:
    ids = [one for _, one in order]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise CourseError(f"{folder / TEXT} has two places for {', '.join(twice)}")
    there = {p.parent.name for part in ("checks.py", "rubric.py") for p in folder.glob(f"*/{part}")}
    for one in ids:
        if one not in there:
            raise CourseError(f"{folder / TEXT} names {one}, but there is no {folder / one}")
    if lost := sorted(there - set(ids)):
        raise CourseError(f"{folder / lost[0]} has no place in {folder / TEXT}")


class _Loader:
    """Imports the parts of one chapter, even if another course or an older state was loaded."""

    # The state of each chapter's folder when its modules were imported.
    _imported: dict[str, tuple[Path, str]] = {}  # noqa: RUF012

    def __init__(self, course: Course, chapter: str, state: str):
        self._chapter = chapter
        self._folder = course.solutions / chapter
        now = (self._folder.resolve(), state)
        if self._imported.get(chapter, now) != now:
            for old in [m for m in sys.modules if m.split(".")[0] == "solutions"]:
                del sys.modules[old]
            self._imported.clear()
        self._imported[chapter] = now
        if sys.path[0] != str(course.root):
            sys.path.insert(0, str(course.root))

    def module(self, exercise: str, part: str) -> ModuleType:
        """Import ``solutions/<chapter>/<exercise>/<part>.py``."""
        path = self._folder / exercise / f"{part}.py"
        if not path.is_file():
            raise CourseError(f"{path} is missing")
        importlib.invalidate_caches()
        try:
            return importlib.import_module(f"solutions.{self._chapter}.{exercise}.{part}")
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            own = [f for f in frames if Path(f.filename).is_relative_to(self._folder.parent)]
            line = own[-1] if own else None
            where = f"{line.filename}, line {line.lineno}" if line else str(path)
            raise CourseError(f"{where}: {type(error).__name__}: {error}") from error

    def described(self, exercise: str, part: str, name: str) -> Any:
        """The description that a module must hold."""
        described = getattr(self.module(exercise, part), name, None)
        if not isinstance(described, Exercise | Essay):
            path = self._folder / exercise / f"{part}.py"
            raise CourseError(f"{path} must set {name} = {name.title()}(...)")
        return described

    def text(self, exercise: str, name: str) -> str:
        """The text of a Markdown file; empty where there is none."""
        path = self._folder / exercise / name
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _use_one_thread() -> None:
    """Keep torch from starting threads: on inputs this small they only wait for each other."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
