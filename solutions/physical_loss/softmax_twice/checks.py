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
        "All-negative inputs are fine (log probabilities), all-positive ones are fine too. You "
        "need both `lowest` and `highest`.",
        "The fault: in every event `lowest` is at least 0 and `highest` is at most 1.",
    ),
    checks=detector_checks("softmax_twice"),
)
