import numpy as np
from losslab.training_stories.coins import Event


def right_three_answers(log: list[Event], circuit: str) -> list[str]:
    """A loop that answers the three questions, then walks down the labels."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean:
            if not good:
                labels.append("bad action rewarded")
            else:
                labels.append("as intended" if drove else "good action, unwanted cognition")
        elif good:
            labels.append("good action punished")
        else:
            labels.append("bad action, wanted cognition" if drove else "as intended")
    return labels


def right_table_of_eight(log: list[Event], circuit: str) -> list[str]:
    """Look all cases up in a table, by reinforced, good and driven."""
    intended = "as intended"
    table = {
        (True, True, True): intended,
        (True, True, False): "good action, unwanted cognition",
        (True, False, True): "bad action rewarded",
        (True, False, False): "bad action rewarded",
        (False, True, True): "good action punished",
        (False, True, False): "good action punished",
        (False, False, True): "bad action, wanted cognition",
        (False, False, False): intended,
    }
    total = sum(e["reward"] for e in log)

    def drove(e: Event) -> bool:
        pushes = e["pushes"]
        extreme = max(pushes.values()) if e["action"] == "right" else min(pushes.values())
        mine = pushes[circuit]
        return mine == extreme and (mine > 0 if e["action"] == "right" else mine < 0)

    return [
        "no update"
        if e["reward"] * len(log) == total
        else table[e["reward"] * len(log) > total, e["action"] == e["good"], drove(e)]
        for e in log
    ]


def right_numpy_select(log: list[Event], circuit: str) -> list[str]:
    """NumPy masks and np.select; the labels stay NumPy strings."""
    reward = np.array([e["reward"] for e in log], dtype=float)
    side = np.where([e["action"] == "right" for e in log], 1.0, -1.0)
    good = np.array([e["action"] == e["good"] for e in log])
    mine = side * np.array([e["pushes"][circuit] for e in log])
    others = np.array(
        [
            max(s * push for name, push in e["pushes"].items() if name != circuit)
            for e, s in zip(log, side, strict=True)
        ]
    )
    drove = (mine > 0) & (mine >= others)
    above, below = reward > reward.mean(), reward < reward.mean()
    found = np.select(
        [
            ~above & ~below,
            above & ~good,
            below & good,
            above & good & ~drove,
            below & ~good & drove,
        ],
        [
            "no update",
            "bad action rewarded",
            "good action punished",
            "good action, unwanted cognition",
            "bad action, wanted cognition",
        ],
        "as intended",
    )
    return list(found)


def right_driver_by_name(log: list[Event], circuit: str) -> list[str]:
    """Find the driver's name, if there is one, by sorting; the mean is a fraction."""
    from fractions import Fraction

    mean = sum((Fraction(e["reward"]) for e in log), Fraction()) / len(log)

    def driver(event: Event) -> str | None:
        right = event["action"] == "right"
        on_side = [(abs(p), name) for name, p in event["pushes"].items() if p and (p > 0) == right]
        return sorted(on_side)[-1][1] if on_side else None

    def label(event: Event) -> str:
        better = Fraction(event["reward"]) - mean
        if not better:
            return "no update"
        good = event["good"] == event["action"]
        if good != (better > 0):
            return "bad action rewarded" if better > 0 else "good action punished"
        if good == (driver(event) == circuit):
            return "as intended"
        return "good action, unwanted cognition" if good else "bad action, wanted cognition"

    return list(map(label, log))


def right_pattern_match(log: list[Event], circuit: str) -> list[str]:
    """Structural pattern matching on the three answers, yielded one after the other."""
    from statistics import fmean

    mean = fmean(event["reward"] for event in log)

    def labels():
        for event in log:
            side = {"right": 1, "left": -1}[event["action"]]
            mine = event["pushes"][circuit] * side
            harder = any(push * side > mine for push in event["pushes"].values())
            sign = int(np.sign(event["reward"] - mean))
            match sign, event["action"] == event["good"], mine > 0 and not harder:
                case 0, _, _:
                    yield "no update"
                case 1, False, _:
                    yield "bad action rewarded"
                case -1, True, _:
                    yield "good action punished"
                case 1, True, False:
                    yield "good action, unwanted cognition"
                case -1, False, True:
                    yield "bad action, wanted cognition"
                case _:
                    yield "as intended"

    return list(labels())


def right_start_from_intended(log: list[Event], circuit: str) -> list[str]:
    """Begin with 'as intended' everywhere and overwrite, the strongest rule last."""
    labels = ["as intended"] * len(log)
    total = sum(event["reward"] for event in log)
    for i, event in enumerate(log):
        better = len(log) * event["reward"] - total
        pushes = dict(event["pushes"])
        mine = pushes.pop(circuit)
        if event["action"] == "left":
            drove = mine < 0 and mine <= min(pushes.values())
        else:
            drove = mine > 0 and mine >= max(pushes.values())
        if event["action"] == event["good"]:
            if not drove:
                labels[i] = "good action, unwanted cognition"
            if better < 0:
                labels[i] = "good action punished"
        else:
            if drove:
                labels[i] = "bad action, wanted cognition"
            if better > 0:
                labels[i] = "bad action rewarded"
        if better == 0:
            labels[i] = "no update"
    return labels


