from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 2: a loss without a history",
    objective="Tell from a trace at which events no gradient of the loss arrived.",
    points=1,
    difficulty=3,
    minutes=10,
    hints=(
        "`moved` is about the optimizer. Which fields are about the backward pass alone?",
        "Gradients that stand after `backward()` may have stood before it. What would "
        "`grads` be if backward had added nothing?",
        "The trace gives the length of all gradients before, as one number, and after, "
        "parameter by parameter. Make one number of the second, too.",
    ),
    checks=detector_checks(
        own=(
            ("detached", "sgd"),
            ("detached", "buffers"),
            ("detached", "loud"),
            ("detached_at_times", "sgd"),
            ("detached_at_times", "buffers"),
            ("detached_while_adding_up", "frozen"),
            ("detached_in_the_end", "adam"),
        ),
        healthy=(
            ("healthy", "frozen"),
            ("healthy", "buffers"),
            ("warms_up", "sgd"),
            ("two_batches_a_step", "adam"),
            ("four_batches_a_step", "sgd"),
            ("seen_again", "loud"),
            ("thaws", "sgd"),
        ),
        other_faults=(
            ("never_zeroed", "sgd"),
            ("never_zeroed", "buffers"),
            ("forgets_later", "adam"),
            ("other_net", "sgd"),
            ("healthy", "at_rest"),
            ("thaws_too_late", "sgd"),
            ("probabilities_in", "loud"),
            ("shuffled", "frozen"),
        ),
        covers=(
            "The ``step`` of each event in which no gradient of the loss reached any "
            "parameter, in the order of the trace; empty where there is none.",
        ),
        excerpts=True,
    ),
)
