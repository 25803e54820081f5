from collections.abc import Mapping
from typing import Any

from losslab.training_stories.stories import Claim, Prediction, Story


def what_would_refute(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Write down, before any run, which observations would refute each claim of a story.

    Each is the exact opposite of something that a prediction says. In a constraint it says that
    every run of its setup keeps ``value``: at least or at most, as ``op`` tells. In a nudge it
    says that the mean over the setup's runs keeps ``value``, and that this mean is better than
    the mean over the runs of ``control`` by at least ``margin``: higher where ``op`` is
    ``">="``, lower where it is ``"<="``.

    Parameters
    ----------
    story
        A dict of ``goal``, ``rationale`` and ``unknowns``, with the keys that
        :func:`well_formed` lists; here only ``rationale`` matters, its claims in order. Kinds are
        ``"constraint"`` or ``"nudge"``. A nudge's predictions have a control; where those of a
        constraint have one, it plays no part. No two claims have the same id.
    ranges
        For each metric the least and the greatest value that it can have, floats, perhaps
        infinite. The least is smaller than the greatest, and both can be reached.

    Returns
    -------
    dict
        For each claim's id a list of observations, in the order of its predictions, any one of
        which would refute the claim. An observation is a dict of ``setup``, ``metric``, ``over``,
        ``op`` and ``value``. A prediction of a constraint gives one, a prediction of a nudge two,
        in this order:

        - ``over`` is ``"some run"`` in a constraint and ``"mean"`` in a nudge; ``value`` is the
          prediction's, and ``op`` is ``"<"`` or ``">"``
        - in a nudge: ``over`` is ``"mean minus control"``, the mean of the setup's runs minus that
          of the control's; ``op`` is ``"<"`` or ``">"``, and ``value`` is the bound on this
          difference, negative where lower is better

        Observations that no run can make, because the metric's range rules them out, are left
        out. So a claim that nothing can refute gets an empty list. Nothing else is left out:
        neither what is sure to be observed, as where a margin is wider than the metric's range,
        nor what stands in the list already, as where a claim has two equal predictions.

    Notes
    -----
    Margins are greater than 0, so a difference to the control can always be too small. Do not
    worry about NaN.
    """

    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        found = []
        if low < p["value"] if better_high else high > p["value"]:
            found.append({**about, "over": over, "op": op, "value": p["value"]})
        if claim["kind"] == "nudge":
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }
