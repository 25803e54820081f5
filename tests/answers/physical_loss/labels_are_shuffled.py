import numpy as np
from losslab.physical_loss.trace import Trace


def right_sets(trace: Trace) -> bool:
    """Updates reach all that have a gradient; accuracy of the last third is below 0.2."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.2


def right_arrays(trace: Trace) -> bool:
    """Boolean tables, and the mean of the last third by NumPy."""
    names = list(trace[0]["grads"])
    norms = np.array([[event["grads"][name] or 0.0 for name in names] for event in trace])
    moved = np.array([[name in event["moved"] for name in names] for event in trace])
    asked = norms.any(axis=0)
    reached = asked.any() and moved.any(axis=0)[asked].all()
    accuracy = np.array([event["accuracy"] for event in trace])
    return reached and accuracy[2 * len(trace) // 3 :].mean() <= 0.25


def right_by_name(trace: Trace) -> bool:
    """Asks each name with a gradient for a move, then counts right rows."""
    start = len(trace) - -(-len(trace) // 3)
    asked = 0
    for name in {name for event in trace for name in event["grads"]}:
        if any(event["grads"].get(name) for event in trace):
            asked += 1
            if not any(name in event["moved"] for event in trace):
                return False
    if asked == 0:
        return False
    right = sum(round(48 * event["accuracy"]) for event in trace[start:])
    return right < 0.22 * 48 * (len(trace) - start)


def right_learning_first(trace: Trace) -> bool:
    """Looks at the learning first, then whether it could be otherwise."""
    from statistics import fmean

    third = trace[round(len(trace) * 2 / 3) :]
    if fmean(event["accuracy"] for event in third) > 0.28:
        return False
    lacking, asked = set(), set()
    for event in trace:
        asked |= {name for name, norm in event["grads"].items() if norm}
    for event in trace:
        lacking |= set(event["moved"])
    return len(asked) > 0 and not asked - lacking


def right_counter(trace: Trace) -> bool:
    """Counters of gradients and moves; the last third by a slice with a step."""
    from collections import Counter

    gradients, moves = Counter(), Counter()
    for event in trace:
        gradients.update(name for name, norm in event["grads"].items() if norm)
        moves.update(event["moved"])
    reached = len(gradients) > 0 and all(moves[name] > 0 for name in gradients)
    late = [event["accuracy"] for event in trace[: -(len(trace) // 3) - 1 : -1]]
    return reached and np.mean(late) < 0.3


def wrong_loss_does_not_fall(trace: Trace) -> bool:
    """Takes a loss that does not fall for the sign; from large weights it falls."""
    third = len(trace) // 3
    early = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > 0.9 * early


def wrong_loss_of_chance(trace: Trace) -> bool:
    """Asks that the loss lie near log 10; from large weights it is larger."""
    third = [event["value"] for event in trace[-(len(trace) // 3) :]]
    moved = any(event["moved"] for event in trace)
    return moved and abs(np.mean(third) - np.log(10)) < 0.15


def wrong_accuracy_alone(trace: Trace) -> bool:
    """Forgets to ask for updates; a detached loss has an accuracy of a tenth too."""
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return sum(last) / len(last) < 0.2


def wrong_something_moved(trace: Trace) -> bool:
    """Asks that something move; decay moves weights under a detached loss."""
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return any(event["moved"] for event in trace) and sum(last) / len(last) < 0.2


def wrong_some_update(trace: Trace) -> bool:
    """Asks that one parameter with a gradient move; the optimizer may hold one bias."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received & moved) and sum(last) / len(last) < 0.2


def wrong_vacuous(trace: Trace) -> bool:
    """Lets 'every parameter with a gradient' hold where there is none: a detached loss."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return received <= moved and sum(last) / len(last) < 0.2


def wrong_all_must_move(trace: Trace) -> bool:
    """Asks that every parameter move; a frozen body hides the fault."""
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return moved == set(trace[0]["grads"]) and sum(last) / len(last) < 0.2


def wrong_all_must_have_gradients(trace: Trace) -> bool:
    """Asks that every parameter have a gradient; a frozen body hides the fault."""
    live = all(any(event["grads"][name] for event in trace) for name in trace[0]["grads"])
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return live and len(moved) > 0 and sum(last) / len(last) < 0.2


def wrong_whole_run(trace: Trace) -> bool:
    """Averages over the whole run; learning may begin late."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    mean = sum(event["accuracy"] for event in trace) / len(trace)
    return bool(received) and received <= moved and mean < 0.3


