import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from book._lib import questions
from book._lib.questions import BANK_QUESTIONS, from_bank, which_usages
from losslint.bank import bank, opened, second

BOOK = Path(__file__).parents[2] / "book"
QUIZZES = sorted((BOOK / "_quizzes").glob("*.json"))
BANK = [
    (path.stem, place, question)
    for path in QUIZZES
    for place, question in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
SINGLE = [question for _, _, question in BANK if question["type"] == "multiple_choice"]
PAGES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(BOOK.glob("*.md")))

every_question = pytest.mark.parametrize(
    "question", [each for *_, each in BANK], ids=[f"{stem}-{place}" for stem, place, _ in BANK]
)


class Elements(HTMLParser):
    """Counts start and end tags, and keeps attributes."""

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.wrong = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "input":  # closed where it begins, as an ePub wants it
            return
        if self.open.pop() != tag:
            self.wrong.append(tag)


@every_question
def test_every_answer_is_explained_in_its_own_words(question):
    said = [answer["feedback"] for answer in question.get("answers", []) if "feedback" in answer]
    if question["type"] in ("numeric", "order"):
        said = [question["feedback"]]
    else:
        assert len(said) == len(question["answers"]) >= 2
    assert all(text.strip().endswith(".") for text in said)
    assert len(set(said)) == len(said)
    assert not any(re.search(r"\b[Rr]un the\b.*cell", text) for text in said)


@every_question
def test_a_question_has_an_answer_of_its_kind(question):
    if question["type"] == "multiple_choice":
        assert sum(answer["correct"] for answer in question["answers"]) == 1
    elif question["type"] == "many_choice":
        right = sum(answer["correct"] for answer in question["answers"])
        assert 2 <= right < len(question["answers"])
        assert not question.get("predict")
    elif question["type"] == "order":
        assert len({answer["answer"] for answer in question["answers"]}) >= 3
        assert not question.get("predict")
    else:
        assert question["type"] == "numeric"
        assert question["unit"]
        assert question["tolerance"] >= 0


def test_no_question_is_asked_twice():
    assert max(Counter(question["question"] for *_, question in BANK).values()) == 1


def test_the_right_answer_is_seldom_the_longest():
    def stands_out(question):
        lengths = sorted(len(answer["answer"]) for answer in question["answers"])
        right = next(answer for answer in question["answers"] if answer["correct"])
        return len(right["answer"]) == lengths[-1] > lengths[-2]

    assert sum(map(stands_out, SINGLE)) <= len(SINGLE) / 4


def test_no_place_is_favored_for_the_right_answer():
    four = [question for question in SINGLE if len(question["answers"]) == 4]
    places = Counter(
        [question["answers"][place]["correct"] for place in questions.shown_order(question)].index(
            True
        )
        for question in four
    )
    # With no favorite a place gets a quarter; 99.9% of fair drawings stay within these limits.
    spread = 3.3 * (len(four) * 3 / 16) ** 0.5
    assert all(abs(places[place] - len(four) / 4) <= spread for place in range(4)), places


def test_an_order_is_never_shown_already_solved():
    for *_, question in BANK:
        if question["type"] == "order":
            order = questions.shown_order(question)
            assert order != sorted(order)


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_a_quiz_is_well_formed_named_and_complete_without_scripts(path):
    page = questions.quiz(path).data
    read = Elements(page)
    assert not read.wrong
    assert not read.open
    bank = json.loads(path.read_text(encoding="utf-8"))
    tags = Counter(tag for tag, _ in read.seen)
    assert tags["fieldset"] == tags["legend"] == tags["details"] == len(bank)
    for question in bank:
        for answer in question.get("answers", []):
            for text in (answer["answer"], answer.get("feedback", "")):
                assert text.replace("'", "’") in page.replace("'", "’")
    assert "<script" not in page
    assert "'" not in re.sub(r"<code>.*?</code>|<[^>]*>", "", page), "set as in the text around it"


