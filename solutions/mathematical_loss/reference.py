"""Mathematical loss: the function on paper, what is proved of it, and how far that carries."""

import math
from decimal import Decimal, localcontext

import numpy as np
import torch
import torch.nn.functional as F
from losslab.scoring import Rule
from torch import Tensor


def risks(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    """Population risk and empirical risk of a prediction, under cross-entropy.

    The loss of a case (x, y) is minus the natural logarithm of the probability that the
    prediction gives to label y at input x.

    Parameters
    ----------
    joint
        float64 of shape (m, k), sums to 1: ``joint[x, y]`` is the probability of the case (x, y).
    sample
        The cases that were observed, pairs (x, y) of integers, at least one. A case may
        stand in it several times.
    predictions
        float64 of shape (m, k), every entry positive, every row sums to 1:
        ``predictions[x, y]`` is the probability given to label y at input x.

    Returns
    -------
    dict
        ``population``: the expected loss of a case drawn from `joint`; ``empirical``: the mean
        loss over the sample. Both are floats, in nats.

    Notes
    -----
    Do not worry about infinite losses; no probability in `predictions` is zero.
    """
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": sum(float(loss[x, y]) for x, y in sample) / len(sample),
    }


def ce_decompose(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    """Split a cross-entropy into an entropy and a divergence.

    The world draws labels from p, the model predicts q. Cross-entropy is the expectation under
    p of -log q(y), entropy that of -log p(y), and the divergence KL(p‖q) that of
    log(p(y) / q(y)).

    Parameters
    ----------
    p, q
        float64 of shape (k,), k >= 2, not negative, each sums to 1. Both may hold zeros.

    Returns
    -------
    dict
        ``cross_entropy``, ``entropy`` and ``kl``: floats in nats. A label that never occurs,
        p(y) = 0, contributes 0 to each of them, whatever q(y) is. Where a label with p(y) > 0 has
        q(y) = 0, cross-entropy and divergence are ``math.inf``.

    Notes
    -----
    Do not worry about rounding: no probability other than zero is below 1e-6.
    """
    occurs = p > 0
    p, q = p[occurs], q[occurs]
    entropy = float(-(p * np.log(p)).sum()) + 0.0  # not -0.0
    if (q == 0).any():
        return {"cross_entropy": math.inf, "entropy": entropy, "kl": math.inf}
    return {
        "cross_entropy": float(-(p * np.log(q)).sum()),
        "entropy": entropy,
        "kl": float((p * np.log(p / q)).sum()),
    }


def best_report(rule: Rule, p: float) -> float:
    """Find the report that costs least, for somebody who believes the event has probability p.

    The expected penalty of reporting q is ``p * rule(q, 1) + (1 - p) * rule(q, 0)``.

    Parameters
    ----------
    rule
        One of ``losslab.scoring``. ``rule(q, 1)`` is the penalty of the report q if the event
        happens, ``rule(q, 0)`` if it does not; q is a float, or an array of floats, from 0 to 1.
        The penalty may be infinite at 0 or 1, and may have several valleys between.
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


def is_proper(rule: Rule) -> bool:
    """Tell whether a scoring rule is strictly proper.

    It is strictly proper if, whatever probability p a forecaster believes in, 0 < p < 1, the
    honest report q = p has a lower expected penalty than every other report.

    Parameters
    ----------
    rule
        One of ``losslab.scoring``, perhaps with other parameters; see :func:`best_report`. It may
        treat the two outcomes differently.

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


def curvature(rule: Rule, p: float) -> float:
    """Measure how sharply a strictly proper rule punishes a small departure from honesty.

    The expected penalty ``p * rule(q, 1) + (1 - p) * rule(q, 0)`` is, as a function of the report
    q with p held fixed, lowest at q = p. The result is its second derivative with respect to q
    there.

    Parameters
    ----------
    rule
        A strictly proper one of ``losslab.scoring``, smooth between 0 and 1; see
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
        The probability with which the bound may fail, 0 < delta < 1.

    Returns
    -------
    float
        ``empirical + t``, with the smallest t for which Hoeffding's inequality gives this.

    Notes
    -----
    Do not worry about bounds above 1, which hold and say nothing: none occurs.
    """
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n))


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


