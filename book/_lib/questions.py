"""Questions in a page: quizzes, and predictions that hold back what answers them.

A quiz is a JSON file, a list of questions in JupyterQuiz's format (`question`, `type`,
`answers`, each with `answer`, `correct` and `feedback`) and a little more:

type
    ``multiple_choice`` (one is right), ``many_choice`` (several may be), ``numeric``
    (``value``, ``unit``, ``tolerance`` and one ``feedback``), ``order`` (``answers`` in the right
    order and one ``feedback``).
predict
    True for a prediction: the reader gives a probability to each choice, or for
    ``numeric`` an interval; what follows in the page is held back until then.
see
    The label of the passage that the question is about.

What stands in the page without scripts is a list with the answers folded; `questions.js` makes
it answerable. Choices are shown in an order that is drawn once from the question's text, so that
no place is favored.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from IPython.display import HTML

from book._lib.interactive import mount
from losslint.bank import Sentence, Usage, opened, second

__all__ = [
    "BANK_QUESTIONS",
    "expect",
    "forecasts",
    "from_bank",
    "identity",
    "quiz",
    "shown_order",
    "which_usages",
]

FOLDER = Path(__file__).resolve().parents[1] / "_quizzes"
# How many sentences of the bank each page asks, and the usage that half of them have.
BANK_QUESTIONS: dict[str, tuple[int, Usage | None]] = {
    "start": (4, None),
    "physical_loss": (3, "physical"),
    "mathematical_loss": (3, "mathematical"),
    "representing_goals": (3, "representing"),
    "training_stories": (3, "representing"),
    "caring_about_loss": (3, "caring about"),
}
# Not asked: it names no loss, and may be said of a model that was trained in some other way.
SET_ASIDE = frozenset({"We align our language models with human preferences."})
# An apostrophe behind a letter, or what must stay as it is: code, and a tag with its attributes.
APOSTROPHE = re.compile(r"<code>.*?</code>|<[^>]*>|(?<=\w)'", re.DOTALL)
FIELDS = {"multiple_choice": "radio", "many_choice": "checkbox"}
# What speaks against each usage where both annotators of the bank did not see it.
CHOICES: dict[Usage, tuple[str, str]] = {
    "physical": ("physical loss", "No number of a run and no update is spoken of."),
    "mathematical": ("mathematical loss", "Nothing is said of a function and its best points."),
    "representing": ("a loss “representing” a goal", "Nothing is said to stand for a wish."),
    "caring about": ("an agent caring about loss", "Nobody is said to want or pursue anything."),
}

Question = Mapping[str, Any]


def identity(question: Question) -> str:
    """A short name for a question that changes with its text; answers are kept under it."""
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()[:12]


def shown_order(question: Question) -> list[int]:
    """The places of the answers in the order in which the page shows them."""
    order = list(range(len(question.get("answers", []))))
    random.Random(question["question"]).shuffle(order)
    if question["type"] == "order" and order == sorted(order):
        order.reverse()
    return order


def quiz(path: str | Path) -> HTML:
    """The questions of a file, to be shown as the last value of a cell.

    Parameters
    ----------
    path
        The JSON file, relative to the page.
    """
    questions = json.loads(Path(path).read_text(encoding="utf-8"))
    body = "".join(map(_html, questions))
    return HTML(f'<div class="quiz" data-quiz="{Path(path).stem}">{_typeset(body)}</div>')


def which_usages(sentence: Sentence) -> dict[str, Any]:
    """A question on a sentence of the bank: which of the four usages may it have?

    What is right is what the sentence's annotator says; several may be.
    """
    say = f" More precisely: “{sentence.rewrite}”" if sentence.rewrite else ""
    answers = [
        {
            "answer": text,
            "correct": usage in sentence.usages,
            "feedback": f"One would see: {sentence.see}{say}" if usage in sentence.usages else no,
        }
        for usage, (text, no) in CHOICES.items()
    ]
    asked = f"“{sentence.text}” Which usages may it have? Tick one or more."
    return {"question": asked, "type": "many_choice", "answers": answers}


def from_bank(page: str) -> HTML:
    """Questions on sentences of the bank's open part, to be shown as a cell's last value.

    Asked are vague sentences on whose usages two annotators agree, as many as `BANK_QUESTIONS`
    says; half of them, rounded up, have the page's usage if it has one. They are the same at
    every build, and no sentence is asked on two pages.
    """
    agreed = [
        sentence
        for sentence in opened()
        if sentence.vague and sentence.id in second()
        if set(second()[sentence.id].usages) == set(sentence.usages)
    ]
    for name, (count, usage) in BANK_QUESTIONS.items():
        random.Random(name).shuffle(agreed)
        asked = [s for s in agreed if s.text not in SET_ASIDE]
        first = [s for s in asked if usage is None or usage in s.usages][: (count + 1) // 2]
        chosen = [*first, *(s for s in asked if s not in first)][:count]
        random.Random(name).shuffle(chosen)
        if name == page:
            body = "".join(_html(which_usages(sentence)) for sentence in chosen)
            return HTML(f'<div class="quiz" data-quiz="{page}_bank">{body}</div>')
        agreed = [sentence for sentence in agreed if sentence not in chosen]
    raise ValueError(f"no questions for {page!r} stand in BANK_QUESTIONS")


def expect(path: str | Path, value: float, place: int = 0) -> None:
    """Hold the number that a page computed against the one that a question is scored by.

    Parameters
    ----------
    path
        The JSON file, relative to the page.
    value
        What the page's own cells found.
    place
        The place of the question in the file; its ``tolerance`` says how far off is too far.

    Raises
    ------
    ValueError
        If the two differ by more, so that the page cannot be built with a wrong key.
    """
    question = json.loads(Path(path).read_text(encoding="utf-8"))[place]
    if abs(value - question["value"]) > question["tolerance"]:
        raise ValueError(
            f"{path}, question {place}: the page found {value}, not {question['value']}"
        )


def forecasts(chapter: str) -> HTML:
    """How the reader's predictions on a chapter's page fared, by the course's own rules.

    Parameters
    ----------
    chapter
        The predictions are those of the files ``_quizzes/<chapter>_*.json``.
    """
    rows = []
    for path in sorted(FOLDER.glob("*.json")):
        for question in json.loads(path.read_text(encoding="utf-8")):
            if question.get("predict"):
                here = path.stem.startswith(f"{chapter}_")
                rows.append({"id": identity(question), "here": here, **_truth(question)})
    return mount(
        "forecasts",
        "Your predictions",
        "How the probabilities that you gave fared against what happened.",
        rows,
    )


def _truth(question: Question) -> dict[str, Any]:
    """What a prediction is about and what happened, as the page's scripts read it."""
    text = re.sub(r"<[^>]+>", "", _typeset(question["question"]))
    if question["type"] == "numeric":
        return {"text": text, "value": question["value"]}
    shown = [question["answers"][place] for place in shown_order(question)]
    return {"text": text, "happened": [answer["correct"] for answer in shown].index(True)}


