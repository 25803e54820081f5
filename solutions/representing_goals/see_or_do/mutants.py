import numpy as np
from losslab.representing_goals.plans import Chain

from autograder.course.exercise import mutant, variant


@mutant(
    says="'do' gets the answer of 'see': raising an evaluation from outside would make the plan "
    "more desired and better. What was correlated stays correlated in a log; it does not travel "
    "against the arrows when somebody moves it.",
)
def always_see(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    return {
        n: float(c)
        for n, c in zip(names, covariance[at] / covariance[at, at] * amount, strict=True)
    }


@mutant(
    says="'see' gets the answer of 'do': a high evaluation that is merely observed tells you "
    "nothing about the plan behind it. It does: among plans as they come, those that are "
    "evaluated highly were desired more, and were better, on average.",
)
def always_do(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {"good": 0.0, "desire": amount, "evaluation": b * amount},
        "evaluation": {"good": 0.0, "desire": 0.0, "evaluation": amount},
    }[where]


@mutant(
    says="Upstream the amount is divided by the slope, as if the noise were not there. A high "
    "evaluation is partly luck, so the best guess of its cause lies nearer to the mean: slope "
    "times the variance of the cause over that of the effect.",
)
def inverts_the_slope(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    seen = how == "see"
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {
            "good": amount / a if seen else 0.0,
            "desire": amount,
            "evaluation": b * amount,
        },
        "evaluation": {
            "good": amount / a / b if seen else 0.0,
            "desire": amount / b if seen else 0.0,
            "evaluation": amount,
        },
    }[where]


@mutant(
    says="Upstream the amount is multiplied by the slope alone. That is right if every variance "
    "is 1, where slope and correlation are the same number. Here they are not: cov over var of "
    "what was seen.",
)
def as_if_standardized(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    seen = how == "see"
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {
            "good": amount * a if seen else 0.0,
            "desire": amount,
            "evaluation": b * amount,
        },
        "evaluation": {
            "good": amount * a * b if seen else 0.0,
            "desire": amount * b if seen else 0.0,
            "evaluation": amount,
        },
    }[where]


@mutant(
    says="Upstream the amount is multiplied by the correlation. It tells how many standard "
    "deviations of the cause to expect for one of the effect; the amount is in the units of the "
    "variable, so one more ratio of standard deviations is due.",
)
def by_correlation(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    else:
        deviations = np.sqrt(np.diag(covariance))
        expected[:at] = (covariance[at] / deviations / deviations[at] * amount)[:at]
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@mutant(
    says="What is done to a variable changes this variable alone here. What comes after it in the "
    "chain is made from it and follows; only what comes before it does not.",
)
def nothing_follows(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    if how == "do":
        return {name: amount if name == where else 0.0 for name in names}
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    return {
        n: float(c)
        for n, c in zip(names, covariance[at] / covariance[at, at] * amount, strict=True)
    }


@mutant(
    says="Standard deviations stand where variances are due: noise of standard deviation 2 adds 4 "
    "to the variance, not 2.",
)
def adds_deviations(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"]
    d = a * a * g + chain["desire_noise"]
    e = b * b * d + chain["evaluation_noise"]
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@mutant(
    says="The variance of the evaluation is that of a single step with the product of the slopes, "
    "without the noise of desire: the variance of the evaluation has three sources, the noise in "
    "the middle among them.",
)
def forgets_the_middle(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = (a * b) ** 2 * g + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@variant(how="the covariance matrix, its row for what was seen")
def see_or_do_covariance(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    effects = np.array([[1.0, 0.0, 0.0], [a, 1.0, 0.0], [a * b, b, 1.0]])
    at = names.index(where)
    if how == "do":
        return dict(zip(names, (effects[:, at] * amount).tolist(), strict=True))
    noise = np.diag(
        [chain["good_sd"] ** 2, chain["desire_noise"] ** 2, chain["evaluation_noise"] ** 2]
    )
    covariance = effects @ noise @ effects.T
    return dict(zip(names, (covariance[:, at] / covariance[at, at] * amount).tolist(), strict=True))
