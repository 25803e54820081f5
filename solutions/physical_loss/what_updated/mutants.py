import math

import torch
import torch.nn.functional as F
from losslab.digits import Batch
from torch import Tensor, nn
from torch.optim import Optimizer

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every parameter without a gradient is called unused. Some of them do shape the loss: the "
    "graph was cut behind them. Change such a parameter and see whether the loss changes.",
)
def none_is_unused(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "unused" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="Every parameter without a gradient is called detached. Some of them the forward pass "
    "never touches: the loss would be the same whatever they were. Change one of those and see.",
)
def none_is_detached(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "detached" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="You read the cause off the movement: what moved is live, what stayed is dead. Weight "
    "decay moves a dead parameter, and an optimizer that does not hold a live one leaves it where "
    "it is. The cause is in the gradient, the movement is the optimizer's.",
)
def moved_is_live(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        moved = not torch.equal(p, before[name])
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if moved else "dead"
        report[name] = {"cause": cause, "moved": moved}
    return report


@mutant(
    says="The causes are right. As moved you report what is live, and the optimizer has its own "
    "ways: weight decay moves a parameter whose gradient is zero, and one that the optimizer does "
    "not hold stays. Compare the numbers before and after the step.",
)
def live_is_moved(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause, "moved": cause == "live"}
    optimizer.step()
    return report


@mutant(
    says="The report is right and the network is ruined: what you wrote into a parameter to see "
    "whether the loss depends on it is still there. Put the old numbers back.",
)
def leaves_the_dye(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def stained(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            result = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept if result else torch.zeros_like(kept))
        return result

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        moved = not torch.equal(p, before[name])
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if stained(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause, "moved": moved}
    return report


@mutant(
    says="What you wrote into a parameter to see whether the loss reads it was never taken out. "
    "The loss is NaN from then on, so every later parameter looks detached, and the network is "
    "ruined. Put the old numbers back before you try the next one.",
)
def never_restores(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def stained(p: Tensor) -> bool:
        with torch.no_grad():
            p.fill_(math.nan)
            return bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if stained(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="The optimizer's zero_grad() clears the gradients of the parameters that the optimizer "
    "holds. An older gradient stands in the others and passes for one that has just arrived. Clear "
    "the network's.",
)
def optimizer_clears(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    optimizer.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="The gradients were not cleared first, so what an earlier step left counts as arrived: "
    "almost every parameter looks live, and the step is made of old gradients and new ones. Begin "
    "with net.zero_grad().",
)
def not_cleared(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "unused" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="You add the same number to every entry and watch the loss. Cross-entropy does not see "
    "what is added to all logits alike, so a detached bias looks unused. Change the entries by "
    "different amounts.",
)
def same_nudge(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            value = F.cross_entropy(net(batch[0]), batch[1])
            p.add_(1.0)
            changed = F.cross_entropy(net(batch[0]), batch[1])
            p.copy_(kept)
        return abs(float(changed - value)) > 1e-5

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="A parameter whose gradient is positive nowhere is called dead. Some gradients have one "
    "sign only. Ask whether an entry differs from zero.",
)
def positive_is_live(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if bool((p.grad > 0).any()) else "dead"
        report[name] = {"cause": cause}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    says="A parameter counts as live or moved only if all of its entries have a gradient or moved. "
    "Where an input is zero in every row, some entries get none, and others do.",
)
def all_entries(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if bool(p.grad.all()) else "dead"
        report[name] = {"cause": cause}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = bool((p != before[name]).all())
    return report


@variant(how="puts noise in the parameter's place and compares the loss")
def by_noise(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            value = F.cross_entropy(net(batch[0]), batch[1])
            p.copy_(torch.randn(p.shape))
            changed = F.cross_entropy(net(batch[0]), batch[1])
            p.copy_(kept)
        return not torch.equal(value, changed)

    def cause(p: Tensor) -> str:
        if not p.requires_grad:
            return "frozen"
        if p.grad is None:
            return "detached" if dependent(p) else "unused"
        return "live" if float(p.grad.abs().max()) > 0 else "dead"

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {
        name: {"cause": cause(p)} for name, p in net.named_parameters()
    }
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = bool((p != before[name]).any())
    return report
