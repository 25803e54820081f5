"""Find a course on disk and load one chapter of it.

A course is a folder with ``nbgrader_config.py`` and ``solutions/``. Its chapters are the
subfolders of ``solutions`` that hold an ``exercise.md``.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.exercise import Essay, Exercise, KnownAnswer, known_answer
from autograder.sandbox.limits import Limits

MARKER = "nbgrader_config.py"


class CourseError(Exception):
    """Something about the course or a path is wrong; the message says what to do."""


@dataclass(frozen=True)
class Course:
    """The folders of a course.

    Parameters
    ----------
    root
        The folder that holds ``nbgrader_config.py``.
    """

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that `start` (the current folder by default) lies in."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / MARKER).is_file():
                return cls(folder)
        raise CourseError(f"{here} is not inside a course: no {MARKER} here or above; cd into one")

    @property
    def solutions(self) -> Path:
        """What an instructor keeps."""
        return self.root / "solutions"

    @property
    def source(self) -> Path:
        """The assembled nbgrader source, made anew from `solutions`."""
        return self.root / "build" / "source"

    @property
    def release(self) -> Path:
        """What a learner receives."""
        return self.root / "exercises"

    def trusted_release(self, chapter: str) -> Path:
        """The release notebook of one chapter that grading uses; no learner edits it."""
        return self.root / "build" / "release" / chapter / f"{chapter}.ipynb"

    def settings(self) -> dict[str, Any]:
        """What ``nbgrader_config.py`` sets as ``c.SandboxedExecute``, by the traits' names."""
        from traitlets.config.loader import PyFileConfigLoader

        try:
            config = PyFileConfigLoader(MARKER, path=str(self.root)).load_config()
        except Exception as error:
            raise CourseError(f"{self.root / MARKER} cannot be read: {error}") from error
        return dict(config.SandboxedExecute)

    def chapters(self) -> list[str]:
        """The names of all chapters that have exercises."""
        return sorted(path.parent.name for path in self.solutions.glob("*/exercise.md"))

    def chapter(self, name: str) -> Chapter:
        """Load one chapter's exercises, reference and known answers.

        Raises
        ------
        CourseError
            If there is no such chapter, or one of its files contradicts the contract.
        """
        folder = self._folder(name)
        with _no_collection():
            modules = {part: self._load(name, part) for part in ("reference", "checks", "mutants")}
        _use_one_thread()
        known_answers = [k for v in vars(modules["mutants"]).values() if (k := known_answer(v))]
        try:
            limits = Limits().updated(self.settings().get("limits", {}))
            limits = limits.updated(getattr(modules["checks"], "LIMITS", {}))
        except ValueError as error:
            raise CourseError(f"limits of {name} or of {self.root / MARKER}: {error}") from None
        return Chapter(
            name=name,
            folder=folder,
            exercises=tuple(modules["checks"].EXERCISES),
            essays=tuple(getattr(modules["checks"], "ESSAYS", ())),
            preload=self.preload(name),
            reference=modules["reference"],
            known=tuple(known_answers),
            limits=limits,
        )

    def preload(self, name: str) -> tuple[str, ...]:
        """What a chapter's ``PRELOAD`` names, read without importing the chapter.

        So a warm process can start while the chapter loads, which takes as long.

        Raises
        ------
        CourseError
            If there is no such chapter, or its ``PRELOAD`` is not a tuple of names.
        """
        path = self._folder(name) / "checks.py"
        try:
            tree = ast.parse(path.read_bytes())
            for node in tree.body:
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PRELOAD":
                    return tuple(ast.literal_eval(node.value))
        except (OSError, SyntaxError):  # loading the chapter will say it better
            return ()
        except (TypeError, ValueError):
            raise CourseError(f"{path}: PRELOAD must be a tuple of names in quotes") from None
        return ()

    def _folder(self, name: str) -> Path:
        """Where a chapter's solutions lie; a CourseError if it has none."""
        folder = self.solutions / name
        if not (folder / "exercise.md").is_file():
            known = ", ".join(self.chapters()) or "none"
            where = self.solutions
            raise CourseError(f"no chapter {name!r} with exercises in {where}; there are: {known}")
        return folder

    def _load(self, chapter: str, part: str) -> ModuleType:
        """Import a module of this course, even if another course was loaded before."""
        name = f"solutions.{chapter}.{part}"
        path = self.solutions / chapter / f"{part}.py"
        loaded = sys.modules.get(name)
        if loaded is not None and Path(inspect.getfile(loaded)).resolve() != path.resolve():
            for other in [m for m in sys.modules if m.split(".")[0] == "solutions"]:
                del sys.modules[other]
        if sys.path[0] != str(self.root):
            sys.path.insert(0, str(self.root))
        return importlib.import_module(name)


