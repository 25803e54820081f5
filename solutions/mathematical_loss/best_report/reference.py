import numpy as np
from losslab.mathematical_loss.scoring import Rule


def best_report(rule: Rule, p: float) -> float:
    """Find the report that costs least, for somebody who believes the event has probability p.

    The expected penalty of reporting q is ``p * rule(q, 1) + (1 - p) * rule(q, 0)``.

    Parameters
    ----------
    rule
        One of ``losslab.mathematical_loss.scoring``. ``rule(q, 1)`` is the penalty of the
        report q if the event happens, ``rule(q, 0)`` if it does not; q is a float, or an array
        of floats, from 0 to 1. No penalty is NaN. It may be infinite at 0 or 1, which is
        then not the best report, and the expected one may have several valleys between.
    p
        What the forecaster believes, 0 < p < 1.

    Returns
    -------
    float
        The report from 0 to 1 with the lowest expected penalty, within 0.001.

    Notes
    -----
    Do not worry about ties: for each rule and p that is tried one report is the best.
    """
    reports = np.linspace(0, 1, 10_001)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[expected.argmin()])
