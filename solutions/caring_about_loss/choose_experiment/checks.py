from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st
from losslab.caring_about_loss import chainworld, motives
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.eig.reference import eig
from solutions.caring_about_loss.experiments import Experiment, experiments, priors, slips
from solutions.caring_about_loss.plan.reference import plan
from solutions.caring_about_loss.posterior.reference import posterior

_four = ["event", "habit", "register", "task"]
MARGIN = 0.012


def _margin(args: Args) -> float:
    """By how many bits per hour the best experiment is ahead."""
    prior, made, seen, hours, slip = args
    belief = posterior(prior, made, seen, slip)
    rates = sorted(eig(belief, made[name], slip) / hours[name] for name in made)
    return rates[-1] - rates[-2]


@st.composite
def choices_of_experiments(draw: st.DrawFn, least: int, most: int, hours: list[float]) -> Args:
    """Three experiments, some of which have been made."""
    made = {name: draw(experiments(_four, 3, ties=True)) for name in "ABC"}
    names = draw(st.lists(st.sampled_from("ABC"), min_size=least, max_size=most))
    seen = [[name, draw(st.sampled_from(made[name]["actions"]))] for name in names]
    prior = draw(priors(_four, st.permutations([1, 2, 3, 4]).map(list)))
    takes = {name: draw(st.sampled_from(hours)) for name in "ABC"}
    return prior, made, seen, takes, draw(slips)


first_choices = choices_of_experiments(0, 0, [1.0]).filter(lambda args: _margin(args) > MARGIN)

costly_choices = choices_of_experiments(0, 0, [1.0, 2.0, 4.0]).filter(
    lambda args: _margin(args) > MARGIN
)

later_choices = choices_of_experiments(1, 3, [1.0, 2.0]).filter(lambda args: _margin(args) > MARGIN)


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


def at_the_station(*seen: list[str], **hours: float) -> Args:
    """A public case about the eight agents: hours are 1 unless given, underscores for spaces."""
    made = station_experiments()
    takes = {name: hours.get(name.replace(" ", "_"), 1.0) for name in made}
    prior = dict.fromkeys(motives.MOTIVES, 1 / len(motives.MOTIVES))
    args = (prior, made, list(seen), takes, 0.05)
    assert _margin(args) > MARGIN, "the winner of a public case must be clear"
    return args


def _asked(
    made: dict[str, Experiment], *seen: list[str], slip: float = 0.1, **hours: float
) -> Args:
    names = sorted({key for experiment in made.values() for key in experiment} - {"actions"})
    takes = {name: hours.get(name, 1.0) for name in made}
    args = (dict.fromkeys(names, 1 / len(names)), made, list(seen), takes, slip)
    assert _margin(args) > MARGIN, "the winner of a public case must be clear"
    return args


# In A everybody does what the likeliest motive does; B separates.
CONFIRMING = _asked(
    {
        "A": {"actions": ["left", "right"], "event": ["left"], "register": ["left"]},
        "B": {"actions": ["left", "right", "stay"], "event": ["left"], "register": ["stay"]},
    }
)

# In A what is seen is open because everybody draws lots; in B because motives differ.
NOISY = _asked(
    {
        "A": {
            "actions": ["left", "right", "stay"],
            "event": ["left", "right", "stay"],
            "register": ["left", "right", "stay"],
        },
        "B": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
    }
)

# Once is not enough where slips are frequent.
REPEATING = _asked(
    {
        "A": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
        "B": {"actions": ["left", "right"], "event": ["left", "right"], "register": ["right"]},
    },
    ["A", "left"],
    slip=0.4,
)

EXERCISE = Exercise(
    title="The next question to put to an agent",
    objective="Choose experiments on an agent so that its motive is found out soon.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        "Three things have to be done in this order: update on what was seen, work out the bits of "
        "each experiment, take its time into account.",
        "The prior of the next experiment is the posterior after those already made. Everything "
        "else is as in `eig`, divided by `hours[name]`.",
        "Copy your `posterior` and `eig` into the body as inner functions, then "
        "`return max(experiments, key=lambda name: eig(belief, experiments[name], slip) / "
        "hours[name])`.",
    ),
    checks=(
        Check(
            "check_first_experiment",
            "Before anything was seen the most informative experiment is chosen.",
            first_choices,
            public=(
                at_the_station(),
                CONFIRMING,
                NOISY,
            ),
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_hours",
            "A longer experiment has to tell more.",
            costly_choices,
            public=(
                at_the_station(noisy_logbook=2.0, logbook=2.0),
                at_the_station(copier=0.25),
            ),
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_what_was_seen",
            "What has been seen decides what is still worth asking.",
            later_choices,
            public=(
                at_the_station(["noisy logbook", "report 0.8"]),
                at_the_station(["noisy logbook", "report 0.5"], ["register", "left"]),
                REPEATING,
            ),
            weight=1.5,
            tolerance=EXACT,
            draws=6,
        ),
    ),
)
