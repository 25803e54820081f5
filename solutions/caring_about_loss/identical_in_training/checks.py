from __future__ import annotations

from hypothesis import strategies as st
from losslab.caring_about_loss import motives
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise

_names = ["code", "event", "habit", "register", "task"]
_actions = ["left", "right", "stay"]


def valued(best: str, unit: float = 1.0, noise: float = 0.0) -> dict[str, float]:
    """Values of three actions, greatest for those whose initials are in `best`.

    `noise` is how far the second of equal values lies below the first.
    """
    level = 0.0
    values = {}
    for place, action in enumerate(_actions):
        if action[0] in best:
            values[action] = unit * 3.0 - level * noise
            level += 1
        else:
            values[action] = unit * (1.0 - place / 2)
    return values


@st.composite
def valued_situations(draw: st.DrawFn, situations: int, noise: float) -> Args:
    """Few different behaviors, each in a unit of its own, and at least two motives alike."""
    kinds = ["l", "r", "lr", "rs"]
    first, other = draw(st.permutations(kinds))[:2]
    behaviors = [[draw(st.sampled_from(kinds)) for _ in range(situations - 1)] for _ in range(2)]
    pattern = {
        "code": [*behaviors[0], first],
        "event": [*behaviors[0], other],
        "habit": [*behaviors[0], first],
        "register": [*behaviors[1], other],
        "task": [*behaviors[1], "lr"],
    }
    units = {name: draw(st.sampled_from([0.5, 1.0, 2.0])) for name in _names}
    return (
        {
            f"situation {i + 1}": {
                name: valued(pattern[name][i], units[name], noise) for name in _names
            }
            for i in range(situations)
        },
    )


_valued = valued


def _situations(**motives_of: tuple[str, ...]) -> tuple:
    """A public case: for each motive the initials of its best actions in each situation."""
    count = len(next(iter(motives_of.values())))
    return (
        {
            f"situation {i + 1}": {
                name: _valued(best[i], unit=1.0 + place / 2, noise=0.0)
                for place, (name, best) in enumerate(motives_of.items())
            }
            for i in range(count)
        },
    )


EXERCISE = Exercise(
    title="Who cannot be told apart",
    objective="Decide which motives a set of situations separates, and which it never will.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "What can be watched is what an agent does. What does it do if two actions are equally "
        "good to it?",
        "For each motive and situation collect the set of all actions within 1e-6 of the greatest "
        "value. Two motives go together if all these sets are equal.",
        "A tuple of frozensets, one for each situation, can be the key of a dict whose values are "
        "the groups.",
    ),
    checks=(
        Check(
            "check_units_do_not_matter",
            "Motives that act alike belong together, whatever their units.",
            valued_situations(1, 0.0),
            public=(
                _situations(event=("l",), register=("l",), task=("r",)),
                _situations(event=("r",), register=("r",), task=("r",)),
            ),
            probe=motives.groups,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_ties",
            "An agent with two best actions differs from one that has only one of them.",
            valued_situations(2, 0.0),
            public=(_situations(event=("l",), habit=("lr",), register=("lr",), task=("rs",)),),
            probe=motives.groups,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_ties_up_to_rounding",
            "Values that differ in their last digits only are equal.",
            valued_situations(1, 1e-10),
            public=(
                (
                    {
                        "situation 1": {
                            "event": _valued("lr"),
                            "register": _valued("lr", noise=1e-10),
                            "task": _valued("l"),
                        }
                    },
                ),
            ),
            probe=motives.groups,
            tolerance=EXACT,
            draws=4,
        ),
        Check(
            "check_all_situations",
            "One situation in which two motives part is enough.",
            valued_situations(3, 0.0),
            public=(
                _situations(event=("l", "r"), register=("l", "l"), task=("r", "l")),
                _situations(event=("l", "l", "r"), register=("l", "l", "r"), task=("l", "l", "l")),
            ),
            probe=motives.groups,
            tolerance=EXACT,
            draws=6,
        ),
    ),
)