def wrong_last_two_thirds(trace: Trace) -> bool:
    """Averages over the last two thirds; learning may begin late."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[len(trace) // 3 :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.3


def wrong_first_third(trace: Trace) -> bool:
    """Averages over the first third, where nobody has learned much."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[: len(trace) // 3]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.3


def wrong_last_event(trace: Trace) -> bool:
    """Reads the last accuracy alone, a noisy number; chance gives more than 0.1 half the time."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(received) and received <= moved and trace[-1]["accuracy"] <= 0.1


def wrong_threshold_at_chance(trace: Trace) -> bool:
    """Asks for a mean of a tenth or less, which chance exceeds half the time."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) <= 0.1


def wrong_threshold_one_half(trace: Trace) -> bool:
    """Asks for a half; a slow run may average 0.4 in its last third."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.5


def wrong_best_accuracy(trace: Trace) -> bool:
    """Asks that no late accuracy exceed 0.15; with 48 rows by lot one often does."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    best = max(event["accuracy"] for event in trace[-(len(trace) // 3) :])
    return bool(received) and received <= moved and best < 0.15


def wrong_worst_accuracy(trace: Trace) -> bool:
    """Asks that some late accuracy be below 0.2; a healthy run may stumble once."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    worst = min(event["accuracy"] for event in trace[-(len(trace) // 3) :])
    return bool(received) and received <= moved and worst < 0.2


def wrong_no_rise(trace: Trace) -> bool:
    """Asks that accuracy not rise from the first to the last third: a coin decides."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    third = len(trace) // 3
    early = sum(event["accuracy"] for event in trace[:third])
    late = sum(event["accuracy"] for event in trace[-third:])
    return bool(received) and received <= moved and late <= early


def wrong_percent(trace: Trace) -> bool:
    """Reads accuracy as a percentage."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 20


def wrong_moves_in_each_event(trace: Trace) -> bool:
    """Asks that each late event move all that have a gradient; updates may be skipped."""
    last = trace[-(len(trace) // 3) :]
    reached = all(
        {n for n, g in event["grads"].items() if g} <= set(event["moved"]) for event in last
    )
    live = any(norm for event in last for norm in event["grads"].values())
    return live and reached and sum(event["accuracy"] for event in last) / len(last) < 0.2


def wrong_first_event_decides(trace: Trace) -> bool:
    """Looks for gradients and moves in the first event, which may be a warm-up."""
    received = {name for name, norm in trace[0]["grads"].items() if norm}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    reached = bool(received) and received <= set(trace[0]["moved"])
    return reached and sum(last) / len(last) < 0.2


def wrong_weights_only(trace: Trace) -> bool:
    """Asks only the weights; where a bias alone learns there is none to ask."""
    received = {n for e in trace for n, g in e["grads"].items() if g and n.endswith("weight")}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.2


def wrong_gradients_stay_long(trace: Trace) -> bool:
    """Takes gradients that do not shrink for labels by lot."""
    lengths = [sum((g or 0) ** 2 for g in event["grads"].values()) ** 0.5 for event in trace]
    moved = any(event["moved"] for event in trace)
    return moved and lengths[-1] > 0.5 * lengths[0] > 0


def wrong_never(trace: Trace) -> bool:
    """Never alarmed."""
    return any(event["accuracy"] > 1 for event in trace)


def wrong_threshold_above_a_third(trace: Trace) -> bool:
    """Calls everything below 0.35 chance; a run that learns late averages above 0.3."""
    received = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = [event["accuracy"] for event in trace[-(len(trace) // 3) :]]
    return bool(received) and received <= moved and sum(last) / len(last) < 0.35
