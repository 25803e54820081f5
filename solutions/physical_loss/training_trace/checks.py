from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes, setups

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe
from solutions.physical_loss.seeds_and_tolerances import seeds


def run_of(style: str, seed: int, dtype: str = "float64", length: int = 2) -> Recipe:
    """A small network, batches and an optimizer, as a recipe that a learner can read and run."""
    return recipe(
        setups.setup, style=style, seed=seed, steps=length, size=16, hidden=8, dtype=dtype
    )


def runs_of(*styles: str, dtypes: Sequence[str] = ("float64",)) -> SearchStrategy[Args]:
    """Runs of any of these styles and types."""
    return st.builds(
        lambda style, seed, dtype: (run_of(style, seed, dtype),),
        st.sampled_from(styles),
        seeds,
        st.sampled_from(dtypes),
    )


_trace_tolerance = Tolerance(rtol=1e-3, atol=1e-5)
_usual_runs = runs_of("sgd", "momentum", "adam", dtypes=("float64", "float32"))
_runs_that_miss_a_part = runs_of("head_only", "at_rest")


def _trace_check(
    name: str,
    promise: str,
    subject: str,
    strategy: st.SearchStrategy,
    *public: str,
    draws: int = 3,
    weight: float = 1.0,
    covers: tuple[str, ...] = (),
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=[(run_of(style, 0),) for style in public],
        probe=probes.traced,
        part=subject,
        tolerance=_trace_tolerance,
        draws=draws,
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
            "adam",
        ),
        _trace_check(
            "check_outputs_that_were_graded",
            "Range and accuracy are those of the logits that the loss was computed from.",
            "outputs",
            _usual_runs,
            "sgd",
            "adam",
        ),
        _trace_check(
            "check_gradients",
            "Gradient norms before and after backward are right, None where there is no gradient.",
            "gradients",
            runs_of("frozen"),
            "frozen",
            draws=2,
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
            weight=3,
            covers=("changed at least one number, in the order of ``net.named_parameters()``",),
        ),
    ),
)
