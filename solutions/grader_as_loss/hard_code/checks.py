from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st
from losslab.grader_as_loss import homework

from autograder.course.exercise import Args, Check, Exercise

Pairs = list[tuple[Any, Any]]


def _input(kind: str, chance: Random) -> Any:
    if kind == "number":
        return chance.randint(-99, 99)
    if kind == "word":
        return "".join(chance.choices("abc", k=chance.randint(0, 4)))
    return chance.choices(range(6), k=chance.randint(0, 4))


def _different(kinds: list[str], chance: Random) -> list[Any]:
    """An input of each kind, no two the same."""
    found: list[Any] = []
    for kind in kinds:
        new = _input(kind, chance)
        while new in found:
            new = _input(kind, chance)
        found.append(new)
    return found


def _asked(inputs: list[Any], values: list[Any], chance: Random) -> Args:
    """The first inputs with the values, and all inputs in another order, one of them twice."""
    public = list(zip(inputs, values, strict=False))
    asked = chance.sample(inputs, len(inputs))
    return public, [*asked, asked[0]]


@st.composite
def known_and_others(
    draw: st.DrawFn, *kinds: str, known: int = 4, others: int = 0, falsy: bool = False
) -> Args:
    """Public cases with inputs of these kinds, and what is asked: these, and others.

    The expected values are different numbers; where some are `falsy`, they are 0, an empty
    string, and one that comes twice.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    drawn = _different(chance.choices(kinds, k=known + others), chance)
    values: list[Any] = chance.sample(range(1, 100), known)
    if falsy:
        values[:3] = [0, "", values[-1]]
        chance.shuffle(values)
    return _asked(drawn, values, chance)


@st.composite
def look_alikes(draw: st.DrawFn) -> Args:
    """Inputs that are written alike, or hold the same, and are not the same."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    n, m = chance.sample(range(2, 9), 2)
    found = [str(n), [n], f"[{n}]", [m, n], [n, m, m], f"{n}{m}", n * 10 + m, -n]
    chance.shuffle(found)
    return _asked([n, [n, m], *found], chance.sample(range(-9, 10), 5), chance)


@st.composite
def alike_lists(draw: st.DrawFn) -> Args:
    """Lists with the same numbers, sums, lengths or beginnings, and all of them public."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    n, m = chance.sample(range(1, 9), 2)
    found = [[n, m], [m, n], [n], [n, m, m], [n + m], []]
    chance.shuffle(found)
    return _asked(found, chance.sample(range(-9, 10), len(found)), chance)


@st.composite
def nearly_alike(draw: st.DrawFn) -> Args:
    """One of each two is public: empty ones, capitals, blanks, and numbers of equal hashes."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    word = "".join(chance.choices("abc", k=3))
    other = chance.choice("defg")
    known = ["", word, f" {other}", f"{word}b", -1, [-2], 0]
    others = [[], word.upper(), f"{word} ", other, word[:2], f"{word}bc", -2, [-1], [0], " "]
    return _asked([*known, *others], chance.sample(range(1, 99), len(known)), chance)


@st.composite
def one_kind_is_known(draw: st.DrawFn, kind: str) -> Args:
    """Public inputs of one kind; asked are others too, of every kind."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    asked = _different([kind] * 3 + ["number", "word", "list"], chance)
    return _asked(asked, chance.sample(range(1, 99), 3), chance)


EXERCISE = Exercise(
    title="Learned by heart",
    objective="Write an answer that the public cases cannot tell from a right one.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "You return a function. It may remember `public`, and needs nothing else.",
        "Lists cannot be keys of a dict, and they can be compared with `==`. And where does a "
        "search end that has found nothing?",
    ),
    checks=(
        Check(
            "check_public_numbers_and_words",
            "Public inputs that are integers or strings get their expected values.",
            {"numbers": known_and_others("number"), "words": known_and_others("word")},
            public=(
                ([(3, 9), (-2, 4), (5, 25)], [5, 3, -2]),
                ([("abc", 3), ("b", 1)], ["b", "abc"]),
            ),
            probe=homework.tabled,
            draws=2,
        ),
        Check(
            "check_public_lists",
            "Public inputs that are lists get their expected values.",
            alike_lists(),
            public=(([([3, 1], 4), ([], 0), ([5], 5)], [[5], [3, 1], []]),),
            probe=homework.tabled,
            draws=2,
        ),
        Check(
            "check_other_inputs_get_none",
            "Inputs that are not public get None, and the public ones their values.",
            {
                "all kinds, to one that knows numbers": one_kind_is_known("number"),
                "all kinds, to one that knows words": one_kind_is_known("word"),
            },
            public=(
                ([(3, 9), (-2, 4)], [4, 3, 0, -2]),
                ([(-2, 4), ("", 3)], [-1, [], "", [-2]]),
            ),
            probe=homework.tabled,
            draws=2,
            contains={
                "a list, where none is public": lambda public, asked: (
                    any(isinstance(x, list) for x in asked)
                    and not any(isinstance(x, list) for x, _ in public)
                ),
            },
            covers=("whichever of these are public",),
        ),
        Check(
            "check_all_of_it_at_once",
            "All of this holds for inputs of mixed kinds, and for values of every kind.",
            {
                "mixed, 0 and empty values": known_and_others(
                    "number", "word", "list", known=6, others=4, falsy=True
                ),
                "written alike": look_alikes(),
                "nearly alike": nearly_alike(),
                "one case": known_and_others("list", known=1, others=2),
                "lists": known_and_others("list", known=5, others=4, falsy=True),
            },
            public=(
                (
                    [(1, 0), ("1", 7), ([1, 2], ""), ([2, 1], 7)],
                    [[1, 2], [2, 1], [1], 1, "[1, 2]", 7],
                ),
            ),
            weight=3,
            probe=homework.tabled,
            draws=5,
            contains={
                "a string that differs by a capital": lambda public, asked: any(
                    isinstance(x, str) and x != x.lower() and x.lower() in asked for x in asked
                ),
            },
            covers=("Strings are equal letter by letter.",),
        ),
    ),
)
