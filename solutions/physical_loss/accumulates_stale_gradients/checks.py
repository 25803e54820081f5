from losslab.physical_loss.trace import Trace

from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import LAST, SEEDS, Kind, detector_checks

# The only event at which it keeps gradients that an update has used.
_ONCE = 26


def _stale(trace: Trace) -> list[int]:
    """The places of the events that begin with gradients which an update has used."""
    return [
        i for i in range(1, len(trace)) if trace[i - 1]["moved"] and trace[i]["grad_before"] > 0
    ]


EXERCISE = Exercise(
    title="Diagnosis 1: gradients that stay",
    objective="Tell from a trace whether used gradients are left standing.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "Look at `grad_before`. When is it fine that it is not zero?",
        "It is fine until an update has used it. So look at two events that follow each other.",
        "Of which two facts, one about an event and one about the next, is neither a fault, "
        "and both together are?",
    ),
    checks=detector_checks(
        own=(
            ("never_zeroed", "sgd"),
            ("never_zeroed", "bias_only"),
            ("never_zeroed", "buffers"),
            ("zeroed_each_epoch", "sgd"),
            *(Kind("forgets_once", "bias_only", SEEDS, (_ONCE, n)) for n in (1, 10, 22, LAST)),
            ("forgets_faint_ones", "adam"),
            ("forgets_later", "adam"),
            ("forgets_every_other_update", "sgd"),
        ),
        healthy=(
            ("healthy", "sgd"),
            ("healthy", "buffers"),
            ("warms_up", "sgd"),
            ("two_batches_a_step", "adam"),
            ("three_batches_a_step", "adam"),
            ("four_batches_a_step", "sgd"),
            ("healthy", "bias_only"),
        ),
        other_faults=(
            ("detached", "buffers"),
            ("detached_while_adding_up", "frozen"),
            ("other_net", "sgd"),
            ("new_head", "momentum"),
            ("three_batches_a_step", "head_only"),
            ("probabilities_in", "frozen"),
            ("shuffled", "loud"),
        ),
        covers=(
            "are still there when later batches add theirs.",
            "Once in the trace is enough.",
            "What happened before its first event is not known, and no evidence.",
        ),
        excerpts=True,
        contains={
            "the first pair alone": lambda trace: _stale(trace) == [1],
            "the last pair alone": lambda trace: _stale(trace) == [len(trace) - 1],
            "after the twentieth event": lambda trace: min(_stale(trace), default=0) >= 20,
            "faint": lambda trace: any(0 < trace[i]["grad_before"] < 1e-4 for i in _stale(trace)),
        },
    ),
)
