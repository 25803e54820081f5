from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import LAST, SEEDS, Kind, detector_checks

# The only event at which it keeps gradients that an update has used.
_ONCE = 26

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
    ),
)
