from __future__ import annotations

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import apart, ends_apart, offsets, quarters, taken

# What the events of one action earn beyond the mean of the log, in quarters and in their order.
_MOVES = (
    (4,),
    (-3,),
    (5, -1, -1),
    (5, -3, -3),
    (-2, 15),
    (1, 1, -6),
    (-5, 2),
    (3, -3),
    (-4, 2, 2),
    (0,),
    (0, 2),
    (-1, 0),
    (-1, -1, -1, -1),
    (-1, -2),
    (160,),
    (1,),
    (0, 0, 1, 0, 0, 0, 0),
    (-150,),
)


@st.composite
def rewarded(draw: st.DrawFn, least: float | None = None, most: float | None = None) -> Args:
    """Actions that rise, fall or stay, by one event or by several; the mean is on the grid.

    All rewards are at least `least`, or at most `most`.
    """
    names = draw(st.permutations("abcdefghijklmnopqrs"))
    sign = draw(st.sampled_from([1, -1]))
    moves = [[sign * m for m in move] for move in _MOVES]
    rest = -sum(map(sum, moves))
    moves.append([rest + 2, -2] if draw(st.booleans()) else [-2, rest + 2])
    turns = draw(st.permutations([n for n, move in enumerate(moves) for _ in move]))
    differences = [moves[turn].pop(0) / 4 for turn in turns]
    mean = draw(st.sampled_from([-3.25, -0.75, 0.25, 1.75]))
    if least is not None:
        mean = least - min(differences)
    if most is not None:
        mean = most - max(differences)
    return taken(*((names[turn], mean + d) for turn, d in zip(turns, differences, strict=True)))


@st.composite
def each_once(draw: st.DrawFn) -> Args:
    """Every action was taken once, one of them at the mean reward."""
    many, few = apart(draw, draw(st.integers(4, 6)), 2)
    mean = draw(offsets)
    names = draw(st.permutations("abcdefghi"))
    differences = [*many, *few, 0.0]
    order = ends_apart(draw(st.permutations(range(len(differences)))), differences)
    return taken(*((name, mean + differences[i]) for name, i in zip(names, order, strict=False)))


@st.composite
def all_stay(draw: st.DrawFn, most: int = 5) -> Args:
    """Events that all earned the same, whatever that is; one at least."""
    reward = (draw(quarters) - 1) * 2
    actions = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=most))
    return taken(*((action, reward) for action in actions))


@st.composite
def one_action(draw: st.DrawFn) -> Args:
    """Only one action was taken, and its rewards differ: what it gained it lost."""
    many, few = apart(draw, draw(st.integers(2, 4)), 1)
    return taken(*(("a", 3 + d) for d in draw(st.permutations([*many, *few]))))


EXERCISE = Exercise(
    title="Which actions became likelier",
    objective="Read from a log which actions an update reinforced.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "Is a reward of 1 good news for an action if every other event got 2?",
        "In a log of three events, a earned 3 and then 0, and b earned 0. What does each of the "
        "three add to the logit of its action?",
        "Can the events of one action pull its logit in opposite directions? Where is it in the "
        "end, then? And what has become of an action that was pulled up as far as down?",
    ),
    checks=(
        Check(
            "check_actions_taken_once",
            "Of actions that are each taken once, those above the mean reward are reinforced.",
            {"each once": each_once(), "one event": all_stay(most=1)},
            public=(
                taken(("a", 1.0), ("b", 0.0)),
                taken(("a", 1.0), ("b", 0.75), ("c", 0.0), ("d", 0.0)),
                taken(("a", 2.0), ("b", 4.0), ("c", 0.0), ("d", 0.0)),
                taken(("a", 8.0), ("b", 4.0), ("c", 3.0), ("d", 1.0)),
                taken(("a", -1.0), ("b", -3.0)),
            ),
            tolerance=EXACT,
            draws=4,
            contains={"one event": lambda log: len(log) == 1},
        ),
        Check(
            "check_actions_taken_often",
            "What the events of an action add to its logit is summed.",
            {
                "rewards of any sign": rewarded(),
                "high rewards": rewarded(least=3.0),
                "negative rewards": rewarded(most=-0.25),
                "equal rewards": all_stay(),
                "one action": one_action(),
            },
            public=(
                taken(("a", 1.0), ("a", 0.0), ("a", 0.0), ("b", 1.0)),
                taken(("a", 3.0), ("a", 3.0), ("a", 3.0), ("b", 4.0)),
                taken(("a", 3.0), ("a", 3.0), ("a", 1.0), ("b", 2.0)),
                taken(("a", 2.0), ("b", 4.0), ("c", 0.0), ("c", 0.0)),
                taken(("a", 1.0), ("b", 1.0)),
                taken(("a", 0.0), ("a", 1.0), ("b", 0.5), ("c", 0.5)),
            ),
            weight=3,
            tolerance=EXACT,
            draws=6,
            contains={
                "all negative": lambda log: max(e["reward"] for e in log) < 0,
                "all at least 3": lambda log: min(e["reward"] for e in log) >= 3,
                "one action, several rewards": lambda log: (
                    len({e["action"] for e in log}) == 1 < len({e["reward"] for e in log})
                ),
            },
            covers=("Positive numbers raise the logit, negative ones lower it.",),
        ),
    ),
)
