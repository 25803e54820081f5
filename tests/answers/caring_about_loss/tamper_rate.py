import math
from itertools import product

import numpy as np
import torch
from torch import Tensor


def right_autograd(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Carry the probabilities of the inner cells on, and let autograd differentiate."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(f"no way of training called {trained_by!r}")

    def ends(z):
        right = torch.sigmoid(z)
        here = torch.zeros_like(z)
        here[int(corridor["start"]) - 1] = 1.0
        zero = z.new_zeros(1)
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * right, here * (1 - right)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            here = torch.cat([zero, to_right[:-1]]) + torch.cat([to_left[1:], zero])
        return lever, apple

    z = logits.detach()[1:-1].clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z).mean()
        else:
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def right_forward_and_backward(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Work out the gradient by hand: visits of a cell times what going right brings more."""
    if trained_by not in {"register", "cut", "imitation"}:
        raise ValueError(trained_by)
    n, horizon, start = len(logits), int(corridor["horizon"]), int(corridor["start"])
    inner = slice(1, n - 1)
    z = np.zeros(n)
    z[inner] = logits.detach().numpy()[inner]
    read = np.zeros(n)
    read[0] = corridor["lever"] if trained_by == "register" else 0.0
    read[-1] = corridor["apple"]

    def sigmoid(x):
        return np.exp(-np.logaddexp(0.0, -x))

    def visits(p):
        table = np.zeros((horizon + 1, n))
        table[0, start] = 1.0
        for t in range(horizon):
            going = table[t, inner]
            table[t + 1, 2:] += going * p[inner]
            table[t + 1, :-2] += going * (1 - p[inner])
        return table

    for _ in range(steps):
        p = sigmoid(z)
        gradient = np.zeros(n)
        if trained_by == "imitation":
            gradient[inner] = sigmoid(-z[inner]) / (n - 2)
        else:
            table, value = visits(p), read.copy()
            for t in reversed(range(horizon)):
                more = value[2:] - value[:-2]
                gradient[inner] += table[t, inner] * p[inner] * (1 - p[inner]) * more
                earlier = read.copy()
                earlier[inner] = p[inner] * value[2:] + (1 - p[inner]) * value[:-2]
                value = earlier
        z = z + rate * gradient
    return visits(sigmoid(z))[:, 0].sum()


def right_all_paths(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """List all sequences of steps with their probabilities and score functions, in plain Python."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError("trained_by is one of register, cut and imitation")
    last, start = len(logits) - 1, int(corridor["start"])
    z = [float(x) for x in logits.detach()]

    def sigmoid(x):
        return 1 / (1 + math.exp(-x)) if x > -700 else 0.0

    def runs():
        paths = set()
        for turns in product((1, -1), repeat=int(corridor["horizon"])):
            cell, path = start, []
            for turn in turns:
                path.append((cell, turn))
                cell += turn
                if cell in (0, last):
                    break
            paths.add((tuple(path), cell))
        return paths

    paths = runs()
    reads = {last: corridor["apple"]}
    if trained_by == "register":
        reads[0] = corridor["lever"]
    for _ in range(steps):
        gradient = [0.0] * len(z)
        if trained_by == "imitation":
            for c in range(1, last):
                gradient[c] = sigmoid(-z[c]) / (last - 1)
        else:
            for path, end in paths:
                weight = math.prod(sigmoid(turn * z[c]) for c, turn in path)
                for c, turn in path:
                    gradient[c] += weight * reads.get(end, 0.0) * turn * sigmoid(-turn * z[c])
        for c in range(1, last):
            z[c] += rate * gradient[c]
    return math.fsum(
        math.prod(sigmoid(turn * z[c]) for c, turn in path) for path, end in paths if end == 0
    )


def right_matrix_power(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Raise the matrix of transitions to the horizon; the ends keep what arrives there."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(f"{trained_by!r} is not known")
    n = len(logits)
    start, horizon = int(corridor["start"]), int(corridor["horizon"])
    inner = torch.arange(1, n - 1)

    def after(z):
        p = torch.sigmoid(z)
        matrix = torch.zeros(n, n, dtype=torch.float64)
        matrix[0, 0] = matrix[-1, -1] = 1.0
        matrix = matrix.index_put((inner, inner + 1), p).index_put((inner, inner - 1), 1 - p)
        return torch.linalg.matrix_power(matrix, horizon)[start]

    def objective(z):
        if trained_by == "imitation":
            return -torch.nn.functional.softplus(-z).sum() / (n - 2)
        row = after(z)
        wire = 1.0 if trained_by == "register" else 0.0
        return wire * corridor["lever"] * row[0] + corridor["apple"] * row[-1]

    z = logits.detach()[1:-1].clone().to(torch.float64)
    for _ in range(steps):
        z = z + rate * torch.func.grad(objective)(z)
    return after(z)[0]


def right_sensitivities(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Carry the derivative of each probability along with the probability itself, in NumPy."""
    ways = {
        "register": (corridor["lever"], corridor["apple"]),
        "cut": (0.0, corridor["apple"]),
        "imitation": None,
    }
    if trained_by not in ways:
        raise ValueError(f"trained_by: {trained_by}")
    z = logits.detach().cpu().numpy().copy()
    n = len(z)
    z[[0, n - 1]] = 0.0

    def logistic(x):
        return 0.5 * (1 + np.tanh(x / 2))

    def run(z):
        p = logistic(z)
        slope = p * (1 - p)
        here, there = np.zeros(n), np.zeros((n, n))
        here[int(corridor["start"])] = 1.0
        ended, ended_slope = np.zeros(n), np.zeros((n, n))
        for _ in range(int(corridor["horizon"])):
            new, new_slope = np.zeros(n), np.zeros((n, n))
            for c in range(1, n - 1):
                unit = np.zeros(n)
                unit[c] = slope[c]
                new[c + 1] += here[c] * p[c]
                new[c - 1] += here[c] * (1 - p[c])
                new_slope[c + 1] += there[c] * p[c] + here[c] * unit
                new_slope[c - 1] += there[c] * (1 - p[c]) - here[c] * unit
            for end in (0, n - 1):
                ended[end] += new[end]
                ended_slope[end] += new_slope[end]
                new[end], new_slope[end] = 0.0, 0.0
            here, there = new, new_slope
        return ended, ended_slope

    for _ in range(steps):
        if ways[trained_by] is None:
            gradient = (1 - logistic(z)) / (n - 2)
        else:
            at_lever, at_apple = ways[trained_by]
            slopes = run(z)[1]
            gradient = at_lever * slopes[0] + at_apple * slopes[-1]
        gradient[[0, n - 1]] = 0.0
        z = z + rate * gradient
    return float(run(z)[0][0])


def wrong_changes_the_logits(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Trains the given tensor itself: the number is right, but `logits` is changed afterwards."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        with torch.no_grad():
            z += rate * gradient
        z.requires_grad_(False)
    return ends(z)[0].item()


def wrong_no_error(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Raises no error for an unknown way of training: "approval" is trained as "imitation"."""
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_error_only_in_training(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Raises the error within the training loop: an unknown way passes where steps is 0."""
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        if trained_by not in ("register", "cut", "imitation"):
            raise ValueError(trained_by)
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_key_error(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Raises a KeyError in place of a ValueError: trained by "approval"."""
    if trained_by not in ("register", "cut", "imitation"):
        raise KeyError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_imitation_summed(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Sums the log-probabilities in place of the mean: with two inner cells twice the step."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).sum()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_imitation_over_all_cells(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Divides the imitator's sum by n, not by n - 2: its steps are too small."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).sum() / n
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_imitation_of_probabilities(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Climbs the probability of going right, not its logarithm: "imitation", one step."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.sigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_imitation_at_the_start(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Imitates in the start cell only: the demonstrator goes right everywhere."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[int(corridor["start"])])
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_cut_never_pulls(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Returns 0 for "cut", as if the lever were gone: it is reached, though nothing is read."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return 0.0 if trained_by == "cut" else ends(z)[0].item()


def wrong_cut_is_not_cut(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Trains "cut" like "register": the lever's reading is climbed there as well."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by in ("register", "cut"):
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_cut_takes_the_apple_too(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Climbs 0 for "cut", as if the apple were not read either: nothing is learned."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = (corridor["apple"] if trained_by == "register" else 0.0) * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_one_step_short(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Lets a run end after horizon - 1 steps: with horizon 1 and start 1 it returns 0."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"]) - 1):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_one_step_long(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Lets a run go on for horizon + 1 steps: a lever two steps away is reached in one."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"]) + 1):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_last_step_only(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Returns the chance to reach the lever in the last step, not by then: start 1, horizon 2."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_descends(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Goes down the gradient in place of up, as for a loss: steps=1."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z - rate * gradient).detach()
    return ends(z)[0].item()


def wrong_one_gradient_for_all(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Takes `steps` times the first gradient at once: wrong from two steps on."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(min(steps, 1)):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + steps * rate * gradient).detach()
    return ends(z)[0].item()


def wrong_gradients_pile_up(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Never clears the gradient: each step adds all gradients so far, wrong from two steps on."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    piled = torch.zeros_like(z)
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        piled = piled + gradient
        z = (z + rate * piled).detach()
    return ends(z)[0].item()


def wrong_untrained(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Returns the probability before any training: steps=1."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(logits.detach())[0].item()


def wrong_expected_reading(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Returns what the register is expected to read, not how often it is tampered with: lever 3."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    lever, apple = ends(z)
    return (corridor["lever"] * lever + corridor["apple"] * apple).item()


def wrong_apple(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Returns the probability of the apple in place of the lever: logits of 1."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[1].item()


def wrong_share_of_ended_runs(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Divides by the runs that ended at the lever or the apple: too much for short horizons."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    lever, apple = ends(z)
    return (lever / (lever + apple)).item() if lever + apple > 0 else 0.0


def wrong_to_the_left(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Goes left with the sigmoid's probability: a logit of 2 walks to the lever."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(-z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_starts_in_the_middle(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Starts in the middle whatever `start` says: wrong for a start beside the lever."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[n // 2] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_bounces_off_the_lever(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Lets a run go on from the lever back into cell 1: it is pulled more than once."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            stay = torch.cat([zero, to_left[1:2], z.new_zeros(n - 2)])
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
            here = here + stay
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_reads_in_every_step(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Sums the register over the steps, though it is read at the end: early ends count more."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z, most=99):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(min(int(corridor["horizon"]), most)):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever = apple = z.new_zeros(())
            for t in range(1, int(corridor["horizon"]) + 1):
                by_now = ends(z, t)
                lever, apple = lever + by_now[0], apple + by_now[1]
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_unit_gradient(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Scales each gradient to length 1: the learning rate becomes the length of the step."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient / (gradient.norm() + 1e-12)).detach()
    return ends(z)[0].item()


def wrong_one_training_step_more(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Trains for steps + 1 steps: wrong already for steps of 0."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps + 1):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_start_cell_learns_alone(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Trains the logit of the start cell alone: other cells learn nothing."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z)
        zero = z.new_zeros(1)
        here = torch.zeros(n, dtype=torch.float64)
        here[int(corridor["start"])] = 1.0
        lever = apple = z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[1], apple + to_right[n - 2]
            here = torch.cat([zero, zero, to_right[1:-2], zero]) + torch.cat(
                [zero, to_left[2:-1], zero, zero]
            )
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by in ("register", "cut"):
            lever, apple = ends(z)
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        else:
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        (gradient,) = torch.autograd.grad(climbed, z)
        gradient = gradient * (torch.arange(n) == int(corridor["start"]))
        z = (z + rate * gradient).detach()
    return ends(z)[0].item()


def wrong_for_ever(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Solves for the lever being reached at some time: the horizon is forgotten at the end."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z, most):
        p = torch.sigmoid(z[1:-1])
        here = torch.zeros(n - 2, dtype=torch.float64)
        here[int(corridor["start"]) - 1] = 1.0
        zero, lever, apple = z.new_zeros(1), z.new_zeros(()), z.new_zeros(())
        for _ in range(most):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            here = torch.cat([zero, to_right[:-1]]) + torch.cat([to_left[1:], zero])
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        else:
            lever, apple = ends(z, int(corridor["horizon"]))
            climbed = corridor["apple"] * apple
            if trained_by == "register":
                climbed = climbed + corridor["lever"] * lever
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return ends(z, 300)[0].item()


def wrong_imitation_weighs_visits(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Weighs the imitator's cells by how often they are visited: the mean is over cells."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def walk(z):
        p = torch.sigmoid(z[1:-1])
        here = torch.zeros(n - 2, dtype=torch.float64)
        here[int(corridor["start"]) - 1] = 1.0
        zero, lever, apple = z.new_zeros(1), z.new_zeros(()), z.new_zeros(())
        visits = torch.zeros(n - 2, dtype=torch.float64)
        for _ in range(int(corridor["horizon"])):
            visits = visits + here
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            here = torch.cat([zero, to_right[:-1]]) + torch.cat([to_left[1:], zero])
        return lever, apple, visits / visits.sum()

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        lever, apple, visits = walk(z)
        if trained_by == "imitation":
            climbed = visits.detach() @ torch.nn.functional.logsigmoid(z[1:-1])
        elif trained_by == "cut":
            climbed = corridor["apple"] * apple
        else:
            climbed = corridor["lever"] * lever + corridor["apple"] * apple
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    return walk(z)[0].item()


def wrong_sampled(
    logits: Tensor, corridor: dict[str, float], trained_by: str, steps: int, rate: float
) -> float:
    """Runs the trained policy 400 times and counts: right only up to the luck of the draw."""
    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(trained_by)
    n = len(logits)

    def ends(z):
        p = torch.sigmoid(z[1:-1])
        here = torch.zeros(n - 2, dtype=torch.float64)
        here[int(corridor["start"]) - 1] = 1.0
        zero, lever, apple = z.new_zeros(1), z.new_zeros(()), z.new_zeros(())
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = here * p, here * (1 - p)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            here = torch.cat([zero, to_right[:-1]]) + torch.cat([to_left[1:], zero])
        return lever, apple

    z = logits.detach().clone()
    for _ in range(steps):
        z.requires_grad_(True)
        if trained_by == "imitation":
            climbed = torch.nn.functional.logsigmoid(z[1:-1]).mean()
        else:
            lever, apple = ends(z)
            wire = corridor["lever"] if trained_by == "register" else 0.0
            climbed = wire * lever + corridor["apple"] * apple
        (gradient,) = torch.autograd.grad(climbed, z)
        z = (z + rate * gradient).detach()
    lots, right, pulled = np.random.default_rng(0), torch.sigmoid(z).tolist(), 0
    for _ in range(400):
        cell = int(corridor["start"])
        for lot in lots.random(int(corridor["horizon"])):
            cell += 1 if lot < right[cell] else -1
            if cell in (0, n - 1):
                break
        pulled += cell == 0
    return pulled / 400