def test_a_question_that_changes_is_another_question():
    one = SINGLE[0]
    assert questions.identity(one) == questions.identity(dict(reversed(one.items())))
    assert questions.identity(one) != questions.identity({**one, "question": "Another?"})


def test_every_passage_that_a_question_points_to_stands_on_its_page():
    pages = [path.read_text(encoding="utf-8") for path in sorted(BOOK.glob("*.md"))]
    for stem, place, question in BANK:
        if "see" in question:
            shown = [page for page in pages if f"_quizzes/{stem}.json" in page]
            assert shown, stem
            for page in shown:
                assert f"({question['see']})=" in page, (stem, place)


def test_the_forecasts_of_a_chapter_know_what_happened():
    page = questions.forecasts("physical_loss").data
    rows = json.loads(re.search(r'<script type="application/json">(.*?)</script>', page, re.S)[1])
    predictions = [question for *_, question in BANK if question.get("predict")]
    assert len(rows) == len(predictions)
    assert 1 <= sum(row["here"] for row in rows) < len(rows)
    for row in rows:
        question = next(q for q in predictions if questions.identity(q) == row["id"])
        if question["type"] == "multiple_choice":
            order = questions.shown_order(question)
            assert question["answers"][order[row["happened"]]]["correct"]
        else:
            assert row["value"] == question["value"]
        assert "<" not in row["text"]


@pytest.mark.parametrize(
    "chapter",
    [
        "physical_loss", "mathematical_loss", "representing_goals",
        "caring_about_loss", "training_stories", "grader_as_loss",
    ],
)  # fmt: skip
def test_a_chapter_asks_for_two_numbers_and_holds_its_keys_against_what_it_computes(chapter):
    page = (BOOK / f"{chapter}.md").read_text(encoding="utf-8")
    numeric = {
        stem for stem, _, question in BANK
        if question["type"] == "numeric" and question.get("predict")
    }  # fmt: skip
    asked = set(re.findall(r'questions\.quiz\("_quizzes/(\w+)\.json"\)', page)) & numeric
    assert len(asked) >= 2
    assert set(re.findall(r'questions\.expect\("_quizzes/(\w+)\.json"', page)) >= asked


def test_a_page_cannot_be_built_with_a_wrong_key(tmp_path):
    path = tmp_path / "toy.json"
    path.write_text(json.dumps([{"type": "numeric", "value": 3.0, "tolerance": 0.5}]))
    questions.expect(path, 3.4)
    with pytest.raises(ValueError, match=r"the page found 4.0, not 3.0"):
        questions.expect(path, 4.0)


def test_questions_of_the_bank_are_open_agreed_on_the_same_at_every_build_and_asked_once():
    everywhere = []
    for page, (count, usage) in BANK_QUESTIONS.items():
        html = from_bank(page).data
        assert html == from_bank(page).data
        assert html.count("<fieldset") == count
        asked = [s for s in bank() if f"“{s.text}” Which usages" in html]
        assert len(asked) == count
        for sentence in asked:
            assert not sentence.is_held_out
            assert set(second()[sentence.id].usages) == set(sentence.usages)
        assert usage is None or sum(usage in s.usages for s in asked) >= 2
        everywhere += asked
    assert len({s.id for s in everywhere}) == len(everywhere)
    pages = [p for p in BOOK.glob("*.md") if f'questions.from_bank("{p.stem}")' in p.read_text()]
    assert {p.stem for p in pages} == set(BANK_QUESTIONS)


def test_a_question_of_the_bank_says_what_one_would_see_and_how_to_say_it():
    sentence = next(s for s in opened() if s.vague and len(s.usages) == 2)
    question = which_usages(sentence)
    right = [a for a in question["answers"] if a["correct"]]
    assert len(right) == 2
    assert len(question["answers"]) == 4
    assert all(sentence.see in a["feedback"] and sentence.rewrite in a["feedback"] for a in right)
    assert not any(sentence.see in a["feedback"] for a in question["answers"] if not a["correct"])
