from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.grader_as_loss.case_tables import row, rows


@st.composite
def outcomes(
    draw: st.DrawFn, never: int, through: int, stopped: int, draws: int | None = None
) -> Args:
    """Wrong answers of three kinds, some public cases, and how many hidden ones are drawn.

    `never` rows pass everything, `through` pass the public cases and fail one to three of the
    pool, different numbers of them where there are several, `stopped` fail a public case.
    """
    size, shown = draw(st.integers(3, 4)), draw(st.integers(1, 2))
    width = size + shown
    order = draw(st.permutations(range(width)))
    public, pool = sorted(order[:shown]), order[shown:]
    rows = [row(width, []) for _ in range(never)]
    rows += [row(width, draw(st.permutations(pool))[: 1 + n % 3]) for n in range(through)]
    for _ in range(stopped):
        fails = [draw(st.sampled_from(public))]
        fails += draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2))
        rows.append(row(width, fails))
    count = draw(st.integers(2, size - 1)) if draws is None else min(draws, size)
    return draw(st.permutations(rows)), public, count


some_of_each = outcomes(never=0, through=2, stopped=2)
some_never_caught = outcomes(never=1, through=2, stopped=1)
nobody_through = outcomes(never=0, through=0, stopped=3)
no_draw = outcomes(never=0, through=2, stopped=1, draws=0)
whole_pool = outcomes(never=1, through=1, stopped=1, draws=12)
one_draw = outcomes(never=1, through=2, stopped=1, draws=1)


@st.composite
def nothing_public(draw: st.DrawFn) -> Args:
    """Wrong answers without any public case."""
    width = draw(st.integers(4, 5))
    fails = [draw(st.permutations(range(width)))[:n] for n in (1, 2)]
    return [row(width, f) for f in fails], [], draw(st.integers(2, width - 1))


EXERCISE = Exercise(
    title="What fresh inputs catch",
    objective="Compute how likely hidden cases catch an answer that the public ones let through.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "First throw out the answers that a public case stops. About them nothing is asked.",
        "For one answer it is easier to say how likely it escapes: all the drawn cases are among "
        "those of the pool that it passes.",
        "With m cases in the pool of which an answer passes p, it escapes with probability "
        "`math.comb(p, draws) / math.comb(m, draws)`. Average over the answers that the public "
        "cases let through, and take it from 1.",
    ),
    checks=(
        Check(
            "check_several_draws",
            "Several draws from the pool catch as often as they should.",
            some_of_each,
            public=((rows, [0], 2), (rows, [3], 2)),
            draws=6,
        ),
        Check(
            "check_one_draw",
            "One draw from the pool catches as often as it should.",
            one_draw,
            public=((rows, [0], 1),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_answers_that_no_case_catches",
            "A wrong answer that passes every case counts as one that escapes.",
            some_never_caught,
            public=(([[True, True, True, True], [True, True, False, False]], [0], 2),),
            draws=4,
        ),
        Check(
            "check_nothing_gets_through",
            "Where no answer passes the public cases the result is None.",
            nobody_through,
            public=(([[False, True, True]], [0], 1),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_no_draw_and_whole_pool",
            "Without a draw nothing is caught; with the whole pool, whatever can be.",
            st.one_of(no_draw, whole_pool),
            public=((rows, [0], 0), (rows, [0], 3)),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_no_public_case",
            "Without public cases every answer gets through.",
            nothing_public(),
            public=((rows, [], 2),),
            weight=0.5,
            draws=3,
        ),
    ),
)
