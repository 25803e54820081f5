from __future__ import annotations

from hypothesis import strategies as st
from losslab.physical_loss import probes

from autograder.course.exercise import Check, Exercise, Tolerance

_factor = st.integers(6, 40).map(lambda n: n / 4)
_measured = Tolerance(rtol=1e-3, atol=1e-3)


def _effect_check(form: str, called: str) -> Check:
    return Check(
        f"check_edits_of_{called}",
        f"Every edit's effect is right for the form {form!r}.",
        st.tuples(st.just(form), _factor),
        public=((form, 3.0),),
        weight=1.0,
        probe=probes.effects,
        tolerance=_measured,
        draws=1,
    )


EXERCISE = Exercise(
    title="Edits at the loss register",
    objective="Say which edits of a loss reach the weights, and by how much.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "Which numbers does the backward pass read? The value of the loss need not be one of them.",
        "Backward starts from 1, or from the seed that you pass, and multiplies by the derivatives "
        "of the nodes. An edit matters if it adds a node, changes the seed, changes an input of "
        "the graph, or overwrites a number that some derivative has saved.",
        "Build a linear classifier from fixed weights, take one SGD step without the edit and one "
        "with it, and compare: c is the scalar product of the two updates over that of the plain "
        "update with itself. Catch `RuntimeError` around backward.",
    ),
    checks=(
        _effect_check("ce", "cross_entropy"),
        _effect_check("exp", "exp_of_cross_entropy"),
        _effect_check("reinforce", "reinforce"),
        Check(
            "check_negative_factors",
            "A negative factor that scales the update reverses it.",
            st.tuples(st.sampled_from(["ce", "exp", "reinforce"]), _factor.map(lambda f: -f)),
            public=(("ce", -2.0),),
            weight=1.0,
            probe=probes.effects,
            tolerance=_measured,
            draws=2,
        ),
    ),
)
