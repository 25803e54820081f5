from losslab.physical_loss.trace import Trace

from autograder.course.exercise import mutant, variant


@mutant(
    says="You take it that nothing moves when the loss is detached, and only then. Weight decay "
    "moves weights without any gradient, and an optimizer that holds the wrong parameters moves "
    "nothing with a perfect one. Look at what reached the parameters, not at what they did.",
)
def nothing_moves(trace: Trace) -> bool:
    return not any(event["moved"] for event in trace)


@mutant(
    says="You expect None in every gradient. Where gradients live in tensors that are zeroed "
    "between the steps, a detached loss leaves zeros. Both mean that nothing arrived.",
)
def all_none(trace: Trace) -> bool:
    return all(norm is None for event in trace for norm in event["grads"].values())


@mutant(
    says="One parameter without a gradient is enough for you. A frozen parameter has none in a "
    "healthy run. The loss is detached if nothing at all arrives.",
)
def some_missing(trace: Trace) -> bool:
    return any(not norm for event in trace for norm in event["grads"].values())


@mutant(
    says="You conclude from accuracy at chance that the loss is detached. Nothing was learned, but "
    "there is more than one way not to learn: the gradients tell which.",
)
def no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.22


@variant(how="the total norm of all gradients of the run is zero")
def loss_is_detached_total(trace: Trace) -> bool:
    total = sum(norm or 0.0 for event in trace for norm in event["grads"].values())
    return total == 0.0
