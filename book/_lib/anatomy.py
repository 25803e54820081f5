"""The anatomy of one training step: the step of *Physical loss*'s first cell, stage by stage.

Every number is computed here, when the page is built. Whether a stage belongs to the register, the
graph, the function or the wish is held by `overwritten`: the same step is taken again with another
number in the register, and what it leaves equal was not made from that number.
"""

from __future__ import annotations

import html
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from IPython.display import HTML
from losslab import digits
from losslab.physical_loss.models import small_net
from torch import Tensor

from book._lib import drawings
from book._lib.drawings import WIDTH, drawing, raster, text
from book._lib.interactive import mount

__all__ = ["PARTS", "Step", "anatomy_lab", "stages", "take"]

ROWS, RATE, HELD_OUT = 64, 0.1, 1200
PARTS = {
    "wish": "the wish",
    "graph": "the graph",
    "function": "the function ℓ",
    "register": "the register",
    "none": "none of the four",
}


@dataclass(frozen=True)
class Step:
    """What one step of SGD on a batch of digits read and wrote."""

    images: Tensor  # (rows, 64)
    labels: Tensor  # (rows,)
    logits: Tensor  # (rows, 10)
    nats: Tensor  # (rows,), in float64
    register: float  # when `backward()` was called
    nodes: int
    logit_gradient: Tensor  # (rows, 10)
    before: dict[str, Tensor]
    gradient: dict[str, Tensor]
    after: dict[str, Tensor]
    loss_after: float  # of the same rows, in float64
    held_out: tuple[float, float]  # share read right, before and after

    def unmoved(self) -> int:
        """How many weights are exactly what they were."""
        return sum(int((self.before[n] == self.after[n]).sum()) for n in self.before)

    def size(self) -> int:
        """How many weights there are."""
        return sum(values.numel() for values in self.before.values())


def _nodes(function: Any) -> int:
    """How many operations autograd has noted behind one."""
    seen, open_ = set(), [function]
    while open_:
        here = open_.pop()
        if here is not None and here not in seen:
            seen.add(here)
            open_ += [next_ for next_, _ in here.next_functions]
    return len(seen)


def take(factor: float = 1.0, seed: int = 0) -> Step:
    """Take the step, with the register multiplied by `factor` before ``backward()``."""
    x, y = digits.load()
    net = small_net(seed=seed)
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
    images, labels = x[:ROWS], y[:ROWS]

    def right() -> float:
        with torch.no_grad():
            return (net(x[HELD_OUT:]).argmax(-1) == y[HELD_OUT:]).float().mean().item()

    def copies() -> dict[str, Tensor]:
        return {name: p.detach().clone() for name, p in net.named_parameters()}

    before, right_before = copies(), right()
    logits = net(images)
    logits.retain_grad()
    loss = F.cross_entropy(logits, labels)
    nodes = _nodes(loss.grad_fn)
    with torch.no_grad():
        loss.mul_(factor)
    loss.backward()
    optimizer.step()
    assert logits.grad is not None
    with torch.no_grad():
        loss_after = F.cross_entropy(net(images).double(), labels).item()
    return Step(
        images=images,
        labels=labels,
        logits=logits.detach(),
        nats=F.cross_entropy(logits.detach().double(), labels, reduction="none"),
        register=loss.item(),
        nodes=nodes,
        logit_gradient=logits.grad,
        before=before,
        gradient={n: p.grad.clone() for n, p in net.named_parameters() if p.grad is not None},
        after=copies(),
        loss_after=loss_after,
        held_out=(right_before, right()),
    )


@dataclass(frozen=True)
class Stage:
    """One stage: to what it belongs, what it is called and shows, and its drawing."""

    part: str
    title: str
    said: str
    drawn: str


