import numpy as np
import torch
import torch.nn.functional as F


def right_counts(features, weights, text, rate):
    """Counts pairs, takes predictions times row sums minus counts, and the chain rule twice."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    predictions = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * predictions - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def right_autograd(features, weights, text, rate):
    """torch's autograd for both derivatives, in float64."""
    x = torch.tensor(features.tolist(), dtype=torch.float64)
    w = torch.tensor(weights.tolist(), dtype=torch.float64, requires_grad=True)
    logits = x @ w
    loss = F.cross_entropy(logits[text[:-1]], torch.tensor(text[1:], dtype=torch.long))
    on_logits, on_weights = torch.autograd.grad(loss, [logits, w])
    return {"derivative": on_logits.numpy(), "moved": (x @ (-rate * on_weights)).numpy()}


def right_plain_loops(features, weights, text, rate):
    """Lists and loops, one pair at a time; arrays only at the end."""
    import math

    rows, table = features.tolist(), weights.tolist()
    k, d, n = len(rows), len(table), len(text) - 1
    logits = [[sum(row[i] * table[i][j] for i in range(d)) for j in range(k)] for row in rows]
    derivative = [[0.0] * k for _ in range(k)]
    for context, following in zip(text, text[1:], strict=False):
        total = sum(math.exp(z) for z in logits[context])
        for j in range(k):
            share = math.exp(logits[context][j]) / total
            derivative[context][j] += (share - (j == following)) / n

    def times(a, b):
        columns = list(zip(*b, strict=True))
        return [[sum(map(float.__mul__, row, column)) for column in columns] for row in a]

    slope = times(list(zip(*rows, strict=True)), derivative)
    moved = [[-rate * change for change in row] for row in times(rows, slope)]
    return {"derivative": np.array(derivative), "moved": np.array(moved)}


def right_one_hot(features, weights, text, rate):
    """One-hot matrices of contexts and of what followed; the logits move by a Gram matrix."""
    one = np.eye(len(features))
    here, following = one[list(text[:-1])], one[list(text[1:])]
    logits = here @ features @ weights
    logits = logits - logits.max(axis=1, keepdims=True)
    predictions = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    derivative = here.T @ (predictions - following) / len(here)
    gram = features @ features.T
    return {"moved": -rate * (gram @ derivative), "derivative": derivative}


def right_counter(features, weights, text, rate):
    """A Counter of pairs, log-softmax by logaddexp, an OrderedDict."""
    from collections import Counter, OrderedDict
    from itertools import pairwise

    logits = features @ weights
    q = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
    derivative = np.zeros_like(logits, dtype=float)
    pairs = Counter(pairwise(map(int, text)))
    for (context, following), count in pairs.items():
        share = count / pairs.total()
        derivative[context] += share * q[context]
        derivative[context, following] -= share
    change = -rate * np.einsum("cd,cj->dj", features, derivative)
    return OrderedDict(derivative=derivative, moved=np.einsum("cd,dj->cj", features, change))


def right_pair_by_pair_on_weights(features, weights, text, rate):
    """Adds each pair's outer product to the derivative of the weights."""
    on_weights, on_logits = np.zeros(weights.shape), np.zeros((len(features), len(features)))
    share = 1 / (len(text) - 1)
    for context, following in zip(text, text[1:], strict=False):
        odds = np.exp(features[context] @ weights)
        push = odds / odds.sum()
        push[following] -= 1
        on_logits[context] += share * push
        on_weights += share * np.outer(features[context], push)
    return {"derivative": on_logits, "moved": features @ on_weights * -rate}


