import torch
import torch.nn.functional as F
from torch import Tensor


def gradient_cosine(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    """Compare the directions in which two losses push the same logits.

    Each loss is a formula together with labels. With q the softmax of a row of logits and t the
    row's target, a distribution, the formulas are, averaged over the rows:

    - ``"ce"``: cross-entropy, the sum over labels of -t log q
    - ``"kl"``: the divergence KL(t‖q), the sum over labels of t log(t / q), where t = 0 counts 0
    - ``"l2"``: the sum over labels of (q - t)²

    Parameters
    ----------
    logits
        float32 of shape (n, k), n >= 1, k >= 2, from -10 to 10.
    first, second
        A formula's name and its targets, float32 of shape (n, k): rows that are not negative and
        sum to 1, and may hold zeros.

    Returns
    -------
    float
        The cosine of the angle between the two gradients with respect to all logits, each taken
        as one vector of n·k numbers: from -1 to 1, off by at most 0.0002.

    Notes
    -----
    Any way to the gradients is fine. Do not worry about gradients of length zero or nearly so: no
    row's softmax is within 0.05 of its target, or of a distribution that is sure of a label.
    """

    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, targets = loss
        leaf = logits.clone().requires_grad_()
        log_q = F.log_softmax(leaf, dim=1)
        if formula == "ce":
            per_label = -targets * log_q
        elif formula == "kl":
            per_label = torch.xlogy(targets, targets) - targets * log_q
        else:
            per_label = (log_q.exp() - targets) ** 2
        (result,) = torch.autograd.grad(per_label.sum(), leaf)
        return result.flatten()

    one, other = gradient(first), gradient(second)
    return float(one @ other / (one.norm() * other.norm()))
