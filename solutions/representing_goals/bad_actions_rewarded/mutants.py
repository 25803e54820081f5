from losslab.representing_goals.goals import Deed

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every situation is listed in which the reward paid for what was done. Paying for what "
    "was wanted is what a reward is for; the line must also say that the action was not wanted.",
)
def all_paid(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [d["situation"] for d in log if reward.get(d["situation"], {}).get(d["action"], 0) > 0]
    return list(dict.fromkeys(found))


@mutant(
    says="Every situation is listed in which something unwanted was done, paid or not. Whether "
    "the reward paid for it stands in `reward[situation][action]`.",
)
def all_bad(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return list(dict.fromkeys(d["situation"] for d in log if not d["wanted"]))


@mutant(
    says="Situations are listed for what the reward would pay there, whether or not anybody did "
    "it. A situation that did not occur in training, or an action that nobody took there, has "
    "reinforced nothing. The question is about the log.",
)
def from_the_table(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    unwanted = {d["action"] for d in log if not d["wanted"]} or {"hide the dirt"}
    return [
        situation
        for situation, pays in reward.items()
        if any(paid > 0 and action in unwanted for action, paid in pays.items())
    ]


@mutant(
    says="A situation is listed as often as something bad was paid for there. Each is asked for "
    "once, at the first time.",
)
def repeats(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    return [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    ]


@mutant(
    says="The situations are right and their order is that of the alphabet: they are asked for in "
    "the order in which something bad was first paid for there.",
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
    says="A reward of 0 counts as a payment. A bad action that went without reward is not what "
    "the list is for.",
)
def zero_is_paid(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) >= 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="A KeyError wherever something unwanted is done that the reward does not know: a "
    "situation, or an action in it. It pays 0 there. `.get(key, default)` says so without an `if`.",
)
def indexes(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"] for d in log if not d["wanted"] and reward[d["situation"]][d["action"]] > 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="Only the last line of each situation counts, so that a good deed at the end makes an "
    "earlier one undone. The update that the earlier reward caused has happened.",
)
def last_line(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    last = {d["situation"]: d for d in log}
    return [
        situation
        for situation, d in last.items()
        if not d["wanted"] and reward.get(situation, {}).get(d["action"], 0) > 0
    ]


@mutant(
    says="The situations are right, in the order in which they first occur in the log, with "
    "whatever deed. What counts is when something bad was first paid for there.",
)
def in_order_of_the_situations(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = {
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    }
    return [s for s in dict.fromkeys(d["situation"] for d in log) if s in found]


@mutant(
    says="An action that was unwanted in one situation counts as unwanted in all of them. The log "
    "says of each line whether this action was wanted in this situation.",
)
def unwanted_anywhere(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    unwanted = {d["action"] for d in log if not d["wanted"]}
    found = [
        d["situation"]
        for d in log
        if d["action"] in unwanted and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="Only the first line of each situation counts. What was done there later has been "
    "reinforced too.",
)
def first_line(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    first: dict[str, Deed] = {}
    for d in log:
        first.setdefault(d["situation"], d)
    return [
        situation
        for situation, d in first.items()
        if not d["wanted"] and reward.get(situation, {}).get(d["action"], 0) > 0
    ]


@mutant(
    says="A negative reward counts as a payment, and only 0 does not. What was punished has not "
    "been paid for.",
)
def punished_is_paid(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = [
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) != 0
    ]
    return list(dict.fromkeys(found))


@mutant(
    says="The situations are right and their order is that of the reward's table: they are asked "
    "for in the order in which something bad was first paid for there.",
)
def in_order_of_the_table(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found = {
        d["situation"]
        for d in log
        if not d["wanted"] and reward.get(d["situation"], {}).get(d["action"], 0) > 0
    }
    return [s for s in reward if s in found]


@variant(how="a loop with a list")
def loop(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    found: list[str] = []
    for d in log:
        situation = d["situation"]
        paid = situation in reward and reward[situation].get(d["action"], 0.0) > 0
        if paid and not d["wanted"] and situation not in found:
            found.append(situation)
    return found
