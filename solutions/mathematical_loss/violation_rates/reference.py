import numpy as np


def violation_rates(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    """Count in repeated experiments how often a bound on the risk fails, in three senses.

    In one experiment every hypothesis is tried on the same n cases. Its empirical risk is its
    number of mistakes over n. Its bound fails if its risk is greater than its empirical risk
    plus the margin.

    Parameters
    ----------
    mistakes
        int64 of shape (trials, hypotheses), 0 to n: ``mistakes[t, h]`` is the number of mistakes
        of hypothesis h in experiment t.
    risks
        float64 of shape (hypotheses,): the true risk of each hypothesis, the same in all
        experiments.
    n
        How many cases an experiment has.
    margin
        What the bound adds to the empirical risk, positive.

    Returns
    -------
    dict
        Shares of the experiments, floats from 0 to 1, in which the bound fails:

        - ``fixed``: for hypothesis 0, whatever its record
        - ``selected``: for the hypothesis with the fewest mistakes in that experiment, the first
          of them if there are several
        - ``any``: for at least one hypothesis

    Notes
    -----
    Do not worry about equality: no risk is exactly an empirical risk plus the margin.
    """
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }
