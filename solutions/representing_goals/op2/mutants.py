from collections.abc import Sequence

import numpy as np
from losslab.representing_goals.goals import World

from autograder.course.exercise import mutant, variant


@mutant(
    says="Texts that the machine cannot write are left out. The idealization has no machine: a "
    "text that nobody can produce is a minimizer like any other.",
)
def reachable_only(world: World, domain: Sequence[int] | None = None) -> bool:
    every = range(len(world["loss"])) if domain is None else domain
    texts = [text for text in every if world["reachable"][text]]
    least = min((world["loss"][text] for text in texts), default=0.0)
    return all(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    says="Of several minimizers the first one decides. Several texts may share the least loss, "
    "and minimization does not choose among them.",
)
def first_minimizer(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    return world["good"][min(texts, key=lambda text: world["loss"][text])]


@mutant(
    says="One good minimizer is enough for True. The sentence says that minimization happens "
    "*only* with good novels; a bad text that ties with a good one refutes it.",
)
def some_minimizer(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    return any(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    says="Every loss up to `low` counts, which is the first reading. The second is about the "
    "least one, whatever its size: a bad text that is low and not least does not matter, and a "
    "bad one that is least and not low does.",
)
def low_instead_of_least(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    return all(world["good"][text] for text in texts if world["loss"][text] <= world["low"])


@mutant(
    says="The answer is the same for every domain: that for all texts. Whether only good novels "
    "minimize depends on what they are compared with; that is what 'in which idealization?' asks.",
)
def ignores_domain(world: World, domain: Sequence[int] | None = None) -> bool:
    least = min(world["loss"])
    return all(
        good for good, loss in zip(world["good"], world["loss"], strict=True) if loss == least
    )


@mutant(
    says="Only texts with the least loss of the whole world count, and of these the ones in the "
    "domain. If the best text lies outside, nothing in the domain reaches it, and you get a truth "
    "about nothing. First the domain, then its own minimum.",
)
def minimum_of_everything(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"])
    return all(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    says="Wherever tampering is possible the answer is False. A register that can be set is a "
    "physical fact. On paper there is a function of texts, and nothing to set.",
)
def tampering_counts(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    good = all(world["good"][text] for text in texts if world["loss"][text] == least)
    return good and not world["tamper"]


@mutant(
    says="Losses that differ by a millionth or less count as equal. They are to be compared as "
    "they are: a bad text with barely more than the least loss is no minimizer.",
)
def nearly_least(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    return all(world["good"][text] for text in texts if world["loss"][text] <= least + 1e-6)


@mutant(
    says="The first text of the domain decides, whatever its loss. What counts is which texts "
    "have the least loss of the domain; their place in it says nothing.",
)
def first_of_the_domain(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    return world["good"][texts[0]]


@variant(how="NumPy, with a mask")
def masked(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = np.arange(len(world["loss"])) if domain is None else np.array(domain)
    loss = np.array(world["loss"])[texts]
    return bool(np.array(world["good"])[texts][loss == loss.min()].all())


@variant(how="the best good text must beat the best bad one")
def best_against_best(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    best = {True: float("inf"), False: float("inf")}
    for text in texts:
        kind = world["good"][text]
        best[kind] = min(best[kind], world["loss"][text])
    return best[True] < best[False]
