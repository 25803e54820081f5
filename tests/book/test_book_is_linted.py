"""The book keeps to its own advice: the lint has nothing to ask of it that no reason answers."""

import re

import pytest

from losslint.lint import lint_file, lint_text
from tests.book.test_text import BOOK, CHAPTERS, PAGES
from tests.conftest import ROOT

READ = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_the_lint_finds_nothing_in_the_prose(path):
    found = [f"{one.line}: {one.rule}: {one.text}" for one in lint_file(path)]
    assert found == [], "say it precisely, or give a reason: see the page on the lint"


def rows(chapter):
    """What to say instead of what, in a chapter's table."""
    text = (BOOK / f"{chapter}.md").read_text(encoding="utf-8")
    table = text.split("## Say it precisely")[1].split("\n## ")[0]
    return re.findall(r"^\| \"(.+?)\" \| (.+?) \|$", table, re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_is_to_be_said_is_said_precisely(chapter):
    assert len(rows(chapter)) >= 4
    for _, say in rows(chapter):
        assert [one.text for one in lint_text(say, "say.md")] == []


def test_the_lint_asks_about_much_of_what_is_not_to_be_said():
    vague = [vague for chapter in CHAPTERS for vague, _ in rows(chapter)]
    about_loss = [text for text in vague if re.search(r"loss|reward|align|wants|evaluat", text)]
    asked = [text for text in about_loss if lint_text(text, "say.md")]
    assert len(asked) > len(about_loss) / 2
