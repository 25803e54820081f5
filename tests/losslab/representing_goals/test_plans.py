from __future__ import annotations

import numpy as np
import pytest
import torch
from losslab.representing_goals import plans

torch.set_num_threads(1)

SIZE = 40_000
SEEDS = range(20)


def good_of_the_best(chain, seed):
    drawn = plans.sample(chain, SIZE, seed)
    best = drawn["evaluation"] >= np.quantile(drawn["evaluation"], 0.99)
    return drawn["good"][best].mean()


@pytest.mark.parametrize("chain", [plans.DESIRES, plans.DREAMS])
def test_the_chains_are_standardized(chain):
    drawn = plans.sample(chain, SIZE)
    for values in drawn.values():
        assert abs(values.mean()) < 0.05
        assert abs(values.std() - 1) < 0.05


def test_selection_by_evaluation_finds_good_plans_along_desires_and_hardly_along_dreams():
    for seed in SEEDS:
        assert good_of_the_best(plans.DESIRES, seed) > 1.1
        assert good_of_the_best(plans.DREAMS, seed) < 0.35


def test_an_intervention_moves_what_follows_and_nothing_before():
    before = plans.sample(plans.DESIRES, 100)
    after = plans.sample(plans.DESIRES, 100, add={"desire": 2.0})
    assert np.array_equal(after["good"], before["good"])
    assert np.allclose(after["desire"], before["desire"] + 2)
    assert np.allclose(after["evaluation"], before["evaluation"] + 1.4)


def test_raising_evaluations_makes_nothing_better():
    before = plans.sample(plans.DESIRES, 100)
    after = plans.sample(plans.DESIRES, 100, add={"evaluation": 3.0})
    assert np.array_equal(after["good"], before["good"])
    assert np.allclose(after["evaluation"], before["evaluation"] + 3)


def test_an_unknown_variable_is_named():
    with pytest.raises(ValueError, match="dream"):
        plans.sample(plans.DREAMS, 10, add={"dream": 1.0})


def test_an_evaluator_that_knows_ordinary_plans_is_fooled_by_ascent_in_every_seed():
    run = plans.climb(seeds=20)
    first, last = run["value"][0], run["value"][-1]
    assert run["correlation"].min() > 0.75
    assert (run["evaluation"][-1] > run["evaluation"][0] + 20).all()
    assert (run["value"].max(0) > first + 1).all()
    assert (last < first - 20).all()


def test_the_least_of_several_evaluators_delays_the_turn_and_does_not_prevent_it():
    one, three = plans.climb(6, 1), plans.climb(6, 3)
    assert three["value"].max(0).mean() > one["value"].max(0).mean()
    assert (three["value"][-1] < three["value"][0] - 10).all()
