from autograder.course.exercise import Criterion, Essay

ESSAY = Essay(
    title="The training story of this notebook",
    objective="Say what homework is for, and what would show that it failed.",
    minutes=30,
    rubric=(
        Criterion(
            "Goal",
            2,
            "Says how a solver thinks, and what follows from it that can be seen.",
            "Says what a solver can do.",
            "A score, or that the notebook is understood.",
        ),
        Criterion(
            "Rationale",
            2,
            "Says why an exercise of this notebook is hard to pass without that thinking, "
            "and names "
            "one that is easy to pass without it.",
            "Argues for the exercises, and names no way around them.",
            "Good exercises teach.",
        ),
        Criterion(
            "Observation",
            2,
            "One that can be made, is no score, and would come out differently for a solver "
            "who "
            "passed in another way.",
            "One that can be made, but would come out alike for both.",
            "None, or a score.",
        ),
    ),
)