@dataclass(frozen=True)
class Chapter:
    """One chapter's exercises with all that grades them. It never leaves the trusted process."""

    name: str
    folder: Path
    exercises: tuple[Exercise, ...]
    reference: ModuleType
    known: tuple[KnownAnswer, ...] = field(repr=False)
    limits: Limits
    essays: tuple[Essay, ...] = ()
    # Modules that its learners use, to be imported before any submission runs.
    preload: tuple[str, ...] = ()

    def exercise(self, exercise_id: str) -> Exercise:
        """Look an exercise up by its id."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        ids = ", ".join(e.id for e in self.exercises)
        raise CourseError(f"no exercise {exercise_id!r} in {self.name}; there are: {ids}")

    def essay(self, essay_id: str) -> Essay:
        """Look up by its id what a person grades."""
        for essay in self.essays:
            if essay.id == essay_id:
                return essay
        ids = ", ".join(e.id for e in self.essays) or "none"
        raise CourseError(f"no essay {essay_id!r} in {self.name}; there are: {ids}")

    def solution(self, exercise: Exercise) -> Any:
        """The reference implementation of one exercise."""
        try:
            return getattr(self.reference, exercise.id)
        except AttributeError:
            path = self.folder / "reference.py"
            raise CourseError(f"{path} defines no function {exercise.id}") from None

    def mutants(self, exercise: Exercise) -> list[KnownAnswer]:
        """The wrong answers that must fail."""
        return [k for k in self.known if k.exercise == exercise.id and not k.right]

    def variants(self, exercise: Exercise) -> list[KnownAnswer]:
        """The other right answers that must pass."""
        return [k for k in self.known if k.exercise == exercise.id and k.right]

    @cached_property
    def _reference_source(self) -> str:
        return (self.folder / "reference.py").read_text(encoding="utf-8")

    def setup_source(self) -> str:
        """The import block of ``reference.py``: what a learner's notebook imports."""
        tree = ast.parse(self._reference_source)
        imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        segments = [ast.get_source_segment(self._reference_source, node) for node in imports]
        return "\n".join(s for s in segments if s and "__future__" not in s)

    def solution_source(self, exercise: Exercise, begin: str = "", end: str = "") -> str:
        """The reference implementation as text, its body between two optional marks."""
        tree = ast.parse(self._reference_source)
        node = next(
            (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == exercise.id), None
        )
        if node is None or ast.get_docstring(node) is None:
            path = self.folder / "reference.py"
            raise CourseError(f"{path}: {exercise.id} must be a function with a docstring")
        lines = self._reference_source.splitlines()
        first = node.body[1] if len(node.body) > 1 else None
        if first is None:
            raise CourseError(f"{self.folder / 'reference.py'}: {exercise.id} has an empty body")
        head = lines[node.lineno - 1 : node.body[0].end_lineno]
        body = lines[node.body[0].end_lineno : node.end_lineno]
        marks = [f"    {begin}"] if begin else []
        return "\n".join([*head, *marks, *body, *([f"    {end}"] if end else [])])

    def known_source(self, known: KnownAnswer) -> str:
        """A known answer as the text of an answer cell that defines the exercise's function."""
        source = inspect.getsource(known.function)
        node = ast.parse(source).body[0]
        assert isinstance(node, ast.FunctionDef)
        body = "\n".join(source.splitlines()[node.lineno - 1 :])
        return body.replace(f"def {known.name}(", f"def {known.exercise}(", 1)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Import without looking for garbage: torch brings half a million objects that all stay."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _use_one_thread() -> None:
    """Keep torch from starting threads: on inputs this small they only wait for each other."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
