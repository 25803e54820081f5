from itertools import pairwise

import numpy as np
from losslab.physical_loss.trace import Trace


def right_pairs(trace: Trace) -> bool:
    """An event that moved something, and gradients standing before the next backward."""
    return any(one["moved"] and other["grad_before"] for one, other in pairwise(trace))


def right_flag(trace: Trace) -> bool:
    """Remembers from one event to the next whether the gradients are used."""
    used = False
    for event in trace:
        if used and event["grad_before"] > 0:
            return True
        used = len(event["moved"]) > 0
    return False


def right_arrays(trace: Trace) -> bool:
    """Two Boolean columns, one of them shifted by an event."""
    moved = np.array([len(event["moved"]) > 0 for event in trace])
    standing = np.array([event["grad_before"] for event in trace]) != 0
    return np.any(moved[:-1] & standing[1:])


def right_word(trace: Trace) -> bool:
    """Writes two letters an event and looks for an update followed by what stands."""
    import re

    word = "".join(
        ("s" if event["grad_before"] > 0 else "c") + ("u" if event["moved"] else "n")
        for event in trace
    )
    return re.search("us", word) is not None


def right_fold(trace: Trace) -> bool:
    """Folds the events with a state of two facts."""
    from functools import reduce

    def after(state, event):
        found, used = state
        return found or (used and event["grad_before"] != 0), bool(event["moved"])

    return reduce(after, trace, (False, False))[0]


def right_divided(trace: Trace) -> bool:
    """Splits the trace in two halves that share an event."""

    def stale(events):
        if len(events) < 2:
            return False
        if len(events) == 2:
            return bool(events[0]["moved"]) and events[1]["grad_before"] > 0
        middle = len(events) // 2
        return stale(events[: middle + 1]) or stale(events[middle:])

    return stale(list(trace))


def wrong_anything_standing(trace: Trace) -> bool:
    """Alarmed by any gradient before backward; adding up two batches is healthy."""
    return any(event["grad_before"] > 0 for event in trace)


def wrong_standing_from_the_second_on(trace: Trace) -> bool:
    """The same without the first event; adding up two batches is healthy."""
    return any(event["grad_before"] > 0 for event in trace[1:])


def wrong_same_event(trace: Trace) -> bool:
    """Asks for both facts of one event, which is what adding up on purpose does."""
    return any(event["moved"] and event["grad_before"] > 0 for event in trace)


def wrong_pairs_reversed(trace: Trace) -> bool:
    """Gradients before an update that comes an event later: three batches a step do it."""
    return any(one["grad_before"] > 0 and other["moved"] for one, other in pairwise(trace))


def wrong_around_the_end(trace: Trace) -> bool:
    """Index -1 pairs the last event with the first, where a cut trace may have gradients."""
    return any(trace[i - 1]["moved"] and trace[i]["grad_before"] > 0 for i in range(len(trace)))


def wrong_first_event_is_evidence(trace: Trace) -> bool:
    """Alarmed by gradients before the first event, which may have been added up."""
    stale = any(one["moved"] and other["grad_before"] > 0 for one, other in pairwise(trace))
    return stale or trace[0]["grad_before"] > 0


def wrong_every_pair(trace: Trace) -> bool:
    """Wants the fault after every update; clearing once an epoch is missed."""
    return all(other["grad_before"] > 0 for one, other in pairwise(trace) if one["moved"])


def wrong_most_pairs(trace: Trace) -> bool:
    """Wants the fault after most updates; a loop that forgets once is missed."""
    after = [other["grad_before"] > 0 for one, other in pairwise(trace) if one["moved"]]
    return sum(after) > len(after) / 2


def wrong_first_pair(trace: Trace) -> bool:
    """Looks at the first two events; a loop that forgets later is missed."""
    return bool(trace[0]["moved"]) and trace[1]["grad_before"] > 0


def wrong_last_pair(trace: Trace) -> bool:
    """Looks at the last two events; a loop that forgot once is missed."""
    return bool(trace[-2]["moved"]) and trace[-1]["grad_before"] > 0


def wrong_twenty_events(trace: Trace) -> bool:
    """Looks at twenty events and no more; a fault at event 25 is missed."""
    return any(one["moved"] and other["grad_before"] > 0 for one, other in pairwise(trace[:20]))


def wrong_two_apart(trace: Trace) -> bool:
    """Pairs events 0 and 1, 2 and 3, and so on; a fault between 1 and 2 is missed."""
    return any(one["moved"] and two["grad_before"] > 0 for one, two in zip(trace[::2], trace[1::2]))


def wrong_events_not_adjacent(trace: Trace) -> bool:
    """An update at some time and gradients later: adding up two batches is healthy."""
    updated = False
    for event in trace:
        if updated and event["grad_before"] > 0:
            return True
        updated = updated or bool(event["moved"])
    return False


def wrong_all_parameters_moved(trace: Trace) -> bool:
    """Asks that the update moved every parameter; some may be frozen."""
    return any(
        len(one["moved"]) == len(one["grads"]) and other["grad_before"] > 0
        for one, other in pairwise(trace)
    )


def wrong_growing(trace: Trace) -> bool:
    """Wants what stands to grow from event to event; gradients may cancel."""
    standing = [event["grad_before"] for event in trace]
    return all(later >= sooner for sooner, later in pairwise(standing)) and standing[-1] > 0


def wrong_grows_after_backward(trace: Trace) -> bool:
    """Takes a longer gradient after backward than in the last event for a fault."""
    lengths = [sum((g or 0) ** 2 for g in event["grads"].values()) ** 0.5 for event in trace]
    return lengths[-1] > 2 * lengths[0]


def wrong_threshold(trace: Trace) -> bool:
    """Counts what is longer than 1 only; a standing gradient may be shorter."""
    return any(one["moved"] and other["grad_before"] > 1.0 for one, other in pairwise(trace))


def wrong_three_in_a_row(trace: Trace) -> bool:
    """Gradients before three events in a row; four batches a step are healthy."""
    standing = [event["grad_before"] > 0 for event in trace]
    return any(a and b and c for a, b, c in zip(standing, standing[1:], standing[2:]))


def wrong_more_than_half(trace: Trace) -> bool:
    """Gradients before most events; three batches a step are healthy."""
    return sum(event["grad_before"] > 0 for event in trace) > len(trace) / 2


def wrong_by_even_steps(trace: Trace) -> bool:
    """Allows gradients at odd steps, as two batches a step have them; three are healthy."""
    return any(event["grad_before"] > 0 and event["step"] % 2 == 0 for event in trace)


def wrong_by_the_loss(trace: Trace) -> bool:
    """Takes a rising loss for the sign of the fault."""
    third = len(trace) // 3
    early = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > early


def wrong_same_length_as_before(trace: Trace) -> bool:
    """Wants what stands to equal the sum of the lengths just left: true of one parameter."""
    return any(
        one["moved"] and other["grad_before"] == sum(g or 0.0 for g in one["grads"].values()) > 0
        for one, other in pairwise(trace)
    )


def wrong_never(trace: Trace) -> bool:
    """Says that there is no fault."""
    return len(trace) == 0


def wrong_everything_moved(trace: Trace) -> bool:
    """Asks for an update of all parameters; where a bias alone is trained, it alone moves."""
    return any(
        len(one["moved"]) == len(one["grads"]) and two["grad_before"] > 0
        for one, two in pairwise(trace)
    )


def wrong_long_gradients_only(trace: Trace) -> bool:
    """Takes a gradient shorter than a thousandth for none."""
    return any(one["moved"] and two["grad_before"] > 1e-3 for one, two in pairwise(trace))
