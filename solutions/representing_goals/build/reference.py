from losslab.representing_goals.goals import Setup, World


def build(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    """Make a world and a setup in which the three readings have the truth values asked for.

    Parameters
    ----------
    o1, o2, o3
        What :func:`op1` and :func:`op2` (over all texts) shall say of the world, and
        :func:`op3` of the world and the setup. All eight combinations can be asked for.

    Returns
    -------
    tuple
        A pair (world, setup) of dicts.

        - The world has the keys of :func:`op1` and at most 8 texts. Among the texts that the
          machine can write at least one is good and one is bad, and at least one physically
          possible act makes the register read low; so no answer is vacuous. Losses and ``low``
          are finite and at least 0.
        - The setup has the keys ``habit`` (a list with one number for each text: the logit with
          which the untrained agent writes it), ``tamper_habit`` (a number that is added to the
          logit when it also tampers), ``lr`` (from 0.5 to 10) and ``steps`` (an integer from
          100 to 200). Habits lie between -20 and 20.

    Notes
    -----
    ``goals.train`` moves the logits down the gradient of the expected reading, so an act that is
    improbable enough at the beginning stays so, and a weak habit is undone. Many worlds are
    right; yours need not look like anybody else's, and may differ from case to case.
    ``goals.check_world(world)`` and ``goals.check_setup(setup, texts)``, with the number of
    texts, list what breaks these rules.
    """
    good, loss = [True, True, False, False], [0.0625, 0.0625, 1.0, 1.0]
    reachable = [True, True, True, True]
    tamper = False
    if not o2:
        loss[3] = 0.0
        reachable[3] = not o1  # a bad optimum that exists on paper only leaves op1 true
    elif not o1:
        tamper = True  # the register can be set to 0 while a bad text is written
    world: World = {
        "good": good,
        "loss": loss,
        "reachable": reachable,
        "tamper": tamper,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup
