"""What the chapter on "representing" says of pretraining and projecting, for seeds of its own."""

import numpy as np
import pytest

from book._lib import raters


@pytest.fixture(scope="module")
def pretrained():
    runs = [raters.pretraining(seed, (20, 1000), corpus=2000) for seed in range(50, 56)]
    return {name: np.array([run[name] for run in runs]) for name in runs[0]}


def test_unrated_reviews_of_the_same_culture_save_ratings(pretrained):
    assert (pretrained["this culture"][:, 0] < pretrained["none"][:, 0] - 0.1).all()
    gained = pretrained["none"] - pretrained["this culture"]
    assert (gained[:, 1] < gained[:, 0]).all()


def test_no_number_of_ratings_makes_up_for_the_reviews_of_another_culture(pretrained):
    assert (pretrained["another culture"] > pretrained["none"]).all()
    assert pretrained["another culture"][:, 1].min() > 0.5


def test_one_dimension_keeps_the_majority_and_drops_the_minority():
    for seed in range(50, 56):
        errors = raters.projected(seed, (1, 2, 12))
        assert errors["minority"][0] > 0.9 > 0.2 > errors["majority"][0]
        assert errors["minority"][1] < 0.3


def test_dimensions_beyond_the_tastes_are_noise():
    for seed in range(50, 56):
        errors = raters.projected(seed, (2, 12))
        assert errors["majority"][1] > errors["majority"][0]
        assert errors["minority"][1] > errors["minority"][0]


def test_the_same_seed_gives_the_same_numbers():
    first, again = raters.projected(3, (1, 2)), raters.projected(3, (1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
