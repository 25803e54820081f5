from autograder.course.exercise import Criterion, Essay

ESSAY = Essay(
    title="A story of your own: the essay",
    objective="Say in plain words what a training story claims and what its runs can show.",
    minutes=60,
    rubric=(
        Criterion(
            "Goal",
            2,
            "A way of thinking from which behavior follows, and a check that could tell it "
            "from a "
            "rival.",
            "Behavior, with a check.",
            "A loss, a score or a slogan.",
        ),
        Criterion(
            "Desirability",
            2,
            "Says for whom and in which use it is good, and what would be better or worse.",
            "Says that it is good.",
            "Missing.",
        ),
        Criterion(
            "Rationale",
            2,
            "Says by which updates this training produces this cognition, and not a rival "
            "that has "
            "the same loss.",
            "Claims with predictions.",
            "The loss will be low.",
        ),
        Criterion(
            "Verdicts",
            2,
            "Every claim judged as `evaluate` judged it; where one is refuted, why it was, and "
            "where none is, how close the runs came.",
            "Most claims judged; what failed, or came close to it, is passed over.",
            "No verdicts, or other ones than the runs gave.",
        ),
        Criterion(
            "Limits",
            2,
            "Says what the runs cannot tell, and which observation would change the author's mind.",
            "Names unknowns.",
            "None.",
        ),
        Criterion(
            "Words",
            2,
            "Says what the loss of this training is and what it did to the model; each mention is "
            "physical, mathematical, or a motive about something that is named.",
            "Mostly says which loss is meant, or speaks of what it did only in passing.",
            'Does not speak of loss, or uses "wants", "represents" or "aligned" without more.',
        ),
    ),
)
