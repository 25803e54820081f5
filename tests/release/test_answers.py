"""Answers of readers: every right one passes every exam, no wrong one passes any."""

import ast
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from autograder.authoring.strength import Sitting
from autograder.course.course import Course
from autograder.judging.case_set import CaseSet
from autograder.sandbox import Zygote
from tests.conftest import ROOT

COURSE = Course(ROOT)
FOLDER = ROOT / "tests" / "answers"
SEEDS = range(101, 106)
EXERCISES = [
    pytest.param(chapter, exercise, id=f"{chapter.name}-{exercise.id}")
    for chapter in map(COURSE.chapter, COURSE.chapters())
    for exercise in chapter.exercises
]


def answers(path: Path, exercise: str) -> dict[str, str]:
    """The answers in a file as the text of answer cells, by name."""
    text = path.read_text(encoding="utf-8")
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("right_", "wrong_")):
            source = "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
            found[node.name] = source.replace(f"def {node.name}(", f"def {exercise}(", 1)
    return found


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    chapters = map(COURSE.chapter, COURSE.chapters())
    with Zygote([name for chapter in chapters for name in chapter.preload]) as zygote:
        yield zygote


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_readers_answers_get_what_they_deserve(chapter, exercise, warm):
    path = FOLDER / chapter.name / f"{exercise.id}.py"
    read = answers(path, exercise.id)
    exams = [CaseSet(chapter, seed) for seed in SEEDS]
    rejected, passed = [], []
    with closing(Sitting(chapter, exercise, warm, exams)) as sitting:
        for name, source in read.items():
            right = name.startswith("right_")
            scores = list(sitting.scores(source, until_killed=True))
            if right and min(scores) < 1:
                rejected.append(f"{name}: {scores}")
            if not right and max(scores) == 1:
                passed.append(f"{name}: {scores}")
    kinds = [name.partition("_")[0] for name in read]
    assert kinds.count("right") >= 4
    assert kinds.count("wrong") >= 10
    assert rejected == []
    assert passed == []
