from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import number, shares, table

_FAINT = 2.0**-60


@st.composite
def a_case_seen_twice(draw: st.DrawFn) -> Args:
    """Two inputs of different frequency, two labels, a sample in which a case stands twice."""
    flat = draw(shares(4).filter(lambda s: s[0] + s[1] != 0.5))
    joint = table([flat[:2], flat[2:]])
    cell = st.tuples(st.integers(0, 1), st.integers(0, 1))
    twice, once = draw(st.tuples(cell, cell).filter(lambda pair: pair[0] != pair[1]))
    sample = draw(st.permutations([twice, twice, once]))
    uneven = shares(2).filter(lambda s: s[0] != 0.5)
    predictions = table(draw(st.tuples(uneven, uneven).filter(lambda rows: rows[0] != rows[1])))
    return joint, list(sample), predictions


@st.composite
def larger_worlds(draw: st.DrawFn, m: int, k: int, least: int, most: int) -> Args:
    """A table with cases that never occur; whether it has a row of them is drawn as well."""
    zeros = draw(st.integers(1, min(k, m * k - 2)))
    flat = draw(shares(m * k - zeros))
    cells = [*flat, *[0.0] * zeros]
    if draw(st.booleans()):
        cells = draw(st.permutations(cells))
    joint = table([cells[k * x : k * (x + 1)] for x in range(m)])
    predictions = table([draw(shares(k)) for _ in range(m)])
    occurring = [(int(x), int(y)) for x, y in np.argwhere(joint > 0)]
    sample = draw(st.lists(st.sampled_from(occurring), min_size=least, max_size=most))
    return joint, sample, predictions


@st.composite
def nearly_ruled_out(draw: st.DrawFn) -> Args:
    """A case that the prediction gives 1e-18, so often that no float holds its likelihood."""
    likely, label = draw(st.tuples(shares(2), st.integers(0, 1)))
    sure = [1.0, 1.0]
    sure[label] = _FAINT
    flat = draw(shares(4))
    others = draw(st.permutations([(1, 0), (1, 1), (0, 1 - label), (0, 1 - label)]))
    sample = [*others[:2], *[(0, label)] * 20, *others[2:]]
    return table([flat[:2], flat[2:]]), sample, table([sure, likely])


_problems = {
    "a case seen twice": a_case_seen_twice(),
    "more labels than inputs": larger_worlds(2, 4, least=4, most=7),
    "more inputs than labels": larger_worlds(4, 3, least=8, most=14),
    "a single observation": larger_worlds(3, 2, least=1, most=1),
    "a single input": larger_worlds(1, 4, least=3, most=6),
    "nearly ruled out": nearly_ruled_out(),
}
_skies = np.array([[0.5, 0.25], [0.0, 0.25]])
_forecast = np.array([[0.75, 0.25], [0.5, 0.5]])
_public = (
    (_skies, [(0, 0), (1, 1)], _forecast),
    (_skies, [(0, 1), (0, 1), (0, 0)], _forecast),
    (_skies, [(0, 0), (1, 1)], np.array([[_FAINT, 1.0], [0.5, 0.5]])),
)


def _skewed(joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray) -> bool:
    """Whether mean, median and midrange of the sample's losses are three numbers."""
    losses = -np.log([predictions[case] for case in sample])
    means = losses.mean(), np.median(losses), (losses.min() + losses.max()) / 2
    return bool(np.ptp(means) > 0.05 and abs(means[0] - means[1]) > 0.01)


EXERCISE = Exercise(
    title="Two risks of one prediction",
    objective="Compute the risk on the whole population and the risk on a sample.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "The two risks are means of the same loss. What differs is what each case weighs.",
        "`-np.log(predictions)` holds the loss of every case at once. Which table of the same "
        "shape says how much each of them weighs in the population? And in the sample?",
    ),
    checks=(
        Check(
            "check_population_risk",
            "The population risk is right.",
            _problems,
            public=_public,
            tolerance=number,
            part="population",
            draws=7,
            contains={
                "a case that never occurs": lambda joint, *_: bool((joint == 0).any()),
                "inputs of different frequency": lambda joint, *_: bool(
                    np.ptp(joint.sum(axis=1)) > 0
                ),
            },
        ),
        Check(
            "check_empirical_risk",
            "The empirical risk is right.",
            _problems,
            public=_public,
            tolerance=number,
            part="empirical",
            draws=7,
            contains={
                "a single observation": lambda joint, sample, _: len(sample) == 1,
                "a repeated case": lambda joint, sample, _: len(set(sample)) < len(sample),
                "losses with three averages": _skewed,
                "a likelihood that no float holds": lambda joint, sample, predictions: bool(
                    np.prod([predictions[case] for case in sample]) == 0
                ),
            },
        ),
    ),
)
