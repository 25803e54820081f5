"""The inputs that the checks of this chapter draw, and how near an answer must come.

Every strategy puts what a check is about into each example, so that a dozen draws cannot
miss it, and builds the rest from small numbers, so that a failing call can be read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import torch
import torch.nn.functional as F
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab import loops, models, probes, setups
from losslab.trace import Trace
from torch import Tensor

from autograder.course.exercise import Args, Recipe, Tolerance, recipe

seeds = st.integers(0, 9999)

# --- cross-entropy ----------------------------------------------------------------------

_small = st.integers(-8, 8).map(lambda n: n / 4)
_margin = st.integers(110, 300).map(float)


def _labelled(rows: list[list[float]], y: list[int]) -> Args:
    return torch.tensor(rows), torch.tensor(y)


@st.composite
def moderate_logits(draw: st.DrawFn) -> Args:
    """Two to four rows of three logits between -2 and 2."""
    n = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(_small, min_size=3, max_size=3), min_size=n, max_size=n))
    return _labelled(rows, draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))


@st.composite
def large_margins(draw: st.DrawFn, wins: bool) -> Args:
    """A row of small logits, and one whose right class wins or loses by more than 110."""
    margin = draw(_margin)
    row = [draw(_small), draw(_small) + (margin if wins else -margin), draw(_small)]
    return _labelled([row, [draw(_small), draw(_small), 0.0]], [1, draw(st.integers(0, 2))])


@st.composite
def rows_far_apart(draw: st.DrawFn) -> Args:
    """Rows of ordinary spread, one hundreds above zero and one hundreds below."""
    levels = [draw(_margin), -draw(_margin)]
    rows = [[level + draw(_small) for _ in range(3)] for level in levels]
    return _labelled(rows, [draw(st.integers(0, 2)), draw(st.integers(0, 2))])


def cross_entropy_in_double(logits: Tensor, y: Tensor) -> dict[str, Tensor]:
    """Value and gradient computed in float64, rounded to float32."""
    leaf = logits.double().requires_grad_()
    loss = F.cross_entropy(leaf, y)
    (gradient,) = torch.autograd.grad(loss, leaf)
    return {"value": loss.detach().float(), "gradient": gradient.float()}


def cross_entropy_tolerance(expected: Any, logits: Tensor, y: Tensor) -> Tolerance:
    """Logits are known to half a unit in the last place; allow eight such roundings."""
    return Tolerance(rtol=1e-5, atol=1e-7 + 8 * 2**-24 * float(logits.abs().max()))


# --- masked logarithm -------------------------------------------------------------------

_kept = st.integers(1, 16).map(lambda n: n / 4)


@st.composite
def masked(
    draw: st.DrawFn, out: SearchStrategy[float], kept: SearchStrategy[float] = _kept
) -> Args:
    """At least one entry that counts and one, drawn from `out`, that does not."""
    entries = [(draw(kept), True), (draw(out), False)]
    entries += draw(
        st.lists(
            st.one_of(st.tuples(_kept, st.just(True)), st.tuples(out, st.just(False))), max_size=4
        )
    )
    entries = draw(st.permutations(entries))
    return torch.tensor([x for x, _ in entries]), torch.tensor([keep for _, keep in entries])


zeros = st.just(0.0)
negatives = st.integers(-8, -1).map(float)
positives = _kept
tiny = st.integers(7, 12).map(lambda n: 10.0**-n)
all_masked = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=4).map(
    lambda xs: (torch.tensor([0.0, *xs]), torch.zeros(len(xs) + 1, dtype=torch.bool))
)

# --- accumulation -----------------------------------------------------------------------

_class = st.integers(0, 2)


def _classes(least: int, most: int) -> SearchStrategy[list[int]]:
    return st.lists(_class, min_size=least, max_size=most)


uneven_chunks = st.tuples(_classes(1, 2), _classes(4, 6)).map(list)
ignoring_chunks = st.tuples(
    _class.map(lambda c: [c, -100, -100, -100]), _classes(3, 4).map(lambda ys: [*ys, -100])
).map(list)
chunk_without_targets = st.tuples(_classes(2, 3), st.just([-100, -100]), _classes(1, 1)).map(list)

# --- summation --------------------------------------------------------------------------

DTYPES = (torch.float32, torch.float64)
DIGITS = {torch.float32: 24, torch.float64: 53}
_dtype = st.sampled_from(DTYPES)


def large(dtype: torch.dtype) -> float:
    """The number from which on adding 1 is rounded away."""
    return 2.0 ** DIGITS[dtype]


def after_a_large_one(count: int, dtype: torch.dtype, back: bool = False) -> Tensor:
    """A large number, then `count` ones, each half a unit in the last place of the sum so far.

    With `back` the large number is taken off at the end.
    """
    big = large(dtype)
    return torch.tensor([big] + [1.0] * count + ([-big] if back else []), dtype=dtype)


def _cancelling(pairs: list[tuple[int, int, int]], dtype: torch.dtype) -> Tensor:
    # Each small number is an eighth, a quarter or three eighths, and the next one is large.
    big = large(dtype)
    up = [n for small, _, size in pairs for n in (small / 8, size * big)]
    down = [n for _, small, size in reversed(pairs) for n in (small / 8, -size * big)]
    return torch.tensor(up + down, dtype=dtype)


many_small = st.builds(
    lambda n, dtype, back: (after_a_large_one(n, dtype, back),),
    st.integers(60, 390),
    _dtype,
    st.booleans(),
)

_pairs = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 8)), min_size=1, max_size=8
)
cancelling = st.builds(lambda pairs, dtype: (_cancelling(pairs, dtype),), _pairs, _dtype)


@st.composite
def any_order(draw: st.DrawFn) -> Args:
    """Large numbers that cancel and small ones that are all of the sum, in any order."""
    x = _cancelling([(3, 2, n) for n in range(1, draw(st.integers(6, 10)))], draw(_dtype))
    return (torch.tensor(draw(st.permutations(x.tolist())), dtype=x.dtype),)


ordinary = st.builds(
    lambda xs, dtype: (torch.tensor([*xs, 0.7], dtype=dtype),),
    st.lists(st.integers(1, 40).map(lambda n: n / 8), min_size=1, max_size=2),
    _dtype,
)


def exact_sum(x: Tensor) -> Tensor:
    """The correctly rounded sum."""
    return torch.tensor(math.fsum(x.tolist()), dtype=x.dtype)


def summation_bound(expected: Any, x: Tensor) -> Tolerance:
    """The bound that the task states, and the rounding of `expected` itself."""
    u, n = 1 / large(x.dtype), len(x)
    total, size = abs(math.fsum(x.tolist())), float(x.double().abs().sum())
    return Tolerance(rtol=0.0, atol=3 * u * total + (n * u) ** 2 * size)


# --- traces -----------------------------------------------------------------------------

Kind = tuple[str, str]


def _kinds(loops_with_styles: Mapping[str, Sequence[str]]) -> tuple[Kind, ...]:
    return tuple((loop, style) for loop, styles in loops_with_styles.items() for style in styles)


# The kinds of runs, loop and style, that have the fault of each detector.
OWN: dict[str, tuple[Kind, ...]] = {
    detector: _kinds({loop: loops.FAULTS[loop] for loop in faulty})
    for detector, faulty in {
        "accumulates_stale_gradients": ("never_zeroed", "zeroed_each_epoch"),
        "loss_is_detached": ("detached",),
        "optimizer_misses_parameters": ("other_net", "new_head"),
        "softmax_twice": ("probabilities_in",),
        "labels_are_shuffled": ("shuffled",),
    }.items()
}
HEALTHY = _kinds(loops.HEALTHY)


def steps(loop: str) -> int:
    """How many events a run of this loop has."""
    return loops.STOPS_EARLY.get(loop, 24)


@lru_cache(maxsize=512)
def _run(loop: str, style: str, seed: int) -> Trace:
    return loops.run(loop, style, seed, steps(loop))


def _traces(kinds: Sequence[Kind], order: Sequence[int], seeds: Sequence[int]) -> list[Trace]:
    return [_run(*kinds[i], seed) for i, seed in zip(order, seeds, strict=True)]


def traces(kinds: Sequence[Kind]) -> SearchStrategy[Args]:
    """One trace of each kind (loop, style), in any order."""
    n = len(kinds)
    chosen = st.lists(st.integers(101, 102), min_size=n, max_size=n)
    return st.builds(
        lambda order, seeds: (_traces(kinds, order, seeds),),
        st.permutations(range(n)),
        chosen,
    )


def other_faults(detector: str) -> tuple[Kind, ...]:
    """Two kinds of runs of every fault but the detector's own."""
    return tuple(kind for name, kinds in OWN.items() if name != detector for kind in kinds[:2])


