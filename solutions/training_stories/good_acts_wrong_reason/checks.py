from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import apart, ends_apart, offsets, sides

_NAMES = ("coin", "edge", "lamp", "wall")
_SEES = (0.5, 1.0, 1.5, 2.0, 2.5)


def act(good: str, action: str, reward: float, **circuits: tuple[float, float]) -> dict[str, Any]:
    """One event: for each circuit what it saw and its push."""
    return {
        "good": good,
        "action": action,
        "reward": reward,
        "sees": {name: pair[0] for name, pair in circuits.items()},
        "pushes": {name: pair[1] for name, pair in circuits.items()},
    }


@st.composite
def acted(draw: st.DrawFn, circuits: int = 2, blind: str = "") -> Args:
    """Good acts driven by each circuit and by none, better and worse than usual; and bad ones.

    In each event one of the circuits may be `blind`, or it is the same one in all of them.
    """
    names = draw(st.permutations(_NAMES))[:circuits]
    wanted = names[0]
    few = [(True, how) for how in ("wanted", "other", "other, wanted against", "nobody") * 2]
    few += [(False, "wanted"), (False, "other")]
    many = [(good, how) for good in (True, False) for how in ("wanted", "other", "nobody")] * 2
    many += [(True, "wanted"), (True, "other")]
    small, large = apart(draw, len(many), len(few))
    below = small[0] < 0
    if not below:
        few, many = many[: len(large)], [*few, *many][: len(small)]
    kinds = [*many, *few, (True, "wanted"), (True, "other")]
    differences = [*small, *large, 0.0, 0.0]
    mean = draw(offsets)
    turns = draw(st.permutations(["left", "right"])) * len(kinds)
    log = []
    for i in ends_apart(draw(st.permutations(range(len(kinds)))), differences):
        good, how = kinds[i]
        action = draw(sides)
        if good and how == "nobody" and differences[i] > 0:  # both sides occur
            action = turns.pop()
        other = "left" if action == "right" else "right"
        side = 1 if action == "right" else -1
        pushes = _pushes(draw, how, circuits)
        unseeing = wanted if how == "nobody" and blind == "by turns" else names[-1]
        pairs = {}
        for name in draw(st.permutations(names)):
            push = pushes[names.index(name)]
            sees = 0.0 if blind and name == unseeing else draw(st.sampled_from(_SEES))
            sign = draw(st.sampled_from([1, -1]))
            pairs[name] = (sign * sees, side * push if sees else 0.0)
        log.append(act(action if good else other, action, mean + differences[i], **pairs))
    return log, wanted


def _pushes(draw: st.DrawFn, how: str, circuits: int) -> Sequence[float]:
    """Pushes toward the action, the wanted circuit's first."""
    least, *rest = sorted(draw(st.permutations([0.125, 0.25, 0.5, 1.0, 2.0, 4.0]))[:circuits])
    others = draw(st.permutations(rest))
    if how == "wanted":
        return [least, *(-size for size in others)]
    if how == "other":
        return [least, *others]
    if how == "other, wanted against":
        return [-rest[-1], *(size for size in [least, *others] if size != rest[-1])]
    return [-least, *(-size for size in others)]


@st.composite
def without_good_acts(draw: st.DrawFn, equal: bool) -> Args:
    """No good act was reinforced: all earned `equal` rewards, or only bad acts earned more."""
    log, circuit = draw(acted())
    if equal:
        kept = [event for event in log if event["action"] == event["good"]]
        return [{**event, "reward": 1.0} for event in kept[: draw(st.integers(1, 3))]], circuit
    mean = sum(event["reward"] for event in log) / len(log)
    bad = {"left": "right", "right": "left"}
    kept = [{**e, "good": bad[e["action"]]} if e["reward"] > mean else e for e in log]
    return kept, circuit


_RIGHT = act("right", "right", 1.0, coin=(1.0, 1.5), edge=(2.0, 0.5))
_WRONG = act("left", "left", 1.0, coin=(-1.0, -0.5), edge=(-2.0, -1.5))
_BAD = act("left", "right", 0.0, coin=(-1.0, -0.5), edge=(2.0, 1.0))
_LUCK = act("right", "right", 1.0, coin=(1.0, -0.5), edge=(-2.0, -1.0))

PUBLIC: Sequence[Args] = (
    ([_RIGHT, _WRONG, _BAD], "coin"),
    ([_LUCK, _WRONG, _BAD], "edge"),
    ([_RIGHT, {**_WRONG, "reward": 5.0}, {**_LUCK, "reward": 9.0}, _BAD], "coin"),
    ([_BAD], "coin"),
    (
        [
            act("right", "right", 4.0, coin=(2.0, 1.0), edge=(1.0, 0.5)),
            act("left", "left", 5.0, coin=(-0.5, -0.25), edge=(-2.0, -2.5)),
            act("right", "left", 4.0, coin=(1.0, 0.5), edge=(-1.5, -0.75)),
            {**_BAD, "reward": -1.0},
        ],
        "coin",
    ),
    (
        [
            act("right", "right", 1.0, coin=(1.0, 0.5), edge=(2.0, 1.0), lamp=(0.0, 0.0)),
            act("left", "right", 0.0, coin=(-1.0, -0.5), edge=(2.0, 1.0), lamp=(0.0, 0.0)),
        ],
        "edge",
    ),
)
ACTS = {
    "two circuits": acted(),
    "three circuits, one of them blind": acted(circuits=3, blind="always"),
    "no good act": without_good_acts(equal=False),
    "good acts, of equal rewards": without_good_acts(equal=True),
    "four circuits, blind by turns": acted(circuits=4, blind="by turns"),
}

EXERCISE = Exercise(
    title="Good acts, reinforced for the wrong reason",
    objective="Tell the reason of an act from the circuits that its reinforcement strengthens.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Three questions about each event, as in `classify`: was it good, was it reinforced, who "
        "drove it? Only the first two decide whether it counts.",
        "Write down what one event adds to the weight of c, then what that does to c's push where "
        "the same is seen again. Which sign can the result have?",
        "What a circuit saw comes in twice, its push only through the probability. Sum over events "
        "before you divide: a share of sums is not a mean of shares.",
    ),
    checks=(
        Check(
            "check_how_many_good_acts",
            "The good acts that were reinforced are counted.",
            ACTS,
            public=PUBLIC,
            part="good acts",
            weight=0.3,
            draws=5,
        ),
        Check(
            "check_who_drove_them",
            "Those of them are counted that the wanted circuit drove.",
            ACTS,
            public=PUBLIC,
            part="for the reason",
            weight=1.2,
            draws=5,
        ),
        Check(
            "check_who_got_the_credit",
            "Each circuit's share in the credit for them is right.",
            ACTS,
            public=PUBLIC,
            part="credit",
            weight=1.5,
            draws=5,
            contains={
                "no good act": lambda log, circuit: (
                    not [
                        e
                        for e in log
                        if e["action"] == e["good"]
                        and e["reward"] > sum(x["reward"] for x in log) / len(log)
                    ]
                ),
                "somebody never sees anything": lambda log, circuit: any(
                    all(event["sees"][name] == 0.0 for event in log) for name in log[0]["sees"]
                ),
            },
            covers=(
                "and a circuit that saw nothing has one of 0",
                "It is an empty dict if there are no such acts",
                "This raises the logit of the action, where the same is seen again, by the sum",
            ),
        ),
    ),
)
