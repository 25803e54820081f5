import math

import numpy as np
import torch


def right_masked(joint, candidates, truth, slack):
    """Losses over the cases that occur, distances over all inputs."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def right_plain_loops(joint, candidates, truth, slack):
    """Pure Python on nested lists."""
    weights, ideal = joint.tolist(), truth.tolist()

    def loss(q):
        total = 0.0
        for row, guesses in zip(weights, q, strict=True):
            for weight, given in zip(row, guesses, strict=True):
                if weight > 0:
                    total += -weight * math.log(given) if given > 0 else math.inf
        return total

    def good(q):
        return all(
            sum(abs(a - b) for a, b in zip(mine, theirs, strict=True)) / 2 <= slack
            for mine, theirs in zip(q, ideal, strict=True)
        )

    tables = [q.tolist() for q in candidates]
    losses = [loss(q) for q in tables]
    least = min(losses)
    return [i for i, q in enumerate(tables) if losses[i] - least < 1e-9 and not good(q)]


def right_torch(joint, candidates, truth, slack):
    """All candidates in one float64 tensor; torch.xlogy reads 0 log 0 as 0."""
    class_ = torch.from_numpy(np.stack(candidates))
    losses = -torch.xlogy(torch.tensor(joint), class_).sum(dim=(1, 2))
    far = ((class_ - torch.tensor(truth)).abs().sum(dim=2) > 2 * slack).any(dim=1)
    return torch.nonzero((losses < losses.min() + 1e-9) & far).flatten().tolist()


def right_sorted_then_cut(joint, candidates, truth, slack):
    """Sorts by loss, takes while the loss is the least, and puts the bad ones in order."""
    from itertools import takewhile

    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(joint > 0, -joint * np.log(q), 0.0) for q in candidates]
    losses = [math.fsum(term.ravel()) for term in terms]
    ranking = sorted(range(len(candidates)), key=losses.__getitem__)
    least = losses[ranking[0]]
    minimizers = list(takewhile(lambda i: losses[i] < least + 1e-9, ranking))
    return sorted(i for i in minimizers if (abs(candidates[i] - truth).sum(1) > 2 * slack).any())


def right_two_sets(joint, candidates, truth, slack):
    """The set of minimizers minus the set of good predictions; the indices are NumPy integers."""

    def loss(q):
        cases = zip(*np.nonzero(joint), strict=True)
        return sum(-joint[c] * math.log(q[c]) if q[c] > 0 else math.inf for c in cases)

    losses = [loss(q) for q in candidates]
    minimizers = {i for i, value in enumerate(losses) if value < min(losses) + 1e-9}
    worst = [np.linalg.norm(q - truth, ord=1, axis=1).max() / 2 for q in candidates]
    good = {i for i, distance in enumerate(worst) if distance <= slack}
    return [np.int64(i) for i in sorted(minimizers - good)]


def right_pairwise(joint, candidates, truth, slack):
    """A minimizer is beaten by no other candidate; input by input, nan_to_num for 0 log 0."""
    losses = []
    for q in candidates:
        with np.errstate(divide="ignore", invalid="ignore"):
            terms = np.nan_to_num(-joint * np.log(q), nan=0.0, posinf=np.inf)
        losses.append(float(terms.sum()))
    bad = []
    for i, q in enumerate(candidates):
        beaten = any(other <= losses[i] - 1e-9 for other in losses)
        off = max(np.abs(row - ideal).sum() for row, ideal in zip(q, truth, strict=True))
        if not beaten and off > 2 * slack:
            bad.append(i)
    return bad


def wrong_good_where_it_occurs(joint, candidates, truth, slack):
    """Distances only at inputs that occur: joint with an input of probability 0, bad there."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    met = joint.sum(axis=1) > 0
    distances = np.array([np.abs(q - truth)[met].sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_expected_distance(joint, candidates, truth, slack):
    """Distance averaged with the probabilities of inputs: 0.9 off at a rare input only."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    share = joint.sum(axis=1)
    distances = np.array([share @ np.abs(q - truth).sum(axis=1) / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_mean_distance(joint, candidates, truth, slack):
    """Mean over inputs, not each of them: right at one of two, 0.4 off at the other, slack 0.3."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).mean() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_half_forgotten(joint, candidates, truth, slack):
    """Sum of absolute differences without the half: (0.5, 0.5) against (0.4, 0.6), slack 0.15."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_greatest_difference(joint, candidates, truth, slack):
    """Greatest difference of one label: uniform on 4 labels against (.5, .5, 0, 0), slack 0.4."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).max() for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_first_minimizer(joint, candidates, truth, slack):
    """argmin knows one minimizer: two bad candidates that differ where nothing occurs."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    best = int(np.argmin(losses))
    distance = np.abs(candidates[best] - truth).sum(axis=1).max() / 2
    return [best] if distance > slack else []


def wrong_exact_equality(joint, candidates, truth, slack):
    """Ties must agree to the last bit: a bad candidate whose loss is 1e-12 above the least."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses == losses.min()) & (distances > slack)).tolist()


def wrong_isclose(joint, candidates, truth, slack):
    """np.isclose with its usual 1e-5: a bad candidate whose loss is 1e-6 above the least."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero(np.isclose(losses, losses.min()) & (distances > slack)).tolist()


def wrong_nan_losses(joint, candidates, truth, slack):
    """0 times infinity makes nan, never a minimizer: a bad one with a 0 where joint is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        losses = np.array([-(joint * np.log(q)).sum() for q in candidates])
    if np.isnan(losses).all():
        return []
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < np.nanmin(losses) + 1e-9) & (distances > slack)).tolist()