def gradient_cosine(logits: Tensor, first: tuple[str, Tensor], second: tuple[str, Tensor]) -> float:
    """Compare the directions in which two losses push the same logits.

    Each loss is a formula together with labels. With q the softmax of a row of logits and t the
    row's target, a distribution, the formulas are, averaged over the rows:

    - ``"ce"``: cross-entropy, the sum over labels of -t log q
    - ``"kl"``: the divergence KL(t‖q), the sum over labels of t log(t / q), where t = 0 counts 0
    - ``"l2"``: the sum over labels of (q - t)²

    Parameters
    ----------
    logits
        float32 of shape (n, k), n >= 1, k >= 2.
    first, second
        A formula's name and its targets, float32 of shape (n, k): rows that are not negative and
        sum to 1, and may hold zeros.

    Returns
    -------
    float
        The cosine of the angle between the two gradients with respect to all logits, each taken
        as one vector of n·k numbers: from -1 to 1.

    Notes
    -----
    Any way to the gradients is fine. Do not worry about gradients of length zero.
    """

    def gradient(loss: tuple[str, Tensor]) -> Tensor:
        formula, targets = loss
        leaf = logits.detach().clone().requires_grad_()
        log_q = F.log_softmax(leaf, dim=1)
        if formula == "ce":
            per_label = -targets * log_q
        elif formula == "kl":
            per_label = torch.xlogy(targets, targets) - targets * log_q
        else:
            per_label = (log_q.exp() - targets) ** 2
        (result,) = torch.autograd.grad(per_label.sum(dim=1).mean(), leaf)
        return result.double().flatten()

    one, other = gradient(first), gradient(second)
    return float(one @ other / (one.norm() * other.norm()))


def where_after(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    """Say where gradient descent on a quadratic loss stands after any number of steps.

    The loss of the weights w is ``0.5 * (w - minimum) @ hessian @ (w - minimum)``. One step of
    gradient descent subtracts `rate` times its gradient from w.

    Parameters
    ----------
    hessian
        float64 of shape (d, d), symmetric, no eigenvalue below 0. Some may be 0: in such a
        direction the loss is flat.
    minimum, start
        float64 of shape (d,).
    rate
        The learning rate: positive, and rate times the largest eigenvalue is below 1.9, so that
        no direction diverges.
    steps
        How many steps are taken, 0 to 10**9, an integer. Simulating 10**9 steps would take
        about an hour; ten seconds are allowed.

    Returns
    -------
    ndarray
        float64 of shape (d,): the weights after so many steps, within 1e-5.

    Notes
    -----
    Do not worry about rounding in the machine that would really take the steps.
    """
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = (1 - rate * eigenvalues) ** steps * (directions.T @ (start - minimum))
    return minimum + directions @ shrunk


def enclosure(logits: Tensor, label: int) -> tuple[float, float]:
    """Enclose the ideal cross-entropy of given logits between two floats.

    The float32 numbers in `logits` are taken for exactly the real numbers that they are. Their
    ideal cross-entropy is the real number log(Σ exp(z[j])) - z[label], which no float is equal
    to. The interval must contain it, without exception.

    Parameters
    ----------
    logits
        float32 of shape (k,), k >= 2; no two of them are more than 300 apart.
    label
        The right class, 0 to k - 1.

    Returns
    -------
    tuple of float
        lo and hi with lo <= ideal loss <= hi and hi - lo <= 1e-12 * lo.

    Notes
    -----
    The loss is positive and may be as small as 1e-130; float64 holds that, and the width counts
    relative to it. ``math.nextafter`` gives a float's neighbors. Do not worry about speed, or
    about gradients.
    """
    z = [Decimal(number) for number in logits.tolist()]
    with localcontext() as context:
        context.prec = 200
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        nearest = float(total.ln())
    return math.nextafter(nearest, 0.0), math.nextafter(nearest, math.inf)
