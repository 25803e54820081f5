import math
from collections.abc import Sequence


def posterior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Work out how probable each motive is after some actions have been seen.

    An agent with a given motive acts, in each experiment anew and on its own, like this: with
    probability 1 - slip it takes one of its best actions, each with the same chance; with
    probability slip it takes one of all possible actions, the best ones included, each with
    the same chance.

    Parameters
    ----------
    prior
        For each motive its probability before anything was seen. They sum to 1; some may be 0.
    experiments
        For each experiment's name a dict with the key ``"actions"``, the list of the possible
        actions, and one key for each motive, the list of its best actions.
    seen
        Pairs (name of an experiment, action that the agent took there). None, one or many; an
        experiment may have been repeated.
    slip
        Above 0 and below 1.

    Returns
    -------
    dict
        For each motive of `prior` its probability, a float. They sum to 1.

    Notes
    -----
    Bayes' rule: prior times likelihood, divided by the sum. At most 2,000 actions are seen.
    So the product of the likelihoods may be smaller than any float, for every motive; the
    result is still due. Do not worry about a motive that on the way is less probable than 1e-300
    and becomes probable again: there is none.
    """
    log_weight: dict[str, float] = {}
    for motive, probability in prior.items():
        if probability == 0:
            continue
        log_weight[motive] = math.log(probability)
        for name, action in seen:
            best, possible = experiments[name][motive], experiments[name]["actions"]
            chance = slip / len(possible) + (1 - slip) * (action in best) / len(best)
            log_weight[motive] += math.log(chance)
    greatest = max(log_weight.values())
    weight = {motive: math.exp(log_weight[motive] - greatest) for motive in log_weight}
    total = sum(weight.values())
    return {motive: weight.get(motive, 0.0) / total for motive in prior}
