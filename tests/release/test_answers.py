"""Answers of readers: every right one passes every exam, no wrong one passes any."""

import tomllib
from collections.abc import Iterator
from contextlib import closing

import pytest

from autograder.authoring.strength import Sitting
from autograder.course.course import Course
from autograder.judging.case_set import CaseSet
from autograder.sandbox import Zygote
from tests.conftest import ROOT
from tests.readers import FOLDER, answers

COURSE = Course(ROOT)
SEEDS = range(101, 106)
# Answers that do not get what they deserve yet, by exercise: each is a hole to be closed.
GAPS = tomllib.loads((FOLDER / "gaps.toml").read_text(encoding="utf-8"))
EXERCISES = [
    pytest.param(chapter, exercise, id=f"{chapter.name}-{exercise.id}")
    for chapter in map(COURSE.chapter, COURSE.chapters())
    for exercise in chapter.exercises
]


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    chapters = map(COURSE.chapter, COURSE.chapters())
    with Zygote([name for chapter in chapters for name in chapter.preload], many=True) as zygote:
        yield zygote


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_readers_answers_get_what_they_deserve(chapter, exercise, warm):
    path = FOLDER / chapter.name / f"{exercise.id}.py"
    assert path.is_file(), f"{path}: 4 right and 10 wrong answers are due; see {FOLDER}/README.md"
    read = answers(path, exercise.id)
    exams = [CaseSet(chapter, seed) for seed in SEEDS]
    undeserved = []
    with closing(Sitting(chapter, exercise, warm, exams)) as sitting:
        for name, source in read.items():
            scores = list(sitting.scores(source, until_killed=True))
            right = name.startswith("right_")
            if min(scores) < 1 if right else max(scores) == 1:
                undeserved.append(name)
    kinds = [name.partition("_")[0] for name in read]
    assert kinds.count("right") >= 4
    assert kinds.count("wrong") >= 10
    assert sorted(undeserved) == sorted(GAPS.get(chapter.name, {}).get(exercise.id, []))
