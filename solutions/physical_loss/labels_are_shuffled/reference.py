from losslab.physical_loss.trace import Trace


def labels_are_shuffled(trace: Trace) -> bool:
    """Tell from a trace whether the labels were shuffled against the rows.

    Parameters
    ----------
    trace
        Events of a training run on ten digits, keys as in
        ``losslab.physical_loss.trace.Event``: at least 20. Each has 48 rows, so one accuracy is
        a noisy number. A run may start from large weights and a large loss, skip the update in
        some events, begin with a learning rate of zero, or have parameters that ask for no
        gradient, even all but one bias. Learning may begin late. Where something is learned,
        accuracy averages above 0.3 over the last third of the events; where nothing is, below
        0.2.

    Returns
    -------
    bool
        True if at least one parameter receives a gradient, a norm in ``grads`` that is neither
        None nor 0; each that receives one is moved in some event; and still nothing is learned
        that holds for the next batch.

    Notes
    -----
    Do not worry about labels that are partly right, or that are right where only a bias is
    trained.
    """
    asked = {name for event in trace for name, norm in event["grads"].items() if norm}
    moved = {name for event in trace for name in event["moved"]}
    last = trace[-(len(trace) // 3) :]
    accuracy = sum(event["accuracy"] for event in last) / len(last)
    return bool(asked) and asked <= moved and accuracy < 0.22
