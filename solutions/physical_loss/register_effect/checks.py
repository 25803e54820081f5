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
    ("after", "no_grad"),
    ("seed", "data"),
    ("seed", "no_grad"),
    ("seed", "shift"),
    ("reward", "data"),
    ("reward", "detach"),
)
# Tells adding in place from adding.
ADDED_TO_A_LEAF = ("detach", "shift")
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


def by_one(form: str) -> SearchStrategy[Args]:
    """A factor of 1 changes no number, and what backward refuses is an edit all the same."""
    edits = [["data"], ["no_grad"], ["graph", "no_grad"], ["no_grad", "shift"], ["seed", "detach"]]
    return st.permutations(edits).map(lambda drawn: (form, 1.0, list(drawn)))


@st.composite
def in_pairs(draw: st.DrawFn, form: str, sign: float) -> Args:
    """All that tell something, and some longer lists."""
    pairs = draw(st.permutations([list(pair) for pair in (*TELLING, ADDED_TO_A_LEAF)]))
    return (
        form,
        sign * draw(_size),
        [*pairs, *draw(st.lists(_several(), min_size=3, max_size=3))],
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
        weight=0.4,
        covers=("where backward raises one.",) if form == "exp" else (),
    )


def _several_check(form: str, called: str, weight: float, *public: Args) -> Check:
    inputs: dict[str, SearchStrategy[Args]] = {
        "in pairs": in_pairs(form, 1.0 if form == "ce" else -1.0)
    }
    if form == "exp":
        inputs["a factor of 1"] = by_one(form)
    return Check(
        f"check_several_edits_of_{called}",
        f"Several edits have the right effect together, in every order, for the form {form!r}.",
        inputs,
        public=public,
        weight=weight,
        probe=probes.effects,
        tolerance=_measured,
        draws=len(inputs),
        covers=(
            "in the order of the list, and may stand in it more than once:",
            "These have a time of their own, wherever they stand, and stand in it once at most:",
        ),
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
        _several_check(
            "ce",
            "cross_entropy",
            0.8,
            ("ce", 2.0, [["graph", "no_grad"], ["graph", "graph"], ["detach", "seed"]]),
        ),
        _several_check(
            "exp",
            "exp_of_cross_entropy",
            2.2,
            ("exp", 2.0, [list(pair) for pair in TELLING]),
            ("exp", 1.0, [["no_grad"], ["data"], ["graph", "no_grad"]]),
        ),
        _several_check(
            "reinforce",
            "reinforce",
            0.8,
            ("reinforce", -2.0, [["graph", "reward"], ["reward", "shift"], ["reward", "detach"]]),
        ),
    ),
    unchecked={
        "By how much edits at the loss register scale the first SGD update.": (
            "It names the task, and 'first' is no order of the result."
        ),
    },
)
