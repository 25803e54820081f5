"""Training loops that record themselves: some healthy, some with a fault.

Every loop has the same signature, trains a network on batches of digits and returns its
trace. The faulty ones run to the end without an error, as such loops do.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

from losslab.digits import Batch
from losslab.physical_loss import plans
from losslab.physical_loss._recorder import Recorder
from losslab.physical_loss._run_file import RunFile
from losslab.physical_loss.setups import MakeOptimizer, setup
from losslab.physical_loss.trace import Trace

__all__ = ["FAULTS", "HEALTHY", "LACKING", "run", "usual_steps", "warm_up"]

Loop = Callable[[nn.Module, list[Batch], MakeOptimizer], Trace]

PUBLIC_RUNS = RunFile(Path(__file__).with_name("public_runs.zip"))
_recorded: RunFile | None = None


def _train(
    net: nn.Module,
    batches: list[Batch],
    optimizer: Optimizer,
    *,
    cleared: Callable[[int], bool] = lambda step: True,
    read: Callable[[Tensor], Tensor] = lambda logits: logits,
    cost: Callable[[Tensor, Tensor], Tensor] = F.cross_entropy,
    after: Callable[[], None] = lambda: None,
) -> Trace:
    """Train as everybody means to, but for what is given.

    Parameters
    ----------
    net, batches, optimizer
        What is trained, on what and by what.
    cleared
        Whether gradients are cleared before a step.
    read
        What is fed into the loss, made of the logits.
    cost
        The loss, of what is fed into it and the labels.
    after
        Called after each update.
    """
    recorder = Recorder(net)
    for step, (x, y) in enumerate(batches):
        if cleared(step):
            net.zero_grad()
        fed = read(net(x))
        loss = cost(fed, y)
        recorder.computed(loss, fed, y)
        loss.backward()
        recorder.propagated()
        optimizer.step()
        recorder.updated()
        after()
    return recorder.trace


def healthy(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Train as everybody means to."""
    return _train(net, batches, make_optimizer(net.parameters()))


