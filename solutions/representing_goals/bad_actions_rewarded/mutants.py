from losslab.representing_goals.goals import Deed

from autograder.course.exercise import mutant, variant


@mutant(
    says="You list every situation in which the reward paid. Paying for what was wanted is what a "
    "reward is for; the line must also say that the action was not wanted.",
)
def all_paid(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [d["situation"] for d in log if reward.get(d["situation"], {}).get(d["action"], 0) > 0]
    return list(dict.fromkeys(found))


@mutant(
    says="You list every situation in which something unwanted was done, paid or not. Whether the "
    "reward paid for it stands in `reward[situation][action]`.",
)
def all_bad(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return list(dict.fromkeys(d["situation"] for d in log if not d["wanted"]))


@mutant(
    says="You read the reward's table and report what it would pay for. A situation that did not "
    "occur in training, or an action that nobody took there, has reinforced nothing. The question "
    "is about the log.",
)
def from_the_table(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    unwanted = {d["action"] for d in log if not d["wanted"]} or {"hide the dirt"}
    return [
        situation
        for situation, pays in reward.items()
        if any(paid > 0 and action in unwanted for action, paid in pays.items())
    ]


@mutant(
    says="The same situation stands there more than once. Each is asked for once, where it first "
    "occurs.",
)
def repeats(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    ]


@mutant(
    says="The situations are right and their order is not: they are asked for in the order in "
    "which they first occurred, not in that of the alphabet.",
)
def bad_actions_rewarded_sorted(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return sorted(
        {
            d["situation"]
            for d in log
            if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
        }
    )


@mutant(
    says="A reward of 0 counts as a payment with you. A bad action that went without reward is "
    "not what the list is for.",
)
def zero_is_paid(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) >= 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="A KeyError: the log holds a situation, or an action in it, that the reward does not "
    "know. It pays 0 there. `.get(key, default)` says so without an `if`.",
)
def indexes(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"] for d in log if not d["wanted"] and reward[d["situation"]][d["action"]] > 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="You keep one line for each situation, the last one, so that a good deed at the end makes "
    "an earlier one undone. The update that the earlier reward caused has happened.",
)
def last_line(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    last = {d["situation"]: d for d in log}
    return [
        situation
        for situation, d in last.items()
        if not d["wanted"] and reward.get(situation, {}).get(d["action"], 0) > 0
    ]


@variant(how="a loop with a list")
def loop(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found: list[str] = []
    for d in log:
        situation = d["situation"]
        paid = situation in reward and reward[situation].get(d["action"], 0.0) > 0
        if paid and not d["wanted"] and situation not in found:
            found.append(situation)
    return found
