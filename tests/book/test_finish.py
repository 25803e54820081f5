"""What happens to the pages after Sphinx has written them."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.book.extension import load


@pytest.fixture(scope="module")
def finish():
    return load("finish")


def test_cards_are_made_of_terms_works_and_exercises(finish, tmp_path):
    (tmp_path / "glossary.html").write_text(
        '<dl class="glossary"><dt id="term-toy">toy<a href="#term-toy">#</a></dt>'
        "<dd><p>Something to\n play with.</p><p class='ways-back'>Used in A</p></dd></dl>"
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


def test_the_glossary_leads_back_to_where_its_terms_are_used(finish, tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    link = '<a href="glossary.html#term-toy">toy</a>'
    for name in ("one", "two"):
        (book / f"{name}.html").write_text(
            f"<article><section id='top'><h1>Chapter {name}<a>#</a></h1>"
            f"<section id='part'><p>{link} {link}</p></section></section></article>"
        )
    page = '<dl class="glossary"><dt id="term-toy">toy</dt><dd><p>To play with.</p></dd></dl>'
    ways = finish.ways_back(tmp_path)
    page = finish.with_ways_back(finish.with_ways_back(page, ways), ways)
    line = BeautifulSoup(page, "html.parser").select(".ways-back")
    assert [each.get_text() for each in line] == ["Used in Chapter one, Chapter two"]
    assert [a["href"] for a in line[0].find_all("a")] == ["one.html#part", "two.html#part"]


def test_the_search_knows_what_an_article_says_and_nothing_else(finish, tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "one.html").write_text(
        "<nav>Menu</nav><article><h1>One<a class='headerlink'>#</a></h1><p>Two\n words</p>"
        "<div class='lab'>A lab</div><script>code</script></article>"
    )
    assert finish.texts(tmp_path) == {"book/one": "One Two words"}


def test_parts_of_identifiers_are_words(finish):
    words = finish.Words({}).split("Call stable_ce and _hidden")
    assert {"stable_ce", "stable", "ce", "hidden", "Call"} <= set(words)


def test_the_card_is_a_picture_of_the_size_that_previews_show(finish, tmp_path):
    from PIL import Image

    finish.draw_card(tmp_path / "card.png", "A course")
    with Image.open(tmp_path / "card.png") as picture:
        assert picture.size == (1200, 630)


def test_a_page_names_its_card_only_where_it_has_an_address(finish):
    from types import SimpleNamespace

    from docutils.utils import new_document

    def tags(base):
        context = {"title": "T"}
        app = SimpleNamespace(config=SimpleNamespace(html_baseurl=base))
        finish.describe(app, "one", "", context, new_document("one"))
        return context["metatags"]

    assert "og:image" not in tags("")
    assert 'content="https://example.org/b/_static/card.png"' in tags("https://example.org/b/")
    # An ePub's pages are XML.
    ElementTree.fromstring(f"<head>{tags('https://example.org/b/')}</head>")


@pytest.mark.parametrize(("builder", "done"), [("html", True), ("epub", False)])
def test_nothing_is_laid_into_the_folder_that_an_epub_is_packed_from(
    finish, tmp_path, builder, done
):
    from types import SimpleNamespace

    (tmp_path / "_static").mkdir()
    (tmp_path / "book").mkdir()
    config = SimpleNamespace(html_baseurl="", project="A course", html_title="A course")
    app = SimpleNamespace(
        outdir=tmp_path, builder=SimpleNamespace(format="html", name=builder), config=config
    )
    finish.finish(app, None)
    assert (tmp_path / "404.html").is_file() == done


def test_a_first_visit_follows_the_system(finish, tmp_path):
    from types import SimpleNamespace

    for given, mode in (({}, "auto"), ({"default_mode": "dark"}, "dark")):
        config = SimpleNamespace(html_context=dict(given))
        finish.begin(SimpleNamespace(outdir=tmp_path), config)
        assert config.html_context["default_mode"] == mode
