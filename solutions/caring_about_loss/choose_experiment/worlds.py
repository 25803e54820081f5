"""The public cases of `choose_experiment`: the station's experiments, and made-up pairs."""

from __future__ import annotations

from functools import lru_cache

from losslab.caring_about_loss import chainworld, motives

from autograder.course.exercise import Args
from solutions.caring_about_loss.choose_experiment.drawn import MARGIN, margin
from solutions.caring_about_loss.experiments import Experiment
from solutions.caring_about_loss.plan.reference import plan


def _best(values: dict[str, float]) -> list[str]:
    greatest = max(values.values())
    return [action for action, value in values.items() if value >= greatest - 1e-6]


@lru_cache(maxsize=1)
def station_experiments() -> dict[str, Experiment]:
    """What the eight agents do in each of the station's experiments, planned by the reference."""
    return {
        name: {
            "actions": world.actions(world.start),
            **{m: _best(plan(world, motives.worth(m))) for m in motives.MOTIVES},
        }
        for name, world in chainworld.EXPERIMENTS.items()
    }


def _clear(args: Args) -> Args:
    assert margin(args) > MARGIN, "the winner of a public case must be clear"
    return args


def at_the_station(*seen: list[str], **hours: float) -> Args:
    """A public case about the eight agents: hours are 1 unless given, underscores for spaces."""
    made = station_experiments()
    takes = {name: hours.get(name.replace(" ", "_"), 1.0) for name in made}
    even = dict.fromkeys(motives.MOTIVES, 1 / len(motives.MOTIVES))
    return _clear((even, made, list(seen), takes, 0.05))


def public(
    made: dict[str, Experiment], *seen: list[str], slip: float = 0.1, **hours: float
) -> Args:
    """A public case: motives are equally probable, hours are 1 unless given."""
    names = sorted({key for one in made.values() for key in one} - {"actions"})
    takes = {name: hours.get(name, 1.0) for name in made}
    return _clear((dict.fromkeys(names, 1 / len(names)), made, list(seen), takes, slip))


# In A everybody does what the likeliest motive does; B separates.
CONFIRMING = public(
    {
        "A": {"actions": ["left", "right"], "event": ["left"], "register": ["left"]},
        "B": {"actions": ["left", "right", "stay"], "event": ["left"], "register": ["stay"]},
    }
)

# In A what is seen is open because everybody draws lots; in B because motives differ.
NOISY = public(
    {
        "A": {
            "actions": ["left", "right", "stay"],
            "event": ["left", "right", "stay"],
            "register": ["left", "right", "stay"],
        },
        "B": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
    }
)

TWO = {
    "A": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
    "B": {"actions": ["left", "right"], "event": ["left", "right"], "register": ["right"]},
}

LR = ["left", "right"]
# What was seen speaks for one motive and then as much against it.
BACK_AND_FORTH = {
    "A": {"actions": LR, "event": ["right"], "register": LR},
    "B": {"actions": [*LR, "stay"], "event": ["left", "stay"], "register": ["left"]},
}
# Both experiments set one motive apart from the others.
THREE = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"], "task": ["left"]},
    "B": {"actions": LR, "event": ["left"], "register": ["left"], "task": ["right"]},
}
# Ties, slips and numbers of actions decide which of the two tells more.
TIES_IN_A = {
    "A": {"actions": [*LR, "stay"], "event": ["right", "stay"], "register": ["left", "stay"]},
    "B": {"actions": LR, "event": ["left"], "register": LR},
}
LOTS_IN_B = {
    "A": {"actions": [*LR, "stay"], "event": ["left"], "register": ["left"]},
    "B": {"actions": LR, "event": LR, "register": ["left"]},
}
QUICK_TIES = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"]},
    "B": {"actions": [*LR, "stay"], "event": ["left"], "register": ["left", "stay"]},
}
SLOW_TIES = {
    "A": {"actions": [*LR, "stay"], "event": ["stay"], "register": LR},
    "B": {"actions": LR, "event": ["left"], "register": LR},
}
ONE_TIE = {
    "A": {"actions": LR, "event": LR, "register": ["left"], "task": LR},
    "B": {"actions": [*LR, "stay"], "event": ["left"], "register": LR, "task": ["left"]},
}
TWO_TIES = {
    "A": {
        "actions": [*LR, "stay"],
        "event": ["right", "stay"],
        "register": ["right", "stay"],
        "task": ["left"],
    },
    "B": {"actions": LR, "event": ["left"], "register": LR, "task": LR},
}
TASK_APART = {
    "A": {
        "actions": [*LR, "stay"],
        "event": ["left"],
        "register": ["stay"],
        "task": ["stay"],
    },
    "B": {
        "actions": [*LR, "stay"],
        "event": ["left"],
        "register": ["right"],
        "task": ["right", "stay"],
    },
}
IN_B_ALIKE = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"]},
    "B": {"actions": LR, "event": ["left"], "register": ["left"]},
}
