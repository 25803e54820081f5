from itertools import pairwise

from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="You answer True whenever gradients stand before a backward pass. A loop that adds up two "
    "batches on purpose has them too, between its updates. The fault is to keep them after an "
    "update has used them.",
)
def accumulates_stale_gradients_any(trace: Trace) -> bool:
    return any(event["grad_before"] > 0 for event in trace)


@mutant(
    says="You look at the first event, where nothing has been left over yet. Staleness needs a "
    "past: compare an event with the one before it.",
)
def first_event(trace: Trace) -> bool:
    return trace[0]["grad_before"] > 0


@mutant(
    says="You take a loss that rises from one event to the next as the sign. Batches differ, so "
    "the loss of a healthy run rises at times as well. The trace holds the direct evidence: what "
    "stood in `.grad` before backward.",
)
def value_rises(trace: Trace) -> bool:
    return any(later["value"] > earlier["value"] for earlier, later in pairwise(trace))


@mutant(
    says="You ask whether there are gradients after backward. There should be: that is what "
    "backward is for. Ask what was there before it.",
)
def after(trace: Trace) -> bool:
    return any(any(event["grads"].values()) for event in trace)


@mutant(
    says="You expect stale gradients before every backward. A loop that clears them once an epoch "
    "has some clean events, and uses old gradients in all the others. One used gradient that is "
    "left standing is enough.",
)
def always(trace: Trace) -> bool:
    return all(event["grad_before"] > 0 for event in trace[1:])


@variant(how="walks through the run and remembers the last event")
def by_memory(trace: Trace) -> bool:
    used = False
    for event in trace:
        if used and event["grad_before"] != 0:
            return True
        used = len(event["moved"]) > 0
    return False
