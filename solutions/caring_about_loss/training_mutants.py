"""Known answers to the exercises on training and selection; :mod:`mutants` imports them."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant

# --- tamper_rate ------------------------------------------------------------------------


@mutant(
    "tamper_rate",
    says="The imitator is trained on the register. It has a register like the others, but the "
    "gradient of its loss never reads it: it climbs the log-probability of what the demonstrator "
    "does.",
)
def tamper_rate_imitator_reads_register(
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
    "tamper_rate",
    says="The log-probabilities of the imitator are added up; their mean over the inner cells is "
    "what it climbs. The direction is right and the step is too long.",
)
def tamper_rate_summed_imitation(
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
    "tamper_rate",
    says="A run goes on after it has reached an end, so a policy can come back from the lever and "
    "reach it again. Reaching either end ends the run: whoever is there stays there.",
)
def tamper_rate_runs_on(
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
    "tamper_rate",
    says="You give the probability of standing at the lever after exactly the last step. A run "
    "that got there earlier has ended there and counts too: add up over the steps.",
)
def tamper_rate_last_step_only(
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
    "tamper_rate",
    says="The sign of the step is turned around: this descends. The register is a reward here, "
    "more is better, and log-probability is climbed too. (An optimizer of torch descends; it "
    "would be given minus these.)",
)
def tamper_rate_descends(
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
    "tamper_rate",
    says="You climb the logarithm of the expected reading. Its gradient is the expected reading's "
    "divided by the reading, so a policy that hardly reads anything takes far too long a step. "
    "Nothing in the task takes a logarithm but imitation.",
)
def tamper_rate_climbs_the_logarithm(
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
    "tamper_rate",
    says="You take the lever out of the corridor's physics: with the wire cut, cell 0 becomes a "
    "cell like any other. Only the wire is cut. The run still ends there, and the policy still "
    "pulls.",
)
def tamper_rate_cut_opens_the_cell(
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
    "tamper_rate",
    says="With the wire cut you climb the probability of the apple. It is the expected reading "
    "that is climbed: the probability times what the register reads for an apple.",
)
def tamper_rate_apple_counts_one(
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
    "tamper_rate",
    says="A way of training that does not exist is trained by something. Raise ValueError.",
)
def tamper_rate_trains_by_anything(
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


@variant("tamper_rate", how="a transition matrix with absorbing ends, and an optimizer")
def tamper_rate_matrix(
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


# --- decoupled_approval -----------------------------------------------------------------


@mutant(
    "decoupled_approval",
    says="Here it is the query that tampers: whenever the supervisor is asked about the lever, you "
    "let the register read what the lever writes. To ask about a lever pulls nothing. What counts "
    "is the action that was carried out.",
)
def decoupled_approval_query_tampers(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    "decoupled_approval",
    says="The runs in which the lever was pulled are forgotten. In them every query reads the same "
    "number, which adds nothing to the expected update; but they are a share pi[lever] of all "
    "runs, and only the rest teaches anything.",
)
def decoupled_approval_never_pulled(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    "decoupled_approval",
    says="The register reads the honest approval even when the lever was pulled. That is the "
    "number the supervisor meant; the register is what reaches the update.",
)
def decoupled_approval_honest_register(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    honest = pi * (approval - pi @ approval)
    return (1 - pi[lever]) * honest if decoupled else honest


@mutant(
    "decoupled_approval",
    says="The number that was read is credited to the action that was carried out. It is the "
    "answer to the query, so it belongs to the log-probability of the query. With your way round "
    "the lever is paid for being pulled, decoupled or not.",
)
def decoupled_approval_credits_the_action(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    if not decoupled:
        read = approval.clone()
        read[lever] = written
        return pi * (read - pi @ read)
    read = (pi @ approval).expand(len(pi)).clone()
    read[lever] = written
    return pi * (read - pi @ read)


@mutant(
    "decoupled_approval",
    says="The gradient of log pi[q] is taken to be the unit vector of q alone. Raising one "
    "action's probability lowers the others': subtract pi. Without it a constant in the approval "
    "would change the update.",
)
def decoupled_approval_without_pi(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    if decoupled:
        return pi * ((1 - pi[lever]) * approval + pi[lever] * written)
    read = approval.clone()
    read[lever] = written
    return pi * read


@mutant(
    "decoupled_approval",
    says="Query and action are taken to be the same draw that happens twice, so their "
    "probability is squared. They are two draws: every pair of them is possible, with "
    "probability pi[a] * pi[q].",
)
def decoupled_approval_same_draw(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    read[lever] = written
    score = torch.eye(len(pi), dtype=pi.dtype) - pi
    return ((pi**2 if decoupled else pi) * read) @ score


@mutant(
    "decoupled_approval",
    says="Without decoupling there is one draw, and you give it the probability of two: pi[a] "
    "where pi[a] * pi[a] stands now.",
)
def decoupled_approval_two_draws_always(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
        return (pi**2 * read) @ (torch.eye(len(pi), dtype=pi.dtype) - pi)
    return (1 - pi[lever]) * pi * (read - pi @ read)


@variant("decoupled_approval", how="a loop over all pairs of action and query")
def decoupled_approval_pairs(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    update = torch.zeros_like(pi)
    for action in range(len(pi)):
        for query in range(len(pi)):
            together = pi[query] if decoupled else float(action == query)
            probability = pi[action] * together
            read = written if action == lever else approval[query]
            score = -pi.clone()
            score[query] += 1
            update = update + probability * read * score
    return update


@variant("decoupled_approval", how="the closed form: written drops out when decoupled")
def decoupled_approval_closed_form(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    pi = torch.softmax(logits, 0)
    read = approval.clone()
    if not decoupled:
        read[lever] = written
    factor = 1 - pi[lever] if decoupled else 1.0
    return factor * pi * (read - (pi * read).sum())


# --- replicate --------------------------------------------------------------------------


@mutant(
    "replicate",
    says="You let the training code's rule decide alone. It is one of two factors by which a "
    "type's number changes; what a type does about its own copies is the other.",
)
def replicate_by_loss_alone(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(-losses)
        shares = shares / shares.sum()
    return shares


@mutant(
    "replicate",
    says="Normalizing once, at the end, is right on paper. After some hundreds of rounds every "
    "number has underflowed to 0 or overflowed, and the share is NaN. Divide by the sum in every "
    "round, or work with logarithms.",
)
def replicate_normalizes_last(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    number = shares * np.exp(-losses * rounds) * copying**rounds
    return number / number.sum()


@mutant(
    "replicate",
    says="The numbers are not divided by their sum, so they are not shares.",
)
def replicate_numbers(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(-losses) * copying
    return shares


@mutant(
    "replicate",
    says="This makes one round of any number of them. The factors act in each round, on what the "
    "round before has left.",
)
def replicate_once(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    grown = shares * np.exp(-losses) * copying
    return grown / grown.sum()


@mutant(
    "replicate",
    says="The sign of the loss is turned around: those with the greatest loss are copied most.",
)
def replicate_wrong_sign(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    for _ in range(rounds):
        shares = shares * np.exp(losses) * copying
        shares = shares / shares.sum()
    return shares


@mutant(
    "replicate",
    says="The result forgets where it started: a share grows in proportion to itself, so a type "
    "that begins rare stays rare for longer.",
)
def replicate_from_equal_shares(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    logs = rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()


@variant("replicate", how="in one step, with logarithms")
def replicate_logarithms(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    with np.errstate(divide="ignore"):
        logs = np.log(shares) + rounds * (np.log(copying) - losses)
    grown = np.exp(logs - logs.max())
    return grown / grown.sum()


# --- train_population -------------------------------------------------------------------


@mutant(
    "train_population",
    says="You select by what the gradient sees, the reward of the present step, and so keep those "
    "that cooperate least. Selection reads what was collected over the round, with the 1 that "
    "cooperating brings in the next step in it.",
)
def train_population_selects_myopically(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmax()] = z[z.argmin()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="Your gradient gives credit for the next step: it climbs (1 - cost) * p. The point of the "
    "exercise is a gradient that does not: it climbs -cost * p.",
)
def train_population_foresighted(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z + rate * (1 - cost) * p * (1 - p)
        if selected:
            z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="You subtract rate * cost and leave out the slope of the sigmoid. The derivative of p "
    "with respect to z is p * (1 - p).",
)
def train_population_without_slope(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        z = z - rate * cost
        if selected:
            z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="Selection takes place in every run, asked for or not. Without it the second part of a "
    "round is left out.",
)
def train_population_always_selects(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="The mutation is added to everybody. It belongs to the copy alone; the one that was "
    "copied stays as it is.",
)
def train_population_mutates_all(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max()
            z = z + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="The order of the two parts is reversed: you select first and take the gradient step "
    "afterwards, so the copy is moved too.",
)
def train_population_selects_first(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        if selected:
            z[z.argmin()] = z.max() + mutation
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    "train_population",
    says="You average the logits and then take the sigmoid. The mean probability to cooperate is "
    "the mean of the sigmoids.",
)
def train_population_sigmoid_of_mean(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max() + mutation
    return float(1 / (1 + np.exp(-z.mean())))


@mutant(
    "train_population",
    says="The gradient step has the wrong sign. What it climbs falls with p, so each step lowers "
    "z.",
)
def train_population_wrong_sign(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z + rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max() + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@variant("train_population", how="sorted lists and autograd")
def train_population_autograd(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    population = sorted(logits)
    for mutation in mutations:
        z = torch.tensor(population, dtype=torch.float64, requires_grad=True)
        (gradient,) = torch.autograd.grad((-cost * torch.sigmoid(z)).sum(), z)
        population = sorted((z + rate * gradient).tolist())
        if selected:
            population[0] = population[-1] + mutation
    return sum(1 / (1 + math.exp(-z)) for z in population) / len(population)
