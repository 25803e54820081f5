from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from losslab.representing_goals.goals import Deed

from autograder.course.exercise import Args, Check, Exercise

REWARD = {
    "kitchen": {"mop": 1.0, "hide the dirt": 1.0, "sleep": 0.0},
    "hall": {"mop": 1.0, "hide the dirt": 0.0, "sleep": -1.0},
    "attic": {"mop": 0.0, "hide the dirt": 0.5, "sleep": 0.5},
}

SITUATIONS = ("attic", "cellar", "garden", "hall", "kitchen", "porch", "roof", "study", "yard")
ACTIONS = ("dance", "hide the dirt", "mop", "sleep", "sweep")

# What a reward pays for a deed, in eighths; "much" is more than anybody else gets.
PAY = {"paid": (1, 16), "much": (24, 40), "little": (1, 1), "owed": (-24, -17), "nothing": (0, 0)}

# Number of the situation, number of the action, whether it is wanted, and what it is paid: a key
# of PAY, or "unknown" where the reward does not know the action. A reward does not know a
# situation in which every deed is unknown.
Line = tuple[int, int, bool, str]


def deed(situation: str, action: str, wanted: bool | None = None) -> Deed:
    """A line of a log; mopping is wanted and nothing else, unless said otherwise."""
    return {
        "situation": situation,
        "action": action,
        "wanted": action == "mop" if wanted is None else wanted,
    }


def log(*pairs: tuple[str, str]) -> Args:
    """The usual reward and a log of these deeds."""
    return REWARD, [deed(*pair) for pair in pairs]


@st.composite
def logs(
    draw: st.DrawFn, done: Sequence[Line], not_done: Sequence[Line] = (), shuffled: bool = True
) -> Args:
    """A log of these deeds, and a reward for them and for others; names and sums are drawn."""
    situations = draw(st.permutations(SITUATIONS))
    actions = draw(st.permutations(ACTIONS))
    reward: dict[str, dict[str, float]] = {}
    for situation, action, _, pay in draw(st.permutations([*done, *not_done])):
        if pay != "unknown":
            pays = reward.setdefault(situations[situation], {})
            scale = 1000 if pay == "little" else 8
            pays.setdefault(actions[action], draw(st.integers(*PAY[pay])) / scale)
    lines = draw(st.permutations(list(done))) if shuffled else done
    return reward, [deed(situations[s], actions[a], wanted) for s, a, wanted, _ in lines]


def _many(count: int) -> list[Line]:
    """Many situations, each seen twice: a bad deed that was paid, and another deed."""
    others = [(1, True, "much"), (1, False, "nothing"), (2, True, "paid"), (2, True, "unknown")]
    return [
        line
        for s in range(count)
        for line in ((s, 0, False, "paid"), (s, *others[s % len(others)]))
    ]


def answer(reward: dict[str, Any], log: list[Deed]) -> list[str]:
    """The situations in the order in which something bad was paid for, as often as it was."""
    return [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    ]


unwanted_and_paid = {
    "wanted here and not wanted there": logs(
        [(0, 0, False, "paid"), (1, 0, True, "paid"), (1, 1, False, "nothing")]
    ),
    "little and much": logs(
        [(0, 0, False, "little"), (1, 1, True, "much")], [(0, 1, True, "much")]
    ),
    "good deeds outnumber it": logs(
        [(0, 0, False, "paid"), *[(0, 1, True, "much")] * 3], shuffled=False
    ),
    "good deeds came first": logs(
        [*[(0, 1, True, "much")] * 2, (0, 0, False, "paid")], shuffled=False
    ),
    "one line, and it is bad": logs([(0, 0, False, "paid")], [(1, 0, False, "paid")]),
    "one line, and it is good": logs([(0, 0, True, "paid")], [(0, 1, False, "paid")]),
    "all was wanted": logs([(0, 0, True, "paid"), (1, 1, True, "much"), (1, 2, True, "nothing")]),
}
unpaid_or_not_done = {
    "paid nothing, or less": logs(
        [(0, 0, False, "nothing"), (1, 0, False, "owed"), (2, 0, False, "paid")]
    ),
    "unknown actions and situations": logs(
        [(0, 0, False, "unknown"), (0, 1, False, "paid"), (1, 0, False, "unknown")],
        [(2, 0, False, "much")],
        shuffled=False,
    ),
    "an unknown action where others are known": logs(
        [(0, 0, False, "unknown"), (0, 1, True, "paid"), (1, 1, True, "unknown")]
    ),
    "what nobody did": logs(
        [(0, 0, True, "paid"), (1, 1, False, "paid")],
        [(0, 1, False, "much"), (2, 0, False, "paid"), (2, 1, False, "much")],
    ),
    "paid for one bad deed, and owed more for another": logs(
        [(0, 0, False, "paid"), *[(0, 1, False, "owed"), (0, 2, False, "owed")] * 2],
        shuffled=False,
    ),
    "nothing was done": logs([], [(0, 0, False, "paid"), (1, 1, False, "much")]),
    "bad deeds, and no pay": logs(
        [(0, 0, False, "nothing"), (1, 0, False, "owed"), (1, 1, False, "nothing")]
    ),
}
_AGAIN = ((2, 0), (0, 0), (1, 0), (0, 1), (2, 0), (1, 0), (2, 2), (0, 0))

