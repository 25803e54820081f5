"""Physical loss: what the machine computed, and what that did to the network."""

import math
from itertools import pairwise

import numpy as np
import torch
import torch.nn.functional as F
from losslab.digits import Batch
from losslab.trace import Event, Trace
from torch import Tensor, nn
from torch.optim import Optimizer


def stable_ce(logits: Tensor, y: Tensor) -> Tensor:
    """Mean cross-entropy of logits, right in value and gradient at any margin.

    For each row the loss is ``-log(p[y])``, where ``p`` is the softmax of the row.

    Parameters
    ----------
    logits
        float32 of shape (n, k), n >= 1, k >= 2. Rows may be hundreds apart from each other,
        and the entries of a row too.
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
    right = logits.gather(1, y[:, None])[:, 0]
    return (log_normalizer - right).mean()


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


def masked_log_loss(x: Tensor, mask: Tensor) -> Tensor:
    """Sum of log(sqrt(x)) over the entries where the mask is True.

    Parameters
    ----------
    x
        float32 of shape (n,), n >= 1. Positive where the mask is True, perhaps as small as
        1e-12; anywhere else it may be positive, zero or negative.
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
        Pairs (x, y): float32 of shape (n_i, d) and int64 of shape (n_i,), n_i >= 1, not all of
        the same length. A target of -100 is ignored, and a chunk may hold no other; at least
        one target of one chunk counts.

    Returns
    -------
    None
        The result stands in ``parameter.grad`` of every parameter.

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
        total = F.cross_entropy(net(x), y, ignore_index=-100, reduction="sum")
        (total / count).backward()


def compensated_sum(x: Tensor) -> Tensor:
    """Sum floating-point numbers with an error that hardly depends on their order.

    With u half a unit in the last place of 1 (2**-24 in float32, 2**-53 in float64), S the
    exact sum and A the exact sum of the absolute values, the result must be within
    2·u·abs(S) + (n·u)**2·A of S, in every order of the numbers. Adding them one after the other
    may be off by n·u·A.

    Parameters
    ----------
    x
        float32 or float64 of shape (n,), 1 <= n <= 400, of any signs; sums of absolute values
        stay far below the greatest float32.

    Returns
    -------
    Tensor
        0-d, of the dtype of `x`.

    Notes
    -----
    The task is to reach the bound by additions and subtractions in the dtype of `x`. Accumulating
    in float64 does not, where `x` is float64 already. ``math.fsum``, with which the judge works
    out S, would pass and teach nothing. No particular bits are expected, a loop over the numbers
    is fast enough. Do not worry about infinities, NaN or gradients.
    """
    numbers: np.ndarray = x.numpy()
    total = lost = numbers.dtype.type(0)
    for number in numbers:
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total + lost)


