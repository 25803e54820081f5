from collections.abc import Collection

from losslab.training_stories.stories import Claim, Prediction, Story


def right_top_to_bottom(story: Story, losses: Collection[str]) -> set[str]:
    """One `if` a fault, in the order of the task."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def right_table_of_tests(story: Story, losses: Collection[str]) -> set[str]:
    """A dict from faults to truth values, for the story and for each claim."""
    from collections import Counter

    goal, claims, check = story["goal"], story["rationale"], story["goal"]["check"]
    named = Counter(claim["id"] for claim in claims)

    def reaches(prediction: Prediction) -> bool:
        return all(prediction[key] == check[key] for key in ("setup", "metric"))

    found = {
        "no specification": goal["specification"].split() == [],
        "no desirability": goal["desirability"].split() == [],
        "no check": check is None,
        "goal is a loss": check is not None and check["metric"] in losses,
        "no rationale": len(claims) == 0,
        "rationale misses the goal": check is not None
        and len(claims) > 0
        and not any(reaches(p) for claim in claims for p in claim["predictions"]),
        "no unknowns": len(story["unknowns"]) == 0,
    }
    faults = {fault for fault, there in found.items() if there}
    for claim in claims:
        metrics = {p["metric"] for p in claim["predictions"]}
        of_claim = {
            "unknown kind": claim["kind"] != "constraint" and claim["kind"] != "nudge",
            "predicts nothing": not metrics,
            "predicts losses only": bool(metrics) and metrics <= set(losses),
            "no control": claim["kind"] == "nudge"
            and any(p["control"] in (None, p["setup"]) for p in claim["predictions"]),
            "name taken": named[claim["id"]] > 1,
        }
        faults |= {f"{claim['id']}: {fault}" for fault, there in of_claim.items() if there}
    return faults


def right_generator(story: Story, losses: Collection[str]) -> set[str]:
    """Generators yield the faults, those of claims by a recursion over the list."""
    import re

    def of_goal():
        for part in ("specification", "desirability"):
            if re.search(r"\S", story["goal"][part]) is None:
                yield "no " + part
        match story["goal"]["check"]:
            case None:
                yield "no check"
            case {"metric": metric, "setup": setup}:
                if metric in list(losses):
                    yield "goal is a loss"
                predicted = [p for c in story["rationale"] for p in c["predictions"]]
                reached = [p for p in predicted if p["setup"] == setup and p["metric"] == metric]
                if story["rationale"] and not reached:
                    yield "rationale misses the goal"
        for part in ("rationale", "unknowns"):
            if story[part] == []:
                yield "no " + part

    def of_claims(claims: list[Claim], before: tuple[str, ...]):
        if not claims:
            return
        claim, *rest = claims
        name, kind, promises = claim["id"], claim["kind"], claim["predictions"]
        if kind not in ["nudge", "constraint"]:
            yield name + ": unknown kind"
        if promises == []:
            yield name + ": predicts nothing"
        elif not [p for p in promises if p["metric"] not in list(losses)]:
            yield name + ": predicts losses only"
        controls = [p["control"] for p in promises if p["control"] != p["setup"]]
        if kind == "nudge" and (len(controls) < len(promises) or None in controls):
            yield name + ": no control"
        if name in before:
            yield name + ": name taken"
        yield from of_claims(rest, (*before, name))

    return {*of_goal(), *of_claims(story["rationale"], ())}


def right_sets_united(story: Story, losses: Collection[str]) -> set[str]:
    """Small sets, one for each kind of fault, united at the end."""
    goal, claims = story["goal"], story["rationale"]
    check, bad = goal["check"], frozenset(losses)
    blank = {f"no {key}" for key in goal if key != "check" and not goal[key].strip()}
    empty = {f"no {key}" for key in ("rationale", "unknowns") if not story[key]}
    if check is None:
        of_check = {"no check"}
    else:
        aims = {(p["setup"], p["metric"]) for c in claims for p in c["predictions"]}
        missed = bool(claims) and (check["setup"], check["metric"]) not in aims
        of_check = {"goal is a loss"} if check["metric"] in bad else set()
        if missed:
            of_check.add("rationale misses the goal")
    kinds = {f"{c['id']}: unknown kind" for c in claims if c["kind"] not in ("nudge", "constraint")}
    silent = {f"{c['id']}: predicts nothing" for c in claims if not c["predictions"]}
    lossy = {
        f"{c['id']}: predicts losses only"
        for c in claims
        if c["predictions"] and bad.issuperset(p["metric"] for p in c["predictions"])
    }
    bare = {
        f"{c['id']}: no control"
        for c in claims
        for p in c["predictions"]
        if c["kind"] == "nudge" and (p["control"] is None or p["setup"] == p["control"])
    }
    names = [c["id"] for c in claims]
    taken = {f"{name}: name taken" for i, name in enumerate(names) if name in names[:i]}
    return blank | empty | of_check | kinds | silent | lossy | bare | taken


def right_subtracts_what_is_fine(story: Story, losses: Collection[str]) -> set[str]:
    """Start from all faults that there could be, and discard those that are not there."""
    goal, claims = story["goal"], story["rationale"]
    of_story = ["no specification", "no desirability", "no check", "goal is a loss"]
    of_story += ["no rationale", "rationale misses the goal", "no unknowns"]
    faults = set(of_story)
    if goal["specification"] and not goal["specification"].isspace():
        faults.discard("no specification")
    if goal["desirability"] and not goal["desirability"].isspace():
        faults.discard("no desirability")
    if goal["check"]:
        faults.discard("no check")
        if not any(goal["check"]["metric"] == loss for loss in losses):
            faults.discard("goal is a loss")
    else:
        faults.discard("goal is a loss")
    if claims:
        faults.discard("no rationale")
    hit = not claims or not goal["check"]
    for claim in claims:
        for p in claim["predictions"]:
            hit = hit or (p["setup"], p["metric"]) == (
                goal["check"]["setup"],
                goal["check"]["metric"],
            )
    if hit:
        faults.discard("rationale misses the goal")
    if story["unknowns"]:
        faults.discard("no unknowns")
    for i, claim in enumerate(claims):
        mine = {"unknown kind", "predicts nothing", "predicts losses only", "no control"}
        if claim["kind"] == "constraint" or claim["kind"] == "nudge":
            mine.discard("unknown kind")
        if claim["predictions"]:
            mine.discard("predicts nothing")
        if not claim["predictions"] or any(p["metric"] not in losses for p in claim["predictions"]):
            mine.discard("predicts losses only")
        if claim["kind"] != "nudge" or all(
            p["control"] is not None and p["control"] != p["setup"] for p in claim["predictions"]
        ):
            mine.discard("no control")
        if any(earlier["id"] == claim["id"] for earlier in claims[:i]):
            mine.add("name taken")
        faults.update(f"{claim['id']}: {fault}" for fault in mine)
    return faults


def wrong_blank_is_something(story: Story, losses: Collection[str]) -> set[str]:
    """White space counts as a text: a specification of '  '."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"]:
        faults.add("no specification")
    if not goal["desirability"]:
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_spaces_only(story: Story, losses: Collection[str]) -> set[str]:
    """Strips blanks and no other white space: a desirability of '\\n\\t'."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip(" "):
        faults.add("no specification")
    if not goal["desirability"].strip(" "):
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_second_text_unstripped(story: Story, losses: Collection[str]) -> set[str]:
    """Strips the specification and forgets to strip the desirability."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if goal["desirability"] == "":
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_returns_at_missing_check(story: Story, losses: Collection[str]) -> set[str]:
    """Stops at a missing check, so what is wrong with claims is not said."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
        return faults
    if check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_no_check_no_comparison(story: Story, losses: Collection[str]) -> set[str]:
    """A missing check raises a TypeError: the check is None."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    if check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_missing_check_misses(story: Story, losses: Collection[str]) -> set[str]:
    """Also says that the rationale misses the goal where there is no check."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if check is None or (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_no_claims_miss(story: Story, losses: Collection[str]) -> set[str]:
    """Also says that the rationale misses the goal where there are no claims."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_metric_reaches_the_goal(story: Story, losses: Collection[str]) -> set[str]:
    """Agreeing in the metric suffices: a prediction about it in another setup."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [p["metric"] for claim in rationale for p in claim["predictions"]]
        if check["metric"] not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_setup_reaches_the_goal(story: Story, losses: Collection[str]) -> set[str]:
    """Agreeing in the setup suffices: a prediction of another metric in it."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [p["setup"] for claim in rationale for p in claim["predictions"]]
        if check["setup"] not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_setup_here_metric_there(story: Story, losses: Collection[str]) -> set[str]:
    """Setup and metric may agree in two predictions: (new, loss) and (old, acc)."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [p for claim in rationale for p in claim["predictions"]]
        setups, metrics = {p["setup"] for p in about}, {p["metric"] for p in about}
        if check["setup"] not in setups or check["metric"] not in metrics:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_whole_prediction_reaches(story: Story, losses: Collection[str]) -> set[str]:
    """Only a prediction that equals the whole check reaches the goal, value and all."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [p for claim in rationale for p in claim["predictions"]]
        if check not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_first_claim_reaches(story: Story, losses: Collection[str]) -> set[str]:
    """Asks only the first claim whether it reaches the goal."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale[:1] for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_every_claim_reaches(story: Story, losses: Collection[str]) -> set[str]:
    """Each claim must reach the goal, where one suffices."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        aim = (check["setup"], check["metric"])
        reached = [
            any((p["setup"], p["metric"]) == aim for p in c["predictions"]) for c in rationale
        ]
        if not all(reached):
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_any_loss(story: Story, losses: Collection[str]) -> set[str]:
    """One prediction of a loss suffices for 'predicts losses only': any for all."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif any(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_all_of_nothing(story: Story, losses: Collection[str]) -> set[str]:
    """A claim without predictions also 'predicts losses only', as all([]) is True."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        if all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_metrics_named_loss(story: Story, losses: Collection[str]) -> set[str]:
    """Takes metrics with 'loss' in their names for losses, whatever `losses` holds."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif "loss" in check["metric"]:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all("loss" in p["metric"] for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_part_of_a_name(story: Story, losses: Collection[str]) -> set[str]:
    """Asks whether a metric is a part of a loss's name: 'acc' in 'acc loss'."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif any(check["metric"] in loss for loss in losses):
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(any(p["metric"] in loss for loss in losses) for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_first_loss_alone(story: Story, losses: Collection[str]) -> set[str]:
    """Knows the first loss only: losses 'train loss' and 'test loss'."""
    faults = set()
    losses = list(losses)[:1]
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_constraints_need_controls(story: Story, losses: Collection[str]) -> set[str]:
    """Asks constraints for a control too."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        for p in predictions:
            if p["control"] is None or p["control"] == p["setup"]:
                faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_one_control_suffices(story: Story, losses: Collection[str]) -> set[str]:
    """Complains only if no prediction has a control: one with and one without."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        lacking = [p["control"] in (None, p["setup"]) for p in predictions]
        if claim["kind"] == "nudge" and predictions and all(lacking):
            faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_own_control(story: Story, losses: Collection[str]) -> set[str]:
    """Takes a setup that is its own control for a control."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_none_as_control(story: Story, losses: Collection[str]) -> set[str]:
    """Finds a setup that is its own control, and not a control of None."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_first_control(story: Story, losses: Collection[str]) -> set[str]:
    """Looks at the control of the first prediction alone."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions[:1]:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_silent_nudge_lacks_control(story: Story, losses: Collection[str]) -> set[str]:
    """A nudge without predictions lacks a control as well."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        lacking = [p["control"] in (None, p["setup"]) for p in predictions]
        if claim["kind"] == "nudge" and (not predictions or any(lacking)):
            faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_one_fault_a_claim(story: Story, losses: Collection[str]) -> set[str]:
    """Gives one fault a claim, by elif: an unknown kind that predicts nothing."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        elif not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_kind_in_any_case(story: Story, losses: Collection[str]) -> set[str]:
    """Takes 'Nudge' for a known kind."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"].lower() not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_kind_as_part(story: Story, losses: Collection[str]) -> set[str]:
    """'in' on a string: the kind 'strain' or '' is a part of 'constraint or nudge'."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in "constraint or nudge":
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_nudges_only(story: Story, losses: Collection[str]) -> set[str]:
    """Any kind other than 'nudge' passes for a constraint: the kind 'hope'."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_neighbor_has_the_name(story: Story, losses: Collection[str]) -> set[str]:
    """Compares with the claim just before only: ids a, b, a."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken: set[str] = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken = {name}
    return faults


def wrong_names_in_any_case(story: Story, losses: Collection[str]) -> set[str]:
    """Names that differ in case count as taken: A and a."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name.lower() in taken:
            faults.add(f"{name}: name taken")
        taken.add(name.lower())
    return faults


