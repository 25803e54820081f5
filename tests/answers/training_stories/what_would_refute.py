from collections.abc import Mapping
from typing import Any

import numpy as np
from losslab.training_stories.stories import Prediction, Story


def right_nested_loops(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Loops that append an observation after the other, where it is possible."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def right_all_then_filtered(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Write all observations first, then filter by the range of what is observed."""
    from itertools import chain

    opposite = {">=": "<", "<=": ">"}

    def negated(kind: str, p: Prediction) -> list[dict[str, Any]]:
        def observation(over: str, value: float) -> dict[str, Any]:
            return dict(
                setup=p["setup"],
                metric=p["metric"],
                over=over,
                op=opposite[p["op"]],
                value=value,
            )

        if kind == "constraint":
            return [observation("some run", p["value"])]
        better = {">=": 1, "<=": -1}[p["op"]] * p["margin"]
        return [observation("mean", p["value"]), observation("mean minus control", better)]

    def possible(seen: dict[str, Any]) -> bool:
        least, most = ranges[seen["metric"]]
        if seen["over"] == "mean minus control":
            least, most = least - most, most - least
        return least < seen["value"] if seen["op"] == "<" else most > seen["value"]

    return {
        claim["id"]: list(
            filter(
                possible,
                chain.from_iterable(negated(claim["kind"], p) for p in claim["predictions"]),
            )
        )
        for claim in story["rationale"]
    }


def right_generator(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """A generator yields observations; a table holds what depends on the direction."""
    from collections import OrderedDict

    table = {">=": ("<", 0, 1.0), "<=": (">", 1, -1.0)}

    def observations(kind: str, predictions: list[Prediction]):
        for p in predictions:
            op, end, sign = table[p["op"]]
            about = [("setup", p["setup"]), ("metric", p["metric"])]
            over = {"constraint": "some run", "nudge": "mean"}[kind]
            if sign * ranges[p["metric"]][end] < sign * p["value"]:
                yield OrderedDict([*about, ("over", over), ("op", op), ("value", p["value"])])
            if kind == "nudge":
                bound = sign * p["margin"]
                last = [("over", "mean minus control"), ("op", op), ("value", bound)]
                yield OrderedDict(about + last)

    return OrderedDict(
        (claim["id"], list(observations(claim["kind"], claim["predictions"])))
        for claim in story["rationale"]
    )


def right_mirrored(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Mirror everything where lower is better, solve '>=' alone, and mirror the results back."""
    from collections import defaultdict

    refuting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in story["rationale"]:
        mine = refuting[claim["id"]]
        for p in claim["predictions"]:
            sign = -1.0 if p["op"] == "<=" else 1.0
            worst = min(np.multiply(sign, ranges[p["metric"]]))
            bounds = []
            if worst < sign * p["value"]:
                over = "mean" if claim["kind"] == "nudge" else "some run"
                bounds.append((over, sign * p["value"]))
            if claim["kind"] == "nudge":
                bounds.append(("mean minus control", p["margin"]))
            for over, bound in bounds:
                seen = {key: p[key] for key in ("setup", "metric")}
                seen |= {"over": over, "op": "<" if sign > 0 else ">", "value": sign * bound}
                mine.append(seen)
    return refuting


def right_recursion(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Recursion over predictions; the end of a range is tried against the promise itself."""
    from operator import ge, le

    kept = {">=": ge, "<=": le}

    def refuted_by(predictions: list[Prediction], nudge: bool) -> list[dict[str, Any]]:
        if not predictions:
            return []
        p = predictions[0]
        ends = ranges[p["metric"]]
        op = ">" if p["op"] == "<=" else "<"
        names = ["mean", "mean minus control"] if nudge else ["some run"]
        gain = -p["margin"] if op == ">" else p["margin"]
        found = [
            {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op, "value": value}
            for over, value in zip(names, (p["value"], gain), strict=False)
        ]
        if all(kept[p["op"]](end, p["value"]) for end in ends):
            del found[0]
        return found + refuted_by(predictions[1:], nudge)

    return {c["id"]: refuted_by(c["predictions"], c["kind"] == "nudge") for c in story["rationale"]}


def wrong_not_exactly_opposite(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Negates '>=' by '<=': a value that is exactly reached refutes nothing."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<=" if higher else ">="
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_op_kept(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Keeps the direction: what refutes '>= 0.9' is not '> 0.9'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = ">" if higher else "<"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_op_of_lower_is_better(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The op is '<' throughout, also where lower is better: '<= 0.05'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_other_end_of_range(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Asks the other end of the range: accuracy '>= 0' from 0 to 1 stays in."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = most > p["value"] if higher else least < p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_least_value_itself(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Takes a bound at the end of the range for possible: accuracy '>= 0'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least <= p["value"] if higher else most >= p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_inside_the_range(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Only values strictly inside the range can be missed: '>= 1.5' or '>= 1' from 0 to 1."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] < most
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_nothing_left_out(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Leaves in what no run can show: a loss '>= 0'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_lower_end_left_in(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Sees what the least value rules out, not the greatest: accuracy '<= 1'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least = ranges[p["metric"]][0]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else True
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_upper_end_left_in_for_losses(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Sees what the greatest value rules out, not the least: a loss '>= 0'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            most = ranges[p["metric"]][1]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = higher or most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_zero_to_one(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Takes every range for 0 to 1: a loss '<= 2' from 0 to infinity."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = 0.0, 1.0
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_endless_range(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Takes an infinite end for a value out of reach: a loss '<= 2'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if abs(most if not higher else least) == np.inf:
                possible = False
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_both_or_none(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Leaves the difference out as well where the mean cannot miss: a nudge '>= 0'."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
                if claim["kind"] == "nudge":
                    bound = p["margin"] if higher else -p["margin"]
                    last = {"over": "mean minus control", "value": bound}
                    found.append({**observation, **last})
        refuting[claim["id"]] = found
    return refuting


def wrong_metric_range_for_difference(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Holds the difference to the metric's own range: scores of 5 to 10, margin 1."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                if least < bound if higher else most > bound:
                    found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_wide_margin_ruled_out(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Leaves the difference out where the margin is wider than the range can give."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                if p["margin"] <= most - least:
                    found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_margin_without_sign(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The bound is the margin also where lower is better, where it is negative."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_margin_always_negative(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The bound is minus the margin, also where higher is better."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_no_gain_at_all(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Only a difference below 0 refutes, as if the margin were 0."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = 0.0
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_usual_margin(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Has the margin 0.05 built in: another one."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = 0.05 if higher else -0.05
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_size_of_difference(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The difference's op is '<' throughout, as if its size counted: lower is better."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                last = {"over": "mean minus control", "op": "<", "value": bound}
                found.append({**observation, **last})
        refuting[claim["id"]] = found
    return refuting


def wrong_control_minus_mean(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Subtracts the other way round, control minus mean, and the bound with it."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                op = ">" if higher else "<"
                last = {"over": "mean minus control", "op": op, "value": -bound}
                found.append({**observation, **last})
        refuting[claim["id"]] = found
    return refuting


def wrong_value_plus_margin(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The bound of the difference has the value added to it."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["value"] + p["margin"] if higher else p["value"] - p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_control_named(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Names the control as the setup of the difference."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                last = {"setup": p["control"], "over": "mean minus control", "value": bound}
                found.append({**observation, **last})
        refuting[claim["id"]] = found
    return refuting


def wrong_no_difference(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Forgets what a nudge says about its control."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
        refuting[claim["id"]] = found
    return refuting


def wrong_difference_alone(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Forgets what a nudge says about its mean."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible and claim["kind"] == "constraint":
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_difference_first(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """The difference comes before the mean."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
            if possible:
                found.append({**observation, "value": p["value"]})
        refuting[claim["id"]] = found
    return refuting


def wrong_means_at_the_end(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """All differences stand behind all means: a nudge of two predictions."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        gains: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                gains.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found + gains
    return refuting


def wrong_control_makes_a_nudge(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Tells nudges by their control and not by their kind: a constraint with a control."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "mean" if p["control"] else "some run"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if p["control"]:
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_every_run(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Says that every run must miss the value, where one suffices."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "every run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_nudge_by_single_runs(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """A nudge's value is missed by some run and not by the mean."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_constraint_by_mean(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """A constraint's value is missed by the mean and not by some run."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_empty_lists_left_out(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Leaves out claims that nothing can refute, where an empty list is due."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        if found:
            refuting[claim["id"]] = found
    return refuting


def wrong_none_for_nothing(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """None and not an empty list for a claim that nothing can refute."""
    refuting: dict[str, Any] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found or None
    return refuting


def wrong_first_prediction(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Reads the first prediction of a claim alone."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"][:1]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_list_for_each_prediction(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """A list for each prediction inside the claim's list."""
    refuting: dict[str, list[Any]] = {}
    for claim in story["rationale"]:
        whole: list[Any] = []
        for p in claim["predictions"]:
            found = []
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
            whole.append(found)
        refuting[claim["id"]] = whole
    return refuting


def wrong_whole_prediction_copied(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Keeps control and margin of the prediction in the observation."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {**p, "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting


def wrong_goal_is_a_claim(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Also lists what would refute the goal's check."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    check = story["goal"]["check"]
    if check is not None:
        missed = "<" if check["op"] == ">=" else ">"
        about = {"setup": check["setup"], "metric": check["metric"], "over": "some run"}
        refuting["goal"] = [{**about, "op": missed, "value": check["value"]}]
    return refuting


def wrong_by_value(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Sorts a claim's observations by value, and their order is lost."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                found.append({**observation, "value": p["value"]})
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = sorted(found, key=lambda seen: seen["value"])
    return refuting


def wrong_repeats_left_out(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Lists equal observations once: two equal predictions of one claim."""
    refuting: dict[str, list[dict[str, Any]]] = {}
    for claim in story["rationale"]:
        found: list[dict[str, Any]] = []
        for p in claim["predictions"]:
            least, most = ranges[p["metric"]]
            higher = p["op"] == ">="
            op = "<" if higher else ">"
            over = "some run" if claim["kind"] == "constraint" else "mean"
            observation = {"setup": p["setup"], "metric": p["metric"], "over": over, "op": op}
            possible = least < p["value"] if higher else most > p["value"]
            if possible:
                seen = {**observation, "value": p["value"]}
                if seen not in found:
                    found.append(seen)
            if claim["kind"] == "nudge":
                bound = p["margin"] if higher else -p["margin"]
                found.append({**observation, "over": "mean minus control", "value": bound})
        refuting[claim["id"]] = found
    return refuting
