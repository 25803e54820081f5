from collections.abc import Collection

from losslab.training_stories.stories import Story


def well_formed(story: Story, losses: Collection[str]) -> set[str]:
    """List the faults of form that a training story has, before anything is run.

    Parameters
    ----------
    story
        A dict with these keys:

        - ``goal``: a dict of ``specification`` and ``desirability``, strings, and ``check``, a
          prediction or None
        - ``rationale``: a list of claims. A claim is a dict of ``id``, ``kind`` and ``says``,
          strings; and ``predictions``, a list
        - ``unknowns``: a list of strings

        A prediction is a dict of ``setup``, ``metric`` and ``op``, strings, ``value``, a float,
        ``control``, the name of a setup or None, and ``margin``, a float. No setup, metric or id
        is an empty string.
    losses
        The names of all metrics that are losses, perhaps none.

    Returns
    -------
    set of str
        Faults of the story:

        - ``"no specification"``, ``"no desirability"``: the string is empty or all white space
        - ``"no check"``: the goal's check is None
        - ``"goal is a loss"``: the metric of the goal's check is a loss
        - ``"no rationale"``: there are no claims
        - ``"rationale misses the goal"``: there is a check, and there are claims, but no
          prediction of any claim is about both the setup and the metric of the check
        - ``"no unknowns"``: the list is empty; what its strings say is not asked

        and of each claim, with ``ID`` standing for its id:

        - ``"ID: unknown kind"``: the kind is neither ``"constraint"`` nor ``"nudge"``
        - ``"ID: predicts nothing"``: there are no predictions
        - ``"ID: predicts losses only"``: there are predictions, and each one's metric is a loss
        - ``"ID: no control"``: the kind is ``"nudge"``, and a prediction has no control or has
          its own setup as control
        - ``"ID: name taken"``: an earlier claim has the same id

    Notes
    -----
    Every key is there, so a fault is an empty value and never a missing key. Kinds, ids, setups
    and metrics are the same only if they are equal, letter by letter. Whether a specification
    makes sense is not asked: that takes a reader. Do not worry about numbers that are odd.
    """
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults
