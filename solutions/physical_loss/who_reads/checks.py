from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise

Part = dict[str, Any]


def part(reads: str, writes: str, every: int = 1) -> Part:
    """One part of a step; names are separated by spaces."""
    return {"reads": reads.split(), "writes": writes.split(), "every": every}


LOSS = part("weights batch", "register graph")
BACKWARD = part("graph", "gradient")
UPDATE = part("weights gradient rate", "weights")
PLAIN = [LOSS, BACKWARD, UPDATE]


def logger(every: int = 1) -> Part:
    """What reads the register and passes nothing on."""
    return part("register log", "log", every)


def scheduler(every: int) -> Part:
    """What reads the register and sets the learning rate."""
    return part("register rate", "rate", every)


_every = st.integers(2, 3)
_steps = st.integers(4, 7)


def _shuffled(parts: list[Part]) -> SearchStrategy[list[Part]]:
    return st.permutations(parts).map(list)


@st.composite
def nobody(draw: st.DrawFn) -> Args:
    """The register is logged, plotted from the log, averaged; nothing comes back from there."""
    rest = [logger(), part("log", "plot", draw(_every)), part("register mean", "mean")]
    return [*PLAIN, *draw(_shuffled(rest))], draw(_steps)


@st.composite
def a_scheduler(draw: st.DrawFn, late: bool) -> Args:
    """A scheduler acts in every step, or for the first time in the last or never."""
    steps = draw(_steps)
    every = draw(st.integers(steps, steps + 1)) if late else 1
    rest = [scheduler(every), logger(draw(_every))]
    return [*PLAIN, *draw(_shuffled(rest))], steps


def checkpoint(steps: int) -> Args:
    """The best weights so far are kept, and written back at the end; the best register too."""
    keep = part("register best weights kept", "best kept")
    back = part("kept", "weights", steps)
    return [LOSS, keep, BACKWARD, UPDATE, back, logger()], steps


def chain(every: int, steps: int) -> Args:
    """The register reaches the weights over several others, each a step later."""
    links = [
        part("damping", "rate"),
        part("trend", "damping"),
        part("register trend", "trend", every),
    ]
    return [*PLAIN, *links, part("batch", "labels")], steps


a_checkpoint = st.builds(checkpoint, st.integers(3, 6))
over_a_chain = st.builds(chain, _every, st.integers(6, 8))


@st.composite
def too_short_a_chain(draw: st.DrawFn) -> Args:
    """The same chain, and the run is over before anything arrives."""
    chain = [part("damping", "rate"), part("trend", "damping"), part("register trend", "trend")]
    return [*PLAIN, *chain, logger(draw(_every))], draw(st.integers(1, 2))


@st.composite
def overwritten(draw: st.DrawFn) -> Args:
    """Another part writes over the register, or over the gradient, before it is read."""
    other = draw(st.sampled_from(("register", "gradient", "rate")))
    over = part("batch", other)
    return [LOSS, BACKWARD, over, UPDATE, scheduler(draw(_every)), logger()], draw(_steps)


@st.composite
def reward(draw: st.DrawFn) -> Args:
    """The register is written from a reward that the graph reads as well."""
    act = part("weights batch", "action")
    pay = part("action", "reward")
    loss = part("weights reward action", "graph")
    shown = part("reward offset", "register")
    rest = draw(_shuffled([logger(draw(_every)), part("log", "plot")]))
    return [act, pay, loss, shown, BACKWARD, UPDATE, *rest], draw(_steps)


@st.composite
def a_long_run(draw: st.DrawFn) -> Args:
    """A mean of all that the register read sets the rate, in the last step but one."""
    every = draw(st.integers(61, 66))
    mean = part("register mean", "mean")
    return [*PLAIN, mean, part("mean rate", "rate", every), part("batch", "plot")], every + 1


@st.composite
def put_back(draw: st.DrawFn) -> Args:
    """Whatever the weights became, old ones are put back in the last step of many."""
    steps = draw(st.integers(21, 30))
    return [*PLAIN, scheduler(1), part("kept", "weights", steps)], steps


@st.composite
def reset(draw: st.DrawFn) -> Args:
    """Something is set anew from nothing after it was read; a display reads and writes nothing."""
    other = draw(st.sampled_from(("rate", "register", "gradient")))
    rest = [part("", other, draw(_every)), part("register", ""), scheduler(1)]
    return [LOSS, BACKWARD, UPDATE, *draw(_shuffled(rest))], draw(_steps)


@st.composite
def any_program(draw: st.DrawFn) -> Args:
    """Parts without a plan, of names without a meaning but for two."""
    names = ["weights", "register", *draw(st.permutations("abcde"))[:3]]
    some = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
    made = [
        {"reads": draw(some), "writes": draw(some), "every": draw(st.integers(1, 3))}
        for _ in range(draw(st.integers(4, 6)))
    ]
    ends = {"reads": ["weights"], "writes": ["register"], "every": 1}
    return draw(_shuffled([*made, ends])), draw(st.integers(1, 5))


