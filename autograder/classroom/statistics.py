"""What a class's results say of exercises and of the exam as a whole.

An exercise's difficulty is its mean share of the points. Its discrimination is the correlation of
that share with the points of all other exercises (the corrected item-total correlation, which
for items that are right or wrong is the point-biserial correlation). Reliability is Cronbach's
alpha. Sources: Lord and Novick, *Statistical Theories of Mental Test Scores* (1968); Cronbach,
"Coefficient alpha and the internal structure of tests", *Psychometrika* 16 (1951).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# With fewer students these numbers say nothing.
FEWEST = 10
# How a message begins that names a broken promise, for want of a known mistake.
UNKNOWN = "Not kept:"


@dataclass(frozen=True)
class Item:
    """One exercise, over a class.

    Parameters
    ----------
    id
        Which.
    points
        What it is worth.
    difficulty
        The mean share of the points, between 0 (nobody earned any) and 1.
    discrimination
        Its correlation with the rest of the exam, between -1 and 1; None where it has none,
        because all have the same or the class is small.
    outcomes
        How many students had which outcome.
    misconceptions
        What the commonest wrong answers were told, with the students who were told it.
    """

    id: str
    points: float
    difficulty: float
    discrimination: float | None
    outcomes: dict[str, int]
    misconceptions: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def headline(self) -> tuple[str, list[str]] | None:
        """The commonest known misconception; else what was told most, if anything was."""
        known = [told for told in self.misconceptions if not told[0].startswith(UNKNOWN)]
        return next(iter(known or self.misconceptions), None)

    @property
    def lost(self) -> float:
        """How many points the mean student lost here."""
        return self.points * (1 - self.difficulty)


def items(results: Sequence[dict[str, Any]], most: int = 5) -> list[Item]:
    """All exercises of an assignment, in its order.

    Parameters
    ----------
    results
        Results of one assignment, as :meth:`autograder.judging.result.Result.to_json` gives them.
    most
        How many misconceptions are told of each.
    """
    ids = [e["id"] for e in results[0]["exercises"]] if results else []
    shares = share_table(results)
    made = []
    for number, exercise_id in enumerate(ids):
        mine = [(r["student"], r["exercises"][number]) for r in results]
        points = mine[0][1]["points"]
        outcomes: dict[str, int] = {}
        told: dict[str, list[str]] = {}
        for student, exercise in mine:
            outcomes[exercise["status"]] = outcomes.get(exercise["status"], 0) + 1
            if exercise["status"] in ("failed", "partial"):
                told.setdefault(exercise["message"].partition(". ")[0], []).append(student)
        ranked = sorted(told.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:most]
        rest = np.delete(shares, number, axis=1) @ np.delete(points_of(results), number)
        discrimination = correlation(shares[:, number], rest)
        difficulty = float(shares[:, number].mean())
        made.append(Item(exercise_id, points, difficulty, discrimination, outcomes, ranked))
    return made


def points_of(results: Sequence[dict[str, Any]]) -> np.ndarray:
    """What each exercise is worth."""
    return np.array([e["points"] for e in results[0]["exercises"]], dtype=float)


def share_table(results: Sequence[dict[str, Any]]) -> np.ndarray:
    """The share of the points that was earned: a row a student, a column an exercise."""
    rows = [[e["score"] / e["points"] for e in r["exercises"]] for r in results]
    return np.array(rows, dtype=float)


def correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    """Pearson's correlation; None where either does not vary or there are too few."""
    if len(one) < FEWEST or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def cronbach_alpha(scores: np.ndarray) -> float | None:
    """Reliability of a sum of items; None where it is not defined or there are too few.

    Parameters
    ----------
    scores
        A row a student, a column an item, in points.
    """
    students, count = scores.shape
    whole = scores.sum(axis=1).var(ddof=1) if students > 1 else 0.0
    if students < FEWEST or count < 2 or whole == 0:
        return None
    parts = scores.var(axis=0, ddof=1).sum()
    return float(count / (count - 1) * (1 - parts / whole))


def kappa(one: Sequence[object], other: Sequence[object]) -> float | None:
    """Cohen's kappa: how far two graders agree beyond chance; None where it is not defined.

    Source: Cohen, "A coefficient of agreement for nominal scales" (1960).
    """
    if len(one) != len(other):
        raise ValueError("two graders' marks are of the same answers, in the same order")
    if not one:
        return None
    kinds = set(one) | set(other)
    total = len(one)
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / total
    chance = sum((list(one).count(k) / total) * (list(other).count(k) / total) for k in kinds)
    return None if chance == 1 else (agreed - chance) / (1 - chance)
