from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.grader_as_loss.case_tables import row, rows


def _some(pool: int, chance: Random) -> int:
    """More than one case of the pool, and not the whole of it."""
    return chance.randint(2, max(pool - 2, 2))


@st.composite
def outcomes(
    draw: st.DrawFn,
    through: Sequence[int] = (),
    stopped: int = 0,
    pool: int = 5,
    shown: int = 2,
    count: Callable[[int, Random], int] = _some,
    twice: bool = False,
) -> Args:
    """Wrong answers, some public cases, and how many hidden ones are drawn.

    Of the answers that pass the public cases each fails as many of the pool as `through` says, no
    two the same, unless the last is there `twice`; the `stopped` ones fail a public case and
    perhaps others, the first of them all cases.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    pool += chance.randint(0, 1) if pool else 0
    order = chance.sample(range(pool + shown), pool + shown)
    public, hidden = order[:shown], order[shown:]
    table = [row(len(order), (hidden[n:] + hidden[:n])[:fails]) for n, fails in enumerate(through)]
    table += table[-1:] if twice else []
    for n in range(stopped):
        others = chance.sample(hidden, chance.randint(0, min(2, len(hidden))))
        table.append(row(len(order), [chance.choice(public), *others] if n else order))
    chance.shuffle(table)
    return table, public, count(pool, chance)


def _none(pool: int, chance: Random) -> int:
    return 0


def _one(pool: int, chance: Random) -> int:
    return 1


def _whole(pool: int, chance: Random) -> int:
    return pool


EXERCISE = Exercise(
    title="What fresh inputs catch",
    objective="Compute how likely hidden cases catch an answer that the public ones let through.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "First throw out the answers that a public case stops. About them nothing is asked.",
        "For one answer it is easier to say how likely it escapes: all the drawn cases are among "
        "those of the pool that it passes.",
        "A pool of 4 cases, of which an answer passes 3; 2 are drawn. List all the pairs: through "
        "how many does it escape? Which function of `math` gives both numbers without a list? And "
        "do two answers that pass 1 and 3 escape as often, on average, as two that pass 2?",
    ),
    checks=(
        Check(
            "check_several_draws",
            "Several draws from the pool catch as often as they should.",
            outcomes([1, 1, 3], stopped=1),
            public=((rows, [0], 2), (rows, [3], 2)),
            draws=2,
        ),
        Check(
            "check_one_draw",
            "One draw from the pool catches as often as it should.",
            outcomes([1, 1, 4], stopped=1, count=_one),
            public=((rows, [0], 1),),
            draws=2,
        ),
        Check(
            "check_answers_that_no_case_catches",
            "A wrong answer that passes every case counts as one that escapes.",
            outcomes([0, 2, 3], stopped=1),
            public=(([[True, True, True, True], [True, True, False, False]], [0], 2),),
            draws=2,
        ),
        Check(
            "check_nothing_gets_through",
            "Where no answer passes the public cases the result is None, and only there.",
            {
                "nobody": outcomes([], stopped=3),
                "one that no case catches": outcomes([0], stopped=2),
                "one that is caught": outcomes([5], stopped=2, pool=6),
            },
            public=(([[False, True, True]], [0], 1), ([[True, True, True]], [0], 1)),
            draws=3,
        ),
        Check(
            "check_no_draw_and_whole_pool",
            "Without a draw nothing is caught; with the whole pool, whatever can be.",
            {
                "no draw": outcomes([1, 2], stopped=1, count=_none),
                "the whole pool": outcomes([0, 1, 1], stopped=1, count=_whole),
            },
            public=((rows, [0], 0), (rows, [0], 3)),
            draws=2,
        ),
        Check(
            "check_no_public_case_or_nothing_else",
            "Without public cases every answer gets through; without others nothing is caught.",
            {
                "nothing is public": outcomes([1, 1, 3], shown=0),
                "nothing is public, and nothing drawn": outcomes([1, 3], shown=0, count=_none),
                "all is public": outcomes([0, 0], stopped=1, pool=0, shown=3, count=_none),
            },
            public=((rows, [], 2), ([[True, True], [True, False]], [1, 0], 0)),
            draws=3,
        ),
        Check(
            "check_all_of_it_at_once",
            "The result is right for larger tables of all kinds.",
            {
                "many answers": outcomes([0, 1, 1, 5, 1], stopped=2, pool=6, twice=True),
                "many cases": outcomes([0, 1, 2, 6], stopped=2, pool=8, shown=3),
                "one draw": outcomes([0, 1, 4, 1], stopped=2, count=_one, twice=True),
                "the whole pool": outcomes([0, 1, 1, 2], stopped=2, count=_whole),
                "nothing is public": outcomes([0, 1, 1, 4], shown=0),
                "all is public": outcomes([0], stopped=2, pool=0, shown=4, count=_none),
                "nobody gets through": outcomes([], stopped=4, pool=3),
            },
            public=(
                (
                    [
                        [True, False, True, True, True],
                        [True, True, True, True, True],
                        [True, False, True, True, True],
                        [True, False, True, False, False],
                        [True, True, False, True, True],
                    ],
                    [2, 0],
                    2,
                ),
            ),
            weight=6,
            draws=7,
            contains={
                "three or more that get through, of which two are equal and one escapes": (
                    lambda passes, public, draws: (
                        len(got := [r for r in passes if all(r[j] for j in public)]) > 2
                        and len({tuple(r) for r in got}) < len(got)
                        and any(map(all, got))
                    )
                ),
                "public cases in no order": lambda passes, public, draws: public != sorted(public),
            },
        ),
    ),
)
