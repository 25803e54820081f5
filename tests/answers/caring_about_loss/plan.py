from collections.abc import Callable
from functools import cache
from itertools import product

import numpy as np
from losslab.caring_about_loss.chainworld import ChainWorld, Facts, State


def right_remembered_recursion(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Recurse over (state, steps left) and remember what was worked out."""

    def expected(outcomes):
        return sum(p * worth(facts) for p, facts in outcomes)

    @cache
    def value(state, action, left):
        after, outcomes = world.step(state, action)
        return expected(outcomes) + world.discount * best(after, left - 1)

    @cache
    def best(state, left):
        if left == 0:
            return 0.0
        return max(value(state, action, left) for action in world.actions(state))

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def right_every_sequence(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Walk through all sequences of actions with a stack and keep the greatest total of each."""
    values = {}
    stack = [(world.start, 0, 0.0, None)]
    while stack:
        state, t, total, first = stack.pop()
        if t == world.horizon:
            values[first] = max(values.get(first, total), total)
            continue
        for action in world.actions(state):
            after, outcomes = world.step(state, action)
            gained = world.discount**t * sum(p * worth(facts) for p, facts in outcomes)
            stack.append((after, t + 1, total + gained, action if first is None else first))
    return values


def right_forward_layers(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Carry the greatest total so far for each reachable state forward; chance moves no state."""

    def moves(state):
        for action in world.actions(state):
            after, outcomes = world.step(state, action)
            yield action, after, sum(p * worth(facts) for p, facts in outcomes)

    values = {}
    for first, after, gained in moves(world.start):
        layer = {after: gained}
        for t in range(1, world.horizon):
            following = {}
            for state, total in layer.items():
                for _, then, more in moves(state):
                    whole = total + world.discount**t * more
                    following[then] = max(following.get(then, whole), whole)
            layer = following
        values[first] = max(layer.values())
    return values


def right_max_plus_matrix(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Find all reachable states, make a matrix of them, and go back in time with NumPy."""
    states = [world.start]
    edges = {}
    for state in states:
        for action in world.actions(state):
            after, outcomes = world.step(state, action)
            edges[state, action] = after, float(sum(p * worth(f) for p, f in outcomes))
            if after not in states:
                states.append(after)
    place = {state: i for i, state in enumerate(states)}
    gains = np.full((len(states), len(states)), -np.inf)
    for (state, _), (after, gain) in edges.items():
        spot = place[state], place[after]
        gains[spot] = max(gains[spot], gain)
    later = np.zeros(len(states))
    for _ in range(world.horizon - 1):
        later = (gains + world.discount * later).max(axis=1)
    return {
        action: gain + world.discount * later[place[after]]
        for (state, action), (after, gain) in edges.items()
        if state == world.start
    }


def right_backward_tables(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Fill one table of values after the other, from the last step to the first."""
    from collections import OrderedDict, defaultdict

    reached = [{world.start}]
    for _ in range(world.horizon - 1):
        reached.append({world.step(s, a)[0] for s in reached[-1] for a in world.actions(s)})
    later = defaultdict(float)
    values = OrderedDict()
    for layer in reversed(reached):
        table = {}
        for state in layer:
            values = OrderedDict()
            for action in world.actions(state):
                after, outcomes = world.step(state, action)
                now = np.dot([p for p, _ in outcomes], [worth(facts) for _, facts in outcomes])
                values[action] = now + world.discount * later[after]
            table[state] = max(values.values(), default=0.0)
        later = table
    return values


def right_numbers_of_actions(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Try all tuples of places in the lists of actions; those that do not exist are skipped."""
    import math

    def total(places):
        state, parts = world.start, []
        for t, place in enumerate(places):
            actions = world.actions(state)
            if place >= len(actions):
                return -math.inf
            state, outcomes = world.step(state, actions[place])
            parts += [world.discount**t * p * worth(facts) for p, facts in outcomes]
        return math.fsum(parts)

    most, here = 0, [world.start]
    for _ in range(world.horizon):
        most = max([most, *(len(world.actions(s)) for s in here)])
        here = list({world.step(s, a)[0] for s in here for a in world.actions(s)})
    later = list(product(range(most), repeat=world.horizon - 1))
    first = world.actions(world.start)
    return {a: max(total((i, *rest)) for rest in later) for i, a in enumerate(first)}


def wrong_worth_of_mean_facts(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Takes the worth of the average facts: wrong for worths not linear in them, as `brier`."""

    def expected(outcomes):
        keys = outcomes[0][1]
        return worth({key: sum(p * facts[key] for p, facts in outcomes) for key in keys})

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = expected(outcomes)
        if left == 1:
            return now
        return now + world.discount * max(value(after, a, left - 1) for a in world.actions(after))

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_likeliest_facts(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Looks at the most probable facts alone: at a chance of rain of 0.8 only at rain."""

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = worth(max(outcomes, key=lambda outcome: outcome[0])[1])
        if left == 1:
            return now
        return now + world.discount * max(value(after, a, left - 1) for a in world.actions(after))

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_chances_ignored(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Takes the plain mean over the facts: a chance of rain of 0.8 counts like one of 0.5."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(worth(facts) for _, facts in outcomes) / len(outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_greedy_later(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Takes the action of the greatest worth now in all later steps: no lever two steps away."""

    def move(state, action):
        after, outcomes = world.step(state, action)
        return sum(p * worth(facts) for p, facts in outcomes), after

    values = {}
    for first in world.actions(world.start):
        total, state = move(world.start, first)
        for t in range(1, world.horizon):
            options = [move(state, action) for action in world.actions(state)]
            now, state = max(options, key=lambda option: option[0])
            total += world.discount**t * now
        values[first] = total
    return values


def wrong_one_step_ahead(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Counts the first step only: wrong as soon as the horizon is above 1."""
    values = {}
    for action in world.actions(world.start):
        _, outcomes = world.step(world.start, action)
        values[action] = sum(p * worth(facts) for p, facts in outcomes)
    return values


def wrong_no_discount(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Counts all steps alike: wrong for a discount below 1."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        return sum(p * worth(facts) for p, facts in outcomes) + best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_discounts_once(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Discounts everything after the first step once: wrong from three steps on."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        factor = world.discount if left == world.horizon else 1.0
        return sum(p * worth(facts) for p, facts in outcomes) + factor * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_discounts_from_first(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Discounts the first step as well: all values are too near 0 by one factor."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return world.discount * (now + best(after, left - 1))

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_memory_without_levers(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Remembers values by cell and steps left: mixes up a cell before and after a pull."""
    memory = {}

    def best(state, left):
        if left == 0:
            return 0.0
        if (state.cell, left) not in memory:
            memory[state.cell, left] = max(value(state, a, left) for a in world.actions(state))
        return memory[state.cell, left]

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_memory_without_time(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Remembers values by state alone: a value for one step left is used for three."""
    memory = {}

    def best(state, left):
        if left == 0:
            return 0.0
        if state not in memory:
            memory[state] = max(value(state, a, left) for a in world.actions(state))
        return memory[state]

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_one_step_too_many(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Plays the first action and `horizon` more steps: horizon 1 gives the value for two steps."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon + 1) for a in world.actions(world.start)}


def wrong_last_step_forgotten(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Leaves the last step out if there are several: horizon 2 gives the value for one step."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    steps = max(world.horizon - 1, 1)
    return {a: value(world.start, a, steps) for a in world.actions(world.start)}


def wrong_later_actions_by_lot(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Averages over the later actions in place of taking the best: wrong for a horizon of 2."""

    @cache
    def mean(state, left):
        values = [value(state, a, left) for a in world.actions(state)] if left else [0.0]
        return sum(values) / len(values)

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * mean(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_minimises(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Takes the least later value, as for a loss: wrong for a horizon of 2."""

    @cache
    def best(state, left):
        return min(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_best_starts_at_zero(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Starts the search for the maximum at 0: worths below 0, as minus a loss, vanish later on."""

    @cache
    def best(state, left):
        most = 0.0
        if left:
            for action in world.actions(state):
                most = max(most, value(state, action, left))
        return most

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_levers_spring_back(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Forgets after each step which levers were pulled: a pulled lever works for one step."""

    @cache
    def best(cell, left):
        state = State(cell, "")
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after.cell, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_never_moves(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Plans all later steps from the start: what an action changes is forgotten."""

    def now(action):
        return sum(p * worth(facts) for p, facts in world.step(world.start, action)[1])

    actions = world.actions(world.start)
    most = max(now(action) for action in actions)
    later = most * sum(world.discount**t for t in range(1, world.horizon))
    return {action: now(action) + later for action in actions}


def wrong_for_ever(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Plans without an end in place of `horizon` steps (at most 60): wrong for a horizon of 1."""
    later = {}

    def value(state, action, table):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * table.get(after, 0.0)

    states = [world.start]
    for state in states:
        for action in world.actions(state):
            after = world.step(state, action)[0]
            if after not in states:
                states.append(after)
    for _ in range(60):
        later = {s: max(value(s, a, later) for a in world.actions(s)) for s in states}
    return {a: value(world.start, a, later) for a in world.actions(world.start)}


def wrong_worst_of_chance(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Counts the worst facts that may come, as a pessimist: wrong if it may rain or not."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = min(worth(facts) for _, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_best_of_chance(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Counts the best facts that may come, as if chance obeyed: wrong if it may rain or not."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = max(worth(facts) for _, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_best_action_only(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Returns the best action alone: the values of the other first actions are missing."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    values = {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}
    top = max(values, key=values.get)
    return {top: values[top]}


def wrong_mean_per_step(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Divides the sum by the number of steps: wrong for a horizon of 2."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    actions = world.actions(world.start)
    return {a: value(world.start, a, world.horizon) / world.horizon for a in actions}


def wrong_only_last_step_counts(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Adds the worth of the last step only, discounted: what is had on the way is lost."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state))

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        if left == 1:
            return sum(p * worth(facts) for p, facts in outcomes)
        return world.discount * best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}


def wrong_two_steps_deep(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Looks two steps ahead at most, whatever the horizon: wrong for a horizon of 3."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(after, left - 1)

    depth = min(world.horizon, 2)
    return {a: value(world.start, a, depth) for a in world.actions(world.start)}


def wrong_discount_by_steps_left(
    world: ChainWorld, worth: Callable[[Facts], float]
) -> dict[str, float]:
    """Discounts a step by the steps that are left: the last step counts most, the first least."""

    @cache
    def best(state, left):
        return max(value(state, a, left) for a in world.actions(state)) if left else 0.0

    def value(state, action, left):
        after, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return world.discount ** (left - 1) * now + best(after, left - 1)

    return {a: value(world.start, a, world.horizon) for a in world.actions(world.start)}
