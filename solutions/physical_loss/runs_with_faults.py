"""Training runs with and without faults, and what each of the five detectors must tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import loops, probes
from losslab.physical_loss.trace import Trace
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, recipe

# A loop, and the style of run in which it is looked at.
Kind = tuple[str, str]

SHORTEST = 20
LONGER = 12


@lru_cache(maxsize=512)
def _run(loop: str, style: str, seed: int, steps: int) -> Trace:
    return loops.run(loop, style, seed, steps)


@st.composite
def whole(draw: st.DrawFn, kind: Kind) -> Trace:
    """A run from its first event to its last."""
    loop, style = kind
    return _run(loop, style, draw(st.integers(101, 104)), loops.usual_steps(loop))


@st.composite
def excerpt(draw: st.DrawFn, kind: Kind) -> Trace:
    """Part of a longer run, with event 14 near its middle, that begins and ends anywhere."""
    loop, style = kind
    trace = _run(loop, style, draw(st.integers(101, 104)), 24 + LONGER)
    first = draw(st.integers(1, LONGER - 1))
    return trace[first : first + draw(st.integers(SHORTEST, SHORTEST + 3))]


def traces(kinds: Sequence[Kind], excerpts: bool) -> SearchStrategy[Args]:
    """One trace of each kind, in any order."""
    made = excerpt if excerpts else whole
    return st.tuples(*(made(kind) for kind in kinds)).flatmap(
        lambda drawn: st.permutations(drawn).map(lambda runs: (list(runs),))
    )


def public_traces(kinds: Sequence[Kind], first: int = 0) -> Args:
    """The same as recipes: short to read, and a learner can run them."""
    return (
        [
            recipe(
                loops.run,
                loop=loop,
                style=style,
                seed=0,
                steps=loops.usual_steps(loop),
                **({"first": first} if first else {}),
            )
            for loop, style in kinds
        ],
    )


def _dealt(own: Sequence[Kind], others: Sequence[Kind], excerpts: bool) -> list[Args]:
    """Short lists of runs, in which every kind of run occurs and one with the fault at least."""
    hands = -(-max(len(own), len(others)) // 3)
    first = 1 if excerpts else 0
    return [
        public_traces([own[i % len(own)], *others[i::hands], *own[i + hands :: hands]], first)
        for i in range(hands)
    ]


def detector_checks(
    own: Sequence[Kind],
    healthy: Sequence[Kind],
    other_faults: Sequence[Kind],
    covers: Sequence[str],
    excerpts: bool = False,
) -> tuple[Check, ...]:
    """Both checks of an exercise that finds a fault in traces: `own` are the runs that have it."""
    return tuple(
        Check(
            name,
            promise,
            traces((*own, *others), excerpts),
            public=_dealt(own, others, excerpts),
            probe=probes.verdicts,
            tolerance=EXACT,
            draws=1,
            covers=covers,
        )
        for name, promise, others in (
            (
                "check_tells_it_from_healthy_runs",
                "Runs with this fault are told from healthy ones.",
                healthy,
            ),
            (
                "check_tells_it_from_other_faults",
                "Runs with this fault are told from runs with another.",
                other_faults,
            ),
        )
    )
