from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 3: the optimizer's list",
    objective="Tell from a trace whether a parameter that should be trained is not.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One event is not enough: a warm-up starts from learning rate zero. What is true of "
        "a missed parameter in the whole run?",
        "A parameter may begin to receive gradients late, and may move late. Collect over "
        "all events before you judge.",
        "Two sets of names: those that ever had a gradient other than zero, and those that "
        "ever moved. How do they stand to each other in a healthy run?",
    ),
    checks=detector_checks(
        own=(
            ("other_net", "sgd"),
            ("new_head", "sgd"),
            ("new_head", "momentum"),
            ("healthy", "head_only"),
            ("healthy", "at_rest"),
            ("healthy", "bias_held"),
            ("three_batches_a_step", "head_only"),
            ("thaws_too_late", "sgd"),
        ),
        healthy=(
            ("healthy", "sgd"),
            ("healthy", "frozen"),
            ("healthy", "bias_only"),
            ("warms_up", "sgd"),
            ("two_batches_a_step", "adam"),
            ("rests_first", "slow"),
            ("thaws", "sgd"),
        ),
        other_faults=(
            ("never_zeroed", "sgd"),
            ("forgets_once", "bias_only"),
            ("detached", "sgd"),
            ("detached", "buffers"),
            ("detached_at_times", "sgd"),
            ("probabilities_in", "blaring"),
            ("shuffled", "frozen"),
            ("shuffled", "loud"),
        ),
        covers=(
            "True if some parameter, perhaps every one, receives gradients and is never moved.",
        ),
    ),
)
