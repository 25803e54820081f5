from losslab.mathematical_loss.scoring import Rule


def curvature(rule: Rule, p: float) -> float:
    """Measure how sharply a strictly proper rule punishes a small departure from honesty.

    The expected penalty ``p * rule(q, 1) + (1 - p) * rule(q, 0)`` is, as a function of the report
    q with p held fixed, lowest at q = p. The result is its second derivative with respect to q
    there.

    Parameters
    ----------
    rule
        A strictly proper one of ``losslab.mathematical_loss.scoring``, smooth between 0 and 1; see
        :func:`best_report`.
    p
        0.02 <= p <= 0.98.

    Returns
    -------
    float
        The second derivative, within one percent.

    Notes
    -----
    Any way to it is fine, such as differences of the expected penalty. Do not worry about
    closed forms.
    """
    step = 1e-4

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + step) - 2 * expected(p) + expected(p - step)) / step**2