READ = {
    "a scheduler": a_scheduler(late=False),
    "a checkpoint": a_checkpoint,
    "over a chain": over_a_chain,
    "nobody": nobody(),
    "a scheduler too late": a_scheduler(late=True),
}


@st.composite
def register_last(draw: st.DrawFn) -> Args:
    """The register is written once, by the last part that runs."""
    steps = draw(st.integers(1, 3))
    return [BACKWARD, UPDATE, part("batch", "graph"), part("weights", "register", steps)], steps


TIMED = {
    "the register is written last": register_last(),
    "too short": too_short_a_chain(),
    "overwritten": overwritten(),
    "reward": reward(),
    "a scheduler too late": a_scheduler(late=True),
    "a long run": a_long_run(),
    "put back": put_back(),
    "reset": reset(),
}
ANY = {"any": any_program(), "any other": any_program()}

EXERCISE = Exercise(
    title="Who reads the register?",
    objective="Tell which quantities of a training program reach the weights, and by what path.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Write the run down as one long list: all parts of the first step that run in it, then "
        "those of the second. An edit is made at one place of this list.",
        "Walk on from there with a set of what may differ. What does a part do to the set if it "
        "reads something in it, and what if it does not?",
        "A quantity can leave the set: it does when it is computed anew from what does not differ. "
        "For the weights only the end of the run counts, for the register every moment of it.",
    ),
    checks=(
        Check(
            "check_who_reads_the_register",
            "It is right for programs in which somebody reads the register, and in which nobody "
            "does.",
            READ,
            public=(
                ([*PLAIN, logger(), scheduler(1)], 3),
                ([*PLAIN, logger()], 3),
                ([*PLAIN, scheduler(4), logger(2)], 4),
                ([*PLAIN, logger(2), scheduler(8)], 7),
                chain(2, 8),
                chain(3, 6),
                checkpoint(5),
            ),
            draws=5,
        ),
        Check(
            "check_what_is_overwritten_or_too_late",
            "It is right where a quantity is overwritten before it is read, or read too late.",
            TIMED,
            public=(
                ([*PLAIN, scheduler(1)], 1),
                ([*PLAIN, scheduler(3)], 3),
                ([*PLAIN, scheduler(1), logger(4)], 3),
                ([LOSS, part("batch", "graph"), BACKWARD, UPDATE], 2),
                ([BACKWARD, UPDATE, part("batch", "graph"), part("weights", "register", 2)], 2),
                ([*PLAIN, part("", "rate"), part("register", ""), scheduler(1)], 2),
                ([*PLAIN, part("register", ""), scheduler(1), part("", "rate")], 2),
                ([*PLAIN, scheduler(1), part("kept", "weights", 12)], 12),
            ),
            draws=8,
            contains={
                "more than sixty steps": lambda program, steps: steps > 60,
                "nothing is read": lambda program, steps: any(not p["reads"] for p in program),
                "nothing is written": lambda program, steps: any(not p["writes"] for p in program),
            },
            weight=1.5,
        ),
        Check(
            "check_any_program",
            "It is right for any program, whatever the quantities are called.",
            ANY,
            public=(
                (
                    [
                        {"reads": ["a"], "writes": ["weights", "b"], "every": 2},
                        {"reads": ["weights"], "writes": ["register", "a"], "every": 1},
                        {"reads": ["b"], "writes": ["c"], "every": 1},
                    ],
                    3,
                ),
                (
                    [
                        {"reads": ["weights"], "writes": ["register"], "every": 1},
                        {"reads": ["register", "a"], "writes": ["weights"], "every": 1},
                    ],
                    3,
                ),
                (
                    [
                        part("register e", "register e", 2),
                        part("b register", "b", 2),
                        part("weights", "register"),
                        part("d", "weights", 2),
                        part("e b", "weights", 3),
                        part("e d", "d weights", 3),
                    ],
                    3,
                ),
                (
                    [
                        part("b d", "b register"),
                        part("weights", "register"),
                        part("d e", "e b", 2),
                        part("d", "e", 2),
                        part("e register", "b", 3),
                        part("d weights", "weights e", 2),
                    ],
                    1,
                ),
                (
                    [
                        part("d", "c", 2),
                        part("register e", "c", 3),
                        part("weights", "register"),
                        part("e", "c", 2),
                        part("c register", "register"),
                    ],
                    1,
                ),
            ),
            draws=10,
            weight=1.5,
            covers=(
                "Somebody overwrites the quantity once, right after the first part of the run that "
                "writes it; before the run, if no part that runs writes it.",
                "It runs in the steps number",
                "when the run is over, the weights may differ from those without the edit",
            ),
        ),
    ),
    unchecked={
        "1 to 200; the first is number 1.": "It says how steps are counted.",
    },
)
