from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="True comes only where nothing moves in the whole run. An optimizer may hold most of the "
    "parameters and miss one layer, and where nothing moves the loss may have asked for nothing. "
    "Go parameter by parameter.",
)
def nothing_moves(trace: Trace) -> bool:
    return not any(event["moved"] for event in trace)


@mutant(
    says="True comes where any parameter stays put. A frozen one stays put as its author meant it, "
    "and behind a detached loss all do. What gives the optimizer away is a parameter that receives "
    "a gradient and stays put.",
)
def never_moves(trace: Trace) -> bool:
    names = set(trace[0]["grads"])
    return bool(names - {name for event in trace for name in event["moved"]})


@mutant(
    says="One event in which a parameter has a gradient and does not move is enough. A warm-up "
    "begins at learning rate zero, and a loop that adds up batches skips updates. Missed is who "
    "never moves.",
)
def some_event(trace: Trace) -> bool:
    return any(
        norm and name not in event["moved"]
        for event in trace
        for name, norm in event["grads"].items()
    )


@mutant(
    says="The last event decides. A run may stop between two updates, with gradients that are "
    "still to be used. Missed is who never moves in the whole run.",
)
def last_event(trace: Trace) -> bool:
    last = trace[-1]
    return any(norm and name not in last["moved"] for name, norm in last["grads"].items())


@mutant(
    says="True comes where accuracy is low. The rest of the network may learn well around a missed "
    "layer, and there are other reasons for learning nothing. Compare the names in `grads` with "
    "those in `moved`.",
)
def no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.22


@mutant(
    says="Only what has a gradient in every event is looked at. A parameter may begin to ask for "
    "one later, and an optimizer that was made before that does not hold it.",
)
def asked_always(trace: Trace) -> bool:
    return any(
        all(event["grads"][name] for event in trace)
        and not any(name in event["moved"] for event in trace)
        for name in trace[0]["grads"]
    )


@mutant(
    says="True comes where the last parameter of the network has a gradient and never moves. Any "
    "of them may be missed.",
)
def head_only(trace: Trace) -> bool:
    asked = any(event["grads"]["head.bias"] for event in trace)
    return asked and not any("head.bias" in event["moved"] for event in trace)


@variant(how="strikes every name that moves off the list of those that are asked")
def by_striking(trace: Trace) -> bool:
    waiting: set[str] = set()
    done: set[str] = set()
    for event in trace:
        done.update(event["moved"])
        waiting.update(name for name, norm in event["grads"].items() if norm)
    return not waiting <= done
