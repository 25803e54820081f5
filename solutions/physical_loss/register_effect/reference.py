import torch
import torch.nn.functional as F
from torch import Tensor


def register_effect(form: str, edit: str, factor: float) -> float | str:
    """By how much an edit at the loss register scales the first SGD update.

    Without an edit, one step of plain SGD changes the weights of a classifier by d. With the
    edit, the same step from the same weights on the same data changes them by c·d. The result
    is c. Write down what you know, or run the experiment and measure; both are right.

    Parameters
    ----------
    form
        How the loss is made of the logits of the batch:

        - ``"ce"``: ``loss = F.cross_entropy(logits, y)``
        - ``"exp"``: ``loss = F.cross_entropy(logits, y).exp()``
        - ``"reinforce"``: ``loss = -(log_p * reward).mean()``, where ``log_p`` holds the log
          probability of each row's sampled action, and ``reward`` is data.
    edit
        What is done besides ``loss.backward()`` and ``optimizer.step()``:

        - ``"none"``: nothing
        - ``"no_grad"``: ``with torch.no_grad(): loss.mul_(factor)`` before backward
        - ``"data"``: ``loss.data.mul_(factor)`` before backward
        - ``"graph"``: ``loss = loss * factor`` before backward
        - ``"shift"``: ``loss = loss + factor`` before backward
        - ``"seed"``: ``loss.backward(torch.tensor(factor))`` in place of ``loss.backward()``
        - ``"reward"``: ``reward = reward * factor`` before the loss is made; the forms
          ``"ce"`` and ``"exp"`` read no reward, so there the edit touches a number that
          nothing reads
        - ``"detach"``: ``loss = loss.detach().requires_grad_()`` before backward
        - ``"after"``: ``with torch.no_grad(): loss.mul_(factor)`` between backward and step
    factor
        Any finite number except 0; negative ones too.

    Returns
    -------
    float or str
        The number c, negative where the update is reversed; or the string ``"RuntimeError"``
        where backward raises one.

    Notes
    -----
    Do not worry about optimizers with a memory, several steps, or schedulers.
    """

    generator = torch.Generator().manual_seed(0)
    x = torch.randn(8, 4, generator=generator, dtype=torch.float64)
    y = torch.tensor([0, 1, 2, 0, 1, 2, 0, 1])
    start = torch.randn(4, 3, generator=generator, dtype=torch.float64)
    rewards = torch.tensor([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.5], dtype=torch.float64)

    def first_update(edit: str) -> Tensor:
        weight = start.clone().requires_grad_()
        optimizer = torch.optim.SGD([weight], lr=0.1)
        if form == "reinforce":
            reward = rewards * factor if edit == "reward" else rewards
            log_p = -F.cross_entropy(x @ weight, y, reduction="none")
            loss = -(log_p * reward).mean()
        else:
            loss = F.cross_entropy(x @ weight, y)
        if form == "exp":
            loss = loss.exp()
        if edit == "no_grad":
            with torch.no_grad():
                loss.mul_(factor)
        elif edit == "data":
            loss.data.mul_(factor)
        elif edit == "graph":
            loss = loss * factor
        elif edit == "shift":
            loss = loss + factor
        elif edit == "detach":
            loss = loss.detach().requires_grad_()
        loss.backward(torch.full_like(loss, factor) if edit == "seed" else None)
        if edit == "after":
            with torch.no_grad():
                loss.mul_(factor)
        optimizer.step()
        return weight.detach() - start

    plain = first_update("none")
    try:
        edited = first_update(edit)
    except RuntimeError:
        return "RuntimeError"
    return float((edited * plain).sum() / (plain * plain).sum())
