"""The bank: sentences in the manner of papers, posts, pull requests and dashboards, labeled.

``data/bank/`` has one YAML file a manner. Which part a sentence belongs to follows from its text
alone: if the first byte of its SHA-256 is divisible by 3 it is held out, and nobody looks at it
while writing rules; otherwise it is open to rules, quizzes, exercises and cards.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

DATA = Path(__file__).parent / "data"
SECOND = DATA / "second.yaml"
Usage = Literal["physical", "mathematical", "representing", "caring about"]
USAGES: tuple[Usage, ...] = ("physical", "mathematical", "representing", "caring about")
FIELDS = {"text", "span", "usages", "vague", "see", "rewrite"}


class BankError(ValueError):
    """A sentence of the bank is not what the bank promises."""


@dataclass(frozen=True)
class Sentence:
    """One labeled sentence.

    Attributes
    ----------
    text
        The sentence.
    span
        The part of it that uses the word, exactly as it stands there.
    manner
        What kind of text it could stand in: paper, post, pull request, dashboard.
    usages
        The usages it may have; empty where the word means something else.
    vague
        Whether the reader may expect nothing in particular.
    see
        What one should see if it is true; empty where the word means something else.
    rewrite
        What its author may have meant, said precisely; empty unless it is vague.
    """

    text: str
    span: str
    manner: str
    usages: tuple[Usage, ...]
    vague: bool
    see: str = ""
    rewrite: str = ""

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that depend on the text alone."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def is_held_out(self) -> bool:
        """Whether rules must not be written with it in view."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0

    @property
    def expected(self) -> frozenset[Usage]:
        """The usages that a finding should name: none if nothing is vague."""
        return frozenset(self.usages) if self.vague else frozenset()


def read(row: dict[str, Any], manner: str) -> Sentence:
    """A sentence from a row of a bank file; raises BankError that names what is amiss."""
    text = row.get("text", "")
    if unknown := set(row) - FIELDS:
        raise BankError(f"{text!r} has unknown fields: {', '.join(sorted(unknown))}")
    if not text or row.get("span", "") not in text or not row.get("span"):
        raise BankError(f"{text!r}: its span must be a part of it")
    if wrong := set(row["usages"]) - set(USAGES):
        raise BankError(f"{text!r}: no usages are {', '.join(sorted(wrong))}; take {USAGES}")
    vague = row.get("vague")
    if not isinstance(vague, bool):
        raise BankError(f"{text!r}: vague must be true or false")
    if vague and not (row["usages"] and row.get("rewrite")):
        raise BankError(f"{text!r}: what is vague needs usages and a rewrite")
    if bool(row["usages"]) != bool(row.get("see")):
        raise BankError(f"{text!r}: what one should see goes with usages")
    see, rewrite = row.get("see", ""), row.get("rewrite", "")
    return Sentence(text, row["span"], manner, tuple(row["usages"]), vague, see, rewrite)


@cache
def bank() -> tuple[Sentence, ...]:
    """All sentences, in the order of their files; raises BankError where one is amiss."""
    sentences = [
        read(row, path.stem.removesuffix("s").replace("_", " "))
        for path in sorted((DATA / "bank").glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    if len({s.text for s in sentences}) < len(sentences):
        raise BankError("a sentence stands in the bank twice")
    return tuple(sentences)


@dataclass(frozen=True)
class Label:
    """What a second annotator says of a sentence: see :class:`Sentence`, and a free note."""

    usages: tuple[Usage, ...]
    vague: bool
    note: str = ""


def read_second(answer: dict[str, dict[str, Any]]) -> dict[str, Label]:
    """A second annotator's labels by id; raises BankError that names what is amiss."""
    known = {sentence.id for sentence in bank()}
    labels = {}
    for id_, row in answer.items():
        if id_ not in known:
            raise BankError(f"{id_}: no sentence of the bank has this id")
        if wrong := set(row["usages"]) - set(USAGES):
            raise BankError(f"{id_}: no usages are {', '.join(sorted(wrong))}; take {USAGES}")
        if not isinstance(row["vague"], bool) or (row["vague"] and not row["usages"]):
            raise BankError(f"{id_}: vague must be true or false, and what is vague needs usages")
        labels[id_] = Label(tuple(row["usages"]), row["vague"], row.get("note", ""))
    return labels


@cache
def second() -> dict[str, Label]:
    """The labels of the second annotator, who saw neither the first ones nor the rules."""
    return read_second(yaml.safe_load(SECOND.read_text(encoding="utf-8")))


def opened() -> tuple[Sentence, ...]:
    """The open part."""
    return tuple(s for s in bank() if not s.is_held_out)


def held_out() -> tuple[Sentence, ...]:
    """The part that measures."""
    return tuple(s for s in bank() if s.is_held_out)
