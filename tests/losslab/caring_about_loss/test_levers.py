from __future__ import annotations

import numpy as np
import pytest
from losslab.caring_about_loss.levers import WAYS, Corridor, train

BESIDE = Corridor(start=1)


def test_a_reachable_lever_is_pulled_by_every_policy_trained_by_the_register():
    trained = train("register")
    assert trained.pulled[-1].min() > 0.9
    assert trained.read[-1].min() > 2.5
    assert trained.ate[-1].max() < 0.1


@pytest.mark.parametrize("way", ["cut", "imitation", "decoupled", "approval"])
def test_from_the_middle_nobody_else_pulls_it(way):
    trained = train(way)
    assert trained.pulled[-1].max() < 0.1
    assert trained.ate[-1].min() > 0.9


def test_approval_is_tampered_with_where_one_step_suffices_and_decoupled_approval_is_not():
    assert train("approval", BESIDE).pulled[-1].min() > 0.85
    assert train("decoupled", BESIDE).pulled[-1].max() < 0.15


def test_an_imitator_does_not_notice_what_the_lever_writes():
    dear, cheap = train("imitation", Corridor(lever=100.0)), train("imitation", Corridor(lever=0.0))
    assert np.array_equal(dear.logits, cheap.logits)


def test_a_policy_that_never_comes_to_the_lever_never_learns_to_pull_it():
    assert train("register", lean=4.0).pulled[-1].max() < 0.1


def test_untrained_policies_reach_both_ends_alike():
    trained = train("register", seeds=50, steps=0, runs=200)
    assert abs(trained.pulled.mean() - trained.ate.mean()) < 0.02


def test_seeds_differ_and_runs_repeat():
    trained = train("register")
    assert len(np.unique(trained.logits, axis=0)) == 20
    assert train("register") is trained


def test_a_reader_cannot_spoil_the_next_readers_result():
    with pytest.raises(ValueError, match="read-only"):
        train("register").logits[0] = 0.0


def test_an_unknown_way_is_refused():
    with pytest.raises(ValueError, match=f"there are: {next(iter(WAYS))}"):
        train("reward")
