from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction

import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import intervals
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise

_PRECISE = Context(prec=60)
_tenths = st.integers(-20, 20).map(lambda n: n / 10)


def logits_of(numbers: Sequence[float]) -> Tensor:
    """Logits as a float32 tensor; most decimals are not exactly what it then stores."""
    return torch.tensor(numbers, dtype=torch.float32)


@st.composite
def labelled_logits(
    draw: st.DrawFn, gap: SearchStrategy[float], others: Sequence[int] = (1, 2), last: bool = True
) -> Args:
    """Logits of which the right one, perhaps the last, stands higher than the rest by a gap."""
    rest = [draw(_tenths) for _ in range(draw(st.sampled_from(others)))]
    label = draw(st.integers(0, len(rest) if last else len(rest) - 1))
    numbers = list(rest)
    numbers.insert(label, max(rest) + draw(gap))
    return logits_of(numbers), label


def shifted(strategy: SearchStrategy[Args], least: int, most: int) -> SearchStrategy[Args]:
    """The same leads, of logits whose exponentials no float64 holds, and whose digits are few."""
    high = st.tuples(strategy, st.integers(least + 10, most - 10)).map(
        lambda drawn: (drawn[0][0] + float(drawn[1]), drawn[0][1])
    )
    return high.filter(lost_by_subtraction)


def rounded(up: bool, strategy: SearchStrategy[Args]) -> SearchStrategy[Args]:
    """Those whose loss float64 rounds up, or down; its formula with log1p gives the nearest."""

    def wanted(args: Args) -> bool:
        logits, label = args
        leads = [number - logits[label].item() for number in logits.tolist()]
        del leads[label]
        nearest = math.log1p(math.fsum(map(math.exp, leads)))
        with localcontext(_PRECISE):
            exact = sum((Decimal(lead).exp() for lead in leads), Decimal(1)).ln()
        return nearest == float(exact) and (Decimal(nearest) > exact) == up

    return strategy.filter(wanted)


def lost_by_subtraction(args: Args) -> bool:
    """Whether log(Σ exp(z)) - z[label] in float64 misses the loss by more than any interval may."""
    logits, label = args
    z = logits.tolist()
    top = max(z)
    late = top + math.log(math.fsum(math.exp(number - top) for number in z)) - z[label]
    with localcontext(_PRECISE):
        exact = sum((Decimal(n - z[label]).exp() for n in z), Decimal(0)).ln()
    return abs(Decimal(late) - exact) > Decimal("1.1e-12") * exact


def gaps(least: int, most: int) -> SearchStrategy[float]:
    """A gap between two bounds, in tenths."""
    return st.integers(10 * least + 1, 10 * most - 1).map(lambda n: n / 10)


def lost_in_double(logits: Tensor, label: int) -> float:
    """By how much float64 misses the lead of the right logit over the next, which is its nearest.

    This is how much the loss is off, relative to itself, if nothing else is.
    """
    z = logits.tolist()
    other = max(z[:label] + z[label + 1 :])
    return float(Fraction(z[label] - other) - (Fraction(z[label]) - Fraction(other)))


@st.composite
def unlike_magnitudes(draw: st.DrawFn, least: int, most: int) -> Args:
    """A lead over a logit so near 0 that float64 has to round the difference."""
    lead = draw(st.integers(10 * least, 10 * most)) / 10
    faint = draw(st.sampled_from([1, -1])) * draw(st.integers(10_001, 49_999)) * 1e-13
    numbers = [lead, faint, -draw(st.integers(40, 90)) / 10][: draw(st.sampled_from([2, 3]))]
    order = draw(st.permutations(range(len(numbers))))
    return logits_of([numbers[i] for i in order]), order.index(0)


# Five units in the last place of the loss, and more; ten, and more.
too_long = unlike_magnitudes(33, 63).filter(lambda args: lost_in_double(*args) > 1.2e-15)
too_short = unlike_magnitudes(33, 63).filter(lambda args: lost_in_double(*args) < -1.2e-15)
far_too_long = unlike_magnitudes(65, 290).filter(lambda args: lost_in_double(*args) > 2.3e-15)
far_too_short = unlike_magnitudes(65, 290).filter(lambda args: lost_in_double(*args) < -2.3e-15)


