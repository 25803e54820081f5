import math

import numpy as np
from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="The events in which nothing moves are named. Weight decay moves weights without any "
    "gradient, and an optimizer that holds the wrong parameters moves nothing with a perfect one. "
    "Look at what reached the parameters, not at what they did.",
)
def nothing_moves(trace: Trace) -> list[int]:
    return [event["step"] for event in trace if not event["moved"]]


@mutant(
    says="An event counts only if every gradient is None. Where gradients live in tensors that are "
    "zeroed between the steps, or were left standing, a detached loss leaves numbers.",
)
def all_none(trace: Trace) -> list[int]:
    return [e["step"] for e in trace if all(norm is None for norm in e["grads"].values())]


@mutant(
    says="An event counts if no gradient other than zero stands after backward. That misses a loop "
    "that adds up batches: there the gradients of earlier batches stand, and a detached loss "
    "leaves them as they were. Compare with what stood before.",
)
def nothing_stands(trace: Trace) -> list[int]:
    return [e["step"] for e in trace if not any(e["grads"].values())]


@mutant(
    says="One parameter without a gradient is enough for an event to count. A frozen parameter has "
    "none in a healthy run. The loss is detached if nothing at all arrives.",
)
def some_missing(trace: Trace) -> list[int]:
    return [e["step"] for e in trace if not all(e["grads"].values())]


@mutant(
    says="The events are counted from the beginning of the trace. The trace may begin anywhere in "
    "its run: `step` says which event it is.",
)
def by_position(trace: Trace) -> list[int]:
    afters = [math.hypot(*(norm or 0.0 for norm in e["grads"].values())) for e in trace]
    return [
        i
        for i, (event, after) in enumerate(zip(trace, afters, strict=True))
        if math.isclose(after, event["grad_before"], rel_tol=1e-7)
    ]


@mutant(
    says="It is all events or none: a run counts as detached only if nothing ever arrives. A loop "
    "may detach its loss in the steps that it logs, and in those only.",
)
def all_or_none(trace: Trace) -> list[int]:
    arrived = any(
        math.hypot(*(norm or 0.0 for norm in e["grads"].values())) != e["grad_before"]
        for e in trace
    )
    return [] if arrived else [e["step"] for e in trace]


@mutant(
    says="An event counts if the gradients did not grow. One batch's gradient may cancel that of "
    "another, and then their sum is shorter than it was.",
)
def did_not_grow(trace: Trace) -> list[int]:
    return [
        e["step"]
        for e in trace
        if math.hypot(*(norm or 0.0 for norm in e["grads"].values())) <= e["grad_before"]
    ]


@mutant(
    says="Only the first of the events is named. Each event is asked about.",
)
def first_only(trace: Trace) -> list[int]:
    return [
        e["step"]
        for e in trace
        if math.hypot(*(norm or 0.0 for norm in e["grads"].values())) == e["grad_before"]
    ][:1]


@variant(how="the same floats to the last bit, since nothing was added")
def to_the_last_bit(trace: Trace) -> list[int]:
    steps = []
    for event in trace:
        lengths = [norm for norm in event["grads"].values() if norm is not None]
        if math.hypot(*lengths) == event["grad_before"]:
            steps.append(event["step"])
    return steps


@variant(how="compares the squares of the lengths, with NumPy")
def by_squares(trace: Trace) -> list[int]:
    before = np.square([event["grad_before"] for event in trace])
    after = [sum(norm**2 for norm in e["grads"].values() if norm) for e in trace]
    same = np.isclose(before, after, rtol=1e-6, atol=0.0)
    return [event["step"] for event, equal in zip(trace, same, strict=True) if equal]
