from losslab.physical_loss.trace import Trace


def softmax_twice(trace: Trace) -> bool:
    """Tell from a trace whether cross-entropy was fed probabilities instead of logits.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.physical_loss.trace.Event``: at least 20.
        Logits may be small, all positive or all negative; log probabilities are fine logits,
        for the softmax of log p is p.

    Returns
    -------
    bool
        True if what was fed into the loss was a softmax's output in every event.

    Notes
    -----
    Do not worry about a network whose healthy logits stay between 0 and 1 in a whole run.
    """
    return all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)
