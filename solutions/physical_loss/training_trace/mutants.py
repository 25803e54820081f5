import math

import numpy as np
import torch
import torch.nn.functional as F
from losslab.digits import Batch
from losslab.physical_loss.trace import Event, Trace
from torch import Tensor, nn
from torch.optim import Optimizer

from autograder.course.exercise import mutant, variant


@mutant(
    says="Nothing is ever said to have moved. That is what comes out where the weights are "
    "remembered without a copy: the remembered tensor is the parameter itself and moves along with "
    "it.",
)
def without_copies(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        weights = {name: p.detach() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    says="Whatever received a gradient is reported as moved. A gradient is what the loss asks for; "
    "whether the parameter moves is up to the optimizer, which may not hold it. Compare the "
    "numbers before and after the step.",
)
def gradient_means_moved(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name in grads if grads[name]],
        }
        trace.append(event)
    return trace


@mutant(
    says="Whatever the optimizer holds and the loss has sent a gradient to is reported as moved. "
    "That it should move is still an inference: with a learning rate of zero, as at the start of a "
    "warm-up, it does not. Compare the numbers before and after the step.",
)
def held_means_moved(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if grads[name] and id(p) in held],
        }
        trace.append(event)
    return trace


@mutant(
    says="The optimizer's zero_grad() clears the gradients of the parameters that the optimizer "
    "holds. Those of the others stand, and the next backward adds to them. Clear the network's.",
)
def optimizer_clears(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        optimizer.zero_grad()
        named = list(net.named_parameters())
        before = math.hypot(*(p.grad.norm().item() for _, p in named if p.grad is not None), 0.0)
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": before,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    says="Value, range and accuracy are those after the step, with the new weights. An event is "
    "what the register read when the update was made, before anything moved.",
)
def after_the_step(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        F.cross_entropy(net(x), y).backward()
        named = list(net.named_parameters())
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    says="A gradient that is None is reported as 0. They are different events: zero arrived, or "
    "nothing did. An optimizer with weight decay tells them apart, and so must the trace.",
)
def none_is_zero(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: 0.0 if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": dict(grads),
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@variant(how="weights as one snapshot of the state dict, norms by NumPy")
def by_snapshots(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    def norm(p: Tensor) -> float | None:
        return None if p.grad is None else float(np.sqrt((p.grad.numpy() ** 2).sum()))

    def snapshot() -> dict[str, np.ndarray]:
        return {n: p.detach().numpy().copy() for n, p in net.named_parameters()}

    trace: Trace = []
    for x, y in batches:
        net.zero_grad()
        old = snapshot()
        logits = net(x)
        loss = -F.log_softmax(logits, 1)[torch.arange(len(y)), y].mean()
        loss.backward()
        grads = {n: norm(p) for n, p in net.named_parameters()}
        optimizer.step()
        new = snapshot()
        z = logits.detach().numpy()
        event: Event = {
            "step": len(trace),
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": float(z.min()),
            "highest": float(z.max()),
            "accuracy": float((z.argmax(1) == y.numpy()).mean()),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [n for n in old if (old[n] != new[n]).any()],
        }
        trace.append(event)
    return trace
