from autograder.course.exercise import Criterion, Essay

ESSAY = Essay(
    title="Why double",
    objective="Say why.",
    minutes=5,
    rubric=(Criterion("A reason", 2, "A good one.", "A bad one.", "None."),),
)
