from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import table

# All probabilities are sixty-fourths. Near is within any slack, though not by twice the distance;
# far is not, though no single label has to be off by a slack.
_WHOLE = 64
_NEAR, _FAR = 6, 14
_SLACKS = st.sampled_from([0.13, 0.14])
# With the narrow one even near is bad, with the wide one even far is good.
_NARROW, _WIDE = st.just(0.05), st.sampled_from([0.3, 0.6, 0.9])
# Losses differ by 1e-8 and 1e-11 or so where an input occurs as rarely as this.
_VERY_RARE, _HARDLY_EVER = 2.0**-22, 2.0**-34
Row = list[int]
# What is true, and two that are off: far at two likely labels, near at all four.
_TRADE: tuple[Row, Row, Row] = ([28, 28, 4, 4], [38, 18, 4, 4], [28, 34, 1, 1])


@st.composite
def _row(draw: st.DrawFn) -> Row:
    """Four probabilities in sixty-fourths, none of them small."""
    some = [draw(st.integers(12, 17)) for _ in range(3)]
    return draw(st.permutations([*some, _WHOLE - sum(some)]))


def _moved(row: Row, by: int, split: bool = False) -> Row:
    """A row at the distance `by` from another; with `split` no label moves by more than half."""
    labels = sorted(range(len(row)), key=row.__getitem__)
    moved = list(row)
    for i in range(2 if split else 1):
        part = by // 2 if split else by
        moved[labels[i]] += part
        moved[labels[-1 - i]] -= part
    return moved


def _near(row: Row) -> Row:
    return _moved(row, _NEAR)


def _far(row: Row) -> Row:
    return _moved(row, _FAR)


def _prediction(rows: Sequence[Row]) -> np.ndarray:
    return table(rows) / _WHOLE


def _perhaps(rows: Sequence[Row] | None) -> list[np.ndarray]:
    return [] if rows is None else [_prediction(rows)]


@dataclass
class _Problem:
    """What a kind of problem is made from: a truth, how often inputs occur, and one of them."""

    draw: st.DrawFn
    rows: list[Row]
    weights: list[float]
    x: int

    def but(self, row: Row) -> list[Row]:
        """The truth, with another row at input x."""
        return [row if i == self.x else own for i, own in enumerate(self.rows)]

    def each(self, change: Callable[[Row], Row]) -> list[Row]:
        """The truth, changed at every input."""
        return [change(row) for row in self.rows]

    def given(
        self,
        members: Sequence[Sequence[Row]],
        seen: Sequence[Row] | None = None,
        first: Sequence[Row] | None = None,
        last: Sequence[Row] | None = None,
        slack: st.SearchStrategy[float] = _SLACKS,
    ) -> Args:
        """The arguments, with the class in any order, and perhaps one more at either end."""
        joint = _prediction(self.rows if seen is None else seen) * np.array(self.weights)[:, None]
        class_ = [_prediction(member) for member in self.draw(st.permutations(members))]
        class_ = [*_perhaps(first), *class_, *_perhaps(last)]
        return joint, class_, _prediction(self.rows), self.draw(slack)


def _problem(draw: st.DrawFn, least: float = 0.125, x: int | None = None) -> _Problem:
    """A problem whose input x, perhaps a given one, occurs least often."""
    where = draw(st.integers(0, 2)) if x is None else x
    weights = draw(st.permutations([0.375, 0.625 - least]))
    weights.insert(where, least)
    return _Problem(draw, [draw(_row()) for _ in range(3)], weights, where)


@st.composite
def silent(
    draw: st.DrawFn, share: float, x: int, slack: st.SearchStrategy[float] = _SLACKS
) -> Args:
    """Input x never or hardly occurs: all that differs there only is minimal, some of it bad."""
    p = _problem(draw, least=share, x=x)
    own = p.rows[p.x]
    same = [p.but(_near(own)), p.but(_moved(own, _FAR, split=True)), p.rows]
    return p.given([*same, p.each(_near), p.each(_far)], last=p.but(_far(own)), slack=slack)


@st.composite
def mirrored(draw: st.DrawFn) -> Args:
    """Two minimizers are each other's mirror image, and their losses agree but for rounding."""
    p = _problem(draw)
    a, b = draw(st.integers(15, 18)), draw(st.integers(12, 17))
    p.rows = p.but([a, b, a, _WHOLE - 2 * a - b])
    tilted, turned = ([a + s * 10, b, a - s * 10, _WHOLE - 2 * a - b] for s in (1, -1))
    others = [p.each(_far), p.each(lambda row: _moved(row, 12))]
    return p.given([p.but(tilted), p.but(turned), *others])


@st.composite
def complete(draw: st.DrawFn) -> Args:
    """The truth is in the class. What is bad at a very rare input is nearly as good, not quite."""
    p = _problem(draw, least=_VERY_RARE)
    own = p.rows[p.x]
    return p.given([p.rows, p.but(_near(own)), p.but(_far(own)), p.each(_far)])


@st.composite
def near_the_truth(draw: st.DrawFn, slack: st.SearchStrategy[float] = _SLACKS) -> Args:
    """The class lacks the truth, and the best in it is near to it at every input."""
    p = _problem(draw)
    others = [p.each(_far), p.each(lambda row: _moved(row, _FAR, split=True))]
    return p.given([p.each(_near), *others], slack=slack)


@st.composite
def off_where_it_is_cheap(draw: st.DrawFn) -> Args:
    """The best in the class is far off at a rare input, the others nearer at frequent ones."""
    p = _problem(draw, least=1 / 64, x=1)
    cheap = p.but(_moved(p.rows[p.x], _FAR + 1))
    return p.given([p.each(_near), p.each(_far)], last=cheap)


