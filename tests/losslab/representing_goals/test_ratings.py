from __future__ import annotations

import numpy as np
from losslab.representing_goals import ratings

SEEDS = range(20)


def test_ridge_minimizes_its_own_objective():
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((12, 3)), rng.standard_normal(12)
    best = ratings.ridge(x, y, 0.5)

    def objective(w):
        return ((x @ w - y) ** 2).sum() + 0.5 * (w**2).sum()

    nearby = best + 0.01 * rng.standard_normal((20, 3))
    assert all(objective(best) < objective(w) for w in nearby)


def test_ridge_fits_several_targets_at_once():
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((12, 3)), rng.standard_normal((12, 2))
    both = ratings.ridge(x, y, 0.5)
    assert np.allclose(both[:, 1], ratings.ridge(x, y[:, 1], 0.5))


def test_a_shelf_has_late_ratings_for_the_first_novels_only():
    known = ratings.shelf(early=30, late=4, seed=1)
    assert np.isnan(known["late"]).tolist() == [False] * 4 + [True] * 26
    assert not np.isnan(known["early"]).any()


def test_early_ratings_tell_little_about_what_lasts():
    def correlation(seed):
        known = ratings.shelf(seed=seed)
        worth = ratings.lasting_value(known["features"], seed)
        return np.corrcoef(known["early"], worth)[0, 1]

    found = [correlation(seed) for seed in SEEDS]
    assert max(found) < 0.75
    assert 0.2 < np.mean(found) < 0.5


def test_ten_late_ratings_beat_two_thousand_early_ones_in_every_culture():
    for seed in SEEDS:
        found = ratings.late_against_early(late=10, early=2000, seed=seed)
        assert found["late"] > found["early"]


def test_with_a_hundred_ratings_a_side_network_beats_reinforce_in_every_seed():
    for seed in SEEDS:
        found = ratings.budget(100, seed)
        assert found["side_network"] > found["reinforce"]
        assert found["side_network"] > found["start"]


def test_reinforce_catches_up_when_ratings_are_plenty():
    few, many = (np.mean([ratings.budget(n, s)["reinforce"] for s in SEEDS]) for n in (100, 2000))
    assert few < many - 2
    assert many > -0.5


def test_ratings_by_looks_may_be_a_list_or_an_array():
    seen, worth = np.array([[1], [2]]), np.array([0.5, 1.5])
    for form in (list, np.array):
        told = ratings.rated_by_looks(lambda s, w, form=form: {"ratings": form(w)}, seen, worth)
        assert told == {"ratings": [0.5, 1.5]}
