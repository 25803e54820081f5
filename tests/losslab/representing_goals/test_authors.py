from __future__ import annotations

import numpy as np
import pytest
from losslab.representing_goals import authors, novels
from losslab.representing_goals.novels import LENGTH, LUSH, WORDS

SEEDS = range(20)


def test_babble_uses_the_words_of_people_and_loses_the_plot():
    for seed in SEEDS:
        babble, human = authors.babble(2000, seed), novels.human(2000, seed)
        assert babble.shape == (2000, LENGTH)
        shares = [np.bincount(x.ravel(), minlength=len(WORDS)) / x.size for x in (babble, human)]
        assert np.abs(shares[0] - shares[1]).max() < 0.02
        assert novels.quality(babble).mean() < novels.quality(human).mean() - 1


def test_the_chain_tells_less_about_babble_than_about_people():
    for seed in SEEDS:
        score = novels.chain(novels.library(seed))
        babble = authors.babble(2000, seed)
        assert np.corrcoef(score(babble), novels.quality(babble))[0, 1] < 0.45


@pytest.mark.parametrize("see_order", [False, True])
def test_an_author_trained_on_the_chain_writes_nothing_but_lush(see_order):
    for career in authors.train_authors(range(4), see_order):
        assert (career["novels"] == LUSH).mean() > 0.99
        assert career["rating"][-1] > career["rating"][0] + 1
        assert career["quality"][-1] < -5
        assert career["quality"].max() > career["quality"][0]


def test_reviewing_the_authors_own_novels_helps_and_more_so_with_an_eye_for_order():
    both = (authors.train_authors(range(4), see, reviewed_again=5) for see in (False, True))
    for plain, ordered in zip(*both, strict=True):
        assert 1 < plain["quality"][-1] < ordered["quality"][-1]
        assert ordered["quality"][-1] > 5


def test_an_author_is_better_for_being_reviewed():
    (again,) = authors.train_authors([0], reviewed_again=2, steps=60)
    (once,) = authors.train_authors([0], steps=60)
    assert again["quality"][-1] > once["quality"][-1]


def test_a_career_depends_on_its_seed_alone():
    beside = authors.train_authors([3, 5], reviewed_again=1, steps=10)[1]
    (alone,) = authors.train_authors([5], reviewed_again=1, steps=10)
    assert np.array_equal(beside["novels"], alone["novels"])
    np.testing.assert_allclose(beside["rating"], alone["rating"])


@pytest.mark.parametrize("kind", ["counts", "order", "taste"])
def test_a_rater_rates_the_same_novel_the_same(kind):
    score = authors.rater(kind, seed=2)
    pair = np.array([authors.prompt(0), authors.prompt(1)])
    assert score(pair).shape == (2,)
    assert np.array_equal(score(pair), authors.rater(kind, seed=2)(pair))


def test_an_unknown_rater_is_named():
    with pytest.raises(ValueError, match="no rater 'critic'"):
        authors.rater("critic")


def test_a_single_novel_is_no_row_and_this_is_said():
    with pytest.raises(ValueError, match=r"one novel alone is np.array\(\[novel\]\)"):
        authors.rater("counts")(np.array(authors.prompt(0)))


def test_an_improvement_is_found_and_named():
    score = authors.rater("counts")
    assert authors._improvement(score, [8] * LENGTH).endswith("→ lush")
    assert authors._improvement(score, [LUSH] * LENGTH) is None


def test_what_was_written_is_looked_at():
    told = authors.written([LUSH] * LENGTH, "counts", 0)
    assert told == {
        "is a novel": True,
        "rated at least as high": True,
        "could be improved by": None,
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_an_acclaimed_novel_is_rated_as_high_as_may_be_but_for_its_last_word(seed):
    novel = authors.acclaimed(seed)
    told = authors.written(novel, "taste", seed, "acclaimed")
    assert told["could be improved by"].startswith("word 13:")
    assert authors.written([*novel[:-1], 9], "taste", seed, "acclaimed") == {
        "is a novel": True,
        "rated at least as high": True,
        "could be improved by": None,
    }


def test_what_is_rated_lower_than_an_acclaimed_novel_is_told_so():
    told = authors.written([LUSH] * LENGTH, "taste", 0, "acclaimed")
    assert told["rated at least as high"] is False


def test_whole_numbers_are_words_whatever_their_type():
    told = authors.written([9] * LENGTH, "taste", 0)
    assert told["is a novel"] is True
    assert authors.written([9.0] * LENGTH, "taste", 0) == told
    assert authors.written(np.full(LENGTH, 9.0), "taste", 0) == told


@pytest.mark.parametrize("made", [None, [], [10] * LENGTH, [1.5] * LENGTH, [[1] * LENGTH]])
def test_what_is_no_novel_is_not_rated(made):
    told = authors.written(made, "taste", 0)
    assert told == {
        "is a novel": False,
        "rated at least as high": None,
        "could be improved by": None,
    }
