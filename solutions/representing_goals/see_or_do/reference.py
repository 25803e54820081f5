from losslab.representing_goals.plans import Chain


def see_or_do(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    """What to expect of plans when a variable is seen to be higher, or is made to be higher.

    The world is a causal chain with three variables of mean 0::

        good       = good_sd * noise
        desire     = desire_slope * good + desire_noise * noise
        evaluation = evaluation_slope * desire + evaluation_noise * noise

    Each ``noise`` is standard normal and independent of the others.

    Parameters
    ----------
    chain
        A dict of five floats with the keys ``good_sd``, ``desire_slope``, ``desire_noise``,
        ``evaluation_slope`` and ``evaluation_noise``. Standard deviations are positive, slopes
        are any numbers but 0.
    how
        ``"see"``: among plans as they come, one is picked in which the variable equals
        `amount`. ``"do"``: from outside, `amount` is added to the variable of a plan, whatever
        made it what it was; what lies after it in the chain follows, what lies before it does
        not.
    where
        ``"good"``, ``"desire"`` or ``"evaluation"``.
    amount
        In the units of the variable; of any sign.

    Returns
    -------
    dict of float
        For ``good``, ``desire`` and ``evaluation`` the expected value in the plan that was
        picked, or the expected value after the addition to a plan that was not picked for
        anything, both against the mean of 0.

    Notes
    -----
    All variables are jointly normal, so that the expectation of one given another is linear:
    covariance over variance, times `amount`. Do not worry about sampling: the exact numbers are
    asked for.
    """
    names = ("good", "desire", "evaluation")
    slopes = (chain["desire_slope"], chain["evaluation_slope"])
    variance = [chain["good_sd"] ** 2]
    for slope, noise in zip(
        slopes, (chain["desire_noise"], chain["evaluation_noise"]), strict=True
    ):
        variance.append(slope**2 * variance[-1] + noise**2)
    at = names.index(where)
    result = dict.fromkeys(names, 0.0)
    change = result[where] = float(amount)
    for i in range(at, 2):
        change *= slopes[i]
        result[names[i + 1]] = change
    if how == "see":
        change = amount
        for i in range(at, 0, -1):
            change *= slopes[i - 1] * variance[i - 1] / variance[i]
            result[names[i - 1]] = change
    return result
