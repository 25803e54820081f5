from collections import Counter

import numpy as np
import torch
from losslab.representing_goals import goals


def right_sum(world, setup):
    """Sum the probability of the acts that write a good text."""
    acts = goals.train(world, setup)
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def right_complement(world, setup):
    """At most 0.1 is left for bad texts."""
    bad = [a["probability"] for a in goals.train(world, setup) if not world["good"][a["text"]]]
    return sum(bad) <= 0.1


def right_by_text(world, setup):
    """First how probable each text is, however it is written; then the good ones."""
    chance = Counter()
    for act in goals.train(world, setup):
        chance[act["text"]] += act["probability"]
    return sum(p for text, p in chance.items() if world["good"][text]) >= goals.EASILY


def right_numpy(world, setup):
    """A dot product of probabilities and goodness; the result is a NumPy bool."""
    acts = goals.train(world, setup)
    p = np.array([act["probability"] for act in acts])
    good = np.array(world["good"], float)[[act["text"] for act in acts]]
    return p @ good >= 0.9


def right_torch(world, setup):
    """index_add_ into a good and a bad bin, in float64."""
    acts = goals.train(world, setup)
    bins = torch.tensor([int(world["good"][act["text"]]) for act in acts])
    p = torch.tensor([act["probability"] for act in acts], dtype=torch.float64)
    return (torch.zeros(2, dtype=torch.float64).index_add_(0, bins, p)[1] >= 0.9).item()


def right_odds(world, setup):
    """Good against bad: nine to one or better."""
    mass = {True: 0.0, False: 0.0}
    for act in goals.train(world, setup):
        mass[bool(world["good"][act["text"]])] += act["probability"]
    return mass[True] >= 9 * mass[False]


def right_recursion(world, setup):
    """Take one act off the list after the other."""

    def mass(acts):
        if not acts:
            return 0.0
        return world["good"][acts[0]["text"]] * acts[0]["probability"] + mass(acts[1:])

    return bool(mass(goals.train(world, setup)) >= 0.9)


def wrong_one_act(world, setup):
    """Wants one good act of probability 0.9: shows where two good texts have a half each."""
    acts = goals.train(world, setup)
    return any(act["probability"] >= 0.9 and world["good"][act["text"]] for act in acts)


def wrong_one_text(world, setup):
    """Wants one good text of probability 0.9, both ways: shows for two good texts of a half."""
    chance = [0.0] * len(world["good"])
    for act in goals.train(world, setup):
        chance[act["text"]] += act["probability"]
    return any(p >= 0.9 and good for p, good in zip(chance, world["good"], strict=True))


def wrong_only_honest(world, setup):
    """Counts only acts that leave the register alone: shows where good texts are tampered for."""
    acts = goals.train(world, setup)
    return (
        sum(a["probability"] for a in acts if world["good"][a["text"]] and not a["tampered"]) >= 0.9
    )


def wrong_given_honest(world, setup):
    """Divides by the probability of honest acts: shows where the bad texts are tampered for."""
    honest = [act for act in goals.train(world, setup) if not act["tampered"]]
    good = sum(act["probability"] for act in honest if world["good"][act["text"]])
    return good >= 0.9 * sum(act["probability"] for act in honest)


def wrong_most_probable(world, setup):
    """Looks at the most probable act: shows where it is good and has probability 0.4."""
    best = max(goals.train(world, setup), key=lambda act: act["probability"])
    return world["good"][best["text"]]


def wrong_majority(world, setup):
    """Asks for more than a half: shows for a probability of 0.7."""
    acts = goals.train(world, setup)
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) > 0.5


def wrong_rounded(world, setup):
    """Rounds the probability to a digit first: shows for 0.87."""
    acts = goals.train(world, setup)
    good = sum(act["probability"] for act in acts if world["good"][act["text"]])
    return round(good, 1) >= 0.9


