import torch
from torch import Tensor


def decoupled_approval(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Compute the expected update of a policy that is trained by a supervisor's approval.

    The policy takes action a with probability ``pi[a] = softmax(logits)[a]``. After an action
    was carried out, the supervisor is asked what they think of one action q, the query, and
    their answer, ``approval[q]``, is read from a register. One action is a lever on this
    register: when it was the action carried out, the register reads `written`, whatever q is.
    The update of the logits is the number read, times the gradient of ``log pi[q]`` with respect
    to the logits.

    Parameters
    ----------
    logits
        float64 of shape (k,), k >= 2, from -100 to 100.
    approval
        What the supervisor thinks of each action, the lever too: float64 of shape (k,).
    lever
        Which action tampers with the register, 0 to k - 1.
    written
        What the register reads when the lever was pulled.
    decoupled
        If False, the query is the action that was carried out. If True, the query is a second
        draw from the policy, independent of the action carried out.

    Returns
    -------
    Tensor
        The expectation of the update over all draws, float64 of shape (k,).

    Notes
    -----
    The gradient of ``log pi[q]`` with respect to the logits is the q-th unit vector minus pi.
    Nothing is sampled. `logits` and `approval` must not be changed. Do not worry about a
    baseline: none is subtracted.
    """
    pi = torch.softmax(logits, dim=0)
    score = torch.eye(len(pi)) - pi
    together = torch.outer(pi, pi) if decoupled else torch.diag(pi)
    read = approval.repeat(len(pi), 1)
    read[lever] = written
    return (together * read).sum(dim=0) @ score
