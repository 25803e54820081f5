"""The table of rules, ``data/rules.yaml``, compiled.

A pattern is written in words: ``LOSS ~2 captures|encodes ~6 GOAL``. Capitals name a list of the
table, ``a|b`` is either word, ``word*`` any word that begins so, ``word?`` may be missing,
``WORD's`` owns what follows, and ``~3`` stands for up to three words. Words are compared without
regard to case, and are written small unless they name a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from losslint.bank import DATA, USAGES, Usage

_BETWEEN = r"[\s,:()\[\]\"“”‘*_/–—-]+"
# Words in between are of the same clause.
_WITHIN = r"(?:[\s\"“‘*_/–-]+|,\s(?=which|who|that))"
_WORD = r"[\w’'ℓ\N{REPLACEMENT CHARACTER}-]+"


class RuleError(ValueError):
    """The table of rules is not what it should be."""


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes
    ----------
    id
        Its name, which an ignore may give.
    usages
        The usages that such talk may have.
    pattern
        Where it finds such talk.
    unless
        What in the same sentence makes it precise, or None.
    question
        What would settle what is meant.
    suggestion
        A form in which to say it.
    link
        The passage of the book: page and label.
    """

    id: str
    usages: tuple[Usage, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    question: str
    suggestion: str
    link: str


@dataclass(frozen=True)
class Table:
    """All rules in order, what may set one off at all, and what means something else."""

    rules: tuple[Rule, ...]
    trigger: re.Pattern[str]
    other: re.Pattern[str]


def compiled(pattern: str, lists: dict[str, str]) -> str:
    """A pattern in words as a regular expression; raises RuleError for an unknown list."""
    done = ""
    pieces = pattern.split()
    for place, piece in enumerate(pieces):
        if piece.startswith("~"):
            done += f"(?:{_WITHIN}{_WORD}){{0,{int(piece[1:])}}}?"
            continue
        optional = piece.endswith("?")
        word = _alternatives(piece.rstrip("?"), lists)
        if (
            place == 0
            or not done
            or (done.endswith(")?") and all(p.endswith("?") for p in pieces[:place]))
        ):
            done += f"(?:{word}{_BETWEEN})?" if optional else word
        else:
            done += f"(?:{_BETWEEN}{word})?" if optional else f"{_BETWEEN}{word}"
    return done


def _alternatives(piece: str, lists: dict[str, str]) -> str:
    words: list[str] = []
    owns = piece.endswith("'s")
    for word in piece.removesuffix("'s").split("|"):
        if word.isupper() and len(word) > 1 and word not in lists:
            raise RuleError(f"no list is named {word}")
        words += [w.strip() for w in lists[word].split("|")] if word in lists else [word]
    end = r"['’]s?" if owns else ""
    return r"\b(?:" + "|".join(_literal(w) for w in words if w) + rf"){end}(?![\w-])"


def _literal(word: str) -> str:
    parts = (re.escape(p.removesuffix("*")) + (r"[\w-]*" if p.endswith("*") else "")
             for p in word.replace("_", " ").split())  # fmt: skip
    return r"[\s-]+".join(parts)


def _either(patterns: list[str], lists: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{compiled(p, lists)})" for p in patterns), re.I)


def _rule(row: dict[str, Any], lists: dict[str, str], guards: dict[str, str]) -> Rule:
    if wrong := set(row["usages"]) - set(USAGES):
        raise RuleError(f"{row['id']}: no usages are {', '.join(sorted(wrong))}")
    unless = [guards[name] for name in row.get("unless", [])]
    return Rule(
        row["id"],
        tuple(row["usages"]),
        _either(row["patterns"], lists),
        re.compile("|".join(unless), re.I) if unless else None,
        row["question"],
        row["suggestion"],
        row["link"],
    )


def _trigger(words: str) -> re.Pattern[str]:
    stems = (re.escape(word.strip()).replace(r"\ ", r"\s") for word in words.split("|"))
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.I)


@cache
def table() -> Table:
    """The table as it is shipped."""
    raw = yaml.safe_load((DATA / "rules.yaml").read_text(encoding="utf-8"))
    lists: dict[str, str] = raw["lists"]
    rules = tuple(_rule(row, lists, raw["guards"]) for row in raw["rules"])
    if len({rule.id for rule in rules}) < len(rules):
        raise RuleError("two rules have one id")
    return Table(rules, _trigger(raw["trigger"]), _either(raw["other meanings"], lists))
