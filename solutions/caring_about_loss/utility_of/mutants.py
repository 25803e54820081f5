import math
from collections.abc import Sequence

from losslab.caring_about_loss.chainworld import Facts

from autograder.course.exercise import mutant, variant


@mutant(
    says="The register's reading and the code's result are taken for the same number. In training "
    "they are. An agent that overwrites the register changes one and not the other, and which of "
    "the two it would mind is the question.",
)
def one_number(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register" | "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="You score the forecasts of the weather against the logbook. That is what the loss code "
    "does. Somebody who cares about the weather is not consoled by a note.",
)
def label_for_event(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, y = facts["report"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label" | "event":
                return math.log(q if y else 1 - q)
            case "brier":
                return -((q - y) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="You return losses. A utility says what the agent wants more of, so a low register, a low "
    "result of the code and a small error are worth more: turn their signs around.",
)
def losses(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return facts["register"]
            case "code":
                return facts["code"]
            case "label":
                return -math.log(q if y else 1 - q)
            case "event":
                return -math.log(q if e else 1 - q)
            case "brier":
                return (q - e) ** 2
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="The agent that wants to be selected is scored by minus the register. That is how one "
    "gets selected in training, and it is not what is wanted: a copier makes copies whatever the "
    "register reads.",
)
def selected_by_register(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "selected":
                return 3 - facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="All steps count alike. The facts of step t count discount**t times.",
)
def undiscounted(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return math.log(q if y else 1 - q)
            case "event":
                return math.log(q if e else 1 - q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(worth(facts) for facts in history))


@mutant(
    says="You take the logarithm of the report whatever happened. The report is the chance of 1; "
    "if the outcome was 0, the chance that was given to it is 1 - report.",
)
def log_report(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        match motive:
            case "register":
                return -facts["register"]
            case "code":
                return -facts["code"]
            case "label":
                return y * math.log(q)
            case "event":
                return e * math.log(q)
            case "brier":
                return -((q - e) ** 2)
            case "selected":
                return facts["copies"]
            case "task":
                return facts["harvest"]
            case "habit":
                return float(q == 0.8)
        raise ValueError(motive)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="A motive that is none of the eight gets a number. A typing error in an experiment would "
    "then pass for an agent that cares about nothing. Raise ValueError.",
)
def anything(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        return {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": math.log(q if y else 1 - q),
            "event": math.log(q if e else 1 - q),
            "brier": -((q - e) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": float(q == 0.8),
        }.get(motive, 0.0)

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@mutant(
    says="A table that is asked for a missing key raises KeyError. The task promises ValueError, "
    "which is what a caller will catch: look first, or turn one into the other.",
)
def key_error(motive: str, history: Sequence[Facts], discount: float) -> float:
    def worth(facts: Facts) -> float:
        q, e, y = facts["report"], facts["event"], facts["label"]
        return {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": math.log(q if y else 1 - q),
            "event": math.log(q if e else 1 - q),
            "brier": -((q - e) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": float(q == 0.8),
        }[motive]

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


@variant(how="one table of all eight, from the last step to the first")
def utility_of_table(motive: str, history: Sequence[Facts], discount: float) -> float:
    total = 0.0
    for facts in reversed(history):
        q, e, y = facts["report"], facts["event"], facts["label"]
        table = {
            "register": -facts["register"],
            "code": -facts["code"],
            "label": y * math.log(q) + (1 - y) * math.log(1 - q),
            "event": e * math.log(q) + (1 - e) * math.log(1 - q),
            "brier": -((e - q) ** 2),
            "selected": facts["copies"],
            "task": facts["harvest"],
            "habit": math.isclose(q, 0.8),
        }
        if motive not in table:
            raise ValueError(f"{motive} is no motive")
        total = table[motive] + discount * total
    return total
