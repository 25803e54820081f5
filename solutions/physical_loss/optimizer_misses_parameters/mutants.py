from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="You look for a run in which nothing moves. An optimizer may hold most of the parameters "
    "and miss one layer, and where nothing moves the loss may have asked for nothing. Go parameter "
    "by parameter.",
)
def nothing_moves(trace: Trace) -> bool:
    return not any(event["moved"] for event in trace)


@mutant(
    says="Every parameter that stays put is suspect to you. A frozen one stays put as its author "
    "meant it, and behind a detached loss all do. What gives the optimizer away is a parameter "
    "that receives a gradient and stays put.",
)
def never_moves(trace: Trace) -> bool:
    names = set(trace[0]["grads"])
    return bool(names - {name for event in trace for name in event["moved"]})


@mutant(
    says="One event with a gradient and without a move is enough for you. A warm-up begins at "
    "learning rate zero, and a loop that adds up batches skips updates. Missed is who never moves.",
)
def some_event(trace: Trace) -> bool:
    return any(
        norm and name not in event["moved"]
        for event in trace
        for name, norm in event["grads"].items()
    )


@mutant(
    says="You look at the last event only. A run may stop between two updates, with gradients that "
    "are still to be used. Missed is who never moves in the whole run.",
)
def last_event(trace: Trace) -> bool:
    last = trace[-1]
    return any(norm and name not in last["moved"] for name, norm in last["grads"].items())


@mutant(
    says="You infer a missed parameter from low accuracy. The rest of the network may learn well "
    "around a missed layer, and there are other reasons for learning nothing. Compare the names "
    "in `grads` with those in `moved`.",
)
def no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.22


@variant(how="goes through the names one by one")
def by_name(trace: Trace) -> bool:
    for name in trace[0]["grads"]:
        asked = any(event["grads"][name] for event in trace)
        if asked and all(name not in event["moved"] for event in trace):
            return True
    return False
