import math

from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="True comes where the loss stays above 1.46. That of probabilities does for ten classes, "
    "but a run that learns nothing stays above it as well. The range of what was fed in is better "
    "evidence than the value that came out.",
)
def floor(trace: Trace) -> bool:
    return min(event["value"] for event in trace) > math.log(1 + 9 / math.e)


@mutant(
    says="True comes where nothing above 1 was fed in. Log probabilities are never above 0, and "
    "they are fine logits. Check both ends of the range.",
)
def upper_end(trace: Trace) -> bool:
    return all(event["highest"] <= 1 for event in trace)


@mutant(
    says="True comes where nothing negative was fed in. Logits may all be positive. Check both "
    "ends of the range.",
)
def lower_end(trace: Trace) -> bool:
    return all(event["lowest"] >= 0 for event in trace)


@mutant(
    says="The first event decides. Logits of an untrained network may lie between 0 and 1 by "
    "chance or by small weights; training drives them out of there, and probabilities it cannot. "
    "Look at every event.",
)
def first_event(trace: Trace) -> bool:
    return trace[0]["lowest"] >= 0 and trace[0]["highest"] <= 1


@mutant(
    says="True comes where accuracy stays low. With an adaptive optimizer a doubled softmax "
    "reaches a good accuracy, and other faults learn nothing. Look at what was fed in.",
)
def no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.3


@mutant(
    says="The last event decides. Logits that begin large may end between 0 and 1, where weights "
    "decay. Look at every event.",
)
def last_event(trace: Trace) -> bool:
    return trace[-1]["lowest"] >= 0 and trace[-1]["highest"] <= 1


@mutant(
    says="True comes only where probabilities stay strictly between 0 and 1. In float32 a network "
    "that is sure has some that are exactly 0 or 1.",
)
def open_interval(trace: Trace) -> bool:
    return all(event["lowest"] > 0 and event["highest"] < 1 for event in trace)


@mutant(
    says="One event between 0 and 1 is enough. Logits may pass there on their way. Look at every "
    "event.",
)
def some_event(trace: Trace) -> bool:
    return any(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)


@mutant(
    says="The averages over the run decide. A few events outside of 0 to 1 prove that these were "
    "no probabilities, whatever the average.",
)
def on_average(trace: Trace) -> bool:
    lowest = sum(event["lowest"] for event in trace) / len(trace)
    return lowest >= 0 and sum(event["highest"] for event in trace) / len(trace) <= 1


@variant(how="the range over the whole run instead of event by event")
def whole_range(trace: Trace) -> bool:
    lowest = min(event["lowest"] for event in trace)
    highest = max(event["highest"] for event in trace)
    return lowest >= 0 and highest <= 1
