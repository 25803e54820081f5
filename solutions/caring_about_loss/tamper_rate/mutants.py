import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="The imitator is trained on the register. It has a register like the others, but the "
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
    says="The log-probabilities of the imitator are added up; their mean over the inner cells is "
    "what it climbs. The direction is right and the step is too long.",
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
    says="A run goes on after it has reached an end, so a policy can come back from the lever and "
    "reach it again. Reaching either end ends the run: whoever is there stays there.",
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
    says="The sign of the step is turned around: this descends. The register is a reward here, "
    "more is better, and log-probability is climbed too. (An optimizer of torch descends; it "
    "would be given minus these.)",
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
    says="You climb the logarithm of the expected reading. Its gradient is the expected reading's "
    "divided by the reading, so a policy that hardly reads anything takes far too long a step. "
    "Nothing in the task takes a logarithm but imitation.",
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
    says="You take the lever out of the corridor's physics: with the wire cut, cell 0 becomes a "
    "cell like any other. Only the wire is cut. The run still ends there, and the policy still "
    "pulls.",
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
    says="With the wire cut you climb the probability of the apple. It is the expected reading "
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


@variant(how="a transition matrix with absorbing ends, and an optimizer")
def matrix(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    n = len(logits)

    def where(z: Tensor) -> Tensor:
        right = torch.sigmoid(z)
        rows = [torch.nn.functional.one_hot(torch.tensor(0), n).to(z)]
        for cell in range(1, n - 1):
            row = [torch.zeros((), dtype=z.dtype)] * n
            row[cell + 1], row[cell - 1] = right[cell], 1 - right[cell]
            rows.append(torch.stack(row))
        rows.append(torch.nn.functional.one_hot(torch.tensor(n - 1), n).to(z))
        step = torch.stack(rows)
        here = torch.nn.functional.one_hot(torch.tensor(int(corridor["start"])), n).to(z)
        for _ in range(int(corridor["horizon"])):
            here = here @ step
        return here

    z = logits.clone().requires_grad_()
    optimizer = torch.optim.SGD([z], lr=rate, maximize=True)
    for step in range(steps + 1):
        optimizer.zero_grad()
        here = where(z)
        if trained_by == "register":
            climbed = corridor["lever"] * here[0] + corridor["apple"] * here[-1]
        elif trained_by == "cut":
            climbed = corridor["apple"] * here[-1]
        elif trained_by == "imitation":
            climbed = torch.log(torch.sigmoid(z[1:-1])).mean()
        else:
            raise ValueError(f"there is no way {trained_by}")
        if step < steps:
            climbed.backward()
            optimizer.step()
    return where(z)[0].item()
