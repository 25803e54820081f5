import math

import numpy as np
from losslab.training_stories.stories import Claim, Prediction, Run


def right_broken_by_any(claims: list[Claim], runs: list[Run]) -> set[str]:
    """A helper tells whether one run breaks one prediction; any of any of any."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def right_indexed_values(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Collect the values of each setup and metric first, then loop over the claims."""
    import operator
    from collections import defaultdict

    keeps = {">=": operator.ge, "<=": operator.le}
    values = defaultdict(list)
    for run in runs:
        for metric, value in run["measured"].items():
            values[run["setup"], metric].append(value)
    refuted = set()
    for claim in claims:
        for p in claim["predictions"]:
            found = values.get((p["setup"], p["metric"]), [])
            if not all(keeps[p["op"]](value, p["value"]) for value in found):
                refuted.add(claim["id"])
                break
    return refuted


def right_worst_value(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Compare the worst value alone, after asking for NaN."""

    def false(p: Prediction) -> bool:
        found = [
            run["measured"][p["metric"]]
            for run in runs
            if run["setup"] == p["setup"] and p["metric"] in run["measured"]
        ]
        if any(math.isnan(value) for value in found):
            return True
        if not found:
            return False
        return min(found) < p["value"] if p["op"] == ">=" else max(found) > p["value"]

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def right_numpy_arrays(claims: list[Claim], runs: list[Run]) -> set[str]:
    """NumPy: float64 arrays of what was measured, compared at once; NaN keeps nothing."""
    refuted: set[str] = set()
    for claim in claims:
        for p in claim["predictions"]:
            measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
            values = np.array([m[p["metric"]] for m in measured if p["metric"] in m], dtype=float)
            kept = values >= p["value"] if p["op"] == ">=" else values <= p["value"]
            if np.any(~kept):
                refuted |= {claim["id"]}
    return refuted


def right_run_by_run(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Go through the runs and take out of the standing predictions what each one breaks."""
    standing = [(claim["id"], p) for claim in claims for p in claim["predictions"]]
    fallen = []
    for run in runs:
        left = []
        for name, p in standing:
            value = run["measured"].get(p["metric"])
            if run["setup"] != p["setup"] or value is None:
                left.append((name, p))
            elif p["op"] == ">=" and value >= p["value"]:
                left.append((name, p))
            elif p["op"] == "<=" and value <= p["value"]:
                left.append((name, p))
            else:
                fallen.append(name)
        standing = left
    return set(fallen)


def right_recursion(claims: list[Claim], runs: list[Run]) -> set[str]:
    """The first claim, and then the others; signs are changed where lower is better."""
    if not claims:
        return set()

    def kept(p: Prediction, run: Run) -> bool:
        sign = 1 if p["op"] == ">=" else -1
        return sign * run["measured"].get(p["metric"], p["value"]) >= sign * p["value"]

    def refuted(rest: list[Claim]) -> set[str]:
        if not rest:
            return set()
        asked = ((p, r) for p in rest[0]["predictions"] for r in runs if r["setup"] == p["setup"])
        mine = set() if all(kept(p, run) for p, run in asked) else {rest[0]["id"]}
        return mine | refuted(rest[1:])

    return refuted(claims)


def wrong_nan_breaks_nothing(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Asks whether a promise is broken, and NaN is not below anything: a run with NaN."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return value < prediction["value"]
        return value > prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_nan_of_upper_bounds(claims: list[Claim], runs: list[Run]) -> set[str]:
    """NaN breaks '>=' and not '<=': a loss of NaN that was to be at most 1."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return value > prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_nan_of_lower_bounds(claims: list[Claim], runs: list[Run]) -> set[str]:
    """NaN breaks '<=' and not '>=': an accuracy of NaN."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return value < prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_nan_is_unmeasured(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Treats NaN as not measured."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if math.isnan(value):
            return False
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_nan_breaks_all_metrics(claims: list[Claim], runs: list[Run]) -> set[str]:
    """A run with NaN breaks promises about its other metrics too."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if any(map(math.isnan, run["measured"].values())):
            return True
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_exactly_reached(claims: list[Claim], runs: list[Run]) -> set[str]:
    """A value that is exactly reached breaks the promise: 0.9 for '>= 0.9'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value > prediction["value"]
        return not value < prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_near_enough(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Forgives 0.01: 0.895 for '>= 0.9'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"] - 0.01
        return not value <= prediction["value"] + 0.01

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_rounded_values(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Rounds what was measured to two digits: 0.896 for '>= 0.9'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = round(run["measured"][prediction["metric"]], 2)
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_mean_of_runs(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Compares the mean over runs: 0.8 and 1.0 for '>= 0.9'."""

    def false(p: Prediction) -> bool:
        measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
        values = [each[p["metric"]] for each in measured if p["metric"] in each]
        if not values:
            return False
        mean = sum(values) / len(values)
        return not (mean >= p["value"] if p["op"] == ">=" else mean <= p["value"])

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def wrong_min_and_max(claims: list[Claim], runs: list[Run]) -> set[str]:
    """min and max pass NaN over where it does not come first: values 0.95, NaN."""

    def false(p: Prediction) -> bool:
        measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
        values = [each[p["metric"]] for each in measured if p["metric"] in each]
        if not values:
            return False
        if p["op"] == ">=":
            return not min(values) >= p["value"]
        return not max(values) <= p["value"]

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def wrong_nanmin_and_nanmax(claims: list[Claim], runs: list[Run]) -> set[str]:
    """nanmin and nanmax skip NaN beside other values: values NaN, 0.95."""

    def false(p: Prediction) -> bool:
        measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
        values = [each[p["metric"]] for each in measured if p["metric"] in each]
        if not values:
            return False
        if p["op"] == ">=":
            return not np.nanmin(values) >= p["value"]
        return not np.nanmax(values) <= p["value"]

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def wrong_all_runs_must_break(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Refuted only if all runs of the setup break it: 0.95 and 0.8 for '>= 0.9'."""

    def false(p: Prediction) -> bool:
        measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
        values = [each[p["metric"]] for each in measured if p["metric"] in each]
        if p["op"] == ">=":
            return bool(values) and all(not value >= p["value"] for value in values)
        return bool(values) and all(not value <= p["value"] for value in values)

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def wrong_most_runs_must_break(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Refuted if at least half of the runs break it: one run of three."""

    def false(p: Prediction) -> bool:
        measured = [run["measured"] for run in runs if run["setup"] == p["setup"]]
        values = [each[p["metric"]] for each in measured if p["metric"] in each]
        sign = 1 if p["op"] == ">=" else -1
        broken = [not sign * value >= sign * p["value"] for value in values]
        return bool(broken) and 2 * sum(broken) >= len(broken)

    return {claim["id"] for claim in claims if any(map(false, claim["predictions"]))}


def wrong_all_predictions_must_fall(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Refuted only if each prediction is false in some run: one of two."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if claim["predictions"]
        and all(any(broken(p, run) for run in runs) for p in claim["predictions"])
    }


def wrong_one_run_breaks_all(claims: list[Claim], runs: list[Run]) -> set[str]:
    """One and the same run must break all predictions of the claim."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if claim["predictions"]
        and any(all(broken(p, run) for p in claim["predictions"]) for run in runs)
    }


def wrong_last_run_of_a_setup(claims: list[Claim], runs: list[Run]) -> set[str]:
    """A dict by setup keeps the last run alone: 0.8, then 0.95 for '>= 0.9'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    last = {run["setup"]: run for run in runs}.values()
    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in last)
    }


def wrong_first_run_of_a_setup(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Only the first run of a setup is asked: 0.95, then 0.8 for '>= 0.9'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    first = {run["setup"]: run for run in reversed(runs)}.values()
    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in first)
    }


def wrong_one_run_a_seed(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Runs by seed in a dict, so a setup hides another one's run with the same seed."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    seeds = {run["seed"]: run for run in runs}.values()
    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in seeds)
    }


def wrong_first_prediction(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Reads the first prediction of a claim alone."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"][:1] for run in runs)
    }


def wrong_last_prediction(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Reads the last prediction of a claim alone."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"][-1:] for run in runs)
    }


def wrong_any_setup(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Ignores the setup: runs of other setups refute too."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_unmeasured_is_zero(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Reads 0 where a run did not measure the metric: '>= 0.9' and {}."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"]:
            return False
        value = run["measured"].get(prediction["metric"], 0.0)
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_unmeasured_is_nan(claims: list[Claim], runs: list[Run]) -> set[str]:
    """What a run did not measure breaks every promise, as NaN does."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"]:
            return False
        value = run["measured"].get(prediction["metric"], math.nan)
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_zero_is_unmeasured(claims: list[Claim], runs: list[Run]) -> set[str]:
    """A measured 0.0 is taken for nothing measured: '>= 0.9' and 0.0."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or not run["measured"].get(prediction["metric"]):
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_at_least_always(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Reads every op as '>=': a loss of 0.01 that was to be at most 0.05."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        return not value >= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_ops_swapped(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Takes '>=' for 'at most'."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == "<=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_untested_is_refuted(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Predictions without runs count as refuted."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    setups = {run["setup"] for run in runs}
    return {
        claim["id"]
        for claim in claims
        if any(
            p["setup"] not in setups or any(broken(p, run) for run in runs)
            for p in claim["predictions"]
        )
    }


def wrong_survivors(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Names the claims that stand, and not those that fall."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if not any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_constraints_only(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Skips claims whose kind is 'nudge', though here each is about every run."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    return {
        claim["id"]
        for claim in claims
        if claim.get("kind") != "nudge"
        and any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def wrong_stops_at_first(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Stops at the first refuted claim, and names it alone."""

    def broken(prediction: Prediction, run: Run) -> bool:
        if run["setup"] != prediction["setup"] or prediction["metric"] not in run["measured"]:
            return False
        value = run["measured"][prediction["metric"]]
        if prediction["op"] == ">=":
            return not value >= prediction["value"]
        return not value <= prediction["value"]

    for claim in claims:
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs):
            return {claim["id"]}
    return set()
