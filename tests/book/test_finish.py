"""What happens to the pages after Sphinx has written them."""

import importlib.util
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

SOURCE = Path(__file__).parents[2] / "book" / "_ext" / "finish.py"
SCRIPT = (
    'var a={bars:[448,512,["navicon"],"f0c9","M0 96Z"],"chevron-down":[512,512,[],"f078","M2 3Z"]}'
)


@pytest.fixture(scope="module")
def finish():
    spec = importlib.util.spec_from_file_location("book_finish", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_icons_are_drawn_in_the_page_and_the_script_is_left_out(finish):
    page = (
        '<script defer src="_static/scripts/fontawesome.js?digest=5"></script>\n'
        '<button><i class="fa-solid fa-bars fa-lg" data-mode="dark" title="Dark"></i></button>'
        '<i class="fas fa-navicon"></i>'
    )
    small = finish.with_small_icons(page, finish.outlines(SCRIPT))
    read = BeautifulSoup(small, "html.parser")
    assert "fontawesome" not in small
    assert not read.find("i")
    icon = read.button.svg
    assert icon["viewbox"] == "0 0 448 512"
    assert icon["data-mode"] == "dark"
    assert icon.path["d"] == "M0 96Z"


def test_a_page_with_an_unknown_icon_keeps_the_script(finish):
    page = '<script src="scripts/fontawesome.js"></script><i class="fas fa-unheard-of"></i>'
    assert finish.with_small_icons(page, finish.outlines(SCRIPT)) == page


def test_the_theme_s_own_script_is_understood(finish):
    import pydata_sphinx_theme

    folder = Path(pydata_sphinx_theme.__file__).parent
    script = next(folder.rglob("static/scripts/fontawesome.js"))
    known = finish.outlines(script.read_text(encoding="utf-8"))
    for name in ("bars", "list", "download", "expand", "sun", "moon", "magnifying-glass"):
        assert name in known


def test_folds_and_the_search_field_have_fitting_names(finish):
    page = (
        '<summary><span class="toctree-toggle" role="presentation"></span></summary>'
        '<button class="btn search-button-field x" aria-label="Search">Search Ctrl+K</button>'
        '<button class="btn" aria-label="Search"></button>'
    )
    read = BeautifulSoup(finish.with_names(page), "html.parser")
    field, other = read.find_all("button")
    assert read.summary["aria-label"]
    assert not field.has_attr("aria-label")
    assert other["aria-label"] == "Search"


def test_cards_are_made_of_terms_works_and_exercises(finish, tmp_path):
    (tmp_path / "glossary.html").write_text(
        '<dl class="glossary"><dt id="term-toy">toy<a href="#term-toy">#</a></dt>'
        "<dd><p>Something to\n play with.</p></dd></dl>"
    )
    (tmp_path / "bibliography.html").write_text(
        '<div class="citation" id="id1"><span class="label">[A, 2022]</span>'
        "<p>A. Title. 2022.</p></div>"
    )
    (tmp_path / "exercises" / "c").mkdir(parents=True)
    (tmp_path / "exercises" / "c" / "double.html").write_text(
        "<article><h1>Twice<a>#</a></h1><p>Double it.</p><p>1 point</p><p>more</p></article>"
    )
    assert finish.cards(tmp_path) == {
        "glossary.html#term-toy": ["toy", "Something to play with."],
        "bibliography.html#id1": ["[A, 2022]", "A. Title. 2022."],
        "exercises/c/double.html": ["Twice", "Double it. 1 point"],
    }


def test_the_page_for_wrong_addresses_needs_no_other_file(finish):
    page = finish.not_found("Loss, Precisely", "https://example.org/book/")
    read = BeautifulSoup(page, "html.parser")
    assert read.a["href"] == "https://example.org/book/"
    assert not read.find_all(["script", "link", "img"])
