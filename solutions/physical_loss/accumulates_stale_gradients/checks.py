from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 1: gradients that stay",
    objective="Tell from a trace whether used gradients are left standing.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "Look at `grad_before`. When is it fine that it is not zero?",
        "It is fine until an update has used it. So look at two events that follow each other.",
        "The fault: an event in which something moved is followed by one whose `grad_before` "
        "is above zero.",
    ),
    checks=detector_checks("accumulates_stale_gradients"),
)
