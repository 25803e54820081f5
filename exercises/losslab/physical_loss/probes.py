"""How an exercise's function is put to the test: one call, plain data out.

Each probe takes the function first and then plain arguments, and builds what the function
needs: networks, optimizers, batches. The same probes run in a notebook's ``check()`` and in
grading, so that a failing call can be repeated by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import SGD, Adam, Optimizer
from torch.overrides import TorchFunctionMode

from losslab.physical_loss import models
from losslab.physical_loss.setups import Setup
from losslab.physical_loss.trace import Trace
from losslab.values.plain import Raised

__all__ = [
    "LEFT",
    "OPTIMIZERS",
    "SUBJECTS",
    "accumulated",
    "batch",
    "effects",
    "explained",
    "traced",
    "value_and_gradient",
    "verdicts",
]

LEFT = ("no gradients", "ones in .grad")

# What the fields of a trace are about; see `losslab.physical_loss.trace.Event`.
SUBJECTS = {
    "register": ("step", "value", "dtype", "device"),
    "outputs": ("lowest", "highest", "accuracy"),
    "gradients": ("grad_before", "grads"),
    "moved": ("moved",),
}

OPTIMIZERS: dict[str, Callable[[Sequence[nn.Parameter]], Optimizer]] = {
    "sgd": lambda parameters: SGD(parameters, lr=0.1),
    "sgd with decay": lambda parameters: SGD(parameters, lr=0.1, weight_decay=0.1),
    "adam": lambda parameters: Adam(parameters, lr=0.01),
    "adam with decay": lambda parameters: Adam(parameters, lr=0.01, weight_decay=0.1),
    "sgd with tiny steps": lambda parameters: SGD(parameters, lr=3e-6),
    "sgd without the first parameter": lambda parameters: SGD(parameters[1:], lr=0.1),
}


def value_and_gradient(f: Callable[..., Tensor], *args: Tensor) -> dict[str, Tensor]:
    """Call ``f(*args)`` and send its result backward to the first argument.

    Returns
    -------
    dict
        ``value``, the loss as it was returned, ``gradient``, what backward left in the first
        argument's ``.grad``, and ``argument``, what the first argument is afterwards.
    """
    leaf = args[0].detach().clone().requires_grad_()
    loss = f(leaf, *args[1:])
    if not isinstance(loss, Tensor):
        raise TypeError(f"it returned a {type(loss).__name__}; a 0-d tensor is due")
    if not loss.requires_grad:
        raise RuntimeError("the result has no graph behind it, so no gradient can be taken")
    loss.backward()
    gradient = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
    return {"value": loss.detach(), "gradient": gradient, "argument": leaf.detach()}


def effects(
    f: Callable[..., Any], form: str, factor: float, edits: Sequence[Sequence[str]]
) -> list[Any]:
    """The result of ``f(form, those, factor)`` for each list `those` of `edits`."""
    return [f(form, list(those), factor) for those in edits]


def _linear_net_and_chunks(
    seed: int, labels: Sequence[Sequence[int]]
) -> tuple[models.SmallNet, list[tuple[Tensor, Tensor]]]:
    net = models.small_net(seed, inputs=3, hidden=4, classes=3)
    generator = torch.Generator().manual_seed(seed)
    chunks = [
        (torch.randn(len(ys), 3, generator=generator), torch.tensor(ys, dtype=torch.int64))
        for ys in labels
    ]
    return net, chunks


class _Rows(TorchFunctionMode):
    """Watches how many rows the network's layers are given at once, however they are called."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0

    def __torch_function__(
        self, function: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        if function in _PRODUCTS and args and isinstance(args[0], Tensor) and args[0].ndim == 2:
            self.most = max(self.most, len(args[0]))
        return function(*args, **(kwargs or {}))


_PRODUCTS = {F.linear, torch.matmul, Tensor.matmul, Tensor.__matmul__, torch.mm, Tensor.mm}


def accumulated(
    f: Callable[..., Any], labels: Sequence[Sequence[int]], seed: int, left: str = "no gradients"
) -> dict[str, Any]:
    """What ``f(net, chunks)`` leaves in a small network, and how it fed the network.

    Parameters
    ----------
    f
        The function under test.
    labels
        The targets of each chunk, 0, 1, 2 or -100; the inputs are drawn from `seed`.
    seed
        Chooses weights and inputs.
    left
        What an earlier step has left: ``"no gradients"``, or ``"ones in .grad"``.

    Returns
    -------
    dict
        ``gradients``, by the parameters' names, zeros where there is none;
        ``more_rows_than_a_chunk``, whether one forward pass took more rows than the longest chunk
        has; and ``weights_stayed``.
    """
    if left not in LEFT:
        raise ValueError(f"left is one of {LEFT}, not {left!r}")
    net, chunks = _linear_net_and_chunks(seed, labels)
    if left == "ones in .grad":
        _plant_old_gradients(net)
    parameters = dict(net.named_parameters())
    before = {name: p.detach().clone() for name, p in parameters.items()}
    with _Rows() as rows:
        f(net, chunks)
    longest = max(len(ys) for ys in labels)
    return {
        "gradients": {
            name: torch.zeros_like(p) if p.grad is None else p.grad
            for name, p in parameters.items()
        },
        "more_rows_than_a_chunk": rows.most > longest,
        "weights_stayed": all(torch.equal(p, before[name]) for name, p in parameters.items()),
    }


def traced(f: Callable[..., Trace], made: Setup) -> dict[str, Any]:
    """What stands in the trace that ``f(net, batches, optimizer)`` returns, by subject.

    Parameters
    ----------
    f
        The function under test. When it is called, ``.grad`` is filled with ones, as an
        earlier run might leave it.
    made
        The run: see :func:`losslab.physical_loss.setups.setup`.

    Returns
    -------
    dict
        Under each key of `SUBJECTS` a list with the fields that belong to it, event by event;
        an exception in place of the list where a field is missing.
    """
    _plant_old_gradients(made.net)
    trace = f(made.net, made.batches, made.make_optimizer(made.net.parameters()))
    return {
        subject: _told(
            lambda fields=fields: [{field: event[field] for field in fields} for event in trace]  # type: ignore[misc,literal-required]
        )
        for subject, fields in SUBJECTS.items()
    }


def _told(part: Callable[[], Any]) -> Any:
    """One part of a report; the exception that a report without it gives is about it alone."""
    try:
        return part()
    except Exception as error:
        return Raised.of(error)


def _plant_old_gradients(net: nn.Module) -> None:
    """Put ones into every .grad, as an earlier step might have left it.

    A parameter that asks for no gradient may hold one from the time before it was frozen.
    """
    for parameter in net.parameters():
        parameter.grad = torch.ones_like(parameter)


def verdicts(f: Callable[[Trace], bool], traces: Iterable[Trace]) -> list[bool]:
    """The answer of a detector `f` to each of some traces."""
    return [f(trace) for trace in traces]


def batch(seed: int, blank: int | None = None) -> tuple[Tensor, Tensor]:
    """Six rows of three numbers, drawn from `seed`, and their labels 0, 1, 2, 2, 1, 1.

    In the column `blank` all rows are 0, so that no gradient reaches the weights of this column.
    """
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(6, 3, generator=generator)
    if blank is not None:
        x[:, blank] = 0.0
    return x, torch.tensor([0, 1, 2, 2, 1, 1])


def explained(
    f: Callable[..., Any], net: nn.Module, rows: tuple[Tensor, Tensor], optimizer: str
) -> dict[str, Any]:
    """What ``f(net, batch, optimizer)`` says of each parameter, and how it leaves the network.

    Parameters
    ----------
    f
        The function under test.
    net
        The network, such as ``models.branch_net([...], seed=0)`` or ``raw_net(seed=0)``.
        Before `f` is called, ``.grad`` is filled with ones, as an earlier step might leave it,
        and the label that says how branches are wired is taken off.
    rows
        The batch, such as ``batch(seed=0)``.
    optimizer
        A key of `OPTIMIZERS`.

    Returns
    -------
    dict
        ``cause`` and ``moved``, each for every parameter that is reported on, and ``after``,
        the parameters themselves.
    """
    _plant_old_gradients(net)
    if isinstance(net, models.BranchNet):
        net.wiring = ()
    parameters = dict(net.named_parameters())
    report = f(net, rows, OPTIMIZERS[optimizer](list(parameters.values())))
    return {
        "cause": _told(lambda: {name: entry["cause"] for name, entry in report.items()}),
        "moved": _told(lambda: {name: entry["moved"] for name, entry in report.items()}),
        "after": _told(lambda: {name: parameters[name].detach() for name in report}),
    }