def _typeset(html: str) -> str:
    """The HTML with real apostrophes, as Sphinx sets them in the text around it, but for code."""
    return APOSTROPHE.sub(lambda found: found[0] if len(found[0]) > 1 else "\u2019", html)


def _html(question: Question) -> str:
    kind = question["type"]
    data = {"type": kind, "id": identity(question)}
    if question.get("predict"):
        data["predict"] = "probabilities" if kind == "multiple_choice" else "interval"
    if kind == "numeric":
        data |= {"value": question["value"], "tolerance": question.get("tolerance", 0)}
    attributes = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    tag = "<b>Predict.</b> " if "predict" in data else ""
    see = question.get("see")
    back = f'<a class="question-see" href="#{see}">Read the passage again</a>' if see else ""
    return (
        f'<fieldset class="question" {attributes}><legend>{tag}{question["question"]}</legend>'
        + _choices(question)
        + '<details class="question-key"><summary>Answer</summary>'
        + _key(question)
        + f"</details>{back}</fieldset>"
    )


def _choices(question: Question) -> str:
    """What the reader chooses from; the fields wait for the script."""
    kind = question["type"]
    if kind == "numeric":
        return f'<p class="question-unit">{question["unit"]}</p>'
    rows = []
    for place in shown_order(question):
        text = f"<span>{question['answers'][place]['answer']}</span>"
        if kind in FIELDS:
            field = f'<input type="{FIELDS[kind]}" name="{identity(question)}" disabled=""/>'
            text = f"<label>{field}{text}</label>"
        rows.append(f'<li data-place="{place}">{text}</li>')
    return f'<ul class="question-choices">{"".join(rows)}</ul>'


def _key(question: Question) -> str:
    """What is right and why, one item an answer in the order that is shown."""
    kind = question["type"]
    if kind == "numeric":
        return f"<p><b>{question['value']:g} {question['unit']}.</b> {question['feedback']}</p>"
    if kind == "order":
        rows = [f"<li>{answer['answer']}</li>" for answer in question["answers"]]
        return f"<ol>{''.join(rows)}</ol><p>{question['feedback']}</p>"
    rows = []
    for place in shown_order(question):
        answer = question["answers"][place]
        mark = "right" if answer["correct"] else "wrong"
        rows.append(
            f'<li data-is="{mark}"><i>{answer["answer"]}</i> '
            f"<b>({mark})</b> <span>{answer['feedback']}</span></li>"
        )
    return f"<ul>{''.join(rows)}</ul>"
