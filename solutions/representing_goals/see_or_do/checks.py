from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.representing_goals import plans

from autograder.course.exercise import Args, Check, Exercise

_positive = st.sampled_from([0.5, 1.0, 2.0, 3.0])
_slope = st.sampled_from([-1.5, -0.5, 0.5, 0.75, 1.5, 2.0])
_amount = st.sampled_from([-2.0, -1.0, 1.0, 2.0, 3.0])


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


_chains = st.builds(
    chain,
    st.sampled_from([0.5, 2.0, 3.0]),
    st.tuples(_slope, st.sampled_from([0.5, 2.0, 3.0])),
    st.tuples(_slope, _positive),
)


def questions(how: str, *where: str) -> SearchStrategy[Args]:
    """A chain, and a question of this kind about one of these variables."""
    return st.tuples(_chains, st.just(how), st.sampled_from(where), _amount)


def _asked(
    name: str, promise: str, how: str, where: tuple[str, ...], *public: tuple, weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        questions(how, *where),
        public=[(made, how, variable, amount) for made, variable, amount in public],
        weight=weight,
        draws=5,
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
        "Seeing informs about both sides. Downstream it is the same as doing. Upstream, the best "
        "guess of x given y is cov(x, y) / var(y) times what y is.",
        "Variances add up along the chain: var(desire) = desire_slope² · good_sd² + "
        "desire_noise². One step upstream multiplies by slope · var(cause) / var(effect), and two "
        "steps multiply.",
    ),
    checks=(
        _asked(
            "check_doing_downstream",
            "What is done to a variable changes it and what follows from it.",
            "do",
            ("good", "desire"),
            (_uneven, "good", 2.0),
            (_uneven, "desire", 1.0),
        ),
        _asked(
            "check_doing_nothing_upstream",
            "What is done to the evaluation changes the evaluation alone.",
            "do",
            ("evaluation",),
            (plans.DESIRES, "evaluation", 3.0),
            (_wide, "evaluation", -1.0),
        ),
        _asked(
            "check_seeing_downstream",
            "What is seen of how good a plan is tells what to expect of the rest.",
            "see",
            ("good",),
            (_uneven, "good", 1.0),
            weight=0.5,
        ),
        _asked(
            "check_seeing_upstream",
            "What is seen of desire or evaluation tells what to expect of their causes.",
            "see",
            ("desire", "evaluation"),
            (plans.DREAMS, "evaluation", 3.0),
            (_uneven, "evaluation", 2.0),
            (_wide, "desire", 1.0),
            weight=2,
        ),
    ),
)
