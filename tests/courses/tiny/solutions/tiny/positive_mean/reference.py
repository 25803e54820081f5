import torch


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
