"""Scoring rules: what a forecaster of a yes-or-no event pays for the probability it reports.

Each constructor gives a :class:`Rule`, called as ``rule(report, outcome)``. Lower is better.
Some of the rules are known as loss functions: the logarithmic one is cross-entropy, Brier's is
the squared error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

__all__ = [
    "RULES",
    "Rule",
    "absolute",
    "blend",
    "brier",
    "brier_as_reward",
    "capped",
    "clipped",
    "focal",
    "logarithmic",
    "power",
    "rounded",
    "skewed",
    "smoothed",
    "spherical",
    "weighted",
    "zero_one",
]

Reports = TypeVar("Reports", float, np.ndarray)
_Penalty = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Rule:
    """A penalty for each report and outcome.

    Parameters
    ----------
    name
        The call that makes the rule.
    if_one, if_zero
        The penalty of reports, an array, if the event happens and if it does not.
    """

    name: str
    if_one: _Penalty
    if_zero: _Penalty

    def __call__(self, report: Reports, outcome: int) -> Reports:
        """What a report costs.

        Parameters
        ----------
        report
            The probability reported for the event, from 0 to 1: a float, or an array of them.
        outcome
            1 if the event happens, 0 if not.

        Returns
        -------
        float or ndarray
            The penalty of each report, perhaps infinite at 0 or 1.
        """
        if outcome not in (0, 1):
            raise ValueError(f"the outcome is 0 or 1, not {outcome!r}")
        q = np.asarray(report, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            penalty = self.if_one(q) if outcome == 1 else self.if_zero(q)
        return penalty if q.ndim else float(penalty)  # type: ignore[return-value]

    def __repr__(self) -> str:
        return self.name


def _symmetric(name: str, penalty: _Penalty) -> Rule:
    """A rule that only asks which probability was given to what happened."""
    return Rule(name, penalty, lambda q: penalty(1 - q))


def logarithmic() -> Rule:
    """Minus the logarithm of the probability given to what happened: cross-entropy, in nats."""
    return _symmetric("logarithmic()", lambda given: -np.log(given))


def brier() -> Rule:
    """The square of the probability given to what did not happen."""
    return _symmetric("brier()", lambda given: (1 - given) ** 2)


def spherical() -> Rule:
    """Minus the probability given to what happened, over the length of the vector (q, 1 - q)."""
    return _symmetric("spherical()", lambda given: -given / np.hypot(given, 1 - given))


def skewed() -> Rule:
    """A rule that treats the two outcomes differently: q³/3 if the event does not happen.

    If it happens the penalty is 1/6 - q²/2 + q³/3.
    """
    return Rule("skewed()", lambda q: 1 / 6 - q**2 / 2 + q**3 / 3, lambda q: q**3 / 3)


def blend(share: float = 0.5) -> Rule:
    """The logarithmic rule and Brier's, mixed."""
    return _symmetric(
        f"blend(share={share:g})",
        lambda given: -share * np.log(given) + (1 - share) * (1 - given) ** 2,
    )


def absolute() -> Rule:
    """The probability given to what did not happen: the absolute error."""
    return _symmetric("absolute()", lambda given: 1 - given)


def power(exponent: float = 1.5) -> Rule:
    """The error to any power above 0; 1 is the absolute error, 2 is Brier's rule."""
    return _symmetric(f"power(exponent={exponent:g})", lambda given: (1 - given) ** exponent)


def focal(gamma: float = 2.0) -> Rule:
    """Focal loss: the logarithmic penalty times (1 - the given probability) to the gamma."""
    return _symmetric(
        f"focal(gamma={gamma:g})", lambda given: -((1 - given) ** gamma) * np.log(given)
    )


def smoothed(epsilon: float = 0.1) -> Rule:
    """Label smoothing: the logarithmic penalty, as if an outcome were epsilon/2 of the other."""
    return _symmetric(
        f"smoothed(epsilon={epsilon:g})",
        lambda given: -(1 - epsilon / 2) * np.log(given) - epsilon / 2 * np.log(1 - given),
    )


def clipped(epsilon: float = 0.1) -> Rule:
    """The logarithmic penalty, with probabilities below epsilon counted as epsilon."""
    return _symmetric(
        f"clipped(epsilon={epsilon:g})", lambda given: -np.log(np.maximum(given, epsilon))
    )


def capped(epsilon: float = 0.1, outcome: int = 1) -> Rule:
    """The logarithmic penalty, which for one of the outcomes is never more than -log(epsilon)."""
    name = f"capped(epsilon={epsilon:g}, outcome={outcome})"
    least = {outcome: epsilon}
    return Rule(
        name,
        lambda q: -np.log(np.maximum(q, least.get(1, 0.0))),
        lambda q: -np.log(np.maximum(1 - q, least.get(0, 0.0))),
    )


def weighted(weight: float = 2.0) -> Rule:
    """The logarithmic penalty, times a weight if the event happens: class weights."""
    return Rule(
        f"weighted(weight={weight:g})",
        lambda q: -weight * np.log(q),
        lambda q: -np.log(1 - q),
    )


def zero_one() -> Rule:
    """1 for a report on the wrong side of one half, else 0; exactly one half counts as yes."""
    return Rule(
        "zero_one()",
        lambda q: np.where(q < 0.5, 1.0, 0.0),
        lambda q: np.where(q < 0.5, 0.0, 1.0),
    )


def rounded(parts: int = 10) -> Rule:
    """Brier's penalty for the report's nearest neighbor among 0, 1/parts, 2/parts, …, 1."""
    return _symmetric(
        f"rounded(parts={parts})", lambda given: (1 - np.round(given * parts) / parts) ** 2
    )


def brier_as_reward() -> Rule:
    """One minus Brier's penalty: a score of which more is better, used where less is better."""
    return _symmetric("brier_as_reward()", lambda given: 1 - (1 - given) ** 2)


RULES = {
    make.__name__: make()
    for make in (
        logarithmic,
        brier,
        spherical,
        skewed,
        blend,
        absolute,
        power,
        focal,
        smoothed,
        clipped,
        capped,
        weighted,
        zero_one,
        rounded,
        brier_as_reward,
    )
}
"""Every rule with its usual parameters, by the name of its constructor."""
