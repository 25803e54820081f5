"""The inputs that the checks of this chapter draw, and how near an answer must come.

Every strategy puts what a check is about into each example, so that a few draws cannot miss
it, and builds the rest from small numbers, so that a failing call can be read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab import hypotheses, scoring
from losslab.scoring import Rule
from torch import Tensor

from autograder.course.exercise import Args, Recipe, Tolerance, recipe

PARTS = 16


@st.composite
def _shares(draw: st.DrawFn, k: int, zeros: int = 0) -> list[float]:
    """A distribution on k labels in sixteenths, with exactly `zeros` zeros."""
    positive = k - zeros
    cuts = sorted(
        draw(st.sets(st.integers(1, PARTS - 1), min_size=positive - 1, max_size=positive - 1))
    )
    ends = [0, *cuts, PARTS]
    shares = [(b - a) / PARTS for a, b in pairwise(ends)]
    return draw(st.permutations(shares + [0.0] * zeros))


def _table(rows: Sequence[Sequence[float]]) -> np.ndarray:
    return np.array(rows, dtype=np.float64)


# --- risks ------------------------------------------------------------------------------


@st.composite
def finite_problems(draw: st.DrawFn) -> Args:
    """Two inputs of different frequency, two labels, a sample in which a case stands twice."""
    flat = draw(_shares(4).filter(lambda s: s[0] + s[1] != 0.5))
    joint = _table([flat[:2], flat[2:]])
    cell = st.tuples(st.integers(0, 1), st.integers(0, 1))
    twice, once = draw(st.tuples(cell, cell).filter(lambda pair: pair[0] != pair[1]))
    sample = draw(st.permutations([twice, twice, once, *draw(st.lists(cell, max_size=2))]))
    uneven = _shares(2).filter(lambda s: s[0] != 0.5)
    predictions = _table(draw(st.tuples(uneven, uneven).filter(lambda rows: rows[0] != rows[1])))
    return joint, list(sample), predictions


# --- distributions ----------------------------------------------------------------------


@st.composite
def positive_pairs(draw: st.DrawFn) -> Args:
    """Two distributions without zeros, not the same."""
    k = draw(st.integers(2, 3))
    p, q = draw(st.tuples(_shares(k), _shares(k)).filter(lambda pair: pair[0] != pair[1]))
    return _table(p), _table(q)  # type: ignore[arg-type]


@st.composite
def labels_that_never_occur(draw: st.DrawFn) -> Args:
    """A zero of p, where q is zero too or is not; q gives every label that occurs something."""
    p = draw(_shares(3, zeros=1))
    q = draw(_shares(3))
    if draw(st.booleans()):
        absent = p.index(0.0)
        other = (absent + 1) % 3
        q[other] += q[absent]
        q[absent] = 0.0
    return np.array(p), np.array(q)


@st.composite
def labels_ruled_out(draw: st.DrawFn) -> Args:
    """A zero of q where p is positive."""
    k = draw(st.integers(2, 3))
    return np.array(draw(_shares(k))), np.array(draw(_shares(k, zeros=1)))


# --- scoring rules ----------------------------------------------------------------------

REPORT_TOLERANCE = Tolerance(rtol=0.0, atol=1.05e-3)
CURVATURE_TOLERANCE = Tolerance(rtol=0.0105, atol=0.0)

honest_rules = st.one_of(
    st.sampled_from(
        [
            recipe(scoring.logarithmic),
            recipe(scoring.brier),
            recipe(scoring.spherical),
            recipe(scoring.skewed),
        ]
    ),
    st.sampled_from([0.25, 0.5, 0.75]).map(lambda share: recipe(scoring.blend, share=share)),
)


def _with(make: Callable[..., Rule], name: str, *values: float) -> SearchStrategy[Recipe]:
    return st.sampled_from(values).map(lambda value: recipe(make, **{name: value}))


focal_rules = _with(scoring.focal, "gamma", 0.5, 1.0, 2.0, 3.0)
smoothed_rules = _with(scoring.smoothed, "epsilon", 0.05, 0.1, 0.2)
clipped_rules = _with(scoring.clipped, "epsilon", 0.03, 0.05, 0.1)
weighted_rules = _with(scoring.weighted, "weight", 0.25, 0.5, 2.0, 5.0)
power_rules = _with(scoring.power, "exponent", 0.5, 1.0, 1.5, 3.0)
_hundredths = st.integers(2, 98).map(lambda n: n / 100)


def _one_best(rule: Rule, p: float) -> bool:
    """Whether nothing outside a thousandth around the best report comes near to it."""
    q = np.linspace(0, 1, 20_001)
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    nearly = q[expected < expected.min() + 1e-9]
    return float(nearly.max() - nearly.min()) < 1e-3


def beliefs_about(rules: SearchStrategy[Recipe]) -> SearchStrategy[Args]:
    """A rule and a belief for which one report is the best."""
    return st.tuples(rules, _hundredths).filter(lambda args: _one_best(_made(args[0]), args[1]))


def _made(rule: Recipe) -> Rule:
    return getattr(scoring, rule.target.partition(":")[2])(**rule.kwargs)


# An honest report is one valley here, certainty the other and deeper one.
two_valleys = st.tuples(
    st.just(recipe(scoring.clipped, epsilon=0.1)),
    st.integers(12, 20).flatmap(lambda n: st.sampled_from([n / 100, 1 - n / 100])),
)

middling = st.integers(20, 80).map(lambda n: n / 100)
extreme = st.sampled_from([0.02, 0.03, 0.04, 0.05, 0.95, 0.96, 0.97, 0.98])
curved_rules = st.sampled_from(
    [
        recipe(scoring.logarithmic),
        recipe(scoring.brier),
        recipe(scoring.spherical),
        recipe(scoring.skewed),
    ]
)

_CURVATURES: dict[str, Callable[[float], float]] = {
    "logarithmic()": lambda p: 1 / (p * (1 - p)),
    "brier()": lambda p: 2.0,
    "spherical()": lambda p: (p**2 + (1 - p) ** 2) ** -1.5,
    "skewed()": lambda p: p,
}


def curvature_on_paper(rule: Rule, p: float) -> float:
    """The second derivative, as one finds it by hand."""
    return _CURVATURES[rule.name](p)


# --- bounds -----------------------------------------------------------------------------

_rates = st.sampled_from([0.01, 0.02, 0.05, 0.1])


def _informative(count: int, args: Args) -> bool:
    empirical, n, delta = args
    # Room for the wrong answers too, some of which double the number of hypotheses.
    return empirical + math.sqrt((math.log(2 * count) - math.log(delta)) / (2 * n)) < 0.98


@st.composite
def bounds(draw: st.DrawFn, choices: SearchStrategy[int | Recipe], n: Sequence[int]) -> Args:
    """An empirical risk and a sample large enough for the bound to say something."""
    chosen = draw(choices)
    count = hypotheses.networks(**chosen.kwargs) if isinstance(chosen, Recipe) else chosen
    drawn = st.tuples(st.integers(0, 6).map(lambda i: i / 20), st.sampled_from(n), _rates)
    empirical, size, delta = draw(drawn.filter(lambda args: _informative(count, args)))
    return empirical, size, chosen, delta


one_hypothesis = bounds(st.just(1), (30, 100, 400))
many_hypotheses = bounds(st.sampled_from([10, 100, 1000, 10**6]), (100, 200, 1000))
all_networks = bounds(
    st.builds(
        lambda d, bits: recipe(hypotheses.networks, parameters=d, bits=bits),
        st.integers(80, 200),
        st.sampled_from([16, 32]),
    ),
    (20_000, 100_000),
)

# --- violations -------------------------------------------------------------------------


@st.composite
def experiments(draw: st.DrawFn) -> Args:
    """Three hypotheses in five experiments of ten cases, and a margin between two counts."""
    count = st.integers(0, 10)
    rows = draw(
        st.lists(st.lists(count, min_size=3, max_size=3), min_size=5, max_size=5, unique_by=tuple)
    )
    risks = draw(st.lists(st.integers(2, 8), min_size=3, max_size=3, unique=True))
    margin = draw(st.sampled_from([0.05, 0.15, 0.25]))
    return np.array(rows), np.array(risks) / 10, 10, margin


@st.composite
def tied_records(draw: st.DrawFn) -> Args:
    """Experiments in which two hypotheses of different risk share the best record."""
    best, worse = draw(st.integers(0, 3)), draw(st.integers(5, 9))
    rows = [[worse, best, best], [best, worse, best], [best, best, worse]]
    risks = draw(st.permutations([2, 5, 9]))
    return np.array(rows), np.array(risks) / 10, 10, draw(st.sampled_from([0.15, 0.25]))


def coins(count: int, margin: float, seed: int, trials: int = 40) -> Args:
    """Coin flippers on a hundred cases, as a recipe that a learner can run."""
    flipped = recipe(
        hypotheses.flippers, trials=trials, hypotheses=count, n=100, risk=0.5, seed=seed
    )
    return flipped, np.full(count, 0.5), 100, margin


coin_flippers = st.builds(
    coins, st.integers(20, 60), st.sampled_from([0.085, 0.095, 0.105]), st.integers(0, 9999)
)

# --- gradients --------------------------------------------------------------------------

COSINE_TOLERANCE = Tolerance(rtol=0.0, atol=2e-4)

_logit = st.integers(-4, 4).map(lambda n: n / 2)


def targets(rows: Sequence[Sequence[float]]) -> Tensor:
    """Rows of probabilities as a float32 tensor."""
    return torch.tensor(rows, dtype=torch.float32)


@st.composite
def _rows(draw: st.DrawFn, hard: bool) -> list[list[float]]:
    """Targets of two rows, soft or, with `hard`, one label each."""
    if hard:
        return [draw(st.permutations([1.0, 0.0, 0.0])) for _ in range(2)]
    return [draw(_shares(3)) for _ in range(2)]


def _far_enough(logits: Tensor, labels: Tensor) -> bool:
    """Whether each row's target is well away from its softmax, so that no gradient is short."""
    return bool(((torch.softmax(logits, dim=1) - labels).norm(dim=1) > 0.2).all())


