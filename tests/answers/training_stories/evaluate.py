from typing import Any

import numpy as np
from losslab.training_stories.stories import Claim, Prediction, Run, Story


def right_helpers(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A helper for values, one for predictions and one for claims."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        found = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in found:
            claims[claim["id"]] = "refuted"
        elif "untested" in found or not found:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def right_numpy_index(story: Story, runs: list[Run]) -> dict[str, Any]:
    """An index of NumPy arrays, and verdicts as numbers of which the greatest counts."""
    from collections import defaultdict

    lists = defaultdict(list)
    for run in runs:
        for metric, value in run["measured"].items():
            lists[run["setup"], metric].append(value)
    arrays = {key: np.array(found, dtype=np.float64) for key, found in lists.items()}
    names = np.array(["supported", "untested", "refuted"])

    def judged(p: Prediction, nudge: bool) -> int:
        found = arrays.get((p["setup"], p["metric"]))
        control = arrays.get((p["control"], p["metric"])) if nudge else found
        if found is None or control is None:
            return 1
        better = np.greater_equal if p["op"] == ">=" else np.less_equal
        if not nudge:
            return 0 if better(found, p["value"]).all() else 2
        needed = control.mean() + (p["margin"] if p["op"] == ">=" else -p["margin"])
        return 0 if better(found.mean(), p["value"]) and better(found.mean(), needed) else 2

    numbers = {
        claim["id"]: max([judged(p, claim["kind"] == "nudge") for p in claim["predictions"]] or [1])
        for claim in story["rationale"]
    }
    return {
        "goal": names[judged(story["goal"]["check"], False)],
        "claims": {name: names[number] for name, number in numbers.items()},
        "open": [*story["unknowns"], *(name for name, number in numbers.items() if number == 1)],
    }


def right_statistics(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Means by the statistics module, sets of verdicts, and OrderedDicts as results."""
    from collections import OrderedDict
    from statistics import fmean

    def numbers(setup: str | None, metric: str) -> list[float]:
        return [
            run["measured"][metric]
            for run in runs
            if run["setup"] == setup and metric in run["measured"]
        ]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_prediction(p: Prediction, kind: str) -> str:
        mine, op, bound = numbers(p["setup"], p["metric"]), p["op"], p["value"]
        if kind == "constraint":
            if not mine:
                return "untested"
            return "supported" if all(keeps(v, op, bound) for v in mine) else "refuted"
        usual = numbers(p["control"], p["metric"])
        if not mine or not usual:
            return "untested"
        margin = p["margin"] if op == ">=" else -p["margin"]
        gain = fmean(mine) - fmean(usual)
        both = keeps(fmean(mine), op, bound) and keeps(gain, op, margin)
        return "supported" if both else "refuted"

    def of_claim(claim: Claim) -> str:
        said = {of_prediction(p, claim["kind"]) for p in claim["predictions"]} or {"untested"}
        return next(v for v in ("refuted", "untested", "supported") if v in said)

    claims = OrderedDict((c["id"], of_claim(c)) for c in story["rationale"])
    unknown = list(story["unknowns"])
    unknown.extend(filter(lambda name: claims[name] == "untested", claims))
    goal = of_prediction(story["goal"]["check"], "constraint")
    return OrderedDict(goal=goal, claims=claims, open=unknown)


def right_counterexamples(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Ask each prediction for its tests, a list of truth values that is empty if untested."""
    from statistics import fmean

    def found(setup: str | None, metric: str) -> list[float]:
        return [
            r["measured"][metric] for r in runs if r["setup"] == setup and metric in r["measured"]
        ]

    def tests(p: Prediction, kind: str) -> list[bool]:
        up = p["op"] == ">="
        mine = found(p["setup"], p["metric"])
        if kind == "constraint":
            return [value >= p["value"] if up else value <= p["value"] for value in mine]
        control = found(p["control"], p["metric"])
        if not (mine and control):
            return []
        high, low = (fmean(mine), fmean(control)) if up else (fmean(control), fmean(mine))
        value_kept = fmean(mine) >= p["value"] if up else fmean(mine) <= p["value"]
        return [value_kept, high - low >= p["margin"]]

    def said(groups: list[list[bool]]) -> str:
        if not all(all(group) for group in groups):
            return "refuted"
        return "supported" if groups and all(groups) else "untested"

    goal = said([tests(story["goal"]["check"], "constraint")])
    claims = {
        claim["id"]: said([tests(p, claim["kind"]) for p in claim["predictions"]])
        for claim in story["rationale"]
    }
    left = [c["id"] for c in story["rationale"] if claims[c["id"]] == "untested"]
    return {"goal": goal, "claims": claims, "open": list(story["unknowns"]) + left}


def right_class(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A small class that keeps sums, counts and extremes of each setup and metric."""

    class Summary:
        def __init__(self) -> None:
            self.count, self.total = 0, 0.0
            self.least, self.most = float("inf"), float("-inf")

        def add(self, value: float) -> None:
            self.count += 1
            self.total += value
            self.least, self.most = min(self.least, value), max(self.most, value)

    summaries: dict[tuple[str | None, str], Summary] = {}
    for run in runs:
        for metric, value in run["measured"].items():
            summaries.setdefault((run["setup"], metric), Summary()).add(value)

    def verdict(p: Prediction, kind: str) -> str:
        mine = summaries.get((p["setup"], p["metric"]))
        other = summaries.get((p["control"], p["metric"]))
        if mine is None or (kind == "nudge" and other is None):
            return "untested"
        low = p["op"] == "<="
        if kind == "nudge" and other is not None:
            mean = mine.total / mine.count
            gain = mean - other.total / other.count
            fails = mean > p["value"] if low else mean < p["value"]
            fails = fails or (-gain if low else gain) < p["margin"]
        else:
            fails = mine.most > p["value"] if low else mine.least < p["value"]
        return "refuted" if fails else "supported"

    claims: dict[str, str] = {}
    still_open = [text for text in story["unknowns"]]
    for claim in story["rationale"]:
        worst = "supported" if claim["predictions"] else "untested"
        for p in claim["predictions"]:
            said = verdict(p, claim["kind"])
            if said == "refuted" or (said == "untested" and worst == "supported"):
                worst = said
        claims[claim["id"]] = worst
        if worst == "untested":
            still_open.append(claim["id"])
    goal = verdict(story["goal"]["check"], "constraint")
    return {"goal": goal, "claims": claims, "open": still_open}


def wrong_constraint_by_mean(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Judges a constraint by the mean: 0.8 and 1.0 for '>= 0.9'."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = sign * sum(found) / len(found) >= sign * p["value"]
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_one_run_suffices(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A constraint is supported if any run keeps it: 0.95 and 0.5."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = any(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_last_run(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A constraint is judged by its last run alone."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = sign * found[-1] >= sign * p["value"]
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_exactly_reached(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A run that reaches the value exactly does not keep it: 0.9 for '>= 0.9'."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value > sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_nearly_reached(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Forgives a constraint 0.01: 0.895 for '>= 0.9'."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] - 0.01 for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_nudge_in_every_run(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Each run of a nudge must keep the value and not the mean: 0.8, 1.0 for '>= 0.85'."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = all(sign * value >= sign * p["value"] for value in found)
        kept = kept and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_nudge_in_some_run(story: Story, runs: list[Run]) -> dict[str, Any]:
    """One run of a nudge that keeps the value will do, whatever their mean is."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = any(sign * value >= sign * p["value"] for value in found)
        kept = kept and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_bare_promise(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Forgets the gain over the control: mean 0.8 for '>= 0.65', control 0.8."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean = sum(found) / len(found)
        kept = sign * mean >= sign * p["value"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_gain_alone(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Forgets the value: a nudge that beats its control by far and misses the value."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_either_will_do(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Value or gain, where both are needed."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] or sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_margin_ignored(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Any gain will do: 0.01 where the margin is 0.05."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) > 0
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_usual_margin(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Has the margin 0.05 built in: a loss whose margin is 0.001."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= 0.05
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_relative_margin(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Takes the margin for a share of the control's mean."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"] * abs(
            usual
        )
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_size_of_gain(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A difference in either direction counts as a gain: higher is worse."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and abs(mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_gain_always_upward(story: Story, runs: list[Run]) -> dict[str, Any]:
    """The gain is mean minus control also where lower is better."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and mean - usual >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_always_at_least(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Reads every op as '>=': a loss of 0.01 that was to be at most 0.05."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_paired_seeds(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Compares only seeds that both setups have: control seeds 0 to 4, setup 0 to 1."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        mine = {r["seed"] for r in runs if r["setup"] == p["setup"]}
        theirs = {r["seed"] for r in runs if r["setup"] == p["control"]}
        both = mine & theirs
        paired = [
            r["measured"][p["metric"]]
            for r in runs
            if r["setup"] == p["control"] and r["seed"] in both and p["metric"] in r["measured"]
        ]
        control = paired or control
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_as_many_as_the_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Cuts both lists to the shorter one's length before it takes means."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        size = min(len(found), len(control))
        found, control = found[:size], control[:size]
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_divided_by_all_runs(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Divides by the number of runs, also of those that did not measure the metric."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean = sum(found) / sum(run["setup"] == p["setup"] for run in runs)
        usual = sum(control) / sum(run["setup"] == p["control"] for run in runs)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_medians(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Medians and not means, in setup and control."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = float(np.median(found)), float(np.median(control))
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_best_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Must beat the control's best run and not its mean."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean = sum(found) / len(found)
        usual = max(control) if sign > 0 else min(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_worst_case(story: Story, runs: list[Run]) -> dict[str, Any]:
    """The setup's worst run must beat the control's mean by the margin."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = (
            sign * mean >= sign * p["value"]
            and sign * ((min(found) if sign > 0 else max(found)) - usual) >= p["margin"]
        )
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_first_run_of_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Reads the first run of the control alone."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), control[0]
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_all_others_are_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Compares with all other setups' runs together, not with the control's."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        others = [run["measured"] for run in runs if run["setup"] != p["setup"]]
        control = [each[p["metric"]] for each in others if p["metric"] in each]
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_unmeasured_is_zero(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Reads 0 where a run did not measure the metric."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured.get(metric, 0.0) for measured in chosen]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_zero_is_unmeasured(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A measured 0.0 is taken for nothing measured."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if measured.get(metric)]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_gap_makes_untested(story: Story, runs: list[Run]) -> dict[str, Any]:
    """One run that lacks the metric makes a prediction untested."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        if not all(metric in measured for measured in chosen):
            return []
        return [measured[metric] for measured in chosen]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_setup_without_metric(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Untested only if the setup has no runs: runs without the metric support it."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if all(run["setup"] != p["setup"] for run in runs):
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean = sum(found) / max(len(found), 1)
        usual = sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_refuted_without_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Refutes a nudge whose value is missed, though its control has no runs."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            missed = sign * sum(found) / len(found) < sign * p["value"]
            return "refuted" if missed else "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_control_not_needed(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Without runs of the control the value alone decides."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            kept = sign * sum(found) / len(found) >= sign * p["value"]
            return "supported" if kept else "refuted"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_missing_control_is_zero(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Takes a mean of 0 for a control without runs."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        control = control or [0.0]
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_missing_control_refutes(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A nudge whose control has no runs is refuted and not untested."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "refuted"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_untested_first(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A claim with an untested prediction is untested, though another is refuted."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "untested" in said or not said:
            claims[claim["id"]] = "untested"
        elif "refuted" in said:
            claims[claim["id"]] = "refuted"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_all_of_nothing(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A claim without predictions is supported, as all([]) is True."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_untested_if_all_are(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A claim is untested only if all its predictions are."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif all(each == "untested" for each in said):
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_refuted_if_all_are(story: Story, runs: list[Run]) -> dict[str, Any]:
    """A claim is refuted only if all its predictions are."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if said and all(each == "refuted" for each in said):
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_first_prediction(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Reads the first prediction of a claim alone."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"][:1]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_last_prediction(story: Story, runs: list[Run]) -> dict[str, Any]:
    """The verdict on the last prediction is that on the claim."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"][-1:]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_control_makes_a_nudge(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Tells nudges by a control and not by their kind: a constraint with a control."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, _: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if p["control"] is None:
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict({**story["goal"]["check"], "control": None}, "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_goal_by_mean(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Judges the goal's check by the mean over runs and not by every run."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    check = story["goal"]["check"]
    seen = values(check["setup"], check["metric"])
    middle = [sum(seen) / len(seen)] if seen else []
    way = 1 if check["op"] == ">=" else -1
    kept = all(way * value >= way * check["value"] for value in middle)
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": ("supported" if kept else "refuted") if middle else "untested",
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_goal_with_control(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Judges the goal like a nudge where its check names a control."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(
            story["goal"]["check"], "nudge" if story["goal"]["check"]["control"] else "constraint"
        ),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_goal_by_claims(story: Story, runs: list[Run]) -> dict[str, Any]:
    """The goal is supported if all claims are, and nobody looks at its check."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": "supported" if set(claims.values()) <= {"supported"} else "refuted",
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_goal_is_open_too(story: Story, runs: list[Run]) -> dict[str, Any]:
    """An untested goal is listed among what is open."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    if verdict(story["goal"]["check"], "constraint") == "untested":
        untested = ["goal", *untested]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_unknowns_last(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Untested claims come before the story's unknowns."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": untested + story["unknowns"],
    }


def wrong_unknowns_only(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Lists the unknowns and no untested claims as open."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"],
    }


def wrong_open_sorted(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Sorts what is open by the alphabet, so that its order is lost."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": sorted(story["unknowns"] + untested),
    }


def wrong_unknowns_once(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Lists equal texts once: an unknown that reads like an untested claim's id."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": list(dict.fromkeys(story["unknowns"] + untested)),
    }


def wrong_refuted_is_open(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Lists refuted claims as open too."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said != "supported"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_one_run_a_seed(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Runs by seed in a dict, so that one setup's run hides another's."""

    seeds = {run["seed"]: run for run in runs}

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in seeds.values() if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint"),
        "claims": claims,
        "open": story["unknowns"] + untested,
    }


def wrong_verdict_as_truth(story: Story, runs: list[Run]) -> dict[str, Any]:
    """True and False instead of 'supported' and 'refuted' for the goal."""

    def values(setup: str | None, metric: str) -> list[float]:
        chosen = [run["measured"] for run in runs if run["setup"] == setup]
        return [measured[metric] for measured in chosen if metric in measured]

    def verdict(p: Prediction, kind: str) -> str:
        found = values(p["setup"], p["metric"])
        if not found:
            return "untested"
        sign = 1 if p["op"] == ">=" else -1
        if kind == "constraint":
            kept = all(sign * value >= sign * p["value"] for value in found)
            return "supported" if kept else "refuted"
        control = values(p["control"], p["metric"])
        if not control:
            return "untested"
        mean, usual = sum(found) / len(found), sum(control) / len(control)
        kept = sign * mean >= sign * p["value"] and sign * (mean - usual) >= p["margin"]
        return "supported" if kept else "refuted"

    claims = {}
    for claim in story["rationale"]:
        said = [verdict(p, claim["kind"]) for p in claim["predictions"]]
        if "refuted" in said:
            claims[claim["id"]] = "refuted"
        elif "untested" in said or not said:
            claims[claim["id"]] = "untested"
        else:
            claims[claim["id"]] = "supported"
    untested = [name for name, said in claims.items() if said == "untested"]
    return {
        "goal": verdict(story["goal"]["check"], "constraint") == "supported",
        "claims": claims,
        "open": story["unknowns"] + untested,
    }
