import numpy as np


def regret_in_nats(forecast: np.ndarray, model: np.ndarray) -> float:
    """Score forecasts of a model's next token by what they lose against the perfect forecast.

    Where the model's distribution is p and the forecast q, a token drawn from the model costs
    the forecaster ``-log q(token)``. The least possible expected cost is that of ``q = p``. The
    regret of a context is the expected cost minus this least one.

    Parameters
    ----------
    forecast
        What was forecast in each context: float64 of shape (n, k), n and k at least 1, rows sum
        to 1; entries may be 0, or as small as 1e-200.
    model
        The model's distribution in each context: float64 of shape (n, k), rows sum to 1; entries
        may be 0, or as small as 1e-200.

    Returns
    -------
    float
        The mean regret over the n contexts, in nats. It is ``math.inf`` if some token is
        forecast with probability 0 and the model gives it more than 0, however little.

    Notes
    -----
    A token that the model never emits costs nothing, whatever was forecast. NumPy's own floats
    are fine as a result. Do not worry about rows that do not sum to 1.
    """
    possible = model > 0
    p, q = model[possible], forecast[possible]
    with np.errstate(divide="ignore"):
        cost = p * (np.log(p) - np.log(q))
    return float(cost.sum() / len(model))
