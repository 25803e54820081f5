"""The ePub's pages: XML that needs no script, with formulas, drawings and folds by name."""

from xml.etree import ElementTree

import pytest

from tests.book.extension import load

HEAD = '<?xml version="1.0"?><!DOCTYPE html>\n'
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def ebook():
    return load("ebook")


@pytest.fixture
def read(ebook, tmp_path):
    """The root of a page's body after it was finished."""

    def read_(body, head=""):
        page = f"{HEAD}<html xmlns='{XHTML[1:-1]}'><head>{head}</head><body>{body}</body></html>"
        finished = ebook.for_reading(page, {"phys": r"\hat{\ell}"}, tmp_path)
        assert finished.startswith(HEAD)
        return ElementTree.fromstring(finished)

    return read_


@pytest.mark.parametrize("display", ["inline", "block"])
def test_formulas_are_mathml_that_keeps_its_source(read, display):
    tex = r"\(\phys < 1\)" if display == "inline" else r"\[\phys < 1\]"
    page = read(f'<p><span class="math">{tex.replace("<", "&lt;")}</span></p>')
    formula = page.find(".//{http://www.w3.org/1998/Math/MathML}math")
    assert formula.get("alttext") == r"\hat{\ell}  < 1"
    assert formula.get("display") == display
    assert "ℓ" in "".join(formula.itertext())
    assert "\\" not in "".join(page.itertext())


def test_drawings_are_svg_and_keep_the_case_of_names(read):
    page = read('<p><svg viewBox="0 0 9 9" preserveAspectRatio="none"><path d="M0 0"/></svg></p>')
    drawing = page.find(".//{http://www.w3.org/2000/svg}svg")
    assert drawing.attrib == {"viewBox": "0 0 9 9", "preserveAspectRatio": "none"}
    assert len(drawing) == 1


def test_a_fold_has_one_title_without_paragraphs(read):
    page = read(
        '<details><summary aria-label="Toggle hidden content">'
        '<p class="collapsed">Show code cell source</p><p class="expanded">Hide code cell source'
        "</p></summary><pre>x</pre></details>"
        "<details><summary>Answer <p>2</p><svg></svg></summary></details>"
    )
    first, second = page.iter(f"{XHTML}summary")
    assert ElementTree.tostring(first, "unicode", "text") == "Code"
    assert first.attrib == {}
    assert second.find(f"{XHTML}p") is None
    assert "".join(second.itertext()) == "Answer 2"


def test_what_needs_a_script_or_a_pointer_goes_and_what_is_said_stays(read):
    page = read(
        "<script>1 < 2</script>"
        '<div class="lab"><p>Never shown</p></div>'
        '<div class="lab"><script>3</script><div class="lab-static">Drawn</div></div>'
        "<ul><li><label><input type=radio disabled><span>A choice</span></label></li></ul>"
        '<label><input type="number"></label>'
        '<span>B<span class="speaker-card" aria-hidden="true">Who B is</span></span>'
        '<div class="sd-tab-set"><input checked type="radio"><label class="sd-tab-label" for="x">I'
        ' teach</label><div class="sd-tab-content"><p>Hand out.</p></div></div>',
        '<script src="a.js"></script><meta property="og:title" content="x"/>',
    )
    said = " ".join("".join(page.itertext()).split())
    assert said == "DrawnA choiceBI teachHand out."
    names = {element.tag.removeprefix(XHTML) for element in page.iter()}
    assert not names & {"script", "input", "label", "meta"}


def test_links_to_what_is_not_packed_become_text(read, tmp_path):
    (tmp_path / "there.xhtml").touch()
    links = ["there.xhtml#x", "gone.apkg", "https://example.org/a", "#here", "mailto:a@example.org"]
    page = read("".join(f'<p><a href="{link}">said</a></p>' for link in links))
    left = [link.get("href") for link in page.iter(f"{XHTML}a")]
    assert left == [link for link in links if link != "gone.apkg"]
    assert len(list(page.iter(f"{XHTML}p"))) == 5


def test_only_sheets_that_are_packed_are_asked_for(read):
    sheets = ["../_static/course.css", "../_static/mystnb.0a1b.css", "../_static/thebe.css?v=1"]
    page = read("", "".join(f'<link rel="stylesheet" href="{each}"/>' for each in sheets))
    assert [link.get("href") for link in page.iter(f"{XHTML}link")] == sheets[:1]


def test_a_drawing_asks_for_no_document_type(ebook):
    drawn = ebook.plain_drawing(
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
        '  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/'
        'svg"><path id="a" transform="scale(0.015)"/><path d="M1 1" id="b"/></svg>'
        "<!--narrow:QUJD-->"
    )
    assert "DOCTYPE" not in drawn
    assert "narrow" not in drawn
    paths = list(ElementTree.fromstring(drawn))
    assert [path.get("d") for path in paths] == ["M0 0", "M1 1"]
    assert [path.get("id") for path in paths] == ["a", "b"]


def test_styles_keep_plain_rules(ebook):
    styles = ebook.plain_styles(
        '@import url("basic.css");\n/* said */ .a, p { color: red }\n.b:has(.c) { color: blue }\n'
        '@media (max-width: 1px) { .d { color: blue } }\nhtml[data-theme="dark"] .e { color: blue }'
    )
    assert styles.split() == ["@import", 'url("basic.css");', ".a,", "p", "{", "color:", "red", "}"]


def test_the_list_of_files_says_what_pages_contain(ebook):
    manifest = '<item id="a" href="a.xhtml" media-type="x" />\n<item id="b" href="b%20c.xhtml" />'
    pages = {"a.xhtml": "<p>1</p>", "b c.xhtml": "<svg x=''/><math y=''/>"}
    assert ebook.with_properties(manifest, pages) == manifest.replace(
        'href="b%20c.xhtml" />', 'href="b%20c.xhtml" properties="svg mathml" />'
    )
