import math

import torch
import torch.nn.functional as F
from losslab.digits import Batch
from torch import nn
from torch.optim import Optimizer


def right_dye(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes each parameter without a gradient with NaN, looks at the loss and washes it."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def right_other_storage(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Asks autograd for the gradients and lends the parameter other numbers by .data."""
    x, y = batch
    names = dict(net.named_parameters())
    net.zero_grad()
    loss = F.cross_entropy(net(x), y)
    live = {name: p for name, p in names.items() if p.requires_grad}
    gradients = dict(zip(live, torch.autograd.grad(loss, list(live.values()), allow_unused=True)))

    def read(p):
        own = p.data
        p.data = torch.full_like(own, float("nan"))
        try:
            with torch.no_grad():
                return bool(torch.isnan(net(x)).any())
        finally:
            p.data = own

    report = {}
    for name, p in names.items():
        if name not in live:
            cause = "frozen"
        elif gradients[name] is None:
            cause = "detached" if read(p) else "unused"
        else:
            cause = "live" if torch.count_nonzero(gradients[name]) else "dead"
        report[name] = {"cause": cause}
    for name, p in live.items():
        p.grad = gradients[name]
    before = {name: p.tolist() for name, p in names.items()}
    optimizer.step()
    for name, p in names.items():
        report[name]["moved"] = p.tolist() != before[name]
    return report


def right_bisection(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes many parameters at once and halves the group while the loss takes the color."""
    x, y = batch
    named = list(net.named_parameters())
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()

    def takes_color(group):
        old = [p.detach().clone() for _, p in group]
        with torch.no_grad():
            for _, p in group:
                p.mul_(math.nan)
            value = F.cross_entropy(net(x), y).item()
            for (_, p), numbers in zip(group, old):
                p.copy_(numbers)
        return math.isnan(value)

    def read(group):
        if not group or not takes_color(group):
            return []
        if len(group) == 1:
            return [group[0][0]]
        middle = len(group) // 2
        return read(group[:middle]) + read(group[middle:])

    detached = read([(name, p) for name, p in named if p.requires_grad and p.grad is None])

    def cause(name, p):
        if not p.requires_grad:
            return "frozen"
        if p.grad is None:
            return "detached" if name in detached else "unused"
        return "live" if p.grad.ne(0).any() else "dead"

    causes = [cause(name, p) for name, p in named]
    old = [p.detach().numpy().copy() for _, p in named]
    optimizer.step()
    moved = [bool((p.detach().numpy() != numbers).any()) for (_, p), numbers in zip(named, old)]
    return {name: {"cause": c, "moved": m} for (name, _), c, m in zip(named, causes, moved)}


def right_random_numbers(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Draws other numbers for a parameter, several times and sizes, and compares all logits."""
    from collections import OrderedDict

    x, y = batch
    chance = torch.Generator().manual_seed(1)

    @torch.no_grad()
    def answers(parameter):
        plain, own = net(x).clone(), parameter.detach().clone()
        different = False
        for size in (0.1, 1.0, 1.0, 1.0, 10.0):
            noise = torch.randn(own.shape, generator=chance, dtype=own.dtype)
            parameter.copy_(own + size * noise)
            different = different or not torch.equal(net(x), plain)
        parameter.copy_(own)
        return different

    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    report = OrderedDict()
    for name, p in net.named_parameters():
        match (p.requires_grad, p.grad):
            case (False, _):
                cause = "frozen"
            case (True, None):
                cause = "detached" if answers(p) else "unused"
            case (True, gradient):
                cause = "live" if any(gradient.flatten().tolist()) else "dead"
        report[name] = dict(cause=cause)
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = bool(p.detach().ne(old[name]).any())
    return report


def right_dye_first(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Learns first which parameters the forward pass reads, of all of them, then takes the step."""
    from contextlib import contextmanager

    x, y = batch

    @contextmanager
    def dyed(p):
        own = p.detach().clone()
        try:
            with torch.no_grad():
                p.fill_(torch.nan)
                yield
        finally:
            with torch.no_grad():
                p.copy_(own)

    read = {}
    for name, p in net.named_parameters():
        with dyed(p):
            read[name] = bool(F.cross_entropy(net(x), y).isnan())
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    causes = {}
    for name, p in net.named_parameters():
        if p.grad is None:
            causes[name] = "detached" if read[name] else "unused"
        else:
            causes[name] = "live" if p.grad.bool().any() else "dead"
        if not p.requires_grad:
            causes[name] = "frozen"
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    moved = {name: bool((old[name] - p).count_nonzero()) for name, p in net.named_parameters()}
    return {name: {"cause": causes[name], "moved": moved[name]} for name in causes}


def wrong_not_cleared(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Does not clear: what an earlier step left in .grad looks like a gradient."""
    x, y = batch
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_optimizer_clears(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Clears what the optimizer holds; another parameter keeps its old gradient."""
    x, y = batch
    optimizer.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_cleared_to_zeros(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Clears to zeros: what gets no gradient looks dead, and decay moves it."""
    x, y = batch
    net.zero_grad(set_to_none=False)
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_not_washed(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Leaves the dye in the parameter."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_washed_after_the_step(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Writes all old numbers back when the step is done: the step is undone."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
    optimizer.step()
    report = {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }
    with torch.no_grad():
        for name, p in net.named_parameters():
            p.copy_(old[name])
    return report


def wrong_noise_taken_off_again(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Adds some numbers and subtracts them again: rounding leaves its trace."""
    x, y = batch
    net.zero_grad()
    plain = F.cross_entropy(net(x), y)
    plain.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                noise = torch.linspace(0.1, 0.7, p.numel()).view_as(p)
                p.add_(noise)
                causes[name] = "detached" if F.cross_entropy(net(x), y) != plain else "unused"
                p.sub_(noise)
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_all_raised_alike(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Adds 1 to all entries: a detached bias raises all logits alike, the loss stays."""
    x, y = batch
    net.zero_grad()
    plain = F.cross_entropy(net(x), y)
    plain.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.add_(1.0)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if abs(loss - plain) > 1e-5 else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_too_small_a_change(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Adds 1e-9, which float32 rounds away."""
    x, y = batch
    net.zero_grad()
    plain = F.cross_entropy(net(x), y)
    plain.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.add_(1e-9)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss != plain else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_set_to_zero(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Sets the parameter to zero; one that is zero already does not show."""
    x, y = batch
    net.zero_grad()
    plain = F.cross_entropy(net(x), y)
    plain.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.zero_()
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss != plain else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_coarse_comparison(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes a loss within a percent for the same."""
    x, y = batch
    net.zero_grad()
    plain = F.cross_entropy(net(x), y)
    plain.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.add_(0.01 * torch.linspace(0, 1, p.numel()).view_as(p))
                loss = F.cross_entropy(net(x), y)
                causes[name] = "unused" if torch.isclose(loss, plain, rtol=0.01) else "detached"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_first_row_only(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Looks at the loss of the batch's first row; a value may be read for others only."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x[:1]), y[:1])
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_zeros_for_the_batch(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Runs on made-up rows of zeros, where a detached weight times 0 does not show."""
    x, y = batch
    net.zero_grad()
    with torch.no_grad():
        plain = net(torch.zeros_like(x)).sum()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.add_(1.0)
                loss = net(torch.zeros_like(x)).sum()
                causes[name] = "detached" if loss != plain else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_none_is_detached(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes every missing gradient for a detached one."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                causes[name] = "detached"
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_none_is_unused(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes every missing gradient for an unused parameter."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                causes[name] = "unused"
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_frozen_last(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Asks for frozen last: a frozen parameter that is read comes out as detached."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dead_by_the_sum(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Adds up the gradient: that of a bias before cross-entropy adds up to 0."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if abs(p.grad.sum()) > 1e-6 else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dead_by_a_threshold(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes a gradient shorter than 0.001 for dead; a sure network has one."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if p.grad.norm() > 1e-3 else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dead_by_the_first_entry(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Looks at the gradient's first entry; a blank column makes it 0."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if p.grad.flatten()[0] != 0 else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_live_if_all_entries(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Wants all entries of the gradient to be nonzero; a blank column has none."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).all() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_live_if_positive(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Asks for a positive entry: a single number may have a negative gradient."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad > 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_live_if_there(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes every gradient that arrived for a live one."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dead_and_unused_alike(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Calls dead what is unused, as nothing arrives either way."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "dead"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_moved_if_live(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Infers moved from live; weight decay moves what is dead."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": causes[name] == "live"}
        for name, p in net.named_parameters()
    }


def wrong_moved_if_gradient(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Infers moved from a gradient that is there; a dead one under plain SGD stays."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": causes[name] in ("live", "dead")}
        for name, p in net.named_parameters()
    }


def wrong_moved_if_held(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Infers moved from what the optimizer holds."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    return {
        name: {"cause": causes[name], "moved": id(p) in held} for name, p in net.named_parameters()
    }


def wrong_shared_memory(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Keeps p.detach() without a copy: nothing moves, and the dye stays."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_moved_by_allclose(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Compares with a tolerance; a tiny step is a step."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.allclose(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_moved_if_all_moved(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Wants all numbers to have changed; a blank column's weights do not."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": bool((p != old[name]).all())}
        for name, p in net.named_parameters()
    }


def wrong_moved_since_the_dye(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes first and keeps the dyed numbers for comparison."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
                old[name] = torch.full_like(p, math.nan)
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_two_steps(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Steps once for the measurement and once more in the end."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_no_step(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Computes all causes and forgets the step."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dye_adds_gradients(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Sends the dyed loss backward as well: NaN comes into the gradients that are used."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                with torch.enable_grad():
                    loss = F.cross_entropy(net(x), y)
                    loss.backward()
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dye_before_backward(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes between forward and backward pass: the derivatives of two layers become NaN."""
    x, y = batch
    net.zero_grad()
    loss = F.cross_entropy(net(x), y)
    own = [p.detach().clone() for p in net.parameters()]
    for p in net.parameters():
        p.data.fill_(math.nan)
    loss.backward()
    for p, numbers in zip(net.parameters(), own):
        p.data.copy_(numbers)
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_summed_loss(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """The sum over rows for the mean: the step is as many times too long."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y, reduction="sum").backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_frozen_left_out(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Leaves frozen parameters out of the report."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
        if p.requires_grad
    }


def wrong_cause_of_the_module(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Gives each module's parameters the cause of the first of them."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    first = {}
    for name, cause in causes.items():
        first.setdefault(name.rpartition(".")[0], cause)
    optimizer.step()
    return {
        name: {"cause": first[name.rpartition(".")[0]], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_keys_by_place(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Names parameters by their place instead of their name."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        str(i): {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for i, (name, p) in enumerate(net.named_parameters())
    }


def wrong_names_of_causes(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Calls the causes by the wiring's words: plain, negative, cut, fixed, skipped."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    words = {"live": "plain", "dead": "negative", "detached": "cut"}
    words |= {"frozen": "fixed", "unused": "skipped"}
    return {
        name: {"cause": words[causes[name]], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_on_a_copy(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Takes the step with a copy of the network; the one that was given stays where it was."""
    import copy

    x, y = batch
    net = copy.deepcopy(net)
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_forward_hooks(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Asks which modules are called; parameters without a module of their own pass for read."""
    x, y = batch
    called = set()
    hooks = []
    for path, module in net.named_modules():
        hooks.append(module.register_forward_hook(lambda *_, path=path: called.add(path)))
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                read = name.rpartition(".")[0] in called
                causes[name] = "detached" if read else "unused"
    for hook in hooks:
        hook.remove()
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_graph_only(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Looks for the parameter in the graph; a detached one is not there, so it is unused."""
    x, y = batch
    net.zero_grad()
    loss = F.cross_entropy(net(x), y)
    found, waiting = set(), [loss.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None:
            found.add(id(getattr(node, "variable", None)))
            waiting.extend(following for following, _ in node.next_functions)
    loss.backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                causes[name] = "detached" if id(p) in found else "unused"
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_infinite_dye(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes with infinity and asks for NaN; the sigmoid of infinity is 1."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.inf)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_first_entry_dyed(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Dyes one entry, which the forward pass need not read."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.view(-1)[0] = math.nan
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_washed_with_zeros(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Washes with zeros instead of the old numbers."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.zero_()
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_wiring_read(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Reads the causes off the network's attribute, which other networks lack."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                place = name.split(".")[1] if "." in name else "0"
                wiring = getattr(net, "wiring", ())
                cut = place.isdigit() and int(place) < len(wiring) and wiring[int(place)] == "cut"
                causes[name] = "detached" if cut else "unused"
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_dead_by_isclose(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Compares with zero by the usual tolerance of 1e-8."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if not torch.allclose(p.grad, torch.zeros_like(p)) else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x), y)
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }


def wrong_last_row_only(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Looks at the loss of the last row; a value may be read for others only."""
    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    causes = {}
    with torch.no_grad():
        for name, p in net.named_parameters():
            if not p.requires_grad:
                causes[name] = "frozen"
            elif p.grad is not None:
                causes[name] = "live" if (p.grad != 0).any() else "dead"
            else:
                p.fill_(math.nan)
                loss = F.cross_entropy(net(x[-1:]), y[-1:])
                causes[name] = "detached" if loss.isnan() else "unused"
                p.copy_(old[name])
    optimizer.step()
    return {
        name: {"cause": causes[name], "moved": not torch.equal(p, old[name])}
        for name, p in net.named_parameters()
    }
