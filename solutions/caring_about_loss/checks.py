"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from losslab import motives

from autograder.course.exercise import Check, Exercise, Tolerance
from solutions.caring_about_loss import inputs
from solutions.caring_about_loss.discussions import DISCUSSIONS

_exact = Tolerance(0.0, 0.0)
_near = Tolerance(rtol=1e-6, atol=1e-6)

REGISTER_RETURN = Exercise(
    id="register_return",
    title="What a register-carer counts",
    objective="Turn recorded register readings into the number that one kind of agent minimizes.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "Take a single run of two readings first. What is the exponent of the first, and what of "
        "the second?",
        "`sum(discount**t * reading for t, reading in enumerate(run))` is one run's value. Divide "
        "the sum of these by the number of runs, whatever their lengths.",
    ),
    discussion=DISCUSSIONS["register_return"],
    checks=(
        Check(
            "check_one_run",
            "The readings of one run are discounted from the second on.",
            inputs.one_run,
            public=(([[1.0, 2.0, 4.0]], 0.5),),
            draws=6,
        ),
        Check(
            "check_runs_of_different_length",
            "The value is the mean over all runs, long and short.",
            inputs.ragged_runs,
            public=(([[1.0, 1.0, 1.0], [2.0]], 0.5), ([[1.0], [3.0]], 0.9)),
            draws=6,
        ),
        Check(
            "check_discount_of_zero_and_one",
            "With a discount of 0 the first reading counts alone, with 1 all count alike.",
            inputs.no_discount,
            public=(([[2.0, 1.0], [1.0]], 0.0), ([[2.0, 1.0], [1.0]], 1.0)),
            weight=0.5,
            draws=4,
        ),
    ),
)

# Somebody has pulled levers: no fact follows from another.
_tampered = [
    inputs.facts(0.8, 1, 0, 0.5, 0.0, 3.0, 1),
    inputs.facts(0.6, 0, 1, 0.25, -2.0, 10.0, 0),
]


def _utility_check(name: str, promise: str, *names: str) -> Check:
    return Check(
        f"check_{name}",
        promise,
        inputs.histories(*names),
        public=[(motive, _tampered, 0.5) for motive in names],
        tolerance=_near,
        draws=6,
    )


UTILITY_OF = Exercise(
    id="utility_of",
    title="Eight things to care about",
    objective="Score the same history for agents that care about different links of one chain.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Write a function of the facts of one step for each motive, and sum afterwards. Four of "
        "the eight are a fact, with or without a minus sign.",
        "For `label` and `event` ask which chance the report gave to what was the case: "
        "`math.log(q if outcome else 1 - q)`. The two differ in which fact is the outcome, and in "
        "nothing else.",
        "A dict from motive to worth is enough: `table[motive]`, and `raise ValueError` if the "
        "motive is not in it. Then sum `discount**t * worth` over `enumerate(history)`.",
    ),
    discussion=DISCUSSIONS["utility_of"],
    checks=(
        _utility_check(
            "the_links_of_the_machine",
            "Register, code and copies are scored by their own facts.",
            "register",
            "code",
            "selected",
        ),
        _utility_check(
            "forecasts",
            "Forecasts are scored against the right outcome, by the right rule.",
            "label",
            "event",
            "brier",
        ),
        _utility_check(
            "task_and_habit",
            "The harvest and the usual report are scored.",
            "task",
            "habit",
        ),
        Check(
            "check_other_names_are_refused",
            "A motive that does not exist raises ValueError.",
            st.builds(
                lambda args, name: (name, *args[1:]),
                inputs.histories("event"),
                st.sampled_from(["loss", "reward", "labels", ""]),
            ),
            public=(("loss", _tampered, 0.5),),
            weight=0.5,
            draws=3,
        ),
    ),
)

_plan_tolerance = Tolerance(rtol=1e-6, atol=1e-6)