def training_trace(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Train a network by cross-entropy and return the stream of its loss events.

    One step a batch: clear every gradient of the network with ``net.zero_grad()`` (not the
    optimizer's: it clears only what it holds), compute the logits and their mean
    cross-entropy, send it backward, let the optimizer step.

    Parameters
    ----------
    net
        Maps rows (n, 64) to logits (n, 10). Some parameters may ask for no gradient. ``.grad``
        may hold what an earlier run left.
    batches
        Pairs (x, y): float32 or float64 of shape (n, 64), int64 of shape (n,).
    optimizer
        Made by the caller. It may hold some of the parameters only.

    Returns
    -------
    list of dict
        One event a batch, with these keys, all plain Python values:

        - ``step``: 0, 1, 2, …
        - ``value``: the loss as a float
        - ``dtype``, ``device``: of the loss tensor, as strings such as ``"torch.float32"``
          and ``"cpu"``
        - ``lowest``, ``highest``: the least and the greatest of the logits, floats
        - ``accuracy``: share of rows whose greatest logit stands at the label, a float from
          0 to 1, measured on the same logits as the loss
        - ``grad_before``: L2 norm over all parameters' ``.grad`` between ``net.zero_grad()``
          and ``backward()``, a float, 0 where ``.grad`` is None; in this loop always 0, see
          below
        - ``grads``: for each name in ``net.named_parameters()`` the L2 norm of its ``.grad``
          after ``backward()`` as a float, or None where ``.grad`` is None
        - ``moved``: the list of the names of the parameters in which the optimizer's step
          changed at least one number, in the order of ``net.named_parameters()``

    Notes
    -----
    The same keys as ``losslab.trace.Event``. A loop that clears every gradient has nothing to
    report under ``grad_before``. The key is there for loops that forget to, whose traces you
    will read later; measured, it also tells you if yours forgets. Do not worry about devices
    other than the CPU, or about speed.
    """

    def norm(parameter: Tensor) -> float | None:
        return None if parameter.grad is None else parameter.grad.norm().item()

    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        parameters = dict(net.named_parameters())
        grad_before = math.hypot(*(norm(p) or 0.0 for p in parameters.values()))
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {name: norm(p) for name, p in parameters.items()}
        weights = {name: p.detach().clone() for name, p in parameters.items()}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": grad_before,
            "grads": grads,
            "moved": [name for name, p in parameters.items() if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


def accumulates_stale_gradients(trace: Trace) -> bool:
    """Tell from a trace whether gradients that an update has used are left standing.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.trace.Event``: at least 20. Some loops
        add up the gradients of several batches before an update, on purpose; that is no fault.

    Returns
    -------
    bool
        True if the gradients of batches that were already used in an update are still there
        when later batches add theirs.

    Notes
    -----
    Do not worry about traces with several faults at once, or about where the run was stopped.
    """
    return any(
        bool(earlier["moved"]) and later["grad_before"] > 0 for earlier, later in pairwise(trace)
    )


def loss_is_detached(trace: Trace) -> bool:
    """Tell from a trace whether the loss had lost its history when it was sent backward.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.trace.Event``: at least 20. Gradients
        may live in tensors that are filled with zeros between the steps, or be None until
        they are written. Weights may decay. Some parameters may ask for no gradient.

    Returns
    -------
    bool
        True if no gradient of the loss reached any parameter in the whole run.

    Notes
    -----
    Do not worry about a loss that is detached in some steps only.
    """
    return not any(norm for event in trace for norm in event["grads"].values())


def optimizer_misses_parameters(trace: Trace) -> bool:
    """Tell from a trace whether the optimizer lacks a parameter that the loss asks to move.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.trace.Event``: at least 20. A healthy
        run may begin with steps of learning rate zero, skip the update in every other event,
        or hold parameters that ask for no gradient.

    Returns
    -------
    bool
        True if some parameter, perhaps every one, receives gradients and is never moved.

    Notes
    -----
    Do not worry about learning rates too small to change a float32.
    """
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(asked - moved)


def softmax_twice(trace: Trace) -> bool:
    """Tell from a trace whether cross-entropy was fed probabilities instead of logits.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.trace.Event``: at least 20. Logits may
        be small, all positive or all negative; log probabilities are fine logits, for the
        softmax of log p is p.

    Returns
    -------
    bool
        True if what was fed into the loss was a softmax's output in every event.

    Notes
    -----
    Do not worry about a network whose healthy logits stay between 0 and 1 in a whole run.
    """
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)


def labels_are_shuffled(trace: Trace) -> bool:
    """Tell from a trace whether the labels were shuffled against the rows.

    Parameters
    ----------
    trace
        Events of a training run on ten digits, keys as in ``losslab.trace.Event``: at least
        20. Each has 48 rows, so one accuracy is a noisy number. A run may start from large
        weights and a large loss. Where an update reaches the weights and the labels belong to
        the rows, the learning rate is such that accuracy averages above 0.3 over the last
        third of the events.

    Returns
    -------
    bool
        True if updates reach every parameter that has a gradient, and still nothing is learned
        that holds for the next batch.

    Notes
    -----
    Do not worry about labels that are partly right.
    """
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = trace[-(len(trace) // 3) :]
    accuracy = sum(event["accuracy"] for event in last) / len(last)
    return bool(asked) and asked <= moved and accuracy < 0.22


def what_updated(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Take one training step and say of each parameter why it got a gradient or none.

    Clear the gradients with ``net.zero_grad()``, send the mean cross-entropy of
    ``net(x)`` against `y` backward, let the optimizer step once.

    Parameters
    ----------
    net
        Any module that maps rows (n, d) to logits (n, k). At least one parameter is live.
        ``.grad`` may hold what an earlier step left.
    batch
        The pair (x, y): float32 of shape (n, d), int64 of shape (n,).
    optimizer
        Made by the caller from the network's parameters, or from some of them.

    Returns
    -------
    dict
        For each name in ``net.named_parameters()`` a dict with two keys. ``cause`` is the
        first of these that holds:

        - ``"frozen"``: the parameter asks for no gradient
        - ``"live"``: a gradient arrived and some of its entries are not zero
        - ``"dead"``: a gradient arrived, and all its entries are zero
        - ``"detached"``: no gradient arrived (``.grad`` is None), yet the forward pass on this
          batch computes the loss from the parameter's numbers
        - ``"unused"``: no gradient arrived, and the forward pass does not read the parameter

        ``moved`` is True if the optimizer's step changed at least one of its numbers, else
        False.

        Afterwards the network is exactly one optimizer step further and nothing else about
        its parameters' values has changed.

    Notes
    -----
    It must work for any module, not only for those of ``losslab.models``: look at what
    happens, not at the module's attributes. In the networks that are tried, whatever is read
    without a gradient also changes the loss when it changes; so do not worry about parameters
    that are read and then multiplied by zero or thrown away by a ReLU, or that only decide an
    ``if``. Nor about dropout, batch normalization or parameters that are shared.
    """

    def loss_value() -> float:
        with torch.no_grad():
            return F.cross_entropy(net(x), y).item()

    def loss_depends_on(parameter: Tensor) -> bool:
        kept = parameter.detach().clone()
        with torch.no_grad():
            parameter.fill_(math.nan)
            stained = math.isnan(loss_value())
            parameter.copy_(kept)
        return stained

    def cause_of(parameter: Tensor) -> str:
        if not parameter.requires_grad:
            return "frozen"
        if parameter.grad is not None:
            return "live" if parameter.grad.any() else "dead"
        return "detached" if loss_depends_on(parameter) else "unused"

    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    parameters = dict(net.named_parameters())
    cause = {name: cause_of(p) for name, p in parameters.items()}
    before = {name: p.detach().clone() for name, p in parameters.items()}
    optimizer.step()
    return {
        name: {"cause": cause[name], "moved": not torch.equal(p, before[name])}
        for name, p in parameters.items()
    }
