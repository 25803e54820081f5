import math

import numpy as np
from losslab.physical_loss.trace import Trace


def right_all(trace: Trace) -> bool:
    """Every event within 0 and 1, both ends allowed."""
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)


def right_extremes(trace: Trace) -> bool:
    """The least and the greatest number of the whole run."""
    lowest = min(event["lowest"] for event in trace)
    return lowest >= 0 and max(event["highest"] for event in trace) <= 1


def right_arrays(trace: Trace) -> bool:
    """Both columns as an array."""
    fed = np.array([(event["lowest"], event["highest"]) for event in trace])
    return np.logical_and(fed >= 0, fed <= 1).all()


def right_first_escape(trace: Trace) -> bool:
    """Looks for the first event that leaves the range."""
    for event in trace:
        if event["lowest"] < 0.0 or event["highest"] > 1.0:
            return False
    return True


def right_clipped(trace: Trace) -> bool:
    """Clips to the range and asks whether that changes something."""

    def clipped(number):
        return min(max(number, 0.0), 1.0)

    fed = [event[end] for event in trace for end in ("lowest", "highest")]
    return fed == [clipped(number) for number in fed]


def right_sorted(trace: Trace) -> bool:
    """Sorts all ends together with 0 and 1 and looks where these stand."""
    ends = [event["lowest"] for event in trace] + [event["highest"] for event in trace]
    outside = [end for end in sorted(ends) if not 0 <= end <= 1]
    return len(outside) == 0


def wrong_some_event(trace: Trace) -> bool:
    """One event in the range is enough; small logits may be there for a while."""
    return any(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)


def wrong_first_event(trace: Trace) -> bool:
    """Looks at the first event; logits may begin between 0 and 1."""
    return trace[0]["lowest"] >= 0 and trace[0]["highest"] <= 1


def wrong_last_event(trace: Trace) -> bool:
    """Looks at the last event; logits may end between 0 and 1."""
    return trace[-1]["lowest"] >= 0 and trace[-1]["highest"] <= 1


def wrong_first_and_last(trace: Trace) -> bool:
    """Looks at both ends of the trace and not between."""
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in (trace[0], trace[-1]))


def wrong_first_half(trace: Trace) -> bool:
    """Looks at the first half; logits may leave the range after it."""
    half = trace[: len(trace) // 2]
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in half)


def wrong_after_a_start(trace: Trace) -> bool:
    """Leaves out the first five events, as if they were a warm-up."""
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace[5:])


def wrong_nearly_all(trace: Trace) -> bool:
    """Allows a tenth of the events to lie outside."""
    inside = sum(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)
    return inside >= 0.9 * len(trace)


def wrong_open_interval(trace: Trace) -> bool:
    """Leaves out 0 and 1, which large logits reach."""
    return all(event["lowest"] > 0 and event["highest"] < 1 for event in trace)


def wrong_zero_left_out(trace: Trace) -> bool:
    """Leaves out 0, to which small probabilities underflow."""
    return all(0 < event["lowest"] and event["highest"] <= 1 for event in trace)


def wrong_one_left_out(trace: Trace) -> bool:
    """Leaves out 1, to which a sure row rounds."""
    return all(0 <= event["lowest"] and event["highest"] < 1 for event in trace)


def wrong_highest_only(trace: Trace) -> bool:
    """Looks at the greatest only; log probabilities are below 1 too."""
    return all(event["highest"] <= 1 for event in trace)


def wrong_lowest_only(trace: Trace) -> bool:
    """Looks at the least only; logits may all be positive."""
    return all(event["lowest"] >= 0 for event in trace)


def wrong_one_end_suffices(trace: Trace) -> bool:
    """One end in the range is enough."""
    return all(event["lowest"] >= 0 or event["highest"] <= 1 for event in trace)


def wrong_width(trace: Trace) -> bool:
    """Asks that the range be at most 1 wide; small logits are."""
    return all(event["highest"] - event["lowest"] <= 1 for event in trace)


def wrong_absolute_values(trace: Trace) -> bool:
    """Asks that no number be larger than 1 in size; small negative logits are not."""
    return all(max(abs(event["lowest"]), abs(event["highest"])) <= 1 for event in trace)


def wrong_means(trace: Trace) -> bool:
    """Asks it of the mean ends over the run; single events may lie outside."""
    lowest = np.mean([event["lowest"] for event in trace])
    return lowest >= 0 and np.mean([event["highest"] for event in trace]) <= 1


def wrong_tolerance(trace: Trace) -> bool:
    """Allows a tenth on either side; logits from -0.05 to 0.5 are not probabilities."""
    return all(event["lowest"] >= -0.1 and event["highest"] <= 1.1 for event in trace)


def wrong_rounded(trace: Trace) -> bool:
    """Rounds to whole numbers first; -0.4 rounds to 0."""
    return all(round(event["lowest"]) >= 0 and round(event["highest"]) <= 1 for event in trace)


def wrong_ends_add_up(trace: Trace) -> bool:
    """Asks that the ends add up to 1, as they do for two classes."""
    return all(math.isclose(event["lowest"] + event["highest"], 1.0) for event in trace)


def wrong_floor_of_the_loss(trace: Trace) -> bool:
    """Asks that the loss stay above 1.46; a slow healthy run does too."""
    return min(event["value"] for event in trace) >= math.log(1 + 9 / math.e)


def wrong_floor_and_ceiling(trace: Trace) -> bool:
    """Asks that the loss stay between its bounds; a slow healthy run does too."""
    return all(
        math.log(1 + 9 / math.e) <= event["value"] <= math.log(9 + math.e) for event in trace
    )


def wrong_loss_falls_too_little(trace: Trace) -> bool:
    """Alarmed by a loss that falls by less than a third."""
    return trace[-1]["value"] > trace[0]["value"] * 2 / 3


def wrong_uncertain_and_inside(trace: Trace) -> bool:
    """Asks for a low accuracy as well; a net may learn through two softmaxes."""
    inside = all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)
    return inside and trace[-1]["accuracy"] < 0.5


def wrong_spread_wanted(trace: Trace) -> bool:
    """Asks that some event come near 0 and 1; probabilities may stay near a tenth."""
    inside = all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)
    return inside and max(event["highest"] for event in trace) > 0.9


def wrong_never(trace: Trace) -> bool:
    """Never alarmed."""
    return any(event["step"] < 0 for event in trace)


def wrong_a_hundredth_beyond(trace: Trace) -> bool:
    """Allows for a hundredth beyond 0 and 1, which no softmax needs."""
    return all(event["lowest"] > -0.01 and event["highest"] < 1.01 for event in trace)
