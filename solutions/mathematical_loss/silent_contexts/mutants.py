import numpy as np
import torch
import torch.nn.functional as F

from autograder.course.exercise import mutant, variant


@mutant(
    says="The derivative at a context that never occurs is the prediction itself, as if the "
    "text had shown that nothing follows. No pair has this context, so the loss does not depend "
    "on its logits.",
)
def silence_as_evidence(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    seen = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    derivative = (seen * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="Every context that occurs counts the same. The mean is over pairs, so a context "
    "counts as often as it occurs.",
)
def contexts_alike(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    occurs = counts.any(axis=1, keepdims=True)
    derivative = occurs * (q - share) / occurs.sum()
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="This is the derivative of the sum over all pairs. A mean is due.",
)
def summed(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = counts.sum(axis=1, keepdims=True) * q - counts
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="The sum over pairs is divided by the number of tokens, of which there is one more.",
)
def divided_by_tokens(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / len(text)
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="The text goes round: its last token is taken for a context of the first one. Nothing "
    "follows the last token.",
)
def round_the_end(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for context, token in zip(text, text[1:] + text[:1], strict=True):
        counts[context, token] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="Each token is the context of the one before it. A model that reads forward predicts "
    "the second of a pair from the first.",
)
def backward(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i + 1], text[i]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="A pair that occurs several times counts once. The mean is over all places of the text.",
)
def pairs_once(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] = 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -rate * features @ features.T @ derivative}


@mutant(
    says="The logits move as in a table, each row by its own derivative. Contexts with common "
    "features share weights, and one moves the other.",
)
def every_row_its_own(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -rate * derivative}


@mutant(
    says="The logits of contexts that never occur stay where they are. Their derivative is "
    "zero, but weights that they share with others move.",
)
def silence_stays(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    moved = -rate * features @ features.T @ derivative
    return {"derivative": derivative, "moved": moved * counts.any(axis=1, keepdims=True)}


@mutant(
    says="The logits move to where the loss is higher. A step of gradient descent subtracts "
    "the gradient.",
)
def uphill(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": rate * features @ features.T @ derivative}


@mutant(
    says="The step has the length 1, whatever the learning rate is.",
)
def without_rate(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    logits = features @ weights
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    for i in range(len(text) - 1):
        counts[text[i], text[i + 1]] += 1
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / counts.sum()
    return {"derivative": derivative, "moved": -features @ features.T @ derivative}


@variant(how="autograd, with the step taken and the logits compared")
def with_torch(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    given, w = torch.from_numpy(features), torch.tensor(weights, requires_grad=True)
    logits = given @ w
    loss = F.cross_entropy(logits[text[:-1]], torch.tensor(text[1:]))
    slopes, uphill = torch.autograd.grad(loss, (logits, w))
    after = given @ (w - rate * uphill)
    return {"derivative": slopes.numpy(), "moved": (after - logits).detach().numpy()}


@variant(how="pair by pair, context by context")
def by_hand(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    k, pairs = len(features), len(text) - 1
    derivative, change = np.zeros((k, k)), np.zeros(weights.shape)
    for i in range(pairs):
        context, token = text[i], text[i + 1]
        shares = np.exp(features[context] @ weights)
        push = shares / shares.sum() - np.eye(k)[token]
        derivative[context] += push / pairs
        change -= rate / pairs * np.outer(features[context], push)
    return {"derivative": derivative, "moved": features @ change}
