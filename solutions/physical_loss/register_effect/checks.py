from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes

from autograder.course.exercise import Args, Check, Exercise, Tolerance

FORMS = ("ce", "exp", "reinforce")
BEFORE = ("no_grad", "data", "graph", "shift", "detach")
EDITS = (*BEFORE, "reward", "seed", "after")
# Edits of which the first decides what the next does, or whether it is refused.
TELLING = (
    ("graph", "data", "shift"),
    ("shift", "no_grad", "graph"),
    ("graph", "data", "graph"),
    ("graph", "no_grad"),
    ("no_grad", "graph"),
    ("shift", "no_grad"),
    ("shift", "data"),
    ("data", "shift"),
    ("graph", "data"),
    ("data", "graph"),
    ("no_grad", "detach"),
    ("detach", "no_grad"),
    ("detach", "data"),
    ("detach", "graph"),
    ("data", "no_grad"),
    ("no_grad", "data"),
    ("no_grad", "shift"),
    ("data", "data"),
    ("graph", "graph"),
    ("seed", "detach"),
    ("detach", "seed"),
    ("detach", "reward"),
    ("graph", "reward"),
    ("seed", "graph"),
    ("data", "seed"),
    ("after", "data"),
)
SINGLE = tuple((edit,) for edit in EDITS)

_size = st.integers(6, 40).filter(lambda n: n != 8).map(lambda n: n / 8)
_measured = Tolerance(rtol=1e-3, atol=1e-3)


@st.composite
def _several(draw: st.DrawFn) -> list[str]:
    """Three to five edits, those with a time of their own once at most."""
    timed = draw(st.lists(st.sampled_from(EDITS[5:]), max_size=2, unique=True))
    edits = draw(st.lists(st.sampled_from(BEFORE), min_size=3, max_size=3)) + timed
    return list(draw(st.permutations(edits)))


@st.composite
def alone(draw: st.DrawFn, form: str, sign: float) -> Args:
    """No edit, and every edit alone."""
    return form, sign * draw(_size), [[], *draw(st.permutations([list(e) for e in SINGLE]))]


@st.composite
def in_pairs(draw: st.DrawFn, form: str, sign: float) -> Args:
    """All that tell something, and some longer lists."""
    pairs = draw(st.permutations([list(pair) for pair in TELLING]))
    return (
        form,
        sign * draw(_size),
        [*pairs, *draw(st.lists(_several(), min_size=4, max_size=4))],
    )


def _single_check(form: str, called: str) -> Check:
    inputs: dict[str, SearchStrategy[Args]] = {
        "a positive factor": alone(form, 1.0),
        "a negative factor": alone(form, -1.0),
    }
    return Check(
        f"check_edits_of_{called}",
        f"No edit, and each edit alone, have the right effect for the form {form!r}.",
        inputs,
        public=((form, 3.0, [[], *map(list, SINGLE)]), (form, -0.5, [["graph"], ["seed"]])),
        probe=probes.effects,
        tolerance=_measured,
        draws=2,
        covers=("where backward raises one.",) if form == "exp" else (),
    )


EXERCISE = Exercise(
    title="Edits at the loss register",
    objective="Say which edits of a loss reach the weights, and by how much.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        "Which numbers does the backward pass read? The value of the loss need not be one of them.",
        "Backward starts from 1, or from the seed that you pass, and multiplies by the derivatives "
        "of the nodes. An edit matters if it adds a node, changes the seed, changes an input of "
        "the graph, or overwrites a number that some derivative has saved.",
        "`loss = loss * factor` makes a new tensor, with a register of its own. Who reads that one "
        "on the way back? So there is something to remember from one edit to the next.",
        "To measure instead, build a linear classifier from fixed weights and compare the gradient "
        "with edits and the one without: how many times the second is the first, with its sign? "
        "Catch `RuntimeError` around backward.",
    ),
    checks=(
        _single_check("ce", "cross_entropy"),
        _single_check("exp", "exp_of_cross_entropy"),
        _single_check("reinforce", "reinforce"),
        Check(
            "check_one_edit_after_the_other",
            "Several edits have the right effect together, in every order, for each form.",
            {form: in_pairs(form, 1.0 if form == "ce" else -1.0) for form in FORMS},
            public=(
                ("ce", 2.0, [["graph", "no_grad"], ["graph", "graph"], ["detach", "seed"]]),
                ("exp", 2.0, [list(pair) for pair in TELLING[:17]]),
                ("reinforce", -2.0, [["graph", "reward"], ["reward", "shift"]]),
            ),
            weight=3,
            probe=probes.effects,
            tolerance=_measured,
            draws=3,
            covers=(
                "in the order of the list, and may stand in it more than once:",
                "These have a time of their own, wherever they stand, and stand in it once "
                "at most:",
            ),
        ),
    ),
    unchecked={
        "By how much edits at the loss register scale the first SGD update.": (
            "It names the task, and 'first' is no order of the result."
        ),
    },
)
