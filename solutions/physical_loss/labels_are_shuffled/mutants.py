from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="You expect the loss not to fall. From large weights it falls a long way on random labels "
    "too: the network learns to be less sure, until it is as unsure as the labels deserve. A "
    "falling loss is not yet learning.",
)
def loss_stays(trace: Trace) -> bool:
    third = len(trace) // 3
    first = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > 0.9 * first


@mutant(
    says="Accuracy at chance is necessary and not enough: a run whose updates never reach the "
    "weights stays at chance as well, with perfect labels. Make sure first that the machinery "
    "works.",
)
def chance_alone(trace: Trace) -> bool:
    third = len(trace) // 3
    return sum(event["accuracy"] for event in trace[-third:]) / third < 0.22


@mutant(
    says="You make sure that something moved, which is not yet an update by the loss: weight decay "
    "moves weights that receive no gradient at all. Compare the names that moved with those that "
    "had a gradient.",
)
def something_moved(trace: Trace) -> bool:
    third = len(trace) // 3
    accuracy = sum(event["accuracy"] for event in trace[-third:]) / third
    return accuracy < 0.22 and any(event["moved"] for event in trace)


@mutant(
    says="You decide by the accuracy of the last event. It is measured on 48 rows: at chance it is "
    "above a tenth about half the time. Average over several events.",
)
def last_event(trace: Trace) -> bool:
    return trace[-1]["accuracy"] < 0.1


@variant(how="the median of the late accuracies instead of their mean")
def median(trace: Trace) -> bool:
    names = [n for n in trace[0]["grads"] if any(event["grads"][n] for event in trace)]
    works = all(any(n in event["moved"] for event in trace) for n in names)
    late = sorted(event["accuracy"] for event in trace[-8:])
    return bool(names) and works and (late[3] + late[4]) / 2 < 0.22
