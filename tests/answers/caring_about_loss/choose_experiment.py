import math
from collections.abc import Sequence

import numpy as np
import torch


def right_logs_then_entropies(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Update with logarithms, then H(action) - H(action given motive) for each hour."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        actions = experiments[name]["actions"]
        mixed = [sum(p * chance(name, m, a) for m, p in belief.items()) for a in actions]
        noise = sum(p * entropy([chance(name, m, a) for a in actions]) for m, p in belief.items())
        return (entropy(mixed) - noise) / hours[name]

    return max(experiments, key=rate)


def right_fractions_then_posteriors(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Update with exact fractions, then the mean fall of the motive's entropy for each hour."""
    from fractions import Fraction

    exact = Fraction(float(slip))

    def chance(options, motive, action):
        on_purpose = Fraction(int(action in options[motive]), len(options[motive]))
        return (1 - exact) * on_purpose + exact / len(options["actions"])

    def entropy(weights):
        total = sum(weights)
        shares = [float(weight / total) for weight in weights]
        return math.fsum(-p * math.log2(p) for p in shares if p > 0)

    belief = {m: Fraction(float(p)) for m, p in prior.items()}
    for name, action in seen:
        belief = {m: p * chance(experiments[name], m, action) for m, p in belief.items()}
    total = sum(belief.values())
    best_name, best_rate = "", -math.inf
    for name, options in experiments.items():
        gain = entropy(list(belief.values()))
        for action in options["actions"]:
            joint = [p / total * chance(options, m, action) for m, p in belief.items()]
            gain -= float(sum(joint)) * entropy(joint)
        if gain / hours[name] > best_rate:
            best_name, best_rate = name, gain / hours[name]
    return best_name


def right_numpy_tables(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Make a table of chances for each experiment, and use its rows for both parts."""
    motives = [m for m, p in prior.items() if p > 0]
    names = np.array(list(experiments))
    tables = {}
    for name, options in experiments.items():
        table = np.full((len(motives), len(options["actions"])), slip / len(options["actions"]))
        for row, motive in zip(table, motives, strict=True):
            for action in options[motive]:
                row[options["actions"].index(action)] += (1 - slip) / len(options[motive])
        tables[name] = table
    logs = np.log([prior[m] for m in motives])
    for name, action in seen:
        logs = logs + np.log(tables[name][:, experiments[name]["actions"].index(action)])
    belief = np.exp(logs - np.logaddexp.reduce(logs))
    rates = []
    for name, table in tables.items():
        mixed = np.broadcast_to(belief @ table, table.shape)
        ratio = np.ones_like(table)
        np.divide(table, mixed, out=ratio, where=table > 0)
        rates.append(belief @ (table * np.log2(ratio)).sum(axis=1) / hours[name])
    return names[np.argmax(rates)]


def right_torch(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Use softmax for the update and torch.special.entr for the entropies."""
    motives = list(prior)
    chances = {
        name: torch.tensor(
            [
                [
                    slip / len(options["actions"])
                    + (1 - slip) * (action in options[m]) / len(options[m])
                    for action in options["actions"]
                ]
                for m in motives
            ],
            dtype=torch.float64,
        )
        for name, options in experiments.items()
    }
    logs = torch.tensor([float(p) for p in prior.values()], dtype=torch.float64).log()
    for name, action in seen:
        logs = logs + chances[name][:, experiments[name]["actions"].index(action)].log()
    belief = torch.softmax(logs, dim=0)
    entropy = torch.special.entr
    rates = {
        name: float(entropy(belief @ table).sum() - belief @ entropy(table).sum(1)) / hours[name]
        for name, table in chances.items()
    }
    return sorted(rates, key=rates.get)[-1]


def right_joint_counts(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Use decimal numbers and the sum of joint * log2(joint / product of its margins)."""
    from decimal import Decimal, localcontext

    def chance(options, motive, action):
        best = options[motive]
        slips = Decimal(float(slip))
        return (1 - slips) * (action in best) / len(best) + slips / len(options["actions"])

    with localcontext() as context:
        context.prec = 30
        belief = {m: Decimal(float(p)) for m, p in prior.items() if p > 0}
        for name, action in seen:
            for m in belief:
                belief[m] *= chance(experiments[name], m, action)
        total = sum(belief.values())
        belief = {m: weight / total for m, weight in belief.items()}
        rates = []
        for name, options in experiments.items():
            bits = 0.0
            for action in options["actions"]:
                joint = {m: p * chance(options, m, action) for m, p in belief.items()}
                margin = sum(joint.values())
                for m, both in joint.items():
                    if both > 0:
                        bits += float(both) * math.log2(both / (margin * belief[m]))
            rates.append((bits / hours[name], name))
    return max(rates)[1]


def wrong_ignores_what_was_seen(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Weighs the experiments by the prior: what has been seen is not taken into account."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen[:0]:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_ignores_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Takes the most bits, however long it lasts: 1 bit in 10 hours before 0.9 in one hour."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())

    return max(experiments, key=rate)


def wrong_multiplies_by_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Multiplies by the hours where it should divide: prefers what takes long."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits * hours[name]

    return max(experiments, key=rate)


def wrong_subtracts_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Subtracts the hours from the bits: 0.5 bits in half an hour lose to 1 bit in 0.9 hours."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits - hours[name]

    return max(experiments, key=rate)


def wrong_hours_break_ties_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Compares bits first, hours only in ties: 1 bit in 9 hours before 0.9 in one."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return round(bits, 9), -hours[name]

    return max(experiments, key=rate)


def wrong_whole_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Rounds hours up to whole ones: a quarter of an hour counts as one hour."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / math.ceil(hours[name])

    return max(experiments, key=rate)


def wrong_no_slips_in_bits(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Works the bits out without slips: fine and coarse tests seem as good at a slip of 0.3."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        rows = {m: [(a in options[m]) / len(options[m]) for a in actions] for m in belief}
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_not_twice(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Leaves out what has been tried, if anything else is left: it may be tried again."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    tried = {name for name, _ in seen}
    return max([n for n in experiments if n not in tried] or experiments, key=rate)


def wrong_last_seen_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Updates on the last action only: left, left, right is read as right."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen[-1:]:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_repetitions_once(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Counts an action in a repeated experiment once: left four times and right is a draw."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in {(name, action) for name, action in seen}:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_latest_of_each_experiment(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Keeps only the latest action of each experiment: dict(seen) overwrites the others."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in dict(seen).items():
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_least(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Takes the fewest bits for each hour: any two experiments."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return min(experiments, key=rate)


def wrong_entropy_of_the_action(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Takes the action's entropy for the bits: a motive that acts by lot seems to tell much."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        return entropy(mixed) / hours[name]

    return max(experiments, key=rate)


def wrong_shortest(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Takes the shortest experiment: one that tells nothing in 0.1 hours wins."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return min(experiments, key=hours.get)


def wrong_best_not_shared(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Gives each best action all of 1 - slip in the bits: motives with two best ones."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {m: [share + (1 - slip) * (a in options[m]) for a in actions] for m in belief}
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_bits_to_one_digit(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Rounds the bits to one digit: 0.34 and 0.26 bits in equal times become equal."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return round(bits, 1) / hours[name]

    return max(experiments, key=rate)


def wrong_first_named(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Names the first experiment whatever was asked: one that tells nothing stands first."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return min(experiments, key=list(experiments).index)


def wrong_even_prior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Begins with equal probabilities: a prior of 0.9, 0.05, 0.05."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = dict.fromkeys(prior, 0.0)
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def wrong_sure_of_the_best_two(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Keeps the two likeliest motives only: three or more that are equally probable."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    logs = {m: math.log(p) for m, p in prior.items() if p > 0}
    for name, action in seen:
        for m in logs:
            logs[m] += math.log(chance(name, m, action))
    top = max(logs.values())
    weights = {m: math.exp(log - top) for m, log in logs.items()}
    for m in sorted(weights, key=weights.get)[:-2]:
        weights[m] = 0.0
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        options = experiments[name]
        actions = options["actions"]
        share = slip / len(actions)
        rows = {
            m: [share + (1 - slip) * (a in options[m]) / len(options[m]) for a in actions]
            for m in belief
        }
        mixed = [sum(p * rows[m][i] for m, p in belief.items()) for i in range(len(actions))]
        bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in belief.items())
        return bits / hours[name]

    return max(experiments, key=rate)


def right_products_of_floats(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Multiplies floats, which hold 20 surprises with a slip of 0.05."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    weights = dict(prior)
    for name, action in seen:
        weights = {m: weight * chance(name, m, action) for m, weight in weights.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()} if total else prior

    def rate(name):
        actions = experiments[name]["actions"]
        mixed = [sum(p * chance(name, m, a) for m, p in belief.items()) for a in actions]
        noise = sum(p * entropy([chance(name, m, a) for a in actions]) for m, p in belief.items())
        return (entropy(mixed) - noise) / hours[name]

    return max(experiments, key=rate)


def wrong_different_acts_counted(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Counts different sets of best actions for each hour: a prior of 0.98, 0.01, 0.01."""

    def rate(name):
        options = experiments[name]
        kinds = {frozenset(options[motive]) for motive, p in prior.items() if p > 0}
        return (len(kinds) - 1) / hours[name]

    return max(experiments, key=rate)


def wrong_best_guess_improved(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Maximizes the expected probability of the best guess for each hour: that is no entropy."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    weights = dict(prior)
    for name, action in seen:
        weights = {m: weight * chance(name, m, action) for m, weight in weights.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        actions = experiments[name]["actions"]
        after = sum(max(p * chance(name, m, a) for m, p in belief.items()) for a in actions)
        return (after - max(belief.values())) / hours[name]

    return max(experiments, key=rate)


def wrong_luckiest_action(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Counts the greatest fall that any action may bring: rare news beats an even split."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(weights):
        total = sum(weights)
        return -sum(w / total * math.log2(w / total) for w in weights if w > 0)

    weights = dict(prior)
    for name, action in seen:
        weights = {m: weight * chance(name, m, action) for m, weight in weights.items()}

    def rate(name):
        left = [
            entropy([w * chance(name, m, action) for m, w in weights.items()])
            for action in experiments[name]["actions"]
        ]
        return (entropy(list(weights.values())) - min(left)) / hours[name]

    return max(experiments, key=rate)


def wrong_own_history_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Updates for each experiment on what was seen in that one only: the rest tells as much."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    def rate(name):
        weights = dict(prior)
        for other, action in seen:
            if other == name:
                weights = {m: w * chance(name, m, action) for m, w in weights.items()}
        total = sum(weights.values())
        belief = {m: w / total for m, w in weights.items()}
        actions = experiments[name]["actions"]
        mixed = [sum(p * chance(name, m, a) for m, p in belief.items()) for a in actions]
        noise = sum(p * entropy([chance(name, m, a) for a in actions]) for m, p in belief.items())
        return (entropy(mixed) - noise) / hours[name]

    return max(experiments, key=rate)


def wrong_slips_ignored_in_update(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Rules a motive out by one act that is not its own: left, then right three times."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    belief = dict(prior)
    for name, action in seen:
        kept = {m: p * (action in experiments[name][m]) for m, p in belief.items()}
        total = sum(kept.values())
        if total > 0:
            belief = {m: p / total for m, p in kept.items()}

    def rate(name):
        actions = experiments[name]["actions"]
        mixed = [sum(p * chance(name, m, a) for m, p in belief.items()) for a in actions]
        noise = sum(p * entropy([chance(name, m, a) for a in actions]) for m, p in belief.items())
        return (entropy(mixed) - noise) / hours[name]

    return max(experiments, key=rate)


def wrong_noise_under_the_prior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Weighs each motive's own chance by the prior, not by what was seen since."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    weights = {m: p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()}
    total = sum(weights.values())

    def rate(name):
        rows = {m: [chance(name, m, a) for a in experiments[name]["actions"]] for m in prior}
        mixed = [
            sum(weights[m] / total * row[i] for m, row in rows.items())
            for i in range(len(experiments[name]["actions"]))
        ]
        noise = sum(prior[m] * entropy(row) for m, row in rows.items())
        return (entropy(mixed) - noise) / hours[name]

    return max(experiments, key=rate)


def wrong_root_of_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Divides by the root of the hours: a long experiment seems cheaper than it is."""

    def chance(name, motive, action):
        best, actions = experiments[name][motive], experiments[name]["actions"]
        return slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    weights = {m: p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()}
    total = sum(weights.values())
    belief = {m: weight / total for m, weight in weights.items()}

    def rate(name):
        rows = {m: [chance(name, m, a) for a in experiments[name]["actions"]] for m in prior}
        mixed = [
            sum(belief[m] * row[i] for m, row in rows.items())
            for i in range(len(experiments[name]["actions"]))
        ]
        noise = sum(belief[m] * entropy(row) for m, row in rows.items())
        return (entropy(mixed) - noise) / math.sqrt(hours[name])

    return max(experiments, key=rate)
