from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st
from losslab.training_stories import stories

from autograder.course.exercise import Args, Check, Exercise, Recipe, recipe
from solutions.training_stories.promises import HIGHER, LOWER, margins, ops

RANGES = {"acc": (0.0, 1.0), "err": (0.0, math.inf), "gain": (-math.inf, math.inf)}
MORE = {**RANGES, "logp": (-math.inf, 0.0), "size": (2.0, 5.0), "cost": (-3.0, -1.0)}


def promises(*lines: str) -> Args:
    """Arguments of :func:`what_would_refute`."""
    return recipe(stories.sketch, claims=list(lines)), RANGES


def _bounds(metric: str, edge: bool) -> list[float]:
    """Bounds inside the range of a metric; or at its edges, and beyond them."""
    low, high = MORE[metric]
    if edge:
        ends = [(low, -0.5), (high, 0.5)]
        return [end + step for end, out in ends if math.isfinite(end) for step in (0, out)]
    inside = [end for end in (low + 0.25, high - 0.25) if math.isfinite(end)]
    return [*inside, 0.25] if len(inside) != 2 and low < 0.25 < high else inside


def _written(seed: int, kinds: Sequence[str], edge: bool) -> Args:
    """Claims of none to three predictions, in any order, on every metric, both ways.

    A claim of each kind says the same twice. Constraints have controls too, some of them, and the
    margins of nudges may be wider than the range.
    """
    rng = Random(seed)
    predictions = []
    for metric, (low, high) in MORE.items():
        for n, bound in enumerate(_bounds(metric, edge)):
            for op in (">=", "<="):
                promise = f"{rng.choice(['new', 'old'])} {metric} {op} {bound}"
                margins = [rng.randint(1, 9) / 20, min(high - low, 8.0) + rng.choice([0.5, 2.0])]
                for kind in kinds:
                    control = f" control plain margin {margins[(n + (op == '<=')) % 2]}"
                    controlled = kind == "nudge" or n % 2 == 0
                    predictions.append((kind, promise + control * controlled))
    rng.shuffle(predictions)
    names = rng.sample(range(100), len(predictions) + 3)
    lines = [f"c{names.pop()}: {rng.choice(kinds)}"]
    for kind in kinds:
        same = next(promise for of, promise in predictions if of == kind)
        lines.append(f"c{names.pop()}: {kind} {same}; {same}")
    while predictions:
        kind, first = predictions.pop()
        own = [first]
        while predictions and predictions[-1][0] == kind and len(own) < 3 and rng.random() < 0.6:
            own.append(predictions.pop()[1])
        lines.append(f"c{names.pop()}: {kind} {'; '.join(own)}")
    rng.shuffle(lines)
    return recipe(stories.sketch, claims=lines), dict(MORE)


def written(*kinds: str, edge: bool = False) -> st.SearchStrategy[Args]:
    """Claims of these kinds, on bounds that can be missed, or on those at the edge."""
    return st.integers(0, 2**32).map(lambda seed: _written(seed, kinds, edge))


@st.composite
def short(draw: st.DrawFn, kind: str, edge: bool = False) -> Args:
    """One claim."""
    metric = draw(st.sampled_from(["acc", "err"]))
    bound = draw(st.sampled_from(_bounds(metric, edge)))
    options = f" control plain margin {draw(margins)}"
    return promises(f"c: {kind} new {metric} {draw(ops)} {bound}{options}")


def _predictions(story: Recipe) -> list[stories.Prediction]:
    """All predictions of a story."""
    return [p for c in stories.written(story.kwargs["claims"]) for p in c["predictions"]]


EXERCISE = Exercise(
    title="What would change your mind",
    objective="Negate each claim of a story into observations that somebody could make.",
    points=3,
    difficulty=4,
    minutes=30,
    hints=(
        'Negate a sentence in words first: "in every run the accuracy is at least 0.9". Both '
        '"every" and "at least" change.',
        "A nudge says two things, joined by *and*. The opposite of *a and b* is *not a or not b*: "
        "two observations, of which one suffices.",
        "An observation below `value` is possible only if the metric has values there: which end "
        "of its range do you ask? And where lower is better, what does a difference to the control "
        "look like that is just good enough, and one that is not?",
    ),
    checks=(
        Check(
            "check_constraints",
            "A constraint is refuted by some run beyond its bound.",
            {"one claim": short("constraint"), "many claims": written("constraint")},
            public=(
                promises("c: constraint new acc >= 0.75"),
                promises("c: constraint new acc >= 0.75; new err <= 0.5"),
                promises("c: constraint"),
            ),
            draws=2,
            covers=(
                "a list of observations, in the order of its predictions, any one of",
                "where those of a constraint have one, it plays no part",
            ),
        ),
        Check(
            "check_nudges",
            "A nudge is refuted by its mean, or by a control that does as well.",
            {"one claim": short("nudge"), "many claims": written("nudge")},
            public=(
                promises(HIGHER),
                promises(LOWER),
                promises("n: nudge new acc >= 0.55 control plain margin 1.5"),
            ),
            draws=2,
            covers=(
                "A prediction of a constraint gives one, a prediction of a nudge two,",
                "neither what is sure to be observed, as where a margin is wider than the metric",
                "nor what stands in the list already, as where a claim has two equal predictions",
            ),
            contains={
                "a margin wider than the range": lambda story, ranges: any(
                    p["margin"] > ranges[p["metric"]][1] - ranges[p["metric"]][0]
                    for p in _predictions(story)
                ),
                "the same said twice": lambda story, ranges: any(
                    c["predictions"][1:] == c["predictions"][:1]
                    for c in stories.written(story.kwargs["claims"])
                    if c["predictions"]
                ),
            },
        ),
        Check(
            "check_claims_that_nothing_refutes",
            "What no run can show is left out, and the claim is not.",
            {
                "one claim": short("constraint", edge=True),
                "both kinds": written("constraint", "nudge", edge=True),
            },
            public=(
                promises("sure: constraint new acc >= 0.0"),
                promises("sure: constraint new acc <= 2.0"),
                promises("n: nudge new err >= 0.0 control plain margin 0.15"),
            ),
            weight=2,
            draws=2,
            covers=("So a claim that nothing can refute gets an empty list.",),
        ),
    ),
)
