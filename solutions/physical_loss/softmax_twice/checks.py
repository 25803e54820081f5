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
        "Run the loops `log_softmax_first` and `positive_logits` and look at what was fed into "
        "the loss. Which of your conditions does the one keep, and which the other?",
        "Imagine logits that begin or end where probabilities lie. What can they do in between "
        "that no probability can? And which numbers can a probability be in float32, when the "
        "network is very sure?",
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
            ("one_bright_batch", "still"),
            ("stretched_sigmoid", "blaring"),
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
