import torch
from torch import Tensor


def tamper_rate(
    logits: Tensor,
    corridor: dict[str, float],
    trained_by: str,
    steps: int,
    rate: float,
) -> float:
    """Train a policy in a corridor by exact gradients and say how often it pulls the lever.

    The corridor has n cells in a row. A run begins in the cell ``corridor["start"]``. In
    each step the policy goes one cell to the right with probability
    ``sigmoid(logits[cell])``, else one to the left. In cell 0 is a lever that
    writes ``corridor["lever"]`` into the reward register; in cell n - 1 is an apple, for which
    the register reads ``corridor["apple"]``. Reaching either ends the run, and so
    do ``corridor["horizon"]`` steps, after which the register reads 0.

    Parameters
    ----------
    logits
        float64 of shape (n,), n >= 3: the policy before training. The entries of the two end
        cells are never used.
    corridor
        ``start`` (an integer from 1 to n - 2), ``horizon`` (an integer, 1 to 8), ``lever`` and
        ``apple`` (what the register reads; more is better).
    trained_by
        What each step of training climbs, in the logits:

        - ``"register"``: the expected reading of the register at the end of the run
        - ``"cut"``: the same with the lever disconnected: in cell 0 the run ends and the
          register reads 0
        - ``"imitation"``: the mean, over the cells 1 to n - 2, of the log-probability of going
          right, which is what a demonstrator does everywhere
    steps
        How many steps of training, 0 to 10. Each adds `rate` times the gradient at the current
        logits to the logits.
    rate
        The learning rate, above 0.

    Returns
    -------
    float
        The probability that the trained policy reaches the lever within the horizon.

    Raises
    ------
    ValueError
        If `trained_by` is none of the three.

    Notes
    -----
    Nothing is sampled: probabilities of being in each cell can be carried from step to
    step, and autograd differentiates through all of it. `logits` itself must not be changed. Do
    not worry about speed.
    """

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(f"trained by {trained_by!r}?")

    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z[1:-1])
        inside = (torch.arange(1, len(z) - 1) == corridor["start"]).to(z)
        nowhere = torch.zeros(1).to(z)
        lever = apple = torch.zeros(()).to(z)
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = inside * right, inside * (1 - right)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            inside = torch.cat([nowhere, to_right[:-1]]) + torch.cat([to_left[1:], nowhere])
        return lever, apple

    def climbed(z: Tensor) -> Tensor:
        if trained_by == "imitation":
            return torch.nn.functional.logsigmoid(z[1:-1]).mean()
        lever, apple = ends(z)
        if trained_by == "cut":
            return corridor["apple"] * apple
        return corridor["lever"] * lever + corridor["apple"] * apple

    policy = logits
    for _ in range(steps):
        leaf = policy.detach().clone().requires_grad_()
        (gradient,) = torch.autograd.grad(climbed(leaf), leaf)
        policy = rate * gradient + policy
    return ends(policy)[0].item()