@st.composite
def by_the_logarithm(draw: st.DrawFn) -> Args:
    """Cross-entropy prefers what is far off at likely labels, squared error what is near."""
    p = _problem(draw, least=0.25)
    labels = draw(st.permutations(range(4)))
    likely, far, near = ([row[i] for i in labels] for row in _TRADE)
    p.rows = [likely] * 3
    return p.given([[far] * 3, [near] * 3, p.each(_far)])


@st.composite
def elsewhere(draw: st.DrawFn, far: bool) -> Args:
    """The distribution says something else at one input than the truth does."""
    p = _problem(draw, x=1)
    own = p.rows[p.x]
    seen = p.but(_moved(own, _FAR, split=True) if far else _near(own))
    return p.given([p.rows, p.each(_far)], seen, last=seen)


@st.composite
def ruled_out(draw: st.DrawFn, good: bool) -> Args:
    """One candidate rules out what hardly ever occurs, the others at most what never does."""
    p = _problem(draw, least=_VERY_RARE)
    p.rows = [[a + d, b, c, 0] for a, b, c, d in p.rows]
    off = _NEAR if good else _FAR
    left = p.each(lambda row: [row[0] - off, row[1] + off, row[2], 0])
    other = p.rows[p.x][2]
    impossible = p.but([_WHOLE - other, 0, other, 0])
    far = p.each(lambda row: [row[0] - 18, row[1], row[2] + 18, 0])
    others = [far, [[a - 1, b, c, 1] for a, b, c, _ in left]]
    return p.given(others, first=impossible, last=left)


_half = table([[0.5, 0.5], [0.5, 0.5]])
_first_only = table([[0.5, 0.5], [0.0, 0.0]])
_sure = table([[0.5, 0.5], [1.0, 0.0]])
_tilted = table([[0.25, 0.75], [0.5, 0.5]])
_tilted_more = table([[0.125, 0.875], [0.5, 0.5]])
_never_second = table([[0.25] * 4, [0.0] * 4])
_even = table([[0.25] * 4] * 2)
_spread = table([[0.25] * 4, [0.3125, 0.3125, 0.1875, 0.1875]])
_turned = table([[0.25] * 4, [0.3125, 0.1875, 0.25, 0.25]])
_leaning = table([[0.5, 0.5], [0.75, 0.25]])
_hardly_second = table([[0.5, 0.5 - 1e-11], [5e-12, 5e-12]])
_rarely_second = table([[0.4375, 0.4375], [0.0625, 0.0625]])
_trade = [_prediction([row]) for row in _TRADE]
_noisy = table([[0.375, 0.125], [0.125, 0.375]])
_clear = table([[1.0, 0.0], [0.0, 1.0]])
_blurred = table([[0.75, 0.25], [0.25, 0.75]])

EXERCISE = Exercise(
    title="Minimized only by what is good?",
    objective="Decide a claim about the minimizers of a loss, and see what decides it.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Two questions of each candidate: is its loss the least in the class, and is it good? The "
        "first is asked of `joint`, the second of `truth`, and of every input.",
        "The least loss can belong to several candidates, such as those that differ only where "
        "nothing ever occurs. What becomes of 0 times an infinite logarithm?",
        "Make a table with a row for each candidate and two columns, loss and greatest distance. "
        "Which rows refute the claim?",
    ),
    checks=(
        Check(
            "check_what_never_occurs",
            "Minimizers are found that are bad at an input which never occurs.",
            {
                "never": silent(0.0, x=0),
                "so rarely that losses are the same": silent(_HARDLY_EVER, x=1),
                "mirror images": mirrored(),
                "never, and the slack is wide": silent(0.0, x=2, slack=_WIDE),
            },
            public=(
                (_first_only, [_half, _sure, _tilted], _half, 0.1),
                (_never_second, [_even, _spread, _turned], _even, 0.1),
                (_hardly_second, [_half, _leaning], _half, 0.1),
            ),
            weight=2,
            draws=4,
            contains={"an input without cases": lambda joint, *_: bool((joint.sum(1) == 0).any())},
            covers=(
                "Candidates whose losses differ by less than 1e-9 have the same loss.",
                "A case of probability 0 adds nothing to the loss",
                "minimizers that are not good, in ascending order",
            ),
        ),
        Check(
            "check_the_class",
            "The answer is right for classes with the truth and for classes without it.",
            {
                "with it": complete(),
                "without it, and good": near_the_truth(),
                "without it, and bad": off_where_it_is_cheap(),
                "without it, and bad by the logarithm": by_the_logarithm(),
                "without it, and bad by a narrow slack": near_the_truth(slack=_NARROW),
            },
            public=(
                (_half / 2, [_tilted, _tilted_more], _half, 0.1),
                (_half / 2, [_half], _half, 0.1),
                (_rarely_second, [_leaning, _tilted], _half, 0.1),
                (_trade[0], [_trade[1], _trade[2]], _trade[0], 0.13),
            ),
            weight=2,
            draws=5,
        ),
        Check(
            "check_the_distribution",
            "The answer is right where the distribution says something else than the truth.",
            {
                "far from it": elsewhere(far=True),
                "near to it": elsewhere(far=False),
            },
            public=((_noisy, [_clear, _blurred, _half], _clear, 0.1),),
            weight=2,
            draws=2,
        ),
        Check(
            "check_labels_ruled_out",
            "The answer is right where candidates rule labels out.",
            {"a good one left": ruled_out(good=True), "a bad one left": ruled_out(good=False)},
            public=((_clear / 2, [_clear, _blurred, 1 - _clear], _clear, 0.1),),
            draws=2,
        ),
    ),
)
