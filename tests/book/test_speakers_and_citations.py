"""The book's two small extensions: letters for speakers, and one label for a work."""

import importlib.util
import sys
from pathlib import Path

import pytest
from pybtex.database import Entry, Person

FOLDER = Path(__file__).parents[2] / "book" / "_ext"


def loaded(name):
    spec = importlib.util.spec_from_file_location(f"book_{name}", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop(f"book_{name}", None)
    return module


@pytest.fixture(scope="module")
def speakers():
    return loaded("speakers")


@pytest.fixture(scope="module")
def citations():
    return loaded("citations")


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
