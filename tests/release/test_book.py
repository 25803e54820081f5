"""The book builds with every warning an error, and its pages need nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "_build" / "html"


@pytest.fixture(scope="module")
def html() -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "build"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return PAGES


def pages(html: Path) -> list[Path]:
    return sorted((html / "book").glob("*.html"))


def test_the_strict_build_passes(html):
    assert (html / "index.html").is_file()
    assert pages(html)


def test_no_page_loads_code_or_styles_from_elsewhere(html):
    loads = re.compile(r'<(?:script|link)[^>]+(?:src|href)="(https?:)?//[^"]+"[^>]*>')
    for page in pages(html):
        found = [
            m.group(0)
            for m in loads.finditer(page.read_text())
            if 'rel="canonical"' not in m.group(0)
        ]
        assert found == [], page.name


def test_every_figure_has_alt_text(html):
    for page in pages(html):
        for tag in re.findall(r"<img[^>]*>", page.read_text()):
            assert re.search(r'alt="[^"]{15,}"', tag) or "logo" in tag, f"{page.name}: {tag}"


def test_every_idea_of_the_essay_has_one_passage_and_the_companion_links_it():
    texts = {path.name: path.read_text() for path in (ROOT / "book").glob("*.md")}
    anchors = [
        int(n) for text in texts.values() for n in re.findall(r"^\(item-(\d+)\)=", text, re.M)
    ]
    assert sorted(anchors) == list(range(1, 99))
    linked = [int(n) for n in re.findall(r"\(#item-(\d+)\)", texts["companion.md"])]
    assert linked == list(range(1, 99))
