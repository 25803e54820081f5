from itertools import pairwise

from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="True comes wherever gradients stand before some backward pass. A loop that adds up "
    "batches on purpose has them too, between its updates. The fault is to keep them after an "
    "update has used them.",
)
def accumulates_stale_gradients_any(trace: Trace) -> bool:
    return any(event["grad_before"] > 0 for event in trace)


@mutant(
    says="The first event decides. What stands there was left by events that the trace does not "
    "show. Staleness needs a past: compare an event with the one before it.",
)
def first_event(trace: Trace) -> bool:
    return trace[0]["grad_before"] > 0


@mutant(
    says="True comes wherever the loss rises from one event to the next. Batches differ, so the "
    "loss of a healthy run rises at times as well. The trace holds the direct evidence: what stood "
    "in `.grad` before backward.",
)
def value_rises(trace: Trace) -> bool:
    return any(later["value"] > earlier["value"] for earlier, later in pairwise(trace))


@mutant(
    says="True comes wherever there are gradients after backward. There should be: that is what "
    "backward is for. Ask what was there before it.",
)
def after(trace: Trace) -> bool:
    return any(any(event["grads"].values()) for event in trace)


@mutant(
    says="True comes only where gradients stand before every backward but the first. A loop that "
    "clears them once an epoch has some clean events, and uses old gradients in all the others. "
    "One used gradient that is left standing is enough.",
)
def always(trace: Trace) -> bool:
    return all(event["grad_before"] > 0 for event in trace[1:])


@mutant(
    says="True comes where gradients stand before two backward passes that follow each other. A "
    "loop that adds up three batches has that and is healthy; one that forgets to clear once has "
    "not, and is faulty.",
)
def two_in_a_row(trace: Trace) -> bool:
    return any(
        earlier["grad_before"] > 0 and later["grad_before"] > 0
        for earlier, later in pairwise(trace)
    )


@mutant(
    says="True comes where more than half of the events begin with gradients. That depends on how "
    "many batches are added up before an update, and on how often somebody forgets. Once is "
    "enough, and no number is too large if no update came between.",
)
def more_than_half(trace: Trace) -> bool:
    return 2 * sum(event["grad_before"] > 0 for event in trace) > len(trace)


@mutant(
    says="The last two events decide. A loop that clears once an epoch, or forgets once, was "
    "faulty before them.",
)
def last_pair(trace: Trace) -> bool:
    return bool(trace[-2]["moved"]) and trace[-1]["grad_before"] > 0


@mutant(
    says="The first two events decide. A loop may clear for a long time and forget later.",
)
def first_pair(trace: Trace) -> bool:
    return bool(trace[0]["moved"]) and trace[1]["grad_before"] > 0


@variant(how="walks through the run and remembers the last event")
def by_memory(trace: Trace) -> bool:
    used = False
    for event in trace:
        if used and event["grad_before"] != 0:
            return True
        used = len(event["moved"]) > 0
    return False
