from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.grader_as_loss.case_tables import row, rows

Rows = list[list[bool]]


def rows_of(catchers: Sequence[Sequence[int]], width: int) -> Rows:
    """One row for each list of the cases that catch an answer."""
    return [row(width, fails) for fails in catchers]


@st.composite
def relabelled(
    draw: st.DrawFn, catchers: Sequence[Sequence[int]], width: int, never: int = 0
) -> Args:
    """The same problem with its rows and columns in another order."""
    columns = draw(st.permutations(range(width)))
    rows = [row(width, [columns[j] for j in fails]) for fails in catchers]
    rows += [row(width, []) for _ in range(never)]
    return (draw(st.permutations(rows)),)


# Case 0 catches answers 0-2, case 1 catches 3-5, case 2 catches 0, 1, 3 and 4.
GREEDY = ((0, 2), (0, 2), (0,), (1, 2), (1, 2), (1,))

# Two cases catch an answer alone; the third answer needs one of the two others.
ESSENTIAL = ((0,), (1,), (2, 3))


@st.composite
def star(draw: st.DrawFn) -> Args:
    """The first case catches everybody, and each answer is caught by another case as well."""
    n = draw(st.integers(2, 4))
    order = draw(st.permutations(range(1, n + 1)))
    return (rows_of([(0, j) for j in order], n + 1),)


@st.composite
def any_rows(draw: st.DrawFn) -> Args:
    """Any small matrix, of which at least one answer fails something."""
    width = draw(st.integers(2, 5))
    fails = st.lists(st.integers(0, width - 1), max_size=3, unique=True)
    rows = [row(width, f) for f in draw(st.lists(fails, min_size=1, max_size=5))]
    return ([*rows, row(width, [draw(st.integers(0, width - 1))])],)


_star = rows_of([(0, 1), (0, 2), (0, 3)], 4)

EXERCISE = Exercise(
    title="The fewest cases that catch them all",
    objective="Find a smallest set of cases that no wrong answer of a bank survives.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Turn the rows around: for each wrong answer, which cases catch it? An answer that no case "
        "catches asks for nothing.",
        "Taking the case that catches most, then the next, can cost a case too many. Ten columns "
        "have 1,024 subsets: try them, the small ones first.",
        "`itertools.combinations(range(width), size)` for size 0, 1, 2, … gives the subsets of one "
        "size in the order that is asked for. Return the first that shares a case with every "
        "answer's set.",
    ),
    checks=(
        Check(
            "check_any_small_bank",
            "The result is right for small banks of any kind.",
            any_rows(),
            public=((rows,), ([[True, False], [True, True]],)),
            draws=8,
        ),
        Check(
            "check_the_greedy_choice_is_not_taken",
            "The result is smallest also where the case that catches most is not part of it.",
            relabelled(GREEDY, 3),
            public=((rows_of(GREEDY, 3),),),
            draws=4,
        ),
        Check(
            "check_one_case_that_catches_everybody",
            "The result is one case where one case will do.",
            star(),
            public=((_star,),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_cases_that_are_needed_alone",
            "Cases that alone catch an answer are in it, others only as far as they are needed.",
            relabelled(ESSENTIAL, 4),
            public=((rows_of(ESSENTIAL, 4),),),
            draws=4,
        ),
        Check(
            "check_answers_that_cannot_be_caught",
            "Answers that pass every case ask for nothing.",
            relabelled([(1,), (0, 1)], 3, never=2),
            public=(([[True, True, True], [True, False, True]],),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_nobody_can_be_caught",
            "Where every answer passes every case, no case is needed.",
            relabelled([], 2, never=2),
            public=(([[True, True, True]],),),
            weight=0.5,
            draws=2,
        ),
    ),
)
