import math

import numpy as np
import torch
import torch.nn.functional as F
from losslab.digits import Batch
from losslab.physical_loss.trace import Event, Trace
from torch import nn
from torch.optim import Optimizer


def right_straight(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """The five lines of a step, with what is measured between them."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def right_numpy(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Copies everything to NumPy, in float64, and measures there."""

    def length(gradient):
        return None if gradient is None else float(np.sqrt(np.sum(numbers(gradient) ** 2)))

    def numbers(tensor):
        return np.array(tensor.detach().numpy(), dtype=np.float64)

    trace = []
    for x, y in batches:
        net.zero_grad()
        standing = [length(p.grad) or 0.0 for p in net.parameters()]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        table = numbers(logits)
        old = [numbers(p) for p in net.parameters()]
        grads = {name: length(p.grad) for name, p in net.named_parameters()}
        optimizer.step()
        changed = [(numbers(p) != q).any() for p, q in zip(net.parameters(), old)]
        trace.append(
            Event(
                step=len(trace),
                value=loss.item(),
                dtype=str(loss.dtype),
                device=str(loss.device),
                lowest=float(table.min()),
                highest=float(table.max()),
                accuracy=float(np.mean(table.argmax(1) == y.numpy())),
                grad_before=float(np.linalg.norm(standing)),
                grads=grads,
                moved=[name for name, moved in zip(grads, changed) if moved],
            )
        )
    return trace


def right_generator(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """A generator that fills an event in the order of time; norms of the flattened gradients."""

    def events():
        named = list(net.named_parameters())
        for step, (x, y) in enumerate(batches):
            event = {"step": step}
            net.zero_grad()
            standing = [p.grad.flatten() for _, p in named if p.grad is not None]
            event["grad_before"] = float(torch.cat(standing).norm()) if standing else 0.0
            logits = net(x)
            loss = F.nll_loss(F.log_softmax(logits, -1), y)
            loss.backward()
            event["grads"] = {}
            for name, p in named:
                there = p.grad is not None
                event["grads"][name] = float(torch.linalg.vector_norm(p.grad)) if there else None
            old = [p.tolist() for _, p in named]
            optimizer.step()
            event["moved"] = [n for (n, p), before in zip(named, old) if p.tolist() != before]
            event["value"] = loss.item()
            event["dtype"], event["device"] = f"{loss.dtype}", f"{loss.device}"
            event["lowest"], event["highest"] = (float(v) for v in torch.aminmax(logits.detach()))
            right = sum(row.index(max(row)) == k for row, k in zip(logits.tolist(), y.tolist()))
            event["accuracy"] = right / len(y)
            yield event

    return list(events())


def right_hooks(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Lets the optimizer itself say when to look, by hooks that are taken off in the end."""
    old, trace = {}, []

    def before(*_):
        old.update((name, p.detach().clone()) for name, p in net.named_parameters())

    def after(*_):
        now = net.named_parameters()
        trace[-1]["moved"] = [name for name, p in now if bool((p != old[name]).any())]

    hooks = [optimizer.register_step_pre_hook(before), optimizer.register_step_post_hook(after)]
    try:
        for x, y in batches:
            net.zero_grad()
            standing = sum(
                float(p.grad.double().square().sum())
                for p in net.parameters()
                if p.grad is not None
            )
            logits = net(x)
            loss = F.cross_entropy(logits, y)
            loss.backward()
            hits = logits.max(dim=1).indices.eq(y)
            trace.append(
                {
                    "step": len(trace),
                    "value": loss.item(),
                    "dtype": str(loss.dtype),
                    "device": str(loss.device),
                    "lowest": logits.detach().flatten().sort().values[0].item(),
                    "highest": logits.detach().flatten().sort().values[-1].item(),
                    "accuracy": hits.sum().item() / len(hits),
                    "grad_before": standing**0.5,
                    "grads": {
                        name: p.grad if p.grad is None else p.grad.pow(2).sum().sqrt().item()
                        for name, p in net.named_parameters()
                    },
                }
            )
            optimizer.step()
    finally:
        for hook in hooks:
            hook.remove()
    return trace


def right_state_dict(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Columns first, one list for each key, and events in the end; a deep copy of the state."""
    import copy

    keys = ("value", "dtype", "device", "lowest", "highest", "accuracy", "grad_before")
    columns = {key: [] for key in (*keys, "grads", "moved")}
    for x, y in batches:
        net.zero_grad()
        standing = {n: p.grad for n, p in net.named_parameters() if p.grad is not None}
        columns["grad_before"].append(
            math.sqrt(sum(g.norm().item() ** 2 for g in standing.values()))
        )
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        columns["value"].append(loss.item())
        columns["dtype"].append(str(loss.dtype))
        columns["device"].append(str(loss.device))
        columns["lowest"].append(min(map(min, logits.tolist())))
        columns["highest"].append(max(map(max, logits.tolist())))
        columns["accuracy"].append(1 - torch.count_nonzero(logits.argmax(1) - y).item() / len(y))
        loss.backward()
        norms = dict.fromkeys((name for name, _ in net.named_parameters()), None)
        for name, p in net.named_parameters():
            if p.grad is not None:
                norms[name] = float(p.grad.norm(p=2))
        columns["grads"].append(norms)
        old = copy.deepcopy(net.state_dict())
        optimizer.step()
        now = net.state_dict()
        columns["moved"].append([name for name in norms if not now[name].equal(old[name])])
    events = zip(*columns.values())
    return [{"step": i, **dict(zip(columns, event))} for i, event in enumerate(events)]


def wrong_optimizer_clears(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Clears what the optimizer holds; ones in .grad of another parameter stay."""
    trace = []
    for step, (x, y) in enumerate(batches):
        optimizer.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_never_cleared(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Forgets to clear the gradients."""
    trace = []
    for step, (x, y) in enumerate(batches):
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_cleared_once(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Clears once, before the first batch."""
    trace = []
    net.zero_grad()
    for step, (x, y) in enumerate(batches):
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_frozen_not_cleared(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Clears what asks for a gradient; a frozen parameter keeps an earlier run's .grad."""
    trace = []
    for step, (x, y) in enumerate(batches):
        for p in net.parameters():
            if p.requires_grad:
                p.grad = None
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_measured_before_clearing(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Measures grad_before ahead of zero_grad(), where the last step's gradient stands."""
    trace = []
    for step, (x, y) in enumerate(batches):
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_standing_after_backward(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Measures grad_before after backward."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_shared_memory(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Keeps p.detach(), which shares the memory: nothing ever seems to move."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_moved_if_gradient(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Takes for moved what has a gradient; an optimizer that lacks the body does not move it."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [name for name, norm in grads.items() if norm],
            }
        )
    return trace


def wrong_moved_if_held(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Takes for moved what the optimizer holds and what has a gradient; a rate of 0 shows it."""
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [
                    n for n, p in net.named_parameters() if id(p) in held and p.grad is not None
                ],
            }
        )
    return trace


def wrong_moved_by_version(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Compares version counters, which a step with learning rate 0 raises too."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p._version for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if p._version != old[n]],
            }
        )
    return trace


def wrong_moved_by_allclose(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Compares with a tolerance: a step of 1e-7 is none."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.allclose(p, old[n])],
            }
        )
    return trace


def wrong_moved_since_the_start(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Compares with the weights before the run; at rate 0 later what moved once stays moved."""
    trace = []
    old = {name: p.detach().clone() for name, p in net.named_parameters()}
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_moved_by_the_sum(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Compares sums: the head's bias moves and its sum stays (nearly), so it is rounded away."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [
                    n for n, p in net.named_parameters() if abs((p - old[n]).sum().item()) > 1e-6
                ],
            }
        )
    return trace


def wrong_moved_if_all_moved(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Asks that every number change; weights of a blank pixel do not."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if bool((p != old[n]).all())],
            }
        )
    return trace


def wrong_moved_sorted(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Gives the names in alphabetical order: body.bias before body.weight."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": sorted(n for n, p in net.named_parameters() if not torch.equal(p, old[n])),
            }
        )
    return trace


def wrong_zero_for_none(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Writes 0 where there is no gradient; None is due for a frozen parameter."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: 0.0 if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_frozen_left_out(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Leaves out the names of parameters that have no gradient."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: p.grad.norm().item() for name, p in net.named_parameters() if p.grad is not None
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_squared_norms(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """The squared length, without the root."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.square().sum().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_sum_of_absolute_values(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """The L1 norm for the L2 norm."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.abs().sum().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_largest_entry(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """The largest absolute entry for the L2 norm."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.abs().max().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_root_mean_square(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """The root of the mean square, not of the sum."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.square().mean().sqrt().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_gradients_clipped(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Clips the gradients to length 1, so weights and all later events differ."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_value_after_the_step(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Reads the loss once more when the step is done."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        loss = F.cross_entropy(net(x), y)
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_accuracy_after_the_step(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Measures accuracy on new logits, after the step."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (net(x).argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_accuracy_in_percent(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Accuracy as a percentage."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": 100 * (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_accuracy_as_a_count(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """The number of right rows, not their share."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).sum().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_accuracy_above_one_half(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Counts rows whose label has more than half the probability; the greatest may have less."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.softmax(-1).gather(1, y[:, None]) > 0.5).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_range_of_probabilities(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Gives the range of the probabilities, not of the logits."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.softmax(-1).min().item(),
                "highest": logits.softmax(-1).max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_range_of_the_first_row(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Looks at the first row's logits only."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits[0].min().item(),
                "highest": logits[0].max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_range_of_right_logits(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Looks at the logits of the right classes only."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.gather(1, y[:, None]).min().item(),
                "highest": logits.gather(1, y[:, None]).max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_summed_loss(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Adds the rows' losses instead of averaging; the steps are too large as well."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y, reduction="sum")
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_running_mean(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Reports the mean of all losses so far."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": (sum(e["value"] for e in trace[-1:]) * step + loss.item()) / (step + 1),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_rounded(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Rounds the loss to three digits, as a log does."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": round(loss.item(), 3),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_steps_from_one(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Counts the events from 1."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step + 1,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_dtype_without_torch(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Writes float32 for torch.float32."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype).removeprefix("torch."),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_dtype_by_habit(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Writes torch.float32 without looking; a float64 run shows it."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": "torch.float32",
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_dtype_of_the_labels(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Writes the dtype of the labels."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(y.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_cast_to_float32(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Casts the images to float32: a float64 network refuses them."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x.float())
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_tensors_in_the_event(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Leaves 0-d tensors with their graph in the event, where plain floats are due."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss,
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min(),
                "highest": logits.max(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_one_event_for_all(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Fills one dict again and again: all events are the last one."""
    trace, event = [], {}
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        event.update(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
        trace.append(event)
    return trace


def wrong_no_step(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Forgets the optimizer's step: nothing moves and the loss stays high."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_step_before_backward(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Steps before backward, with cleared gradients."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_events_without_the_last(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Gives no event for the last batch."""
    trace = []
    for step, (x, y) in enumerate(batches[:-1]):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_key_gradients(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Calls the gradients 'gradients'; the key is 'grads'."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "gradients": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_modules_for_parameters(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Names modules, not parameters: body for body.weight."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": list(
                    dict.fromkeys(
                        n.split(".")[0]
                        for n, p in net.named_parameters()
                        if not torch.equal(p, old[n])
                    )
                ),
            }
        )
    return trace


def wrong_rounded_to_five(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Rounds the loss to five decimals."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": round(loss.item(), 5),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).float().mean().item(),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace


def wrong_accuracy_of_a_full_batch(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    """Divides by the rows of the first batch; the last may be shorter."""
    trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        before = [p.grad.norm().item() for p in net.parameters() if p.grad is not None]
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {
            name: None if p.grad is None else p.grad.norm().item()
            for name, p in net.named_parameters()
        }
        old = {name: p.detach().clone() for name, p in net.named_parameters()}
        optimizer.step()
        trace.append(
            {
                "step": step,
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": logits.min().item(),
                "highest": logits.max().item(),
                "accuracy": (logits.argmax(dim=-1) == y).sum().item() / len(batches[0][1]),
                "grad_before": math.hypot(*before),
                "grads": grads,
                "moved": [n for n, p in net.named_parameters() if not torch.equal(p, old[n])],
            }
        )
    return trace
