import numpy as np
from losslab.representing_goals import goals
from losslab.representing_goals.goals import Setup, World

from autograder.course.exercise import mutant, variant


@mutant(
    says="You answer from the agent as it was before training. The habits are the beginning; what "
    "training made of them comes back from `goals.train`.",
)
def before_training(world: World, setup: Setup) -> bool:
    untrained = goals.train(world, {**setup, "steps": 0})
    return sum(a["probability"] for a in untrained if world["good"][a["text"]]) >= 0.9


@mutant(
    says="You look at the most probable act. An author who writes a good novel six times in ten "
    "is not easily prompted for one: the question is how probable good texts are.",
)
def most_probable(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]]


@mutant(
    says="You ask whether training reached a low loss. That is what the register says, and the "
    "question is what the author writes. The two come apart in both directions.",
)
def low_loss(world: World, setup: Setup) -> bool:
    expected = sum(
        a["probability"] * goals.register(world, a["text"], a["tampered"])
        for a in goals.train(world, setup)
    )
    return expected <= world["low"]


@mutant(
    says="You count honest acts only. An author who writes a good novel and also sets the register "
    "has written a good novel. You may dislike the habit; this reading does not ask about it.",
)
def honest_only(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    honest = [a for a in trained if world["good"][a["text"]] and not a["tampered"]]
    return sum(a["probability"] for a in honest) >= 0.9


@mutant(
    says="More often than not is not 'easily'. The threshold in the task is 0.9.",
)
def more_often_than_not(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.5


@mutant(
    says="You want one good text to have the whole 0.9. Three good ones with 0.31 each make an "
    "author who writes well: add up.",
)
def one_text_alone(world: World, setup: Setup) -> bool:
    chance: dict[int, float] = {}
    for a in goals.train(world, setup):
        chance[a["text"]] = chance.get(a["text"], 0.0) + a["probability"]
    return any(p >= 0.9 for text, p in chance.items() if world["good"][text])


@mutant(
    says="You look at the single most probable act. Several good texts may share the probability, "
    "honest or tampered: add up all acts whose text is good.",
)
def single_act(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]] and best["probability"] >= 0.9


@variant(how="the probability of bad texts, in NumPy")
def complement(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    p = np.array([a["probability"] for a in trained])
    bad = np.array([not world["good"][a["text"]] for a in trained])
    return bool(p[bad].sum() <= 0.1)
