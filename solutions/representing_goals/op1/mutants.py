from losslab.representing_goals import goals
from losslab.representing_goals.goals import World

from autograder.course.exercise import mutant, variant


@mutant(
    says="You forget that the register can be set. Where it can, a low reading goes with any text "
    "that the machine can write, so one reachable bad text is enough to make the sentence false.",
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
    says="You count texts that the machine cannot write. They have a mathematical loss and no "
    "physical one: no register ever reads it.",
)
def ignores_reachability(world: World) -> bool:
    return all(
        good
        for good, loss in zip(world["good"], world["loss"], strict=True)
        if world["tamper"] or loss <= world["low"]
    )


@mutant(
    says="You ask whether a low loss *can* go with a good novel. The sentence says that it goes "
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
    says="You have the converse: that every good novel gets a low loss. 'Low only if good' says "
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
    says="You look at the least reading only. The sentence is about every low one: a bad text that "
    "is second best and still low is a counterexample.",
)
def least_only(world: World) -> bool:
    readings = [
        (0.0 if world["tamper"] else loss, good)
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable
    ]
    least = min(loss for loss, _ in readings)
    return least > world["low"] or all(good for loss, good in readings if loss == least)


@mutant(
    says="A reading of exactly `low` is low, as the task defines it: at most, not less than.",
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
    says="Where nothing makes the register read low you say False. 'Only if' promises something "
    "about the low readings; where there is none, the promise cannot be broken. That such a truth "
    "is worth little is one of the things to learn from this reading.",
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
    says="You take tampering itself for the failure. The sentence asks what was written: where the "
    "machine can write good texts only, even a register that it sets goes with a good novel.",
)
def tampering_is_bad(world: World) -> bool:
    return not world["tamper"] and all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and loss <= world["low"]
    )


@variant(how="all acts are listed first, with losslab's own list")
def lists_acts(world: World) -> bool:
    low = [
        text
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    ]
    return all(world["good"][text] for text in low)
