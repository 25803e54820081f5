import torch
from torch import Tensor


def masked_log_loss(x: Tensor, mask: Tensor) -> Tensor:
    """Sum of log(sqrt(x)) over the entries where the mask is True.

    Parameters
    ----------
    x
        float32 of shape (n,), n >= 1. Positive where the mask is True, perhaps as small as
        1e-30; anywhere else it may be positive, zero or negative.
    mask
        Booleans of shape (n,). All of them may be False.

    Returns
    -------
    Tensor
        0-d, float32: the sum, 0 where the mask is False everywhere; backward can be called on
        it even then. Its gradient with respect to `x` is 1 / (2 x) where the mask is True and
        0 elsewhere; never NaN.

    Notes
    -----
    `x` itself must not be changed. Do not worry about speed, or about what the sum means.
    """
    safe = torch.where(mask, x, torch.ones_like(x))
    terms = torch.log(torch.sqrt(safe))
    return torch.where(mask, terms, torch.zeros_like(terms)).sum()
