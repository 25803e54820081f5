"""Training runs with and without faults, and what each of the five detectors must tell of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import loops, probes
from losslab.physical_loss.trace import Trace
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, recipe

SEEDS = (101, 102, 103, 104)
# Excerpts have one of these lengths, and are taken of runs of so many events.
LENGTHS = (20, 23, 25)
LAST = -1
RUN = 52


class Kind(NamedTuple):
    """A loop and the style of run in which it is looked at.

    Parameters
    ----------
    loop, style
        As in :func:`losslab.physical_loss.loops.run`.
    seeds
        The runs that are drawn from.
    at
        An event, and the place in the excerpt at which it stands, `LAST` for the last one;
        None for an excerpt that begins anywhere and has event 14 near its middle.
    """

    loop: str
    style: str
    seeds: tuple[int, ...] = SEEDS
    at: tuple[int, int] | None = None


Kinds = Sequence[tuple[str, str] | Kind]


@lru_cache(maxsize=512)
def _run(loop: str, style: str, seed: int, steps: int) -> Trace:
    return loops.run(loop, style, seed, steps)


@st.composite
def whole(draw: st.DrawFn, kind: Kind) -> Trace:
    """A run from its first event to its last."""
    steps = loops.usual_steps(kind.loop)
    return _run(kind.loop, kind.style, draw(st.sampled_from(kind.seeds)), steps)


@st.composite
def excerpt(draw: st.DrawFn, kind: Kind) -> Trace:
    """Part of a longer run, that begins and ends anywhere or where the kind says."""
    seed = draw(st.sampled_from(kind.seeds))
    event, place = kind.at or (0, 0)
    length = draw(st.sampled_from([n for n in LENGTHS if n > place]))
    if kind.at is None:
        first = draw(st.integers(1, 11))
        return _run(kind.loop, kind.style, seed, 36)[first : first + length]
    first = event - (length - 1 if place == LAST else place)
    return _run(kind.loop, kind.style, seed, RUN)[first : first + length]


def traces(kinds: Kinds, excerpts: bool) -> SearchStrategy[Args]:
    """One trace of each kind, in any order."""
    made = excerpt if excerpts else whole
    return st.tuples(*(made(Kind(*kind)) for kind in kinds)).flatmap(
        lambda drawn: st.permutations(drawn).map(lambda runs: (list(runs),))
    )


def public_traces(kinds: Kinds, first: int = 0) -> Args:
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
            for loop, style, *_ in kinds
        ],
    )


def _dealt(own: Kinds, others: Kinds, excerpts: bool) -> list[Args]:
    """Short lists of runs, in which every kind of run occurs and one with the fault at least."""
    own, others = (list(dict.fromkeys(k[:2] for k in kinds)) for kinds in (own, others))
    hands = -(-max(len(own), len(others)) // 3)
    first = 1 if excerpts else 0
    return [
        public_traces([own[i % len(own)], *others[i::hands], *own[i + hands :: hands]], first)
        for i in range(hands)
    ]


def _some(is_so: Callable[[Trace], bool], runs: list[Trace]) -> bool:
    return any(is_so(trace) for trace in runs)


def detector_checks(
    own: Kinds,
    healthy: Kinds,
    other_faults: Kinds,
    covers: Sequence[str],
    excerpts: bool = False,
    contains: Mapping[str, Callable[[Trace], bool]] | None = None,
) -> tuple[Check, ...]:
    """Both checks of an exercise that finds a fault in traces: `own` are the runs that have it.

    Of the traces of `own` some in every exam are as each predicate of `contains` says.
    """
    holds = {what: partial(_some, is_so) for what, is_so in (contains or {}).items()}
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
            contains=holds,
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
