import math

import numpy as np
from losslab.training_stories.stories import Claim, Prediction, Run

from autograder.course.exercise import mutant, variant


@mutant(
    says="The mean over the runs decides here. The claims are about every run, and one "
    "counterexample is enough: no mean can outweigh it.",
)
def by_mean(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="A claim is refuted only if all of its predictions fail. It promises each of them, so one "
    "broken promise refutes it.",
)
def all_predictions(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="Only the first prediction of a claim counts here. A claim makes all of its predictions.",
)
def first_prediction(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="A run that diverged gets away with it. NaN is neither at least nor at most anything: it "
    "keeps no promise.",
)
def forgives_nan(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="A value that is reached exactly counts as broken in your answer. At least 0.5 and at "
    "most 0.5 both allow 0.5.",
)
def strict(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="It is held against a claim that a run did not measure its metric. What nobody measured "
    "refutes nothing.",
)
def unmeasured(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="Predictions are tested on all runs. Each is about the runs of one setup; what others"
    " do is no promise of it.",
)
def any_setup(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says="A claim is refuted only if every run breaks it. It says something of every run, so its "
    "opposite is that some run is different.",
)
def every_run(claims: list[Claim], runs: list[Run]) -> set[str]:
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
    says='Every prediction is read as "at least". Some promise that a metric stays at most at a '
    "value: look at `op`.",
)
def ignores_op(claims: list[Claim], runs: list[Run]) -> set[str]:
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


@variant(how="looping over runs first, with operators from a table")
def by_runs(claims: list[Claim], runs: list[Run]) -> set[str]:
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


@variant(how="grouping what was measured, and looking at the worst of it")
def by_the_worst(claims: list[Claim], runs: list[Run]) -> set[str]:
    found: dict[tuple[str, str], list[float]] = {}
    while runs:
        run = runs.pop()
        for metric, value in run["measured"].items():
            found.setdefault((run["setup"], metric), []).append(value)

    def kept(p: Prediction) -> bool:
        values = np.array(found.get((p["setup"], p["metric"]), [p["value"]]))
        worst = values.min() - p["value"] if p["op"] == ">=" else p["value"] - values.max()
        return bool(worst >= 0)

    return {c["id"] for c in claims if not all(kept(p) for p in c["predictions"])}
