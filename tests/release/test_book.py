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


def weight(html: Path, page: Path) -> int:
    """The bytes that a page and what it loads have, without MathJax and its fonts."""
    text = page.read_text()
    found = re.findall(r'(?:src|href|srcset)="([^":#?]+\.(?:js|css|svg|png))(?:\?[^"]*)?"', text)
    files = {(page.parent / name).resolve() for name in found}
    drawings = {path for path in files if path.name.endswith("-narrow.svg")}
    wide = {path.with_name(path.name.replace("-narrow.svg", ".svg")) for path in drawings}
    # A browser loads one form of a figure; the heavier one counts.
    forms = [
        max(a.stat().st_size, b.stat().st_size)
        for a, b in zip(sorted(drawings), sorted(wide), strict=True)
    ]
    others = files - drawings - wide
    rest = [
        path.stat().st_size for path in others if path.is_file() and "mathjax" not in path.parts
    ]
    return len(text.encode()) + sum(rest) + sum(forms)


def test_a_page_weighs_less_than_1_5_megabytes_and_most_less_than_1_2(html):
    heavy = {page.name: weight(html, page) for page in pages(html)}
    assert {name: size for name, size in heavy.items() if size >= 1_500_000} == {}
    assert sum(size >= 1_200_000 for size in heavy.values()) <= 7  # chapters


def test_every_figure_has_a_form_for_phones_whose_letters_have_eleven_pixels(html):
    """On a screen of 360 pixels a figure has 328; letters are outlines, scaled from 100 units."""
    drawn = list((html / "_images").glob("*-narrow.svg"))
    for path in drawn:
        text = path.read_text()
        assert "<!--narrow" not in text
        width = float(re.search(r'viewBox="0 0 ([\d.]+) ', text)[1])
        sizes = re.findall(r'<g id="text_\d+">.*?scale\(([\d.]+) -', text, re.S)
        assert min(map(float, sizes)) * 100 * 328 / width >= 11, path.name
    for page in pages(html):
        text = page.read_text()
        for name in re.findall(r'<img [^>]*src="\.\./_images/([^"]+)\.svg"', text):
            assert f"_images/{name}-narrow.svg" in text, page.name


def test_labs_say_something_without_a_script(html):
    for page in pages(html):
        labs = re.findall(
            r'<div class="lab" data-lab="(\w+)".*?</script>(.{40})', page.read_text(), re.S
        )
        for name, next_ in labs:
            assert ('class="lab-static"' in next_) == (name != "forecasts"), (page.name, name)


def test_every_chapter_offers_the_exercises(html):
    for page in pages(html):
        if "Check yourself" in page.read_text():
            assert 'class="take"' in page.read_text(), page.name
    assert list((html / "_downloads").glob("*/exercises.zip"))


def test_every_idea_of_the_essay_has_one_passage_and_the_companion_links_it():
    texts = {path.name: path.read_text() for path in (ROOT / "book").glob("*.md")}
    anchors = [
        int(n) for text in texts.values() for n in re.findall(r"^\(item-(\d+)\)=", text, re.M)
    ]
    assert sorted(anchors) == list(range(1, 99))
    linked = [int(n) for n in re.findall(r"\(#item-(\d+)\)", texts["companion.md"])]
    assert linked == list(range(1, 99))
