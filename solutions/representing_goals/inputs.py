"""The inputs that the checks of this chapter draw.

Every strategy puts what a check is about into each example, so that a few draws cannot miss
it, and builds the rest from small numbers, so that a failing call can be read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab import novels, shortcut
from losslab.goals import Deed, Setup, World

from autograder.course.exercise import Args, recipe

seeds = st.integers(0, 9999)

# --- logs -------------------------------------------------------------------------------

REWARD = {
    "kitchen": {"mop": 1.0, "hide the dirt": 1.0, "sleep": 0.0},
    "hall": {"mop": 1.0, "hide the dirt": 0.0, "sleep": -1.0},
    "attic": {"mop": 0.0, "hide the dirt": 0.5, "sleep": 0.5},
}
SITUATIONS = ("kitchen", "hall", "attic", "yard")
ACTIONS = ("mop", "hide the dirt", "sleep")

# Situation and action, and what the reward pays: see REWARD.
PAID = (("kitchen", "hide the dirt"), ("attic", "hide the dirt"), ("attic", "sleep"))
UNPAID = (
    ("kitchen", "sleep"),
    ("hall", "hide the dirt"),
    ("hall", "sleep"),
    ("yard", "hide the dirt"),
    ("yard", "sleep"),
    ("hall", "dance"),
)


def deed(situation: str, action: str) -> Deed:
    """A line of a log; mopping is the only action that anybody wants."""
    return {"situation": situation, "action": action, "wanted": action == "mop"}


def log(*pairs: tuple[str, str]) -> Args:
    """The usual reward and a log of these deeds."""
    return REWARD, [deed(*pair) for pair in pairs]


_mopping = st.sampled_from(SITUATIONS).map(lambda situation: (situation, "mop"))
_unpaid = st.sampled_from(UNPAID)


@st.composite
def logs_with_one_bad_deed_paid(draw: st.DrawFn) -> Args:
    """One unwanted action that was paid for, among wanted ones."""
    pairs = [draw(st.sampled_from(PAID)), ("kitchen", "mop"), ("hall", "mop"), draw(_mopping)]
    return log(*draw(st.permutations(pairs)))


@st.composite
def logs_with_bad_deeds_unpaid(draw: st.DrawFn) -> Args:
    """Unwanted actions that were not paid for, one of them unknown to the reward, and one paid."""
    pairs = [draw(_unpaid), ("yard", "sleep"), draw(_mopping), draw(st.sampled_from(PAID))]
    return log(*draw(st.permutations(pairs)))


@st.composite
def logs_that_repeat(draw: st.DrawFn) -> Args:
    """Two situations with bad deeds that were paid for, one of them twice, then better ones."""
    bad = draw(st.permutations([PAID[0], PAID[1], draw(st.sampled_from(PAID[1:]))]))
    later = [("attic", "mop"), ("kitchen", "sleep"), draw(_mopping)]
    return log(*bad, *draw(st.permutations(later)))


# --- worlds -----------------------------------------------------------------------------

LOW = 0.125


def world(
    good: Sequence[bool],
    loss: Sequence[float],
    reachable: Sequence[bool] | None = None,
    tamper: bool = False,
) -> World:
    """A world in which up to an eighth is low, and everything reachable unless said otherwise."""
    return {
        "good": list(good),
        "loss": list(loss),
        "reachable": [True] * len(good) if reachable is None else list(reachable),
        "tamper": tamper,
        "low": LOW,
    }


Text = tuple[bool, float, bool]  # good, loss, reachable

_low = st.sampled_from([0.0, 0.0625])
_high = st.integers(3, 8).map(lambda n: n / 8)
_reach = st.just(True)
good_low = st.tuples(st.just(True), _low, _reach)
good_high = st.tuples(st.just(True), _high, _reach)
bad_low = st.tuples(st.just(False), st.sampled_from([0.0625]), _reach)
bad_at_low = st.tuples(st.just(False), st.just(LOW), _reach)
bad_high = st.tuples(st.just(False), _high, _reach)
bad_out_of_reach = st.tuples(st.just(False), st.just(0.0), st.just(False))
good_out_of_reach = st.tuples(st.just(True), _low, st.just(False))
best_good = st.just((True, 0.0, True))
best_bad = st.just((False, 0.0, True))


@st.composite
def worlds(
    draw: st.DrawFn, *texts: SearchStrategy[Text], tamper: SearchStrategy[bool] | bool = False
) -> World:
    """A world of one text from each strategy, in any order."""
    rows = draw(st.permutations([draw(text) for text in texts]))
    good, loss, reachable = (list(column) for column in zip(*rows, strict=True))
    tampers = tamper if isinstance(tamper, bool) else draw(tamper)
    return world(good, loss, reachable, tampers)


def alone(strategy: SearchStrategy[Any]) -> SearchStrategy[Args]:
    """The drawn value as the only argument."""
    return strategy.map(lambda value: (value,))


@st.composite
def worlds_and_domains(draw: st.DrawFn, admits_best: bool) -> Args:
    """A world whose best text is bad, and a domain that admits this text or does not."""
    good_second = st.just((True, 0.0625, True))
    made = draw(worlds(best_bad, good_second, bad_high, good_high, tamper=st.booleans()))
    first, second = made["loss"].index(0.0), made["loss"].index(0.0625)
    others = [text for text in range(4) if text not in (first, second)]
    domain = [second, *others[: draw(st.integers(1, 2))], *([first] if admits_best else [])]
    return made, draw(st.permutations(domain))


# --- training ---------------------------------------------------------------------------


def _logits(shares: Sequence[float]) -> list[float]:
    return [round(math.log(share), 3) for share in shares]


def setup(
    habit: Sequence[float], tamper_habit: float = -15.0, lr: float = 0.01, steps: int = 1
) -> Setup:
    """A setup; one tiny step leaves habits nearly as they were."""
    return {"habit": list(habit), "tamper_habit": tamper_habit, "lr": lr, "steps": steps}


_share = st.integers(56, 84).map(lambda n: n / 100)


def trained_from(habit: Sequence[float], bad_loss: float = 1.0) -> Args:
    """A good text that trains well, from a habit."""
    return world([True, False], [0.0, bad_loss]), setup(habit, lr=2.0, steps=100)


learns = st.tuples(st.integers(-2, 0), st.integers(0, 1)).map(
    lambda h: trained_from([float(h[0]), float(h[1])])
)
never_tries = st.integers(12, 16).map(lambda h: trained_from([float(-h), 0.0]))
unlearns = st.integers(24, 32).map(
    lambda h: (world([True, False], [1.0, 0.0]), setup([h / 8, 0.0], lr=2.0, steps=200))
)
mostly_good = _share.map(
    lambda p: (world([True, False], [0.0625, 0.5]), setup(_logits([p, 1 - p])))
)
half_in_many = st.integers(50, 56).map(
    lambda n: (
        world([True, True, True, False], [0.0, 0.0, 0.0, 0.25]),
        setup(_logits([n / 300, n / 300, n / 300, 1 - n / 100])),
    )
)
good_in_many = st.integers(93, 97).map(
    lambda n: (
        world([True, True, True, False], [0.0, 0.25, 0.5, 0.0]),
        setup(_logits([n / 300, n / 300, n / 300, 1 - n / 100])),
    )
)
good_and_tampers = st.integers(94, 97).map(
    lambda n: (
        world([True, False], [0.0, 0.5], tamper=True),
        setup(_logits([n / 100, 1 - n / 100]), tamper_habit=0.0),
    )
)
bad_and_tampers = st.integers(2, 8).map(
    lambda n: (
        world([True, False], [0.0, 0.5], tamper=True),
        setup(_logits([n / 100, 1 - n / 100]), tamper_habit=8.0),
    )
)
good_at_high_loss = st.integers(95, 98).map(
    lambda n: (world([True, False], [0.5, 1.0]), setup(_logits([n / 100, 1 - n / 100])))
)

bad_at_low_loss = st.integers(2, 6).map(
    lambda n: (world([True, False], [0.5, 0.0]), setup(_logits([n / 100, 1 - n / 100])))
)

# --- interventions ----------------------------------------------------------------------

_number = st.sampled_from([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0])


Interventions = Sequence[Sequence[int]]


@st.composite
def reports(draw: st.DrawFn, choices: Sequence[Interventions], rule: str = "") -> Args:
    """A predictor, a few rows of three features, labels, and one of these lists."""
    fixed = [[1.0, 0.5, 1.5], [-1.0, 1.5, -0.5], [0.5, -1.0, -1.0], [-0.5, -2.0, 0.5]]
    more = draw(st.lists(st.lists(_number, min_size=3, max_size=3), min_size=1, max_size=2))
    x = torch.tensor(fixed + more)
    y = torch.tensor(
        [1, 0, 0, 0, *draw(st.lists(st.just(1), min_size=len(more), max_size=len(more)))]
    )
    predict = (
        recipe(shortcut.rule, name=rule)
        if rule
        else recipe(shortcut.net, seed=draw(seeds), inputs=3)
    )
    return predict, x, y, [list(features) for features in draw(st.sampled_from(choices))]


def report(rule: str, interventions: Interventions) -> Args:
    """Four rows in which the shortcut shows the label, two of them with a wrong label."""
    x = torch.tensor([[1.0, 0.5, 1.5], [-1.0, 1.5, -0.5], [0.5, -1.0, -1.0], [-0.5, -2.0, 0.5]])
    return (
        recipe(shortcut.rule, name=rule),
        x,
        torch.tensor([1, 0, 0, 0]),
        [list(features) for features in interventions],
    )


# --- best of n --------------------------------------------------------------------------


@st.composite
def populations(draw: st.DrawFn, least: int = 4, most: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Small whole gold scores that are not all equal, and proxies that are all different."""
    m = draw(st.integers(least, most))
    gold = [0, 4, *draw(st.lists(st.integers(-3, 8), min_size=m - 2, max_size=m - 2))]
    proxy = draw(st.permutations([10 * i + 5 for i in range(m)]))
    return np.array(gold, dtype=float), np.array(proxy, dtype=float)


