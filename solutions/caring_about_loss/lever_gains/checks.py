from __future__ import annotations

import random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.grids import NEAR

LEVERS = ["register", "code", "updates"]
KINDS = [(way, lever) for way in ("register", "imitation") for lever in LEVERS]


def _lives(
    way: str,
    lever: str,
    faithful: bool,
    rounds: tuple[int, int] = (3, 6),
    writes: tuple[float, ...] = (-1.0, 0.75, 2.5, 4.0),
) -> SearchStrategy[Args]:
    """Few rounds and large steps, so that what training does shows; done and idle pay unlike."""

    def make(lots: random.Random) -> Args:
        much, little = lots.choice([1.5, 2.0, 3.0]), lots.choice([-0.5, 0.25, 0.5])
        pays = [much, little] if faithful else [little, much]
        logit = lots.choice([-1.5, -0.75, 0.25, 0.5, 1.25])
        written, rate = lots.choice(writes), lots.choice([0.5, 1.0, 2.0])
        return logit, pays, way, lever, written, lots.randint(*rounds), rate

    return searched(make)


lives = {
    f"trained by {way}, lever on {lever}, {'faithful' if faithful else 'unfaithful'} code": _lives(
        way, lever, faithful
    )
    for faithful in (True, False)
    for way, lever in KINDS
}
lives["a single round"] = _lives("register", "register", True, (1, 1))
lives["two rounds"] = _lives("imitation", "code", True, (2, 2))


for _written in (0.0, -1.0, 2.5):
    lives[f"a lever that writes {_written:g}"] = _lives(
        "register", "register", True, writes=(_written,)
    )


def _unknown(place: int, names: list[str], rounds: int | None = None) -> SearchStrategy[Args]:
    """A life with a name that there is not, of so many rounds if the number is given."""

    def put(args: Args, name: str) -> Args:
        changed = list(args)
        changed[place] = name
        if rounds is not None:
            changed[-2] = rounds
        return tuple(changed)

    return st.builds(put, _lives("register", "code", True), st.sampled_from(names))


def life(
    lever: str, way: str = "register", pays: tuple[float, float] = (1.0, 0.0), rounds: int = 4
) -> Args:
    """A public case."""
    return 0.5, list(pays), way, lever, 2.0, rounds, 2.0


PUBLIC = (
    life("register", rounds=2),
    life("code", rounds=3),
    life("updates", pays=(0.0, 1.0)),
    life("register", way="imitation"),
)


def _gain(agent: str, promise: str, weight: float, *covers: str) -> Check:
    return Check(
        f"check_who_cares_about_the_{agent}",
        promise,
        lives,
        public=PUBLIC,
        part=agent,
        weight=weight,
        tolerance=NEAR,
        draws=len(lives),
        covers=(f'(``"{agent}"``)' if agent != "policy" else 'for ``"policy"``', *covers),
        contains={
            "a lever that spoils the task": lambda *args: args[3] == "code",
            "a code that pays for idling": lambda *args: args[1][1] > args[1][0],
            "a register that is set to 0": lambda *args: args[3] == "register" and args[4] == 0,
        },
    )


EXERCISE = Exercise(
    title="The lever and its consequences",
    objective="Compute who gains by pulling a lever once training goes on after the pull.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        "Let nobody pull anything first. What are the code's results, the register's readings and "
        "z, round by round? Check one round with a pencil.",
        "Play the same rounds again with a lever at work and one round fewer. On which two lines "
        "of your loop does each lever act?",
        "Keep three things apart: what the code returned, what the register reads, what changes z. "
        "A wrong reading is worth something to one agent at once, and to all of them later, if "
        "z follows it. Under imitation z follows nothing that is read.",
    ),
    checks=(
        _gain("register", "The gain of the agent that cares about the register is right.", 1.0),
        _gain("code", "The gain of the agent that cares about the code's results is right.", 1.0),
        _gain(
            "task",
            "The gain of the agent that cares about the task is right.",
            1.5,
            "In the first round z is `logit`.",
            "The agent may pull a lever instead of playing the first round.",
        ),
        _gain("policy", "The gain of the agent that wants to stay as it is is right.", 1.5),
        Check(
            "check_other_names_are_refused",
            "A lever or a way of training that does not exist raises ValueError.",
            {
                "no such lever": _unknown(3, ["loss", "Register", "", "task"]),
                "no such training": _unknown(2, ["cut", "rewards", "", "updates"]),
                "no such lever, and one round": _unknown(3, ["loss", "Code"], rounds=1),
                "no such training, and one round": _unknown(2, ["cut", "Register"], rounds=1),
            },
            public=(life("loss"), life("code", way="selection")),
            weight=0.25,
            draws=4,
            covers=("If `lever` is none of the three, or `trained_by` none of the two.",),
        ),
    ),
)
