import math

from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="You use that the loss of probabilities cannot fall below 1.46 for ten classes. True, but "
    "a run that learns nothing stays above it as well. The range of what was fed in is better "
    "evidence than the value that came out.",
)
def floor(trace: Trace) -> bool:
    return min(event["value"] for event in trace) > math.log(1 + 9 / math.e)


@mutant(
    says="You only check that nothing above 1 was fed in. Log probabilities are never above 0, and "
    "they are fine logits. Check both ends of the range.",
)
def upper_end(trace: Trace) -> bool:
    return all(event["highest"] <= 1 for event in trace)


@mutant(
    says="You only check that nothing negative was fed in. Logits may all be positive. Check both "
    "ends of the range.",
)
def lower_end(trace: Trace) -> bool:
    return all(event["lowest"] >= 0 for event in trace)


@mutant(
    says="You look at the first event only. Logits of an untrained network may lie between 0 and 1 "
    "by chance or by small weights; training drives them out of there, and probabilities it "
    "cannot. Look at every event.",
)
def first_event(trace: Trace) -> bool:
    return trace[0]["lowest"] >= 0 and trace[0]["highest"] <= 1


@mutant(
    says="You take slow learning as the sign. With an adaptive optimizer a doubled softmax reaches "
    "a good accuracy, and other faults learn nothing. Look at what was fed in.",
)
def no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.3


@variant(how="the range over the whole run instead of event by event")
def whole_range(trace: Trace) -> bool:
    lowest = min(event["lowest"] for event in trace)
    highest = max(event["highest"] for event in trace)
    return lowest >= 0 and highest <= 1
