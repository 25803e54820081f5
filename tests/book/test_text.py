"""The text: citations, quotations, typed numbers, length, and who is named.

``essay_runs.txt`` holds, for every run of eight words in the essay and its comments, the first ten
hexadecimal digits of the BLAKE2b hash (16 bytes) of these words, in lower case and joined by one
blank. The essay itself is not ours to keep here.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_file

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
PAGES = sorted(BOOK.glob("*.md"))
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
CHAPTERS = [Path(each["file"]).name for each in TOC["parts"][0]["chapters"]]
RUN = 8
KNOWN = frozenset((Path(__file__).parent / "essay_runs.txt").read_text().split())


def fenced(text: str) -> list[str]:
    """The code cells of a page."""
    found = re.finditer(r"^(`{3,})\{code-cell\}.*?^\1\s*$", text, re.DOTALL | re.MULTILINE)
    return [match.group() for match in found]


def prose(text: str) -> str:
    """A page without front matter, fenced blocks, roles, code, formulas and targets of links."""
    text = re.sub(r"\A---\n.*?\n---\n|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"^(`{3,})\{?[\w-]*.*?^\1\s*$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{glue:text\}`[^`]*`", "0", text)
    text = re.sub(r"\{[\w:-]+\}`([^`]*)`", r"\1", text)
    text = re.sub(r"^\(.*\)=$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\$[^$]*\$|`[^`]*`", " ", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks."""
    return re.sub(r"“[^”]*”|\"[^\"\n]*\"", " … ", text)


def shared_runs(text: str) -> list[str]:
    """Runs of eight words that the essay or its comments have too."""
    found = []
    for piece in unquoted(text).lower().split("…"):
        words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", piece.replace("’", "'"))
        for i in range(len(words) - RUN + 1):
            run = " ".join(words[i : i + RUN])
            if blake2b(run.encode(), digest_size=16).hexdigest()[:10] in KNOWN:
                found.append(run)
    return found


def test_shared_runs_are_found_where_they_are_and_not_in_quotation_marks():
    quote = "what does it mean for a loss function to be aligned with human goals"
    assert len(shared_runs(f"They ask: {quote}?")) > 3
    assert shared_runs(f'They ask: "{quote}?"') == []
    assert shared_runs("A loss is one thing, and what it is for is another.") == []


@pytest.mark.parametrize(
    "path",
    [*PAGES, *sorted(ROOT.glob("solutions/*/*/discussion.md")), *ROOT.glob("solutions/*/*.md")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_eight_words_are_the_essays_but_in_quotation_marks(path):
    assert shared_runs(prose(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted(BOOK.glob("_quizzes/*.json")), ids=lambda path: path.name)
def test_no_quiz_has_eight_words_of_the_essay_but_in_quotation_marks(path):
    texts = re.findall(r'"(?:question|answer|feedback)": "((?:[^"\\]|\\.)*)"', path.read_text())
    for text in texts:
        assert shared_runs(re.sub("<[^>]*>", "", text).replace('\\"', '"')) == []


def cited() -> set[str]:
    keys: set[str] = set()
    for page in PAGES:
        for group in re.findall(r"\{cite\}`([^`]+)`", page.read_text(encoding="utf-8")):
            keys |= {key.strip() for key in group.split(",")}
    return keys


def test_every_work_in_the_list_is_cited_and_every_cited_one_is_in_it():
    assert cited() == set(parse_file(str(BOOK / "references.bib")).entries)


def test_every_work_has_authors_a_year_and_a_venue_or_an_address():
    for key, entry in parse_file(str(BOOK / "references.bib")).entries.items():
        assert entry.persons.get("author"), f"{key} has no author"
        assert re.fullmatch(r"\d{4}", entry.fields.get("year", "")), f"{key} has no year"
        venue = {"journal", "booktitle", "howpublished", "url"} & set(entry.fields)
        assert venue, f"{key} has neither venue nor address"


# Numbers that are typed in prose although no cell of the page has them, and why.
TYPED = {
    "mathematical_loss": {"95%", "1.6", "0.01", "0.91"},  # of theorems, and of a sentence to mend
    "caring_about_loss": {"70%"},  # of a prediction of Turner's
    "training_stories": {"65%"},  # the promise 0.65, in a story's own words
    "representing_goals": set(),
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_decimal_in_the_prose_is_a_setting_that_stands_in_code(chapter):
    text = (BOOK / f"{chapter}.md").read_text(encoding="utf-8")
    sources = [*fenced(text)]
    for path in sorted((ROOT / "exercises" / "losslab" / chapter).glob("*.py")):
        sources.append(path.read_text(encoding="utf-8"))
    code = "\n".join(sources)
    for number in re.findall(r"(?<![\w.,])\d+\.\d+(?![\w.])|(?<![\w.,])\d+%", prose(text)):
        if number in TYPED.get(chapter, set()):
            continue
        value = float(number.rstrip("%")) / (100 if number.endswith("%") else 1)
        written = {f"{value:g}", f"{value:.2f}", f"{value:.1f}", number, f"{value:g}"[1:]}
        found = any(re.search(rf"(?<![\w.]){re.escape(w)}(?![\w])", code) for w in written)
        assert found, f"{number} is typed in {chapter}.md: glue it from the cell that computes it"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_stays_under_4500_words(chapter):
    words = re.findall(
        r"[A-Za-z0-9][\w'’.-]*", prose((BOOK / f"{chapter}.md").read_text(encoding="utf-8"))
    )
    assert len(words) < 4500


def test_speakers_have_letters_items_and_a_sentence():
    speakers = json.loads((BOOK / "speakers.json").read_text(encoding="utf-8"))
    assert [each["letter"] for each in speakers] == list("ABCDEF")
    for each in speakers:
        assert each["who"].endswith(".")
        assert re.search(r"\d", each["items"])


@pytest.mark.parametrize(
    "path",
    [*PAGES, *sorted(ROOT.glob("solutions/*/*/discussion.md")), *ROOT.glob("solutions/*/*.md")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_commenter_has_a_letter(path):
    bare = re.findall(
        r"(?i)\b(?:an?|the|one|another|first|same|arc)\s+commenter\b", path.read_text("utf-8")
    )
    assert bare == [], "name the speaker by {speaker}`A`; the letters stand in speakers.json"
