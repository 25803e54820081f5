import math
from collections.abc import Sequence

import numpy as np
import torch


def right_sums_of_logs(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Add up logarithms and subtract the greatest before going back."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def right_decimals(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Multiply decimal numbers, whose exponents hold products of any smallness."""
    from decimal import Decimal, localcontext

    with localcontext() as context:
        context.prec = 40
        context.Emin = -(10**9)
        weights = {motive: Decimal(float(p)) for motive, p in prior.items()}
        for name, action in seen:
            options = experiments[name]
            by_slip = Decimal(slip) / len(options["actions"])
            for motive in weights:
                on_purpose = Decimal(0)
                if action in options[motive]:
                    on_purpose = (1 - Decimal(slip)) / len(options[motive])
                weights[motive] *= on_purpose + by_slip
        total = sum(weights.values())
        return {motive: float(weight / total) for motive, weight in weights.items()}


def right_mantissas_and_exponents(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Keep each product as a mantissa and an exponent of 2, and compare exponents at the end."""
    parts = {motive: math.frexp(p) for motive, p in prior.items()}
    for name, action in seen:
        actions = experiments[name]["actions"]
        for motive, (mantissa, exponent) in parts.items():
            best = experiments[name][motive]
            chance = slip / len(actions) + (1 - slip) * best.count(action) / len(best)
            mantissa, more = math.frexp(mantissa * chance)
            parts[motive] = mantissa, exponent + more
    top = max(exponent for mantissa, exponent in parts.values() if mantissa)
    scaled = {
        motive: math.ldexp(mantissa, max(exponent - top, -2000))
        for motive, (mantissa, exponent) in parts.items()
    }
    total = math.fsum(scaled.values())
    return {motive: value / total for motive, value in scaled.items()}


def right_counted_in_numpy(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Count equal observations, make a matrix of log-likelihoods, multiply by the counts."""
    from collections import Counter

    motives = list(prior)
    counts = Counter((name, action) for name, action in seen)
    logs = np.full(len(motives), -np.inf)
    p = np.array([prior[motive] for motive in motives], dtype=float)
    logs[p > 0] = np.log(p[p > 0])
    for (name, action), count in counts.items():
        options = experiments[name]
        best = np.array([(action in options[m]) / len(options[m]) for m in motives])
        logs += count * np.log((1 - slip) * best + slip / len(options["actions"]))
    weights = np.exp(logs - logs.max())
    return dict(zip(motives, weights / weights.sum(), strict=True))


def right_torch_softmax(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Let torch's softmax in float64 turn sums of logarithms into probabilities."""
    motives = list(prior)
    logs = torch.tensor([float(prior[m]) for m in motives], dtype=torch.float64).log()
    for name, action in seen:
        options = experiments[name]
        chances = [
            slip / len(options["actions"])
            + ((1 - slip) / len(options[m]) if action in options[m] else 0.0)
            for m in motives
        ]
        logs = logs + torch.tensor(chances, dtype=torch.float64).log()
    return dict(zip(motives, torch.softmax(logs, dim=0).tolist(), strict=True))


def right_odds(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Work out each probability from the log-odds against every other motive."""
    from collections import OrderedDict

    def log_chance(motive, name, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return math.log((action in best) * (1 - slip) / len(best) + slip / len(actions))

    alive = [motive for motive, p in prior.items() if p > 0]
    scores = {
        m: math.log(prior[m]) + math.fsum(log_chance(m, name, action) for name, action in seen)
        for m in alive
    }
    result = OrderedDict.fromkeys(prior, 0.0)
    for m in alive:
        against = math.fsum(math.exp(min(scores[n] - scores[m], 700.0)) for n in alive)
        result[m] = 1 / against
    return result


def wrong_plain_product(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Multiplies floats: after 400 surprises with a slip of 1e-9 all are 0 and it fails."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_prior_if_too_small(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Gives the prior back where the product has become 0: wrong after 400 surprises."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
    total = sum(weights.values())
    if total == 0:
        return dict(prior)
    return {motive: weight / total for motive, weight in weights.items()}


def right_rescales_each_time(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Rescales each time; what sinks below 1e-324 stays 0, and none that does comes back."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
        total = sum(weights.values())
        weights = {motive: weight / total for motive, weight in weights.items()}
    return weights


def wrong_logs_cut_off(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Cuts log-likelihoods off at -700: after 100 surprises each motive looks alike."""
    logs = {}
    for motive in prior:
        log = 0.0
        for name, action in seen:
            options = experiments[name]
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            log += math.log(chance)
        logs[motive] = max(log, -700.0)
    weights = {motive: p * math.exp(logs[motive]) for motive, p in prior.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_no_shift(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Adds logarithms but goes back without a shift: exp(-800) is 0, and the sum as well."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    total = sum(math.exp(log) for log in logs.values())
    return {motive: math.exp(log) / total for motive, log in logs.items()}


def wrong_slips_miss_the_best(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Lets a slip lead to other actions than the best ones only: 1 - slip for one best action."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            best, actions = options[motive], options["actions"]
            if action in best:
                rest = 0 if len(best) < len(actions) else slip
                logs[motive] += math.log((1 - slip + rest) / len(best))
            else:
                logs[motive] += math.log(slip / (len(actions) - len(best)))
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_best_not_shared(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Gives each best action the whole 1 - slip: two best ones are counted as sure twice."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += 1 - slip
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_slip_not_shared(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Gives each action the whole slip: with four actions a slip is counted four times."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_either_or(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Forgets that a best action may come from a slip: (1 - slip) / k, else slip / n."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            if action in options[motive]:
                logs[motive] += math.log((1 - slip) / len(options[motive]))
            else:
                logs[motive] += math.log(slip / len(options["actions"]))
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_first_best_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Takes only the first of several best actions for one: the second of two was seen."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action == options[motive][0]:
                chance += 1 - slip
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_last_act_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Updates on the last action that was seen only: two acts give what one would."""
    weights = dict(prior)
    for name, action in list(seen)[-1:]:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_repetitions_once(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Counts the same action in a repeated experiment once: three times left is once left."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in {(name, action) for name, action in seen}:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_latest_of_each_experiment(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Keeps the latest action of each experiment: an earlier one in it is overwritten."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in dict(seen).items():
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_even_prior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Begins with equal probabilities, whatever the prior says: wrong with nothing seen."""
    logs = dict.fromkeys(prior, 0.0)
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_prior_each_time(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Multiplies by the prior for each act anew: two acts count a prior of 0.9, 0.1 twice."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for i, (name, action) in enumerate(seen):
        options = experiments[name]
        for motive, p in prior.items():
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            again = 0.0 if i == 0 or p == 0 else math.log(p)
            logs[motive] += math.log(chance) + again
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_not_divided_by_sum(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Leaves out the division by the sum: the numbers do not add up to 1."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
    return weights


def wrong_impossible_left_out(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Leaves motives with a prior of 0 out of the result: {"a": 1, "b": 0} gives no "b"."""
    logs = {motive: math.log(p) for motive, p in prior.items() if p > 0}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_impossible_becomes_possible(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Adds 1e-12 to the prior before the logarithm: with twelve fitting acts a 0 takes all."""
    logs = {motive: math.log(p + 1e-12) for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_impossible_is_an_error(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Takes the logarithm of a prior of 0 and fails: {"a": 1, "b": 0} raises an error."""
    logs = {motive: math.log(p) for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_mean_of_likelihoods(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Takes the mean of the likelihoods, not the product: ten surprises weigh like one."""
    weights = {}
    for motive, p in prior.items():
        chances = []
        for name, action in seen:
            options = experiments[name]
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            chances.append(chance)
        weights[motive] = p * (sum(chances) / len(chances) if chances else 1.0)
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_bases_mixed(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Adds logarithms to base 2 and goes back by e: a ratio of 2 becomes one of 2.7."""
    logs = {motive: math.log2(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log2(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_stops_when_sure(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Stops reading once a motive has 0.999: acts that speak against it later are not read."""
    weights = dict(prior)
    for name, action in seen:
        if max(weights.values()) > 0.999:
            break
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
        total = sum(weights.values())
        weights = {motive: weight / total for motive, weight in weights.items()}
    return weights


def wrong_all_on_the_best(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Gives the most probable motive 1 and the others 0: wrong wherever doubt is left."""
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs, key=logs.get)
    return {motive: float(motive == top) for motive in logs}


def wrong_one_number_of_actions(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Divides the slip by all experiments' actions: two experiments with different actions."""
    number = len({action for options in experiments.values() for action in options["actions"]})
    logs = {motive: math.log(p) if p > 0 else -math.inf for motive, p in prior.items()}
    for name, action in seen:
        options = experiments[name]
        for motive in logs:
            chance = slip / number
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            logs[motive] += math.log(chance)
    top = max(logs.values())
    weights = {motive: math.exp(log - top) for motive, log in logs.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_no_slips_for_unlikely(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Rules a motive out by one act that is not its own: left, right, right at a slip of 0.1."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            weights[motive] *= (action in options[motive]) / len(options[motive])
    total = sum(weights.values())
    if total == 0:
        return dict(prior)
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_never_quite_impossible(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Keeps every motive at 1e-12 or more: twenty acts speak against one, and twenty for it."""
    weights = dict(prior)
    for name, action in seen:
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
        total = sum(weights.values())
        weights = {m: max(w / total, 1e-12) if prior[m] else 0.0 for m, w in weights.items()}
    total = sum(weights.values())
    return {motive: weight / total for motive, weight in weights.items()}


def wrong_stops_at_one(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Stops once a float says 1.0: what is seen later may speak for another motive."""
    weights = dict(prior)
    for name, action in seen:
        if max(weights.values()) == 1.0:
            break
        options = experiments[name]
        for motive in weights:
            chance = slip / len(options["actions"])
            if action in options[motive]:
                chance += (1 - slip) / len(options[motive])
            weights[motive] *= chance
        total = sum(weights.values())
        weights = {motive: weight / total for motive, weight in weights.items()}
    return weights
