"""Known answers to the exercises on what refutes a claim."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from collections.abc import Mapping
from typing import Any

from losslab.stories import Claim, Prediction, Run, Story

from autograder.course.exercise import mutant, variant

# --- falsify ----------------------------------------------------------------------------


@mutant(
    "falsify",
    says="You compare the mean over the runs. The claims are about every run, and one "
    "counterexample is enough: no mean can outweigh it.",
)
def falsify_by_mean(claims: list[Claim], runs: list[Run]) -> set[str]:
    found = set()
    for claim in claims:
        for p in claim["predictions"]:
            values = [
                run["measured"][p["metric"]]
                for run in runs
                if run["setup"] == p["setup"] and p["metric"] in run["measured"]
            ]
            if values:
                mean = sum(values) / len(values)
                if not (mean >= p["value"] if p["op"] == ">=" else mean <= p["value"]):
                    found.add(claim["id"])
    return found


@mutant(
    "falsify",
    says="You refute a claim only if all of its predictions fail. It promises each of them, so one "
    "broken promise refutes it.",
)
def falsify_all_predictions(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if claim["predictions"]
        and all(any(broken(p, run) for run in runs) for p in claim["predictions"])
    }


@mutant(
    "falsify",
    says="You look at the first prediction of a claim. A claim makes all of its predictions.",
)
def falsify_first_prediction(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"][:1] for run in runs)
    }


@mutant(
    "falsify",
    says="A run that diverged gets away with it. Every comparison with NaN is false, `value < "
    "bound` too. Ask whether the promise is kept, and negate that.",
)
def falsify_forgives_nan(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return value < bound if prediction["op"] == ">=" else value > bound

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


@mutant(
    "falsify",
    says="A value that is reached exactly counts as broken in your answer. At least 0.5 and at "
    "most 0.5 both allow 0.5.",
)
def falsify_strict(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value > bound if prediction["op"] == ">=" else value < bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


@mutant(
    "falsify",
    says="You hold it against a claim that a run did not measure its metric. What nobody measured "
    "refutes nothing.",
)
def falsify_unmeasured(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"]:
            return False
        value = run["measured"].get(metric, math.nan)
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


@mutant(
    "falsify",
    says="You test a prediction on all runs. It is about the runs of one setup; what others do is "
    "no promise of it.",
)
def falsify_any_setup(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


@mutant(
    "falsify",
    says="You refute a claim only if every run breaks it. It says something of every run, so its "
    "opposite is that some run is different.",
)
def falsify_every_run(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(
            [r for r in runs if r["setup"] == p["setup"]]
            and all(broken(p, r) for r in runs if r["setup"] == p["setup"])
            for p in claim["predictions"]
        )
    }


@mutant(
    "falsify",
    says='You read every prediction as "at least". Some promise that a metric stays at most at a '
    "value: look at `op`.",
)
def falsify_ignores_op(claims: list[Claim], runs: list[Run]) -> set[str]:
    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not value >= bound

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


@variant("falsify", how="looping over runs first, with operators from a table")
def falsify_by_runs(claims: list[Claim], runs: list[Run]) -> set[str]:
    keeps = {">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b}
    refuted = set()
    for run in runs:
        for claim in claims:
            for p in claim["predictions"]:
                if p["setup"] == run["setup"] and p["metric"] in run["measured"]:
                    value = run["measured"][p["metric"]]
                    if not keeps[p["op"]](value, p["value"]):
                        refuted.add(claim["id"])
    return refuted


# --- what_would_refute ------------------------------------------------------------------


@mutant(
    "what_would_refute",
    says='You restate the predictions. Asked for is what would go against them: of "at least '
    '0.9" that is "less than 0.9".',
)
def refute_restates(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = ">" if better_high else "<"
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


@mutant(
    "what_would_refute",
    says='The opposite of "at least 0.9" is "less than 0.9", without equality: at 0.9 exactly '
    "the claim is still true.",
)
def refute_not_strict(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<=" if better_high else ">="
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


@mutant(
    "what_would_refute",
    says='You ask for every run to break a constraint. The opposite of "in every run" is "not '
    'in some run".',
)
def refute_every_run(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "every run"
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


@mutant(
    "what_would_refute",
    says="You would refute a constraint by its mean. It is about every run, so one is enough, and "
    "a mean above the bound does not save it.",
)
def refute_constraint_by_mean(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean"
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


@mutant(
    "what_would_refute",
    says="You would refute a nudge by a single run. It makes something likelier and promises "
    "nothing of each run: its mean is what counts.",
)
def refute_nudge_by_run(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "some run"
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


@mutant(
    "what_would_refute",
    says="Of a nudge you name the mean only. It is also refuted if the control does as well: then "
    "whatever happened was not its doing.",
)
def refute_without_control(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        found = []
        if low < p["value"] if better_high else high > p["value"]:
            found.append({**about, "over": over, "op": op, "value": p["value"]})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@mutant(
    "what_would_refute",
    says="Where lower is better, the difference to the control has to be at most minus the margin. "
    "Your bound has the wrong sign there.",
)
def refute_margin_sign(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
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
            bound = p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@mutant(
    "what_would_refute",
    says="You list observations that no run can make, such as an accuracy below 0. A claim that "
    "only they could refute says nothing, and an empty list is how that shows.",
)
def refute_impossible(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        found = []
        if low < math.inf or high > -math.inf:
            found.append({**about, "over": over, "op": op, "value": p["value"]})
        if claim["kind"] == "nudge":
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@mutant(
    "what_would_refute",
    says='At the very edge you think that a claim can fail. "At least 0" of something that is '
    "never below 0 is kept by whatever happens.",
)
def refute_edge(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        found = []
        if low <= p["value"] if better_high else high >= p["value"]:
            found.append({**about, "over": over, "op": op, "value": p["value"]})
        if claim["kind"] == "nudge":
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@mutant(
    "what_would_refute",
    says="A nudge whose first observation is impossible still has its second. You go on to the "
    "next prediction before you name it.",
)
def refute_value_or_nothing(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        if not (low < p["value"] if better_high else high > p["value"]):
            return []
        found = [{**about, "over": over, "op": op, "value": p["value"]}]
        if claim["kind"] == "nudge":
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@mutant(
    "what_would_refute",
    says="You leave out claims that nothing can refute. They are the ones to see: give them an "
    "empty list.",
)
def refute_drops_empty(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
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

    listed = {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }
    return {name: seen for name, seen in listed.items() if seen}


@variant("what_would_refute", how="in loops, with the opposites in a table")
def refute_in_loops(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    opposite = {">=": "<", "<=": ">"}
    answer: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        answer[claim["id"]] = []
        for p in claim["predictions"]:
            low, high = ranges[p["metric"]]
            seen: dict[str, Any] = {"setup": p["setup"], "metric": p["metric"]}
            seen |= {"op": opposite[p["op"]], "value": p["value"], "over": "some run"}
            if claim["kind"] == "nudge":
                seen["over"] = "mean"
            worst = low if p["op"] == ">=" else high
            sign = 1 if p["op"] == ">=" else -1
            if sign * worst < sign * p["value"]:
                answer[claim["id"]].append(seen)
            if claim["kind"] == "nudge":
                gain = {">=": 1, "<=": -1}[p["op"]] * p["margin"]
                beside = {**seen, "over": "mean minus control", "value": gain}
                answer[claim["id"]].append(beside)
    return answer
