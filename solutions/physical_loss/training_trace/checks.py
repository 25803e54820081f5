from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes, setups

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe
from solutions.physical_loss.seeds_and_tolerances import seeds

# Rows in the last of the batches; the others have sixteen.
LAST = 13


def run_of(style: str, seed: int, dtype: str = "float64", last: int = LAST) -> Recipe:
    """A small network, two batches and an optimizer, as a recipe that a learner can run."""
    return recipe(
        setups.setup, style=style, seed=seed, steps=2, size=16, hidden=8, dtype=dtype, last=last
    )


def runs_of(*styles: str, dtype: str = "float64", last: int = LAST) -> SearchStrategy[Args]:
    """Runs of any of these styles."""
    return st.builds(
        lambda style, seed: (run_of(style, seed, dtype, last),), st.sampled_from(styles), seeds
    )


def trace_tolerance(expected: Any, run: Recipe) -> Tolerance:
    """Nearer than the digits to which people round a loss that they log."""
    near = 2e-5 if run.kwargs["dtype"] == "float32" else 1e-6
    return Tolerance(rtol=near, atol=near / 20, strict=True)


_usual_runs = {
    "float32, a short last batch": runs_of("sgd", "momentum", "adam", dtype="float32", last=5),
    "gradients longer than 1": runs_of("fading"),
}
_frozen = {"frozen": runs_of("frozen")}
_runs_that_miss_a_part = {
    "the body": runs_of("head_only"),
    "the second update": runs_of("pausing"),
    "nothing, by tiny steps": runs_of("creeping"),
}


def _trace_check(
    name: str,
    promise: str,
    subject: str,
    kinds: Mapping[str, SearchStrategy[Args]],
    *public: str,
    weight: float = 1.0,
    covers: tuple[str, ...] = (),
) -> Check:
    return Check(
        name,
        promise,
        kinds,
        public=[(run_of(style, 0),) for style in public],
        probe=probes.traced,
        part=subject,
        tolerance=trace_tolerance,
        draws=len(kinds),
        weight=weight,
        covers=covers,
    )


EXERCISE = Exercise(
    title="The stream of loss events",
    objective="Record what the machine does around every loss of a training run.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Write the five lines of an ordinary training step first. Then go through the keys: "
        "between which two of these lines can each be measured?",
        "To see what moved you need the numbers from before the step. `p.detach()` shares its "
        "memory with the parameter; `p.detach().clone()` does not.",
        "Four moments count: after clearing, after backward, before the optimizer's step and after "
        "it. Which keys belong to which? What is kept from one moment for the next has to be a "
        "copy, and what goes into the event a plain Python value.",
    ),
    checks=(
        _trace_check(
            "check_what_the_register_read",
            "Each event tells its step and the loss's value, dtype and device.",
            "register",
            _usual_runs,
            "sgd",
            "fading",
            covers=("all plain Python values",),
        ),
        _trace_check(
            "check_outputs_that_were_graded",
            "Range and accuracy are those of the logits that the loss was computed from.",
            "outputs",
            _usual_runs,
            "sgd",
            "fading",
        ),
        _trace_check(
            "check_gradients",
            "Gradient norms before and after backward are right, None where there is no gradient.",
            "gradients",
            _frozen,
            "frozen",
            covers=("``.grad`` may hold what an earlier run left",),
        ),
        _trace_check(
            "check_gradients_that_the_optimizer_does_not_hold",
            "Gradients that the optimizer does not hold are cleared before each step too.",
            "gradients",
            _runs_that_miss_a_part,
            "head_only",
        ),
        _trace_check(
            "check_what_moved",
            "Moved are the parameters that the optimizer changed, and no others.",
            "moved",
            _runs_that_miss_a_part,
            "head_only",
            "sgd",
            "at_rest",
            "pausing",
            "creeping",
            weight=3,
            covers=(
                "changed at least one number, by however little, in the order of "
                "``net.named_parameters()``",
            ),
        ),
    ),
)
