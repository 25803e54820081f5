import math


def risk_bound(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    """Bound the risk of a hypothesis that was chosen from many by looking at the sample.

    The loss of a case is 0 or 1. For one hypothesis that was fixed before n cases were drawn,
    independently, Hoeffding proved: the probability that its risk is t or more above its
    empirical risk is at most exp(-2 n t²). Give each of the hypotheses the same share of delta, so
    that the probability that any of them is t or more above is at most delta.

    Parameters
    ----------
    empirical
        Mean loss of the chosen hypothesis on the sample, from 0 to 1.
    n
        How many cases the sample has, n >= 1.
    hypotheses
        From how many hypotheses it was chosen, 1 or more. A Python integer that may be very
        large, such as ``2**3200``, the number of networks with 100 float32 parameters.
    delta
        The probability with which the bound may fail, from 1e-9 to below 1.

    Returns
    -------
    float
        ``empirical + t``, with the smallest t for which Hoeffding's inequality gives this.

    Notes
    -----
    Do not worry about bounds above 1, which hold and say nothing: none occurs.
    """
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n))
