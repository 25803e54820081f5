"""The inputs that the checks of this chapter draw.

Each strategy puts what a check is about into every example, and builds the rest from few and
round numbers, so that a failing call can be read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab import chainworld, motives

from autograder.course.exercise import Args, Recipe, recipe
from solutions.caring_about_loss.reference import eig, plan, posterior

Experiment = dict[str, list[str]]

discounts = st.sampled_from([0.5, 0.75, 0.9])
_quarter = st.integers(1, 12).map(lambda n: n / 4)

# --- the register's discounted value ----------------------------------------------------


def _readings(least: int, most: int) -> SearchStrategy[list[float]]:
    return st.lists(_quarter, min_size=least, max_size=most)


one_run = st.tuples(st.tuples(_readings(2, 4)).map(list), discounts)
ragged_runs = st.tuples(
    st.tuples(_readings(3, 4), _readings(1, 1), _readings(2, 2)).map(list), discounts
)
no_discount = st.tuples(
    st.tuples(_readings(2, 3), _readings(1, 1)).map(list), st.sampled_from([0.0, 1.0])
)

# --- what a history is worth ------------------------------------------------------------


def facts(
    report: float, event: int, label: int, code: float, register: float, copies: float, harvest: int
) -> dict[str, Any]:
    """The facts of one step, by position: short to write in a public case."""
    values = (report, event, label, code, register, copies, harvest)
    return dict(zip(chainworld.Facts.__annotations__, values, strict=True))


@st.composite
def _steps(draw: st.DrawFn) -> dict[str, Any]:
    event = draw(st.integers(0, 1))
    return facts(
        draw(st.sampled_from([0.2, 0.6, 0.8, 0.9])),
        event,
        draw(st.sampled_from([event, 1 - event])),
        draw(_quarter),
        -draw(_quarter),
        draw(st.integers(4, 10).map(float)),
        draw(st.integers(0, 1)),
    )


@st.composite
def histories(draw: st.DrawFn, *names: str) -> Args:
    """A motive, two or three steps of which the second has label and event apart, a discount."""
    first, second, more = draw(_steps()), draw(_steps()), draw(st.lists(_steps(), max_size=1))
    second["label"] = 1 - second["event"]
    second["harvest"] = 1
    first["report"] = 0.8
    return draw(st.sampled_from(names)), [first, second, *more], draw(discounts)


# --- plans ------------------------------------------------------------------------------


def station(rows: list[str], **options: Any) -> Recipe:
    """A station as a recipe that a learner can read and run."""
    return recipe(chainworld.world, rows=rows, **options)


def caring_about(motive: str) -> Recipe:
    """What a step is worth to an agent with this motive, as a recipe."""
    return recipe(motives.worth, motive=motive)


_motive = st.sampled_from(sorted(motives.MOTIVES)).map(caring_about)
_score = st.sampled_from(["event", "label", "code", "brier"]).map(caring_about)
_chance = st.sampled_from([0.3, 0.6, 0.8, 0.95])


def _stations(
    rows: SearchStrategy[list[str]], least: int, most: int, noise: tuple[float, ...] = (0.0,)
) -> SearchStrategy[Recipe]:
    # Noise doubles the outcomes of a step, and some right answers plan anew for each outcome.
    return st.builds(
        lambda rows, chance, noise, horizon, discount: station(
            rows, chance=chance, noise=noise, horizon=horizon, discount=discount
        ),
        rows,
        _chance,
        st.sampled_from(noise),
        st.integers(least, most),
        discounts,
    )


_lever = st.sampled_from(sorted(chainworld.LEVERS))
single_reports = st.tuples(_stations(st.just(["D"]), 1, 1, (0.0, 0.25)), _score)
walks = st.tuples(
    _stations(st.sampled_from([["S.D"], ["SD"], ["DS."], ["S.", "#D"]]), 3, 3, (0.0, 0.25)), _motive
)
detours = st.tuples(_stations(_lever.map(lambda x: [f"{x}SD"]), 3, 4), _motive)
_two_levers = st.tuples(_lever, _lever).map(lambda ab: [f"{ab[0]}.{ab[1]}", "#SD"])
grids = st.tuples(_stations(_two_levers, 3, 4), _motive)

# --- who acts alike ---------------------------------------------------------------------

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


# --- experiments on agents --------------------------------------------------------------

_answers = ["left", "right", "stay", "wait"]


@st.composite
def _experiments(draw: st.DrawFn, names: list[str], actions: int, ties: bool) -> Experiment:
    possible = _answers[:actions]
    one = st.sampled_from(possible).map(lambda a: [a])
    some = st.lists(st.sampled_from(possible), min_size=1, max_size=2, unique=True)
    best = {name: draw(some if ties else one) for name in names}
    # The first two differ, so that something can be learned; with ties, the first shares.
    best[names[0]] = possible[:2] if ties else [possible[0]]
    best[names[1]] = [possible[1]]
    return {"actions": possible, **best}


def _normalized(weights: list[int]) -> list[float]:
    return [w / sum(weights) for w in weights]


_three = ["event", "register", "task"]
_slips = st.sampled_from([0.05, 0.1, 0.2])


def _priors(names: list[str], weights: SearchStrategy[list[int]]) -> SearchStrategy[dict]:
    return weights.map(lambda w: dict(zip(names, _normalized(w), strict=True)))


unequal = st.permutations([1, 3, 6]).map(list)
even = st.just([1, 1, 1])
with_zero = st.permutations([0, 1, 3]).map(list)


@st.composite
def observations(
    draw: st.DrawFn,
    prior: SearchStrategy[list[int]],
    least: int,
    most: int,
    ties: bool = False,
) -> Args:
    """A prior, two experiments and what was seen in them."""
    made = {
        "A": draw(_experiments(_three, 3, ties)),
        "B": draw(_experiments(_three, 2, ties)),
    }
    names = draw(st.lists(st.sampled_from(["A", "B"]), min_size=least, max_size=most))
    seen = [[name, draw(st.sampled_from(made[name]["actions"]))] for name in names]
    return draw(_priors(_three, prior)), made, seen, draw(_slips)


@st.composite
def repeated(draw: st.DrawFn) -> Args:
    """The same action seen twice or more in the same experiment, after a different one."""
    prior, made, seen, slip = draw(observations(even, 1, 1))
    return prior, made, [*seen, *[["A", "left"]] * draw(st.integers(2, 3))], slip


@st.composite
def surprising(draw: st.DrawFn) -> Args:
    """Forty-odd actions that hardly any motive explains."""
    made = {
        "A": {
            "actions": ["left", "right"],
            "event": ["left"],
            "register": ["left"],
            "task": ["left"],
        },
        "B": draw(_experiments(_three, 2, ties=True)),
    }
    seen = [["A", "right"]] * draw(st.integers(40, 50)) + [["B", draw(st.sampled_from(["left"]))]]
    return draw(_priors(_three, unequal)), made, seen, 1e-9


@st.composite
def single_experiments(
    draw: st.DrawFn, prior: SearchStrategy[list[int]], ties: bool, slip: SearchStrategy[float]
) -> Args:
    """A prior over three motives, one experiment, a slip."""
    return draw(_priors(_three, prior)), draw(_experiments(_three, 3, ties)), draw(slip)


even_information = single_experiments(even, False, _slips)
unequal_information = single_experiments(unequal, False, _slips)
tied_information = single_experiments(unequal, True, _slips)
sharp_information = single_experiments(with_zero, False, st.just(0.0))
no_information = st.builds(
    lambda action, prior, slip: (
        prior,
        {"actions": _answers[:3], **{name: [action] for name in _three}},
        slip,
    ),
    st.sampled_from(_answers[:3]),
    _priors(_three, unequal),
    _slips,
)

# --- the next experiment ----------------------------------------------------------------

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
    made = {name: draw(_experiments(_four, 3, ties=True)) for name in "ABC"}
    names = draw(st.lists(st.sampled_from("ABC"), min_size=least, max_size=most))
    seen = [[name, draw(st.sampled_from(made[name]["actions"]))] for name in names]
    prior = draw(_priors(_four, st.permutations([1, 2, 3, 4]).map(list)))
    takes = {name: draw(st.sampled_from(hours)) for name in "ABC"}
    return prior, made, seen, takes, draw(_slips)


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

# --- objectives -------------------------------------------------------------------------


@st.composite
def menus(draw: st.DrawFn, least: int, most: int, spare: int) -> Args:
    """Choices from menus of two or three of the outcomes; `spare` outcomes are on no menu."""
    offered = draw(st.integers(3, 4))
    numbers = st.lists(st.integers(0, offered - 1), min_size=2, max_size=3, unique=True)
    choices = []
    for _ in range(draw(st.integers(least, most))):
        menu = draw(numbers)
        choices.append([sorted(menu), draw(st.sampled_from(menu))])
    return offered + spare, draw(st.integers(2, 3)), choices


# --- a corridor with a lever ------------------------------------------------------------


@st.composite
def corridors(draw: st.DrawFn, trained_by: str, least: int, most: int) -> Args:
    """A policy in a corridor of four or five cells, and how it is trained."""
    cells = draw(st.integers(4, 5))
    logits = draw(st.lists(st.integers(-4, 4).map(lambda n: n / 4), min_size=cells, max_size=cells))
    corridor = {
        "start": draw(st.integers(1, cells - 2)),
        "horizon": draw(st.integers(3, 6)),
        "lever": draw(st.sampled_from([2.0, 3.0])),
        "apple": draw(st.sampled_from([0.5, 1.5])),
    }
    policy = torch.tensor(logits, dtype=torch.float64)
    steps = draw(st.integers(least, most))
    return policy, corridor, trained_by, steps, draw(st.sampled_from([0.5, 1.0, 2.0]))


def leaning(lean: float, trained_by: str, steps: int, **corridor: float) -> Args:
    """A public case: the same logit in each of five cells."""
    where = {"start": 2, "horizon": 6, "lever": 3.0, "apple": 1.0, **corridor}
    return torch.full((5,), lean, dtype=torch.float64), where, trained_by, steps, 4.0


# --- approval ---------------------------------------------------------------------------


@st.composite
def approvals(draw: st.DrawFn, decoupled: bool) -> Args:
    """Three actions, one of them a lever that the supervisor does not like."""
    logits = draw(st.permutations([-0.5, 0.0, 1.0]))
    lever = draw(st.integers(0, 2))
    approval = [draw(_quarter) for _ in range(3)]
    approval[lever] = -draw(_quarter)
    return (
        torch.tensor(logits, dtype=torch.float64),
        torch.tensor(approval, dtype=torch.float64),
        lever,
        draw(st.integers(4, 8).map(float)),
        decoupled,
    )


def approval_case(decoupled: bool, *logits: float, written: float = 5.0) -> Args:
    """A public case: action 0 is approved of, 1 is not, 2 is a lever that is not either."""
    approval = torch.tensor([1.0, -1.0, -2.0], dtype=torch.float64)
    return torch.tensor(logits, dtype=torch.float64), approval, 2, written, decoupled


# --- selection --------------------------------------------------------------------------


@st.composite
def types(draw: st.DrawFn, copying: list[float], rounds: SearchStrategy[int]) -> Args:
    """Three types; the one with the greatest loss copies itself most, if any does."""
    shares = draw(st.permutations([1, 2, 5]))
    losses = sorted(draw(st.lists(_quarter, min_size=3, max_size=3, unique=True)))
    return (
        np.array(_normalized(list(shares))),
        np.array(losses),
        np.array(copying),
        draw(rounds),
    )


by_loss_alone = types([1.0, 1.0, 1.0], st.integers(1, 4))
self_copiers = types([1.0, 2.0, 3.0], st.integers(1, 4))
many_rounds = st.builds(
    lambda args, least: (args[0], args[1] + least, *args[2:]),
    types([1.0, 2.0, 3.0], st.sampled_from([400, 600])),
    st.sampled_from([2.0, 3.0]),
)


@st.composite
def populations(draw: st.DrawFn, selected: bool, rounds: int) -> Args:
    """Three or four networks, some leaning to each side."""
    grid = st.integers(-8, 8).map(lambda n: n / 4)
    logits = draw(st.lists(grid, min_size=3, max_size=4, unique=True))
    mutations = st.sampled_from([-0.5, 0.25, 0.5])
    return (
        logits,
        draw(st.sampled_from([0.25, 0.5, 0.75])),
        draw(st.sampled_from([0.5, 1.0])),
        draw(st.lists(mutations, min_size=rounds, max_size=rounds + 2)),
        selected,
    )
