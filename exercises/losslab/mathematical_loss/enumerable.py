"""Learning problems so small that every case can be listed, and every sample.

On paper a learning problem is a probability for each pair of input and label. Here the pairs
fit on a page, so a population risk is a finite sum, and "on average over all samples" can be
worked out instead of simulated.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement, product

import numpy as np

from losslab import digits

__all__ = ["Sample", "World", "digits_world", "frequencies", "umbrella"]

Sample = list[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class World:
    """A probability for each pair of input and label.

    Parameters
    ----------
    joint
        float64 of shape (m, k): ``joint[x, y]`` is the probability of input x with label y.
    inputs, labels
        What the m inputs and the k labels are called.
    """

    joint: np.ndarray
    inputs: tuple[str, ...]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.joint.shape != (len(self.inputs), len(self.labels)):
            raise ValueError(
                f"{self.joint.shape} probabilities need a name for each row and column"
            )
        if (self.joint < 0).any() or not math.isclose(self.joint.sum(), 1.0, abs_tol=1e-9):
            raise ValueError("the probabilities of all pairs add up to 1 and none is negative")

    def conditional(self) -> np.ndarray:
        """The ideal prediction: the probability of each label given the input, shape (m, k).

        An input that never occurs has a uniform row.
        """
        share = self.joint.sum(axis=1, keepdims=True)
        uniform = np.full_like(self.joint, 1 / len(self.labels))
        return np.divide(self.joint, share, out=uniform, where=share > 0)

    def least_risk(self) -> float:
        """The lowest population risk of any prediction, in nats: the entropy of Y given X."""
        occurs = self.joint > 0
        return float(-(self.joint[occurs] * np.log(self.conditional()[occurs])).sum())

    def sample(self, n: int, seed: int) -> Sample:
        """Draw n pairs (x, y)."""
        m, k = self.joint.shape
        cells = np.random.default_rng(seed).choice(m * k, size=n, p=self.joint.ravel())
        x, y = np.divmod(cells, k)
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def every_sample(self, n: int) -> Iterator[tuple[Sample, float]]:
        """Every sample of n pairs, up to their order, with its probability.

        Their number is that of the ways to put n balls into m·k boxes: keep both small.
        """
        pairs = [(x, y) for x, y in np.ndindex(*self.joint.shape) if self.joint[x, y] > 0]
        for sample in combinations_with_replacement(pairs, n):
            orders = math.factorial(n)
            probability = 1.0
            for pair, count in Counter(sample).items():
                orders //= math.factorial(count)
                probability *= float(self.joint[pair]) ** count
            yield list(sample), orders * probability


def umbrella() -> World:
    """Two skies, and whether it rains: the smallest world in which something can be learned."""
    joint = np.array([[0.4, 0.1], [0.15, 0.35]])
    return World(joint, ("clear", "cloudy"), ("dry", "rain"))


@lru_cache(maxsize=8)
def digits_world(
    pixels: tuple[int, ...] = (20, 36, 43), noise: float = 0.0, balanced: bool = False
) -> World:
    """An ideal of the handwritten digits in which only a few pixels are seen, each dark or bright.

    The 1,797 digits of :mod:`losslab.digits` are taken for the whole population.

    Parameters
    ----------
    pixels
        Which of the 64 pixels are seen, a tuple. d of them make 2**d inputs.
    noise
        The probability that a pixel is misread, each on its own.
    balanced
        Whether every digit is as frequent as any other.
    """
    x, y = digits.load()
    seen = (x[:, list(pixels)].numpy() > 0.5).astype(int)
    inputs = list(product((0, 1), repeat=len(pixels)))
    row = {bits: i for i, bits in enumerate(inputs)}
    counts = np.zeros((len(inputs), 10))
    for bits, digit in zip(seen, y.tolist(), strict=True):
        counts[row[tuple(bits.tolist())], digit] += 1
    if balanced:
        counts /= counts.sum(axis=0)
    misread = np.array([[1 - noise, noise], [noise, 1 - noise]])
    for axis in range(len(pixels)):
        cube = counts.reshape(2**axis, 2, -1)
        counts = np.einsum("ij,ajb->aib", misread, cube).reshape(len(inputs), 10)
    names = tuple("".join("01"[bit] for bit in bits) for bits in inputs)
    return World(counts / counts.sum(), names, tuple(str(digit) for digit in range(10)))


def frequencies(sample: Sample, shape: tuple[int, int], added: float = 1.0) -> np.ndarray:
    """A prediction learned by counting: the share of each label among the sample's cases of x.

    Parameters
    ----------
    sample
        Pairs (x, y).
    shape
        Number of inputs and of labels, (m, k).
    added
        What every count begins with. Above 0 no probability is zero; 1 is Laplace's choice.

    Returns
    -------
    ndarray
        float64 of shape (m, k), rows that sum to 1; uniform where nothing was counted.
    """
    counts = np.full(shape, float(added))
    for x, y in sample:
        counts[x, y] += 1
    total = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, total, out=np.full(shape, 1 / shape[1]), where=total > 0)
