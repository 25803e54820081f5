from losslab.training_stories.stories import Claim, Prediction, Run


def falsify(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Name the claims that the runs refute, where one counterexample refutes.

    Every claim here says of *every* run with a setup that a metric is at least, or at most, some
    value.

    Parameters
    ----------
    claims
        Each is a dict; ``id`` is its name, which no other has, and ``predictions`` a list of
        dicts with ``setup`` and ``metric``, strings, ``op``, which is ``">="`` or ``"<="``, and
        ``value``, a float. Other keys do not matter here, ``kind`` and ``control`` among them.
    runs
        Each is a dict of ``setup``, a string, ``seed``, an integer, and ``measured``, a dict from
        metrics to floats. A run need not have measured every metric.

    Returns
    -------
    set of str
        The ids of the claims of which at least one prediction is false in at least one run.

    Notes
    -----
    A run that diverged measures NaN, and NaN is neither at least nor at most anything: it breaks
    every promise about that metric. What was not measured refutes nothing, and no more does a
    setup that was not run. Numbers are compared as they are: a value that is exactly reached keeps
    the promise, and one that misses by whatever little breaks it. They may be 0 or negative.
    """

    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }
