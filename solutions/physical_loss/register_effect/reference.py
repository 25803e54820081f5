def register_effect(form: str, edits: list[str], factor: float) -> float | str:
    """By how much edits at the loss register scale the first SGD update.

    Without an edit, one step of plain SGD moves the weights of a classifier by d. After some
    edits, one after the other, the same step from the same weights on the same data is c·d. The
    result is c. Write down what you know, or run the experiment and measure; both are right.

    Parameters
    ----------
    form
        How the loss is made of the logits of the batch:

        - ``"ce"``: ``loss = F.cross_entropy(logits, y)``
        - ``"exp"``: ``loss = F.cross_entropy(logits, y).exp()``
        - ``"reinforce"``: ``loss = -(log_p * reward).mean()``, where ``log_p`` holds the log
          probability of each row's sampled action, and ``reward`` is data.
    edits
        What is done besides ``loss.backward()`` and ``optimizer.step()``. The list may be empty.
        The following happen between making the loss and backward, in the order of the list, and
        may stand in it more than once:

        - ``"no_grad"``: ``with torch.no_grad(): loss.mul_(factor)``
        - ``"data"``: ``loss.data.mul_(factor)``
        - ``"graph"``: ``loss = loss * factor``
        - ``"shift"``: ``loss = loss + factor``
        - ``"detach"``: ``loss = loss.detach().requires_grad_()``

        These have a time of their own, wherever they stand, and stand in it once at most:

        - ``"reward"``: ``reward = reward * factor`` before the loss is made; the forms
          ``"ce"`` and ``"exp"`` read no reward, so there the edit touches a number that
          nothing reads
        - ``"seed"``: ``loss.backward(torch.tensor(factor))`` in place of ``loss.backward()``
        - ``"after"``: ``with torch.no_grad(): loss.mul_(factor)`` between backward and step
    factor
        Any finite number except 0; negative ones too.

    Returns
    -------
    float or str
        The number c, negative where the update is reversed; or the string ``"RuntimeError"``
        where backward raises one.

    Notes
    -----
    Do not worry about optimizers with a memory, several steps, or schedulers.
    """
    c, refused = 1.0, False
    saved = form == "exp"  # Whether a derivative on the way back reads what `loss` is stored in.
    for edit in edits:
        if (
            edit in ("graph", "seed")
            or (edit == "reward" and form == "reinforce")
            or (edit == "data" and saved)
        ):
            c *= factor
        elif edit == "no_grad" and saved:
            refused = True
        elif edit == "detach":
            c, refused = 0.0, False
        if edit in ("graph", "shift", "detach"):
            saved = False
    return "RuntimeError" if refused else c
