from itertools import pairwise

from losslab.physical_loss.trace import Trace


def accumulates_stale_gradients(trace: Trace) -> bool:
    """Tell from a trace whether gradients that an update has used are left standing.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.physical_loss.trace.Event``: at least 20,
        one after the other. The trace may begin and end anywhere in its run. Some loops add up
        the gradients of several batches before an update, on purpose; that is no fault.

    Returns
    -------
    bool
        True if the gradients of batches that were already used in an update are still there
        when later batches add theirs. Once in the trace is enough. What happened before its
        first event is not known, and no evidence.

    Notes
    -----
    Do not worry about traces with several faults at once, or about updates with a learning rate
    of zero.
    """
    return any(
        bool(earlier["moved"]) and later["grad_before"] > 0 for earlier, later in pairwise(trace)
    )
