from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st
from losslab.grader_as_loss.sentences import USAGES, Row, labeled
from losslab.values.compare import Tolerance

from autograder.course.exercise import Args, Check, Exercise

_ALL: list[Any] = labeled()
_NEAR = Tolerance(1e-5, 1e-6)


def _same(row: Any) -> bool:
    return set(row["first"]) == set(row["second"])


_DISPUTED = [row for row in _ALL if not _same(row)]
_PARTLY = [row for row in _DISPUTED if set(row["first"]) & set(row["second"])]
_AGREED = [row for row in _ALL if _same(row)]
_NONE = [row for row in _AGREED if not row["first"]]
_SEVERAL = [row for row in _AGREED if len(row["first"]) > 1]
_ONE_EACH = {u: [row for row in _AGREED if row["first"] == [u]] for u in USAGES}


def _as_labeled(chance: Random, chosen: Sequence[Any]) -> Args:
    """These rows in some order, and so are the usages in each; a label of several is turned once.

    So there is always one in which both readers name the same usages in another order, where two
    readers name the same several usages at all.
    """
    rows: list[Row] = []
    turned = False
    for row in chance.sample(chosen, len(chosen)):
        first, second = (chance.sample(row[who], len(row[who])) for who in ("first", "second"))
        if _same(row) and len(first) > 1 and not turned:
            second, turned = first[::-1], True
        rows.append({"text": row["text"], "first": first, "second": second})
    return (rows,)


def _mixed(chance: Random) -> Args:
    """Every usage, none of them, several, and disputes in which one reader names more."""
    disputes = chance.sample(_DISPUTED, chance.randint(5, 7))
    each = [row for rows in _ONE_EACH.values() for row in chance.sample(rows, 2)]
    alike = [*chance.sample(_NONE, 2), chance.choice(_SEVERAL)]
    return _as_labeled(chance, [*disputes, *each, *alike])


def _disputed(chance: Random) -> Args:
    """Only sentences on which the two differ, with chances above 0 for all questions."""
    while True:
        rows = chance.sample(_DISPUTED, chance.randint(6, 9))
        once, again = ({frozenset(row[who]) for row in rows} for who in ("first", "second"))
        seen = all({u in a for a in once} & {u in b for b in again} for u in USAGES)
        if seen and once & again:
            return _as_labeled(chance, rows)


def _some(chance: Random) -> Args:
    """Many of them, whatever they are."""
    return _as_labeled(chance, chance.sample(_ALL, chance.randint(24, 30)))


def _of_one_kind(chance: Random) -> Args:
    """Sentences to which both give the same single usage, so that chance explains everything."""
    rows = _ONE_EACH[chance.choice(USAGES)]
    return _as_labeled(chance, chance.sample(rows, chance.randint(2, 4)))


def _of_none(chance: Random) -> Args:
    """Sentences with none of the four."""
    return _as_labeled(chance, chance.sample(_NONE, chance.randint(1, 3)))


def _one_disputed(chance: Random) -> Args:
    """A single sentence, on which the two agree in part."""
    return _as_labeled(chance, [chance.choice(_PARTLY)])


def _without(chance: Random) -> Args:
    """Two usages that nobody sees, and two on which both agree, also where they see both.

    So for each question either chance explains everything or reading does.
    """
    several = chance.choice(_SEVERAL)
    seen = set(several["first"])
    one_each = [chance.choice(_ONE_EACH[usage]) for usage in several["first"]]
    alike = [row for row in _AGREED if row["first"] and seen >= set(row["first"])]
    rest = [row for row in alike if row not in (several, *one_each)]
    more = chance.sample(rest, chance.randint(1, 3))
    return _as_labeled(chance, [several, *one_each, *more, *chance.sample(_NONE, 2)])


def _twice(chance: Random) -> Args:
    """Some sentences stand in two rows, disputed ones and others."""
    disputed, agreed = chance.sample(_DISPUTED, 4), chance.sample(_AGREED, 4)
    return _as_labeled(chance, [*disputed, *agreed, *disputed[:2], *disputed[:1], agreed[0]])


def _nearly_of_none(chance: Random) -> Args:
    """Many sentences without some usage and one with it, on which both agree: c is near 1."""
    usage = chance.choice(USAGES)
    without = [row for row in _ALL if usage not in (*row["first"], *row["second"])]
    return _as_labeled(chance, [chance.choice(_ONE_EACH[usage]), *chance.sample(without, 50)])


