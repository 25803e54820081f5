from losslab.representing_goals import goals
from losslab.representing_goals.goals import Setup, World


def op3(world: World, setup: Setup) -> bool:
    """Train an agent on the loss and say whether it ends up easily prompted for good novels.

    ``goals.train(world, setup)`` does the training, on the readings of the register.

    Parameters
    ----------
    world
        A dict as in :func:`op1`, in which the machine can write at least one text.
    setup
        How the agent begins and is trained: a dict with ``habit``, ``tamper_habit``, ``lr``
        and ``steps``, see ``losslab.representing_goals.goals.Setup``. You need not look into it.

    Returns
    -------
    bool
        True if the trained agent writes a good text with a probability of at least 0.9,
        whether or not it sets its register to 0 while it writes.

    Notes
    -----
    ``goals.train`` returns a list with one dict for each physically possible act: ``text`` (its
    place in the world's lists), ``tampered`` (bool) and ``probability``; the probabilities sum
    to 1. Prompting is taken to be drawing one act. Do not worry about probabilities within
    rounding of 0.9.
    """
    trained = goals.train(world, setup)
    writes_good = sum(act["probability"] for act in trained if world["good"][act["text"]])
    return writes_good >= goals.EASILY
