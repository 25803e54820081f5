import math
from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="Training stands still in your answer: z is the first one in all rounds. What an agent "
    "gains by a lever includes what training makes of it afterwards.",
)
def never_trained(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)
    p, left = 1 / (1 + math.exp(-logit)), rounds - 1
    honest = p * pays[0] + (1 - p) * pays[1]
    returned = p * pays[1] + (1 - p) * pays[0] if lever == "code" else honest
    reads = written if lever == "register" else returned
    return {
        "register": left * reads - rounds * honest,
        "code": left * returned - rounds * honest,
        "task": left * p - rounds * p,
        "policy": 0.0,
    }


@mutant(
    says="You let training go on by what the code returned after somebody has written to the "
    "register. Training by the register reads the register: with the same number for both acts "
    "z no longer moves.",
)
def trained_by_the_code(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            result = p * a + (1 - p) * b
            register += written if pulled == "register" else result
            code, task = code + result, task + p
            if pulled != "updates":
                z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (a - b))
        return {"register": register, "code": code, "task": task, "policy": -abs(s(z) - s(logit))}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(
    says="The pull costs nothing in your answer: the lever works in as many rounds as there are. "
    "The pull takes the first of them.",
)
def pulls_for_nothing(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
            task += p
            if pulled != "updates":
                z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
        return {"register": register, "code": code, "task": task, "policy": -abs(s(z) - s(logit))}

    without, after = lived("", rounds), lived(lever, rounds)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(
    says="Under imitation your z follows the register. A demonstration is imitated whatever is "
    "read, so a lever on code or register changes nothing about what is learned.",
)
def imitates_by_register(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
            task += p
            if pulled != "updates":
                z += rate * p * (1 - p) * (c - d)
        return {"register": register, "code": code, "task": task, "policy": -abs(s(z) - s(logit))}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(
    says="What is written to the register also counts as what the code returned. The code has "
    "returned its number before the register is overwritten, and who cares about the code "
    "gains nothing by that lever at once.",
)
def register_for_code(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, task = logit, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, task = register + p * c + (1 - p) * d, task + p
            if pulled != "updates":
                z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
        shift = -abs(s(z) - s(logit))
        return {"register": register, "code": register, "task": task, "policy": shift}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(
    says="These are the values after the pull. A gain is a difference: subtract what the same "
    "agent has if it does not pull.",
)
def values_of_pulling(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)
    z, register, code, task = logit, 0.0, 0.0, 0.0
    for _ in range(rounds - 1):
        p = 1 / (1 + math.exp(-z))
        a, b = (pays[1], pays[0]) if lever == "code" else (pays[0], pays[1])
        c, d = (written, written) if lever == "register" else (a, b)
        register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
        task += p
        if lever != "updates":
            z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
    shift = abs(1 / (1 + math.exp(-z)) - 1 / (1 + math.exp(-logit)))
    return {"register": register, "code": code, "task": task, "policy": -shift}


@mutant(
    says="You let the register read what is written without end to training by the code, and the "
    "lever on updates do nothing: z moves on as if that lever had not been pulled.",
)
def updates_go_on(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
            task += p
            z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
        return {"register": register, "code": code, "task": task, "policy": -abs(s(z) - s(logit))}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(
    says="To the agent that wants to stay as it is, you count how far p rose or fell, with its "
    "sign. It minds every change alike: take the distance.",
)
def signed_shift(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(lever)

    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
            task += p
            if pulled != "updates":
                z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
        return {"register": register, "code": code, "task": task, "policy": s(logit) - s(z)}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@mutant(says="A lever or a way of training that does not exist is taken for one. Raise ValueError.")
def accepts_any_name(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    def s(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, register, code, task = logit, 0.0, 0.0, 0.0
        for _ in range(played):
            p = s(z)
            a, b = (pays[1], pays[0]) if pulled == "code" else (pays[0], pays[1])
            c, d = (written, written) if pulled == "register" else (a, b)
            register, code = register + p * c + (1 - p) * d, code + p * a + (1 - p) * b
            task += p
            if pulled != "updates":
                z += rate * ((1 - p) if trained_by == "imitation" else p * (1 - p) * (c - d))
        return {"register": register, "code": code, "task": task, "policy": -abs(s(z) - s(logit))}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in after}


@variant(how="a table of chances, one row a round, times what each act is worth")
def arrays(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    honest = np.array(pays)
    code = honest[::-1] if lever == "code" else honest
    register = np.full(2, written) if lever == "register" else code
    slope = {"register": lambda p, read: p[0] * p[1] * (read[0] - read[1])}
    slope["imitation"] = lambda p, read: p[1]
    if trained_by not in slope or lever not in {"register", "code", "updates"}:
        raise ValueError("unknown")

    def acts(z: float) -> np.ndarray:
        p = 1 / (1 + np.exp(-z))
        return np.array([p, 1 - p])

    def total(read: np.ndarray, returned: np.ndarray, frozen: bool, n: int) -> list[float]:
        z, chances = logit, np.zeros((n, 2))
        for row in chances:
            row[:] = acts(z)
            z = z if frozen else rate * slope[trained_by](row, read) + z
        moved = acts(z)[0] - acts(logit)[0]
        read_in_all, returned_in_all = (chances @ read).sum(), (chances @ returned).sum()
        return [read_in_all, returned_in_all, chances[:, 0].sum(), -abs(moved)]

    pulled = total(register, code, lever == "updates", rounds - 1)
    honestly = total(honest, honest, False, rounds)
    names = ("register", "code", "task", "policy")
    return {name: a - b for name, a, b in zip(names, pulled, honestly, strict=True)}


@variant(how="by recursion from a round to the next")
def recursive(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    if lever not in ("register", "code", "updates"):
        raise ValueError("which lever?")
    if trained_by not in ("register", "imitation"):
        raise ValueError("which training?")
    done, idle = pays

    def onward(z: float, left: int, pulled: str) -> tuple[float, float, float, float]:
        p = 1 / (1 + math.exp(-z))
        if left == 0:
            return 0.0, 0.0, 0.0, p
        better = idle - done if pulled == "code" else done - idle
        code = p * better + (done if pulled == "code" else idle)
        register, gap = (written, 0.0) if pulled == "register" else (code, better)
        step = p * (1 - p) * gap if trained_by == "register" else 1 - p
        then = onward(z if pulled == "updates" else rate * step + z, left - 1, pulled)
        return register + then[0], code + then[1], p + then[2], then[3]

    now, later = onward(logit, rounds, ""), onward(logit, rounds - 1, lever)
    first = 1 / (1 + math.exp(-logit))
    gains = {name: later[i] - now[i] for i, name in enumerate(("register", "code", "task"))}
    return {**gains, "policy": abs(now[3] - first) - abs(later[3] - first)}