PLAN = Exercise(
    id="plan",
    title="A planner for any motive",
    objective="Plan several steps ahead in a world, for whatever an agent cares about.",
    points=4,
    difficulty=4,
    minutes=35,
    hints=(
        "Begin with a horizon of one step: what is the expected worth of an action? Then ask what "
        "the last-but-one step needs to know of the last.",
        "Write a function `best(state, left)`: the greatest value that can be had from `state` if "
        "`left` steps are left. It is 0 if none is left. It calls itself with `left - 1`.",
        "The value of an action is the sum of `chance * worth(facts)` over the outcomes, plus "
        "`world.discount * best(next_state, left - 1)`. For the first action `left` is "
        "`world.horizon`. `functools.cache` on `best` saves time, and is not needed.",
    ),
    discussion=DISCUSSIONS["plan"],
    checks=(
        Check(
            "check_one_report",
            "At the desk, with one step left, each report has its expected worth.",
            inputs.single_reports,
            public=(
                (inputs.station(["D"], chance=0.8, horizon=1), inputs.caring_about("event")),
                (
                    inputs.station(["D"], chance=0.8, noise=0.25, horizon=1),
                    inputs.caring_about("label"),
                ),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
        Check(
            "check_walks_to_the_desk",
            "A walk is valued by what it leads to, discounted.",
            inputs.walks,
            public=(
                (
                    inputs.station(["S.D"], horizon=3, discount=0.5),
                    inputs.caring_about("register"),
                ),
                (inputs.station(["DS."], horizon=4, discount=0.5), inputs.caring_about("task")),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
        Check(
            "check_levers",
            "A lever within reach is valued by what it changes in all later steps.",
            inputs.detours,
            public=(
                (inputs.station(["RSD"], horizon=4), inputs.caring_about("register")),
                (inputs.station(["RSD"], horizon=4), inputs.caring_about("event")),
                (inputs.station(["LSD"], horizon=5), inputs.caring_about("label")),
            ),
            tolerance=_plan_tolerance,
            draws=6,
        ),
        Check(
            "check_grids_with_two_levers",
            "Values are right where a plan can pull two levers.",
            inputs.grids,
            public=(
                (
                    inputs.station(["E.K", "#SD"], horizon=4, discount=0.75),
                    inputs.caring_about("selected"),
                ),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
    ),
)

_valued = inputs.valued


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


IDENTICAL_IN_TRAINING = Exercise(
    id="identical_in_training",
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
    discussion=DISCUSSIONS["identical_in_training"],
    checks=(
        Check(
            "check_units_do_not_matter",
            "Motives that act alike belong together, whatever their units.",
            inputs.valued_situations(1, 0.0),
            public=(
                _situations(event=("l",), register=("l",), task=("r",)),
                _situations(event=("r",), register=("r",), task=("r",)),
            ),
            probe=motives.groups,
            tolerance=_exact,
            draws=6,
        ),
        Check(
            "check_ties",
            "An agent with two best actions differs from one that has only one of them.",
            inputs.valued_situations(2, 0.0),
            public=(_situations(event=("l",), habit=("lr",), register=("lr",), task=("rs",)),),
            probe=motives.groups,
            tolerance=_exact,
            draws=6,
        ),
        Check(
            "check_ties_up_to_rounding",
            "Values that differ in their last digits only are equal.",
            inputs.valued_situations(1, 1e-10),
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
            tolerance=_exact,
            draws=4,
        ),
        Check(
            "check_all_situations",
            "One situation in which two motives part is enough.",
            inputs.valued_situations(3, 0.0),
            public=(
                _situations(event=("l", "r"), register=("l", "l"), task=("r", "l")),
                _situations(event=("l", "l", "r"), register=("l", "l", "r"), task=("l", "l", "l")),
            ),
            probe=motives.groups,
            tolerance=_exact,
            draws=6,
        ),
    ),
)

_even = {"event": 0.5, "register": 0.5}
_one_lever = {
    "lever": {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
    "still": {"actions": ["desk", "lever"], "event": ["desk"], "register": ["desk", "lever"]},
}

POSTERIOR = Exercise(
    id="posterior",
    title="What behavior says about motives",
    objective="Update probabilities of motives by what agents that slip were seen to do.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Write down the probability that one motive gives to one action. Do the probabilities of "
        "all actions add up to 1?",
        "It is `slip / len(possible)` for every action, and `(1 - slip) / len(best)` more for each "
        "of the best. Multiply over what was seen, times the prior; divide by the sum over all "
        "motives.",
        "Forty surprises with a slip of 1e-9 make a product that no float can hold. Add logarithms "
        "and subtract the greatest before you exponentiate, or normalize after each action.",
    ),
    discussion=DISCUSSIONS["posterior"],
    checks=(
        Check(
            "check_one_action",
            "After one action the probabilities are those of Bayes' rule.",
            inputs.observations(inputs.even, 1, 1),
            public=(
                (_even, _one_lever, [["lever", "lever"]], 0.1),
                (_even, _one_lever, [], 0.1),
            ),
            tolerance=_near,
            draws=6,
        ),
        Check(
            "check_ties",
            "An agent with several best actions takes each equally often.",
            inputs.observations(inputs.even, 1, 2, ties=True),
            public=((_even, _one_lever, [["still", "desk"]], 0.1),),
            tolerance=_near,
            draws=6,
        ),
        Check(
            "check_priors",
            "What was probable before counts, and what was impossible stays so.",
            inputs.observations(st.one_of(inputs.unequal, inputs.with_zero), 0, 2),
            public=(
                ({"event": 0.75, "register": 0.25}, _one_lever, [["lever", "lever"]], 0.2),
                ({"event": 1.0, "register": 0.0}, _one_lever, [["lever", "lever"]], 0.2),
            ),
            tolerance=_near,
            draws=6,
        ),
        Check(
            "check_repetitions",
            "Every action that was seen counts, each time.",
            inputs.repeated(),
            public=(
                (_even, _one_lever, [["lever", "lever"], ["lever", "desk"]], 0.2),
                (
                    _even,
                    _one_lever,
                    [["lever", "lever"], ["lever", "lever"], ["still", "lever"]],
                    0.2,
                ),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_many_surprises",
            "The result is right where every product of likelihoods underflows.",
            inputs.surprising(),
            public=(
                (
                    {"event": 0.75, "register": 0.25},
                    {
                        "lever": {
                            "actions": ["desk", "lever"],
                            "event": ["desk"],
                            "register": ["desk"],
                        }
                    },
                    [["lever", "lever"]] * 40,
                    1e-9,
                ),
            ),
            weight=0.5,
            tolerance=_near,
            draws=3,
        ),
    ),
)

_three_ways = ["left", "right", "stay"]

EIG = Exercise(
    id="eig",
    title="What an experiment is worth",
    objective="Compute in bits what an experiment can be expected to tell about a motive.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "What is the answer if all motives do the same, and what if two equally probable motives "
        "never slip and do different things?",
        "Mutual information can be had from either side: from the motive's entropy before and "
        "after, or from the action's, `H(action) - H(action given motive)`. The second needs no "
        "posterior.",
        "Make a table of probabilities, one row a motive and one column an action. The mixture "
        "is `prior @ table`. Subtract from its entropy the prior-weighted mean of the rows' "
        "entropies. Leave terms of probability 0 out of every entropy.",
    ),
    discussion=DISCUSSIONS["eig"],
    checks=(
        Check(
            "check_equal_priors",
            "The bits are right for motives that are equally probable.",
            inputs.even_information,
            public=(
                (
                    _even,
                    {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
                    0.1,
                ),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_unequal_priors",
            "The bits are right for motives that are not.",
            inputs.unequal_information,
            public=(
                (
                    {"event": 0.9, "register": 0.1},
                    {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
                    0.1,
                ),
                (
                    {"event": 0.5, "register": 0.25, "task": 0.25},
                    {
                        "actions": _three_ways,
                        "event": ["left"],
                        "register": ["right"],
                        "task": ["right"],
                    },
                    0.2,
                ),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_ties",
            "Chance in what an agent does is not taken for information.",
            inputs.tied_information,
            public=(
                (
                    _even,
                    {"actions": _three_ways, "event": ["left", "right"], "register": ["right"]},
                    0.1,
                ),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_nothing_to_learn",
            "Where all motives act alike the experiment is worth nothing.",
            inputs.no_information,
            public=(
                (
                    {"event": 0.25, "register": 0.75},
                    {"actions": _three_ways, "event": ["stay"], "register": ["stay"]},
                    0.2,
                ),
            ),
            weight=0.5,
            tolerance=_near,
            draws=3,
        ),
        Check(
            "check_certainties",
            "Slips of probability 0 and motives of probability 0 are no obstacle.",
            inputs.sharp_information,
            public=(
                (
                    {"event": 0.5, "register": 0.5, "task": 0.0},
                    {
                        "actions": _three_ways,
                        "event": ["left"],
                        "register": ["right"],
                        "task": ["stay"],
                    },
                    0.0,
                ),
            ),
            weight=0.5,
            tolerance=_near,
            draws=4,
        ),
    ),
)

CHOOSE_EXPERIMENT = Exercise(
    id="choose_experiment",
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
    discussion=DISCUSSIONS["choose_experiment"],
    checks=(
        Check(
            "check_first_experiment",
            "Before anything was seen the most informative experiment is chosen.",
            inputs.first_choices,
            public=(
                inputs.at_the_station(),
                inputs.CONFIRMING,
                inputs.NOISY,
            ),
            tolerance=_exact,
            draws=6,
        ),
        Check(
            "check_hours",
            "A longer experiment has to tell more.",
            inputs.costly_choices,
            public=(
                inputs.at_the_station(noisy_logbook=2.0, logbook=2.0),
                inputs.at_the_station(copier=0.25),
            ),
            tolerance=_exact,
            draws=6,
        ),
        Check(
            "check_what_was_seen",
            "What has been seen decides what is still worth asking.",
            inputs.later_choices,
            public=(
                inputs.at_the_station(["noisy logbook", "report 0.8"]),
                inputs.at_the_station(["noisy logbook", "report 0.5"], ["register", "left"]),
                inputs.REPEATING,
            ),
            weight=1.5,
            tolerance=_exact,
            draws=6,
        ),
    ),
)

OBJECTIVES_LEFT_OPEN = Exercise(
    id="objectives_left_open",
    title="How many objectives fit",
    objective="Count how many utility functions over facts a behavior is consistent with.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "How many functions are there if nothing was seen? And what does a choice between two of "
        "five outcomes say about the other three?",
        "`itertools.product(range(levels), repeat=outcomes)` lists all functions, as tuples whose "
        "entry o is the value of outcome o.",
        "Keep those for which, in each choice, the value of the chosen outcome equals the greatest "
        "value on the menu. Do not sort out constants, and do not sort out unseen outcomes.",
    ),
    discussion=DISCUSSIONS["objectives_left_open"],
    checks=(
        Check(
            "check_nothing_seen",
            "Before any choice was seen every function is open.",
            st.builds(
                lambda outcomes, levels: (outcomes, levels, []),
                st.integers(1, 5),
                st.integers(1, 3),
            ),
            public=((3, 2, []),),
            weight=0.5,
            tolerance=_exact,
            draws=4,
        ),
        Check(
            "check_one_choice",
            "A choice leaves open the functions under which nothing on the menu is better.",
            inputs.menus(1, 1, 0),
            public=((2, 2, [[[0, 1], 0]]), (3, 3, [[[0, 1, 2], 1]])),
            tolerance=_exact,
            draws=5,
        ),
        Check(
            "check_outcomes_that_were_never_offered",
            "Outcomes that were on no menu may have any value.",
            inputs.menus(1, 2, 2),
            public=((4, 3, [[[0, 1], 0]]),),
            tolerance=_exact,
            draws=4,
        ),
        Check(
            "check_several_menus",
            "An outcome has the same value on every menu.",
            inputs.menus(2, 3, 0),
            public=(
                (3, 3, [[[0, 1], 0], [[1, 2], 1]]),
                (3, 3, [[[0, 1], 0], [[0, 1], 1]]),
            ),
            tolerance=_exact,
            draws=5,
        ),
    ),
)

_trained = Tolerance(rtol=1e-4, atol=1e-5)

TAMPER_RATE = Exercise(
    id="tamper_rate",
    title="A lever on the reward register",
    objective="Compute when training by a register makes a policy tamper with it, and when not.",
    points=4,
    difficulty=4,
    minutes=35,
    hints=(
        "Begin with no training. Keep the probability of standing in each inner cell, and move it "
        "on `horizon` times. What arrives in cell 0 stays there; add it up.",
        "If this is computed with torch from the logits, the probability of the lever and that "
        "of the apple are differentiable. The expected reading is `lever * p_lever + apple * "
        "p_apple`.",
        "`torch.autograd.grad(climbed, z)` gives the gradient at a leaf `z`, made by "
        "`logits.clone().requires_grad_()`. After a step make a new leaf: "
        "`(z + rate * gradient).detach().requires_grad_()`.",
        "Imitation climbs `torch.nn.functional.logsigmoid(z[1:-1]).mean()`. No corridor occurs in "
        "it, and no register.",
    ),
    discussion=DISCUSSIONS["tamper_rate"],
    checks=(
        Check(
            "check_untrained",
            "The probability of reaching the lever is right before any training.",
            inputs.corridors("register", 0, 0),
            public=(inputs.leaning(0.0, "register", 0), inputs.leaning(0.5, "cut", 0, horizon=1)),
            tolerance=_trained,
            draws=5,
        ),
        Check(
            "check_trained_by_the_register",
            "Training by the register climbs what the register reads.",
            inputs.corridors("register", 1, 3),
            public=(
                inputs.leaning(0.0, "register", 1),
                inputs.leaning(0.0, "register", 4),
                inputs.leaning(8.0, "register", 4),
            ),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_trained_with_the_lever_cut",
            "With the wire cut the lever still ends a run and pays nothing.",
            inputs.corridors("cut", 1, 2),
            public=(inputs.leaning(0.0, "cut", 1, apple=2.0), inputs.leaning(-1.0, "cut", 3)),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_trained_by_imitation",
            "An imitator climbs the log-probability of the demonstration.",
            inputs.corridors("imitation", 1, 3),
            public=(
                inputs.leaning(0.0, "imitation", 2),
                inputs.leaning(0.0, "imitation", 2, lever=100.0),
            ),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_other_names_are_refused",
            "A way of training that does not exist raises ValueError.",
            st.builds(
                lambda args, name: (*args[:2], name, *args[3:]),
                inputs.corridors("cut", 1, 1),
                st.sampled_from(["reward", "loss"]),
            ),
            public=(inputs.leaning(0.0, "reward", 1),),
            weight=0.25,
            draws=2,
        ),
    ),
)

DECOUPLED_APPROVAL = Exercise(
    id="decoupled_approval",
    title="Ask about something else",
    objective="Compute why feedback on a second draw takes away the incentive to tamper.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "List the cases for two actions, one of them a lever. In which does the register read "
        "`written`?",
        "The expectation runs over pairs (action, query), each with its probability. If it is not "
        "decoupled, only pairs of equals occur, with probability `pi[a]`.",
        "Two loops, over the action and the query: add probability times the number read times "
        "`unit vector of the query - pi`. What is read depends on the action, whose credit it is "
        "on the query.",
    ),
    discussion=DISCUSSIONS["decoupled_approval"],
    checks=(
        Check(
            "check_coupled",
            "Where the action is its own query, the lever is paid what it writes.",
            inputs.approvals(False),
            public=(
                inputs.approval_case(False, 0.0, 0.0, 0.0),
                inputs.approval_case(False, 1.0, 0.0, 0.5),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_decoupled",
            "Where the query is a second draw, it makes no difference what the lever writes.",
            inputs.approvals(True),
            public=(
                inputs.approval_case(True, 0.0, 0.0, 0.0),
                inputs.approval_case(True, 1.0, 0.0, 0.5),
                inputs.approval_case(True, 1.0, 0.0, 0.5, written=100.0),
            ),
            weight=2,
            tolerance=_near,
            draws=6,
        ),
    ),
)

_thirds = np.array([0.25, 0.25, 0.5])

REPLICATE = Exercise(
    id="replicate",
    title="What persists",
    objective="Compute what a rule for copying leaves in memory when types also copy themselves.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One round first: multiply, then divide by the sum. What is the sum of shares?",
        "Dividing by the sum in every round changes no ratio, and keeps all numbers between 0 and "
        "1 however many rounds there are.",
    ),
    discussion=DISCUSSIONS["replicate"],
    checks=(
        Check(
            "check_copied_by_loss_alone",
            "Types that do nothing about their number are selected by their loss.",
            inputs.by_loss_alone,
            public=((_thirds, np.array([0.5, 1.0, 2.0]), np.ones(3), 2),),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_self_copiers",
            "What a type does about its own number counts as much as the rule.",
            inputs.self_copiers,
            public=((_thirds, np.array([0.5, 1.0, 2.0]), np.array([1.0, 1.0, 10.0]), 3),),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_many_rounds",
            "Shares are right after hundreds of rounds.",
            inputs.many_rounds,
            public=((_thirds, np.array([2.0, 2.001, 3.0]), np.array([1.0, 1.0, 2.5]), 900),),
            weight=0.5,
            tolerance=Tolerance(rtol=1e-5, atol=1e-6),
            draws=3,
        ),
    ),
)

TRAIN_POPULATION = Exercise(
    id="train_population",
    title="Selection sees further than the gradient",
    objective="Compute what a myopic gradient forbids and selection brings back.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Work out one round on paper with two networks at z = 0 and z = 1. Which of them has more "
        "reward over the round, and which way does the gradient move both?",
        "The derivative of the sigmoid is `p * (1 - p)`, so the gradient step is "
        "`z - rate * cost * p * (1 - p)`.",
        "(1 - cost) * p rises with z. So the worst network is the one with the smallest z, the "
        "best the one with the greatest: `z[z.argmin()] = z.max() + mutation`.",
    ),
    discussion=DISCUSSIONS["train_population"],
    checks=(
        Check(
            "check_gradient_alone",
            "Without selection every network moves away from cooperating.",
            inputs.populations(False, 2),
            public=(
                ([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5, 0.5], False),
                ([0.0, 1.0], 0.5, 1.0, [], True),
            ),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_one_round_of_selection",
            "After the gradient step the worst network becomes a mutated copy of the best.",
            inputs.populations(True, 1),
            public=(([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5], True),),
            tolerance=_near,
            draws=5,
        ),
        Check(
            "check_many_rounds_of_selection",
            "Over many rounds what was copied is copied on.",
            inputs.populations(True, 5),
            public=(([-1.0, 0.0, 1.0], 0.25, 0.5, [0.5, -0.25, 0.5, 0.5], True),),
            tolerance=_near,
            draws=5,
        ),
    ),
)

PRELOAD = (
    "losslab.chainworld",
    "losslab.levers",
    "losslab.motives",
    "losslab.selection",
)

EXERCISES = (
    REGISTER_RETURN,
    UTILITY_OF,
    PLAN,
    IDENTICAL_IN_TRAINING,
    POSTERIOR,
    EIG,
    CHOOSE_EXPERIMENT,
    OBJECTIVES_LEFT_OPEN,
    TAMPER_RATE,
    DECOUPLED_APPROVAL,
    REPLICATE,
    TRAIN_POPULATION,
)
