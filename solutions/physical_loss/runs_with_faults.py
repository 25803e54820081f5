"""Training runs with and without faults, and what each of the five detectors must tell of them.

Exams show excerpts of runs that have been recorded: training them anew for each exam took most of
the time that drawing it takes, and other processors gave other numbers. Who changes the loops, or
what the detectors are shown, records anew with ``python tools/record_runs.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import loops, probes
from losslab.physical_loss._run_file import Key, RunFile
from losslab.physical_loss.trace import Trace
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, recipe

SEEDS = (101, 102, 103, 104)
# Excerpts have one of these lengths, and are taken of runs of so many events.
LENGTHS = (20, 23, 25)
LAST = -1
# So many events have the runs that excerpts are taken of.
ANYWHERE, ROUND_AN_EVENT = 36, 52

RECORDED = RunFile(Path(__file__).with_name("recorded_runs.zip"))
# How many events of which runs are shown: filled while the exercises describe their checks.
SHOWN: dict[Key, int] = {}


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


def _steps(kind: Kind, excerpts: bool) -> int:
    """How many events of a kind's runs are looked at."""
    if not excerpts:
        return loops.usual_steps(kind.loop)
    return ANYWHERE if kind.at is None else ROUND_AN_EVENT


def record() -> list[RunFile]:
    """Train all runs that are shown, and those that are public, and write them to two files."""
    loops.use_recorded(False)
    public = {key: loops.usual_steps(key[0]) for key in loops.public_runs()}
    for file, runs in ((RECORDED, SHOWN), (loops.PUBLIC_RUNS, public)):
        file.write({key: loops.run(*key, steps) for key, steps in runs.items()})
    return [RECORDED, loops.PUBLIC_RUNS]


# What the reference says of the public runs is worked out from recorded ones too.
loops.use_recorded()


@lru_cache(maxsize=512)
def recorded(loop: str, style: str, seed: int) -> Trace:
    """A run as it was recorded; a shorter one is its beginning."""
    try:
        return RECORDED.read((loop, style, seed))
    except KeyError:
        raise LookupError(
            f"{RECORDED.path.name} holds no run of {loop}, {style}, seed {seed}: "
            "call python tools/record_runs.py"
        ) from None


@st.composite
def whole(draw: st.DrawFn, kind: Kind) -> Trace:
    """A run from its first event to its last."""
    seed = draw(st.sampled_from(kind.seeds))
    return recorded(kind.loop, kind.style, seed)[: _steps(kind, excerpts=False)]


@st.composite
def excerpt(draw: st.DrawFn, kind: Kind) -> Trace:
    """Part of a longer run, that begins and ends anywhere or where the kind says."""
    run = recorded(kind.loop, kind.style, draw(st.sampled_from(kind.seeds)))
    event, place = kind.at or (0, 0)
    length = draw(st.sampled_from([n for n in LENGTHS if n > place]))
    if kind.at is None:
        first = draw(st.integers(1, ANYWHERE - max(LENGTHS)))
    else:
        first = event - (length - 1 if place == LAST else place)
    return run[first : first + length]


def traces(kinds: Kinds, excerpts: bool) -> SearchStrategy[Args]:
    """One trace of each kind, in any order."""
    made = excerpt if excerpts else whole
    all_kinds = [Kind(*kind) for kind in kinds]
    for kind in all_kinds:
        for seed in kind.seeds:
            key = kind.loop, kind.style, seed
            SHOWN[key] = max(SHOWN.get(key, 0), _steps(kind, excerpts))
    return st.tuples(*map(made, all_kinds)).flatmap(
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
