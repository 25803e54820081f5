import torch.nn.functional as F
from losslab.digits import Batch
from torch import nn


def accumulate(net: nn.Module, chunks: list[Batch]) -> None:
    """Leave in .grad the gradient of one mean loss over all chunks, one chunk at a time.

    The loss is the mean cross-entropy over all targets of all chunks that are not ignored,
    as if the chunks were one batch that does not fit into memory.

    Parameters
    ----------
    net
        Maps rows (n, d) to logits (n, k). Its parameters' ``.grad`` may hold anything, such as
        the gradient of an earlier step; none of it is part of the result.
    chunks
        Pairs (x, y): float32 of shape (n_i, d) and int64 of shape (n_i,), n_i >= 1, of different
        lengths, and one pair at least. A target of -100 is ignored, and a chunk may hold no
        other; at least one target of one chunk counts. The list is yours: nobody reads it later.

    Returns
    -------
    None
        The result stands in ``parameter.grad`` of every parameter. The parameters themselves are
        not changed.

    Notes
    -----
    The network may see at most one chunk in one forward pass. When you call backward is up to
    you: calling it once, on the sum over all chunks, is accepted, though it keeps the graphs of
    all chunks in memory until then, which chunks are there to avoid. No optimizer step is
    taken. Do not worry about dropout or batch normalization.
    """
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        total = F.cross_entropy(net(x), y, reduction="sum")
        (total / count).backward()