def _drawn(make: Callable[[Random], Args]) -> st.SearchStrategy[Args]:
    return st.integers(0, 2**32 - 1).map(lambda seed: make(Random(seed)))


def _row(text: str, first: Sequence[str], second: Sequence[str]) -> Row:
    return {"text": text, "first": list(first), "second": list(second)}


_P, _M, _R, _C = USAGES
_UPDATE = _row("The reward updated it.", [_P], [_P])
_FORMULA = _row("The loss is convex.", [_M], [_M])
_HEARING = _row("Mild hearing loss.", [], [])
_WORDS = _row("Reward taught it to dodge.", [_P], [_P, _C])
_BETTER = _row("A better loss.", [_M, _P], [_P, _M])
_MORE = _row("A better loss for faces.", [_M], [_R, _M])
_GOAL = _row("The agent's goal is reward.", [_C], [_P])

_usual = {
    "mixed": _drawn(_mixed),
    "disputed": _drawn(_disputed),
    "many": _drawn(_some),
    "no trace of two usages": _drawn(_without),
    "sentences that stand there twice": _drawn(_twice),
}
_edges = {
    "of one kind": _drawn(_of_one_kind),
    "of none": _drawn(_of_none),
    "one that is disputed": _drawn(_one_disputed),
    "no trace of two usages": _drawn(_without),
    "nearly of none": _drawn(_nearly_of_none),
}

EXERCISE = Exercise(
    title="Two readers, one word",
    objective="Measure how far two readers agree on what a word means, beyond chance.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Make two lists of answers for each question, one a reader. For a usage the answers are "
        "True and False. What can an answer to the fifth question be, if order must not matter?",
        "Two readers say yes to a third of the sentences each, without reading. On how many do "
        "they agree? Do not forget those to which both say no.",
        "`Counter(answers)` says how often a reader gives each answer. Then c is a sum over the "
        "answers of two counts, divided by n twice. It is the same sum for all five questions.",
    ),
    checks=(
        Check(
            "check_share_of_same_answers",
            "The share of same answers is right for each question, and two times no is one.",
            _usual,
            public=(
                ([_UPDATE, _FORMULA, _HEARING, _WORDS],),
                ([_BETTER, _MORE, _GOAL],),
            ),
            part="agreed",
            tolerance=_NEAR,
            draws=5,
            contains={
                "the same usages in another order": lambda rows: any(
                    row["first"] != row["second"] and _same(row) for row in rows
                ),
                "no usage at all": lambda rows: any(not row["first"] for row in rows),
            },
            covers=("Two times no is the same answer too.",),
        ),
        Check(
            "check_kappa",
            "Kappa takes off what chance gives, with the shares of each reader.",
            _usual,
            public=(
                ([_UPDATE, _FORMULA, _HEARING, _WORDS],),
                ([_WORDS, _MORE, _GOAL],),
                ([_UPDATE, _GOAL, _BETTER, _HEARING, _MORE, _WORDS],),
            ),
            weight=2,
            part="kappa",
            tolerance=_NEAR,
            draws=5,
            contains={
                "agreement below chance": lambda rows: len(rows) > 1 and not any(map(_same, rows)),
            },
            covers=(
                "Here c is the share of same answers to be expected by chance, if each reader kept "
                "to how often they give each answer and gave it without reading: the sum over all "
                "answers of (share of the sentences to which the first gives it) * (share to which "
                "the second gives it).",
                "Where they agree less than by chance it is negative.",
            ),
        ),
        Check(
            "check_standard_error",
            "The standard error is that of kappa, for so many rows.",
            _usual,
            public=(
                ([_UPDATE, _FORMULA, _HEARING, _WORDS],),
                ([_UPDATE, _GOAL, _BETTER, _HEARING, _MORE, _WORDS],),
            ),
            part="error",
            tolerance=_NEAR,
            draws=5,
        ),
        Check(
            "check_where_chance_explains_everything",
            "Where both give one and the same answer throughout, kappa is NaN, and 1 nowhere.",
            _edges,
            public=(([_UPDATE, _UPDATE],), ([_HEARING],), ([_GOAL],)),
            part="kappa",
            tolerance=_NEAR,
            draws=5,
            contains={
                "one row": lambda rows: len(rows) == 1,
                "everybody says yes": lambda rows: (
                    len(rows) > 1
                    and any(all(r["first"] == r["second"] == [u] for r in rows) for u in USAGES)
                ),
            },
            covers=("Where c is 1 it is NaN.",),
        ),
    ),
)