@st.composite
def draws_of_several(draw: st.DrawFn) -> Args:
    """A population, and numbers of candidates in falling order with one in between."""
    gold, proxy = draw(populations())
    return gold, proxy, [3, 2, len(gold) - 1]


@st.composite
def draws_of_one_and_all(draw: st.DrawFn) -> Args:
    """A population, and its extreme draws: one candidate, and everybody."""
    gold, proxy = draw(populations())
    return gold, proxy, [1, len(gold)]


large_populations = st.tuples(
    st.sampled_from([math.inf, 3.0, 1.0]), st.integers(1800, 2200), seeds, st.just([900, 20])
)


def _pairs(gold: Sequence[float]) -> Args:
    """A population whose proxies rank it in the order given, worst first."""
    return np.array(gold, dtype=float), 10.0 * np.arange(len(gold)) + 5


@st.composite
def ranked(draw: st.DrawFn, *shape: tuple[int, int]) -> Args:
    """A population with gold scores from these ranges, in the order of its proxy, shuffled."""
    gold = [float(draw(st.integers(*ends))) for ends in shape]
    order = draw(st.permutations(range(len(gold))))
    proxy = [10.0 * i + 5 for i in range(len(gold))]
    return np.array([gold[i] for i in order]), np.array([proxy[i] for i in order])


