from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st
from losslab.grader_as_loss import homework
from losslab.values.plain import Recipe

from autograder.course.exercise import Args, Check, Exercise, recipe


def compared(names: Sequence[str], inputs: Sequence[Sequence[int]]) -> Args:
    """Learners by name, as a recipe, and inputs."""
    return recipe(homework.answers, names=list(names)), [list(xs) for xs in inputs]


@st.composite
def learners(
    draw: st.DrawFn,
    names: Sequence[str],
    telling: Sequence[Sequence[int]],
    others: int = 1,
    in_order: bool = False,
    number: int | None = None,
) -> Args:
    """Learners in any order or in this one, all or a `number` of them, and lists.

    The lists that tell them apart stand in any order between others that do not, so that
    neither the first list nor the last one is enough.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    chosen = chance.sample(names, number or len(names))
    inputs = [list(xs) for xs in chance.sample(telling, len(telling))]
    usual = [sorted(chance.sample(range(2, 90), chance.randint(2, 6))) for _ in range(2 * others)]
    inputs = usual[:others] + inputs + usual[others:]
    return compared(names if in_order else chosen, inputs)


def _given(answers: Recipe) -> list[str]:
    """The names that a recipe of learners holds."""
    return list(answers.kwargs["names"])


_usual = ("worked it out", "copied it", "sorts a copy", "starts from zero", "takes the last")
_changing = ("sorts in place", "empties the list", "takes the last", "worked it out")
_raising = (
    "worked it out",
    "empties the list",
    "looked it up",
    "negates the least",
    "says None of nothing",
    "asks first",
    "has an error of its own",
    "has another of that name",
)
_unlike_nan = ("says None of nothing", "starts from minus infinity", "says False of nothing")
_nan = ("says NaN of nothing", "says inf - inf of nothing")
_types = ("worked it out", "returns a float", "says True for 1", "looked it up", "adds a billionth")
_ends = ("takes the first", "takes the last", "copied it")
_everybody = tuple(homework.LEARNERS)
# Whom each list tells apart: the raising, those who start from zero, the types, the last.
_everything: tuple[list[int], ...] = ([], [-3, -1], [1], [5, 2], [40, -7, 40, 12, 3])

EXERCISE = Exercise(
    title="What no grader can tell apart",
    objective="Group answers by what a judge behind a boundary can see of them.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "What do you have to remember of one call, so that two calls can be compared later? Try "
        "`max` on [5, 2] and on [].",
        "What does Python say of `1 == True`, of `1 == 1.0`, and of NaN and itself? And what is "
        "left of a list when an answer that sorts it in place, or empties it, has seen it?",
        "Of the answers a, b, a2, b2 and c, where a2 does what a does and b2 what b does, which "
        "groups are due, and in which order? What do you have to find when b2 comes, and in what "
        "kind of object would you look it up?",
    ),
    checks=(
        Check(
            "check_equal_results_stand_together",
            "Answers that return the same for every input are one group, however they get there.",
            {
                "in any order": learners(_usual, [[-3, -1], [5, 2]]),
                "from Z to A": learners(
                    sorted(_usual, reverse=True), [[-3, -1], [5, 2]], in_order=True
                ),
            },
            public=(
                compared(_usual, [[5, 2]]),
                compared(_usual, [[2, 5], [-3, -1], [5, 2]]),
                compared(["takes the last"], [[5, 2]]),
            ),
            draws=3,
            covers=("Two answers belong together if for every input both return the same",),
        ),
        Check(
            "check_every_call_gets_its_own_list",
            "An answer that changes its argument does not change what others are given.",
            learners(_changing, [[5, 2], [3, 1, 2]], in_order=True),
            public=(compared(_changing, [[5, 2]]),),
            draws=2,
            covers=(
                "every call has to get a list of its own",
                "that it changes its argument is not part of its behavior here",
            ),
        ),
        Check(
            "check_exceptions_by_class",
            "Exceptions count by their class, and are not a result.",
            learners(_raising, [[]]),
            public=(compared(_raising, [[2, 4], []]),),
            draws=2,
            covers=(
                "or both raise exceptions of the same class",
                "An exception of a derived class is of another class, and so is one of a class",
            ),
        ),
        Check(
            "check_nan_is_nan",
            "NaN and NaN are the same result, and no other one.",
            {
                "NaN first": learners((*_nan, *_unlike_nan), [[]], in_order=True),
                "NaN last": learners((*_unlike_nan, *_nan), [[]], in_order=True),
            },
            public=(
                compared((*_nan, *_unlike_nan), [[]]),
                compared((*_unlike_nan, *_nan), [[]]),
            ),
            draws=2,
        ),
        Check(
            "check_types_count",
            "1, 1.0 and True are three results, and 1.000000001 is a fourth one.",
            learners(_types, [[1]]),
            public=(compared(_types, [[1]]),),
            draws=2,
        ),
        Check(
            "check_all_of_it_at_once",
            "Many learners are grouped right by many lists, in the order of the answers.",
            {
                "everybody": learners(_everybody, _everything, 0),
                "everybody, from Z to A": learners(
                    sorted(_everybody, reverse=True), _everything, 0, in_order=True
                ),
                "two who give the same numbers in another order": learners(
                    _ends, [[5, 1, 1, 1, 1, 2], [2, 1, 1, 1, 1, 5]], 0
                ),
                "eight of them": learners(_everybody, _everything, number=8),
                "numbers of equal hashes": learners(_ends, [[-1, -2]], 0),
                "opposite numbers": learners(_ends, [[4, -4]], 0),
                "numbers that are one as floats": learners(_ends, [[2**60, 2**60 + 1]], 0),
            },
            public=(
                compared(_everybody, _everything),
                compared(["takes the first", "takes the last"], [[5, 2], [2, 5]]),
            ),
            weight=5,
            draws=7,
            contains={
                "an order that is not that of the alphabet": lambda answers, inputs: (
                    _given(answers) != sorted(_given(answers))
                ),
                "an empty list behind others": lambda answers, inputs: [] in inputs[1:],
            },
            covers=(
                "Every name in exactly one group.",
                "Names in a group, and groups by their first names, stand in the order of "
                "`answers`.",
            ),
        ),
    ),
)
