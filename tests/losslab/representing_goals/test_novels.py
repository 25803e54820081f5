from __future__ import annotations

import numpy as np
import pytest
from losslab.representing_goals import novels
from losslab.representing_goals.novels import FILLER, LENGTH, LUSH

SEEDS = range(20)


def novel(*words):
    return np.array([[*words, *[FILLER] * (LENGTH - len(words))]])


def test_a_setup_that_is_paid_off_later_is_worth_more_than_one_that_comes_late():
    assert novels.quality(novel(0, 4))[0] == pytest.approx(1.4)
    assert novels.quality(novel(4, 0))[0] == pytest.approx(-0.1)


def test_a_payoff_of_another_setup_pays_off_nothing():
    assert novels.quality(novel(0, 5))[0] == pytest.approx(0.4 - 0.5)


def test_two_lush_words_are_good_and_more_are_not():
    worth = [novels.quality(novel(*[LUSH] * n))[0] for n in range(5)]
    assert worth == pytest.approx([0.0, 0.5, 1.0, 0.4, -0.2])


def test_people_use_at_most_two_lush_words():
    written = novels.human(500)
    assert ((written == LUSH).sum(1) <= 2).all()
    assert written.shape == (500, LENGTH)
    assert set(np.unique(written)) <= set(range(len(novels.WORDS)))


def test_reviews_are_frequencies_and_tell_good_novels_from_bad():
    written = novels.human(500)
    reviews = novels.reviews_of(written)
    assert np.allclose(reviews.sum(1), 1)
    praise = reviews[:, novels.REVIEW_WORDS.index("masterful")]
    assert np.corrcoef(praise, novels.quality(written))[0, 1] > 0.5


def test_every_review_was_rated_by_somebody_and_some_by_fewer():
    ratings = novels.library(size=200)["ratings"]
    asked = (~np.isnan(ratings)).sum(1)
    assert set(asked) == {3, 4, 5}


def test_counts_do_not_see_order_and_order_features_do():
    one, other = novel(0, 4), novel(4, 0)
    assert np.array_equal(novels.counts(one), novels.counts(other))
    assert not np.array_equal(novels.order_features(one), novels.order_features(other))


def test_the_chain_tells_good_human_novels_from_bad_ones():
    for seed in SEEDS:
        score = novels.chain(novels.library(seed))
        fresh = novels.human(1000, seed=seed + 500)
        assert 0.6 < np.corrcoef(score(fresh), novels.quality(fresh))[0, 1] < 0.8


def test_the_same_seed_makes_the_same_library():
    one, other = novels.library(3, 20), novels.library(3, 20)
    assert all(np.array_equal(one[key], other[key], equal_nan=True) for key in one)


def test_a_novel_is_spelled_in_words():
    assert novels.spell([0, 9]) == "setup 1 · lush"
