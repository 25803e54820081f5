import numpy as np


def eig(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    """Compute the information that an experiment is expected to give about the motive, in bits.

    It is by how much the entropy of the distribution over motives falls on average: the
    entropy of `prior`, minus the mean of the entropy of the posterior over the actions that
    may be seen, each weighted by its probability under `prior`.

    Parameters
    ----------
    prior
        For each motive its probability. They sum to 1; some may be 0.
    experiment
        A dict with the key ``"actions"``, the list of the possible actions, and one key
        for each motive, the list of its best actions. As in `posterior`, the agent takes one
        of its best actions with probability 1 - slip, and one of all possible actions with
        probability slip, by lot in both cases.
    slip
        From 0 to 1.

    Returns
    -------
    float
        In bits, 0 or more, up to rounding. It equals the mutual information of motive and
        action.

    Notes
    -----
    Do not worry about experiments of several steps.
    """
    possible = experiment["actions"]

    def chances(motive: str) -> np.ndarray:
        best = experiment[motive]
        return np.array(
            [slip / len(possible) + (1 - slip) * (a in best) / len(best) for a in possible]
        )

    def entropy(p: np.ndarray) -> float:
        p = p[p > 0]
        return float(-(p * np.log2(p)).sum())

    acts = {motive: chances(motive) for motive in prior}
    mixed = sum((prior[motive] * acts[motive] for motive in prior), np.zeros(len(possible)))
    return entropy(mixed) - sum(prior[motive] * entropy(acts[motive]) for motive in prior)
