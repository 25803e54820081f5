from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.representing_goals import goals
from losslab.representing_goals.goals import Setup

from autograder.course.exercise import Args, Check, Exercise
from solutions.representing_goals.worlds import world


def setup(
    habit: Sequence[float], tamper_habit: float = -15.0, lr: float = 0.01, steps: int = 1
) -> Setup:
    """A setup; one tiny step leaves habits nearly as they were."""
    return {"habit": list(habit), "tamper_habit": tamper_habit, "lr": lr, "steps": steps}


def trained_from(habit: Sequence[float], bad_loss: float = 1.0) -> Args:
    """A good text that trains well, from a habit."""
    return world([True, False], [0.0, bad_loss]), setup(habit, lr=40.0, steps=12)


@st.composite
def authors(
    draw: st.DrawFn,
    share: tuple[int, int],
    good: int = 3,
    bad: int = 2,
    tampering: float | None = None,
    losses: tuple[float, float] = (0.5, 0.5),
) -> Args:
    """An author who hardly trains, and writes good texts with one of these shares in thousand.

    Good and bad texts share their parts unevenly. Where `tampering` is a number, it is the logit
    with which the author also sets the register; `losses` are what good and bad texts read.
    """
    chance = draw(st.integers(*share)) / 1000
    habits = []
    for count, whole in ((good, chance), (bad, 1 - chance)):
        parts = [draw(st.integers(4, 9)) for _ in range(count)]
        habits += [round(math.log(whole * part / sum(parts)), 4) for part in parts]
    texts = list(zip([True] * good + [False] * bad, habits, strict=True))
    rows = draw(st.permutations(texts))
    made = world(
        [kind for kind, _ in rows],
        [losses[0 if kind else 1] + draw(st.integers(0, 7)) / 64 for kind, _ in rows],
        tamper=tampering is not None,
        low=draw(st.integers(4, 28)) / 64,
    )
    return made, setup([habit for _, habit in rows], -15.0 if tampering is None else tampering)


@st.composite
def trainings(
    draw: st.DrawFn,
    good_habit: tuple[int, int],
    good_loss: float,
    bad_loss: float,
    tamper_habit: float | None = None,
    unreachable: bool = False,
) -> Args:
    """Good and bad texts whose habits training may undo, perhaps with one out of reach."""
    habit = [draw(st.integers(*good_habit)) / 4, 0.0, draw(st.integers(-2, 0)) / 4]
    rows = [(True, good_loss, habit[0], True), (False, bad_loss, habit[1], True)]
    rows += [(False, bad_loss, habit[2], True)]
    rows += [(True, 0.0, 9.0, False), (False, 0.0, 9.0, False)] if unreachable else []
    rows = draw(st.permutations(rows))
    made = world(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[3] for row in rows],
        tamper_habit is not None,
        low=draw(st.integers(1, 8)) / 16,
    )
    pull = -15.0 if tamper_habit is None else tamper_habit
    return made, setup([row[2] for row in rows], pull, lr=40.0, steps=draw(st.integers(9, 16)))


@st.composite
def in_time(draw: st.DrawFn, enough: bool) -> Args:
    """Training that has just made a good author, or has only begun to."""
    gap = draw(st.integers(6, 12)) / 4
    made = world([False, True, False], [1.0, 0.0, 1.0])
    begin = setup([gap, 0.0, -0.5], lr=draw(st.integers(4, 6)) / 4)

    def chance(steps: int) -> float:
        return goals.train(made, {**begin, "steps": steps})[1]["probability"]

    if enough:
        return made, {**begin, "steps": next(n for n in range(1, 99) if chance(n) > 0.91)}
    # With twice the time it would have learned.
    steps = next(n for n in range(1, 99) if chance(n) > 0.85) - 1
    assert steps > 0
    assert chance(2 * steps) > 0.91
    return made, {**begin, "steps": steps}


@st.composite
def good_behind_others(draw: st.DrawFn) -> Args:
    """A good text that is kept, and bad ones that cannot be written stand in front of it."""
    lost = draw(st.integers(1, 3))
    good = [False] * lost + [True, False, False]
    losses = [draw(st.integers(0, 8)) / 8 for _ in range(lost)] + [0.0, 1.0, 1.0]
    habit = [0.0] * lost + [draw(st.integers(16, 24)) / 4, 0.0, draw(st.integers(-2, 0)) / 4]
    made = world(good, losses, [False] * lost + [True] * 3)
    return made, setup(habit, lr=40.0, steps=draw(st.integers(9, 16)))


