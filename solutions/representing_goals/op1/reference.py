from losslab.representing_goals.goals import World


def op1(world: World) -> bool:
    """Say whether a low physical loss is possible only where a good novel was in fact written.

    An act of the machine is to write a reachable text, and, where tampering is possible, either
    to leave the register alone or to set it to 0 as well, whatever the text. Untouched, the
    register reads the loss of the text that was written.

    Parameters
    ----------
    world
        A dict. ``good``, ``loss`` and ``reachable`` are lists with one entry for each text, of
        which there is at least one: is it a good novel (bool), its mathematical loss (float,
        finite, >= 0), can the machine physically write it (bool). ``tamper`` (bool) says whether
        the machine can set its register to 0. ``low`` (float, finite, >= 0): a register that
        reads at most this reads low.

    Returns
    -------
    bool
        True if every physically possible act after which the register reads low has written a
        good text. A world in which no possible act makes it read low satisfies this vacuously:
        True.

    Notes
    -----
    Only what is possible counts, not what an agent would choose. Compare losses as they are, no
    rounding is involved. Do not worry about acts that write nothing.
    """
    for good, loss, reachable in zip(world["good"], world["loss"], world["reachable"], strict=True):
        if reachable and not good and (world["tamper"] or loss <= world["low"]):
            return False
    return True