@st.composite
def two_losses(draw: st.DrawFn, first: str, second: str, relabeled: bool, hard: bool) -> Args:
    """Two rows of three logits, and two losses on them with the same or with other targets."""
    rows = [[draw(_logit) for _ in range(3)], [draw(_logit) for _ in range(3)]]
    # Rows of different confidence have gradients of different length.
    logits = torch.tensor([rows[0], [3 * number + 1 for number in rows[1]]])
    away = _rows(hard).filter(lambda t: _far_enough(logits, targets(t)))
    one = draw(away)
    other = draw(away.filter(lambda t: t != one)) if relabeled else one
    return logits, (first, targets(one)), (second, targets(other))


# --- descent ----------------------------------------------------------------------------

WHERE_TOLERANCE = Tolerance(rtol=1e-5, atol=1.1e-5)

_place = st.integers(-4, 4).map(float)


def valley(steep: float, gentle: float, angle: tuple[float, float]) -> np.ndarray:
    """A 2×2 Hessian with two eigenvalues, its steep direction along `angle`, of length 1."""
    c, s = angle
    along, across = np.array([[c], [s]]), np.array([[-s], [c]])
    return steep * along @ along.T + gentle * across @ across.T


# No two directions mind the same coordinates, and the matrix is not its own transpose.
_BASIS = np.array([[3.0, 2.0, 6.0], [-6.0, 3.0, 2.0], [2.0, 6.0, -3.0]]) / 7


