import math

import numpy as np
from losslab.physical_loss.trace import Trace


def right_hypot(trace: Trace) -> list[int]:
    """The length after backward is the length before it, up to rounding."""
    return [
        event["step"]
        for event in trace
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())),
            event["grad_before"],
            rel_tol=1e-9,
        )
    ]


def right_sum_of_squares(trace: Trace) -> list[int]:
    """A loop that adds up squares; it allows for rounding of the two lengths only."""
    steps = []
    for event in trace:
        total = 0.0
        for norm in event["grads"].values():
            if norm is not None:
                total += norm * norm
        before = event["grad_before"]
        if abs(math.sqrt(total) - before) <= 1e-6 * min(1.0, before):
            steps.append(event["step"])
    return steps


def right_arrays(trace: Trace) -> list[int]:
    """The norms as a table, None as zero; one comparison for all events."""
    table = np.array(
        [[0.0 if norm is None else norm for norm in event["grads"].values()] for event in trace]
    )
    before = np.array([event["grad_before"] for event in trace])
    same = np.isclose(np.linalg.norm(table, axis=1), before, rtol=1e-9, atol=0.0)
    return np.array([event["step"] for event in trace])[same].tolist()


def right_fractions(trace: Trace) -> list[int]:
    """Compares exact squares of the lengths, with room for rounding."""
    from fractions import Fraction

    def arrived(event):
        after = sum((Fraction(norm) ** 2 for norm in event["grads"].values() if norm), Fraction(0))
        before = Fraction(event["grad_before"]) ** 2
        return abs(after - before) > before / 10**7

    return [event["step"] for event in trace if not arrived(event)]


def right_compress(trace: Trace) -> list[int]:
    """Marks all events first and picks the steps with the marks."""
    from functools import reduce
    from itertools import compress

    def marks():
        for event in trace:
            norms = filter(None, event["grads"].values())
            after = reduce(math.hypot, norms, 0.0)
            before = event["grad_before"]
            yield after == before or abs(after / before - 1) < 1e-7 if before else after == 0

    return list(compress([event["step"] for event in trace], marks()))


def wrong_nothing_moved(trace: Trace) -> list[int]:
    """Looks at what moved; decay moves weights, and a rate of zero moves none."""
    return [event["step"] for event in trace if not event["moved"]]


def wrong_all_none(trace: Trace) -> list[int]:
    """Counts None only; gradients that live in zeroed tensors are 0."""
    return [
        event["step"] for event in trace if all(norm is None for norm in event["grads"].values())
    ]


def wrong_nothing_stands(trace: Trace) -> list[int]:
    """Asks that nothing stand after backward; what stood before may stand there still."""
    return [event["step"] for event in trace if not any(event["grads"].values())]


def wrong_some_parameter_without(trace: Trace) -> list[int]:
    """Counts an event if one parameter has no gradient; it may be frozen."""
    return [event["step"] for event in trace if not all(event["grads"].values())]


def wrong_index(trace: Trace) -> list[int]:
    """Gives places in the trace for steps; the trace may begin anywhere in the run."""
    return [
        i
        for i, event in enumerate(trace)
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())), event["grad_before"]
        )
    ]


def wrong_yes_or_no(trace: Trace) -> list[int]:
    """Says whether it ever happened, as a list of all steps or of none."""
    found = any(
        math.hypot(*(norm or 0.0 for norm in event["grads"].values())) == event["grad_before"]
        for event in trace
    )
    return [event["step"] for event in trace] if found else []


def wrong_lengths_added(trace: Trace) -> list[int]:
    """Adds the lengths instead of their squares; with two parameters they never agree."""
    return [
        event["step"]
        for event in trace
        if math.isclose(sum(norm or 0.0 for norm in event["grads"].values()), event["grad_before"])
    ]


def wrong_root_forgotten(trace: Trace) -> list[int]:
    """Compares the sum of squares with a length."""
    return [
        event["step"]
        for event in trace
        if math.isclose(
            sum((norm or 0.0) ** 2 for norm in event["grads"].values()), event["grad_before"]
        )
    ]


def wrong_longest(trace: Trace) -> list[int]:
    """Compares the longest of the parameters' gradients with the length of all."""
    return [
        event["step"]
        for event in trace
        if math.isclose(max(norm or 0.0 for norm in event["grads"].values()), event["grad_before"])
    ]


def wrong_within_a_percent(trace: Trace) -> list[int]:
    """Allows for a percent; a small gradient on a large one makes less difference."""
    return [
        event["step"]
        for event in trace
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())),
            event["grad_before"],
            rel_tol=0.01,
        )
    ]


