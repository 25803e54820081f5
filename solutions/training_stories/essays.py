"""What a person grades in this chapter: the capstone, its runs and its words."""

from autograder.course.exercise import Criterion, Essay

ESSAYS = (
    Essay(
        id="story_runs",
        title="A story of your own: the runs",
        objective="Put a training story about a model of your choice to the test.",
        minutes=60,
        task="""
            Choose a model. It may be one that you have trained, one of `tagged.SETUPS`, the
            policy of `losslab.coins`, or a small one that you train here. Before you run
            anything, write its training story as a dict of the kind above: a goal that is not a
            loss, at least two constraints or nudges that you believe, one claim that somebody
            else believes and you do not, and what you do not know.

            Your own functions check its form:

            ```python
            my_story = stories.from_json(text)  # or a dict; from_json says what is missing
            assert not well_formed(my_story, losses)
            assert all(what_would_refute(my_story, ranges).values())
            ```

            Here `losses` holds the names of those of your metrics that are losses, and `ranges`
            maps each metric to its (least, greatest) value. For the digits these are
            `tagged.LOSSES` and `tagged.RANGES`.

            Then make the runs, at least five seeds of each setup and control, and `evaluate` the
            story. Leave all of it below: the story as it was before the runs, the code, and what
            came out.
            """,
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
                "Each nudge has a control that differs from it in the nudged thing alone.",
                "A control differs in something else too, or one nudge has none.",
                "There are no controls.",
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
    ),
    Essay(
        id="story_essay",
        title="A story of your own: the essay",
        objective="Say in plain words what a training story claims and what its runs can show.",
        minutes=60,
        task="""
            Write 500 to 800 words about your story and its runs, for somebody who has read this
            chapter and has not seen your code. A claim of yours that the runs refute costs
            nothing. A claim that nothing could have refuted does.
            """,
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
                "Every claim judged as `evaluate` judged it, a refuted one among them, and why "
                "it was.",
                "Most claims judged; what failed is passed over.",
                "No verdicts, or other ones than the runs gave.",
            ),
            Criterion(
                "Limits",
                2,
                "Says what the runs cannot tell, and which observation would change the author's "
                "mind.",
                "Names unknowns.",
                "None.",
            ),
            Criterion(
                "Words",
                2,
                "Each mention of loss is physical, mathematical, or a motive about something "
                "that is "
                "named.",
                "Mostly says which loss is meant.",
                'Uses "wants", "represents" or "aligned" without more.',
            ),
        ),
    ),
)
