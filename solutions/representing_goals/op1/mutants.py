from losslab.representing_goals import goals
from losslab.representing_goals.goals import World

from autograder.course.exercise import mutant, variant


@mutant(
    says="The register is never set: a text counts as low by its own loss alone. Where tampering "
    "is possible, a low reading goes with any text that the machine can write, so one reachable "
    "bad text is enough to make the sentence false.",
)
def ignores_tampering(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and loss <= world["low"]
    )


@mutant(
    says="Texts that the machine cannot write count as well. They have a mathematical loss and no "
    "physical one: no register ever reads it.",
)
def ignores_reachability(world: World) -> bool:
    return all(
        good
        for good, loss in zip(world["good"], world["loss"], strict=True)
        if world["tamper"] or loss <= world["low"]
    )


@mutant(
    says="One low act with a good text is enough for True. The sentence says that a low loss goes "
    "with nothing else: all acts with a low reading, not some.",
)
def exists(world: World) -> bool:
    low = [
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss <= world["low"])
    ]
    return any(low) or not low


@mutant(
    says="This is the converse: that every good novel gets a low loss. 'Low only if good' says "
    "nothing about good novels with a high loss; it rules out bad ones with a low loss.",
)
def converse(world: World) -> bool:
    return all(
        world["tamper"] or loss <= world["low"]
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and good
    )


@mutant(
    says="Only the least reading counts. The sentence is about every low one: a bad text that is "
    "second best and still low is a counterexample.",
)
def least_only(world: World) -> bool:
    readings = [
        (0.0 if world["tamper"] else loss, good)
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable
    ]
    least = min((loss for loss, _ in readings), default=float("inf"))
    return least > world["low"] or all(good for loss, good in readings if loss == least)


@mutant(
    says="A reading of exactly `low` does not count as low. The task defines it as at most.",
)
def strict(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss < world["low"])
    )


@mutant(
    says="Where nothing makes the register read low the answer is False. 'Only if' promises "
    "something about the low readings; where there is none, the promise cannot be broken. That "
    "such a truth is worth little is one of the things to learn from this reading.",
)
def vacuous_is_false(world: World) -> bool:
    low = [
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss <= world["low"])
    ]
    return bool(low) and all(low)


@mutant(
    says="Wherever tampering is possible the answer is False. The sentence asks what was written: "
    "where the machine can write good texts only, even a register that it sets goes with a good "
    "novel.",
)
def tampering_is_bad(world: World) -> bool:
    return not world["tamper"] and all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and loss <= world["low"]
    )


@mutant(
    says="Wherever tampering is possible the register reads low and every text counts, also one "
    "that the machine cannot write. Without tampering the unreachable ones are left out.",
)
def sets_it_with_any_text(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if world["tamper"] or (reachable and loss <= world["low"])
    )


@mutant(
    says="Nothing is low but a reading of 0. A register that reads at most `low` reads low.",
)
def zero_only(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss == 0)
    )


@variant(how="it looks for the least reading that goes with a bad text")
def least_of_the_bad(world: World) -> bool:
    texts = zip(world["good"], world["loss"], world["reachable"], strict=True)
    bad = [loss for good, loss, reachable in texts if reachable and not good]
    return not bad or (not world["tamper"] and min(bad) > world["low"])


@variant(how="all acts are listed first, with losslab's own list")
def lists_acts(world: World) -> bool:
    low = [
        text
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    ]
    return all(world["good"][text] for text in low)
