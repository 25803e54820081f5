from typing import Any

import numpy as np
from losslab.training_stories.stories import Claim, Prediction, Run, Story

from autograder.course.exercise import mutant, variant


@mutant(
    says="Constraints are judged by their mean. A constraint is a promise about every run, and one "
    "run that breaks it refutes it.",
)
def constraint_by_mean(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = keeps(sum(values) / len(values), p["op"], p["value"])
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Nudges need only reach their value here. If the control reaches it too, the nudge did "
    "nothing: compare with the mean of the control.",
)
def without_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"])
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Nudges need only be better than their control here. They also promise a value, and a "
    "small gain may leave the mean far from it.",
)
def control_only(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Any gain over the control is enough here. The story says by how much the mean has to be "
    "better: at least `margin`.",
)
def any_gain(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain > 0
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says='The gain over the control is taken upwards. Where `op` is "<=", better is lower, '
    "and the gain is the control's mean minus the setup's.",
)
def gain_upwards(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Nudges are held to every run. A nudge makes something likelier; its mean has to keep the "
    "value, and a single run may miss it.",
)
def nudge_every_run(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = all(keeps(value, p["op"], p["value"]) for value in values) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="What nobody tested counts as supported in your answer. Where nothing was measured, "
    "nothing was kept.",
)
def untested_supported(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="A claim is untested here as soon as one of its predictions is. Another of them may "
    "already be refuted, and that settles it.",
)
def untested_first(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "untested" in verdicts or not verdicts:
            return "untested"
        return "refuted" if "refuted" in verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="A claim of which one prediction was tested and kept is supported in your answer. The "
    "others are still open, so the claim is.",
)
def partly_tested(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "supported" if "supported" in verdicts else "untested"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Where the control was not run, a nudge is judged by its mean. Without a control nobody "
    "knows whose doing the mean is: untested.",
)
def control_missing(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values:
            return "untested"
        mean = sum(values) / len(values)
        if not controls:
            return "supported" if keeps(mean, p["op"], p["value"]) else "refuted"
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="The goal's check is judged by the mean over the runs. It is read like a constraint: the "
    "goal is met in every run or it is not.",
)
def goal_by_mean(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    def of_goal(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = keeps(sum(values) / len(values), p["op"], p["value"])
        return "supported" if kept else "refuted"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_goal(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="The story's own unknowns are missing from `open`. Runs did not answer them.",
)
def forgets_unknowns(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": untested,
    }


@mutant(
    says="`open` lists the story's unknowns only. A claim that was not tested is as open as they "
    "are: add its id.",
)
def forgets_untested(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"]],
    }


@mutant(
    says='A run that reaches a value exactly breaks it in your answer. "At least" and "at '
    'most" allow equality.',
)
def strict(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value > bound if op == ">=" else value < bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="Any difference to the control is enough here, also one for the worse. The nudge promises "
    'a mean that is better by `margin`: higher where `op` is ">=", lower where it is "<=".',
)
def any_difference(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        kept = keeps(mean, p["op"], p["value"]) and abs(gain) >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@mutant(
    says="A claim without predictions counts as supported in your answer. It promised nothing, so "
    "nothing tested it.",
)
def nothing_promised(story: Story, runs: list[Run]) -> dict[str, Any]:
    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


@variant(how="all predictions as lists of kept or broken promises")
def by_promises(story: Story, runs: list[Run]) -> dict[str, Any]:
    def values(setup: str | None, metric: str) -> np.ndarray:
        own = [
            r["measured"][metric] for r in runs if r["setup"] == setup and metric in r["measured"]
        ]
        return np.array(own)

    def promises(kind: str, p: Prediction) -> list[bool] | None:
        sign = 1.0 if p["op"] == ">=" else -1.0
        own = sign * values(p["setup"], p["metric"])
        bound = sign * p["value"]
        if own.size == 0:
            return None
        if kind == "constraint":
            return [bool(v >= bound) for v in own]
        other = sign * values(p["control"], p["metric"])
        if other.size == 0:
            return None
        return [bool(own.mean() >= bound), bool(own.mean() - other.mean() >= p["margin"])]

    def verdict(kind: str, predictions: list[Prediction]) -> str:
        lists = [promises(kind, p) for p in predictions]
        if any(not all(kept) for kept in lists if kept is not None):
            return "refuted"
        return "untested" if None in lists or not lists else "supported"

    claims = {c["id"]: verdict(c["kind"], c["predictions"]) for c in story["rationale"]}
    goal: list[Any] = [story["goal"]["check"]]
    return {
        "goal": verdict("constraint", goal),
        "claims": claims,
        "open": story["unknowns"] + [name for name in claims if claims[name] == "untested"],
    }
