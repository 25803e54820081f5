"""The course's running example: scikit-learn's 1,797 handwritten digits of 8×8 pixels.

The file that scikit-learn installs is read directly, because importing scikit-learn takes
a hundred times longer than reading the digits.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

__all__ = ["Batch", "batches", "load", "warm_up"]

Batch = tuple[Tensor, Tensor]


@lru_cache(maxsize=1)
def _table() -> np.ndarray:
    spec = find_spec("sklearn")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the digits come with scikit-learn: pip install scikit-learn")
    path = Path(spec.origin).parent / "datasets" / "data" / "digits.csv.gz"
    if path.is_file():
        return np.loadtxt(path, delimiter=",", dtype=np.float32)
    from sklearn.datasets import load_digits

    digits = load_digits()
    return np.column_stack([digits.data, digits.target]).astype(np.float32)


@lru_cache(maxsize=1)
def _tensors() -> Batch:
    """All digits, as tensors that nobody may change."""
    table = _table()
    return torch.from_numpy(table[:, :-1] / 16), torch.from_numpy(table[:, -1].astype(np.int64))


def load() -> Batch:
    """All digits.

    Returns
    -------
    x
        Gray levels from 0 to 1, float32 of shape (1797, 64).
    y
        Which digit it is, int64 of shape (1797,).
    """
    x, y = _tensors()
    return x.clone(), y.clone()


def batches(count: int, size: int = 32, seed: int = 0) -> list[Batch]:
    """Draw batches of digits, none of them twice until all were drawn.

    Parameters
    ----------
    count
        How many batches.
    size
        Rows in a batch.
    seed
        Chooses the order.

    Returns
    -------
    list of (x, y)
        float32 of shape (size, 64) and int64 of shape (size,).
    """
    x, y = _tensors()
    generator = torch.Generator().manual_seed(seed)
    rounds = -(-count * size // len(y))
    order = torch.cat([torch.randperm(len(y), generator=generator) for _ in range(rounds)])
    return [(x[rows], y[rows]) for rows in order[: count * size].split(size)]


def warm_up() -> None:
    """Read the digits."""
    _tensors()
