import numpy as np


def right_projection(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """The part of the features at right angles to the others, by the pseudoinverse."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def right_qr(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Gram-Schmidt over the known features."""
    basis: list[np.ndarray] = []
    for c in text[:-1]:
        v = features[c].copy()
        for _ in range(2):
            for q in basis:
                v = v - (v @ q) * q
        if np.linalg.norm(v) > 1e-6:
            basis.append(v / np.linalg.norm(v))
    v = features[context].copy()
    for _ in range(2):
        for q in basis:
            v = v - (v @ q) * q
    if np.linalg.norm(v) < 1e-6:
        return None
    now = features[context] @ weights
    wish = np.log(answer)
    move = (wish - wish.mean()) - (now - now.mean())
    return weights + np.outer(v, move) / np.dot(v, features[context])


def right_lagrange(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Two kinds of constraints and their least-norm solution by lstsq."""
    known = sorted(set(text[:-1]))
    f = features[context]
    if context in known:
        return None
    rank = np.linalg.matrix_rank
    if rank(features[known]) == rank(features[[*known, context]]):
        return None
    goal = np.log(answer) - f @ weights
    goal -= goal.sum() / len(goal)
    left = features[[*known, context]]
    side = np.vstack([np.zeros((len(known), len(goal))), goal])
    change, *_ = np.linalg.lstsq(left, side)
    return weights + change


def right_torch(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """torch.linalg in float64, the projector onto the null space."""
    import torch

    seen = torch.tensor(features[text[:-1]])
    f, w = torch.tensor(features[context]), torch.tensor(weights)
    projector = torch.eye(len(f), dtype=torch.float64) - torch.linalg.pinv(seen) @ seen
    v = projector @ f
    if v.norm() < 1e-6:
        return None
    move = torch.tensor(answer).log() - f @ w
    move = move - move.mean()
    return (w + torch.outer(v, move) / v.dot(v)).numpy()


def wrong_uncentered(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """The change of the logits is not centered."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_moves_all(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Moves along all of the features of the context."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    v = f
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_never_none(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Always a matrix."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_none_if_in_the_text(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """None only if the context is in the text."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if context in text:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_whole_text(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """All tokens of the text are contexts."""
    seen = features[np.unique(text)]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_without_the_first(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Tokens from the second on are contexts."""
    seen = features[np.unique(text[1:])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_sum_of_features(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Removes the mean of the known features alone."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = (
        seen.mean(axis=0)
        * (seen.mean(axis=0) @ f)
        / max(seen.mean(axis=0) @ seen.mean(axis=0), 1e-12)
    )
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_not_orthogonalized(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Removes each known direction by itself, though they are not at right angles."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = sum(s * (s @ f) / max(s @ s, 1e-12) for s in seen)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_half_way(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Half of the change."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v) / 2


def wrong_unit_direction(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """A direction of length 1."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / np.sqrt(v @ v)


def wrong_log_ratio(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """The logarithm of the answer over the old logits' softmax, uncentered: another constant."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift + np.log(np.exp(f @ weights).sum())
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_first_logit_fixed(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Fixes the first logit and not the mean."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - shift[0]
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_changes_the_argument(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Writes into the weights that were given."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    weights += v[:, None] * shift[None, :] / (v @ v)
    return weights


def wrong_only_the_difference(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Gives the change and not the new weights."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return v[:, None] * shift[None, :] / (v @ v)


def wrong_new_from_nothing(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Replaces the weights in that direction by the answer's logarithm."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6:
        return None
    shift = np.log(answer)
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_refuses_dependent(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """None if the known features depend on one another."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 1e-6 or np.linalg.matrix_rank(seen) < len(seen):
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_refuses_what_is_near(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """None where the context is near what is known."""
    seen = features[np.unique(text[:-1])]
    f = features[context]
    inside = np.linalg.pinv(seen) @ (seen @ f)
    v = f - inside
    if np.linalg.norm(v) < 0.25:
        return None
    shift = np.log(answer) - f @ weights
    shift = shift - np.mean(shift)
    return weights + v[:, None] * shift[None, :] / (v @ v)


def wrong_exactly_spoken_for(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Takes a rest of 1e-14 for freedom: rounding leaves as much."""
    seen = features[sorted(set(text[:-1]))]
    f = features[context]
    rest = f - seen.T @ np.linalg.lstsq(seen.T, f, rcond=None)[0]
    if np.linalg.norm(rest) < 1e-15:
        return None
    change = np.log(answer) - f @ weights
    return weights + np.outer(rest, change - change.mean()) / (rest @ rest)
