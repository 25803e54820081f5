import math

import numpy as np
from losslab.mathematical_loss.scoring import Rule


def is_proper(rule: Rule) -> bool:
    """Tell whether a scoring rule is strictly proper.

    It is strictly proper if, whatever probability p a forecaster believes in, 0 < p < 1, the
    honest report q = p has a lower expected penalty than every other report.

    Parameters
    ----------
    rule
        One of ``losslab.mathematical_loss.scoring``, perhaps with other parameters; see
        :func:`best_report`. It may treat the two outcomes differently.

    Returns
    -------
    bool
        True if the rule is strictly proper, else False.

    Notes
    -----
    A numerical search is enough. If a rule that is tried is not strictly proper, this shows at
    some p among 0.01, 0.02, …, 0.99: some other of these reports, or 0 or 1, is then as good as
    the honest one or better. Do not worry about rules that are wrong only between these points;
    but rounding may separate by 1e-15 what is equal.
    """
    q = np.arange(101) / 100
    p = q[1:-1, None]
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    honest = np.arange(99), np.arange(1, 100)
    cost_of_honesty = expected[honest]
    expected[honest] = math.inf
    return bool((cost_of_honesty < expected.min(axis=1) - 1e-12).all())
