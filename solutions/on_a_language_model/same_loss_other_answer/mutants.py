import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The weights change as in a table, where each context has a row of its own. Contexts "
    "that share features move along, also those of the text.",
)
def as_in_a_table(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    if context in text[:-1]:
        return None
    wanted = features[context]
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(wanted, change - change.mean()) / (wanted @ wanted)


@mutant(
    says="There is always a result. Where the features of the context are a sum of those of the "
    "text's contexts, what is predicted in the text decides what is predicted there.",
)
def always_finds_one(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="Every context that does not occur in the text is taken to be free. Shared features can "
    "tie it to contexts that do.",
)
def silent_is_free(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if context in text[:-1]:
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="The answer is right, and the text's predictions stay. But the logits of all tokens are "
    "moved by a constant that softmax does not see: without it the weights are nearer to "
    "the old ones.",
)
def not_the_nearest(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change) / (free @ wanted)


@mutant(
    says="The last token of the text is taken to be a context. Nothing follows it, so that "
    "nothing is predicted there.",
)
def last_token_counts(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="The predictions stay in all other contexts, also in those that the text does not have. "
    "This asks for more than the text does: often there is no such model, or it is not the "
    "nearest.",
)
def keeps_all_others(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[[c for c in range(len(features)) if c != context]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="The logarithm of the answer is added to the old logits. They have to be taken away: "
    "the new logits are the answer's logarithm, but for a constant.",
)
def adds_the_answer(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer)
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="The direction is right and its length is not: in the context the logits move by "
    "another multiple of what they should.",
)
def wrong_length(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (wanted @ wanted)


@mutant(
    says="The probabilities themselves are made to be logits. Their softmax is another "
    "distribution; the logits are their logarithms.",
)
def probabilities_for_logits(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = answer - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="There is said to be no such model where most of what the context has, but not all of "
    "it, can be summed from what the text's contexts have. What is left is free, however "
    "little it is.",
)
def refuses_too_much(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.linalg.norm(free) < 0.9 * np.linalg.norm(wanted):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)


@mutant(
    says="The weights that were given are changed in place. The old model is gone, and nobody "
    "can compare.",
)
def in_place(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    weights += np.outer(free, change - change.mean()) / (free @ wanted)
    return weights


@variant(how="the null space of the known features, by singular values")
def by_null_space(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    known = features[text[:-1]]
    _, _, rows = np.linalg.svd(known)
    null = rows[np.linalg.matrix_rank(known) :]
    reach = null @ features[context]
    if not reach.round(6).any():
        return None
    change = np.log(answer) - features[context] @ weights
    return weights + np.outer(reach @ null, change - np.mean(change)) / (reach @ reach)


@variant(how="one least-squares problem with all that has to hold, of least norm")
def by_least_norm(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    rows = np.concatenate([features[text[:-1]], features[[context]]])
    change = np.log(answer) - features[context] @ weights
    wish = np.zeros((len(rows), len(answer)))
    wish[-1] = change - change.mean()
    step = np.linalg.pinv(rows) @ wish
    return weights + step if np.allclose(rows @ step, wish) else None
