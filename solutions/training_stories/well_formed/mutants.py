from collections.abc import Collection

from losslab.training_stories.stories import Story

from autograder.course.exercise import mutant, variant


@mutant(
    says="Blanks pass as a specification, and as a desirability. White space is not a word.",
)
def takes_blanks(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part]:
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="A desirability of blanks passes as one. White space is not a word there, either.",
)
def takes_blank_desirability(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    if not goal["specification"].strip():
        faults.add("no specification")
    if not goal["desirability"]:
        faults.add("no desirability")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says='A goal counts as a loss if its specification says "loss". Words are not what is checked: '
    '"without a loss of time" is no fault, and a goal whose check reads a loss is one, '
    "whatever its words say.",
)
def reads_words(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    if "loss" in goal["specification"]:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says='A metric counts as a loss if "loss" is in its name. Which metrics are losses is an '
    "argument, `losses`, and a regret is one.",
)
def guesses_losses(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif "loss" in check["metric"]:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all("loss" in p["metric"] for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="A claim without predictions is reported as one that predicts losses only, beside "
    "predicting nothing. `all` of an empty list is True: ask first whether there are any.",
)
def all_of_nothing(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        if all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="One prediction about a loss is enough for a claim to be reported as predicting "
    "losses only. It may predict the loss and, beside it, something about the model.",
)
def any_loss(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif any(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="A setup passes as its own control. A comparison of something with itself always "
    "comes out the same.",
)
def own_control(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] is None for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="Constraints are asked for a control too. A constraint says what every run must do, and "
    "needs no comparison. Only a nudge claims to have changed something.",
)
def controls_for_all(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="Only the first prediction of a nudge is asked for a control. Each of them needs a "
    "control.",
)
def first_control(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions[:1])
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="Any claim about the metric of the goal will do here. The goal is checked in "
    "one setup. What happens to the same metric in another setup is another question.",
)
def metric_alone(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = check["metric"]
        if target not in [p["metric"] for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="Where there are no claims two faults are reported, that there is no rationale and "
    "that it misses the goal. The second is about claims that exist.",
)
def misses_twice(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    if check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


@mutant(
    says="Of several faults only one is reported. Whoever mends it then meets the next one: "
    "report all of them.",
)
def first_fault(story: Story, losses: Collection[str]) -> set[str]:
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return set(sorted(faults)[:1])


@variant(how="one dict of faults and whether they are there")
def as_table(story: Story, losses: Collection[str]) -> set[str]:
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    about = {(p["setup"], p["metric"]) for c in claims for p in c["predictions"]}
    missed = check is not None and (check["setup"], check["metric"]) not in about
    there = {
        "no specification": goal["specification"].isspace() or goal["specification"] == "",
        "no desirability": goal["desirability"].isspace() or goal["desirability"] == "",
        "no check": check is None,
        "goal is a loss": check is not None and check["metric"] in losses,
        "no rationale": claims == [],
        "rationale misses the goal": bool(claims) and missed,
        "no unknowns": story["unknowns"] == [],
    }
    for number, c in enumerate(claims):
        name, metrics = c["id"], [p["metric"] for p in c["predictions"]]
        others = [p["control"] not in (None, p["setup"]) for p in c["predictions"]]
        own = {
            "unknown kind": c["kind"] not in {"constraint", "nudge"},
            "predicts nothing": metrics == [],
            "predicts losses only": metrics != [] and set(metrics) <= set(losses),
            "no control": c["kind"] == "nudge" and not all(others),
            "name taken": name in [earlier["id"] for earlier in claims[:number]],
        }
        for fault, is_there in own.items():
            there[f"{name}: {fault}"] = there.get(f"{name}: {fault}", False) or is_there
    return {fault for fault, is_there in there.items() if is_there}