def warms_up(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Raise the learning rate from zero over the first four steps."""
    optimizer = make_optimizer(net.parameters())
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, step / 4))
    return _train(net, batches, optimizer, after=schedule.step)


def two_batches_a_step(
    net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer
) -> Trace:
    """Add up the gradients of two batches before each update, on purpose."""
    optimizer = make_optimizer(net.parameters())
    recorder = Recorder(net)
    for i, (x, y) in enumerate(batches):
        if i % 2 == 0:
            net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        recorder.computed(loss, logits, y)
        (loss / 2).backward()
        recorder.propagated()
        if i % 2 == 1:
            optimizer.step()
        recorder.updated()
    return recorder.trace


def log_softmax_first(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Feed log-softmax into cross-entropy, which takes it again and changes nothing by it."""
    return _train(
        net, batches, make_optimizer(net.parameters()), read=partial(F.log_softmax, dim=-1)
    )


def positive_logits(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Make every logit positive by a softplus."""
    return _train(net, batches, make_optimizer(net.parameters()), read=F.softplus)


def never_zeroed(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: the gradients of earlier batches are never cleared."""
    return _train(net, batches, make_optimizer(net.parameters()), cleared=lambda step: False)


def zeroed_each_epoch(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: gradients are cleared once an epoch of eight batches, not before each batch."""
    return _train(
        net, batches, make_optimizer(net.parameters()), cleared=lambda step: step % 8 == 0
    )


def detached(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: the loss that is sent backward has lost its history."""

    def cost(fed: Tensor, y: Tensor) -> Tensor:
        return F.cross_entropy(fed, y).detach().requires_grad_()

    return _train(net, batches, make_optimizer(net.parameters()), cost=cost)


def other_net(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: the optimizer holds the parameters of a copy."""
    return _train(net, batches, make_optimizer(copy.deepcopy(net).parameters()))


def new_head(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: the head is replaced after the optimizer has been made."""
    optimizer = make_optimizer(net.parameters())
    net.head = copy.deepcopy(net.head)
    return _train(net, batches, optimizer)


def probabilities_in(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: cross-entropy, which takes a softmax itself, is fed probabilities."""
    return _train(net, batches, make_optimizer(net.parameters()), read=partial(F.softmax, dim=-1))


def shuffled(net: nn.Module, batches: list[Batch], make_optimizer: MakeOptimizer) -> Trace:
    """Fault: rows and labels are shuffled separately."""
    order = torch.Generator().manual_seed(0)
    apart = [(x, y[torch.randperm(len(y), generator=order)]) for x, y in batches]
    return _train(net, apart, make_optimizer(net.parameters()))


# The loops, each with the styles of runs in which it is looked at.
HEALTHY: dict[str, tuple[str, ...]] = {
    "healthy": ("sgd", "frozen", "frozen_zeros", "loud", "buffers", "bias_only", "below", "above"),
    "warms_up": ("sgd",),
    "two_batches_a_step": ("adam",),
    "log_softmax_first": ("momentum",),
    "positive_logits": ("adam", "quiet", "fading"),
    "three_batches_a_step": ("adam",),
    "four_batches_a_step": ("sgd",),
    "rests_first": ("slow",),
    "rests_long": ("slow",),
    "thaws": ("sgd",),
    "seen_again": ("loud",),
    "one_bright_batch": ("still",),
    "stretched_sigmoid": ("blaring",),
}
FAULTS: dict[str, tuple[str, ...]] = {
    "never_zeroed": ("sgd", "adam", "buffers", "bias_only"),
    "zeroed_each_epoch": ("sgd",),
    "forgets_once": ("bias_only",),
    "forgets_later": ("adam",),
    "forgets_every_other_update": ("sgd",),
    "forgets_faint_ones": ("adam",),
    "detached": ("sgd", "buffers", "loud"),
    "detached_at_times": ("sgd", "buffers"),
    "detached_while_adding_up": ("frozen",),
    "detached_in_the_end": ("adam",),
    "other_net": ("sgd",),
    "new_head": ("sgd", "momentum", "frozen_decay"),
    "thaws_too_late": ("sgd",),
    "probabilities_in": ("adam", "frozen", "loud", "blaring"),
    "shuffled": ("sgd", "frozen", "loud", "bias_only"),
    "shuffled_in_pairs": ("adam",),
}
# Healthy loops that are given an optimizer which lacks a parameter.
LACKING: dict[str, tuple[str, ...]] = {
    "healthy": ("head_only", "bias_held", "weights_held", "at_rest"),
    "faint": ("weights_held",),
    "three_batches_a_step": ("head_only",),
}
_STEPS = {
    "two_batches_a_step": 23,  # It stops between two updates: its last gradients are never used.
    "four_batches_a_step": 26,
    "rests_first": 36,
    "forgets_once": 40,  # At its event 26, so that an excerpt may end with it or begin with it.
}
_LOOPS: dict[str, Loop] = {
    **{
        loop.__name__: loop
        for loop in (
            healthy,
            warms_up,
            two_batches_a_step,
            log_softmax_first,
            positive_logits,
            never_zeroed,
            zeroed_each_epoch,
            detached,
            other_net,
            new_head,
            probabilities_in,
            shuffled,
        )
    },
    **plans.SOUND,
    **plans.FAULTY,
}


def usual_steps(loop: str) -> int:
    """How many events a run of this loop has, where nothing else is said."""
    return _STEPS.get(loop, 24)


def run(loop: str, style: str = "sgd", seed: int = 0, steps: int = 24, first: int = 0) -> Trace:
    """Train a network on digits by one of this module's loops.

    Parameters
    ----------
    loop
        The loop's name: one of `HEALTHY` or `FAULTS`.
    style
        One of ``losslab.physical_loss.setups.STYLES``.
    seed
        Chooses the weights and the batches.
    steps
        How many batches.
    first
        The first event of interest: those before it are left out.

    Returns
    -------
    Trace
        One event for each batch, from `first` on.

    Raises
    ------
    ValueError
        If there is no such loop or style.
    """
    if loop not in _LOOPS:
        raise ValueError(f"no loop {loop!r}; there are: {', '.join(_LOOPS)}")
    trace: Trace = pickle.loads(_trained(loop, style, seed, steps))
    return trace[first:]


@lru_cache(maxsize=128)
def _trained(loop: str, style: str, seed: int, steps: int) -> bytes:
    """The trace as bytes: reading them is the quickest way to a copy of one's own."""
    if _recorded and steps == usual_steps(loop) and (loop, style, seed) in _recorded:
        return pickle.dumps(_recorded.read((loop, style, seed)))
    made = setup(style, seed, steps)
    return pickle.dumps(_LOOPS[loop](made.net, made.batches, made.make_optimizer))


def public_runs() -> list[tuple[str, str, int]]:
    """Loop, style and seed of the runs, of their usual length, that everybody looks at."""
    groups = (HEALTHY, FAULTS, LACKING)
    return [(loop, style, 0) for g in groups for loop, styles in g.items() for style in styles]


def use_recorded(yes: bool = True) -> None:
    """Read the public runs in this process, as they were recorded, instead of training them.

    The grader does; a learner's notebook trains.
    """
    global _recorded
    _recorded = PUBLIC_RUNS if yes and PUBLIC_RUNS.path.is_file() else None
    _trained.cache_clear()


def warm_up() -> None:
    """Get the public runs ready."""
    use_recorded()
    for loop, style, seed in public_runs():
        run(loop, style, seed, usual_steps(loop))
