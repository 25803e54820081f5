import numpy as np
from losslab.physical_loss.trace import Trace


def right_sets(trace: Trace) -> bool:
    """What ever had a gradient, without what ever moved."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received - moved)


def right_by_name(trace: Trace) -> bool:
    """Asks of each name two questions about the whole run."""
    names = list(dict.fromkeys(name for event in trace for name in event["grads"]))
    return any(
        any(event["grads"].get(name) for event in trace)
        and not any(name in event["moved"] for event in trace)
        for name in names
    )


def right_table(trace: Trace) -> bool:
    """Two Boolean tables, events by names."""
    names = sorted({name for event in trace for name in event["grads"]})
    norms = np.array([[event["grads"].get(name) or 0.0 for name in names] for event in trace])
    moved = np.array([[name in event["moved"] for name in names] for event in trace])
    return np.any((norms != 0).any(axis=0) & ~moved.any(axis=0))


def right_waiting_list(trace: Trace) -> bool:
    """Names wait for an update from the first gradient on; what ever moved never waits."""
    waiting, done = set(), set()
    for event in trace:
        done.update(event["moved"])
        waiting.update(name for name, norm in event["grads"].items() if norm not in (None, 0))
        waiting -= done
    return len(waiting) > 0


def right_counters(trace: Trace) -> bool:
    """Counts gradients and moves of each name."""
    from collections import Counter

    gradients = Counter(n for event in trace for n, norm in event["grads"].items() if norm)
    moves = Counter(n for event in trace for n in event["moved"])
    return not all(moves[name] for name in gradients)


def right_subset(trace: Trace) -> bool:
    """Starts from the last event and asks whether one set lies in the other."""
    from functools import reduce

    moved = reduce(set.union, (set(event["moved"]) for event in reversed(trace)), set())
    received = {
        n for event in trace for n, norm in event["grads"].items() if norm and n not in moved
    }
    return not received.issubset(moved)


def wrong_first_event(trace: Trace) -> bool:
    """Looks at the first event; a warm-up moves nothing there."""
    event = trace[0]
    return any(norm and name not in event["moved"] for name, norm in event["grads"].items())


def wrong_last_event(trace: Trace) -> bool:
    """Looks at the last event; its update may have been skipped."""
    event = trace[-1]
    return any(norm and name not in event["moved"] for name, norm in event["grads"].items())


def wrong_each_event(trace: Trace) -> bool:
    """Wants each gradient to move its parameter in the same event; a warm-up does not."""
    return any(
        norm and name not in event["moved"]
        for event in trace
        for name, norm in event["grads"].items()
    )


def wrong_each_event_after_a_start(trace: Trace) -> bool:
    """Skips four events of warm-up and judges each of the others; updates may be skipped."""
    return any(
        norm and name not in event["moved"]
        for event in trace[4:]
        for name, norm in event["grads"].items()
    )


def wrong_most_events(trace: Trace) -> bool:
    """Wants a parameter to move in half of the events; two batches a step are healthy."""
    return any(
        sum(bool(event["grads"][name]) and name not in event["moved"] for event in trace)
        > len(trace) / 2
        for name in trace[0]["grads"]
    )


def wrong_nothing_moves(trace: Trace) -> bool:
    """Wants nothing to move at all; a lost head is missed."""
    moved = {name for event in trace for name in event["moved"]}
    received = any(norm for event in trace for norm in event["grads"].values())
    return received and not moved


def wrong_all_missed_or_none(trace: Trace) -> bool:
    """Alarmed only if all that have a gradient stay; a lost head is missed."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received) and received.isdisjoint(moved)


def wrong_none_is_a_gradient(trace: Trace) -> bool:
    """Takes every name in grads for one with a gradient; a frozen one has None."""
    moved = {name for event in trace for name in event["moved"]}
    return any(name not in moved for event in trace for name in event["grads"])


def wrong_zero_is_a_gradient(trace: Trace) -> bool:
    """Takes a gradient of 0 for one that arrived; a frozen one may hold zeros."""
    received = {n for event in trace for n, norm in event["grads"].items() if norm is not None}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received - moved)


def wrong_gradient_at_first(trace: Trace) -> bool:
    """Asks for gradients in the first event; a body that thaws late is missed."""
    received = {name for name, norm in trace[0]["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received - moved)


def wrong_gradient_always(trace: Trace) -> bool:
    """Wants a gradient in every event; a body that thaws late is missed."""
    received = {name for name in trace[0]["grads"] if all(e["grads"].get(name) for e in trace)}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received - moved)


def wrong_moves_in_the_first_half(trace: Trace) -> bool:
    """Looks for moves in the first half; a long rest at rate zero is healthy."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace[: len(trace) // 2] for name in event["moved"]}
    return bool(received - moved)


def wrong_moves_in_the_first_twenty(trace: Trace) -> bool:
    """Reads twenty events; the rate may be zero for 22."""
    received = {name for event in trace[:20] for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace[:20] for name in event["moved"]}
    return bool(received - moved)


def wrong_moves_in_the_end(trace: Trace) -> bool:
    """Looks for moves in the last two events; both updates may be skipped."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace[-2:] for name in event["moved"]}
    return bool(received - moved)


def wrong_numbers_of_names(trace: Trace) -> bool:
    """Compares how many, not which; decay may move one that has a gradient of zeros."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return len(moved) < len(received)


def wrong_other_way_round(trace: Trace) -> bool:
    """Asks for what moved without a gradient: weight decay."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(moved - received)


def wrong_any_difference(trace: Trace) -> bool:
    """Wants the two sets to be equal; decay moves what has a gradient of zeros."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return received != moved


def wrong_weights_only(trace: Trace) -> bool:
    """Looks at the weights and forgets the biases."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return any(name.endswith("weight") for name in received - moved)


def wrong_head_only(trace: Trace) -> bool:
    """Looks at the head, which is where it usually happens; a body may be missed too."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return any(name.startswith("head") for name in received - moved)


def wrong_large_gradients_only(trace: Trace) -> bool:
    """Counts gradients above 0.1 only; a missed parameter may have smaller ones."""
    received = {n for event in trace for n, norm in event["grads"].items() if (norm or 0) > 0.1}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received - moved)


def wrong_by_the_loss(trace: Trace) -> bool:
    """Takes a loss that does not fall for the sign; it falls with a lost head."""
    third = len(trace) // 3
    early = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > 0.95 * early


def wrong_layers_for_parameters(trace: Trace) -> bool:
    """Asks whether something of each layer moved; its bias may be missed alone."""
    received = {n.split(".")[0] for event in trace for n, norm in event["grads"].items() if norm}
    moved = {name.split(".")[0] for event in trace for name in event["moved"]}
    return bool(received - moved)


def wrong_never(trace: Trace) -> bool:
    """Says that nothing is missed."""
    return not trace


def wrong_gradient_in_most_events(trace: Trace) -> bool:
    """Asks for gradients in half of the events; a parameter may be thawed near the end."""
    counts: dict[str, int] = {}
    for event in trace:
        for name, norm in event["grads"].items():
            counts[name] = counts.get(name, 0) + bool(norm)
    moved = {name for event in trace for name in event["moved"]}
    return any(2 * n >= len(trace) and name not in moved for name, n in counts.items())
