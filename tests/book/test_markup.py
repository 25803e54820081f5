"""What a page still needs when Sphinx has written it."""

import base64

import pytest
from bs4 import BeautifulSoup

from tests.book.extension import load


@pytest.fixture(scope="module")
def markup():
    return load("markup")


def test_folds_and_the_search_field_have_fitting_names(markup):
    page = (
        '<a class="reference internal" href="a.html">A page</a><details><summary>'
        '<span class="toctree-toggle" role="presentation"></span></summary></details>'
        '<dialog id="pst-search-dialog"></dialog>'
        '<button class="btn search-button-field x" title="Search" aria-label="Search">Search Ctrl+K'
        "</button>"
        '<button class="btn" aria-label="Search"></button>'
    )
    read = BeautifulSoup(markup.with_names(page), "html.parser")
    field, other = read.find_all("button")
    assert read.summary["aria-label"] == "Pages below: A page"
    assert read.dialog["aria-label"]
    assert not field.has_attr("aria-label")
    assert other["aria-label"] == "Search"


def test_an_empty_corner_of_a_table_is_no_header_and_a_work_is_an_item_of_its_list(markup):
    page = (
        '<table><tr><th class="head"><p></p></th><th class="head"><p>a</p></th></tr></table>'
        '<div role="list"><div class="citation" role="doc-biblioentry"></div></div>'
    )
    read = BeautifulSoup(markup.with_names(page), "html.parser")
    assert [cell.name for cell in read.find_all(class_="head")] == ["td", "th"]
    assert read.select_one(".citation")["role"] == "listitem"


def test_code_and_its_output_are_told_apart_and_this_page_from_others(markup):
    page = (
        '<a class="reference internal" href="b.html">b</a>'
        '<a class="current reference internal" href="#">here</a>'
        '<div class="cell_input docutils container"><pre>1</pre></div>'
        '<div class="cell_output docutils container">\n<div class="output stream">1</div></div>'
        '<div class="cell_output docutils container">\n<div class="output text_html"></div></div>'
        '<footer class="bd-footer">\n  </footer><footer class="bd-footer-content">We</footer>'
    )
    read = BeautifulSoup(markup.with_names(page), "html.parser")
    assert [link.get("aria-current") for link in read.find_all("a")] == [None, "page"]
    groups = read.select("[role=group]")
    assert [group["aria-label"] for group in groups] == ["Code", "Output"]
    assert len(read.find_all("footer")) == 1


def test_computed_numbers_have_a_minus_sign_and_words_their_hyphens(markup):
    values = ["-26", "-0.01 to +0.04", "1e-05", "bfloat-16", "-.5", "2022-11"]
    page = "".join(f'<span class="pasted-text">{value}</span><b>-3</b>' for value in values)
    read = BeautifulSoup(markup.with_minus(page), "html.parser")
    said = [span.string for span in read.find_all("span")]
    assert said == ["\u221226", "\u22120.01 to +0.04", "1e-05", "bfloat-16", "\u2212.5", "2022-11"]
    assert {bold.string for bold in read.find_all("b")} == {"-3"}


def test_a_figure_s_second_drawing_becomes_a_file_that_narrow_screens_get(markup, tmp_path):
    images = tmp_path / "_images"
    images.mkdir()
    narrow = base64.b64encode(b"<svg>narrow</svg>").decode()
    (images / "a.svg").write_text(f"<svg>wide<!--narrow:{narrow}--></svg>")
    (images / "b.svg").write_text("<svg>one form</svg>")
    (tmp_path / "book").mkdir()
    page = '<img alt="A" src="../_images/a.svg" /><img alt="B" src="../_images/b.svg" />'
    for _ in range(2):  # a page that was not written anew is looked at again
        markup.split_drawings(images)
        page = markup.with_pictures(page, tmp_path / "book")
    assert (images / "a.svg").read_text() == "<svg>wide</svg>"
    assert (images / "a-narrow.svg").read_text() == "<svg>narrow</svg>"
    read = BeautifulSoup(page, "html.parser")
    (picture,) = read.find_all("picture")
    assert picture.source["srcset"] == "../_images/a-narrow.svg"
    assert picture.source["media"] == "(max-width: 600px)"
    assert picture.img["alt"] == "A"
    assert len(read.find_all("img")) == 2


def test_where_panels_are_stacked_the_text_says_upper_and_lower(markup, tmp_path):
    (tmp_path / "a-narrow.svg").touch()
    page = (
        '<figure><img alt="Left: the left panel" src="a.svg" /><figcaption><p>Left: as on the right'
        " (right). How many are read right. Right, the right one.</p></figcaption></figure>"
        '<p>On the right, a lever on the left, in the <a title="left panel">left panel</a>.</p>'
        '<figure><img alt="B" src="b.svg" /><figcaption><p>Left: one.</p></figcaption></figure>'
    )
    for _ in range(2):
        page = markup.with_pictures(page, tmp_path)
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


def test_exercises_are_links_where_a_chapter_names_them(markup):
    def code(name):
        return f'<code class="docutils literal notranslate"><span class="pre">{name}</span></code>'

    dose, where = code("dose"), {"dose": "exercises/physical_loss/dose.html"}
    page = f'<h2>{dose}</h2><p>{dose} {code("other")} <a href="x">{dose}</a></p>'
    for _ in range(2):
        page = markup.with_linked_exercises(page, where)
    read = BeautifulSoup(page, "html.parser")
    assert [link["href"] for link in read.find_all("a")] == [
        "exercises/physical_loss/dose.html",
        "x",
    ]
    assert read.h2.a is None


def test_the_head_that_is_not_shown_holds_no_button(markup):
    page = '<header id="pst-header" class="x"><button class="primary-toggle"></button></header>'
    assert markup.with_names(page) == '<header id="pst-header" class="x"></header>'


def test_the_drawing_s_mark_is_what_the_figures_write(markup):
    from book._lib import narrow

    assert markup.DRAWN_NARROW.fullmatch(narrow.MARK.format("QUJD"))[1] == "QUJD"
