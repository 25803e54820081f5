"""The line under a title says the same in a notebook and in the book."""

from dataclasses import replace

from autograder.course.facts import facts


def test_an_exercise_has_points_difficulty_and_minutes(chapter):
    exercise = replace(chapter.exercises[0], points=2.5, difficulty=3, minutes=15)
    assert facts(exercise) == "2.5 points · difficulty 3 of 5 · about 15 minutes"
    assert facts(replace(exercise, points=1)).startswith("1 point · ")


def test_an_essay_says_who_gives_its_points(chapter):
    essay = replace(chapter.essays[0], minutes=20)
    assert facts(essay) == f"{essay.points:g} points, given by a person · about 20 minutes"


def test_the_notebook_shows_them(chapter, release):
    text = "\n".join(cell.source for cell in release.cells)
    for described in (*chapter.exercises, *chapter.essays):
        assert f"\n\n{facts(described)}\n\n" in text
