import numpy as np
from losslab.representing_goals import goals
from losslab.representing_goals.goals import Setup, World

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the answer for the agent as it was before training. The habits are the "
    "beginning; what training made of them comes back from `goals.train`.",
)
def before_training(world: World, setup: Setup) -> bool:
    untrained = goals.train(world, {**setup, "steps": 0})
    return sum(a["probability"] for a in untrained if world["good"][a["text"]]) >= 0.9


@mutant(
    says="The answer is True whenever the most probable act writes a good text. An author who "
    "writes a good novel six times in ten is not easily prompted for one: the question is how "
    "probable good texts are.",
)
def most_probable(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]]


@mutant(
    says="The answer says whether the expected reading after training is at most `low`. That is "
    "what the register says, and the question is what the author writes. The two come apart in "
    "both directions.",
)
def low_loss(world: World, setup: Setup) -> bool:
    expected = sum(
        a["probability"] * goals.register(world, a["text"], a["tampered"])
        for a in goals.train(world, setup)
    )
    return expected <= world["low"]


@mutant(
    says="Good texts that come with tampering are not counted. An author who writes a good novel "
    "and also sets the register has written a good novel. You may dislike the habit; this reading "
    "does not ask about it.",
)
def honest_only(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    honest = [a for a in trained if world["good"][a["text"]] and not a["tampered"]]
    return sum(a["probability"] for a in honest) >= 0.9


@mutant(
    says="A probability of one half is enough for True. More often than not is not 'easily': the "
    "task says at least 0.9.",
)
def more_often_than_not(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.5


@mutant(
    says="The answer is True only where a single good text has the whole 0.9. Three good ones "
    "with 0.31 each make an author who writes well: add up.",
)
def one_text_alone(world: World, setup: Setup) -> bool:
    chance: dict[int, float] = {}
    for a in goals.train(world, setup):
        chance[a["text"]] = chance.get(a["text"], 0.0) + a["probability"]
    return any(p >= 0.9 for text, p in chance.items() if world["good"][text])


@mutant(
    says="The answer is True only where the single most probable act is good and has the whole "
    "0.9. Several good texts may share the probability, honest or tampered: add up all acts whose "
    "text is good.",
)
def single_act(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]] and best["probability"] >= 0.9


@mutant(
    says="The answer is True already where good texts are a little rarer than nine in ten, at "
    "0.89. The task says at least 0.9.",
)
def eight_in_ten(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.8


@mutant(
    says="The answer is False for probabilities of good texts between 0.9 and 0.94. Nine in ten "
    "is enough.",
)
def nineteen_in_twenty(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.95


@mutant(
    says="The answer is False even where good texts have a probability of 0.95 or 0.98. Nine in "
    "ten is enough.",
)
def nearly_always(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.99


@mutant(
    says="An author who writes well and mostly tampers counts as a bad one. The question is what "
    "is written; what the register reads plays no part in it.",
)
def no_tamperers(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    tampers = sum(a["probability"] for a in trained if a["tampered"])
    writes_good = sum(a["probability"] for a in trained if world["good"][a["text"]])
    return writes_good >= 0.9 and tampers < 0.8


@variant(how="the probability of each kind of text is collected in a dict, act by act")
def by_kind(world: World, setup: Setup) -> bool:
    chance = {True: 0.0, False: 0.0}
    for act in goals.train(world, setup):
        chance[world["good"][act["text"]]] += act["probability"]
    return chance[True] >= 0.9


@variant(how="the probability of bad texts, in NumPy")
def complement(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    p = np.array([a["probability"] for a in trained])
    bad = np.array([not world["good"][a["text"]] for a in trained])
    return bool(p[bad].sum() <= 0.1)
