from __future__ import annotations

import math

import numpy as np
import pytest
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import RULES

STRICTLY_PROPER = {"logarithmic", "brier", "spherical", "skewed", "blend"}
SYMMETRIC = set(RULES) - {"skewed", "weighted", "capped", "zero_one"}
REPORTS = np.linspace(0, 1, 2001)


def expected(rule, p, reports=REPORTS):
    return p * rule(reports, 1) + (1 - p) * rule(reports, 0)


def best(rule, p):
    return float(REPORTS[expected(rule, p).argmin()])


@pytest.mark.parametrize("name", sorted(STRICTLY_PROPER))
def test_a_strictly_proper_rule_is_lowest_at_the_belief(name):
    for p in (0.01, 0.05, 0.3, 0.5, 0.77, 0.99):
        assert best(RULES[name], p) == pytest.approx(p, abs=5e-4)


@pytest.mark.parametrize("name", sorted(set(RULES) - STRICTLY_PROPER))
def test_every_other_rule_has_a_report_as_good_as_honesty(name):
    def others_do_as_well(i):
        cost = expected(RULES[name], i / 100, np.arange(101) / 100)
        return np.delete(cost, i).min() <= cost[i] + 1e-12

    assert any(others_do_as_well(i) for i in range(1, 100))


@pytest.mark.parametrize("name", sorted(SYMMETRIC))
def test_a_symmetric_rule_asks_only_what_was_given_to_what_happened(name):
    q = np.linspace(0.03, 0.97, 20)
    assert RULES[name](q, 1) == pytest.approx(RULES[name](1 - q, 0))


@pytest.mark.parametrize(
    ("rule", "p", "report"),
    [
        (scoring.focal(gamma=2.0), 0.05, 0.25),
        (scoring.smoothed(epsilon=0.1), 0.05, 0.95 * 0.05 + 0.05 * 0.95),
        (scoring.weighted(weight=2.0), 0.3, 0.6 / 1.3),
        (scoring.power(exponent=1.5), 0.2, 0.04 / 0.68),
        (scoring.absolute(), 0.3, 0.0),
        (scoring.clipped(epsilon=0.1), 0.2, 0.0),
        (scoring.clipped(epsilon=0.1), 0.3, 0.3),
        (scoring.capped(epsilon=0.1, outcome=1), 0.2, 0.0),
        (scoring.capped(epsilon=0.1, outcome=1), 0.8, 0.8),
        (scoring.capped(epsilon=0.1, outcome=0), 0.8, 1.0),
        (scoring.brier_as_reward(), 0.2, 1.0),
    ],
)
def test_the_best_report_is_what_is_known_on_paper(rule, p, report):
    assert best(rule, p) == pytest.approx(report, abs=1e-3)


def test_the_powers_one_and_two_are_the_absolute_and_the_squared_error():
    for exponent, rule in ((1.0, scoring.absolute()), (2.0, scoring.brier())):
        assert scoring.power(exponent)(REPORTS, 1) == pytest.approx(rule(REPORTS, 1))


def test_a_rounded_report_costs_what_its_nearest_neighbor_costs():
    rule = scoring.rounded(parts=4)
    assert rule(0.3, 1) == rule(0.25, 1) == scoring.brier()(0.25, 1)
    assert rule(0.4, 0) == rule(0.5, 0) == 0.25


def test_a_ruled_out_outcome_costs_infinitely_much_without_a_warning(recwarn):
    assert scoring.logarithmic()(0.0, 1) == math.inf
    assert scoring.logarithmic()(1.0, 0) == math.inf
    assert scoring.clipped(epsilon=0.1)(0.0, 1) == pytest.approx(math.log(10))
    assert not recwarn.list


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_float_gives_a_float_and_an_array_gives_the_same_in_an_array(name):
    rule = RULES[name]
    assert type(rule(0.3, 1)) is float
    assert rule(np.array([0.3, 0.6]), 0).tolist() == [rule(0.3, 0), rule(0.6, 0)]


def test_exactly_one_half_counts_as_yes():
    assert [scoring.zero_one()(q, 1) for q in (0.49, 0.5)] == [1.0, 0.0]


def test_a_rule_is_shown_as_the_call_that_makes_it():
    assert repr(scoring.focal(gamma=0.5)) == "focal(gamma=0.5)"


def test_an_outcome_is_zero_or_one():
    with pytest.raises(ValueError, match="0 or 1"):
        scoring.brier()(0.5, 2)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_penalty_is_nan_nowhere_and_infinite_at_the_ends_only(name):
    for outcome in (0, 1):
        penalties = RULES[name](REPORTS, outcome)
        assert not np.isnan(penalties).any()
        assert np.isfinite(penalties[1:-1]).all()
        assert not (penalties == -math.inf).any()
