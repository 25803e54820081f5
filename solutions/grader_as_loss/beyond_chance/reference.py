from collections import Counter
from math import nan, sqrt

from losslab.grader_as_loss.sentences import USAGES, Row


def beyond_chance(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Measure how far two readers of the same sentences agree, beyond what chance gives.

    They answer five questions about each sentence. Four are yes or no: may its words have this
    usage? The fifth asks for the usages of the sentence, all of them; two answers to it are the
    same if they name the same usages.

    Parameters
    ----------
    rows
        At least one, each with ``"text"``, the sentence, and with ``"first"`` and ``"second"``,
        the usages that each reader gives it: a list of strings of ``USAGES``, in any order and
        each at most once. The list is empty where a reader finds none of the four. A sentence
        may stand in several rows, and counts in each.

    Returns
    -------
    dict
        Three dicts, each with a number for every usage of ``USAGES`` and for ``"all of them"``,
        the fifth question.

        - ``"agreed"``: p, the share of the sentences to which both give the same answer. Two
          times no is the same answer too.
        - ``"kappa"``: Cohen's kappa, (p - c) / (1 - c). Here c is the share of same answers to
          be expected by chance, if each reader kept to how often they give each answer and gave
          it without reading: the sum over all answers of (share of the sentences to which the
          first gives it) * (share to which the second gives it). Where they agree less than by
          chance it is negative. Where c is 1 it is NaN.
        - ``"error"``: its standard error, sqrt(p * (1 - p) / n) / (1 - c), with n the number of
          rows. Where c is 1 it is NaN.

    Notes
    -----
    From J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), with the standard error that he gives there.
    ``losslab.grader_as_loss.sentences`` has ``USAGES`` and the sentences of this course. Do not
    worry about rounding: c is 1 only where both readers give one and the same answer throughout.
    """
    n = len(rows)
    found: dict[str, dict[str, float]] = {"agreed": {}, "kappa": {}, "error": {}}
    for question in (*USAGES, "all of them"):
        first: list[object] = []
        second: list[object] = []
        for row in rows:
            for reader, answers in (("first", first), ("second", second)):
                named = frozenset(row[reader])
                answers.append(named if question == "all of them" else question in named)
        p = sum(a == b for a, b in zip(first, second, strict=True)) / n
        once, again = Counter(first), Counter(second)
        c = sum(once[answer] * again[answer] for answer in once) / n**2
        found["agreed"][question] = p
        found["kappa"][question] = (p - c) / (1 - c) if c < 1 else nan
        found["error"][question] = sqrt(p * (1 - p) / n) / (1 - c) if c < 1 else nan
    return found
