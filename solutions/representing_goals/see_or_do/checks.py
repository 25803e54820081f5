from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.representing_goals import plans

from autograder.course.exercise import Args, Check, Exercise

_positive = st.integers(2, 40).map(lambda n: n / 8)
_slope = st.tuples(st.sampled_from([-1, 1]), st.integers(2, 20)).map(lambda n: n[0] * n[1] / 8)
_amount = st.tuples(st.sampled_from([-1, 1]), st.integers(2, 30)).map(lambda n: n[0] * n[1] / 8)


def chain(
    good_sd: float, desire: tuple[float, float], evaluation: tuple[float, float]
) -> dict[str, float]:
    """A causal chain; each pair is a slope and a standard deviation of noise."""
    return {
        "good_sd": good_sd,
        "desire_slope": desire[0],
        "desire_noise": desire[1],
        "evaluation_slope": evaluation[0],
        "evaluation_noise": evaluation[1],
    }


def _chains(
    spread: SearchStrategy[float] = _positive, noise: SearchStrategy[float] = _positive
) -> SearchStrategy[dict[str, float]]:
    return st.builds(chain, spread, st.tuples(_slope, noise), st.tuples(_slope, noise))


_little = st.sampled_from([0.01, 0.02, 0.03])
_much = st.integers(20, 50).map(float)


def questions(
    how: str, where: str, chains: SearchStrategy[dict[str, float]] | None = None
) -> SearchStrategy[Args]:
    """A chain, and a question of this kind about this variable."""
    return st.tuples(_chains() if chains is None else chains, st.just(how), st.just(where), _amount)


doing_downstream = {
    "good": questions("do", "good"),
    "desire": questions("do", "desire"),
    "desire, with little noise": questions("do", "desire", _chains(noise=_little)),
    "good, with much noise": questions("do", "good", _chains(noise=_much)),
    "desire, and plans are much alike": questions("do", "desire", _chains(_little)),
}
doing_nothing_upstream = {
    "evaluation": questions("do", "evaluation"),
    "evaluation, with little noise": questions("do", "evaluation", _chains(noise=_little)),
    "evaluation, with much noise": questions("do", "evaluation", _chains(noise=_much)),
}
seeing = {
    "good": questions("see", "good"),
    "desire": questions("see", "desire"),
    "evaluation": questions("see", "evaluation"),
    "evaluation, with little noise": questions("see", "evaluation", _chains(noise=_little)),
    "evaluation, with much noise": questions("see", "evaluation", _chains(_much, _much)),
    "desire, and plans are much alike": questions("see", "desire", _chains(_little)),
}


def _asked(
    name: str,
    promise: str,
    kinds: dict[str, SearchStrategy[Args]],
    *public: tuple,
    weight: float = 1.0,
) -> Check:
    how = "see" if kinds is seeing else "do"
    return Check(
        name,
        promise,
        kinds,
        public=[(made, how, variable, amount) for made, variable, amount in public],
        weight=weight,
        draws=len(kinds),
    )


_uneven = chain(2.0, (0.5, 1.0), (1.5, 2.0))
_wide = chain(3.0, (-0.5, 2.0), (2.0, 0.5))

EXERCISE = Exercise(
    title="Good, desired, evaluated",
    objective="Tell what a high evaluation is evidence of from what raising it would bring about.",
    points=3,
    difficulty=4,
    minutes=30,
    hints=(
        "Doing is the easier half: follow the arrows from the variable on. Nothing travels against "
        "an arrow.",
        "Seeing informs about both sides. On which of them does it tell the same as doing? On the "
        "other, what would you guess if the arrow had no noise, and what if it had nothing else?",
        "How large is the variance of desire, and how much of it comes from how good plans are? "
        "Ask the same of the evaluation. What is seen two steps away passes the step between.",
    ),
    checks=(
        _asked(
            "check_doing_downstream",
            "What is done to a variable changes it and what follows from it.",
            doing_downstream,
            (_uneven, "good", 2.0),
            (_uneven, "desire", 1.0),
        ),
        _asked(
            "check_doing_nothing_upstream",
            "What is done to the evaluation changes the evaluation alone.",
            doing_nothing_upstream,
            (plans.DESIRES, "evaluation", 3.0),
            (_wide, "evaluation", -1.0),
        ),
        _asked(
            "check_seeing",
            "What is seen of one variable tells what to expect of the others.",
            seeing,
            (_uneven, "good", 1.0),
            (plans.DREAMS, "evaluation", 3.0),
            (_uneven, "evaluation", 2.0),
            (_wide, "desire", 1.0),
            weight=2,
        ),
    ),
)
