import numpy as np
import torch
from losslab.representing_goals import goals


def right_min(world, domain=None):
    """First the domain, then the minimum, then everybody who shares it."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][t] for t in texts)
    return all(world["good"][t] for t in texts if world["loss"][t] == least)


def right_paper_losses(world, domain=None):
    """The library's losses on paper, and a dict of them."""
    losses = goals.paper_losses(world, domain)
    least = min(losses.values())
    return not [t for t, loss in losses.items() if loss == least and not world["good"][t]]


def right_numpy(world, domain=None):
    """Arrays indexed by the domain; the result is a NumPy bool."""
    chosen = np.arange(len(world["loss"])) if domain is None else np.array(list(domain), int)
    loss = np.array(world["loss"], float)[chosen]
    good = np.array(world["good"], bool)[chosen]
    return good[loss == loss.min()].all()


def right_bad_before_good(world, domain=None):
    """Sort by loss, bad before good: the first in line must be good."""
    texts = range(len(world["loss"])) if domain is None else domain
    return bool(min((world["loss"][t], bool(world["good"][t])) for t in texts)[1])


def right_each_bad_is_beaten(world, domain=None):
    """Every bad text of the domain has somebody in it with a strictly smaller loss."""
    texts = list(range(len(world["loss"])) if domain is None else domain)
    loss = world["loss"]
    return all(any(loss[u] < loss[t] for u in texts) for t in texts if not world["good"][t])


def right_best_of_both(world, domain=None):
    """The least loss of a good text lies below the least loss of a bad one."""
    texts = range(len(world["loss"])) if domain is None else domain
    good = [world["loss"][t] for t in texts if world["good"][t]]
    bad = [world["loss"][t] for t in texts if not world["good"][t]]
    return bool(good) and (not bad or min(good) < min(bad))


def right_running(world, domain=None):
    """One pass that keeps the least loss so far and whether all who have it are good."""
    texts = range(len(world["loss"])) if domain is None else domain
    least, fine = None, True
    for t in texts:
        loss, good = world["loss"][t], bool(world["good"][t])
        if least is None or loss < least:
            least, fine = loss, good
        elif loss == least:
            fine = fine and good
    return fine


def right_torch(world, domain=None):
    """The same in torch, in float64."""
    loss = torch.tensor(world["loss"], dtype=torch.float64)
    good = torch.tensor(world["good"])
    if domain is not None:
        loss, good = loss[list(domain)], good[list(domain)]
    return bool(good[loss == loss.amin()].all())


def wrong_domain_ignored(world, domain=None):
    """Minimizes over all texts: shows for a domain without the minimizer."""
    least = min(world["loss"])
    pairs = zip(world["loss"], world["good"], strict=True)
    return all(good for loss, good in pairs if loss == least)


def wrong_first_minimizer(world, domain=None):
    """Asks the first minimizer only: shows where a good and then a bad one share the least."""
    texts = range(len(world["loss"])) if domain is None else domain
    return world["good"][min(texts, key=lambda t: world["loss"][t])]


def wrong_some_minimizer(world, domain=None):
    """Satisfied by one good minimizer: shows where a bad one shares the least loss."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][t] for t in texts)
    return any(world["good"][t] for t in texts if world["loss"][t] == least)


def wrong_default_reachable(world, domain=None):
    """Takes the reachable texts where no domain is given: an unreachable bad one is missed."""
    if domain is None:
        domain = [t for t, can in enumerate(world["reachable"]) if can] or range(len(world["loss"]))
    least = min(world["loss"][t] for t in domain)
    return all(world["good"][t] for t in domain if world["loss"][t] == least)


def wrong_domain_and_reachable(world, domain=None):
    """Leaves out unreachable texts of a given domain: shows for an unreachable bad minimizer."""
    texts = range(len(world["loss"])) if domain is None else domain
    if domain is not None:
        texts = [t for t in domain if world["reachable"][t]] or domain
    least = min(world["loss"][t] for t in texts)
    return all(world["good"][t] for t in texts if world["loss"][t] == least)


def wrong_minimum_of_world(world, domain=None):
    """Takes the least loss of the world: vacuously True for a domain of bad texts without it."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"])
    return all(world["good"][t] for t in texts if world["loss"][t] == least)


