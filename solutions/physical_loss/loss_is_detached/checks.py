from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 2: a loss without a history",
    objective="Tell from a trace whether any gradient of the loss arrived.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "`moved` is about the optimizer. Which field is about the backward pass alone?",
        "Nothing arrives: in every event every entry of `grads` is None or zero.",
    ),
    checks=detector_checks("loss_is_detached"),
)
