"""The numbers of the report, held against worked examples."""

import numpy as np
import pytest

from autograder.classroom.statistics import correlation, cronbach_alpha, items, kappa


def result(student, scores, message="Ties go to the last. More."):
    exercises = [
        {
            "id": f"e{number}",
            "score": float(score),
            "points": 1.0,
            "status": "passed" if score else "failed",
            "message": "" if score else message,
        }
        for number, score in enumerate(scores)
    ]
    return {"student": student, "exercises": exercises}


def test_an_item_that_follows_the_rest_discriminates_and_one_against_it_does_not():
    table = [(k < 6, k < 6, k >= 6) for k in range(12)]
    found = items([result(f"s{n}", row) for n, row in enumerate(table)])
    assert [round(item.difficulty, 2) for item in found] == [0.5, 0.5, 0.5]
    assert found[0].discrimination is None  # the rest always sums to one
    assert found[2].discrimination == pytest.approx(-1)
    assert found[0].misconceptions == [("Ties go to the last", [f"s{n}" for n in range(6, 12)])]
    assert found[0].lost == 0.5


def test_a_small_class_gets_no_correlation():
    assert correlation(np.arange(5.0), np.arange(5.0)) is None
    assert correlation(np.arange(10.0), np.arange(10.0)) == pytest.approx(1)


def test_alpha_is_one_for_copies_and_near_nothing_for_noise():
    one = np.random.default_rng(0).normal(size=400)
    assert cronbach_alpha(np.column_stack([one, one, one])) == pytest.approx(1)
    noise = np.random.default_rng(1).normal(size=(400, 3))
    assert abs(cronbach_alpha(noise)) < 0.2
    assert cronbach_alpha(noise[:5]) is None


def test_kappa_of_a_worked_example():
    # 20 and 15 agreements of 50, marginals 25/25 and 30/20: (0.7 - 0.5) / (1 - 0.5) = 0.4
    one = ["yes"] * 25 + ["no"] * 25
    other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa([], []) is None
    with pytest.raises(ValueError, match="same answers"):
        kappa(["a"], [])
