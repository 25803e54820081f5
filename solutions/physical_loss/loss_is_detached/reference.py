import math

from losslab.physical_loss.trace import Trace


def loss_is_detached(trace: Trace) -> list[int]:
    """Tell from a trace at which events the loss had lost its history when it was sent backward.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.physical_loss.trace.Event``: at least 20,
        one after the other, from anywhere in the run. Gradients may live in tensors that are
        filled with zeros between the steps, or be None until they are written; they may also be
        left standing, on purpose or not, so that backward adds to them. Weights may decay. Some
        parameters may ask for no gradient. A gradient that arrives changes the length of all
        that stands in ``.grad`` by more than 0.000001 and by more than a millionth of it; where
        none arrives, the length stays what it was.

    Returns
    -------
    list of int
        The ``step`` of each event in which no gradient of the loss reached any parameter, in
        the order of the trace; empty where there is none.

    Notes
    -----
    Do not worry about parameters that a gradient misses in a single event.
    """
    silent = []
    for event in trace:
        after = math.hypot(*(norm or 0.0 for norm in event["grads"].values()))
        if math.isclose(after, event["grad_before"], rel_tol=1e-7):
            silent.append(event["step"])
    return silent