def wrong_name_without_id(story: Story, losses: Collection[str]) -> set[str]:
    """Says 'name taken' without the id."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add("name taken")
        taken.add(name)
    return faults


def wrong_names_may_repeat(story: Story, losses: Collection[str]) -> set[str]:
    """Never says that a name is taken: ids a, a."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
    return faults


def wrong_later_claim_hides_earlier(story: Story, losses: Collection[str]) -> set[str]:
    """Claims by id in a dict, so of two with one id only the last is read."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    for claim in {claim["id"]: claim for claim in rationale}.values():
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if [c["id"] for c in rationale].count(name) > 1:
            faults.add(f"{name}: name taken")
    return faults


def wrong_blank_unknowns(story: Story, losses: Collection[str]) -> set[str]:
    """A list of blank unknowns counts as empty: ['']."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not any(text.strip() for text in story["unknowns"]):
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_wordless_claims(story: Story, losses: Collection[str]) -> set[str]:
    """Invents a fault for claims whose `says` is empty."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        if not claim["says"].strip():
            faults.add(f"{name}: says nothing")
        taken.add(name)
    return faults


def wrong_id_by_place(story: Story, losses: Collection[str]) -> set[str]:
    """Names claims by their places and not by their ids."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for place, claim in enumerate(rationale):
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{place}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults


def wrong_says_none(story: Story, losses: Collection[str]) -> set[str]:
    """Says {'none'} of a story without faults, and not the empty set."""
    faults = set()
    goal, rationale = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"].strip():
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not rationale:
        faults.add("no rationale")
    if check is not None and rationale:
        about = [(p["setup"], p["metric"]) for claim in rationale for p in claim["predictions"]]
        if (check["setup"], check["metric"]) not in about:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")
    taken = set()
    for claim in rationale:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        if claim["kind"] == "nudge":
            for p in predictions:
                if p["control"] is None or p["control"] == p["setup"]:
                    faults.add(f"{name}: no control")
        if name in taken:
            faults.add(f"{name}: name taken")
        taken.add(name)
    return faults or {"none"}
