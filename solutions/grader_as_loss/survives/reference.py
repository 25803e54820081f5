from losslab.grader_as_loss.designs import Attack, Grader


def survives(attack: Attack, grader: Grader) -> bool:
    """Work out from who may do what whether an attack can still be carried out.

    Learner code begins in control of the process ``"learner"``. Whoever controls a process may
    write what it writes and read what it reads. Whoever can write something that another
    process runs controls that process too, and so on from there.

    Parameters
    ----------
    attack
        ``attack["writes"]`` and ``attack["reads"]`` are lists of places, such as ``"register"``:
        everything that the attack has to write and to read. Either may be empty.
    grader
        For each process a dict of three lists of places: ``"writes"``, ``"reads"`` and
        ``"runs"``, the last being what it executes as code. Each of these lists may be empty. There
        is always a process ``"learner"``.

    Returns
    -------
    bool
        True if the processes that learner code can come to control may together write all of
        ``attack["writes"]`` and read all of ``attack["reads"]``.

    Notes
    -----
    The right to write a place does not include the right to read it. Do not worry about time:
    what can be written is taken to be run afterwards.
    """
    controlled = {"learner"}
    while True:
        writable = {place for name in controlled for place in grader[name]["writes"]}
        gained = {name for name in grader if writable & set(grader[name]["runs"])}
        if gained <= controlled:
            break
        controlled |= gained
    readable = {place for name in controlled for place in grader[name]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable
