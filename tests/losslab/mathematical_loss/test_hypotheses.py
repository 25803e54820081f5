from __future__ import annotations

import numpy as np
from losslab.mathematical_loss.hypotheses import flippers, networks


def test_flippers_err_as_often_as_their_risk_says():
    assert abs(flippers(200, 50, 100).mean() - 50) < 1
    assert abs(flippers(200, 50, 100, risk=0.2).mean() - 20) < 1


def test_flippers_make_from_none_to_n_mistakes_and_the_same_for_a_seed():
    mistakes = flippers(30, 40, 10, seed=1)
    assert mistakes.shape == (30, 40)
    assert mistakes.dtype == np.int64
    assert mistakes.min() >= 0
    assert mistakes.max() <= 10
    assert (mistakes == flippers(30, 40, 10, seed=1)).all()
    assert (mistakes != flippers(30, 40, 10, seed=2)).any()


def test_the_best_of_a_thousand_looks_a_sixth_better_than_it_is():
    optimism = 0.5 - flippers(100, 1000, 100).min(axis=1).mean() / 100
    assert 0.15 < optimism < 0.17


def test_networks_are_counted_exactly():
    assert networks(parameters=2, bits=8) == 256**2
    assert networks(parameters=100) == 2**3200
