from losslab.physical_loss.trace import Trace


def loss_is_detached(trace: Trace) -> bool:
    """Tell from a trace whether the loss had lost its history when it was sent backward.

    Parameters
    ----------
    trace
        Events of a training run, keys as in ``losslab.physical_loss.trace.Event``: at least 20.
        Gradients may live in tensors that are filled with zeros between the steps, or be None
        until they are written. Weights may decay. Some parameters may ask for no gradient.

    Returns
    -------
    bool
        True if no gradient of the loss reached any parameter in the whole run.

    Notes
    -----
    Do not worry about a loss that is detached in some steps only.
    """
    return not any(norm for event in trace for norm in event["grads"].values())