once_in_order = {
    "seen early, bad late": logs(
        [
            (0, 1, True, "paid"),
            (1, 0, False, "nothing"),
            (2, 0, False, "paid"),
            (1, 1, False, "paid"),
            (0, 0, False, "paid"),
        ],
        shuffled=False,
    ),
    "punished early, paid late": logs(
        [(0, 1, False, "owed"), *[(s, 0, False, "paid") for s in (1, 2, 0)]],
        shuffled=False,
    ),
    "bad again and again": logs([(s, a, False, "paid") for s, a in _AGAIN], shuffled=False),
    "many situations": logs(_many(7)),
    "very many situations": logs(_many(9)),
}

EXERCISE = Exercise(
    title="Bad action rewarded",
    objective="Replace the word 'misaligned' by a list of situations.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Go through the log, not through the table. What has to be true of a line to count?",
        "What does Python do if you ask the table for a situation that it lacks, and what should "
        "be paid there? Then let a situation come back: where does it stand in your list?",
    ),
    checks=(
        Check(
            "check_unwanted_and_paid",
            "A situation is listed if an unwanted action in it was paid for.",
            unwanted_and_paid,
            public=(
                (
                    {"kitchen": {"mop": 1.0, "hide the dirt": 1.0}},
                    [deed("kitchen", "mop"), deed("kitchen", "hide the dirt")],
                ),
                log(("attic", "sleep"), ("attic", "mop"), ("hall", "mop")),
                (
                    {"hall": {"sleep": 0.001}, "attic": {"sleep": 1.0}},
                    [deed("attic", "sleep", True), deed("hall", "sleep", False)],
                ),
            ),
            draws=7,
        ),
        Check(
            "check_unpaid_or_not_done",
            "What was not done, or not paid for, is not listed; an unknown action pays 0.",
            unpaid_or_not_done,
            public=(
                ({"kitchen": {"hide the dirt": 1.0}}, []),
                log(("hall", "sleep"), ("kitchen", "mop")),
                log(("hall", "hide the dirt"), ("kitchen", "sleep"), ("kitchen", "mop")),
                log(("yard", "sleep"), ("hall", "dance"), ("attic", "hide the dirt")),
            ),
            draws=7,
        ),
        Check(
            "check_each_once_in_order",
            "Each situation is listed once, in the order of its first such action.",
            once_in_order,
            public=(
                log(
                    ("kitchen", "hide the dirt"),
                    ("attic", "sleep"),
                    ("kitchen", "hide the dirt"),
                    ("kitchen", "mop"),
                    ("attic", "mop"),
                ),
                log(("attic", "sleep"), ("kitchen", "hide the dirt")),
                log(
                    ("attic", "mop"),
                    ("kitchen", "hide the dirt"),
                    ("attic", "sleep"),
                    ("attic", "hide the dirt"),
                ),
            ),
            draws=5,
            contains={
                "situation that is listed before one that was seen earlier": lambda reward, log: (
                    list(dict.fromkeys(answer(reward, log)))
                    != [
                        s
                        for s in dict.fromkeys(d["situation"] for d in log)
                        if s in answer(reward, log)
                    ]
                ),
                "situation that was bad twice": lambda reward, log: (
                    len(set(answer(reward, log))) < len(answer(reward, log))
                ),
            },
            covers=(
                "Each stands there once, in the order in which such an action first occurred.",
            ),
        ),
    ),
)
