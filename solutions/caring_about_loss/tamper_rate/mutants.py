import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="The imitator climbs what the register reads. It has a register like the others, but the "
    "gradient of its loss never reads it: it climbs the log-probability of what the demonstrator "
    "does.",
)
def imitator_reads_register(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        (g,) = torch.autograd.grad(pay * lever + corridor["apple"] * apple, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="The imitator's steps go in the right direction and are too long by the number of inner "
    "cells: the mean of the log-probabilities is climbed, not their sum.",
)
def summed_imitation(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).sum()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="A policy is counted more than once at an end, as if its run went on there. Reaching "
    "either end ends the run: whoever is there stays there.",
)
def runs_on(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        n = len(z)
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        to_right = torch.clamp(torch.arange(n) + 1, max=n - 1)
        to_left = torch.clamp(torch.arange(n) - 1, min=0)
        for _ in range(int(corridor["horizon"])):
            moved = torch.zeros_like(z).index_add(0, to_right, cell * right)
            cell = moved.index_add(0, to_left, cell * (1 - right))
            lever, apple = lever + cell[0], apple + cell[-1]
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="You give the probability of standing at the lever after exactly the last step. A run "
    "that got there earlier has ended there and counts too: add up over the steps.",
)
def last_step_only(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            cell = following.index_add(0, torch.arange(2, len(z)), (cell * right)[1:-1]).index_add(
                0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1]
            )
        return cell[0], cell[-1]

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="The policy that is trained goes down where it should climb. The register is a reward "
    "here, more is better, and log-probability is climbed too. (An optimizer of torch "
    "descends; it would be given minus these.)",
)
def descends(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z - rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="The logarithm of the expected reading is climbed here. Its gradient is the expected "
    "reading's divided by the reading, so a policy that hardly reads anything takes far too "
    "long a step. Nothing in the task takes a logarithm but imitation.",
)
def climbs_the_logarithm(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = 0.0 if trained_by == "cut" else corridor["lever"]
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = torch.log(pay * lever + corridor["apple"] * apple)
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="With the wire cut, a run goes on from cell 0 as from any other cell. Only the wire is "
    "cut. The run still ends there, and the policy still pulls.",
)
def cut_opens_the_cell(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor, wall: bool = False) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        n = len(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(0, torch.arange(2, n), (cell * right)[1:-1]).index_add(
                0, torch.arange(n - 2), (cell * (1 - right))[1:-1]
            )
            if wall:
                back = torch.zeros_like(z).index_add(0, torch.tensor([1]), cell[:1])
                following = following + back
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z, wall=trained_by == "cut")
        climbed = corridor["lever"] * lever + corridor["apple"] * apple
        if trained_by == "cut":
            climbed = corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="With the wire cut the probability of the apple is climbed. It is the expected reading "
    "that is climbed: the probability times what the register reads for an apple.",
)
def apple_counts_one(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    z = logits.clone().requires_grad_()
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = {
            "register": corridor["lever"] * lever + corridor["apple"] * apple,
            "cut": apple,
            "imitation": torch.nn.functional.logsigmoid(z[1:-1]).mean(),
        }[trained_by]
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="A way of training that does not exist is trained by something. Raise ValueError.",
)
def trains_by_anything(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    pay = corridor["lever"] if trained_by == "register" else 0.0
    z = logits.clone().requires_grad_()
    for _ in range(steps):
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        z = (z + rate * g).detach().requires_grad_()
    return float(ends(z)[0])


@mutant(
    says="The rate is right, and the caller's `logits` are trained too: they are other numbers "
    "afterwards. Train a copy.",
)
def trains_the_callers(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z)
        cell = torch.zeros_like(z)
        cell[int(corridor["start"])] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            following = torch.zeros_like(z)
            following = following.index_add(
                0, torch.arange(2, len(z)), (cell * right)[1:-1]
            ).index_add(0, torch.arange(len(z) - 2), (cell * (1 - right))[1:-1])
            lever, apple = lever + following[0], apple + following[-1]
            cell = following
        return lever, apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    pay = corridor["lever"] if trained_by == "register" else 0.0
    for _ in range(steps):
        z = logits.clone().requires_grad_()
        lever, apple = ends(z)
        climbed = pay * lever + corridor["apple"] * apple
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (g,) = torch.autograd.grad(climbed, z)
        logits += rate * g
    return float(ends(logits)[0])


@variant(how="a transition matrix with absorbing ends, and an optimizer")
def matrix(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    if trained_by not in {"register", "cut", "imitation"}:
        raise ValueError(f"there is no way {trained_by}")
    n = len(logits)

    def where(z: Tensor) -> Tensor:
        right = torch.sigmoid(z)
        step = torch.eye(n).to(z)
        for cell in range(1, n - 1):
            row = torch.zeros_like(z)
            row[cell + 1], row[cell - 1] = right[cell], 1 - right[cell]
            step[cell] = row
        return torch.linalg.matrix_power(step, int(corridor["horizon"]))[int(corridor["start"])]

    z = logits.clone().requires_grad_()
    optimizer = torch.optim.SGD([z], lr=rate, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        if trained_by == "imitation":
            climbed = torch.log(torch.sigmoid(z[1:-1])).mean()
        else:
            reads = torch.zeros(n).to(z)
            reads[0] = corridor["lever"] if trained_by == "register" else 0.0
            reads[-1] = corridor["apple"]
            climbed = (where(z) * reads).sum()
        climbed.backward()
        optimizer.step()
    return where(z)[0].item()
