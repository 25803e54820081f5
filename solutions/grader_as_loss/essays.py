"""What a person grades in this chapter: the training story of the notebook itself."""

from autograder.course.exercise import Criterion, Essay

ESSAYS = (
    Essay(
        id="homework_story",
        title="The training story of this notebook",
        objective="Say what homework is for, and what would show that it failed.",
        minutes=30,
        task="""
            Write the training story of this notebook in 200 to 400 words. The training goal: what
            should somebody be able to think and do who has solved it? The rationale: why should
            these exercises bring that about, rather than something else that passes them? Name
            one observation, outside of any score, that would tell you that it did not.
            """,
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
    ),
)