training_decides = {
    "there is barely time to learn": in_time(True),
    "there is not quite the time to learn": in_time(False),
    "a bad start is learned away": trainings((-12, -4), 0.0, 1.0),
    "what is never tried is not learned": trainings((-64, -48), 0.0, 1.0),
    "a good start is unlearned": trainings((12, 16), 1.0, 0.0),
    "a good start is kept": trainings((16, 24), 0.0, 1.0),
    "the register is found, and the good texts are lost": trainings((8, 10), 1.0, 1.0, 0.0),
    "texts out of reach are never written": trainings((-64, -48), 0.0, 1.0, None, True),
    "the first texts are out of reach": good_behind_others(),
    "it learns to tamper with good texts": trainings((24, 32), 1.0, 1.0, 0.0),
}
nine_in_ten = {
    "more often than not": authors((520, 880)),
    "barely too seldom": authors((891, 898)),
    "barely often enough": authors((902, 912)),
    "many good texts, half of the time": authors((480, 530), good=7),
    "many good texts, often enough": authors((905, 930), good=7),
    "tampering or not, often enough": authors((903, 920), tampering=0.5),
    "tampering or not, too seldom": authors((890, 898), tampering=0.5),
    "one good text, often enough": authors((905, 940), good=1, bad=4),
}
tampering = {
    "good texts, half of them with tampering": authors((903, 912), tampering=0.0),
    "good texts, nearly all with tampering": authors((903, 940), tampering=5.0),
    "bad texts, nearly all with tampering": authors((10, 80), tampering=5.0),
    "good texts too seldom, with tampering": authors((885, 898), tampering=1.0),
    "one good text in two ways": authors((905, 940), good=1, tampering=0.0),
}
any_loss = {
    "good at a high loss": authors((903, 912), losses=(0.5, 0.9)),
    "bad at no loss": authors((20, 100), losses=(0.5, 0.0)),
    "too seldom good at no loss": authors((885, 898), losses=(0.0, 0.0)),
    "good at the higher loss": authors((903, 940), losses=(0.9, 0.1)),
    "good at the higher loss, with tampering": authors((903, 940), tampering=0.5, losses=(0.9, 0)),
}

EXERCISE = Exercise(
    title="Third reading: what training leaves behind",
    objective="Turn a sentence about a trained model into a measurement.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Run `goals.train` on a small world and look at what it returns. Which of the numbers "
        "does the question ask for, and does it ask for the register at all?",
        "The same text may stand there twice, and several texts may be good. How probable is it "
        "that what is drawn is one of these?",
    ),
    checks=(
        Check(
            "check_training_decides",
            "The same loss leads to a good author or to a bad one, depending on the setup.",
            training_decides,
            public=(
                trained_from([0.0, 0.0]),
                trained_from([-15.0, 0.0]),
                (
                    world([True, False], [1.0, 0.0]),
                    setup([3.0, 0.0], lr=40.0, steps=12),
                ),
                (
                    world([True, False], [1.0, 1.0], tamper=True),
                    setup([6.0, 0.0], 0.0, lr=40.0, steps=12),
                ),
            ),
            weight=4,
            draws=10,
        ),
        Check(
            "check_easily_means_nine_in_ten",
            "What counts is the probability of all good texts together: at least 0.9.",
            nine_in_ten,
            public=(
                (world([True, False], [0.0625, 0.5]), setup([1.0, 0.0])),
                (
                    world([True, True, True, False], [0.0, 0.0, 0.0, 0.25]),
                    setup([0.0, 0.0, 0.0, 0.875]),
                ),
                (
                    world([True, True, True, False], [0.0, 0.25, 0.5, 0.0]),
                    setup([2.0, 2.0, 2.0, 0.0]),
                ),
                (
                    world([True, False], [0.25, 0.25], tamper=True),
                    setup([2.5, 0.0], tamper_habit=0.0),
                ),
                (world([True, False], [0.25, 0.25]), setup([1.75, 0.0])),
            ),
            weight=2,
            draws=8,
        ),
        Check(
            "check_tampering_is_not_the_question",
            "Good texts count with tampering too; bad ones never do.",
            tampering,
            public=(
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    setup([3.0, 0.0], tamper_habit=0.0),
                ),
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    setup([-3.0, 0.0], tamper_habit=8.0),
                ),
            ),
            draws=5,
        ),
        Check(
            "check_the_loss_is_not_the_question",
            "A high register makes no bad author, and a low one no good author.",
            any_loss,
            public=(
                (world([True, False], [0.5, 1.0]), setup([4.0, 0.0])),
                (world([True, False], [0.5, 0.0]), setup([0.0, 4.0])),
                (
                    world([True, False], [0.5, 0.0], tamper=True),
                    setup([4.0, 0.0], tamper_habit=0.0),
                ),
            ),
            draws=5,
        ),
    ),
)
