from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 3: the optimizer's list",
    objective="Tell from a trace whether a parameter that should be trained is not.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One event is not enough: a warm-up starts from learning rate zero. What is true of a "
        "missed parameter in the whole run?",
        "Collect two sets of names over all events: those that had a gradient other than zero, "
        "and those that moved.",
        "The fault: the first set is not contained in the second.",
    ),
    checks=detector_checks("optimizer_misses_parameters"),
)
