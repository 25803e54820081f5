from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 4: one softmax too many",
    objective="Tell from a trace whether the loss was fed probabilities.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "Between which numbers does every probability lie? Which fields tell you?",
        "All-negative inputs are fine (log probabilities), all-positive ones are fine too. "
        "You need both `lowest` and `highest`.",
        "Logits may lie where probabilities do for a while, at the beginning or in the end. "
        "Probabilities cannot leave. Both ends are reached: a probability may be exactly 0 "
        "or 1.",
    ),
    checks=detector_checks(
        own=(
            ("probabilities_in", "adam"),
            ("probabilities_in", "frozen"),
            ("probabilities_in", "loud"),
            ("probabilities_in", "blaring"),
        ),
        healthy=(
            ("healthy", "sgd"),
            ("healthy", "below"),
            ("healthy", "above"),
            ("healthy", "bias_only"),
            ("log_softmax_first", "momentum"),
            ("positive_logits", "adam"),
            ("positive_logits", "quiet"),
            ("positive_logits", "fading"),
        ),
        other_faults=(
            ("never_zeroed", "sgd"),
            ("detached", "buffers"),
            ("other_net", "sgd"),
            ("new_head", "sgd"),
            ("healthy", "at_rest"),
            ("shuffled", "sgd"),
            ("shuffled", "loud"),
        ),
        covers=("True if what was fed into the loss was a softmax's output in every event.",),
    ),
)