def public_traces(kinds: Sequence[Kind], seed: int = 0) -> Args:
    """The same as recipes: short to read, and a learner can run them."""
    return (
        [
            recipe(loops.run, loop=loop, style=style, seed=seed, steps=steps(loop))
            for loop, style in kinds
        ],
    )


# --- a run to be traced -----------------------------------------------------------------


def run_of(style: str, seed: int, dtype: str = "float64", length: int = 2) -> Recipe:
    """A small network, batches and an optimizer, as a recipe that a learner can read and run."""
    return recipe(
        setups.setup, style=style, seed=seed, steps=length, size=16, hidden=8, dtype=dtype
    )


def runs_of(*styles: str, dtypes: Sequence[str] = ("float64",)) -> SearchStrategy[Args]:
    """Runs of any of these styles and types."""
    return st.builds(
        lambda style, seed, dtype: (run_of(style, seed, dtype),),
        st.sampled_from(styles),
        seeds,
        st.sampled_from(dtypes),
    )


# --- one step explained -----------------------------------------------------------------

wirings = st.permutations(models.ROLES).map(list)
plain_first = st.permutations(models.ROLES[1:]).map(lambda rest: ["plain", *rest])
plain_later = st.tuples(wirings, st.sampled_from(models.ROLES[1:])).map(
    lambda drawn: [drawn[1], *(role for role in drawn[0] if role != drawn[1])]
)


def explained(wiring: Sequence[str], optimizer: str, seed: int = 0) -> Args:
    """A branched network, a batch and an optimizer's name; without wiring the network is raw."""
    net = (
        recipe(models.branch_net, wiring=list(wiring), seed=seed)
        if wiring
        else recipe(models.raw_net, seed=seed)
    )
    return net, recipe(probes.batch, seed=seed + 1), optimizer


def steps_of(wiring: SearchStrategy[list[str]], *optimizers: str) -> SearchStrategy[Args]:
    """What :func:`explained` makes of a drawn wiring, optimizer and seed."""
    return st.builds(explained, wiring, st.sampled_from(optimizers), seeds)
