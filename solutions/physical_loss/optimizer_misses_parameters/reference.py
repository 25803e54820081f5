from losslab.physical_loss.trace import Trace


def optimizer_misses_parameters(trace: Trace) -> bool:
    """Tell from a trace whether the optimizer lacks a parameter that the loss asks to move.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.physical_loss.trace.Event``: at least 20.
        A healthy run may begin with steps of learning rate zero, skip the update in some
        events, or hold parameters that ask for no gradient, or not before a later event.

    Returns
    -------
    bool
        True if some parameter, perhaps every one, receives a gradient in some event, a norm in
        ``grads`` that is neither None nor 0, and is moved in none.

    Notes
    -----
    Do not worry about learning rates too small to change a float32.
    """
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    return bool(asked - moved)