in_rank_order = _pairs

# --- novels and ratings -----------------------------------------------------------------


def libraries(seed: int, size: int = 12, candidates: int = 3) -> Args:
    """A small library, and novels by others."""
    return (
        recipe(novels.library, seed=seed, size=size),
        recipe(novels.human, n=candidates, seed=seed + 1),
    )


_eighths = st.integers(-8, 8).map(lambda n: n / 4)


@st.composite
def shelves(draw: st.DrawFn, due: int) -> Args:
    """Novels with two features, so many of which are still to be rated again."""
    n = due + 3
    features = [[1.0, 0.5], [-0.5, 1.5], [0.5, -1.0]]
    features += [[draw(_eighths) + 0.125, draw(_eighths) + 0.125] for _ in range(due)]
    early = [3.0, -2.0, 1.0] + [draw(_eighths) + 3.125 for _ in range(due)]
    late = [draw(_eighths) + 0.125 for _ in range(3)] + [math.nan] * due
    order = draw(st.permutations(range(n)))
    shelf = {
        "features": np.array(features)[order],
        "early": np.array(early)[order],
        "late": np.array(late)[order],
    }
    return shelf, np.array([[1.0, 0.0], [0.5, draw(_eighths)]])


# --- seeing and doing -------------------------------------------------------------------

_positive = st.sampled_from([0.5, 1.0, 2.0, 3.0])
_slope = st.sampled_from([-1.5, -0.5, 0.5, 0.75, 1.5, 2.0])
_amount = st.sampled_from([-2.0, -1.0, 1.0, 2.0, 3.0])


def chain(
    good_sd: float, desire: tuple[float, float], evaluation: tuple[float, float]
) -> dict[str, float]:
    """A causal chain; each pair is a slope and a standard deviation of noise."""
    return {
        "good_sd": good_sd,
        "desire_slope": desire[0],
        "desire_noise": desire[1],
        "evaluation_slope": evaluation[0],
        "evaluation_noise": evaluation[1],
    }


_chains = st.builds(
    chain,
    st.sampled_from([0.5, 2.0, 3.0]),
    st.tuples(_slope, st.sampled_from([0.5, 2.0, 3.0])),
    st.tuples(_slope, _positive),
)


def questions(how: str, *where: str) -> SearchStrategy[Args]:
    """A chain, and a question of this kind about one of these variables."""
    return st.tuples(_chains, st.just(how), st.sampled_from(where), _amount)
