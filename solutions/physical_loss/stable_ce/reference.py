import torch
from torch import Tensor


def stable_ce(logits: Tensor, y: Tensor) -> Tensor:
    """Mean cross-entropy of logits, right in value and gradient at any margin.

    For each row the loss is ``-log(p[y])``, where ``p`` is the softmax of the row.

    Parameters
    ----------
    logits
        float32 of shape (n, k), n >= 1, k >= 2. Rows may be thousands apart from each other,
        and the entries of a row too: more than any ``exp`` can hold, in float64 as well.
    y
        The right class of each row, int64 of shape (n,), values 0 to k - 1.

    Returns
    -------
    Tensor
        0-d, float32, in nats. Its gradient with respect to `logits` is the derivative of the
        mathematical loss, up to float32 rounding.

    Notes
    -----
    Any torch function is allowed. Do not worry about infinite logits, NaN, label smoothing or
    class weights.
    """
    log_normalizer = torch.logsumexp(logits, dim=1)
    right = logits[torch.arange(len(y)), y]
    return (log_normalizer - right).mean()
