"""What happens to the pages after Sphinx has written them."""

import base64
import importlib.util
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

SOURCE = Path(__file__).parents[2] / "book" / "_ext" / "finish.py"


@pytest.fixture(scope="module")
def finish():
    spec = importlib.util.spec_from_file_location("book_finish", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_folds_and_the_search_field_have_fitting_names(finish):
    page = (
        '<a class="reference internal" href="a.html">A page</a><details><summary>'
        '<span class="toctree-toggle" role="presentation"></span></summary></details>'
        '<dialog id="pst-search-dialog"></dialog>'
        '<button class="btn search-button-field x" title="Search" aria-label="Search">Search Ctrl+K'
        "</button>"
        '<button class="btn" aria-label="Search"></button>'
    )
    read = BeautifulSoup(finish.with_names(page), "html.parser")
    field, other = read.find_all("button")
    assert read.summary["aria-label"] == "Pages below: A page"
    assert read.dialog["aria-label"]
    assert not field.has_attr("aria-label")
    assert other["aria-label"] == "Search"


def test_an_empty_corner_of_a_table_is_no_header_and_a_work_is_an_item_of_its_list(finish):
    page = (
        '<table><tr><th class="head"><p></p></th><th class="head"><p>a</p></th></tr></table>'
        '<div role="list"><div class="citation" role="doc-biblioentry"></div></div>'
    )
    read = BeautifulSoup(finish.with_names(page), "html.parser")
    assert [cell.name for cell in read.find_all(class_="head")] == ["td", "th"]
    assert read.select_one(".citation")["role"] == "listitem"


def test_code_and_its_output_are_told_apart_and_this_page_from_others(finish):
    page = (
        '<a class="reference internal" href="b.html">b</a>'
        '<a class="current reference internal" href="#">here</a>'
        '<div class="cell_input docutils container"><pre>1</pre></div>'
        '<div class="cell_output docutils container">\n<div class="output stream">1</div></div>'
        '<div class="cell_output docutils container">\n<div class="output text_html"></div></div>'
        '<footer class="bd-footer">\n  </footer><footer class="bd-footer-content">We</footer>'
    )
    read = BeautifulSoup(finish.with_names(page), "html.parser")
    assert [link.get("aria-current") for link in read.find_all("a")] == [None, "page"]
    groups = read.select("[role=group]")
    assert [group["aria-label"] for group in groups] == ["Code", "Output"]
    assert len(read.find_all("footer")) == 1


def test_computed_numbers_have_a_minus_sign_and_words_their_hyphens(finish):
    values = ["-26", "-0.01 to +0.04", "1e-05", "bfloat-16", "-.5", "2022-11"]
    page = "".join(f'<span class="pasted-text">{value}</span><b>-3</b>' for value in values)
    read = BeautifulSoup(finish.with_minus(page), "html.parser")
    said = [span.string for span in read.find_all("span")]
    assert said == ["\u221226", "\u22120.01 to +0.04", "1e-05", "bfloat-16", "\u2212.5", "2022-11"]
    assert {bold.string for bold in read.find_all("b")} == {"-3"}


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


def test_a_figure_s_second_drawing_becomes_a_file_that_narrow_screens_get(finish, tmp_path):
    images = tmp_path / "_images"
    images.mkdir()
    narrow = base64.b64encode(b"<svg>narrow</svg>").decode()
    (images / "a.svg").write_text(f"<svg>wide<!--narrow:{narrow}--></svg>")
    (images / "b.svg").write_text("<svg>one form</svg>")
    (tmp_path / "book").mkdir()
    page = '<img alt="A" src="../_images/a.svg" /><img alt="B" src="../_images/b.svg" />'
    for _ in range(2):  # a page that was not written anew is looked at again
        finish.split_drawings(images)
        page = finish.with_pictures(page, tmp_path / "book")
    assert (images / "a.svg").read_text() == "<svg>wide</svg>"
    assert (images / "a-narrow.svg").read_text() == "<svg>narrow</svg>"
    read = BeautifulSoup(page, "html.parser")
    (picture,) = read.find_all("picture")
    assert picture.source["srcset"] == "../_images/a-narrow.svg"
    assert picture.source["media"] == "(max-width: 600px)"
    assert picture.img["alt"] == "A"
    assert len(read.find_all("img")) == 2


def test_where_panels_are_stacked_the_text_says_upper_and_lower(finish, tmp_path):
    (tmp_path / "a-narrow.svg").touch()
    page = (
        '<figure><img alt="Left: the left panel" src="a.svg" /><figcaption><p>Left: as on the right'
        " (right). How many are read right. Right, the right one.</p></figcaption></figure>"
        '<p>On the right, a lever on the left, in the <a title="left panel">left panel</a>.</p>'
        '<figure><img alt="B" src="b.svg" /><figcaption><p>Left: one.</p></figcaption></figure>'
    )
    for _ in range(2):
        page = finish.with_pictures(page, tmp_path)
    read = BeautifulSoup(page, "html.parser")
    assert read.img["alt"] == "Left: the left panel"
    assert read.a["title"] == "left panel"
    wide, narrow = (BeautifulSoup(page, "html.parser") for _ in range(2))
    for other, kind in ((wide, "side-narrow"), (narrow, "side-wide")):
        for span in other.find_all(class_=kind):
            span.decompose()
    assert [p.get_text() for p in wide.find_all("p")] == [
        "Left: as on the right (right). How many are read right. Right, the right one.",
        "On the right, a lever on the left, in the left panel.",
        "Left: one.",
    ]
    assert [p.get_text() for p in narrow.find_all("p")] == [
        "Upper: as in the lower panel (lower). How many are read right. Lower, the right one.",
        "In the lower panel, a lever on the left, in the upper panel.",
        "Left: one.",
    ]


def test_exercises_are_links_where_a_chapter_names_them(finish):
    def code(name):
        return f'<code class="docutils literal notranslate"><span class="pre">{name}</span></code>'

    dose, where = code("dose"), {"dose": "exercises/physical_loss/dose.html"}
    page = f'<h2>{dose}</h2><p>{dose} {code("other")} <a href="x">{dose}</a></p>'
    for _ in range(2):
        page = finish.with_linked_exercises(page, where)
    read = BeautifulSoup(page, "html.parser")
    assert [link["href"] for link in read.find_all("a")] == [
        "exercises/physical_loss/dose.html",
        "x",
    ]
    assert read.h2.a is None


def test_the_head_that_is_not_shown_holds_no_button(finish):
    page = '<header id="pst-header" class="x"><button class="primary-toggle"></button></header>'
    assert finish.with_names(page) == '<header id="pst-header" class="x"></header>'


def test_the_drawing_s_mark_is_what_the_figures_write(finish):
    from book._lib import narrow

    assert finish.DRAWN_NARROW.fullmatch(narrow.MARK.format("QUJD"))[1] == "QUJD"


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
