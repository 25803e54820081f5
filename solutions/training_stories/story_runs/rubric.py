from autograder.course.exercise import Criterion, Essay

ESSAY = Essay(
    title="A story of your own: the runs",
    objective="Put a training story about a model of your choice to the test.",
    minutes=60,
    rubric=(
        Criterion(
            "Form",
            2,
            "The story passes both assertions; every claim has a number that would refute it.",
            "It passes them, but a claim is so weak that no run of this kind could refute it.",
            "It does not pass them.",
        ),
        Criterion(
            "Controls",
            2,
            "There is a nudge at least, and each has a control that differs from it in the nudged "
            "thing alone.",
            "A control differs in something else too, or one nudge of several has none.",
            "No nudge has a control, or the story has no nudge.",
        ),
        Criterion(
            "Evidence",
            2,
            "Five seeds or more a setup, and the verdict and the spread of every claim.",
            "Fewer seeds, or verdicts without the spread.",
            "One run, or the training loss alone.",
        ),
    ),
    cells=True,
)
