from collections.abc import Callable

from losslab.caring_about_loss.chainworld import ChainWorld, Facts, State

from autograder.course.exercise import mutant, variant


@mutant(
    says="An action is valued by its own step alone. A lever that costs a step and pays in every "
    "later one is then never worth the walk, and neither is the walk to the desk. Add what "
    "the best later actions bring.",
)
def greedy(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    return {
        action: float(sum(p * worth(facts) for p, facts in world.step(world.start, action)[1]))
        for action in world.actions(world.start)
    }


@mutant(
    says="Later steps count as much as the first. What comes after one step is to be multiplied by "
    "`world.discount`, once for every step.",
)
def undiscounted(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        return now + max(after(following, a, left - 1) for a in world.actions(following))

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    says="There is one step too many. The first action is step 0 of `world.horizon` steps, so "
    "`world.horizon - 1` of them follow it.",
)
def one_step_more(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
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
    says="You give the worth of average facts. Nothing is ever 0.8 rain: "
    "for a logarithm or a square the worth of the average differs from the average worth. Ask for "
    "the worth of each outcome and average that.",
)
def of_average_facts(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
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
    says="Only the likeliest outcome counts in your values. Then a chance of 0.8 is as good as "
    "certainty and the boldest report the best. Weigh every outcome by its probability.",
)
def for_the_likeliest(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
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
    says="After the first action the values are those of an agent that stumbles on. It "
    "plans to go on as well as it can: take the greatest.",
)
def then_stumble(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        then = [after(following, a, left - 1) for a in world.actions(following)]
        return now + world.discount * sum(then) / len(then)

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    says="After the first action the worst follows, as if `worth` were a loss. It is a utility, "
    "even for the agent that wants a low register: the sign is in `worth` already.",
)
def minimizes(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
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
    says="All outcomes of a step count as equally likely. Each comes with its "
    "probability: multiply by it and add up.",
)
def unweighted(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
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
    says="You return the action. The value of every first action is asked for, in a dict, so that "
    "one can see which of them are equally good.",
)
def names_the_action(world: ChainWorld, worth: Callable[[Facts], float]) -> str:
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


@mutant(
    says="A cell is worth the same to you whichever levers were pulled on the way. It is not: a "
    "state holds both, and a value belongs to a state and to the number of steps that are left.",
)
def forgets_the_levers(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    known: dict[tuple, float] = {}

    def best(state: State, left: int) -> float:
        key = state.cell, left
        if key not in known:
            known[key] = max(after(state, a, left) for a in world.actions(state)) if left else 0.0
        return known[key]

    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        return now + world.discount * best(following, left - 1)

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}


@mutant(
    says="The discount is applied to the second step and then no more. A step counts "
    "`world.discount` times as much as the one before it, all the way.",
)
def discounts_once(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(p * worth(facts) for p, facts in outcomes)
        if left == 1:
            return now
        return now + max(after(following, a, left - 1) for a in world.actions(following))

    values = {}
    for action in world.actions(world.start):
        following, outcomes = world.step(world.start, action)
        values[action] = float(sum(p * worth(facts) for p, facts in outcomes))
        if world.horizon > 1:
            then = [after(following, a, world.horizon - 1) for a in world.actions(following)]
            values[action] += world.discount * max(then)
    return values


@variant(how="every sequence of actions, one after the other")
def by_enumeration(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    courses = [("", world.start, 0.0)]
    for t in range(world.horizon):
        longer = []
        for first, state, so_far in courses:
            for action in world.actions(state):
                following, outcomes = world.step(state, action)
                now = sum(p * worth(facts) for p, facts in outcomes)
                longer.append((first or action, following, so_far + world.discount**t * now))
        courses = longer
    totals: dict[str, list[float]] = {}
    for first, _, total in courses:
        totals.setdefault(first, []).append(total)
    return {first: max(found) for first, found in totals.items()}


@variant(how="plans anew for each outcome, and remembers nothing")
def for_each_outcome(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        return sum(
            p * (worth(facts) + world.discount * best(following, left - 1)) for p, facts in outcomes
        )

    def best(state: State, left: int) -> float:
        return max(after(state, a, left) for a in world.actions(state)) if left else 0.0

    return {a: after(world.start, a, world.horizon) for a in world.actions(world.start)}