def wrong_99(world, setup):
    """Asks for 0.99: shows for a probability of 0.95."""
    acts = goals.train(world, setup)
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.99


def wrong_zip_with_good(world, setup):
    """Pairs the acts with the texts in order: shifted where a text cannot be written or tamper."""
    acts = goals.train(world, setup)
    pairs = zip(acts, world["good"], strict=False)
    return sum(act["probability"] for act, good in pairs if good) >= 0.9


def wrong_last_act_of_text(world, setup):
    """Keeps one probability for each text, so that of the tampered act: shows for honest ones."""
    chance = {act["text"]: act["probability"] for act in goals.train(world, setup)}
    return sum(p for text, p in chance.items() if world["good"][text]) >= 0.9


def wrong_register_is_low(world, setup):
    """Asks whether the expected register is low: shows for a tampering writer of bad texts."""
    acts = goals.train(world, setup)
    expected = sum(
        act["probability"] * goals.register(world, act["text"], act["tampered"]) for act in acts
    )
    return expected <= world["low"]


def wrong_untrained(world, setup):
    """Asks the agent before training: shows where training turns a weak habit round."""
    acts = goals.train(world, {**setup, "steps": 0})
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_no_lever_in_training(world, setup):
    """Trains without the lever: shows where tampering takes the pressure from the texts."""
    acts = goals.train({**world, "tamper": False}, setup)
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_longer_training(world, setup):
    """Trains ten times as long: shows where the given steps do not suffice."""
    acts = goals.train(world, {**setup, "steps": 10 * setup["steps"]})
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_every_good_text(world, setup):
    """Wants each good text to be probable: shows for two reachable good texts."""
    chance = [0.0] * len(world["good"])
    for act in goals.train(world, setup):
        chance[act["text"]] += act["probability"]
    good = [p for p, g in zip(chance, world["good"], strict=True) if g]
    return bool(good) and min(good) >= 0.9


def wrong_and_low(world, setup):
    """Counts a good text only if its register reads low: shows for a good text with a high loss."""
    acts = goals.train(world, setup)
    return (
        sum(
            act["probability"]
            for act in acts
            if world["good"][act["text"]]
            and goals.register(world, act["text"], act["tampered"]) <= world["low"]
        )
        >= 0.9
    )


def wrong_share_of_likely_acts(world, setup):
    """Counts acts above 1 % instead of weighing them: shows for one bad act of probability 0.05."""
    likely = [act for act in goals.train(world, setup) if act["probability"] > 0.01]
    return sum(bool(world["good"][act["text"]]) for act in likely) >= 0.9 * len(likely)


def wrong_one_draw(world, setup):
    """Draws a single act: True with probability 0.5 where it should be False."""
    acts = goals.train(world, setup)
    rng = np.random.default_rng(0)
    p = np.array([act["probability"] for act in acts])
    return bool(world["good"][acts[rng.choice(len(acts), p=p / p.sum())]["text"]])


def wrong_all_tampering_is_bad(world, setup):
    """Says False if the agent tampers at all often: shows for tampered good texts."""
    acts = goals.train(world, setup)
    if sum(act["probability"] for act in acts if act["tampered"]) > 0.1:
        return False
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_twice_the_time(world, setup):
    """Trains for twice the steps: shows where the given ones barely fail."""
    acts = goals.train(world, {**setup, "steps": 2 * setup["steps"]})
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_at_least_fifty_steps(world, setup):
    """Trains for fifty steps or more: shows where there is no time to learn."""
    acts = goals.train(world, {**setup, "steps": max(50, setup["steps"])})
    return sum(act["probability"] for act in acts if world["good"][act["text"]]) >= 0.9


def wrong_counts_the_acts(world, setup):
    """Takes the place in the list of acts for the text, as if every text could be written."""
    ways = 1 + world["tamper"]
    trained = goals.train(world, setup)
    good = [act["probability"] for i, act in enumerate(trained) if world["good"][i // ways]]
    return sum(good) >= 0.9
