import math

import numpy as np
import torch


def right_central_difference(rule, p):
    """Second difference of the expected penalty with h = 1e-4."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2


def right_richardson(rule, p):
    """Two step widths, combined so that the error of order h² cancels."""

    def second(h):
        happens, fails = (rule(np.array([p - h, p, p + h]), y) for y in (1, 0))
        return float((p * happens + (1 - p) * fails) @ [1, -2, 1]) / h**2

    h = min(p, 1 - p) / 20
    return (4 * second(h / 2) - second(h)) / 3


def right_polynomial(rule, p):
    """Fits a polynomial of degree four to reports near p and reads off its second derivative."""
    width = min(p, 1 - p) / 10
    x = np.linspace(-1, 1, 21)
    q = p + width * x
    fit = np.polynomial.Polynomial.fit(x, p * rule(q, 1) + (1 - p) * rule(q, 0), 4, domain=[-1, 1])
    return fit.deriv(2)(0.0) / width**2


def right_first_derivative(rule, p):
    """For a proper rule the curvature is the slope of rule(q, 0) at p over p."""
    h = 1e-5
    return (rule(p + h, 0) - rule(p - h, 0)) / (2 * h) / p


def right_honest_penalty(rule, p):
    """Minus the second derivative of the honest penalty in p, equal to it by properness."""

    def honest(q):
        return q * rule(q, 1) + (1 - q) * rule(q, 0)

    h = 2e-4
    return -(honest(p + h) - 2 * honest(p) + honest(p - h)) / h**2


def right_gradient_twice(rule, p):
    """np.gradient twice on a fine grid around p; a NumPy scalar."""
    q = p + 1e-4 * np.arange(-4, 5)
    cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return np.gradient(np.gradient(cost, 1e-4), 1e-4)[4]


def right_least_squares_torch(rule, p):
    """torch.linalg.lstsq for a cubic through nearby reports."""
    width = min(p, 1 - p) / 50
    x = torch.linspace(-1, 1, 9, dtype=torch.float64)
    q = (p + width * x).numpy()
    cost = torch.from_numpy(p * rule(q, 1) + (1 - p) * rule(q, 0))
    powers = torch.stack([x**k for k in range(4)], dim=1)
    solved = torch.linalg.lstsq(powers, (cost - cost[4])[:, None]).solution
    return 2 * solved[2].item() / width**2


def right_slope_of_slope(rule, p):
    """Halves the width until two differences of slopes agree; a 0-d array."""

    def second(h):
        def slope(q):
            up, down = q + h / 2, q - h / 2
            return (p * (rule(up, 1) - rule(down, 1)) + (1 - p) * (rule(up, 0) - rule(down, 0))) / h

        return (slope(p + h / 2) - slope(p - h / 2)) / h

    h = 0.01
    before, now = second(h), second(h / 2)
    while abs(now - before) > 1e-3 * abs(now) and h > 1e-4:
        h /= 2
        before, now = now, second(h / 2)
    return np.array(now)


def wrong_wide_step(rule, p):
    """h = 0.01 is too wide near the ends: scoring.logarithmic() at p = 0.02, 15 percent off."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (cost(p + 0.01) - 2 * cost(p) + cost(p - 0.01)) / 0.01**2


def wrong_tiny_step(rule, p):
    """h = 1e-8 leaves nothing but rounding: scoring.brier() at p = 0.3."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (cost(p + 1e-8) - 2 * cost(p) + cost(p - 1e-8)) / 1e-8**2


def wrong_belief_moves_along(rule, p):
    """Second derivative of the honest penalty, p moves with q: the sign is turned, any rule."""

    def honest(q):
        return q * rule(q, 1) + (1 - q) * rule(q, 0)

    h = 1e-4
    return (honest(p + h) - 2 * honest(p) + honest(p - h)) / h**2


def wrong_first_order(rule, p):
    """The slope in place of the second derivative, about zero: scoring.brier() has 2."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (cost(p + 1e-5) - cost(p - 1e-5)) / 2e-5


def wrong_half(rule, p):
    """The quadratic coefficient, half the curvature: scoring.brier() gives 1."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / (2 * h**2)


def wrong_event_only(rule, p):
    """Leaves out the penalty if the event fails: scoring.logarithmic() at p = 0.5 gives 2."""
    h = 1e-4
    return p * (rule(p + h, 1) - 2 * rule(p, 1) + rule(p - h, 1)) / h**2


def wrong_unweighted(rule, p):
    """Adds both outcomes without p: scoring.brier() gives 4."""

    def cost(q):
        return rule(q, 1) + rule(q, 0)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2


def wrong_outcomes_swapped(rule, p):
    """p weighs the event that fails: scoring.logarithmic() at p = 0.1."""

    def cost(q):
        return p * rule(q, 0) + (1 - p) * rule(q, 1)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2


def wrong_forward_difference(rule, p):
    """Forward difference with h = 1e-3, that is at p + h: scoring.logarithmic() at p = 0.02."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    h = 1e-3
    return (cost(p + 2 * h) - 2 * cost(p + h) + cost(p)) / h**2


def wrong_kept_from_the_ends(rule, p):
    """Moves p into 0.05 to 0.95 first: scoring.logarithmic() at p = 0.02."""
    p = min(max(p, 0.05), 0.95)

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2


def wrong_cross_entropy_always(rule, p):
    """The logarithm's closed form for every rule: scoring.brier() at p = 0.1."""
    return 1 / (p * (1 - p))


def wrong_symmetry_assumed(rule, p):
    """Takes rule(1 - q, 1) for rule(q, 0): scoring.skewed() at p = 0.1."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(1 - q, 1)

    h = 1e-4
    return (cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2


def wrong_in_logits(rule, p):
    """Second derivative in the logit of the report: scoring.brier() at p = 0.5 gives 1/8."""

    def cost(z):
        q = 1 / (1 + math.exp(-z))
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    z, h = math.log(p / (1 - p)), 1e-3
    return (cost(z + h) - 2 * cost(z) + cost(z - h)) / h**2


def wrong_table_of_rules(rule, p):
    """Closed forms by name, blend always half and half: scoring.blend(share=0.9) at p = 0.1."""
    name, log = repr(rule).split("(")[0], 1 / (p * (1 - p))
    if name == "blend":
        return log / 2 + 1
    if name == "logarithmic":
        return log
    if name == "skewed":
        return p
    if name == "spherical":
        return (p**2 + (1 - p) ** 2) ** -1.5
    return 2.0


def wrong_single_precision(rule, p):
    """Costs in float32 with h = 1e-4 are noise: scoring.brier() at p = 0.3."""
    h = 1e-4
    q = np.array([p - h, p, p + h])
    low, middle, high = (p * rule(q, 1) + (1 - p) * rule(q, 0)).astype(np.float32)
    return float((high - middle - middle + low) / np.float32(h**2))


def wrong_parabola_over_all(rule, p):
    """One parabola through all reports, not those near p: scoring.logarithmic() at p = 0.02."""
    q = np.linspace(0.01, 0.99, 99)
    return float(2 * np.polyfit(q, p * rule(q, 1) + (1 - p) * rule(q, 0), 2)[0])


def wrong_one_decimal(rule, p):
    """Rounds to one decimal: scoring.skewed() at p = 0.02 gives 0."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    h = 1e-4
    return round((cost(p + h) - 2 * cost(p) + cost(p - h)) / h**2, 1)
