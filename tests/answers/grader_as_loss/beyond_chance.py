from math import nan, sqrt

from losslab.grader_as_loss.sentences import USAGES, Row


def right_by_definition(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Sums over the answers, with sets as frozensets."""
    import math

    agreed, kappa, error = {}, {}, {}
    for q in [*USAGES, "all of them"]:

        def says(row, who, q=q):
            return frozenset(row[who]) if q == "all of them" else q in row[who]

        a = [says(row, "first") for row in rows]
        b = [says(row, "second") for row in rows]
        n = len(rows)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum((a.count(x) / n) * (b.count(x) / n) for x in set(a) | set(b))
        throughout = len(set(a) | set(b)) == 1
        agreed[q] = p
        kappa[q] = math.nan if throughout else (p - c) / (1 - c)
        error[q] = math.nan if throughout else math.sqrt(p * (1 - p) / n) / (1 - c)
    return {"agreed": agreed, "kappa": kappa, "error": error}


def right_numpy(rows: list[Row]) -> dict[str, dict[str, float]]:
    """A table of yes and no; the sets as numbers in binary."""
    import numpy as np

    def table(who):
        return np.array([[usage in row[who] for usage in USAGES] for row in rows], dtype=int)

    one, two = table("first"), table("second")
    weights = 2 ** np.arange(4)
    columns = {usage: (one[:, i], two[:, i]) for i, usage in enumerate(USAGES)}
    columns["all of them"] = (one @ weights, two @ weights)
    found = {"agreed": {}, "kappa": {}, "error": {}}
    for name, (a, b) in columns.items():
        p = np.mean(a == b)
        shares = np.bincount(a, minlength=16) * np.bincount(b, minlength=16)
        c = shares.sum() / len(rows) ** 2
        with np.errstate(divide="ignore", invalid="ignore"):
            found["agreed"][name] = p
            found["kappa"][name] = (p - c) / (1 - c)
            found["error"][name] = np.sqrt(p * (1 - p) / len(rows)) / (1 - c)
    return found


def right_fractions(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Exact until the square root; sorted tuples for sets."""
    from collections import Counter
    from fractions import Fraction

    found = {"agreed": {}, "kappa": {}, "error": {}}
    for i in range(5):
        name = (*USAGES, "all of them")[i]
        pairs = Counter(
            tuple(tuple(sorted(row[w])) if i == 4 else name in row[w] for w in ("first", "second"))
            for row in rows
        )
        n = pairs.total()
        p = Fraction(sum(k for (a, b), k in pairs.items() if a == b), n)
        first, second = Counter(), Counter()
        for (a, b), k in pairs.items():
            first[a] += k
            second[b] += k
        c = Fraction(sum(first[x] * second[x] for x in first), n * n)
        found["agreed"][name] = float(p)
        if c == 1:
            found["kappa"][name] = found["error"][name] = float("nan")
        else:
            found["kappa"][name] = float((p - c) / (1 - c))
            found["error"][name] = float(p * (1 - p) / n) ** 0.5 / float(1 - c)
    return found


def right_from_disagreement(rows: list[Row]) -> dict[str, dict[str, float]]:
    """One minus observed over expected disagreement."""
    from math import sqrt

    n = len(rows)

    def measure(first, second):
        apart = sum(a != b for a, b in zip(first, second, strict=True))
        expected = sum(a != b for a in first for b in second) / n
        if expected == 0:
            return 1 - apart / n, float("nan"), float("nan")
        spread = sqrt((n - apart) * apart / n)
        return 1 - apart / n, 1 - apart / expected, spread / expected

    sets = [({*row["first"]}, {*row["second"]}) for row in rows]
    result = {
        usage: measure(*zip(*((usage in a, usage in b) for a, b in sets), strict=True))
        for usage in USAGES
    }
    result["all of them"] = measure(*zip(*sets, strict=True))
    return {
        key: {q: triple[i] for q, triple in result.items()}
        for i, key in enumerate(("agreed", "kappa", "error"))
    }


def right_one_hot(rows: list[Row]) -> dict[str, dict[str, float]]:
    """torch: one-hot answers, whose products count."""
    import torch

    found = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        answers = []
        for who in ("first", "second"):
            if question == "all of them":
                codes = [sum(2 ** USAGES.index(u) for u in row[who]) for row in rows]
            else:
                codes = [1 if question in row[who] else 0 for row in rows]
            answers.append(torch.nn.functional.one_hot(torch.tensor(codes), 16).double())
        a, b = answers
        p = (a * b).sum() / len(rows)
        c = (a.mean(0) * b.mean(0)).sum()
        alike = bool(((a + b).sum(0) > 0).sum() == 1)
        nan = torch.tensor(float("nan"))
        found["agreed"][question] = p
        found["kappa"][question] = nan if alike else (p - c) / (1 - c)
        found["error"][question] = nan if alike else (p * (1 - p) / len(rows)).sqrt() / (1 - c)
    return found


def wrong_strings_joined(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Joins a label in the order given: two orders are two answers."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = ["+".join(row["first"]) for row in rows]
            b = ["+".join(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_first_usage_only(rows: list[Row]) -> dict[str, dict[str, float]]:
    """The fifth question looks at the first usage of each label."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [row["first"][0] if row["first"] else None for row in rows]
            b = [row["second"][0] if row["second"] else None for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_subset_agrees(rows: list[Row]) -> dict[str, dict[str, float]]:
    """The fifth answers agree if one set is within the other."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = (
            sum(
                x == y or (q == "all of them" and (x <= y or y <= x))
                for x, y in zip(a, b, strict=True)
            )
            / n
        )
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_gwet(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Chance from the mean share of yes, 2 m (1 - m), which is Gwet's AC1 for the four."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = (
            2 * m * (1 - m)
            if (m := (sum(map(bool, a)) + sum(map(bool, b))) / (2 * n)) is not None
            and q != "all of them"
            else sum(once[x] * again[x] for x in once) / n**2
        )
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_scott(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Chance from the shares of both together."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(((once[x] + again[x]) / (2 * n)) ** 2 for x in once | again)
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_yes_yes_chance(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Chance of two yes alone, for the four."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = (
            once[True] * again[True]
            if q != "all of them"
            else sum(once[x] * again[x] for x in once)
        ) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_empty_skipped(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Leaves out sentences in which neither finds a usage."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(
            x == y for x, y, row in zip(a, b, rows, strict=True) if row["first"] or row["second"]
        ) / max(1, sum(bool(row["first"] or row["second"]) for row in rows))
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_absolute(rows: list[Row]) -> dict[str, dict[str, float]]:
    """The absolute value of kappa."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = abs((p - c) / (1 - c)) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_one_where_alike(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Kappa 1 where both agree throughout."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else 1.0
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_zero_error(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Error 0, not NaN, where both agree throughout."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else 0.0
    return out


def wrong_nan_where_all_agree(rows: list[Row]) -> dict[str, dict[str, float]]:
    """NaN wherever all agree, though chance would not give that."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if p < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_sample_error(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Divides by n - 1."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / max(n - 1, 1)) / (1 - c) if c < 1 else nan
    return out


def wrong_error_of_p(rows: list[Row]) -> dict[str, dict[str, float]]:
    """The error of the share."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(p * (1 - p) / n) if c < 1 else nan
    return out


def wrong_twice_the_error(rows: list[Row]) -> dict[str, dict[str, float]]:
    """1.96 standard errors."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = 1.96 * sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_chance_in_error(rows: list[Row]) -> dict[str, dict[str, float]]:
    """p (1 - p) of chance, the error if nobody had read."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (p - c) / (1 - c) if c < 1 else nan
        out["error"][q] = sqrt(c * (1 - c) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_max_kappa(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Kappa over its largest value for these shares."""
    from collections import Counter
    from math import nan, sqrt

    n = len(rows)
    out = {"agreed": {}, "kappa": {}, "error": {}}
    for q in (*USAGES, "all of them"):
        if q == "all of them":
            a = [frozenset(row["first"]) for row in rows]
            b = [frozenset(row["second"]) for row in rows]
        else:
            a = [q in row["first"] for row in rows]
            b = [q in row["second"] for row in rows]
        once, again = Counter(a), Counter(b)
        p = sum(x == y for x, y in zip(a, b, strict=True)) / n
        c = sum(once[x] * again[x] for x in once) / n**2
        out["agreed"][q] = p
        out["kappa"][q] = (
            (p - c) / (sum(min(once[x], again[x]) for x in once) / n - c)
            if sum(min(once[x], again[x]) for x in once) / n > c
            else nan
        )
        out["error"][q] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return out


def wrong_each_sentence_once(rows):
    """Leaves out rows whose sentence has been seen."""
    rows = list({row["text"]: row for row in rows}.values())
    found = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        whole = question == "all of them"
        first, second = (
            [frozenset(row[who]) if whole else question in row[who] for row in rows]
            for who in ("first", "second")
        )
        p = sum(a == b for a, b in zip(first, second, strict=True)) / len(rows)
        c = sum(first.count(x) * second.count(x) for x in set(first)) / len(rows) ** 2
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / len(rows)) / (1 - c) if c < 1 else nan
    return found


def wrong_nothing_left_above_nine_in_ten(rows):
    """Takes kappa for undefined where chance gives more than nine tenths."""
    found = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        whole = question == "all of them"
        first, second = (
            [frozenset(row[who]) if whole else question in row[who] for row in rows]
            for who in ("first", "second")
        )
        p = sum(a == b for a, b in zip(first, second, strict=True)) / len(rows)
        c = sum(first.count(x) * second.count(x) for x in set(first)) / len(rows) ** 2
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c <= 0.9 else nan
        found["error"][question] = sqrt(p * (1 - p) / len(rows)) / (1 - c) if c <= 0.9 else nan
    return found
