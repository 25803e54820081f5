from __future__ import annotations

import math

import numpy as np
import pytest
from losslab.representing_goals import proxies

SEEDS = range(20)


def gold_of_best(pair, n, seed, draws=2000):
    gold, proxy = pair
    chosen = np.random.default_rng(seed).integers(0, len(gold), (draws, n))
    best = chosen[np.arange(draws), proxy[chosen].argmax(1)]
    return gold[best].mean()


def test_gold_does_not_depend_on_the_tails():
    assert np.array_equal(proxies.population(2.0, 50)[0], proxies.population(math.inf, 50)[0])


def test_a_normal_error_lets_gold_rise_with_selection():
    for seed in SEEDS:
        pair = proxies.population(math.inf, seed=seed)
        few, some, many = (gold_of_best(pair, n, seed) for n in (1, 16, 256))
        assert few < some < many


def test_a_heavy_tail_turns_the_curve():
    for seed in SEEDS:
        pair = proxies.population(3.0, seed=seed)
        few, some, many = (gold_of_best(pair, n, seed) for n in (1, 16, 1024))
        assert few < some
        assert many < some - 0.2


def test_a_tail_without_degrees_of_freedom_is_refused():
    with pytest.raises(ValueError, match="df is positive"):
        proxies.population(0.0)


def test_a_learned_proxy_correlates_better_with_more_labels():
    def correlation(labels):
        return np.mean([np.corrcoef(*proxies.learned(labels, seed=s))[0, 1] for s in SEEDS])

    assert 0.1 < correlation(60) < correlation(300) < correlation(3000) < 1


def test_policy_gradient_on_a_learned_proxy_overshoots_in_every_seed():
    for seed in SEEDS:
        run = proxies.climb(seed=seed)
        assert run["proxy"][-1] > run["proxy"][0] + 2
        assert run["gold"].max() > run["gold"][0] + 1
        assert run["gold"].max() > run["gold"][-1] + 1


def test_the_divergence_grows_from_zero():
    kl = proxies.climb(steps=50, seed=1)["kl"]
    assert kl[0] == 0
    assert (np.diff(kl) > 0).all()


def test_a_curve_may_be_a_list_or_an_array():
    def as_array(gold, proxy, ns):
        return gold[:2]

    assert proxies.curve(as_array, np.array([1, 2, 3]), np.zeros(3), [1, 2]) == [1.0, 2.0]


def test_a_curve_of_a_population_is_that_of_the_same_population():
    def first(gold, proxy, ns):
        return [gold[0], proxy[0]]

    gold, proxy = proxies.population(3.0, 10, 4)
    assert proxies.curve_of_large_population(first, 3.0, 10, 4, [1]) == [gold[0], proxy[0]]