def wrong_minimizers_of_world(world, domain=None):
    """Least in the domain, but all texts that have it: shows for a bad one outside with it."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][t] for t in texts)
    pairs = zip(world["loss"], world["good"], strict=True)
    return all(good for loss, good in pairs if loss == least)


def wrong_place_in_domain(world, domain=None):
    """Reads `good` at the place within the domain: shows for a domain like [2, 0]."""
    texts = range(len(world["loss"])) if domain is None else domain
    losses = [world["loss"][t] for t in texts]
    least = min(losses)
    return all(world["good"][i] for i, loss in enumerate(losses) if loss == least)


def wrong_domain_is_a_range(world, domain=None):
    """Takes all texts between the ends of the domain: shows for [0, 2] with 1 bad and least."""
    texts = range(len(world["loss"]))
    if domain is not None:
        texts = range(min(domain), max(domain) + 1)
    least = min(world["loss"][t] for t in texts)
    return all(world["good"][t] for t in texts if world["loss"][t] == least)


def wrong_low_counts(world, domain=None):
    """Asks whoever is low instead of whoever is least: shows for a low bad text, not the least."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = max(world["low"], min(world["loss"][t] for t in texts))
    return all(world["good"][t] for t in texts if world["loss"][t] <= least)


def wrong_tolerance(world, domain=None):
    """Lets close losses share the minimum: shows for a bad text 1e-9 above the least."""
    texts = list(range(len(world["loss"])) if domain is None else domain)
    loss = np.array([world["loss"][t] for t in texts])
    share = np.isclose(loss, loss.min())
    return all(world["good"][t] for t, s in zip(texts, share, strict=True) if s)


def wrong_float32(world, domain=None):
    """Compares in float32: shows for a good loss of 0.1 and a bad one of 0.1 + 1e-12."""
    texts = list(range(len(world["loss"])) if domain is None else domain)
    loss = torch.tensor([world["loss"][t] for t in texts], dtype=torch.float32)
    share = (loss == loss.min()).tolist()
    return all(world["good"][t] for t, s in zip(texts, share, strict=True) if s)


def wrong_tampering(world, domain=None):
    """Lets every loss be 0 where tampering is possible: shows for tamper and a bad text."""
    texts = range(len(world["loss"])) if domain is None else domain
    loss = [0.0] * len(world["loss"]) if world["tamper"] else world["loss"]
    least = min(loss[t] for t in texts)
    return all(world["good"][t] for t in texts if loss[t] == least)


def wrong_good_breaks_ties(world, domain=None):
    """Sorts by loss and puts good ones first: shows where good and bad share the least loss."""
    texts = range(len(world["loss"])) if domain is None else domain
    return world["good"][min(texts, key=lambda t: (world["loss"][t], not world["good"][t]))]


def wrong_converse(world, domain=None):
    """Asks whether every good text minimizes: shows for a second good text that is not least."""
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][t] for t in texts)
    return all(world["loss"][t] == least for t in texts if world["good"][t])


def wrong_numbered_from_one(world, domain=None):
    """Takes the domain's numbers as starting at 1: [0] is read as the last text."""
    texts = range(len(world["loss"])) if domain is None else [t - 1 for t in domain]
    least = min(world["loss"][t] for t in texts)
    return all(world["good"][t] for t in texts if world["loss"][t] == least)


def wrong_zero_is_least(world, domain=None):
    """Takes 0 for the minimum: vacuously True where every loss is above 0 and all are bad."""
    texts = range(len(world["loss"])) if domain is None else domain
    return all(world["good"][t] for t in texts if world["loss"][t] == 0)


def wrong_last_minimizer(world, domain=None):
    """Asks the last minimizer only (<= in the loop): shows for a tie of bad, then good."""
    texts = list(range(len(world["loss"])) if domain is None else domain)
    best = texts[0]
    for t in texts:
        if world["loss"][t] <= world["loss"][best]:
            best = t
    return world["good"][best]
