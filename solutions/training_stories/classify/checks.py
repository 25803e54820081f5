from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import apart, ends_apart, offsets, quarters, sides


def event(good: str, action: str, reward: float, **pushes: float) -> dict[str, Any]:
    """One event of a log that :func:`classify` sorts."""
    return {"good": good, "action": action, "reward": reward, "pushes": pushes}


def _toward(draw: st.DrawFn, how: str, others: int) -> tuple[float, list[float]]:
    """How hard the wanted circuit pushes toward the action taken, and how hard the others do."""
    sizes = [n / 4 for n in sorted(draw(st.permutations(range(1, 13)))[: others + 1])]
    least, most = sizes[0], sizes[-1]
    if how == "leads alone":
        return sum(sizes), [-size for size in sizes[:-1]]
    if how == "leads":
        return most, sizes[:-1]
    if how == "pushes alone":
        return least, [-size for size in sizes[1:]]
    if how == "is outpushed":
        return least, [most, *(-size for size in sizes[1:-1])]
    if how == "is against it, loudest":
        return -most, sizes[:-1]
    if how == "is against it, softest":
        return -least, sizes[1:]
    if how == "is against it, like all":
        return -least, [-size for size in sizes[1:]]
    if how == "says nothing":
        return 0.0, sizes[1:]
    assert how == "says nothing, and all are against it"
    return 0.0, [-size for size in sizes[1:]]


_HOW = (
    "leads",
    "is against it, like all",
    "says nothing, and all are against it",
    "pushes alone",
    "is outpushed",
    "is against it, loudest",
    "is against it, softest",
    "says nothing",
)
_NAMES = ("coin", "edge", "lamp", "wall", "door")


@st.composite
def batch(draw: st.DrawFn, others: int = 1, cognition: bool = True) -> Args:
    """A log with every kind of event, in any order, and the name of the wanted circuit.

    Without `cognition` the reward does what it was meant for, or its label does not ask who drove.
    """
    wanted_one = draw(st.sampled_from(_NAMES[1:]))
    rest = [name for name in draw(st.permutations(_NAMES)) if name != wanted_one]
    names = [wanted_one, *rest[:others]]
    kinds = []  # above (1) or below (-1) the mean, whether good, and how the wanted circuit pushes
    for above, good in ((1, True), (-1, False)):
        if cognition:
            kinds += [(above, good, how) for how in _HOW]
        else:
            kinds += [(above, good, "leads alone" if good else "is against it, loudest")] * 2
    pair = _HOW[:2] if cognition else ("leads alone", "is against it, loudest")
    kinds += [(above, above < 0, how) for above in (1, -1) for how in pair]
    any_of = _HOW if cognition else ("leads alone",)
    at_mean = [(0, good, draw(st.sampled_from(any_of))) for good in (True, False)]
    half = len(kinds) // 2
    small, large = apart(draw, half + 3, half)
    many = 1 if small[0] > 0 else -1
    more = [(many, many < 0, draw(st.sampled_from(_HOW))) for _ in range(3)]
    kinds += [*more, *at_mean]
    levels: dict[int, list[float]] = {many: small, -many: large, 0: [0.0, 0.0]}
    differences = [levels[above].pop() for above, _, _ in kinds]
    offset = draw(offsets)
    log = []
    for i in ends_apart(draw(st.permutations(range(len(kinds)))), differences):
        _, good, how = kinds[i]
        action = draw(sides)
        wanted, pushes = _toward(draw, how, others)
        sign = 1 if action == "right" else -1
        toward = dict(zip(names, [wanted, *pushes], strict=True))
        ordered = draw(st.permutations(names))
        if how == "is outpushed":  # by the one that stands last, or by the one that stands first
            hardest = names[1]
            ordered = [name for name in ordered if name != hardest]
            ordered = [*ordered, hardest] if good else [hardest, *ordered]
        other = "left" if action == "right" else "right"
        log.append(
            event(
                action if good else other,
                action,
                offset + differences[i],
                **{name: sign * toward[name] for name in ordered},
            )
        )
    return log, names[0]


@st.composite
def all_equal(draw: st.DrawFn, least: int = 2) -> Args:
    """Events that all earned the same, or only one."""
    reward, size = draw(quarters) - 1, draw(st.integers(least, 3 * least - 2))
    log = []
    for _ in range(size):
        coin, edge = draw(st.permutations([-1.5, -0.5, 0.75, 1.0]))[:2]
        log.append(event(draw(sides), draw(sides), reward, coin=coin, edge=edge))
    return log, draw(st.sampled_from(["coin", "edge"]))


