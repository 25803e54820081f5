from collections import Counter
from math import nan, sqrt
from typing import Any

from losslab.grader_as_loss.sentences import USAGES, Row

from autograder.course.exercise import mutant, variant


@mutant(
    says="Chance is worked out from the shares of both readers together, as if they had the same"
    " habits. That is Scott's pi. Each reader has shares of their own.",
)
def pooled_shares(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                (sum((a == x) + (b == x) for a, b in pairs) / 2) ** 2
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Chance counts only the sentences to which both say yes. Two readers who say no by "
    "chance agree as well.",
)
def chance_of_two_yes(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair if x}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Chance is taken to be one over the number of answers, as if each reader threw a fair "
    "coin or die. It depends on how often each of them gives each answer.",
)
def a_coin_each(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = 1 / 2 if question != "all of them" else 1 / 16
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Sentences for which neither reader names the usage are left out. Two times no is the "
    "same answer, and it counts.",
)
def only_if_named(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b and bool(a) for a, b in pairs) / max(
            sum(bool(a) or bool(b) for a, b in pairs), 1
        )
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Two lists with the same usages in another order are taken for different answers.",
)
def order_matters(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(tuple(row["first"]), tuple(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Two readers count as agreeing on all usages of a sentence if they have one of them in "
    "common, or both none. They must name the same ones.",
)
def some_in_common(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b or (question == "all of them" and bool(a & b)) for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="For the fifth question the numbers of usages are compared, and not the usages.",
)
def as_many(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(len(row["first"]), len(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="The share of same answers stands where kappa should: nothing is taken off for chance.",
)
def raw_share(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = p
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="What chance gives is subtracted, and the rest is not divided by what chance leaves to "
    "be gained, 1 - c.",
)
def only_subtracts(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = p - c if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) if c < 1 else nan
    return found


@mutant(
    says="Kappa is cut off at 0. Readers may agree less than by chance, and then it is negative.",
)
def never_negative(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = max((p - c) / (1 - c), 0.0) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="Where both give one and the same answer throughout, kappa is said to be 1 and its "
    "error 0. Chance alone would have given the same, so kappa is 0/0.",
)
def perfect_where_undefined(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else 1.0
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else 0.0
    return found


@mutant(
    says="Where both give one and the same answer throughout, kappa is said to be 0. It is 0/0: "
    "nothing was left that reading could have explained, and nothing says that they did not"
    " read.",
)
def zero_where_undefined(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else 0.0
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else 0.0
    return found


@mutant(
    says="The error is that of the share of same answers. Dividing by 1 - c stretches kappa, and"
    " its error with it.",
)
def error_of_the_share(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) if c < 1 else nan
    return found


@mutant(
    says="The error is that for a single sentence. It shrinks with the square root of the number"
    " of rows.",
)
def error_of_one_answer(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p)) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="The error comes out 1.96 times as large: that is half of a 95% interval.",
)
def half_an_interval(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = 1.96 * sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found


@mutant(
    says="The error is worked out with kappa in the place of p, the share of same answers.",
)
def error_with_kappa(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        pairs: list[tuple[Any, Any]]
        if question == "all of them":
            pairs = [(frozenset(row["first"]), frozenset(row["second"])) for row in rows]
        else:
            pairs = [(question in row["first"], question in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        c = (
            sum(
                sum(a == x for a, _ in pairs) * sum(b == x for _, b in pairs)
                for x in {x for pair in pairs for x in pair}
            )
            / n**2
        )
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = (
            sqrt(max((p - c) / (1 - c) * (1 - (p - c) / (1 - c)), 0.0) / n) / (1 - c)
            if c < 1
            else nan
        )
    return found


@mutant(
    says="The fifth question gets the mean of the four usages. Two readers who agree on three "
    "usages of a sentence, and not on the fourth, name different sets.",
)
def mean_of_four(rows: list[Row]) -> dict[str, dict[str, float]]:
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for usage in USAGES:
        pairs = [(usage in row["first"], usage in row["second"]) for row in rows]
        p = sum(a == b for a, b in pairs) / n
        yes, again = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
        c = yes * again + (1 - yes) * (1 - again)
        found["agreed"][usage] = p
        found["kappa"][usage] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][usage] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    for numbers in found.values():
        numbers["all of them"] = sum(numbers.values()) / len(USAGES)
    return found


@variant(how="NumPy: a table of who gives which answer, with the agreement on its diagonal")
def with_a_table(rows: list[Row]) -> dict[str, dict[str, float]]:
    import numpy as np

    n = len(rows)
    found: dict[str, dict[str, float]] = {"kappa": {}, "error": {}, "agreed": {}}
    for question in ["all of them", *USAGES]:
        answers = [
            [
                "+".join(sorted(row[who])) if question == "all of them" else question in row[who]
                for row in rows
            ]
            for who in ("first", "second")
        ]
        kinds = list({*answers[0], *answers[1]})
        table = np.zeros((len(kinds), len(kinds)))
        for one, other in zip(*answers, strict=True):
            table[kinds.index(one), kinds.index(other)] += 1
        same, chance = np.trace(table), table.sum(axis=0) @ table.sum(axis=1)
        left = n * n - chance
        found["agreed"][question] = same / n
        found["kappa"][question] = (n * same - chance) / left if left else np.nan
        spread = np.sqrt(same * (n - same) / n)
        found["error"][question] = n * spread / left if left else np.nan
    return found


@variant(how="scikit-learn's kappa, with each set as a string")
def with_a_library(rows: list[Row]) -> dict[str, dict[str, float]]:
    from sklearn.metrics import cohen_kappa_score

    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        first, second = (
            [
                str([usage for usage in USAGES if usage in row[who]])
                if question == "all of them"
                else str(question in row[who])
                for row in rows
            ]
            for who in ("first", "second")
        )
        p = sum(a == b for a, b in zip(first, second, strict=True)) / len(rows)
        once, again = Counter(first), Counter(second)
        left = 1 - sum(once[answer] / len(rows) * (again[answer] / len(rows)) for answer in again)
        alike = len({*first, *second}) == 1
        found["agreed"][question] = p
        found["kappa"][question] = nan if alike else float(cohen_kappa_score(first, second))
        found["error"][question] = nan if alike else sqrt(p * (1 - p) / len(rows)) / left
    return found
