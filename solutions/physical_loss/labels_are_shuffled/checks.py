from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 5: labels of other rows",
    objective="Tell from a trace whether nothing is learned although everything moves.",
    points=1,
    difficulty=3,
    minutes=15,
    hints=(
        "The loss may fall all the same. What cannot rise if labels are drawn by lot?",
        "Accuracy stays near a tenth; average it over the last third of the events. Other "
        "faults have that too: which fields tell you that updates did reach the weights?",
        "The fault: some parameter has a gradient, each one that has a gradient also moves at "
        "some time, and the mean accuracy of the last third is below about 0.2.",
    ),
    checks=detector_checks("labels_are_shuffled"),
)
