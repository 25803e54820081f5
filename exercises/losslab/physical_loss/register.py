"""The register experiment: edit the number that a loss is stored in, and see what happens.

One step of gradient descent on 64 handwritten digits, as five lines of text. An edit adds or
changes one line; then the text is run. What a reader sees is what was run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losslab import digits

__all__ = ["EDITS", "FORMS", "Observation", "edits_of", "observe", "program", "why"]

FORMS = {
    "ce": "cross-entropy",
    "exp": "exp of cross-entropy",
    "reinforce": "REINFORCE",
}

EDITS = {
    "none": "no edit",
    "no_grad": "in place, before backward",
    "data": "through .data, before backward",
    "graph": "times the factor, in the graph",
    "shift": "plus the factor, in the graph",
    "seed": "the seed of backward",
    "reward": "the reward",
    "detach": "cut from the graph",
    "after": "in place, after backward",
}

_LOSS = {
    "ce": ["loss = F.cross_entropy(net(x), y)"],
    "exp": ["loss = F.cross_entropy(net(x), y).exp()"],
    "reinforce": [
        "reward = (action == y).float()",
        "log_p = -F.cross_entropy(net(x), action, reduction='none')",
        "loss = -(log_p * reward).mean()",
    ],
}

_BEFORE = {
    "no_grad": "with torch.no_grad(): loss.mul_({k})",
    "data": "loss.data.mul_({k})",
    "graph": "loss = loss * {k}",
    "shift": "loss = loss + {k}",
    "detach": "loss = loss.detach().requires_grad_()",
}

_WHY = {
    "none": "Backward starts from the number 1, not from the loss. "
    "This is the step to compare with.",
    "no_grad": "The number was changed, but no derivative on the way back reads it: the backward "
    "pass of this loss uses saved probabilities and starts from 1.",
    "data": "The number was changed behind autograd's back, and no derivative on the way back "
    "reads it.",
    "graph": "The multiplication is a node of the graph, so its derivative is the factor, and "
    "every gradient behind it is multiplied.",
    "shift": "The addition is a node of the graph, and its derivative is 1 whatever is added.",
    "seed": "Backward starts from the factor instead of 1. The loss still reads what it read.",
    "reward": "The reward is an input of the graph: it multiplies each sample's gradient.",
    "detach": "The number is the same but has no history. Backward succeeds, reaches no weight, "
    "and the step does nothing. There is no error.",
    "after": "The gradients were already written. The register is read by whoever reads it next: "
    "a log, a scheduler, a person.",
}

_WHY_EXP = {
    "no_grad": "The derivative of exp is exp itself, so autograd keeps exp's output for the way "
    "back, and this output is the register. It noticed the edit and refused.",
    "data": "The derivative of exp is exp itself, so autograd keeps exp's output for the way back, "
    "and this output is the register. The edit went behind its back, and the false value scaled "
    "every gradient, without an error.",
}


@dataclass(frozen=True)
class Observation:
    """What one run of the experiment showed.

    Parameters
    ----------
    lines
        The program that was run.
    edited
        Index of the line that the edit added or changed, or None.
    register
        What ``loss.item()`` reads at the end of the run.
    step
        What the optimizer added to the weights, all of them in one float64 vector.
    error
        Name and first sentence of the exception that ended the run, or None.
    """

    lines: tuple[str, ...]
    edited: int | None
    register: float
    step: Tensor
    error: str | None

    def ratio(self, plain: Observation) -> float:
        """How many times `plain`'s step this step is, along `plain`'s direction."""
        return float(self.step @ plain.step / (plain.step @ plain.step))


def edits_of(form: str) -> list[str]:
    """The edits that make sense for a form: only REINFORCE has a reward."""
    return [edit for edit in EDITS if edit != "reward" or form == "reinforce"]


def why(form: str, edit: str) -> str:
    """One or two sentences on why the edit does what it does."""
    return _WHY_EXP.get(edit, _WHY[edit]) if form == "exp" else _WHY[edit]


def program(form: str, edit: str, factor: float) -> tuple[list[str], int | None]:
    """The experiment's source lines, and which of them the edit touched.

    Parameters
    ----------
    form
        A key of `FORMS`.
    edit
        A key of `EDITS`.
    factor
        What the register, the seed or the reward is multiplied by, or what is added.
    """
    if form not in FORMS or edit not in edits_of(form):
        raise ValueError(f"no edit {edit!r} for the form {form!r}")
    k = f"{factor:g}"
    lines = list(_LOSS[form])
    edited: int | None = None
    if edit == "reward":
        edited = 0
        lines[0] = f"reward = (action == y).float() * {k}"
    if edit in _BEFORE:
        edited = len(lines)
        lines.append(_BEFORE[edit].format(k=k))
    backward = "loss.backward()"
    if edit == "seed":
        edited = len(lines)
        backward = f"loss.backward(torch.tensor({float(factor)}))"
    lines.append(backward)
    if edit == "after":
        edited = len(lines)
        lines.append(f"with torch.no_grad(): loss.mul_({k})")
    lines.append("optimizer.step()")
    return lines, edited


def observe(form: str, edit: str, factor: float) -> Observation:
    """Run the experiment once, from the same weights and data every time."""
    lines, edited = program(form, edit, factor)
    world = _world()
    start = _weights(world["net"])
    error = None
    try:
        exec(_compiled("\n".join(lines)), world)
    except RuntimeError as caught:
        error = f"{type(caught).__name__}: {str(caught).split(':')[0]}"
    return Observation(
        lines=tuple(lines),
        edited=edited,
        register=world["loss"].item(),
        step=_weights(world["net"]) - start,
        error=error,
    )


@cache
def _compiled(source: str) -> CodeType:
    return compile(source, "<register experiment>", "exec")


def _world() -> dict[str, Any]:
    """The names that the program uses: a linear classifier, its optimizer, 64 digits."""
    x, y = (tensor[:64] for tensor in digits.load())
    seed = torch.Generator().manual_seed(0)
    net = nn.Linear(64, 10)
    with torch.no_grad():
        net.weight.normal_(0.0, 0.1, generator=seed)
        net.bias.zero_()
        action = torch.multinomial(F.softmax(net(x), -1), 1, generator=seed)[:, 0]
    return {
        "torch": torch,
        "F": F,
        "net": net,
        "optimizer": torch.optim.SGD(net.parameters(), lr=0.1),
        "x": x,
        "y": y,
        "action": action,
    }


def _weights(net: nn.Module) -> Tensor:
    return torch.cat([p.detach().flatten().double() for p in net.parameters()])