def _pixels(step: Step, said: str) -> str:
    side, parts = 4.0, []
    for place in range(ROWS):
        x, y = 40.0 * (place % 8), 44.0 * (place // 8)
        parts.append(raster(step.images[place].view(8, 8).tolist(), x, y, side, 1.0))
        if place >= ROWS - 8:
            parts.append(text(x + 16, 44 * 8 + 8, str(int(step.labels[place])), "middle"))
    return drawing(44 * 8 + 14, said, parts)


def _tall(values: Tensor, most: float, said: str) -> str:
    side = (WIDTH - 20) / ROWS
    rows = values.T.tolist()
    parts = []
    for row, line in enumerate(rows):
        y = 17.0 * row
        parts.append(text(12, y + 13, str(row), "end"))
        parts.append(raster([line], 20, y, side, most, tall=16))
    parts.append(
        text(20 + (WIDTH - 20) / 2, 17 * 10 + 14, "the 64 digits", "middle", "drawn-quiet")
    )
    return drawing(17 * 10 + 20, said, parts)


def _bars(step: Step, said: str) -> str:
    side, most = (WIDTH - 36) / ROWS, float(step.nats.max())
    mean = float(step.nats.mean())
    parts = []
    for place, nats in enumerate(step.nats.tolist()):
        tall = 110 * nats / most
        where = f'x="{36 + side * place:.1f}" y="{118 - tall:.1f}" width="{side - 0.8:.1f}"'
        parts.append(f'<rect class="drawn-bar" {where} height="{tall:.1f}"/>')
    y = 118 - 110 * mean / most
    parts += [
        f'<path class="drawn-mean" d="M36 {y:.1f}H{WIDTH}"/>',
        text(32, y + 4, f"{mean:.3f}", "end"),
        text(32, 118, "0", "end"),
        text(32, 14, f"{most:.1f}", "end"),
        text(
            36 + (WIDTH - 36) / 2,
            136,
            "nats of each digit; line: their mean",
            "middle",
            "drawn-quiet",
        ),
    ]
    return drawing(142, said, parts)


def _bytes(value: float) -> str:
    return struct.pack(">f", value).hex(" ")


def _power(value: float) -> str:
    """Write 4e-07 as 4·10⁻⁷."""
    digit, exponent = f"{value:.0e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digit}·10{raised}"


def _cell(step: Step, said: str) -> str:
    parts = [
        '<rect class="drawn-box" x="60" y="6" width="200" height="64" rx="6"/>',
        text(WIDTH / 2, 46, f"{step.register:.3f}", "middle", "drawn-large"),
        text(WIDTH / 2, 92, f"four bytes: {_bytes(step.register)}", "middle", "drawn-bytes"),
    ]
    return drawing(100, said, parts)


def _seed(said: str) -> str:
    parts = [
        '<rect class="drawn-box" x="60" y="6" width="200" height="64" rx="6"/>',
        text(WIDTH / 2, 46, "1", "middle", "drawn-large"),
        text(WIDTH / 2, 92, "the derivative of the loss by itself", "middle"),
    ]
    return drawing(100, said, parts)


def _gradient_images(step: Step, said: str) -> str:
    gradient = step.gradient["body.weight"]
    most, parts = float(gradient.abs().max()), []
    for unit in range(len(gradient)):
        x, y = 40.0 * (unit % 8), 44.0 * (unit // 8)
        parts.append(raster(gradient[unit].view(8, 8).tolist(), x, y, 4, most))
        parts.append(f'<rect class="drawn-frame" x="{x:g}" y="{y:g}" width="32" height="32"/>')
    caption = "for each of 16 hidden units, its 64 weights"
    parts.append(text(WIDTH / 2, 44 * 2 + 12, caption, "middle", "drawn-quiet"))
    return drawing(44 * 2 + 18, said, parts)


def _moves(step: Step, said: str) -> str:
    rows = {
        name: [
            f"{step.gradient[name].norm():.3f}",
            f"{(step.after[name] - step.before[name]).norm():.4f}",
            str(int((step.after[name] == step.before[name]).sum())),
        ]
        for name in step.before
    }
    return drawings.grid(said, ["length of\n.grad", "went", "unmoved"], rows)


def _ends(step: Step, said: str) -> str:
    rows = {
        "ℓ of the same\n64 digits": [f"{step.nats.mean():.3f}", f"{step.loss_after:.3f}"],
        "597 other digits,\nread right": [f"{share:.1%}" for share in step.held_out],
    }
    return drawings.grid(said, ["before", "after"], rows, first=150)


def stages(step: Step) -> list[Stage]:
    """The stages of a step in their order."""
    n, size, still = step.nodes, step.size(), step.unmoved()
    ideal = float(step.nats.mean())
    off = abs(step.register - ideal)
    drew: list[tuple[str, str, str, Callable[[str], str]]] = [
        (
            "wish", "Pixels and labels",
            f"{ROWS} images and as many labels. Somebody wrote the labels down who wishes for a "
            "program that reads digits. The wish is in none of these numbers. Below, the last "
            "eight labels.",
            lambda said: _pixels(step, said),
        ),
        (
            "graph", "Ten logits for each digit",
            f"The network makes ten logits of each image. Autograd notes {n} operations on the way "
            "to the loss, and keeps the tensors that their derivatives need.",
            lambda said: _tall(step.logits, float(step.logits.abs().max()), said),
        ),
        (
            "function", "What ℓ asks for",
            "For each digit −log of the probability of its label, then the mean. Written on paper "
            f"this names a number for any weights. For these, in float64, it is {ideal:.7f}.",
            lambda said: _bars(step, said),
        ),
        (
            "register", "What the machine stored",
            f"One float32 number, {_power(off)} away from the function's. A log prints it. No "
            "later stage reads it: overwrite it, and only this stage changes.",
            lambda said: _cell(step, said),
        ),
        (
            "graph", "The seed",
            "Backward begins with the number 1, and not with the one in the register.",
            _seed,
        ),
        (
            "graph", "Back to the logits",
            "The probability of each class, minus 1 at the label, divided by 64. It is made of "
            "what the forward pass has kept.",
            lambda said: _tall(step.logit_gradient, float(step.logit_gradient.abs().max()), said),
        ),
        (
            "graph", "Back to the weights",
            f"Each of the {size:,} weights has a number in .grad now. It is zero where "
            "no image lights pixel and unit at the same time.",
            lambda said: _gradient_images(step, said),
        ),
        (
            "none", "The step",
            f"The optimizer reads .grad, and takes {RATE} times it away. It is given neither the "
            f"register nor the graph nor ℓ. {still} of {size:,} weights stay what they were.",
            lambda said: _moves(step, said),
        ),
        (
            "wish", "Afterwards",
            "On the batch ℓ is lower than before. The wish was about digits that nobody has drawn "
            "yet; 597 others, which were in no batch, stand in for them.",
            lambda said: _ends(step, said),
        ),
    ]  # fmt: skip
    return [Stage(part, title, said, draw(said)) for part, title, said, draw in drew]


def anatomy_lab(seed: int = 0) -> HTML:
    """The lab: one step to go through, forwards and back, with the register left or overwritten."""
    step, other = take(seed=seed), take(factor=3.0, seed=seed)
    for name in step.after:
        if not torch.equal(step.after[name], other.after[name]):
            raise ValueError(f"the register reached {name}; the page says that nothing reads it")
    shown = stages(step)
    items = [
        f'<li class="anatomy-stage"><p class="lab-subtitle">{html.escape(stage.title)}</p>'
        f'<p class="anatomy-part anatomy-{stage.part}">{html.escape(PARTS[stage.part])}</p>'
        f"{stage.drawn}<p>{html.escape(stage.said)}</p></li>"
        for stage in shown
    ]
    return mount(
        "anatomy",
        "The anatomy of one training step",
        "Go through the step, and find what of it is register, graph, function and wish.",
        {
            "stages": [[stage.part, stage.title] for stage in shown],
            "parts": PARTS,
            "register": next(at for at, stage in enumerate(shown) if stage.part == "register"),
            "values": [round(each.register, 3) for each in (step, other)],
            "bytes": [f"four bytes: {_bytes(each.register)}" for each in (step, other)],
        },
        f'<ol class="anatomy">{"".join(items)}</ol>',
    )
