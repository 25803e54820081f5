from autograder.course.exercise import Criterion, Essay

ESSAY = Essay(
    title="Show it",
    objective="Show that it doubles.",
    minutes=5,
    rubric=(
        Criterion("Called", 1, "Twice.", "Once.", "Never."),
        Criterion("Said", 1, "Clearly.", "Somehow.", "Not at all."),
    ),
    cells=True,
)
