from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.representing_goals.worlds import (
    bad_high,
    bad_low,
    bad_out_of_reach,
    best_good,
    good_high,
    world,
    worlds,
    worlds_check,
)

best_bad = st.just((False, 0.0, True))


@st.composite
def worlds_and_domains(draw: st.DrawFn, admits_best: bool) -> Args:
    """A world whose best text is bad, and a domain that admits this text or does not."""
    good_second = st.just((True, 0.0625, True))
    made = draw(worlds(best_bad, good_second, bad_high, good_high, tamper=st.booleans()))
    first, second = made["loss"].index(0.0), made["loss"].index(0.0625)
    others = [text for text in range(4) if text not in (first, second)]
    domain = [second, *others[: draw(st.integers(1, 2))], *([first] if admits_best else [])]
    return made, draw(st.permutations(domain))


EXERCISE = Exercise(
    title="Second reading: what minimizes on paper",
    objective="Turn a sentence about a mathematical loss into a predicate, and name its domain.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Two of the five keys of the world matter. What does an idealization not know about?",
        "Least among which texts? First the domain, then the minimum, then everybody who shares "
        "it.",
        "`texts = range(len(loss)) if domain is None else domain`, then the least loss over "
        "`texts`, then `all` over those texts that have it.",
    ),
    checks=(
        worlds_check(
            "check_least_loss",
            "The answer says whether the least loss belongs to a good text.",
            st.one_of(
                worlds(best_good, bad_low, good_high),
                worlds(best_bad, good_high, bad_high),
            ),
            world([True, True, False], [0.0, 0.5, 0.0625]),
            world([True, False], [0.5, 0.25]),
        ),
        worlds_check(
            "check_shared_minimum",
            "Where several texts share the least loss, all of them must be good.",
            st.one_of(
                worlds(best_good, best_bad, bad_high),
                worlds(best_good, best_good, bad_high),
            ),
            world([True, False], [0.25, 0.25]),
            world([False, True], [0.25, 0.25]),
            world([True, True, False], [0.25, 0.25, 0.5]),
        ),
        worlds_check(
            "check_nothing_physical_counts",
            "What can be written, and whether the register can be set, makes no difference.",
            st.one_of(
                worlds(
                    st.just((True, 0.0625, True)),
                    bad_out_of_reach,
                    good_high,
                    tamper=st.booleans(),
                ),
                worlds(best_good, bad_low, bad_high, tamper=True),
            ),
            world([True, False], [0.25, 0.0], [True, False]),
            world([True, False], [0.0, 0.5], tamper=True),
        ),
        Check(
            "check_domain_of_the_idealization",
            "Only the texts of the domain are compared.",
            st.booleans().flatmap(worlds_and_domains),
            public=(
                (world([True, False, False], [0.25, 0.5, 0.0]), [0, 1]),
                (world([True, False, True], [0.25, 0.5, 0.75]), [2, 1]),
            ),
            weight=1.5,
            draws=4,
        ),
    ),
)
