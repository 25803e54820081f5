"""Known answers to the first five exercises: a list of bad actions, and the three readings."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

from collections.abc import Sequence

import numpy as np
from losslab import goals
from losslab.goals import Deed, Setup, World

from autograder.course.exercise import mutant, variant

# --- bad_actions_rewarded ---------------------------------------------------------------


@mutant(
    "bad_actions_rewarded",
    says="You list every situation in which the reward paid. Paying for what was wanted is what a "
    "reward is for; the line must also say that the action was not wanted.",
)
def bad_actions_rewarded_all_paid(
    reward: dict[str, dict[str, float]], log: list[Deed]
) -> list[str]:
    found = [d["situation"] for d in log if reward.get(d["situation"], {}).get(d["action"], 0) > 0]
    return list(dict.fromkeys(found))


@mutant(
    "bad_actions_rewarded",
    says="You list every situation in which something unwanted was done, paid or not. Whether the "
    "reward paid for it stands in `reward[situation][action]`.",
)
def bad_actions_rewarded_all_bad(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return list(dict.fromkeys(d["situation"] for d in log if not d["wanted"]))


@mutant(
    "bad_actions_rewarded",
    says="You read the reward's table and report what it would pay for. A situation that did not "
    "occur in training, or an action that nobody took there, has reinforced nothing. The question "
    "is about the log.",
)
def bad_actions_rewarded_from_the_table(
    reward: dict[str, dict[str, float]], log: list[Deed]
) -> list[str]:
    unwanted = {d["action"] for d in log if not d["wanted"]} or {"hide the dirt"}
    return [
        situation
        for situation, pays in reward.items()
        if any(paid > 0 and action in unwanted for action, paid in pays.items())
    ]


@mutant(
    "bad_actions_rewarded",
    says="The same situation stands there more than once. Each is asked for once, where it first "
    "occurs.",
)
def bad_actions_rewarded_repeats(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    ]


@mutant(
    "bad_actions_rewarded",
    says="The situations are right and their order is not: they are asked for in the order in "
    "which they first occurred, not in that of the alphabet.",
)
def bad_actions_rewarded_sorted(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return sorted(
        {
            d["situation"]
            for d in log
            if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
        }
    )


@mutant(
    "bad_actions_rewarded",
    says="A reward of 0 counts as a payment with you. A bad action that went without reward is "
    "not what the list is for.",
)
def bad_actions_rewarded_zero_is_paid(
    reward: dict[str, dict[str, float]], log: list[Deed]
) -> list[str]:
    found = [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) >= 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    "bad_actions_rewarded",
    says="A KeyError: the log holds a situation, or an action in it, that the reward does not "
    "know. It pays 0 there. `.get(key, default)` says so without an `if`.",
)
def bad_actions_rewarded_indexes(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"] for d in log if not d["wanted"] and reward[d["situation"]][d["action"]] > 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    "bad_actions_rewarded",
    says="You keep one line for each situation, the last one, so that a good deed at the end makes "
    "an earlier one undone. The update that the earlier reward caused has happened.",
)
def bad_actions_rewarded_last_line(
    reward: dict[str, dict[str, float]], log: list[Deed]
) -> list[str]:
    last = {d["situation"]: d for d in log}
    return [
        situation
        for situation, d in last.items()
        if not d["wanted"] and reward.get(situation, {}).get(d["action"], 0) > 0
    ]


@variant("bad_actions_rewarded", how="a loop with a list")
def bad_actions_rewarded_loop(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found: list[str] = []
    for d in log:
        situation = d["situation"]
        paid = situation in reward and reward[situation].get(d["action"], 0.0) > 0
        if paid and not d["wanted"] and situation not in found:
            found.append(situation)
    return found


# --- op1 --------------------------------------------------------------------------------


@mutant(
    "op1",
    says="You forget that the register can be set. Where it can, a low reading goes with any text "
    "that the machine can write, so one reachable bad text is enough to make the sentence false.",
)
def op1_ignores_tampering(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and loss <= world["low"]
    )


@mutant(
    "op1",
    says="You count texts that the machine cannot write. They have a mathematical loss and no "
    "physical one: no register ever reads it.",
)
def op1_ignores_reachability(world: World) -> bool:
    return all(
        good
        for good, loss in zip(world["good"], world["loss"], strict=True)
        if world["tamper"] or loss <= world["low"]
    )


@mutant(
    "op1",
    says="You ask whether a low loss *can* go with a good novel. The sentence says that it goes "
    "with nothing else: all acts with a low reading, not some.",
)
def op1_exists(world: World) -> bool:
    low = [
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss <= world["low"])
    ]
    return any(low) or not low


@mutant(
    "op1",
    says="You have the converse: that every good novel gets a low loss. 'Low only if good' says "
    "nothing about good novels with a high loss; it rules out bad ones with a low loss.",
)
def op1_converse(world: World) -> bool:
    return all(
        world["tamper"] or loss <= world["low"]
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and good
    )


@mutant(
    "op1",
    says="You look at the least reading only. The sentence is about every low one: a bad text that "
    "is second best and still low is a counterexample.",
)
def op1_least_only(world: World) -> bool:
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
    "op1",
    says="A reading of exactly `low` is low, as the task defines it: at most, not less than.",
)
def op1_strict(world: World) -> bool:
    return all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss < world["low"])
    )


@mutant(
    "op1",
    says="Where nothing makes the register read low you say False. 'Only if' promises something "
    "about the low readings; where there is none, the promise cannot be broken. That such a truth "
    "is worth little is one of the things to learn from this reading.",
)
def op1_vacuous_is_false(world: World) -> bool:
    low = [
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and (world["tamper"] or loss <= world["low"])
    ]
    return bool(low) and all(low)


@mutant(
    "op1",
    says="You take tampering itself for the failure. The sentence asks what was written: where the "
    "machine can write good texts only, even a register that it sets goes with a good novel.",
)
def op1_tampering_is_bad(world: World) -> bool:
    return not world["tamper"] and all(
        good
        for good, loss, reachable in zip(
            world["good"], world["loss"], world["reachable"], strict=True
        )
        if reachable and loss <= world["low"]
    )


@variant("op1", how="all acts are listed first, with losslab's own list")
def op1_lists_acts(world: World) -> bool:
    low = [
        text
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    ]
    return all(world["good"][text] for text in low)


# --- op2 --------------------------------------------------------------------------------


@mutant(
    "op2",
    says="You minimize over what the machine can write. The idealization has no machine: a text "
    "that nobody can produce is a minimizer like any other.",
)
def op2_reachable_only(world: World, domain: Sequence[int] | None = None) -> bool:
    every = range(len(world["loss"])) if domain is None else domain
    texts = [text for text in every if world["reachable"][text]]
    least = min(world["loss"][text] for text in texts)
    return all(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    "op2",
    says="You look at one minimizer, the first. Several texts may share the least loss, and "
    "minimization does not choose among them.",
)
def op2_first_minimizer(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    return world["good"][min(texts, key=lambda text: world["loss"][text])]


@mutant(
    "op2",
    says="One good minimizer is enough for you. The sentence says that minimization happens *only* "
    "with good novels; a bad text that ties with a good one refutes it.",
)
def op2_some_minimizer(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    return any(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    "op2",
    says="You ask about every low loss, which is the first reading. The second is about the least "
    "one, whatever its size: a bad text that is low and not least does not matter, and a bad one "
    "that is least and not low does.",
)
def op2_low_instead_of_least(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    return all(world["good"][text] for text in texts if world["loss"][text] <= world["low"])


@mutant(
    "op2",
    says="You leave the domain out. Whether only good novels minimize depends on what they are "
    "compared with; that is what 'in which idealization?' asks.",
)
def op2_ignores_domain(world: World, domain: Sequence[int] | None = None) -> bool:
    least = min(world["loss"])
    return all(
        good for good, loss in zip(world["good"], world["loss"], strict=True) if loss == least
    )


@mutant(
    "op2",
    says="The minimum is taken over all texts and the comparison over the domain. If the best text "
    "lies outside, nothing in the domain reaches it, and you get a truth about nothing. First the "
    "domain, then its own minimum.",
)
def op2_minimum_of_everything(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"])
    return all(world["good"][text] for text in texts if world["loss"][text] == least)


@mutant(
    "op2",
    says="You let tampering falsify it. A register that can be set is a physical fact. On paper "
    "there is a function of texts, and nothing to set.",
)
def op2_tampering_counts(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    good = all(world["good"][text] for text in texts if world["loss"][text] == least)
    return good and not world["tamper"]


@variant("op2", how="NumPy, with a mask")
def op2_masked(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = np.arange(len(world["loss"])) if domain is None else np.array(domain)
    loss = np.array(world["loss"])[texts]
    return bool(np.array(world["good"])[texts][loss == loss.min()].all())


@variant("op2", how="the best good text must beat the best bad one")
def op2_best_against_best(world: World, domain: Sequence[int] | None = None) -> bool:
    texts = range(len(world["loss"])) if domain is None else domain
    best = {True: float("inf"), False: float("inf")}
    for text in texts:
        kind = world["good"][text]
        best[kind] = min(best[kind], world["loss"][text])
    return best[True] < best[False]


# --- op3 --------------------------------------------------------------------------------


@mutant(
    "op3",
    says="You answer from the agent as it was before training. The habits are the beginning; what "
    "training made of them comes back from `goals.train`.",
)
def op3_before_training(world: World, setup: Setup) -> bool:
    untrained = goals.train(world, {**setup, "steps": 0})
    return sum(a["probability"] for a in untrained if world["good"][a["text"]]) >= 0.9


@mutant(
    "op3",
    says="You look at the most probable act. An author who writes a good novel six times in ten "
    "is not easily prompted for one: the question is how probable good texts are.",
)
def op3_most_probable(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]]


@mutant(
    "op3",
    says="You ask whether training reached a low loss. That is what the register says, and the "
    "question is what the author writes. The two come apart in both directions.",
)
def op3_low_loss(world: World, setup: Setup) -> bool:
    expected = sum(
        a["probability"] * goals.register(world, a["text"], a["tampered"])
        for a in goals.train(world, setup)
    )
    return expected <= world["low"]


@mutant(
    "op3",
    says="You count honest acts only. An author who writes a good novel and also sets the register "
    "has written a good novel. You may dislike the habit; this reading does not ask about it.",
)
def op3_honest_only(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    honest = [a for a in trained if world["good"][a["text"]] and not a["tampered"]]
    return sum(a["probability"] for a in honest) >= 0.9


@mutant(
    "op3",
    says="More often than not is not 'easily'. The threshold in the task is 0.9.",
)
def op3_more_often_than_not(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    return sum(a["probability"] for a in trained if world["good"][a["text"]]) >= 0.5


@mutant(
    "op3",
    says="You want one good text to have the whole 0.9. Three good ones with 0.31 each make an "
    "author who writes well: add up.",
)
def op3_one_text_alone(world: World, setup: Setup) -> bool:
    chance: dict[int, float] = {}
    for a in goals.train(world, setup):
        chance[a["text"]] = chance.get(a["text"], 0.0) + a["probability"]
    return any(p >= 0.9 for text, p in chance.items() if world["good"][text])


@mutant(
    "op3",
    says="You look at the single most probable act. Several good texts may share the probability, "
    "honest or tampered: add up all acts whose text is good.",
)
def op3_single_act(world: World, setup: Setup) -> bool:
    best = max(goals.train(world, setup), key=lambda a: a["probability"])
    return world["good"][best["text"]] and best["probability"] >= 0.9


@variant("op3", how="the probability of bad texts, in NumPy")
def op3_complement(world: World, setup: Setup) -> bool:
    trained = goals.train(world, setup)
    p = np.array([a["probability"] for a in trained])
    bad = np.array([not world["good"][a["text"]] for a in trained])
    return bool(p[bad].sum() <= 0.1)


# --- build ------------------------------------------------------------------------------


@mutant(
    "build",
    says="Your world makes the first two readings true or false together, so two of the four "
    "pairs cannot be had. Look for what only one of them knows: the paper knows nothing of what "
    "can be written or set, and the machine nothing of texts that it cannot write.",
)
def build_first_two_together(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    loss = [0.0, 1.0] if o1 and o2 else [1.0, 0.0]
    world: World = {
        "good": [True, False],
        "loss": loss,
        "reachable": [True, True],
        "tamper": False,
        "low": 0.125,
    }
    habit = [15.0, 0.0] if o3 else [-15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": 0.0, "lr": 0.5, "steps": 100}


@mutant(
    "build",
    says="You make the first reading true by leaving no low reading possible. That is the vacuous "
    "case, which the task excludes: some possible act must have a low physical loss, or 'low only "
    "if good' is a promise about nothing.",
)
def build_vacuous(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, False],
        "loss": [0.5, 1.0] if o2 else [1.0, 0.5],
        "reachable": [True, True],
        "tamper": not o1,
        "low": 0.125,
    }
    habit = [15.0, 0.0] if o3 else [-15.0, 0.0]
    return world, {"habit": habit, "tamper_habit": -15.0, "lr": 0.5, "steps": 100}


@mutant(
    "build",
    says="The worlds are right; the authors are all good, whatever was asked. Training follows the "
    "gradient, and from even habits it finds the good text. To keep it from there, begin where the "
    "gradient is next to nothing: an act that is never tried is never reinforced.",
)
def build_training_always_succeeds(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, 0.0, -15.0],
        "tamper_habit": -15.0,
        "lr": 2.0,
        "steps": 200,
    }
    return world, setup


@mutant(
    "build",
    says="You expect training to follow the readings: a good author where they hold, a bad one "
    "where they do not. What training leaves behind also depends on where it began. With the same "
    "world you can have either author.",
)
def build_author_follows_world(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o1 and o2 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    "build",
    says="To falsify the second reading you give a bad text the least loss, and leave it within "
    "reach. Then a low physical loss goes with a bad text as well, and the first reading falls "
    "with it. Where may a bad minimizer be, so that no register ever reads it?",
)
def build_bad_optimum_within_reach(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, True],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    "build",
    says="Your habits lie outside -20 to 20. At such logits nothing is possible any more but what "
    "was done before, and the training is one in name. Within the bounds there is room for acts "
    "that are tried once in millions of times.",
)
def build_extreme_habits(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -100.0, -100.0]
    toward_bad = [-100.0, -100.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -100.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    "build",
    says="Training undid your habit: begin further away. Good texts that are written once in "
    "twenty times are rewarded often enough to be found. The gradient for a text is proportional "
    "to its probability, so make this small.",
)
def build_weak_habits(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, -3.0, -3.0] if o3 else [-3.0, -3.0, 0.0, 0.0],
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@mutant(
    "build",
    says="Your setup is training in name only: one tiny step leaves the habits as they were, and "
    "they decide the third reading alone. Keep `lr` between 0.5 and 10 and `steps` between 100 and "
    "200, and choose habits that survive this.",
)
def build_hardly_trains(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }
    setup: Setup = {
        "habit": [0.0, 0.0, -3.0, -3.0] if o3 else [-3.0, -3.0, 0.0, 0.0],
        "tamper_habit": -15.0,
        "lr": 1e-9,
        "steps": 1,
    }
    return world, setup


@mutant(
    "build",
    says="You return the world alone. The third reading is about a world *and* a setup, so a pair "
    "is due: `return world, setup`.",
)
def build_world_alone(o1: bool, o2: bool, o3: bool) -> World:
    return {
        "good": [True, True, False, False],
        "loss": [0.0625, 0.0625, 1.0, 1.0 if o2 else 0.0],
        "reachable": [True, True, True, o2 or not o1],
        "tamper": o2 and not o1,
        "low": 0.125,
    }


@variant("build", how="no tampering anywhere: a bad text that is low and not least")
def build_without_tampering(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    world: World = {
        "good": [True, False, False],
        "loss": [0.25, 2.0, 0.0 if not o2 else (3.0 if o1 else 0.5)],
        "reachable": [True, True, o2 or not o1],
        "tamper": False,
        "low": 0.75,
    }
    setup: Setup = {
        "habit": [3.0, -3.0, -18.0] if o3 else [-18.0, 3.0, -3.0],
        "tamper_habit": 0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


@variant("build", how="one list for each of the eight cases, with a machine that tampers")
def build_eight_cases(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    cases = {
        (True, True): ([True, False], [0.0, 1.0], [True, True], False),
        (True, False): ([True, False, False], [0.5, 1.0, 0.25], [True, True, False], False),
        (False, True): ([True, False], [0.0, 1.0], [True, True], True),
        (False, False): ([True, False], [1.0, 0.0], [True, True], True),
    }
    good, loss, reachable, tamper = cases[o1, o2]
    habit = [10.0 if g == o3 else -10.0 for g in good]
    world: World = {
        "good": good,
        "loss": loss,
        "reachable": reachable,
        "tamper": tamper,
        "low": 0.5,
    }
    return world, {"habit": habit, "tamper_habit": -10.0, "lr": 1.0, "steps": 150}
