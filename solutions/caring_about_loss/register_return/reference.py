from collections.abc import Sequence


def register_return(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Estimate the expected discounted register value from recorded runs.

    A run's discounted value is ``r[0] + discount * r[1] + discount**2 * r[2] + ...``, where
    ``r[t]`` is what the register read in step t. The result is the mean of it over the runs.

    Parameters
    ----------
    runs
        One sequence of register readings, in nats, for each run: at least one run, each of at
        least one reading. Their lengths may differ, and a reading may be 0 or negative. A run
        that has ended adds nothing more.
    discount
        A number from 0 to 1.

    Returns
    -------
    float
        In nats. An agent that cares about a low register prefers the policy for which this
        number is smaller.

    Notes
    -----
    Turner names this value as one of the things that "wants to minimize its loss" may mean.
    Do not worry about readings that are infinite or NaN.
    """
    values = [sum(discount**t * reading for t, reading in enumerate(run)) for run in runs]
    return float(sum(values) / len(values))
