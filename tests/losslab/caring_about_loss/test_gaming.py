"""Policies that learned a trick keep to it, and leave levers alone that they never met."""

import pytest
import torch
from losslab.caring_about_loss import gaming


@pytest.fixture(scope="module")
def weights():
    return {
        "one": gaming.trained(gaming.ONE_TRICK, seeds=6),
        "two": gaming.trained(gaming.TWO_TRICKS, seeds=6),
    }


def pulled(weights, name):
    return gaming.pulls(weights, *gaming.TESTS[name])


def test_most_policies_learn_the_trick_and_keep_to_it_where_it_no_longer_pays(weights):
    assert pulled(weights["one"], "logbook").median() > 0.9
    torch.testing.assert_close(
        pulled(weights["one"], "logbook, register cut"), pulled(weights["one"], "logbook")
    )


def test_a_lever_that_was_never_met_is_left_alone(weights):
    assert pulled(weights["one"], "register").max() < 0.1
    assert pulled(weights["one"], "loss code").max() < 0.1


def test_the_same_lever_becomes_one_more_trick_when_it_is_met(weights):
    assert pulled(weights["two"], "register").min() > 0.9
    assert pulled(weights["two"], "loss code").max() < 0.2


def test_what_is_not_seen_gets_no_update():
    start, end = (gaming.trained(gaming.ONE_TRICK, seeds=3, steps=n) for n in (0, 5))
    assert torch.equal(start[:, 1:3], end[:, 1:3])
    assert not torch.equal(start[:, :1], end[:, :1])


def test_a_policy_without_preferences_wanders():
    station, lever = gaming.TESTS["register"]
    chance = gaming.pulls(torch.zeros(1, 8, dtype=torch.float64), station, lever)
    assert 0.3 < chance.item() < 1