def bowl(gentle: float, middle: float, steep: float) -> np.ndarray:
    """A 3×3 Hessian with three eigenvalues, in ascending order, along tilted directions."""
    return _BASIS @ np.diag([gentle, middle, steep]) @ _BASIS.T


@st.composite
def descents(
    draw: st.DrawFn, gentle: Sequence[float], steps: Sequence[int], rate: Sequence[float]
) -> Args:
    """A tilted bowl with the minimum and the start some way apart in every direction."""
    steep = draw(st.sampled_from([0.5, 1.0]))
    hessian = bowl(draw(st.sampled_from(gentle)), 0.4 * steep, steep)
    minimum = np.array([draw(_place), draw(_place), draw(_place)])
    away = [draw(st.sampled_from([1.0, -2.0, 3.0])) for _ in range(3)]
    return (
        hessian,
        minimum,
        minimum + _BASIS @ np.array(away),
        draw(st.sampled_from(rate)) / steep,
        draw(st.sampled_from(steps)),
    )


# --- enclosures -------------------------------------------------------------------------

_tenths = st.integers(-20, 20).map(lambda n: n / 10)


def logits_of(numbers: Sequence[float]) -> Tensor:
    """Logits as a float32 tensor; most decimals are not exactly what it then stores."""
    return torch.tensor(numbers, dtype=torch.float32)


@st.composite
def labelled_logits(draw: st.DrawFn, gap: SearchStrategy[float]) -> Args:
    """Three logits of which the right one stands higher than the others by a gap."""
    others = [draw(_tenths), draw(_tenths)]
    label = draw(st.integers(0, 2))
    numbers = list(others)
    numbers.insert(label, max(others) + draw(gap))
    return logits_of(numbers), label


def gaps(least: int, most: int) -> SearchStrategy[float]:
    """A gap between two bounds, in tenths."""
    return st.integers(10 * least + 1, 10 * most - 1).map(lambda n: n / 10)