def wrong_impossible_for_free(joint, candidates, truth, slack):
    """Leaves out cases predicted 0, though they occur: candidate (1, 0) on joint ((0.5, 0.5),)."""
    losses = []
    for q in candidates:
        said = q > 0
        losses.append(-(joint[said] * np.log(q[said])).sum())
    losses = np.array(losses)
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_epsilon(joint, candidates, truth, slack):
    """log(q + 1e-12) has no infinity: (1, 0) beats (0.5, 0.5) on joint ((0.99, 0.01),)."""
    losses = np.array([-(joint * np.log(q + 1e-12)).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_truth_from_joint(joint, candidates, truth, slack):
    """Good means near joint's own conditional, not near truth: truth (1, 0), joint ((.5, .5),)."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    share = joint.sum(axis=1, keepdims=True)
    ideal = np.divide(joint, share, out=truth.copy(), where=share > 0)
    distances = np.array([np.abs(q - ideal).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_loss_on_truth(joint, candidates, truth, slack):
    """Labels drawn from truth, not from joint: joint says (0.9, 0.1), truth (0.5, 0.5)."""
    weights = joint.sum(axis=1, keepdims=True) * truth
    occurs = weights > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(weights[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_all_bad(joint, candidates, truth, slack):
    """Lists every bad candidate, minimizer or not: a bad one with a high loss."""
    occurs = joint > 0
    finite = [bool((q[occurs] > 0).all()) for q in candidates]
    distances = [np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates]
    return [i for i, distance in enumerate(distances) if finite[i] and distance > slack]


def wrong_good_ones(joint, candidates, truth, slack):
    """Lists the minimizers that are good: a single candidate, the truth."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances <= slack)).tolist()


def wrong_index_among_finite(joint, candidates, truth, slack):
    """Drops infinite losses first and counts anew: an impossible candidate before a bad one."""
    occurs = joint > 0
    class_ = [q for q in candidates if (q[occurs] > 0).all()]
    losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in class_])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in class_])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_least_of_all_predictions(joint, candidates, truth, slack):
    """A minimizer must reach the entropy, outside the class too: one candidate, a bad one."""
    occurs = joint > 0
    share = np.broadcast_to(joint.sum(axis=1, keepdims=True), joint.shape)
    least = -(joint[occurs] * np.log(joint[occurs] / share[occurs])).sum()
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < least + 1e-9) & (distances > slack)).tolist()


def wrong_inputs_alike(joint, candidates, truth, slack):
    """Every input that occurs weighs the same in the loss: one candidate best at a rare input."""
    share = joint.sum(axis=1, keepdims=True)
    given = np.divide(joint, share, out=np.zeros_like(joint), where=share > 0)
    occurs = given > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(given[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).max() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_good_somewhere(joint, candidates, truth, slack):
    """Near the truth at one input is good enough: right at one of two inputs."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    distances = np.array([np.abs(q - truth).sum(axis=1).min() / 2 for q in candidates])
    return np.flatnonzero((losses < losses.min() + 1e-9) & (distances > slack)).tolist()


def wrong_slack_of_a_tenth(joint, candidates, truth, slack):
    """Calls good what is within 0.1, whatever the slack: shows for a slack of 0.05 or 0.6."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    far = [(np.abs(q - truth).sum(axis=1) / 2 > 0.1).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < losses.min() + 1e-9 and far[i]]


def wrong_alike_to_a_millionth(joint, candidates, truth, slack):
    """Takes losses within 1e-6 for the same: shows where an input occurs once in a million."""
    occurs = joint > 0
    with np.errstate(divide="ignore"):
        losses = np.array([-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates])
    far = [(np.abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < losses.min() + 1e-6 and far[i]]
