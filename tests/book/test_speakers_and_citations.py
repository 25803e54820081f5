"""The book's two small extensions: letters for speakers, and one label for a work."""

import io
from pathlib import Path

import pytest
from pybtex.database import Entry, Person
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.book.extension import load

FOLDER = Path(__file__).parents[2] / "book" / "_ext"


@pytest.fixture(scope="module")
def speakers():
    return load("speakers")


@pytest.fixture(scope="module")
def citations():
    return load("citations")


def work(year, title, *authors):
    entry = Entry("misc", fields={"year": year, "title": title})
    entry.persons["author"] = [Person(author) for author in authors]
    return entry


def test_the_cast_list_has_a_target_and_confirmed_links_for_each_speaker(speakers):
    lines = speakers.cast_lines()
    for letter, each in speakers.speakers().items():
        at = lines.index(f"({speakers.anchor(letter)})=")
        assert f"**{letter}** · items {each['items']}" in lines[at + 1]
        for key in each["comments"]:
            assert f"commentId={key}" in lines[at + 1]


def test_a_speaker_without_a_confirmed_comment_gets_a_dash(speakers):
    assert speakers.permalinks({"comments": {}}) == "–"


def build(folder, text):
    """The HTML of a page, and the warnings, of a book that has this page alone."""
    (folder / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(FOLDER)!r})\n"
        "extensions = ['myst_parser', 'speakers']\nmyst_enable_extensions = ['deflist']\n"
    )
    (folder / "index.md").write_text(text)
    said = io.StringIO()
    out = folder / "out"
    with patch_docutils(), docutils_namespace():
        Sphinx(folder, folder, out, out, "html", status=None, warning=said).build()
    return (out / "index.html").read_text(), said.getvalue()


def test_a_mention_links_to_the_cast_list_and_has_a_card_that_is_no_text(tmp_path):
    page, said = build(tmp_path, "# One\n\nSo says {speaker}`B`.\n\n```{speakers}\n```\n")
    assert '<a class="reference internal" href="#speaker-b">' in page
    assert '<span class="speaker-card" aria-hidden="true">Speaks for ARC' in page
    assert "&lt;span" not in page
    assert said == ""


def test_an_unknown_speaker_is_an_error_that_names_the_known_ones(tmp_path):
    _, said = build(tmp_path, "# One\n\nSo says {speaker}`Z`.\n\n```{speakers}\n```\n")
    assert "no speaker 'Z' in speakers.json; known are A, B, C" in said


def test_works_of_one_year_get_letters_and_others_none(citations):
    entries = [
        work("2022", "A", "Alex Turner"),
        work("2022", "B", "Alex Turner"),
        work("2021", "C", "Evan Hubinger"),
    ]
    assert list(citations.AuthorYear().format_labels(entries)) == [
        "Turner, 2022a",
        "Turner, 2022b",
        "Hubinger, 2021",
    ]


@pytest.mark.parametrize(
    ("people", "name"),
    [
        (["Quintin Pope", "Alex Turner"], "Pope and Turner"),
        (["Chris van Merwijk"], "van Merwijk"),
        (["Tom Everitt", "Marcus Hutter", "Ramana Kumar"], "Everitt et al."),
    ],
)
def test_authors_are_named_by_family_name(citations, people, name):
    assert citations.authors(work("2020", "A", *people)) == name
