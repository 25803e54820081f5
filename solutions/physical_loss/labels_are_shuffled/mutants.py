import numpy as np
from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="True comes where the loss does not fall. From large weights it falls a long way on "
    "random labels too: the network learns to be less sure, until it is as unsure as the labels "
    "deserve. A falling loss is not yet learning.",
)
def loss_stays(trace: Trace) -> bool:
    third = len(trace) // 3
    first = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > 0.9 * first


@mutant(
    says="True comes wherever accuracy ends at chance. That is necessary and not enough: a run "
    "whose updates never reach the weights stays at chance as well, with perfect labels. Make sure "
    "first that the machinery works.",
)
def chance_alone(trace: Trace) -> bool:
    third = len(trace) // 3
    return sum(event["accuracy"] for event in trace[-third:]) / third < 0.22


@mutant(
    says="True comes where accuracy ends at chance and something moved. Weight decay moves weights "
    "that receive no gradient at all, and an optimizer may hold one bias alone. Compare the names "
    "that moved with those that had a gradient.",
)
def something_moved(trace: Trace) -> bool:
    third = len(trace) // 3
    accuracy = sum(event["accuracy"] for event in trace[-third:]) / third
    return accuracy < 0.22 and any(event["moved"] for event in trace)


@mutant(
    says="The accuracy of the last event decides. It is measured on 48 rows: at chance it is above "
    "a tenth about half the time. Average over several events.",
)
def last_event(trace: Trace) -> bool:
    return trace[-1]["accuracy"] < 0.1


@mutant(
    says="Accuracy is averaged over the whole run. A run whose learning rate rests at zero for "
    "long learns late. Look at the end.",
)
def whole_run(trace: Trace) -> bool:
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    accuracy = sum(event["accuracy"] for event in trace) / len(trace)
    return bool(asked) and asked <= moved and accuracy < 0.22


@mutant(
    says="The accuracy at the beginning decides. Every run begins by guessing; what counts is "
    "whether it goes on to.",
)
def beginning(trace: Trace) -> bool:
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    third = len(trace) // 3
    early = sum(event["accuracy"] for event in trace[:third]) / third
    return bool(asked) and asked <= moved and early < 0.22


@variant(how="the median of the late accuracies, and lists instead of sets")
def median(trace: Trace) -> bool:
    late = np.array([event["accuracy"] for event in trace])[-(len(trace) // 3) :]
    asked = [name for event in trace for name, norm in event["grads"].items() if norm]
    moved = [name for event in trace for name in event["moved"]]
    return bool(asked and all(name in moved for name in asked) and np.median(late) < 0.22)
