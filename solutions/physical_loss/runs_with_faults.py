"""Training runs with and without faults, and what each of the five detectors must tell of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import loops, probes
from losslab.physical_loss.trace import Trace
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, recipe

Kind = tuple[str, str]


def _kinds(loops_with_styles: Mapping[str, Sequence[str]]) -> tuple[Kind, ...]:
    return tuple((loop, style) for loop, styles in loops_with_styles.items() for style in styles)


# The kinds of runs, loop and style, that have the fault of each detector.
OWN: dict[str, tuple[Kind, ...]] = {
    detector: _kinds({loop: loops.FAULTS[loop] for loop in faulty})
    for detector, faulty in {
        "accumulates_stale_gradients": ("never_zeroed", "zeroed_each_epoch"),
        "loss_is_detached": ("detached",),
        "optimizer_misses_parameters": ("other_net", "new_head"),
        "softmax_twice": ("probabilities_in",),
        "labels_are_shuffled": ("shuffled",),
    }.items()
}

HEALTHY = _kinds(loops.HEALTHY)


def steps(loop: str) -> int:
    """How many events a run of this loop has."""
    return loops.STOPS_EARLY.get(loop, 24)


@lru_cache(maxsize=512)
def _run(loop: str, style: str, seed: int) -> Trace:
    return loops.run(loop, style, seed, steps(loop))


def _traces(kinds: Sequence[Kind], order: Sequence[int], seeds: Sequence[int]) -> list[Trace]:
    return [_run(*kinds[i], seed) for i, seed in zip(order, seeds, strict=True)]


def traces(kinds: Sequence[Kind]) -> SearchStrategy[Args]:
    """One trace of each kind (loop, style), in any order."""
    n = len(kinds)
    chosen = st.lists(st.integers(101, 102), min_size=n, max_size=n)
    return st.builds(
        lambda order, seeds: (_traces(kinds, order, seeds),),
        st.permutations(range(n)),
        chosen,
    )


def other_faults(detector: str) -> tuple[Kind, ...]:
    """Two kinds of runs of every fault but the detector's own."""
    return tuple(kind for name, kinds in OWN.items() if name != detector for kind in kinds[:2])


def public_traces(kinds: Sequence[Kind], seed: int = 0) -> Args:
    """The same as recipes: short to read, and a learner can run them."""
    return (
        [
            recipe(loops.run, loop=loop, style=style, seed=seed, steps=steps(loop))
            for loop, style in kinds
        ],
    )


def detector_checks(fault: str) -> tuple[Check, ...]:
    """Both checks of the exercise that finds `fault` in traces."""
    own = OWN[fault]
    others = other_faults(fault)
    return (
        Check(
            "check_tells_it_from_healthy_runs",
            "True for runs with this fault and False for healthy ones.",
            traces(own + HEALTHY),
            public=(
                public_traces((own[0], *HEALTHY[:2])),
                public_traces((*HEALTHY[2:5], own[-1])),
                public_traces((*HEALTHY[5:], own[1])),
            ),
            probe=probes.verdicts,
            tolerance=EXACT,
            draws=1,
        ),
        Check(
            "check_tells_it_from_other_faults",
            "True for runs with this fault and False for runs with another.",
            traces(own + others),
            public=(
                public_traces((own[0], *others[::2])),
                public_traces((*others[1::2], own[1])),
            ),
            probe=probes.verdicts,
            tolerance=EXACT,
            draws=1,
        ),
    )