def wrong_usual_isclose(trace: Trace) -> list[int]:
    """NumPy's usual tolerance of 1e-5; a difference of 5e-6 on a length of 1 is a gradient."""
    lengths = [np.linalg.norm([norm or 0.0 for norm in e["grads"].values()]) for e in trace]
    return [e["step"] for e, n in zip(trace, lengths) if np.isclose(n, e["grad_before"])]


def wrong_three_digits(trace: Trace) -> list[int]:
    """Compares the lengths as a log shows them, rounded to three digits."""
    return [
        event["step"]
        for event in trace
        if round(math.hypot(*(norm or 0.0 for norm in event["grads"].values())), 3)
        == round(event["grad_before"], 3)
    ]


def wrong_no_longer(trace: Trace) -> list[int]:
    """Counts what did not get longer; a gradient may make what stands shorter."""
    return [
        event["step"]
        for event in trace
        if math.hypot(*(norm or 0.0 for norm in event["grads"].values()))
        <= event["grad_before"] * (1 + 1e-9)
    ]


def wrong_compared_with_the_last_event(trace: Trace) -> list[int]:
    """Compares with the last event's gradients, though they may have been cleared."""
    steps, last = [], 0.0
    for event in trace:
        length = math.hypot(*(norm or 0.0 for norm in event["grads"].values()))
        if math.isclose(length, last):
            steps.append(event["step"])
        last = length
    return steps


def wrong_first_only(trace: Trace) -> list[int]:
    """Stops at the first event that it finds."""
    for event in trace:
        length = math.hypot(*(norm or 0.0 for norm in event["grads"].values()))
        if math.isclose(length, event["grad_before"]):
            return [event["step"]]
    return []


def wrong_all_or_none(trace: Trace) -> list[int]:
    """Reports only a loop that detaches in every step."""
    steps = [
        event["step"]
        for event in trace
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())), event["grad_before"]
        )
    ]
    return steps if len(steps) == len(trace) else []


def wrong_last_first(trace: Trace) -> list[int]:
    """Gives the steps in reversed order."""
    return [
        event["step"]
        for event in reversed(trace)
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())), event["grad_before"]
        )
    ]


def wrong_first_event_left_out(trace: Trace) -> list[int]:
    """Leaves out the first event, as if something were needed from before it."""
    return [
        event["step"]
        for event in trace[1:]
        if math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())), event["grad_before"]
        )
    ]


def wrong_none_skips_the_event(trace: Trace) -> list[int]:
    """Leaves out events with a None among the norms; a frozen body hides the fault."""
    return [
        event["step"]
        for event in trace
        if None not in event["grads"].values()
        and math.isclose(math.hypot(*event["grads"].values()), event["grad_before"])
    ]


def wrong_cleared_events_only(trace: Trace) -> list[int]:
    """Looks only at events that begin with nothing in .grad."""
    return [
        event["step"]
        for event in trace
        if event["grad_before"] == 0 and not any(event["grads"].values())
    ]


def wrong_standing_and_still(trace: Trace) -> list[int]:
    """Forgets events that begin with nothing: wants what stands to be longer than 0."""
    return [
        event["step"]
        for event in trace
        if event["grad_before"] > 0
        and math.isclose(
            math.hypot(*(norm or 0.0 for norm in event["grads"].values())), event["grad_before"]
        )
    ]


def wrong_same_loss(trace: Trace) -> list[int]:
    """Takes a loss that repeats itself for one without a history."""
    steps = []
    for one, other in zip(trace, trace[1:]):
        if math.isclose(one["value"], other["value"], rel_tol=1e-3):
            steps.append(other["step"])
    return steps


def wrong_head_only(trace: Trace) -> list[int]:
    """Looks at the gradients of the last parameter alone; it may be frozen."""
    return [
        event["step"]
        for event in trace
        if math.isclose(list(event["grads"].values())[-1] or 0.0, event["grad_before"])
    ]


def wrong_none(trace: Trace) -> list[int]:
    """Finds nothing in any trace."""
    return [event["step"] for event in trace if event["grad_before"] < 0]


def wrong_a_hundred_thousandth(trace: Trace) -> list[int]:
    """Allows for an absolute difference of 1e-5; a gradient may add less."""
    return [
        event["step"]
        for event in trace
        if abs(math.hypot(*(n or 0.0 for n in event["grads"].values())) - event["grad_before"])
        < 1e-5
    ]
