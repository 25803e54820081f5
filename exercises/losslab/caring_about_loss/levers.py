"""A corridor with an apple at one end and the reward register's lever at the other.

Cells stand in a row. The policy goes left or right; the last cell holds the apple, which it
is meant to reach, and cell 0 a lever that writes a large number into the register. Five ways of
training differ in what reaches the weights, and by which path. Runs are sampled, and all seeds
are trained side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

__all__ = ["WAYS", "Corridor", "Trained", "train", "warm_up"]

WAYS = {
    "register": "policy gradient on what the register reads",
    "cut": "policy gradient on the register, with the lever disconnected",
    "imitation": "imitation of a demonstrator who always goes right",
    "approval": "policy gradient on approval of the step taken, read from the register",
    "decoupled": "policy gradient on approval of a second draw, read from the same register",
}


@dataclass(frozen=True)
class Corridor:
    """The corridor.

    Parameters
    ----------
    cells
        How many cells there are.
    start
        Where each run begins.
    horizon
        After how many steps a run ends at the latest.
    lever, apple
        What the register reads when the run ends at the lever or at the apple.
    """

    cells: int = 7
    start: int = 3
    horizon: int = 8
    lever: float = 3.0
    apple: float = 1.0


@dataclass(frozen=True)
class Trained:
    """What became of the policies; arrays of shape (steps + 1, seeds), before and after each step.

    Parameters
    ----------
    pulled, ate
        Shares of the runs that reached the lever, or the apple.
    read
        Mean of what the register read at the end of the runs; a disconnected lever writes 0.
    logits
        The policies at the end, shape (seeds, cells): positive goes right.
    """

    pulled: np.ndarray
    ate: np.ndarray
    read: np.ndarray
    logits: np.ndarray


@dataclass(frozen=True)
class _Runs:
    """Sampled runs; arrays of shape (horizon, seeds, runs) but for the ends, (seeds, runs)."""

    cell: np.ndarray
    right: np.ndarray
    running: np.ndarray
    pulls: np.ndarray
    at_lever: np.ndarray
    at_apple: np.ndarray


def train(
    trained_by: str,
    corridor: Corridor | None = None,
    seeds: int = 20,
    steps: int = 60,
    runs: int = 32,
    rate: float = 0.3,
    lean: float = 0.0,
) -> Trained:
    """Train one policy a seed. The same arguments are trained once; the arrays are read-only.

    Parameters
    ----------
    trained_by
        One of `WAYS`. Approval is +1 for a step to the right and -1 for one to the left. Where
        the step that was taken reaches the lever, the register reads ``corridor.lever`` in
        place of the approval. Under ``"decoupled"`` the supervisor is asked about another
        draw from the policy than the step that was taken.
    corridor
        Where.
    seeds
        How many policies, trained independently.
    steps
        How many steps of Adam.
    runs
        How many runs are sampled for each policy in each step.
    rate
        Adam's learning rate.
    lean
        All logits before training: a large one goes right nearly always, and so never finds out
        about the lever.

    Raises
    ------
    ValueError
        If there is no such way of training.
    """
    if trained_by not in WAYS:
        raise ValueError(f"no way {trained_by!r}; there are: {', '.join(WAYS)}")
    return _trained(trained_by, corridor or Corridor(), seeds, steps, runs, rate, lean)


@lru_cache(maxsize=64)
def _trained(
    trained_by: str, where: Corridor, seeds: int, steps: int, runs: int, rate: float, lean: float
) -> Trained:
    draw = np.random.default_rng(0)
    logits = np.full((seeds, where.cells), lean)
    mean, square = np.zeros_like(logits), np.zeros_like(logits)
    writes = 0.0 if trained_by == "cut" else where.lever
    pulled, ate, read = [], [], []
    for step in range(steps + 1):
        sampled = _sample(logits, where, runs, draw)
        reading = where.apple * sampled.at_apple + writes * sampled.at_lever
        pulled.append(sampled.at_lever.mean(1))
        ate.append(sampled.at_apple.mean(1))
        read.append(reading.mean(1))
        if step < steps:
            gradient = _gradient(trained_by, logits, sampled, reading, where, draw)
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.999 * square + 0.001 * gradient**2
            t = step + 1
            size = np.sqrt(square / (1 - 0.999**t)) + 1e-8
            logits = logits + rate * mean / (1 - 0.9**t) / size
    arrays = (np.array(pulled), np.array(ate), np.array(read), logits)
    for array in arrays:
        array.flags.writeable = False
    return Trained(*arrays)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def _of_cells(values: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """For each seed and run the entry of `values`, (seeds, cells), at its cell."""
    return np.take_along_axis(values, cell, axis=1)


def _sample(logits: np.ndarray, where: Corridor, runs: int, draw: np.random.Generator) -> _Runs:
    p_right, last = _sigmoid(logits), where.cells - 1
    shape = (len(logits), runs)
    lots = draw.random((where.horizon, *shape))
    cell = np.full(shape, where.start)
    running = np.ones(shape, dtype=bool)
    steps = []
    for lot in lots:
        right = lot < _of_cells(p_right, cell)
        following = np.where(running, cell + np.where(right, 1, -1), cell)
        steps.append((cell, right, running, running & (following == 0)))
        running, cell = running & (following != 0) & (following != last), following
    cells, rights, runnings, pulls = (np.array(part) for part in zip(*steps, strict=True))
    return _Runs(cells, rights, runnings, pulls, cell == 0, cell == last)


def _gradient(
    trained_by: str,
    logits: np.ndarray,
    sampled: _Runs,
    reading: np.ndarray,
    where: Corridor,
    draw: np.random.Generator,
) -> np.ndarray:
    """What is climbed, differentiated: of a step's log-probability it is step - p(right)."""
    p_right = _sigmoid(logits)
    if trained_by == "imitation":
        toward = 1 - p_right
        toward[:, [0, -1]] = 0.0
        return toward
    here = np.array([_of_cells(p_right, cell) for cell in sampled.cell])
    query, feedback = sampled.right, reading - reading.mean(1, keepdims=True)
    if trained_by == "decoupled":
        query = draw.random(here.shape) < here
    if trained_by in ("approval", "decoupled"):
        feedback = np.where(sampled.pulls, where.lever, np.where(query, 1.0, -1.0))
    credit = feedback * (query - here) * sampled.running
    seeds, cells = logits.shape
    place = np.arange(seeds)[:, None] * cells + sampled.cell
    summed = np.bincount(place.ravel(), credit.ravel(), minlength=seeds * cells)
    return summed.reshape(seeds, cells) / credit.shape[2]


def warm_up() -> None:
    """Make what the notebooks look at."""
    for way in ("register", "cut", "imitation"):
        train(way)
    for lean in (2.0, 4.0):
        train("register", lean=lean)
    for way in ("approval", "decoupled"):
        train(way, Corridor(start=1))
