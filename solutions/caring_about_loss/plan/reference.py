from collections.abc import Callable
from functools import cache

from losslab.caring_about_loss.chainworld import ChainWorld, Facts, State


def plan(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Work out what each first action leads to if all later actions are the best ones.

    The value of a first action is the greatest expected discounted worth that can be had
    after it: the sum over the steps t = 0, ..., ``world.horizon - 1`` of
    ``world.discount**t`` times the expected worth of the facts of step t, where the first
    action is given and the others are chosen to make the sum as great as possible.

    Parameters
    ----------
    world
        A station: ``world.start`` is the first state, ``world.actions(state)`` lists what can
        be done in a state, one thing at least, and ``world.step(state, action)`` returns the next
        state and a list of pairs (probability, facts) of what may be the case in this step. The
        next state does not depend on chance.
    worth
        What the facts of one step are worth to the agent: a function of the facts that returns
        a float, such as ``losslab.caring_about_loss.motives.worth("register")``. More is
        better. It need not be linear in the facts.

    Returns
    -------
    dict
        For each action in ``world.actions(world.start)`` its value, a float. The agent takes an
        action of the greatest value.

    Notes
    -----
    States can be compared and used as keys of a dict. The stations that are tried are small:
    at most five steps and five actions, so trying every sequence of actions is fast enough.
    """

    @cache
    def best(state: State, left: int) -> float:
        if left == 0:
            return 0.0
        return max(after(state, action, left) for action in world.actions(state))

    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(chance * worth(facts) for chance, facts in outcomes)
        return now + world.discount * best(following, left - 1)

    first = world.actions(world.start)
    return {action: after(world.start, action, world.horizon) for action in first}
