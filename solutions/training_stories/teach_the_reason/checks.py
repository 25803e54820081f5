from __future__ import annotations

from hypothesis import strategies as st
from losslab.training_stories import coins

from autograder.course.exercise import Args, Check, Exercise

_ample = st.integers(100, 120).map(lambda n: n / 100)
_scant = st.integers(90, 93).map(lambda n: n / 100)


def _worlds(
    low: int, high: int, budgets: st.SearchStrategy[float] = _ample
) -> st.SearchStrategy[Args]:
    """How often coin and edge lie together, in hundredths, and a budget."""
    return st.tuples(st.integers(low, high).map(lambda n: n / 100), budgets)


EXERCISE = Exercise(
    title="A less faithful reward",
    objective="Design a reward by what it teaches, and not by how well it says what you want.",
    points=3,
    difficulty=4,
    minutes=30,
    hints=(
        "Try the faithful reward with `coins.taught`, at `together=0.9`. Which of the two "
        "probabilities is low? Then try one that pays only where coin and edge part.",
        "Where they lie together, both circuits are strengthened; where they part, one is "
        "strengthened and the other weakened. What do you want the two kinds of events to do to "
        "the edge's weight, taken together?",
        "An event that is rare can be paid better: the budget limits the average. How much of it "
        "is spent on each kind of event by the faithful reward, and how much should be?",
    ),
    checks=(
        Check(
            "check_where_they_mostly_agree",
            "Where coin and edge seldom part, it is the coin that is learned, within the budget.",
            {"one event in ten parts them": _worlds(90, 91), "hardly any": _worlds(95, 98, _scant)},
            public=((0.9, 1.0), (0.97, 1.2)),
            reads=coins.judged,
            draws=4,
            covers=("Payments are never negative, and over all events they come to `budget`",),
        ),
        Check(
            "check_where_they_mostly_part",
            "Where coin and edge mostly part it is the coin too, and not what lies off the edge.",
            {"one event in ten unites them": _worlds(8, 10), "hardly any": _worlds(2, 5, _scant)},
            public=((0.1, 1.0),),
            reads=coins.judged,
            draws=4,
        ),
    ),
)