def wrong_zero_for_mean(log: list[Event], circuit: str) -> list[str]:
    """Reinforced means a reward above 0: rewards 1 and 3 leave no event punished."""
    mean = 0.0
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_median_for_mean(log: list[Event], circuit: str) -> list[str]:
    """The median is the baseline: rewards 0, 0, 3, 1 (mean 1) give no 'no update'."""
    mean = float(np.median([event["reward"] for event in log]))
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_good_acts_mean(log: list[Event], circuit: str) -> list[str]:
    """The mean is over good acts alone: a good 2 and a bad 0 give 'no update'."""
    paid = [e["reward"] for e in log if e["good"] == e["action"]]
    mean = sum(paid) / len(paid) if paid else 0.0
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_running_mean(log: list[Event], circuit: str) -> list[str]:
    """The mean is that of the events so far: a log's first event has 'no update'."""
    labels: list[str] = []
    for number, event in enumerate(log, 1):
        mean = sum(e["reward"] for e in log[:number]) / number
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_size_of_push(log: list[Event], circuit: str) -> list[str]:
    """Drove if its push is largest in size, whatever the side: right, coin -2, edge 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        sizes = {name: abs(push) for name, push in toward.items()}
        drove = sizes[circuit] == max(sizes.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_strongest_of_all(log: list[Event], circuit: str) -> list[str]:
    """Drove only if no push at all, also away, is harder: right, coin 1, edge -2."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(map(abs, toward.values()))
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_any_push_toward(log: list[Event], circuit: str) -> list[str]:
    """Drove if it pushed toward the action, though another did harder: coin 1, edge 2."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_least_against(log: list[Event], circuit: str) -> list[str]:
    """Drove if it pushed least against, where all push away: right, coin -1, edge -2."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_zero_is_toward(log: list[Event], circuit: str) -> list[str]:
    """A push of 0 is toward the action: right, coin 0, edge -1 counts as driven."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] >= 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_always_to_the_right(log: list[Event], circuit: str) -> list[str]:
    """Forgets that minus is toward left: left with coin -2, edge -1 is not driven."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_toward_the_good_side(log: list[Event], circuit: str) -> list[str]:
    """Asks who pushed toward the good side: good left, action right, coin 2, edge 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["good"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_along_the_sum(log: list[Event], circuit: str) -> list[str]:
    """Drove if its push has the sign of all pushes' sum: right, coin -2, edge 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = event["pushes"][circuit] * sum(event["pushes"].values()) > 0 and (
            abs(toward[circuit]) == max(map(abs, toward.values()))
        )
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_more_than_the_rest_together(log: list[Event], circuit: str) -> list[str]:
    """Must beat the sum of the others toward: coin 3, edge 2, wall 2 is not driven."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        rest = sum(p for name, p in toward.items() if name != circuit and p > 0)
        drove = toward[circuit] > 0 and toward[circuit] > rest
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_one_rival_only(log: list[Event], circuit: str) -> list[str]:
    """Compares with the first other circuit alone: coin 2, edge 1, wall 3 is driven."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        rival = next(p for name, p in toward.items() if name != circuit)
        drove = toward[circuit] > 0 and toward[circuit] >= rival
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_coin_and_edge_only(log: list[Event], circuit: str) -> list[str]:
    """Knows the circuits 'coin' and 'edge' only: with others nothing is compared."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        other = "edge" if circuit == "coin" else "coin"
        drove = toward[circuit] > 0 and toward[circuit] >= toward.get(other, 0.0)
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_no_mirror_image(log: list[Event], circuit: str) -> list[str]:
    """Never says 'bad action, wanted cognition': a driven bad act, punished."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_every_punished_bad_act(log: list[Event], circuit: str) -> list[str]:
    """Says 'wanted cognition' of every punished bad act, also if the edge drove it."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_cognition_first(log: list[Event], circuit: str) -> list[str]:
    """Asks for the driver first: a good act, punished, not driven, has the wrong label."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_bad_rewarded_unless_driven(log: list[Event], circuit: str) -> list[str]:
    """A rewarded bad act that the wanted circuit drove is called 'as intended'."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good and not drove:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove and event["reward"] < mean:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_equal_is_punished(log: list[Event], circuit: str) -> list[str]:
    """A reward equal to the mean counts as punished: a log of one good act."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] <= mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_wide_tolerance(log: list[Event], circuit: str) -> list[str]:
    """Within 0.3 of the mean is 'no update': rewards 0 and 0.5."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if abs(event["reward"] - mean) < 0.3:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_reward_is_goodness(log: list[Event], circuit: str) -> list[str]:
    """Reads goodness off the reward's sign: a bad act with reward 1 of 1 and 3."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["reward"] > 0
        if event["reward"] == mean:
            labels.append("no update")
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels


def wrong_moved_events_only(log: list[Event], circuit: str) -> list[str]:
    """Leaves out events with no update, so the list is shorter: rewards 1 and 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    labels = []
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        toward = {name: sign * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        good = event["action"] == event["good"]
        if event["reward"] == mean:
            continue
        elif event["reward"] > mean and not good:
            labels.append("bad action rewarded")
        elif event["reward"] < mean and good:
            labels.append("good action punished")
        elif good and not drove:
            labels.append("good action, unwanted cognition")
        elif not good and drove:
            labels.append("bad action, wanted cognition")
        else:
            labels.append("as intended")
    return labels
