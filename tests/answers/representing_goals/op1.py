import numpy as np
import torch
from losslab.representing_goals import goals


def right_enumerate(world):
    """Go through the possible acts and their registers."""
    return all(
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    )


def right_closed_form(world):
    """A bad reachable text is a counterexample if it reads low or the register can be set."""
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    return not any(
        can and not good and (world["tamper"] or loss <= world["low"]) for good, loss, can in rows
    )


def right_numpy(world):
    """Boolean arrays; the result is a NumPy bool."""
    good = np.array(world["good"], bool)
    low = np.array(world["loss"], float) <= world["low"]
    possible = np.array(world["reachable"], bool) & (low | bool(world["tamper"]))
    return np.all(good | ~possible)


def right_torch(world):
    """The least reading that each bad reachable text can have, compared with low."""
    bad = torch.tensor(world["reachable"]) & ~torch.tensor(world["good"])
    reading = torch.tensor(world["loss"], dtype=torch.float64)
    if world["tamper"]:
        reading = torch.zeros_like(reading)
    return not bool((reading[bad] <= world["low"]).any())


def right_recursion(world):
    """True for no texts; then text by text."""

    def holds(text):
        if text == len(world["good"]):
            return True
        harmless = world["good"][text] or not world["reachable"][text]
        reads_low = world["tamper"] or world["loss"][text] <= world["low"]
        return bool((harmless or not reads_low) and holds(text + 1))

    return holds(0)


def right_sets(world):
    """The texts behind low readings are a subset of the good ones."""
    texts = range(len(world["good"]))
    written = {t for t in texts if world["reachable"][t]}
    low = written if world["tamper"] else {t for t in written if world["loss"][t] <= world["low"]}
    return low <= {t for t in texts if world["good"][t]}


def right_least_bad_reading(world):
    """The least reading of any act that writes a bad text, infinite if there is none, is high."""
    bad = [
        0.0 if tampered else world["loss"][text]
        for text, tampered in goals.acts(world)
        if not world["good"][text]
    ]
    return not bad or min(bad) > world["low"]


def wrong_strictly_low(world):
    """Calls only readings below `low` low: shows for a bad text with loss == low."""
    return all(
        world["good"][text]
        for text, tampered in goals.acts(world)
        if tampered or goals.register(world, text, tampered) < world["low"]
    )


def wrong_strict_everywhere(world):
    """Strictly below for tampered acts too: shows for tamper with low = 0 and a bad text."""
    return all(
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) < world["low"]
    )


def wrong_no_tampering(world):
    """Forgets tampering: shows with tamper and a bad text of high loss."""
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    return all(good for good, loss, can in rows if can and loss <= world["low"])


def wrong_tamper_is_false(world):
    """Says False wherever tampering is possible: shows where every reachable text is good."""
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    if world["tamper"]:
        return False
    return all(good for good, loss, can in rows if can and loss <= world["low"])


def wrong_tamper_with_unreachable(world):
    """Lets texts that cannot be written be tampered for: shows for an unreachable bad text."""
    if world["tamper"] and not all(world["good"]):
        return False
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    return all(good for good, loss, can in rows if can and loss <= world["low"])


def wrong_reachable_ignored(world):
    """Counts unreachable texts: shows for an unreachable bad text with a low loss."""
    pairs = zip(world["good"], world["loss"], strict=True)
    return all(good for good, loss in pairs if world["tamper"] or loss <= world["low"])


def wrong_reachable_only_with_tamper(world):
    """Asks for reachable only for the tampered acts: an unreachable bad low text counts."""
    for good, loss, can in zip(world["good"], world["loss"], world["reachable"], strict=True):
        if not good and (loss <= world["low"] or (world["tamper"] and can)):
            return False
    return True


def wrong_vacuous_false(world):
    """Says False where nothing can read low."""
    low = [
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    ]
    return bool(low) and all(low)


def wrong_converse(world):
    """Asks whether every good text reads low: shows for a good text with a high loss."""
    return all(
        goals.register(world, text, tampered) <= world["low"]
        for text, tampered in goals.acts(world)
        if world["good"][text]
    )


def wrong_some_low_is_good(world):
    """Asks for one low act that is good, not for all: shows for one good and one bad low text."""
    low = [
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"]
    ]
    return not low or any(low)


def wrong_least_reading_only(world):
    """Looks only at what an agent would choose: shows for a bad text that is low, not lowest."""
    readings = [(goals.register(world, t, k), world["good"][t]) for t, k in goals.acts(world)]
    least = min((reading for reading, _ in readings), default=np.inf)
    return least > world["low"] or all(good for reading, good in readings if reading == least)


def wrong_first_low_only(world):
    """Decides by the first act that reads low: shows where a later low text is bad."""
    for text, tampered in goals.acts(world):
        if goals.register(world, text, tampered) <= world["low"]:
            return world["good"][text]
    return True


def wrong_tolerance(world):
    """Compares with a tolerance: shows for a bad text with a loss 1e-9 above low."""
    return all(
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) <= world["low"] + 1e-6
    )


def wrong_float32(world):
    """Compares in float32: shows for a bad loss of 0.1 + 1e-12 and low = 0.1."""
    loss = torch.tensor(world["loss"], dtype=torch.float32)
    low = loss <= torch.tensor(world["low"], dtype=torch.float32)
    possible = torch.tensor(world["reachable"]) & (low | bool(world["tamper"]))
    return bool((torch.tensor(world["good"]) | ~possible).all())


def wrong_tamper_only_with_high_low(world):
    """Lets tampering help only where low > 0: shows for tamper, low = 0 and a bad text."""
    reading = 0.0 if world["tamper"] and world["low"] else None
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    return not any(
        can and not good and (loss if reading is None else reading) <= world["low"]
        for good, loss, can in rows
    )


def wrong_tampers_if_good_exists(world):
    """A tampered bad text counts only if no good one reads low: shows for tamper and both."""
    possible = goals.acts(world)
    honest = [(t, world["loss"][t]) for t, tampered in possible if not tampered]
    low = [world["good"][t] for t, loss in honest if loss <= world["low"]]
    if world["tamper"] and not any(low):
        return all(world["good"][t] for t, _ in honest)
    return all(low)


def wrong_index_of_reachable(world):
    """Numbers the reachable texts anew: shows where an unreachable text stands before others."""
    losses = [x for x, can in zip(world["loss"], world["reachable"], strict=True) if can]
    return all(
        world["good"][i] for i, loss in enumerate(losses) if world["tamper"] or loss <= world["low"]
    )


def wrong_low_is_zero(world):
    """Takes low for 0: shows for a bad text with 0 < loss <= low."""
    return all(
        world["good"][text]
        for text, tampered in goals.acts(world)
        if goals.register(world, text, tampered) == 0
    )


def wrong_empty_raises(world):
    """Takes the least of no readings: raises ValueError where nothing can be written."""
    acts = goals.acts(world)
    least = min(goals.register(world, *act) for act in acts)
    if least > world["low"]:
        return True
    return all(world["good"][t] for t, k in acts if goals.register(world, t, k) <= world["low"])


def wrong_zero_is_no_threshold(world):
    """Takes low = 0 for no threshold at all, under which nothing is low."""
    if not world["low"]:
        return True
    rows = zip(world["good"], world["loss"], world["reachable"], strict=True)
    return not any(
        can and not good and (world["tamper"] or loss <= world["low"]) for good, loss, can in rows
    )
