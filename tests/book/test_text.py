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
from pybtex.database import BibliographyData, parse_file, parse_string

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


WRITTEN = [
    *ROOT.glob("solutions/**/*.py"),
    *ROOT.glob("exercises/losslab/**/*.py"),
    *ROOT.glob("book/_lib/*.py"),
    *ROOT.glob("book/_static/*.js"),
    *ROOT.glob("losslint/data/bank/*.yaml"),
    BOOK / "speakers.json",
    ROOT / "losslint" / "data" / "rules.yaml",
    ROOT / "README.md",
]


def test_no_code_hint_or_docstring_has_eight_words_of_the_essay():
    assert len(WRITTEN) > 300
    found = {}
    for path in WRITTEN:
        joined = re.sub(
            r'"\s+"', "", path.read_text(encoding="utf-8")
        )  # strings over several lines
        if runs := shared_runs(joined):
            found[str(path.relative_to(ROOT))] = runs
    assert found == {}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_caption_or_description_of_a_figure_has_eight_words_of_the_essay(path):
    for cell in fenced(path.read_text(encoding="utf-8")):
        assert shared_runs(cell.replace('"', " ")) == []


def cited(texts: list[str]) -> set[str]:
    """The keys of all works that pages cite."""
    groups = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", "\n".join(texts))
    return {key.strip() for group in groups for key in group.split(",")}


def faults(bibliography: BibliographyData, keys: set[str]) -> list[str]:
    """What is wrong with a list of works of which these are cited."""
    entries = bibliography.entries
    found = [f"{key} is cited and not in the list" for key in sorted(keys - set(entries))]
    for key, entry in entries.items():
        if key not in keys:
            found.append(f"{key} is cited nowhere")
        if not entry.persons.get("author"):
            found.append(f"{key} has no author")
        if not re.fullmatch(r"\d{4}", entry.fields.get("year", "")):
            found.append(f"{key} has no year")
        if not {"journal", "booktitle", "howpublished", "url"} & set(entry.fields):
            found.append(f"{key} has neither venue nor address")
    return found


def test_works_are_cited_and_have_authors_a_year_and_a_venue_or_an_address():
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert faults(parse_file(str(BOOK / "references.bib")), cited(texts)) == []


GOOD = "author = {A B}, year = {2020}, url = {https://a.example}"


@pytest.mark.parametrize(
    ("fields", "page", "fault"),
    [
        (GOOD, "So {cite}`a`.", None),
        (GOOD, "So.", "a is cited nowhere"),
        (GOOD, "So {cite}`a, b`.", "b is cited and not in the list"),
        (GOOD.replace("author", "editor"), "So {cite:p}`a`.", "a has no author"),
        (GOOD.replace("2020", "n.d."), "So {cite}`a`.", "a has no year"),
        (GOOD.replace("url", "note"), "So {cite}`a`.", "a has neither venue nor address"),
    ],
)
def test_a_planted_fault_of_the_list_is_found(fields, page, fault):
    planted = parse_string(f"@misc{{a, {fields}}}", "bibtex")
    assert faults(planted, cited([page])) == ([fault] if fault else [])


# Numbers that are typed in prose although no cell of the page has them, and why.
TYPED: dict[str, set[str]] = {
    "start": {"175", "412", "1,797"},  # billions in a cited work, a quotation, the data set's size
    "physical_loss": {"175"},  # billions of parameters, in a cited work
    "mathematical_loss": {"95%", "1.6", "0.01", "0.91"},  # of theorems, and of a sentence to mend
    "caring_about_loss": {"32,768", "100,000", "70%"},  # trials of a cited work, and a prediction
    "training_stories": {"65%", "500", "800"},  # a story's promise, and words of an essay to write
    "on_a_language_model": {"32,768", "900,000"},  # how far gzip and bz2 look back
    "lint": {"500"},  # a quoted sentence
}


NUMBER = re.compile(
    r"(?<![\w.,])\d+\.\d+(?![\w.])|(?<![\w.,])\d+%"  # decimals and percentages
    r"|(?<![\w.,'’×-])(?:\d{1,3}(?:,\d{3})+|\d{2,})(?![\w%]|[.,]\d)"  # 10 and more
)


def typed_numbers(text: str, code: str) -> list[str]:
    """The numbers in a page's prose that neither its cells nor its library have."""
    found = []
    for number in NUMBER.findall(re.sub(r"https?://\S+", "", prose(text))):
        value = float(number.rstrip("%").replace(",", "")) / (100 if number.endswith("%") else 1)
        if re.fullmatch(r"(19|20)\d\d", number):  # a year
            continue
        written = {f"{value:g}", f"{value:.2f}", f"{value:.1f}", number, f"{value:g}"[1:]}
        if value >= 1000:
            written |= {f"{value:.0f}", f"{value:_.0f}"}
        if not any(re.search(rf"(?<![\w.]){re.escape(w)}(?![\w])", code) for w in written if w):
            found.append(number)
    return found


@pytest.mark.parametrize("page", [*CHAPTERS, "start", "since_2022", "lint"])
def test_a_number_in_the_prose_is_a_setting_that_stands_in_code(page):
    text = (BOOK / f"{page}.md").read_text(encoding="utf-8")
    sources = fenced(text)
    for path in sorted((ROOT / "exercises" / "losslab" / page).glob("*.py")):
        sources.append(path.read_text(encoding="utf-8"))
    typed = set(typed_numbers(text, "\n".join(sources))) - TYPED.get(page, set())
    assert typed == set(), f"typed in {page}.md: glue them from the cells that compute them"


@pytest.mark.parametrize(
    ("prose_", "typed"),
    [
        (
            "It reads 0.37 in the end, or 41% of 1,234 rows, in 17 runs.",
            ["0.37", "41%", "1,234", "17"],
        ),
        ("Trained at rate 0.5 for 300 steps, in 2022.", []),
        ("It reads {glue:text}`end:.2f`, see [the page](https://a.example/12345).", []),
        ("$0.37$ and `x = 0.37` are no claims.", []),
    ],
)
def test_a_planted_number_is_found(prose_, typed):
    cell = "```{code-cell} ipython3\nrate, steps = 0.5, 300\n```\n"
    assert typed_numbers(prose_ + "\n\n" + cell, cell) == typed


@pytest.mark.parametrize("place", ["A page: {}.", "```{{code-cell}}\n    alt: {}\n```"])
def test_a_planted_run_of_eight_words_is_found(place):
    quote = "what does it mean for a loss function to be aligned with human goals"
    text = place.format(quote)
    cells = fenced(text + "\n")
    assert shared_runs(prose(text)) or (cells and shared_runs(cells[0]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_number_is_kept_under_a_name_of_its_own(page):
    code = "\n".join(fenced(page.read_text(encoding="utf-8")))
    names = re.findall(r"\bkeep\(\s*\"(\w+)\"", code)
    assert [name for name in names if names.count(name) > 1] == []


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_label_names_text(page):
    """A label before a comment names the comment, which is not written: links to it end nowhere."""
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^\([\w-]+\)=\n+<!--", text, re.MULTILINE) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_link_lies_in_a_link(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"\[[^]\n]*\{(?:speaker|term|cite|doc|ref)\}`[^`]*`[^]\n]*\]\(", text) == []
