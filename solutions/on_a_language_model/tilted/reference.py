import numpy as np


def tilted(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Find the policy that reinforcement learning with a KL penalty would end with at best.

    Of all distributions over the texts, it is the one with the greatest expected rating minus
    `beta` times its KL divergence from the base model. It gives each text a probability that is
    proportional to ``base * exp(rating / beta)``.

    Parameters
    ----------
    base
        The probability with which the base model writes each text, float64 of shape (n,), n >= 1,
        with sum 1. Some may be 0.
    rating
        What the reward model pays for each text, float64 of shape (n,), of any sign.
    worth
        What one wanted of each text, float64 of shape (n,).
    beta
        The weight of the penalty, from 1e-6 to 1e6. ``rating / beta`` may be greater or less
        than any number whose exponential is a float.

    Returns
    -------
    dict
        ``policy``: float64 of shape (n,), with sum 1; 0 for each text that the base model never
        writes, whatever it is paid. ``rating`` and ``worth``: the expected rating and worth under
        this policy. ``kl``: the divergence of the policy from the base model in nats, the
        expectation under the policy of the logarithm of policy over base.

    Notes
    -----
    The penalty is that of Ziegler and others, *Fine-tuning language models from human
    preferences* (2019). Do not worry about whether training gets there.
    """
    written = base > 0
    pull = np.where(written, rating / beta, -np.inf)
    policy = base * np.exp(pull - pull.max())
    policy /= policy.sum()
    likely = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[likely] @ np.log(policy[likely] / base[likely])),
    }
