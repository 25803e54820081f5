"""Training loops that are told apart by when they clear, detach, update and hold what.

The loops of :mod:`losslab.physical_loss.loops` are there to be read. These are there to be
traced: what is unusual about each of them happens at some events only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losslab.digits import Batch
from losslab.physical_loss._recorder import Recorder
from losslab.physical_loss.setups import MakeOptimizer
from losslab.physical_loss.trace import Trace

__all__ = ["FAULTY", "SOUND", "Plan"]


def _never(event: int) -> bool:
    return False


def _whole(event: int) -> float:
    return 1.0


def _unchanged(outputs: Tensor) -> Tensor:
    return outputs


def _stretched(outputs: Tensor) -> Tensor:
    """A sigmoid whose ends lie a little beyond 0 and 1."""
    return 1.01 * torch.sigmoid(outputs) - 0.005


@dataclass(frozen=True)
class Plan:
    """When a loop does what.

    Parameters
    ----------
    batches_a_step
        So many batches are added up before an update, after which the gradients are cleared.
    forgets
        At which events the gradients are not cleared although an update has used them.
    detaches
        At which events the loss is cut from its history.
    rests
        So many events at the beginning have a learning rate of zero.
    thaws
        At this event the network's body begins to ask for gradients; None if it always does.
    holds_all
        Whether the optimizer holds the parameters that ask for no gradient when it is made.
    feeds
        What is fed into cross-entropy, made of the network's outputs.
    repeats
        Whether all batches of a step are the same one.
    weighs
        By what the loss of each event is multiplied when it is sent backward.
    brightens
        By what the images of each event are multiplied.
    shuffles
        Whether labels are shuffled against the rows.
    """

    batches_a_step: int = 1
    forgets: Callable[[int], bool] = _never
    detaches: Callable[[int], bool] = _never
    rests: int = 0
    thaws: int | None = None
    holds_all: bool = True
    feeds: Callable[[Tensor], Tensor] = _unchanged
    repeats: bool = False
    weighs: Callable[[int], float] = _whole
    brightens: Callable[[int], float] = _whole
    shuffles: bool = False

    def __call__(
        self, net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer
    ) -> Trace:
        """Train by this plan."""
        if self.thaws is not None:
            _ask_of_body(net, False)
        optimizer = make_optimizer(
            [p for p in net.parameters() if self.holds_all or p.requires_grad]
        )
        rates = [group["lr"] for group in optimizer.param_groups]
        recorder = Recorder(net)
        for i, (x, y) in enumerate(self._made_of(batches)):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate if i >= self.rests else 0.0
            if i == self.thaws:
                _ask_of_body(net, True)
            if i % self.batches_a_step == 0 and not self.forgets(i):
                net.zero_grad()
            fed = self.feeds(net(x))
            loss = F.cross_entropy(fed, y)
            if self.detaches(i):
                loss = loss.detach().requires_grad_()
            recorder.computed(loss, fed, y)
            (loss * self.weighs(i) / self.batches_a_step).backward()
            recorder.propagated()
            if (i + 1) % self.batches_a_step == 0:
                optimizer.step()
            recorder.updated()
        return recorder.trace

    def _made_of(self, batches: list[Batch]) -> Iterator[Batch]:
        """What each event is given of the batches."""
        order = torch.Generator().manual_seed(0)
        for i in range(len(batches)):
            x, y = batches[i - i % self.batches_a_step if self.repeats else i]
            if self.shuffles:
                y = y[torch.randperm(len(y), generator=order)]
            yield x * self.brightens(i), y


def _ask_of_body(net: nn.Module, answer: bool) -> None:
    """Say whether the parameters of the network's body ask for gradients."""
    net.get_submodule("body").requires_grad_(answer)


FAINT = 1e-5
# By this share a gradient grows where its batch is seen again with a small weight.
AGAIN = 7e-6

SOUND = {
    "three_batches_a_step": Plan(batches_a_step=3),
    "four_batches_a_step": Plan(batches_a_step=4),
    "rests_first": Plan(rests=22),
    "rests_long": Plan(rests=23),
    "thaws": Plan(thaws=9),
    "seen_again": Plan(batches_a_step=3, repeats=True, weighs=lambda i: AGAIN if i % 3 else 1.0),
    "faint": Plan(weighs=lambda i: FAINT),
    "one_bright_batch": Plan(brightens=lambda i: 16.0 if i == 13 else 1.0),
    "stretched_sigmoid": Plan(feeds=_stretched),
}
FAULTY = {
    "forgets_once": Plan(forgets=lambda i: i == 26),
    "forgets_later": Plan(forgets=lambda i: i >= 18),
    "forgets_every_other_update": Plan(batches_a_step=2, forgets=lambda i: i % 4 == 2),
    "forgets_faint_ones": Plan(forgets=lambda i: i == 14, weighs=lambda i: FAINT),
    "detached_at_times": Plan(detaches=lambda i: i % 5 == 3),
    "detached_while_adding_up": Plan(batches_a_step=3, detaches=lambda i: i % 4 == 1),
    "detached_in_the_end": Plan(detaches=lambda i: i >= 17),
    "thaws_too_late": Plan(thaws=19, holds_all=False),
    "shuffled_in_pairs": Plan(batches_a_step=2, rests=2, shuffles=True),
}
