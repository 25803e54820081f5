from __future__ import annotations

import math

import numpy as np
import pytest
from losslab.training_stories import coins

SEEDS = tuple(range(20))


def test_a_log_says_what_the_policy_saw_did_and_got():
    for event in coins.log((0.5, -0.25), together=0.5, pays=(1.0, 0.0), seed=4, size=20):
        assert event["pushes"] == {
            "coin": 0.5 * event["sees"]["coin"],
            "edge": -0.25 * event["sees"]["edge"],
        }
        assert event["good"] == ("right" if event["sees"]["coin"] > 0 else "left")
        assert event["reward"] == float(event["action"] == event["good"])


def test_coin_and_edge_lie_together_as_often_as_asked():
    def share(together):
        log = coins.log(together=together, size=400)
        return np.mean([e["sees"]["coin"] * e["sees"]["edge"] > 0 for e in log])

    assert share(1.0) == 1.0
    assert share(0.0) == 0.0
    assert 0.4 < share(0.5) < 0.6


def test_strong_pushes_decide_the_action():
    log = coins.log((20.0, 0.0), together=0.5, size=50)
    assert all(event["action"] == event["good"] for event in log)


def test_where_coin_and_edge_coincide_the_edge_wins_and_the_reward_never_notices():
    training = coins.train(together=1.0, seeds=SEEDS)
    assert training.good[:, -50:].mean(axis=1).min() > 0.97
    assert coins.to_the_coin(training.weights[:, -1]).max() < 0.1


def test_another_reward_of_the_action_does_not_mend_it():
    for pays in ((0.9, 0.1), (1.0, 0.5)):
        training = coins.train(together=1.0, pays=pays, seeds=SEEDS)
        assert coins.to_the_coin(training.weights[:, -1]).max() < 0.1


def test_another_environment_mends_it():
    training = coins.train(together=0.9, seeds=SEEDS)
    assert coins.to_the_coin(training.weights[:, -1]).min() > 0.9


def test_together_the_circuits_are_strengthened_in_a_fixed_ratio():
    weights = coins.train(together=1.0, pays=(0.9, 0.1), seeds=SEEDS, steps=20).weights
    gained = weights[:, 1:] - weights[:, :1]
    np.testing.assert_allclose(gained[..., 1], 2 * gained[..., 0], atol=1e-12)


def test_a_policy_without_weights_tosses_a_coin():
    assert coins.to_the_coin(np.zeros(2)) == 0.5
    assert coins.to_the_coin(np.array([1.0, 0.0])) == pytest.approx(1 / (1 + math.exp(-1)))


def test_a_run_depends_on_its_seed_alone():
    together = coins.train(seeds=(3, 5), steps=5).weights
    np.testing.assert_array_equal(together[1], coins.train(seeds=(5,), steps=5).weights[0])


def paying(together, apart):
    """A reward for going to the coin, by where the edge is."""
    return {
        "together": {"to the coin": together, "away": 0.0},
        "apart": {"to the coin": apart, "away": 0.0},
    }


def test_in_training_too_a_less_faithful_reward_teaches_better():
    faithful, stingy, silent = (
        coins.train(0.99, paying(share, 1.0), SEEDS[:5]).weights[:, -1]
        for share in (1.0, 0.01, 0.0)
    )
    for where in ("apart", "together"):
        assert coins.to_the_coin(stingy, where).min() > 0.5
    assert coins.to_the_coin(faithful).max() < 0.1
    assert coins.to_the_coin(silent).min() > coins.to_the_coin(silent, "together").max()


def test_a_reward_may_be_given_as_a_table():
    table = {where: {"to the coin": 0.9, "away": 0.1} for where in coins.WHERE}
    plain = coins.train(0.9, (0.9, 0.1), (3,), steps=5).weights
    np.testing.assert_array_equal(plain, coins.train(0.9, table, (3,), steps=5).weights)
    assert coins.log(pays=table, seed=1) == coins.log(pays=(0.9, 0.1), seed=1)


def test_a_less_faithful_reward_teaches_better():
    faithful = coins.taught(paying(1.0, 1.0), together=0.9)
    balanced = coins.taught(paying(0.5 / 0.9, 5.0), together=0.9)
    assert faithful["apart"] < 0.5 < coins.ENOUGH < min(balanced.values())


def test_a_reward_only_where_they_part_teaches_to_avoid_the_edge():
    likely = coins.taught(paying(0.0, 10.0), together=0.9)
    assert likely["apart"] > 0.95
    assert likely["together"] < 0.2


def test_the_exact_update_is_the_mean_of_many_batches():
    one = coins.taught(paying(1.0, 1.0), together=0.9, steps=20)
    weights = coins.train(together=0.9, seeds=range(40), steps=20).weights[:, -1].mean(axis=0)
    assert coins.to_the_coin(weights) == pytest.approx(one["apart"], abs=0.02)


def test_a_reward_beyond_the_budget_or_without_form_is_not_judged_good():
    assert coins.judged(paying(1.0, 1.0), 0.9, 1.0)["pays"] == "within the budget"
    assert coins.judged(paying(1.0, 2.0), 0.9, 1.0)["pays"] == "up to 1.100"
    for wrong in (None, {}, {"together": 1, "apart": 2}, paying(math.nan, 1.0), paying(-1.0, 1.0)):
        assert list(coins.judged(wrong, 0.9, 1.0)) == ["form"]