def wrong_sum_of_pairs(features, weights, text, rate):
    """Derivative of the sum, not of the mean: text [0, 1, 0]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = counts.sum(axis=1, keepdims=True) * q - counts
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_mean_per_context(features, weights, text, rate):
    """Averages within each context, so rare ones count as much: text [0, 0, 0, 1, 0]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    total = counts.sum(axis=1, keepdims=True)
    derivative = (total * q - counts) / np.maximum(total, 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_length_of_text(features, weights, text, rate):
    """Divides by the number of tokens, one more than there are pairs: any text."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / len(text)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_last_is_a_context(features, weights, text, rate):
    """The last token counts as a context, though nothing follows: text [0, 1, 2]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    occurs = np.bincount(text, minlength=k)[:, None]
    derivative = (occurs * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_logits_step(features, weights, text, rate):
    """moved is a step on the logits themselves: features that are not the identity."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * derivative}


def wrong_silent_stay(features, weights, text, rate):
    """Silent contexts are said not to move: equal feature rows and text [0, 1]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    moved = -rate * features @ (features.T @ derivative)
    moved[counts.sum(axis=1) == 0] = 0.0
    return {"derivative": derivative, "moved": moved}


def wrong_uphill(features, weights, text, rate):
    """The step adds the gradient: any text and features."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": rate * features @ (features.T @ derivative)}


def wrong_rate_ignored(features, weights, text, rate):
    """A step of rate 1 whatever the rate: rate = 0.1."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -features @ (features.T @ derivative)}


def wrong_change_of_weights(features, weights, text, rate):
    """moved is the change of the weights, not of the logits: features other than the identity."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features.T @ derivative}


def wrong_pairs_backwards(features, weights, text, rate):
    """Predicts each token from the one after it: text [0, 1, 2]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[1:], text[:-1]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_softmax_axis(features, weights, text, rate):
    """The softmax runs down the contexts: weights that are not all equal."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=0, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_repeated_pairs_lost(features, weights, text, rate):
    """counts[a, b] += 1 counts a repeated pair once: text [0, 1, 0, 1, 1]."""
    k = len(features)
    counts = np.zeros((k, k))
    counts[text[:-1], text[1:]] += 1
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_pairs_do_not_overlap(features, weights, text, rate):
    """Cuts the text into separate pairs: text [0, 1, 2, 0] has three neighbors, not two."""
    k = len(features)
    here, following = text[::2][: len(text) // 2], text[1::2]
    counts = np.zeros((k, k))
    np.add.at(counts, (here, following), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / len(here)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_by_probabilities(features, weights, text, rate):
    """Derivative by the probabilities, -1/q, not by the logits: any text."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = -counts / q / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_unseen_labels_untouched(features, weights, text, rate):
    """No derivative for what never followed a context: text [0, 1] pushes tokens 0 and 2 down."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    derivative[counts == 0] = 0.0
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_silent_toward_uniform(features, weights, text, rate):
    """Silent contexts are pushed to the uniform prediction: text [0, 0] with weights not zero."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    silent = counts.sum(axis=1) == 0
    counts[silent] = 1 / k
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}


def wrong_predictions_moved(features, weights, text, rate):
    """moved is the change of the probabilities, not of the logits: any text."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    odds = odds * np.exp(-rate * features @ (features.T @ derivative))
    return {"derivative": derivative, "moved": odds / odds.sum(axis=1, keepdims=True) - q}


def wrong_own_features_only(features, weights, text, rate):
    """Each context's own features alone move it, no other's: features [[1, 1], [1, 0]]."""
    k = len(features)
    counts = np.zeros((k, k))
    np.add.at(counts, (text[:-1], text[1:]), 1.0)
    odds = np.exp(features @ weights)
    q = odds / odds.sum(axis=1, keepdims=True)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    own = (features**2).sum(axis=1, keepdims=True)
    return {"derivative": derivative, "moved": -rate * own * derivative}


def wrong_moves_what_shares_most(features, weights, text, rate):
    """Moves a context by the gradient of the one nearest to it: shows where features overlap."""
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    np.add.at(counts, (text[:-1], text[1:]), 1)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    alike = features @ features.T
    nearest = alike.argmax(axis=1)
    own = np.take_along_axis(alike, nearest[:, None], 1)
    return {"derivative": derivative, "moved": -rate * own * derivative[nearest]}
