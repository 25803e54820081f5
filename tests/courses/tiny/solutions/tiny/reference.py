"""Reference implementations of a chapter small enough to read in a test."""

import torch


def double(x: float) -> float:
    """Double a number.

    Parameters
    ----------
    x
        Any finite number.

    Returns
    -------
    float
        Twice the number.
    """
    return 2.0 * x


def positive_mean(values: torch.Tensor) -> torch.Tensor:
    """The mean of the positive entries.

    Parameters
    ----------
    values
        Shape (n,), float32.

    Returns
    -------
    torch.Tensor
        Shape (), float32: the mean of the entries above zero.

    Raises
    ------
    ValueError
        If no entry is above zero.
    """
    kept = values[values > 0]
    if len(kept) == 0:
        raise ValueError("no positive entry")
    return kept.mean()
