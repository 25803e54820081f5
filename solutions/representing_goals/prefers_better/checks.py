from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise

WRITERS = ("Ada", "Bo", "Cy", "Di", "Eve", "Fay", "Gus", "Hal")
# Different strings, and so different writers.
NAMESAKES = ("Ada", "ada", "Ada ", "ADA", "Ad a", "Adá")


@st.composite
def shelves(
    draw: st.DrawFn,
    sizes: Sequence[int],
    values: int = 40,
    agree: str = "",
    apart: int = 0,
    ties: bool = False,
    who: Sequence[str] = WRITERS,
) -> Args:
    """So many novels by each writer, mixed, with ratings and worths out of so many values.

    `apart` is how much better and higher rated each writer is than the one before. `agree` says
    whether a writer's own novels are rated in the order of their worth or against it.
    """
    rows = []
    names = draw(st.permutations(who))
    for number, size in enumerate(sizes):
        least = 1 if agree else -values
        ends = [
            draw(st.lists(st.integers(least, values), min_size=size, max_size=size)) for _ in "rw"
        ]
        if agree:
            ends = [sorted(each) for each in ends]
        if agree == "against":
            ends[0].reverse()
        rows += [
            (rated / 8 + number * apart, worth / 8 + number * apart, names[number])
            for rated, worth in zip(*ends, strict=True)
        ]
    if ties:
        rated, worth, name = rows[0]
        rows += [(rated, worth + 0.5, name), (rated + 0.5, worth, names[-1])]
        rows += [(rated + 1e-9, worth - 1, names[-1]), (rated, worth - 1e-9, name)]
    rated, worth, writers = zip(*draw(st.permutations(rows)), strict=True)
    return list(rated), list(worth), list(writers)


libraries = {
    "several writers": shelves((3, 4, 2)),
    "ties of both kinds": shelves((2, 2), ties=True),
    "few values, many ties": shelves((4, 5, 3), values=1, ties=True),
    "each writer's own in the wrong order": shelves((3, 5, 4), 15, "against", apart=3),
    "each writer's own in the right order": shelves((5, 3, 2), 40, "with", apart=1),
    "one of each writer": shelves((1, 1, 1, 1, 1)),
    "a single writer": shelves((6,)),
    "names that are nearly the same": shelves((2, 2, 2, 2, 2, 2), who=NAMESAKES),
    "many novels": shelves((9, 2, 3, 1), ties=True),
    "one novel": shelves((1,)),
    "no novel": st.just(([], [], [])),
}


def _check(
    part: str, promise: str, weight: float, *public: Args, covers: Sequence[str] = ()
) -> Check:
    return Check(
        f"check_pairs_{part}",
        promise,
        libraries,
        public=public,
        weight=weight,
        part=part,
        draws=11,
        covers=covers,
    )


_simpson = (
    [1.0, 2.0, 3.0, 6.0, 7.0, 8.0, 9.0],
    [3.0, 2.0, 1.0, 9.0, 8.0, 7.0, 6.0],
    ["Ada"] * 3 + ["Bo"] * 4,
)
_ties = ([2.0, 2.0, 1.0, 3.0], [1.0, 4.0, 4.0, 2.0], ["Ada", "Bo", "Ada", "Bo"])

EXERCISE = Exercise(
    title="On which novels?",
    objective="Ask of a rating on which comparisons it is right, and not only how often.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Go through the pairs of places. Which pairs are left out, and to which of the three "
        "shares does each of the others belong?",
        "Every pair that counts is right, wrong or half right, whatever it belongs to. Collect "
        "this number for each share; only at the end divide, if there is something to divide by.",
    ),
    checks=(
        _check(
            "all",
            "The share among all pairs is right, with ties.",
            1.5,
            _ties,
            ([1.0, 3.0, 2.0], [1.0, 2.0, 3.0], ["Ada", "Ada", "Bo"]),
            covers=(
                "Say how often ratings prefer the better of two novels, and whether it matters who "
                "wrote them.",
            ),
        ),
        _check(
            "within",
            "The share among pairs by one writer is right, each pair counting once.",
            2,
            _simpson,
            ([1.0, 2.0, 5.0, 4.0, 3.0], [1.0, 2.0, 3.0, 4.0, 5.0], ["Ada"] * 2 + ["Bo"] * 3),
            ([1.0, 2.0], [1.0, 2.0], ["Ada", "Bo"]),
            covers=("Anybody may have written any number of novels, in any order.",),
        ),
        _check(
            "between",
            "The share among pairs by two writers is right.",
            1.5,
            _simpson,
            ([1.0, 2.0], [1.0, 2.0], ["Ada", "Ada"]),
            _ties,
        ),
    ),
)
