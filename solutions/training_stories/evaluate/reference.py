from typing import Any

from losslab.training_stories.stories import Claim, Run, Story


def evaluate(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Let a story's claims meet the runs: constraints by every seed, nudges against a control.

    Each prediction of a claim gets a verdict.

    - In a **constraint** it is untested if no run of its setup measured its metric. It is
      supported if ``value`` is kept (at least or at most, as ``op`` says) in every run that did,
      and otherwise refuted.
    - In a **nudge** it is untested if no run of its setup, or none of its ``control``, measured
      its metric. It is supported if both hold: the mean over the setup's runs keeps ``value``,
      and it is better than the mean over the control's runs by at least ``margin``: higher where
      ``op`` is ``">="``, lower where it is ``"<="``. Otherwise it is refuted.

    A claim is refuted if one of its predictions is; else untested, if one of them is or if it
    has none; else supported.

    Parameters
    ----------
    story
        A dict of ``goal``, ``rationale`` and ``unknowns``, with the keys that
        :func:`well_formed` lists. ``goal["check"]`` is a prediction. Kinds are ``"constraint"``
        or ``"nudge"``; a nudge's predictions have a control, and margins are above 0. Where a
        constraint's prediction or the goal's check has a control, it plays no part. No two claims
        have the same id.
    runs
        Each is a dict of ``setup``, a string, ``seed``, an integer, and ``measured``, a dict from
        metrics to floats. A run need not have measured every metric: what is missing there is
        unknown, and counts neither as 0 nor as a run. Setups need not have the same seeds, nor
        equally many; a mean is over all of its setup's runs that measured it.

    Returns
    -------
    dict
        ``goal``: the verdict ``"supported"``, ``"refuted"`` or ``"untested"`` on the goal's check,
        read like a prediction of a constraint; ``claims``: for each claim's id its verdict;
        ``open``: a list of what nobody knows after the runs, the story's unknowns in their order,
        then the ids of the untested claims in theirs, also where two of these strings are equal.

    Notes
    -----
    A single run may reach a value exactly, and keeps it then; one that misses by whatever little
    breaks it. Means and gains over a control lie at least 0.001 away from their bounds, and
    nothing is NaN: do not worry about rounding of means.
    """

    def measured(setup: str, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def verdict(kind: str, p: Any) -> str:
        sign = 1 if p["op"] == ">=" else -1  # now higher is better
        values = [sign * value for value in measured(p["setup"], p["metric"])]
        controls = [sign * value for value in measured(p["control"], p["metric"])]
        bound = sign * p["value"]
        if not values or (kind == "nudge" and not controls):
            return "untested"
        if kind == "constraint":
            return "supported" if min(values) >= bound else "refuted"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        return "supported" if mean > bound and gain > p["margin"] else "refuted"

    def of_claim(claim: Claim) -> str:
        verdicts = {verdict(claim["kind"], prediction) for prediction in claim["predictions"]}
        if "refuted" in verdicts:
            return "refuted"
        return "supported" if verdicts == {"supported"} else "untested"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    return {
        "goal": verdict("constraint", story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *(name for name in claims if claims[name] == "untested")],
    }