@st.composite
def as_far_as_can_be(draw: st.DrawFn) -> Args:
    """Two logits 300 apart."""
    high = draw(st.integers(10, 290))
    label = draw(st.integers(0, 1))
    numbers = [float(high - 300)] * 2
    numbers[label] = float(high)
    return logits_of(numbers), label


def _enclosed(
    name: str,
    promise: str,
    inputs: Mapping[str, SearchStrategy[Args]],
    *public: tuple[list[float], int],
    weight: float,
    draws: int,
    covers: Sequence[str] = (),
) -> Check:
    return Check(
        name,
        promise,
        inputs,
        public=[(logits_of(numbers), label) for numbers, label in public],
        reads=intervals.enclosure_verdict,
        weight=weight,
        draws=draws,
        covers=covers,
    )


EXERCISE = Exercise(
    title="Between two floats",
    objective="Enclose the ideal loss, with proof, also where float32 reads zero.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        "A float64 nearest to the loss is not an interval, and it is wrong by up to half a unit in "
        "its last place. But its two neighbors are on the two sides of the loss.",
        "Where the right class is far ahead, log(Σ exp(z[j])) - z[label] subtracts two numbers "
        "that agree in all digits that you have. Subtract the logits first: the loss is "
        "log(Σ exp(z[j] - z[label])), a logarithm of 1 plus something tiny.",
        "Is z[j] - z[label] exact in float64? Try 100.985 and 1.2616e-9, with `Fraction` beside "
        "it. An error there goes through `exp` into the loss, as a relative one.",
        "Which numbers of Python's standard library are told how many digits to keep, and take a "
        "float for exactly what it is? How many digits does 1 + 5e-131 need, if twenty of the "
        "small part are to survive?",
    ),
    checks=(
        _enclosed(
            "check_close_calls",
            "The interval contains the loss and is tight where the logits are close together.",
            {
                "two or three": rounded(True, labelled_logits(gaps(-2, 1), last=False)),
                "many, the right one not the highest": rounded(
                    False, labelled_logits(gaps(-2, 0), others=(4, 5, 7))
                ),
                "all too high for exp": rounded(
                    True, shifted(labelled_logits(gaps(2, 3)), 2100, 3000)
                ),
                "all too low for exp": rounded(
                    False, shifted(labelled_logits(gaps(2, 3)), -3000, -2100)
                ),
            },
            ([0.0, 0.0], 0),
            ([0.1, 0.3, -0.2], 1),
            weight=1,
            draws=4,
            covers=("The float32 numbers in `logits` are taken for exactly the real numbers",),
        ),
        _enclosed(
            "check_losing",
            "The interval contains the loss and is tight where the right class is far behind.",
            {
                "behind": rounded(True, labelled_logits(gaps(-20, -5), last=False)),
                "far behind": rounded(False, labelled_logits(gaps(-290, -60))),
            },
            ([90.1, 0.0], 1),
            weight=1,
            draws=2,
        ),
        _enclosed(
            "check_winning",
            "The interval contains the loss and is tight where the right class is ahead.",
            {
                "ahead": rounded(True, labelled_logits(gaps(8, 24), last=False)),
                "of many": rounded(False, labelled_logits(gaps(8, 24), others=(3, 5))),
                "by so much that 28 digits are few": labelled_logits(gaps(45, 60)),
                "a lead that float64 rounds up": too_long,
                "a lead that float64 rounds down": too_short,
            },
            ([16.0, 0.0], 0),
            ([0.3, 20.7], 1),
            draws=5,
            weight=0.5,
        ),
        _enclosed(
            "check_winning_by_far",
            "The interval contains the loss and is tight where the loss is 1e-20 to 5e-131.",
            {
                "far ahead": labelled_logits(gaps(47, 200), last=False),
                "a lead that float64 rounds up": far_too_long,
                "a lead that float64 rounds down": far_too_short,
                "nearly 300 ahead": labelled_logits(gaps(285, 299), others=(1,)),
                "as far as can be": as_far_as_can_be(),
            },
            ([100.0, 0.0], 0),
            ([100.985, 1.2616e-9], 0),
            ([0.0, -290.3], 0),
            weight=1.5,
            draws=5,
            covers=(
                "The interval must contain it, without exception.",
                "The loss is positive and may be as small as 5e-131; float64 holds that, and the "
                "width counts relative to it.",
            ),
        ),
    ),
)
