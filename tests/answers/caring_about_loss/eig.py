import math

import numpy as np
import torch


def right_from_the_action(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Subtract the mean entropy of the action given the motive from the action's entropy."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {}
    for motive in prior:
        best = experiment[motive]
        rows[motive] = [
            slip / len(actions) + ((1 - slip) / len(best) if action in best else 0.0)
            for action in actions
        ]
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def right_from_the_motive(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Work out each action's posterior and by how much the entropy falls on average."""

    def entropy(chances):
        return math.fsum(-p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    left = 0.0
    for action in actions:
        joint = []
        for motive, p in prior.items():
            best = experiment[motive]
            chance = (action in best) * (1 - slip) / len(best) + slip / len(actions)
            joint.append(p * chance)
        seen = math.fsum(joint)
        if seen > 0:
            left += seen * entropy([j / seen for j in joint])
    return entropy(prior.values()) - left


def right_divergences(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Average over the motives how far their actions diverge from the mixture, in NumPy."""
    motives = [motive for motive, p in prior.items() if p > 0]
    p = np.array([prior[motive] for motive in motives], dtype=float)
    actions = experiment["actions"]
    table = np.full((len(motives), len(actions)), slip / len(actions), dtype=float)
    for row, motive in zip(table, motives, strict=True):
        for action in experiment[motive]:
            row[actions.index(action)] += (1 - slip) / len(experiment[motive])
    mixed = np.broadcast_to(p @ table, table.shape)
    ratio = np.ones_like(table)
    np.divide(table, mixed, out=ratio, where=table > 0)
    return (p[:, None] * table * np.log2(ratio)).sum()


def right_joint_entropy_in_torch(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Use H(motive) + H(action) - H(motive, action) with torch.xlogy; a 0-d tensor results."""
    actions = experiment["actions"]
    joint = torch.tensor(
        [
            [
                p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
                for a in actions
            ]
            for m, p in prior.items()
        ],
        dtype=torch.float64,
    )

    def entropy(chances):
        return -torch.xlogy(chances, chances).sum() / math.log(2)

    return entropy(joint.sum(0)) + entropy(joint.sum(1)) - entropy(joint)


def right_merged_motives(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Merge motives with the same best actions first: they act alike, and only sums matter."""
    from collections import Counter

    classes = Counter()
    for motive, p in prior.items():
        classes[frozenset(experiment[motive])] += p
    actions = experiment["actions"]
    number = len(actions)
    bits = 0.0
    for action in actions:
        joint = {
            best: p * (slip / number + (1 - slip) * (action in best) / len(best))
            for best, p in classes.items()
        }
        chance = sum(joint.values())
        for best, both in joint.items():
            if both > 0:
                bits += both * (math.log2(both) - math.log2(chance) - math.log2(classes[best]))
    return bits


def wrong_nats(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    """Takes natural logarithms: two sure motives without slips give 0.69 in place of 1."""

    def entropy(chances):
        return -sum(p * math.log(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {
        m: [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_even_prior(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Weighs all motives alike: a prior of 0.99 and 0.01 gives what 0.5 and 0.5 would."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = [
        [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in prior
    ]
    mixed = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return entropy(mixed) - sum(entropy(row) for row in rows) / len(rows)


def wrong_actions_weighed_alike(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Averages over actions without their probabilities: a prior of 0.9 and 0.1."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    left = []
    for action in actions:
        joint = [
            p * (slip / len(actions) + (1 - slip) * (action in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        ]
        if sum(joint) > 0:
            left.append(entropy([j / sum(joint) for j in joint]))
    return entropy(prior.values()) - sum(left) / len(left)


def wrong_slips_miss_the_best(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Lets slips lead only to actions that are not best: 1 - slip in place of 1 - slip / 2."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {}
    for m in prior:
        best = experiment[m]
        others = len(actions) - len(best)
        kept = 1 - slip if others else 1.0
        rows[m] = [kept / len(best) if a in best else slip / others for a in actions]
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_entropy_of_the_action(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Returns the action's entropy alone: a motive that acts by lot seems to tell something."""
    actions = experiment["actions"]
    bits = 0.0
    for action in actions:
        chance = sum(
            p * (slip / len(actions) + (1 - slip) * (action in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        )
        bits -= chance * math.log2(chance) if chance > 0 else 0.0
    return bits


def wrong_share_without_slips(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Computes without slips and multiplies by 1 - slip: too much, as slips are not marked."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {m: [(a in experiment[m]) / len(experiment[m]) for a in actions] for m in prior}
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return (1 - slip) * (entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items()))


def wrong_slip_ignored(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Computes as if nobody slipped: a slip of 1 gives more than 0."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {m: [(a in experiment[m]) / len(experiment[m]) for a in actions] for m in prior}
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_likeliest_action_only(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Looks at the most probable action alone: the fall of entropy there is not the mean."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    columns = [
        [
            p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        ]
        for a in actions
    ]
    joint = max(columns, key=sum)
    return entropy(prior.values()) - entropy([j / sum(joint) for j in joint])


def wrong_best_not_shared(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Gives every best action 1 - slip: with two best ones the row sums to more than 1."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {
        m: [slip / len(actions) + (1 - slip) * (a in experiment[m]) for a in actions] for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_nan_without_slips(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Multiplies 0 by log2(0): a slip of 0 gives NaN."""
    actions = experiment["actions"]
    p = np.array(list(prior.values()), dtype=float)
    table = np.array(
        [
            [
                slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
                for a in actions
            ]
            for m in prior
        ]
    )
    mixed = p @ table
    alone = -(table * np.log2(table)).sum(axis=1)
    return float(-(mixed * np.log2(mixed)).sum() - p @ alone)


def wrong_nan_for_a_prior_of_zero(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Takes log2 of each prior, of 0 as well: {"a": 1, "b": 0} gives NaN."""
    actions = experiment["actions"]
    p = np.array(list(prior.values()), dtype=float)
    table = np.array(
        [
            [
                slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
                for a in actions
            ]
            for m in prior
        ]
    )
    joint = p[:, None] * table
    chance = joint.sum(axis=0)
    after = (joint / np.where(chance > 0, chance, 1.0)).T
    logs = np.log2(after, out=np.zeros_like(after), where=after > 0)
    return float(-(p * np.log2(p)).sum() + chance @ (after * logs).sum(axis=1))


def wrong_added_inside_logarithms(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Adds 0.001 inside of each logarithm against zeros: the result is off in the third digit."""

    def entropy(chances):
        return -sum(p * math.log2(p + 1e-3) for p in chances)

    actions = experiment["actions"]
    rows = {
        m: [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_rises_count_as_zero(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Counts an action after which entropy rises as 0: surprises are not weighed against gains."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    before, bits = entropy(prior.values()), 0.0
    for a in actions:
        joint = [
            p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        ]
        chance = sum(joint)
        if chance > 0:
            bits += chance * max(before - entropy([j / chance for j in joint]), 0.0)
    return bits


def wrong_lengths_of_the_way(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Adds the absolute changes of the entropy: a rise counts as a gain too."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    before, bits = entropy(prior.values()), 0.0
    for a in actions:
        joint = [
            p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        ]
        chance = sum(joint)
        if chance > 0:
            bits += chance * abs(before - entropy([j / chance for j in joint]))
    return bits


def wrong_divergence_turned_round(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Takes the divergence of the mixture from each row, not of the row from it: a slip of 0.1."""
    actions = experiment["actions"]
    rows = {
        m: [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    bits = 0.0
    for m, p in prior.items():
        for q, r in zip(mixed, rows[m], strict=True):
            if q > 0 and r > 0:
                bits += p * q * math.log2(q / r)
    return bits


def wrong_first_two_motives(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Compares the first two motives and no others: a third one is not read."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    pair = list(prior)[:2]
    share = sum(prior[m] for m in pair) or 1.0
    rows = {
        m: [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in pair
    }
    weights = {m: prior[m] / share for m in pair}
    mixed = [sum(w * rows[m][i] for m, w in weights.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(w * entropy(rows[m]) for m, w in weights.items())


def wrong_certainty_gained(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Computes how much likelier the best guess gets: for two sure motives 0.5, not 1."""
    actions = experiment["actions"]
    after = 0.0
    for a in actions:
        after += max(
            p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        )
    return after - max(prior.values())


def wrong_share_of_the_entropy(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Divides by the entropy of the prior: four sure motives without slips give 1, not 2."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {
        m: [
            slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in actions
        ]
        for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    bits = entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())
    return bits / (entropy(prior.values()) or 1.0)


def wrong_first_best_only(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Takes only the first of several best actions for one: best actions left and right."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    rows = {
        m: [slip / len(actions) + (1 - slip) * (a == experiment[m][0]) for a in actions]
        for m in prior
    }
    mixed = [sum(p * rows[m][i] for m, p in prior.items()) for i in range(len(actions))]
    return entropy(mixed) - sum(p * entropy(rows[m]) for m, p in prior.items())


def wrong_entropy_left(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    """Returns the entropy left over, not its fall: two sure motives without slips give 0, not 1."""

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    actions = experiment["actions"]
    left = 0.0
    for a in actions:
        joint = [
            p * (slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m, p in prior.items()
        ]
        chance = sum(joint)
        left += chance * entropy([j / chance for j in joint]) if chance > 0 else 0.0
    return left


def wrong_all_told_without_slips(prior, experiment, slip):
    """Takes for granted that without slips the motive is known: two may do the same."""
    if slip == 0:
        return -sum(p * math.log2(p) for p in prior.values() if p > 0)
    n = len(experiment["actions"])
    rows = {
        m: [
            slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in experiment["actions"]
        ]
        for m in prior
    }
    mixed = [sum(prior[m] * row[i] for m, row in rows.items()) for i in range(n)]

    def entropy(chances):
        return -sum(p * math.log2(p) for p in chances if p > 0)

    return entropy(mixed) - sum(prior[m] * entropy(row) for m, row in rows.items())
