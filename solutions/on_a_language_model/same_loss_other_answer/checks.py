from __future__ import annotations

import numpy as np
from losslab.values.probes import keeping

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.on_a_language_model.drawn import distribution, seeded


def _text(rng: np.random.Generator, contexts: list[int], last: int) -> list[int]:
    """A text in which exactly these tokens are contexts, and whose last token is that one.

    The first of them is a context once, as the last one.
    """
    body = [int(c) for c in rng.permutation(contexts[1:] * 2)]
    return [*body, contexts[0], last]


def _rest(
    rng: np.random.Generator, features: np.ndarray, contexts: list[int], context: int, last: int
) -> Args:
    d, k = features.shape[1], len(features)
    weights = rng.integers(-6, 7, (d, k)) / 4.0
    return features, weights, _text(rng, contexts, last), context, distribution(rng, k)


def table(rng: np.random.Generator) -> Args:
    """Contexts with weights of their own."""
    k = 4
    *contexts, context = (int(c) for c in rng.permutation(k)[:3])
    return _rest(rng, np.eye(k), contexts, context, int(rng.choice(contexts)))


def shared(rng: np.random.Generator, k: int, d: int, known: int, at_the_end: bool = False) -> Args:
    """Contexts that share weights; the silent one has something of its own.

    Another token is no context either, and its features have something to do with the others'.
    """
    while True:
        features = rng.integers(-2, 3, (k, d)).astype(float)
        tokens = [int(c) for c in rng.permutation(k)]
        contexts, context = tokens[:known], tokens[known]
        basis, wanted = features[contexts], features[context]
        fit = basis.T @ np.linalg.lstsq(basis.T, wanted, rcond=None)[0]
        partly = min(np.linalg.norm(wanted - fit), np.linalg.norm(fit)) > 0.3
        if partly and np.linalg.matrix_rank(basis) == min(known, d):
            break
    last = context if at_the_end else contexts[0]
    return _rest(rng, features, contexts, context, last)


def repeated(rng: np.random.Generator) -> Args:
    """Known contexts whose features are multiples of one another."""
    features = rng.integers(1, 4, (5, 4)).astype(float)
    features[1] = 2 * features[0]
    features[2] = -features[0]
    features[3] = features[0] + np.array([0.0, 1.0, 0.0, 2.0])
    features[4] = [int(rng.integers(1, 4)), -3.0, int(rng.integers(1, 3)), 2.0]
    order = rng.permutation(5)
    back = np.argsort(order)
    contexts = [int(back[i]) for i in (0, 1, 2, 3)]
    return _rest(rng, features[order], contexts, int(back[4]), contexts[0])


def spoken_for(rng: np.random.Generator, sums: bool, scale: int = 1) -> Args:
    """The features of the context are a sum of those of the text's contexts, or it is one.

    With a large `scale` whoever computes the sum is off by more than the last digit of a 1.
    """
    features = rng.integers(-2, 3, (4, 3)).astype(float)
    features[0], features[1] = [1.0, 2.0, 0.0], [0.0, 1.0, -1.0]
    first, second = scale * int(rng.integers(1, 4)), scale * int(rng.integers(1, 3))
    features[2] = (first + scale // 7) * features[0] - second * features[1]
    contexts, context = ([0, 1], 2) if sums else ([0, 1], int(rng.integers(2)))
    return _rest(rng, features, contexts, context, 3)


def as_many(rng: np.random.Generator) -> Args:
    """The text's contexts have features of every kind, so that all others are spoken for."""
    features = np.array([[1.0, 1.0], [1.0, -1.0], [2.0, 0.0], [0.0, 3.0]])
    features[2:] += rng.integers(1, 3, (2, 2))
    return _rest(rng, features, [0, 1], 2 + int(rng.integers(2)), 0)


def hardly(rng: np.random.Generator) -> Args:
    """A context that departs a little from a sum of the text's contexts."""
    features = np.array([[3.0, 3.0, 2.0], [2.0, 1.0, 2.0], [4.0, 3.0, 3.0]])
    features = features[:, rng.permutation(3)] * rng.choice([-1.0, 1.0], 3)
    return _rest(rng, features, [0, 1], 2, int(rng.integers(2)))


_SHARED = np.array([[1.0, 0.0], [1.0, 1.0], [2.0, 0.0]])
_START = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 2.0]])
_ANSWER = np.array([0.25, 0.25, 0.5])
_near = Tolerance(rtol=1e-5, atol=1e-6)


_kept = {
    "a table": seeded(table),
    "few weights": seeded(shared, 4, 3, 2),
    "more weights": seeded(shared, 5, 4, 2),
    "the context ends the text": seeded(shared, 4, 4, 3, at_the_end=True),
    "multiples": seeded(repeated),
}
_public = (
    (np.eye(3), np.eye(3), [0, 1, 0, 1], 2, _ANSWER),
    (_SHARED, _START, [0, 2, 0, 0], 1, _ANSWER),
)
_refused = {
    "a sum": seeded(spoken_for, True),
    "a sum of large multiples": seeded(spoken_for, True, 997),
    "a context of the text": seeded(spoken_for, False),
    "features of every kind": seeded(as_many),
    "free": seeded(shared, 4, 3, 2, at_the_end=True),
    "hardly free": seeded(hardly),
}

EXERCISE = Exercise(
    title="The same loss, and another answer",
    objective="Change what a model says where its text is silent, and nothing that the text sees.",
    points=5,
    difficulty=5,
    minutes=45,
    hints=(
        "In a table each context has a row of weights of its own. In which contexts do the logits "
        "change if one adds a matrix D to the weights, and how do you write down that they stay?",
        "Add `np.outer(v, change)`. In context c the logits then move by `features[c] @ v` times "
        "`change`. What has to hold for v in the contexts of the text, and what in `context`?",
        "Every vector is the sum of a part that the known features can be summed to, and a part at "
        "right angles to all of them. `np.linalg.lstsq` finds the first. Softmax does not see a "
        "constant that is added to all logits, so `change` may be shifted: which shift makes it "
        "shortest?",
    ),
    checks=(
        Check(
            "check_the_other_answer",
            "The nearest weights give the answer, keep what is predicted in the text, and are new.",
            _kept,
            public=_public,
            probe=keeping,
            tolerance=_near,
            weight=3,
            draws=5,
            covers=(
                "The new weights, float64 of shape (d, k);",
                "`weights` itself must not be changed.",
                "The last one is no context by standing there.",
            ),
        ),
        Check(
            "check_whether_there_is_one",
            "There is no such model where, and only where, the text leaves no freedom.",
            _refused,
            public=(
                (_SHARED, _START, [0, 1, 0, 0], 2, _ANSWER),
                (_SHARED, _START, [0, 2, 0, 0, 1], 1, _ANSWER),
                (np.eye(3), np.eye(3), [0, 1, 0, 1], 1, _ANSWER),
            ),
            tolerance=_near,
            weight=2,
            draws=6,
        ),
    ),
)
