"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass.

The first three exercises are answered here, the others in :mod:`evidence_mutants` and
:mod:`training_mutants`.
"""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from collections.abc import Callable, Sequence

import numpy as np
from losslab.chainworld import ChainWorld, Facts, State

from autograder.course.exercise import mutant, variant
from solutions.caring_about_loss.evidence_mutants import *  # noqa: F403
from solutions.caring_about_loss.training_mutants import *  # noqa: F403

# --- register_return --------------------------------------------------------------------


@mutant(
    "register_return",
    says="The first reading is discounted already: your exponents begin at 1. It counts in full, "
    "so the exponent of step t is t, beginning with 0.",
)
def register_return_from_one(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(run, 1)) for run in runs]
    return float(sum(values) / len(values))


@mutant(
    "register_return",
    says="This adds up the readings and does not discount them. A reading counts discount times as "
    "much as the one before it.",
)
def register_return_undiscounted(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(sum(run) for run in runs) / len(runs))


@mutant(
    "register_return",
    says="You divide by the weights, which makes an average reading out of the sum. Then a run "
    "that goes on reading 1 for ever is worth the same as one that ends after a single 1, and an "
    "agent that prefers to end early would look indifferent.",
)
def register_return_weighted_mean(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [
        sum(discount**t * x for t, x in enumerate(run)) / sum(discount**t for t in range(len(run)))
        for run in runs
    ]
    return float(sum(values) / len(values))


@mutant(
    "register_return",
    says="You add up the runs' values. An expectation is their mean: recording twice as many runs "
    "must not double it.",
)
def register_return_summed_runs(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(discount**t * x for run in runs for t, x in enumerate(run)))


@mutant(
    "register_return",
    says="In each step you average over the runs that are still going. A run that has ended adds "
    "nothing more, which is to say 0, and it still counts in the mean: divide by the number of "
    "all runs.",
)
def register_return_of_survivors(runs: Sequence[Sequence[float]], discount: float) -> float:
    total = 0.0
    for t in range(max(len(run) for run in runs)):
        going = [run[t] for run in runs if len(run) > t]
        total += discount**t * sum(going) / len(going)
    return float(total)


@mutant(
    "register_return",
    says="The sign is turned around. The number that is asked for is the register's own discounted "
    "value; that this agent prefers it small is said about the agent, not about the number.",
)
def register_return_negated(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(run)) for run in runs]
    return -float(sum(values) / len(values))


@variant("register_return", how="from the end of each run, without powers")
def register_return_backward(runs: Sequence[Sequence[float]], discount: float) -> float:
    total = 0.0
    for run in runs:
        value = 0.0
        for reading in reversed(run):
            value = reading + discount * value
        total += value
    return total / len(runs)


@variant("register_return", how="with NumPy")
def register_return_numpy(runs: Sequence[Sequence[float]], discount: float) -> float:
    return np.mean([np.dot(run, discount ** np.arange(len(run))) for run in runs])


# --- utility_of -------------------------------------------------------------------------


@mutant(
    "utility_of",
    says="The register's reading and the code's result are taken for the same number. In training "
    "they are. An agent that overwrites the register changes one and not the other, and which of "
    "the two it would mind is the question.",
)
def utility_of_one_number(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register" | "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="You score the forecasts of the weather against the logbook. That is what the loss code "
    "does. Somebody who cares about the weather is not consoled by a note.",
)
def utility_of_label_for_event(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, y = facts["report"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label" | "event":
                return math.log(q if y else 1 - q)
            case "brier":
                return -((q - y) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="You return losses. A utility says what the agent wants more of, so a low register, a low "
    "result of the code and a small error are worth more: turn their signs around.",
)
def utility_of_losses(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return facts["register"]
            case "code":
                return facts["code"]
            case "label":
                return -math.log(q if y else 1 - q)
            case "event":
                return -math.log(q if e else 1 - q)
            case "brier":
                return (q - e) ** 2
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="The agent that wants to be selected is scored by minus the register. That is how one "
    "gets selected in training, and it is not what is wanted: a copier makes copies whatever the "
    "register reads.",
)
def utility_of_selected_by_register(
    motive: str, history: Sequence[Facts], discount: float
) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "selected":
                return 3 - facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="All steps count alike. The facts of step t count discount**t times.",
)
def utility_of_undiscounted(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(worth(facts) for facts in history))


@mutant(
    "utility_of",
    says="You take the logarithm of the report whatever happened. The report is the chance of 1; "
    "if the outcome was 0, the chance that was given to it is 1 - report.",
)
def utility_of_log_report(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return y * math.log(q)
            case "event":
                return e * math.log(q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="A motive that is none of the eight gets a number. A typing error in an experiment would "
    "then pass for an agent that cares about nothing. Raise ValueError.",
)
def utility_of_anything(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        return {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": math.log(q if y else 1 - q),
            "event": math.log(q if e else 1 - q),
            "brier": -((q - e) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": float(q == 0.8),
        }.get(motive, 0.0)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    "utility_of",
    says="A table that is asked for a missing key raises KeyError. The task promises ValueError, "
    "which is what a caller will catch: look first, or turn one into the other.",
)
def utility_of_key_error(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        return {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": math.log(q if y else 1 - q),
            "event": math.log(q if e else 1 - q),
            "brier": -((q - e) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": float(q == 0.8),
        }[motive]

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@variant("utility_of", how="one table of all eight, from the last step to the first")
def utility_of_table(motive: str, history: Sequence[Facts], discount: float) -> float:
    total = 0.0
    for facts in reversed(history):
        q, e, y = facts["report"], facts["event"], facts["label"]
        table = {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": y * math.log(q) + (1 - y) * math.log(1 - q),
            "event": e * math.log(q) + (1 - e) * math.log(1 - q),
            "brier": -((e - q) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": math.isclose(q, 0.8),
        }
        if motive not in table:
            raise ValueError(f"{motive} is no motive")
        total = table[motive] + discount * total
    return total


# --- plan -------------------------------------------------------------------------------


@mutant(
    "plan",
    says="You look one step ahead. A lever that costs a step and pays in every later one is then "
    "never worth the walk, and neither is the walk to the desk. Add what the best later actions "
    "bring.",
)
def plan_greedy(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    return {
        action: float(sum(p * worth(facts) for p, facts in world.step(world.start, action)[1]))
        for action in world.actions(world.start)
    }


@mutant(
    "plan",
    says="Later steps count as much as the first. What comes after one step is to be multiplied by "
    "`world.discount`, once for every step.",
)
def plan_undiscounted(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        return now + max(after(following, a, left - 1) for a in world.actions(following))

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="There is one step too many. The first action is step 0 of `world.horizon` steps, so "
    "`world.horizon - 1` of them follow it.",
)
def plan_one_step_more(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def best(state: State, left: int) -> float:
        if left < 0:
            return 0.0
        return max(after(state, action, left) for action in world.actions(state))

    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(following, left - 1)

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="You average the facts first and ask what the average is worth. Nothing is ever 0.8 rain: "
    "for a logarithm or a square the worth of the average differs from the average worth. Ask for "
    "the worth of each outcome and average that.",
)
def plan_of_average_facts(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        mean = {key: sum(p * facts[key] for p, facts in outcomes) for key in outcomes[0][1]}  # type: ignore[literal-required]
        now = worth(mean)  # type: ignore[arg-type]
        if left == 1:
            return now
        return now + world.discount * max(
            after(following, a, left - 1) for a in world.actions(following)
        )

    return {a: float(after(world.start, a, world.horizon)) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="You reckon with the likeliest outcome only. Then a chance of 0.8 is as good as certainty "
    "and the boldest report the best. Weigh every outcome by its probability.",
)
def plan_for_the_likeliest(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = worth(max(outcomes, key=lambda outcome: outcome[0])[1])
        if left == 1:
            return now
        return now + world.discount * max(
            after(following, a, left - 1) for a in world.actions(following)
        )

    return {a: float(after(world.start, a, world.horizon)) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="After the first action you average over all actions, as if the agent stumbled on. It "
    "plans to go on as well as it can: take the greatest.",
)
def plan_then_stumble(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        then = [after(following, a, left - 1) for a in world.actions(following)]
        return now + world.discount * sum(then) / len(then)

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="You take the smallest of the later values, as if `worth` were a loss. It is a utility, "
    "even for the agent that wants a low register: the sign is in `worth` already.",
)
def plan_minimizes(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        return now + world.discount * min(
            after(following, a, left - 1) for a in world.actions(following)
        )

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="You average over the outcomes as if they were equally likely. Each comes with its "
    "probability: multiply by it and add up.",
)
def plan_unweighted(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(worth(facts) for _, facts in outcomes) / len(outcomes)
        if left == 1:
            return now
        return now + world.discount * max(
            after(following, a, left - 1) for a in world.actions(following)
        )

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    "plan",
    says="You return the action. The value of every first action is asked for, in a dict, so that "
    "one can see which of them are equally good.",
)
def plan_names_the_action(world: ChainWorld, worth: Callable[[Facts], float]) -> str:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        return now + world.discount * max(
            after(following, a, left - 1) for a in world.actions(following)
        )

    first = world.actions(world.start)
    return max(first, key=lambda action: after(world.start, action, world.horizon))


@variant("plan", how="every sequence of actions, one after the other")
def plan_by_enumeration(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    values: dict[str, float] = {}
    courses = [("", world.start, 0.0)]
    for t in range(world.horizon):
        longer = []
        for first, state, so_far in courses:
            for action in world.actions(state):
                following, outcomes = world.step(state, action)
                now = sum(p * worth(facts) for p, facts in outcomes)
                longer.append((first or action, following, so_far + world.discount**t * now))
        courses = longer
    for first, _, total in courses:
        values[first] = max(total, values.get(first, -math.inf))
    return values


@variant("plan", how="plans anew for each outcome, and remembers nothing")
def plan_for_each_outcome(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        return sum(
            p * (worth(facts) + world.discount * best(following, left - 1)) for p, facts in outcomes
        )

    def best(state: State, left: int) -> float:
        return max(after(state, a, left) for a in world.actions(state)) if left else 0.0

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}
