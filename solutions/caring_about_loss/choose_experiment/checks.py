from __future__ import annotations

from losslab.values.compare import EXACT

from autograder.course.exercise import Check, Exercise
from solutions.caring_about_loss.choose_experiment.drawn import LONG, SLIPS, asked
from solutions.caring_about_loss.choose_experiment.worlds import (
    BACK_AND_FORTH,
    CONFIRMING,
    IN_B_ALIKE,
    LOTS_IN_B,
    NOISY,
    ONE_TIE,
    QUICK_TIES,
    SLOW_TIES,
    TASK_APART,
    THREE,
    TIES_IN_A,
    TWO,
    TWO_TIES,
    at_the_station,
    public,
)

EXERCISE = Exercise(
    title="The next question to put to an agent",
    objective="Choose experiments on an agent so that its motive is found out soon.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "Three things have to be done in this order: update on what was seen, work out the bits of "
        "each experiment, take its time into account.",
        "What is the prior of the next experiment, after others have been made?",
        "Your `posterior` and `eig` may stand as inner functions in the body. Of what do you then "
        "want the greatest?",
    ),
    checks=(
        Check(
            "check_most_bits",
            "Before anything was seen the most informative experiment is chosen.",
            {
                "surprising, but not by the motive": asked("most surprising", "least told"),
                "confirmation tells little": asked("confirms", "least told"),
                "many behaviors, of improbable motives": asked(
                    "counts behaviors", weights=(1, 1, 2, 12)
                ),
            },
            public=(
                CONFIRMING,
                NOISY,
                public(TIES_IN_A, slip=0.4),
                public(LOTS_IN_B, slip=0.4),
                public(TASK_APART),
            ),
            weight=0.75,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_hours",
            "A longer experiment has to tell more.",
            {
                "the longest tells most": asked(
                    "ignores hours", "times hours", "counts behaviors", hours=LONG
                ),
                "the shortest tells too little": asked(
                    "shortest", "times hours", "most surprising", hours=LONG
                ),
            },
            public=(
                at_the_station(copier=0.25),
                public(TWO, A=8.0),
                public(QUICK_TIES, A=4.0),
                public(SLOW_TIES, slip=0.2, A=3.0),
            ),
            weight=1.0,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_what_was_seen",
            "What has been seen decides what is still worth asking.",
            {
                "all before the last": asked(
                    "ignores seen", "last only", "most surprising", seen=(2, 4)
                ),
                "all after the first": asked(
                    "ignores seen", "first only", "counts behaviors", seen=(2, 4)
                ),
                "each time": asked("once each", "ignores seen", seen=(1, 2), again=2),
                "the same once more": asked("never repeats", "ignores seen", seen=(2, 3)),
            },
            public=(
                at_the_station(["noisy logbook", "report 0.5"], ["register", "left"]),
                public(TWO, ["A", "left"], slip=0.4),
                public(BACK_AND_FORTH, ["A", "left"], ["A", "right"]),
                public(THREE, ["B", "left"], ["A", "left"], ["A", "left"]),
                public(ONE_TIE, ["B", "left"]),
                public(TWO_TIES, ["B", "left"], ["A", "stay"], slip=0.4),
            ),
            weight=1.25,
            tolerance=EXACT,
            draws=12,
            covers=("What has been tried may be tried again: agents slip.",),
            contains={
                "experiment that was made more than once": lambda given, made, seen, *_: (
                    len({name for name, _ in seen}) < len(seen)
                ),
            },
        ),
        Check(
            "check_exact_probabilities",
            "The choice is right where slips, ties and priors decide it.",
            {
                " and ".join(kinds): asked(
                    *kinds,
                    weights=weights,
                    seen=(2, 3),
                    hours=LONG,
                    again=int("once each" in kinds),
                    by_choice_alone=False,
                    slips=(0.5, 0.7) if "one best for sure" in kinds else SLIPS,
                )
                for weights, *kinds in (
                    ((1, 2, 4), "slips elsewhere", "ignores hours"),
                    ((1, 2, 4), "never by slip", "ignores seen"),
                    ((1, 2, 4), "ties in full", "last only"),
                    ((1, 2, 4), "one best for sure"),
                    ((1, 2, 4), "no slips", "counts behaviors"),
                    ((0, 1, 3, 9), "even prior", "most surprising"),
                    ((0, 1, 2, 4), "unnormalized", "times hours"),
                    ((1, 2, 4), "once each"),
                    ((1, 2, 4), "no slips in bits"),
                )
            },
            public=(
                public(IN_B_ALIKE, ["A", "left"], ["B", "left"], slip=0.2, A=2.0),
                public(QUICK_TIES, A=4.0),
            ),
            weight=1.0,
            tolerance=EXACT,
            draws=9,
            contains={"motive of prior 0": lambda given, *_: 0 in given.values()},
        ),
    ),
    unchecked={
        "You may copy what you wrote for `posterior` and `eig`": "It says what is allowed.",
    },
)