@st.composite
def with_other_keys(draw: st.DrawFn) -> Args:
    """Events that also tell what was seen and when."""
    log, circuit = draw(batch())
    return [{"step": i, "sees": {}, **event} for i, event in enumerate(log)], circuit


REWARDED = {
    "rewards on both sides of their mean": batch(cognition=False),
    "all rewards equal": all_equal(),
    "one event": all_equal(least=1),
    "three circuits": batch(others=2, cognition=False),
}
DRIVEN = {
    "two circuits": batch(),
    "three circuits": batch(others=2),
    "other keys": with_other_keys(),
    "five circuits": batch(others=4),
}


_WRONG_REASON = event("right", "right", 1.0, coin=0.5, edge=1.0)
_RIGHT_REASON = event("left", "left", 1.0, coin=-1.0, edge=-0.5)
_CORRECTED = event("right", "left", 0.0, coin=0.5, edge=-1.0)
_MIRROR = event("left", "right", 0.0, coin=1.0, edge=-0.5)

EXERCISE = Exercise(
    title="Two ways to fail, and their mirror images",
    objective="Sort the events of a log by whether action or cognition was reinforced wrongly.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Write the three answers down first, before any label. Then order the labels.",
        "Multiply every push by 1 where the action was right and by -1 where it was left: then "
        "positive means toward the action taken.",
        "The order of the labels in the task will do if you ask for the mean first. Only where "
        "action and reward agree (good and reinforced, or bad and punished) does it matter who "
        "drove. Try an event in which every circuit pushed the other way.",
    ),
    checks=(
        Check(
            "check_what_the_reward_did",
            "The mean reward separates rewarded from punished, and the action decides the label.",
            REWARDED,
            public=(
                ([_RIGHT_REASON, event("left", "right", 0.0, coin=-1.0, edge=-0.5)], "coin"),
                (
                    [
                        event("right", "right", 0.0, coin=0.5, edge=1.0),
                        event("right", "left", 1.0, coin=-1.0, edge=0.5),
                    ],
                    "coin",
                ),
                (
                    [
                        event("right", "left", 3.0, coin=1.0, edge=0.5),
                        event("right", "right", 2.0, coin=1.0, edge=0.5),
                    ],
                    "coin",
                ),
                (
                    [
                        event("right", "right", 1.0, coin=0.5, edge=1.0),
                        event("left", "left", 1.0, coin=-1.0, edge=-0.5),
                    ],
                    "coin",
                ),
                (
                    [
                        event("right", "right", 1.0, coin=1.0, edge=0.5),
                        event("right", "right", 0.0, coin=1.0, edge=0.5),
                        event("right", "right", 0.0, coin=1.0, edge=0.5),
                        event("right", "right", 3.0, coin=1.0, edge=0.5),
                    ],
                    "coin",
                ),
            ),
            tolerance=EXACT,
            draws=4,
            contains={
                "events at the mean, between others": lambda log, circuit: (
                    len(log) > 4
                    and any(e["reward"] == sum(x["reward"] for x in log) / len(log) for e in log)
                ),
                "one event": lambda log, circuit: len(log) == 1,
                "rewards that are all negative or all positive": lambda log, circuit: (
                    max(e["reward"] for e in log) < 0 or min(e["reward"] for e in log) > 0
                ),
            },
            covers=(
                "For each event, in order, one of",
                "Each event is judged by itself, whatever other events did to the same action.",
            ),
        ),
        Check(
            "check_who_drove",
            "The circuit that pushed hardest toward the action drove it, if any did.",
            DRIVEN,
            public=(
                ([_WRONG_REASON, _CORRECTED], "coin"),
                ([_MIRROR, _RIGHT_REASON], "coin"),
                (
                    [
                        event("right", "right", 1.0, coin=-0.5, edge=-1.0),
                        event("left", "right", 0.0, coin=-0.5, edge=-1.0),
                    ],
                    "coin",
                ),
                (
                    [
                        event("left", "left", 1.0, coin=-1.0, edge=2.0, lamp=-0.5),
                        event("right", "left", 0.0, coin=-0.25, edge=-0.5, lamp=-1.0),
                    ],
                    "coin",
                ),
            ),
            weight=3,
            tolerance=EXACT,
            draws=5,
            contains={
                "nobody pushed toward it": lambda log, circuit: any(
                    all((p > 0) != (e["action"] == "right") for p in e["pushes"].values())
                    for e in log
                ),
                "a push of 0": lambda log, circuit: any(e["pushes"][circuit] == 0 for e in log),
                "four other circuits": lambda log, circuit: len(log[0]["pushes"]) == 5,
                "other keys": lambda log, circuit: "step" in log[0],
            },
            covers=("A push of 0 is toward neither side.",),
        ),
    ),
)
