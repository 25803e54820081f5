from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise

_PRIMES = (7, 11, 13, 19, 23, 29)


@st.composite
def shares(
    draw: st.DrawFn, several: bool = False, rare: bool = False, any_risk: bool = False
) -> Args:
    """A share that fails, some claims, and a risk; perhaps any will do."""
    if rare and several:  # more than 600 runs are needed
        return 1, 60, draw(st.integers(27, 60)), 997
    out_of = draw(st.integers(30, 60) if rare else st.integers(3, 12))
    failing = 1 if rare else draw(st.integers(1, out_of - 1))
    claims = draw(st.integers(2, 30)) if several else 1
    if any_risk:  # met exactly by no number of runs
        return draw(st.integers(1, out_of - 2)), out_of, draw(st.sampled_from(_PRIMES)), 1
    one_in = draw(st.sampled_from([13, 29, 53, 97, 997]))
    return failing, out_of, claims, one_in


@st.composite
def to_the_brim(draw: st.DrawFn, more: int, least: int) -> Args:
    """A bound that is met exactly by some number of runs, or missed by the least that can be.

    Floats do not tell the two apart where the number is large.
    """
    base, runs = draw(st.sampled_from([2, 3, 5, 10])), draw(st.integers(least, least + 12))
    scale = draw(st.integers(1, 5))
    return (base - 1) * scale, base * scale, 1, base**runs + more


@st.composite
def shared_bound(draw: st.DrawFn) -> Args:
    """Several claims whose number is a power too, so that the bound is met exactly."""
    base = draw(st.sampled_from([2, 3, 5]))
    return base - 1, base, base ** draw(st.integers(1, 3)), base ** draw(st.integers(2, 6))


@st.composite
def five_too_many(draw: st.DrawFn) -> Args:
    """Five claims that miss the bound by a hair; if they were independent, they would meet it."""
    runs, scale = 4 * draw(st.integers(2, 6)) + 2, draw(st.integers(1, 6))
    return scale, 2 * scale, 5, (2**runs + 1) // 5


@st.composite
def at_once(draw: st.DrawFn, certain: bool = False, any_risk: bool = False) -> Args:
    """One run is needed, since it is `certain` to fail; or none, since `any_risk` will do."""
    out_of = draw(st.integers(1 if certain else 2, 9))
    failing = out_of if certain else draw(st.integers(1, out_of - 1))
    if any_risk:
        return failing, out_of, 1, 1
    return failing, out_of, draw(st.integers(1, 5)), 10 ** draw(st.integers(6, 9))


@st.composite
def never(draw: st.DrawFn, any_risk: bool) -> Args:
    """What never fails; where `any_risk` will do, no run would be needed."""
    claims, one_in = (1, 1) if any_risk else (draw(st.integers(1, 5)), draw(st.integers(2, 50)))
    return 0, 1 if any_risk else draw(st.integers(2, 9)), claims, one_in


EXERCISE = Exercise(
    title="How long a false constraint survives",
    objective="Choose a number of seeds so that false claims are found, and say with which risk.",
    points=2,
    difficulty=3,
    minutes=15,
    hints=(
        "With one claim that fails in half of all runs, what is left of it after 1, 2, 3 runs?",
        "At least one of several survives with a probability of at most their sum. So each of them "
        "has to be held to a smaller risk than all of them together.",
        "Work out by hand what survives 3 runs if one run in ten fails, once with fractions and "
        "once with floats. Where the bound is met exactly, which of the two can tell? And which "
        "numbers of runs have you not tried yet: is one always needed?",
    ),
    checks=(
        Check(
            "check_one_claim",
            "For one claim the number of seeds is right.",
            {
                "any share": shares(),
                "a rare failure": shares(rare=True),
                "fails always": at_once(certain=True),
                "any risk will do": at_once(any_risk=True),
                "fails always, and any risk will do": at_once(certain=True, any_risk=True),
            },
            public=((1, 2, 1, 10), (1, 5, 1, 20), (3, 3, 1, 100), (1, 2, 1, 1)),
            draws=5,
            contains={
                "no run is needed where all fail": lambda failing, out_of, claims, one_in: (
                    failing == out_of and claims * one_in == 1
                ),
            },
        ),
        Check(
            "check_several_claims",
            "Several claims share the risk.",
            {
                "any share": shares(several=True),
                "a rare failure": shares(several=True, rare=True),
                "missed by a hair": five_too_many(),
                "any risk will do": shares(several=True, any_risk=True),
            },
            public=((1, 2, 4, 10), (1, 5, 20, 20)),
            weight=2,
            draws=4,
        ),
        Check(
            "check_bounds_met_exactly",
            "A bound that is met exactly is met, and one that is missed by a hair is not.",
            {
                "met": to_the_brim(0, 2),
                "met by several claims": shared_bound(),
                "met, by many runs": to_the_brim(0, 30),
                "missed by a hair": to_the_brim(1, 60),
                "met with a hair to spare": to_the_brim(-1, 60),
            },
            public=((1, 2, 1, 8), (1, 2, 1, 2**60 + 1), (9, 10, 1, 1000)),
            weight=3,
            draws=5,
            contains={
                "beyond floats": lambda failing, out_of, claims, one_in: one_in > 2**60,
            },
            covers=("is at most ``1 / one_in``, exactly: also where the two are equal",),
        ),
        Check(
            "check_what_never_fails",
            "What never fails is refused.",
            {"any risk will do": never(any_risk=True), "a risk": never(any_risk=False)},
            public=((0, 5, 1, 20),),
            draws=2,
            covers=("If `failing` is 0, whatever the other numbers are",),
        ),
    ),
)
