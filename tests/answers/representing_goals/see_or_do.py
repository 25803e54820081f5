import numpy as np
import torch


def right_covariances(chain, how, where, amount):
    """The covariance matrix of the chain, and cov / var."""
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    mix = np.array([[1, 0, 0], [a, 1, 0], [a * b, b, 1]], float)
    k = names.index(where)
    if how == "do":
        expected = mix[:, k] * amount
    else:
        sd = np.array([chain["good_sd"], chain["desire_noise"], chain["evaluation_noise"]])
        cov = (mix * sd**2) @ mix.T
        expected = cov[:, k] / cov[k, k] * amount
    return dict(zip(names, expected, strict=True))


def right_written_out(chain, how, where, amount):
    """Every case written out."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = a * var_good / var_desire * amount if how == "see" else 0.0
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = b * var_desire / var_evaluation * amount if how == "see" else 0.0
    good = a * var_good / var_desire * desire if how == "see" else 0.0
    return {"good": good, "desire": desire, "evaluation": amount}


def right_recursion(chain, how, where, amount):
    """Step by step up and down the chain from the variable."""
    names = ("good", "desire", "evaluation")
    place = names.index(where)

    def variance(k):
        if k == 0:
            return chain["good_sd"] ** 2
        slope, noise = chain[f"{names[k]}_slope"], chain[f"{names[k]}_noise"]
        return slope**2 * variance(k - 1) + noise**2

    def expected(k):
        if k == place:
            return float(amount)
        if k > place:
            return chain[f"{names[k]}_slope"] * expected(k - 1)
        if how == "do":
            return 0.0
        back = chain[f"{names[k + 1]}_slope"] * variance(k) / variance(k + 1)
        return back * expected(k + 1)

    return {name: expected(k) for k, name in enumerate(names)}


def right_loadings(chain, how, where, amount):
    """Each variable as a vector of loadings on the three noises; projections among them."""
    good = np.array([chain["good_sd"], 0.0, 0.0])
    desire = chain["desire_slope"] * good + [0.0, chain["desire_noise"], 0.0]
    evaluation = chain["evaluation_slope"] * desire + [0.0, 0.0, chain["evaluation_noise"]]
    vectors = {"good": good, "desire": desire, "evaluation": evaluation}
    if how == "see":
        seen = vectors[where]
        return {name: float(v @ seen / (seen @ seen) * amount) for name, v in vectors.items()}
    shock = {name: amount * (name == where) for name in vectors}
    result = {"good": float(shock["good"])}
    result["desire"] = chain["desire_slope"] * result["good"] + shock["desire"]
    result["evaluation"] = chain["evaluation_slope"] * result["desire"] + shock["evaluation"]
    return result


def right_precision(chain, how, where, amount):
    """Seeing by the joint precision matrix and a linear system, doing by one as well."""
    names = ["good", "desire", "evaluation"]
    arrows = torch.zeros(3, 3, dtype=torch.float64)
    arrows[1, 0], arrows[2, 1] = chain["desire_slope"], chain["evaluation_slope"]
    residual = torch.eye(3, dtype=torch.float64) - arrows
    k = names.index(where)
    if how == "do":
        push = torch.zeros(3, dtype=torch.float64)
        push[k] = amount
        return dict(zip(names, torch.linalg.solve(residual, push).tolist(), strict=True))
    sd = [chain["good_sd"], chain["desire_noise"], chain["evaluation_noise"]]
    scaled = residual / torch.tensor(sd, dtype=torch.float64)[:, None]
    precision = scaled.T @ scaled
    others = [i for i in range(3) if i != k]
    found = torch.full((3,), float(amount), dtype=torch.float64)
    found[others] = torch.linalg.solve(
        precision[others][:, others], -precision[others, k] * float(amount)
    )
    return {name: found[i].item() for i, name in enumerate(names)}


def wrong_do_is_see(chain, how, where, amount):
    """Takes doing for seeing: shows for do, where anything lies upstream."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how in ("see", "do"))
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_see_is_do(chain, how, where, amount):
    """Takes seeing for doing: nothing is learned upstream."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how not in ("see", "do"))
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_swapped(chain, how, where, amount):
    """Swaps see and do."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "do")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_divides_by_slope(chain, how, where, amount):
    """Inverts the arrow: divides by the slope upstream when seeing."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * amount / a
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * amount / b
    good = see * desire / a
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_slopes_backwards(chain, how, where, amount):
    """Multiplies by the slope upstream as well: right only for variances of 1."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * amount
    good = see * a * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_correlation(chain, how, where, amount):
    """Multiplies by the correlation upstream: right only for variances of 1."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * (var_good / var_desire) ** 0.5 * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * (var_desire / var_evaluation) ** 0.5 * amount
    good = see * a * (var_good / var_desire) ** 0.5 * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_sd_for_variance(chain, how, where, amount):
    """Takes the standard deviation of good for its variance: shows for good_sd = 2."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"]
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_noise_for_variance(chain, how, where, amount):
    """Adds the noise unsquared: shows for desire_noise = 2."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"]
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_evaluation_noise_unsquared(chain, how, where, amount):
    """Adds the evaluation noise unsquared: shows for evaluation_noise = 2."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"]
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_noise_forgotten(chain, how, where, amount):
    """Forgets the noise of desire in its variance."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_only_noise(chain, how, where, amount):
    """Takes the noise of desire for its variance."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_slope_unsquared(chain, how, where, amount):
    """Takes slope times variance of good: shows for desire_slope = 2."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = abs(a) * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_passes_no_step(chain, how, where, amount):
    """Skips desire: reads good from an evaluation by the first step alone."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * amount
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_wrong_variance_two_steps(chain, how, where, amount):
    """Divides by the variance of desire from evaluation on: cov(good, evaluation) / var(desire)."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * b * var_good / var_desire * amount
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_one_step_down(chain, how, where, amount):
    """Stops after one step downstream: evaluation stays 0 when good is higher."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": 0.0}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_second_slope_alone(chain, how, where, amount):
    """Leaves the first slope out of the evaluation when good is higher."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_nothing_downstream_of_desire(chain, how, where, amount):
    """Lets desire be seen or made higher without consequence for evaluation."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": see * b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_size_of_slopes(chain, how, where, amount):
    """Takes slopes without sign: shows for a negative slope."""
    a, b = abs(chain["desire_slope"]), abs(chain["evaluation_slope"])
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_in_standard_deviations(chain, how, where, amount):
    """Takes the amount in standard deviations of good."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    amount = amount * chain["good_sd"] if where == "good" else amount
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_size_of_amount(chain, how, where, amount):
    """Takes the amount without sign: shows for amount = -1."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    amount = abs(amount)
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_two_digits(chain, how, where, amount):
    """Rounds good to two digits."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": round(good, 2), "desire": desire, "evaluation": amount}


def wrong_do_moves_desire(chain, how, where, amount):
    """When the evaluation is made higher, lets desire follow (but not good)."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = chain["good_sd"] ** 2
    var_desire = a**2 * var_good + chain["desire_noise"] ** 2
    var_evaluation = b**2 * var_desire + chain["evaluation_noise"] ** 2
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}


def wrong_standard_chain(chain, how, where, amount):
    """Takes every variance for 1, as in plans.DESIRES."""
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    var_good = 1.0
    var_desire = 1.0
    var_evaluation = 1.0
    see = float(how == "see")
    if where == "good":
        return {"good": amount, "desire": a * amount, "evaluation": a * b * amount}
    if where == "desire":
        good = see * a * var_good / var_desire * amount
        return {"good": good, "desire": amount, "evaluation": b * amount}
    desire = see * b * var_desire / var_evaluation * amount
    good = see * a * var_good / var_desire * desire
    return {"good": good, "desire": desire, "evaluation": amount}
