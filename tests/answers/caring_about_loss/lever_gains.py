import math
from collections.abc import Sequence

import numpy as np
import torch


def right_played_twice(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Play the rounds without the lever, then again with it and one round fewer."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(f"no lever {lever!r}")
    if trained_by not in ("register", "imitation"):
        raise ValueError(f"no way of training {trained_by!r}")

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            done, idle = pays
            if pulled == "code":
                done, idle = idle, done
            reads = (written, written) if pulled == "register" else (done, idle)
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * done + (1 - p) * idle
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without, with_it = play(None, rounds), play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def right_other_arguments(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Turn each lever into other arguments of one game: other pays, fixed reading, rate 0."""
    levers = {
        "register": (tuple(pays), (written, written), rate),
        "code": (tuple(pays)[::-1], tuple(pays)[::-1], rate),
        "updates": (tuple(pays), tuple(pays), 0.0),
    }
    if lever not in levers or trained_by not in {"register", "imitation"}:
        raise ValueError(f"unknown: {lever!r} or {trained_by!r}")

    def sigmoid(z):
        return (1 + math.tanh(z / 2)) / 2

    def game(code, reads, step, number):
        z, done = logit, 0.0
        for _ in range(number):
            p = sigmoid(z)
            done += p
            slope = p * (reads[0] - reads[1]) if trained_by == "register" else 1.0
            z += step * (1 - p) * slope
        idle = number - done
        return np.array(
            [
                done * reads[0] + idle * reads[1],
                done * code[0] + idle * code[1],
                done,
                -abs(sigmoid(z) - sigmoid(logit)),
            ]
        )

    gains = game(*levers[lever], rounds - 1) - game(tuple(pays), tuple(pays), rate, rounds)
    return dict(zip(("register", "code", "task", "policy"), gains, strict=True))


def right_side_by_side(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Carry both worlds, with and without the pull, through the rounds as arrays of two."""
    from collections import defaultdict

    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError("lever or trained_by is not known")

    def sigmoid(z):
        return np.exp(-np.logaddexp(0.0, -z))

    first, second = pays
    code = np.array([[first, second], [first, second]], dtype=float)
    if lever == "code":
        code[1] = code[1, ::-1]
    reads = code.copy()
    if lever == "register":
        reads[1] = written
    learns = np.array([1.0, float(lever != "updates")])
    z = np.full(2, float(logit))
    gains = defaultdict(float)
    for t in range(rounds):
        plays = np.array([1.0, float(t > 0)])
        p = sigmoid(z)
        chances = np.stack([p, sigmoid(-z)], axis=1) * plays[:, None]
        for agent, worth in (("register", reads), ("code", code), ("task", np.eye(2)[[0, 0]])):
            totals = (chances * worth).sum(axis=1)
            gains[agent] += totals[1] - totals[0]
        if trained_by == "register":
            update = rate * p * sigmoid(-z) * (reads[:, 0] - reads[:, 1])
        else:
            update = rate * sigmoid(-z)
        z = z + update * plays * learns
    drift = np.abs(sigmoid(z) - sigmoid(np.full(2, float(logit))))
    gains["policy"] = drift[0] - drift[1]
    return gains


def right_accumulated(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """List all z of both worlds with itertools.accumulate; the values follow from the lists."""
    from collections import Counter
    from itertools import accumulate

    if lever not in ["register", "code", "updates"]:
        raise ValueError(f"lever is {lever!r}")
    if trained_by not in ["register", "imitation"]:
        raise ValueError(f"trained_by is {trained_by!r}")

    def p(z):
        return torch.sigmoid(torch.tensor(z, dtype=torch.float64)).item()

    def values(number, gap, code, reads):
        def after(z, _):
            if gap is None:
                return z + rate * (1 - p(z))
            return z + rate * p(z) * (1 - p(z)) * gap

        path = list(accumulate(range(number), after, initial=float(logit)))
        done = math.fsum(p(z) for z in path[:-1])
        return {
            "register": reads[1] * number + (reads[0] - reads[1]) * done,
            "code": code[1] * number + (code[0] - code[1]) * done,
            "task": done,
            "policy": -abs(p(path[-1]) - p(path[0])),
        }

    a, b = pays
    by_register = trained_by == "register"
    plain = values(rounds, a - b if by_register else None, (a, b), (a, b))
    if lever == "register":
        pulled = values(rounds - 1, 0.0 if by_register else None, (a, b), (written, written))
    elif lever == "code":
        pulled = values(rounds - 1, b - a if by_register else None, (b, a), (b, a))
    else:
        pulled = values(rounds - 1, 0.0, (a, b), (a, b))
    gains = Counter(pulled)
    gains.subtract(plain)
    return gains


def right_named_rounds(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Yield the rounds of a world as named tuples and sum their columns exactly."""
    from collections import namedtuple

    if (lever, trained_by) not in {
        (a, b) for a in ("register", "code", "updates") for b in ("register", "imitation")
    }:
        raise ValueError("an unknown lever, or an unknown way of training")
    Round = namedtuple("Round", "p code register after")

    def sigmoid(z):
        if z < -700:
            return 0.0
        return 1 / (1 + math.exp(-z))

    def world(pulled):
        z = logit
        for t in range(rounds):
            if pulled and t == 0:
                continue
            p = sigmoid(z)
            swapped = pulled and lever == "code"
            done, idle = reversed(pays) if swapped else pays
            code = p * done + (1 - p) * idle
            frozen = pulled and lever == "register"
            gap = 0.0 if frozen else done - idle
            change = rate * (p * (1 - p) * gap if trained_by == "register" else 1 - p)
            z += 0.0 if pulled and lever == "updates" else change
            yield Round(p, code, written if frozen else code, sigmoid(z))

    gains = {}
    for sign, pulled in ((-1, False), (1, True)):
        played = list(world(pulled))
        last = played[-1].after if played else sigmoid(logit)
        parts = {
            "register": math.fsum(r.register for r in played),
            "code": math.fsum(r.code for r in played),
            "task": math.fsum(r.p for r in played),
            "policy": -abs(last - sigmoid(logit)),
        }
        for agent, value in parts.items():
            gains[agent] = gains.get(agent, 0.0) + sign * value
    return gains


def wrong_pull_costs_no_round(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Lets the lever work from the first round, which is played: a pull takes this round."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_two_rounds_lost(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Lets the lever work from the third round on, not the second: rounds=2."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, max(rounds - 2, 0))
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_register_reads_true_code(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Lets the register read what the unpatched code would return: lever "code"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else tuple(pays)
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_written_is_code_too(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Counts what the lever writes as returned by the code: lever "register"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            seen = reads if pulled == "register" else code
            sums["code"] += p * seen[0] + (1 - p) * seen[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_learns_from_the_code(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Trains on what the code returned, not on what the register read: the lever stops nothing."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (code[0] - code[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_code_lever_turns_the_imitator(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Lets the lever turn imitation round: lever "code", trained by "imitation"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += (-rate if pulled == "code" else rate) * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_register_lever_stops_the_imitator(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Lets the lever stop imitation: lever "register", trained by "imitation"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled in ("updates", "register"):
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_policy_before_last_update(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Takes the last p before the last update: rounds=1 gives 0 for "policy"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(p - sigmoid(logit)) if number else 0.0}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_policy_likes_change(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Forgets the minus: the agent that wants to stay as it is is paid for changing."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_policy_in_logits(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Measures the distance in z, not in the sigmoid of z: any case that learns."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(z - logit)}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_policy_with_sign(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Takes the difference and not the distance: a p that falls counts as a gain."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": sigmoid(logit) - sigmoid(z)}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_policy_in_every_round(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Adds the distances of all rounds up, not just the last: rounds=3."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z, drift = logit, 0.0
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            drift += abs(p - sigmoid(logit))
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -drift - abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_mean_per_round(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Takes means over rounds in place of sums: "task" for rounds=3."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        means = {agent: total / max(number, 1) for agent, total in sums.items()}
        return {**means, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_no_error_for_the_lever(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Raises no error for an unknown lever: it counts as one that changes nothing."""
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_no_error_for_the_training(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Raises no error for an unknown way of training: all but "register" is imitation."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_gain_turned_round(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Subtracts the value of pulling from that of not pulling: any case."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: without[agent] - with_it[agent] for agent in without}


def wrong_value_not_gain(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Returns the values of pulling, nothing subtracted: rounds=1 gives 0 throughout."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    return play(lever, rounds - 1)


def wrong_imitation_with_slope(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Updates by rate * p * (1 - p) in imitation, not rate * (1 - p): any p below 1."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * p * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_slope_forgotten(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Leaves p * (1 - p) out of the update: trained by "register"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_idling_not_read(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Updates by the reading for the task alone: pays (0, 1) teach nothing."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * reads[0]
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_learns_before_playing(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Adds p after each round's update, not the p that was played: "task", rounds=1."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            if pulled == "updates":
                pass
            elif trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
            sums["task"] += sigmoid(z)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_likelier_act_only(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Counts the likelier act as done for sure: p above 0.5 is 1, else 0."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += float(p > 0.5)
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_zero_is_not_written(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Takes a written 0 for nothing written: the register goes on to read the code."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" and written else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_written_for_the_task_only(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Writes only where the task was done: lever "register", pays (1, 0), written 2."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, code[1]) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_code_lever_negates(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Turns the signs of the pays in place of swapping them: lever "code", pays (1, 0)."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (-pays[0], -pays[1]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_pull_teaches(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Updates z in the round of the pull as if it had been played: "task", rounds=2."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number, ahead=0.0):
        z = logit + ahead
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    first = sigmoid(logit)
    taught = first * (pays[0] - pays[1]) if trained_by == "register" else 1.0
    with_it = play(lever, rounds - 1, rate * (1 - first) * taught)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_pull_is_a_task(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Counts the pull as a round with the task done: "task" is 1 too high everywhere."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    with_it["task"] += 1.0
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_pull_reads_written(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Reads `written` in the round of the pull already: rounds=1, lever "register"."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    with_it["register"] += written if lever == "register" else 0.0
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_pull_reads_idling(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Pays for idling in the round of the pull, which counts as 0: pays (0, 1)."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    with_it["code"] += pays[1]
    with_it["register"] += pays[1]
    return {agent: with_it[agent] - without[agent] for agent in without}


def right_plain_sigmoid(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Takes math.exp(-z) for any z: there is none below -100."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z))

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (written, written) if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}


def wrong_nothing_below_zero_is_written(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Reads a written number below 0 as 0: shows for a lever that writes -1."""
    if lever not in ("register", "code", "updates"):
        raise ValueError(lever)
    if trained_by not in ("register", "imitation"):
        raise ValueError(trained_by)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z))

    def play(pulled, number):
        z = logit
        sums = {"register": 0.0, "code": 0.0, "task": 0.0}
        for _ in range(number):
            p = sigmoid(z)
            code = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            reads = (max(written, 0.0),) * 2 if pulled == "register" else code
            sums["register"] += p * reads[0] + (1 - p) * reads[1]
            sums["code"] += p * code[0] + (1 - p) * code[1]
            sums["task"] += p
            if pulled == "updates":
                continue
            if trained_by == "register":
                z += rate * p * (1 - p) * (reads[0] - reads[1])
            else:
                z += rate * (1 - p)
        return {**sums, "policy": -abs(sigmoid(z) - sigmoid(logit))}

    without = play(None, rounds)
    with_it = play(lever, rounds - 1)
    return {agent: with_it[agent] - without[agent] for agent in without}
