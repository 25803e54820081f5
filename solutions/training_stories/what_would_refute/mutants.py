import math
from collections.abc import Mapping
from typing import Any

from losslab.training_stories.stories import Claim, Prediction, Story

from autograder.course.exercise import mutant, variant


@mutant(
    says='The predictions are restated here. Asked for is what would go against them: of "at least '
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
    says='Every run has to break a constraint here. The opposite of "in every run" is "not '
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
    says="A constraint is refuted by its mean here. It is about every run, so one is enough, and "
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
    says="A nudge is refuted by a single run here. It makes something likelier and promises "
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
    says="Of a nudge only the mean is named. It is also refuted if the control does as well: then "
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
    says="Where lower is better, the difference to the control has to be at most minus the margin. "
    "The bound given here has the other sign.",
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
    says="Observations are listed that no run can make, such as an accuracy below 0. A claim that "
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
    says='A bound at the very edge counts as one that can be missed. "At least 0" of something'
    " that is never below 0 is kept by whatever happens.",
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
    says="A nudge whose first observation is impossible still has its second, which is missing "
    "here.",
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
    says="Claims that nothing can refute are left out. They are the ones to see: give them an "
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


@mutant(
    says="A difference to the control that is always too small is left out, as where a margin is "
    "wider than the metric's range. Such a difference is sure to be observed, and refutes.",
)
def sure_left_out(
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
        if claim["kind"] == "nudge" and p["margin"] <= high - low:
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }


@variant(how="in loops, with the opposites in a table")
def refute_in_loops(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    opposite = {">=": "<", "<=": ">"}
    answer: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        answer[claim["id"]] = []
        for p in claim["predictions"]:
            seen: dict[str, Any] = {"setup": p["setup"], "metric": p["metric"]}
            seen |= {"op": opposite[p["op"]], "value": p["value"], "over": "some run"}
            gain = p["margin"]
            possible = min(ranges[p["metric"]]) < p["value"]
            if p["op"] == "<=":
                gain = -gain
                possible = max(ranges[p["metric"]]) > p["value"]
            if claim["kind"] == "nudge":
                seen["over"] = "mean"
            if possible:
                answer[claim["id"]].append(seen)
            if claim["kind"] == "nudge":
                answer[claim["id"]].append({**seen, "over": "mean minus control", "value": gain})
    return answer
