"""An Anki deck from the open part of the bank and the quizzes.

Ids follow from a card's question alone, so that a later deck updates a card and keeps its
schedule. https://github.com/kerrickstaley/genanki says how Anki uses them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import genanki

from losslint.bank import opened

# Chosen once, at random below 2**31; a change would give learners a second deck.
DECK, MODEL = 1_650_437_291, 1_302_885_617
CSS = """.card { font-family: sans-serif; font-size: 18px; max-width: 40em; margin: 1em auto; }
.see { color: #5f6a72; } b { color: #b5471f; }
@media (prefers-color-scheme: dark) { b { color: #ff9d76; } .see { color: #b6c0c7; } }"""


def notes(quizzes: Iterable[Path]) -> Iterator[genanki.Note]:
    """The cards: what is said and how it could be said, and the quizzes' questions."""
    model = genanki.Model(
        MODEL,
        "Loss, Precisely",
        fields=[{"name": "Question"}, {"name": "Answer"}],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Question}}",
                "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}",
            }
        ],
        css=CSS,
    )
    for sentence in opened():
        said = escape(sentence.text).replace(
            escape(sentence.span), f"<b>{escape(sentence.span)}</b>", 1
        )
        usages = ", ".join(sentence.usages) or "none of the four: the word means something else"
        parts = [f"<p>{escape(usages)}</p>"]
        if sentence.see:
            parts.append(f"<p class=see>You should see: {escape(sentence.see)}</p>")
        if sentence.rewrite:
            parts.append(f"<p>Say: {escape(sentence.rewrite)}</p>")
        question = f"<p>{said}</p><p>Which usage, and what should you see if it is true?</p>"
        yield _note(model, f"bank/{sentence.id}", question, "".join(parts), sentence.manner)
    for path in quizzes:
        for item in json.loads(path.read_text(encoding="utf-8")):
            if item["type"] == "multiple_choice":
                yield _quiz(model, item, path.stem)


def _quiz(model: genanki.Model, item: dict[str, Any], topic: str) -> genanki.Note:
    choices = "".join(f"<li>{one['answer']}</li>" for one in item["answers"])
    answers = sorted(item["answers"], key=lambda one: not one["correct"])
    told = [
        f"<p><b>{one['answer']}</b> {one['feedback']}</p>"
        if one["correct"]
        else f"<p class=see>{one['answer']}: {one['feedback']}</p>"
        for one in answers
    ]
    question = f"<p>{item['question']}</p><ul>{choices}</ul>"
    return _note(model, f"quiz/{item['question']}", question, "".join(told), topic)


def _note(model: genanki.Model, key: str, question: str, answer: str, tag: str) -> genanki.Note:
    return genanki.Note(
        model=model,
        fields=[question, answer],
        guid=genanki.guid_for("loss-precisely", key),
        tags=[tag.replace(" ", "_")],
    )


def write_deck(path: Path, quizzes: Iterable[Path]) -> int:
    """Write the deck to `path`, and give the number of its cards."""
    deck = genanki.Deck(DECK, "Loss, Precisely")
    for note in notes(quizzes):
        deck.add_note(note)
    genanki.Package(deck).write_to_file(str(path))
    return len(deck.notes)
