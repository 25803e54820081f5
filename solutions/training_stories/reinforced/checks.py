from __future__ import annotations

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import quarters, taken


@st.composite
def rewarded(draw: st.DrawFn, least: float = 0.0) -> Args:
    """Four or eight events with three actions; rewards are quarters, none below `least`."""
    size = draw(st.sampled_from([4, 8]))
    actions = draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    rewards = draw(st.lists(quarters, min_size=size, max_size=size))
    return taken(*((a, r + least) for a, r in zip(actions, rewards, strict=True)))


EXERCISE = Exercise(
    title="Which actions became likelier",
    objective="Read from a log which actions an update reinforced.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Is a reward of 1 good news for an action if every other event got 2?",
        "Add up, for each action, `reward - mean` over the events in which it was taken.",
        "Work out the mean over all events, sum `reward - mean` in a dict by action, and return "
        "the set of the actions whose sum is above zero (above `1e-6`, to be safe from rounding).",
    ),
    checks=(
        Check(
            "check_rewards_of_zero_and_more",
            "Reinforced are the actions that gain against the mean reward.",
            rewarded(),
            public=(
                taken(("a", 1.0), ("b", 0.0)),
                taken(("a", 1.0), ("a", 0.0), ("a", 0.0), ("b", 1.0)),
                taken(("a", 1.0), ("b", 0.75), ("c", 0.0), ("c", 0.0)),
                taken(("a", 2.0), ("b", 4.0), ("c", 0.0), ("c", 0.0)),
            ),
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_rewards_that_are_all_high",
            "Of rewards that are all high, those below their mean reinforce nothing.",
            rewarded(least=3.0),
            public=(
                taken(("a", 3.0), ("a", 3.0), ("a", 3.0), ("b", 4.0)),
                taken(("a", 8.0), ("b", 4.0), ("c", 3.0), ("c", 3.0)),
                taken(("a", 3.0), ("a", 3.0), ("a", 1.0), ("b", 2.0)),
            ),
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_rewards_that_are_all_negative",
            "Of rewards that are all negative, the less bad ones reinforce.",
            rewarded(least=-3.0),
            public=(taken(("a", -1.0), ("b", -3.0)),),
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_logits_that_stay",
            "An action whose logit stays where it was is not reinforced.",
            st.integers(1, 8).map(lambda n: taken(*[("a", n / 4), ("b", n / 4)] * 2)),
            public=(
                taken(("a", 1.0), ("b", 1.0)),
                taken(("a", 0.0), ("a", 1.0), ("b", 0.5), ("c", 0.5)),
            ),
            weight=0.5,
            tolerance=EXACT,
            draws=2,
        ),
    ),
)
