"""What pages do not use is left out of them, and of their style sheets."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.book.extension import load

SCRIPT = (
    'var a={bars:[448,512,["navicon"],"f0c9","M0 96Z"],"chevron-down":[512,512,[],"f078","M2 3Z"]}'
)


@pytest.fixture(scope="module")
def lighter():
    return load("lighter")


def test_icons_are_drawn_in_the_page_and_the_script_is_left_out(lighter):
    page = (
        '<script defer src="_static/scripts/fontawesome.js?digest=5"></script>\n'
        '<button><i class="fa-solid fa-bars fa-lg" data-mode="dark" title="Dark"></i></button>'
        '<i class="fas fa-navicon"></i><span class="fa-solid fa-bars"></span>'
    )
    small = lighter.with_small_icons(page, lighter.outlines(SCRIPT))
    read = BeautifulSoup(small, "html.parser")
    assert "fontawesome" not in small
    assert not read.find(["i", "span"])
    icon = read.button.svg
    assert icon["viewbox"] == "0 0 448 512"
    assert icon["data-mode"] == "dark"
    assert icon.path["d"] == "M0 96Z"


def test_a_page_with_an_unknown_icon_keeps_the_script(lighter):
    page = '<script src="scripts/fontawesome.js"></script><i class="fas fa-unheard-of"></i>'
    assert lighter.with_small_icons(page, lighter.outlines(SCRIPT)) == page


def test_the_theme_s_own_script_is_understood(lighter):
    import pydata_sphinx_theme

    folder = Path(pydata_sphinx_theme.__file__).parent
    script = next(folder.rglob("static/scripts/fontawesome.js"))
    known = lighter.outlines(script.read_text(encoding="utf-8"))
    for name in ("bars", "list", "download", "expand", "sun", "moon", "magnifying-glass"):
        assert name in known


def test_only_the_search_page_loads_the_search(lighter):
    page = (
        '<p>a</p>\n<script src="../searchindex.js?v=1"></script><script src="search.js"></script>'
    )
    assert lighter.without_idle_scripts(page) == '<p>a</p><script src="search.js"></script>'
    assert lighter.without_idle_scripts(page, searches=True) == page


def test_a_page_loads_the_scripts_of_its_own_labs_alone(lighter):
    scripts = "".join(
        f'<script src="../_static/{name}.js?v=1"></script>'
        for name in ("lab", "chain-lab", "bon-lab")
    )
    page = scripts + '<div class="lab" data-lab="bon"></div>'
    light = lighter.without_idle_scripts(page)
    assert "/lab.js" in light
    assert "bon-lab.js" in light
    assert "chain-lab.js" not in light


@pytest.mark.parametrize(
    ("rule", "stays"),
    [
        (".known{a:b}", True),
        (".unknown{a:b}", False),
        ("p,.unknown{a:b}", "p{a:b}"),
        ("#known .known:hover{a:b}", True),
        ("#unknown .known{a:b}", False),
        ("p:not(.unknown){a:b}", True),
        ('[class*="unknown"]{a:b}', True),
        (".tip-left{a:b}", True),
        (".px\\:1{a:b}", False),
        (".fa-x:before,.fa-known{content:z}", False),
        ("svg.small-icon.fa-known{a:b}", True),
        (".fade{a:b}", True),
        ("@media print{.unknown{a:b}}", False),
        ("@media print{.known{a:b}.unknown{a:b}}", "@media print{.known{a:b}}"),
        ("@font-face{font-family:x}", True),
        ("@keyframes y{0%{a:b}}", True),
        (":root{--a:.5}", True),
    ],
)
def test_a_rule_that_nothing_can_meet_is_left_out_and_others_stay(lighter, rule, stays):
    words = {"known", "small-icon", "fa-known", "fa-x", "fade", "tip-"}
    left = {True: rule, False: ""}.get(stays, stays)
    assert lighter.without_idle_rules(rule, words) == left


def test_a_later_page_gets_the_rules_that_it_needs(lighter, tmp_path):
    out = tmp_path / "html"
    (out / "_static").mkdir(parents=True)
    (out / "a.html").write_text('<p class="one">')
    styles = out / "_static" / "s.css"
    whole = ".one{a:b}.two{a:b}.three{a:b}"
    styles.write_text(whole)
    lighter.lighten_styles(out)
    assert styles.read_text() == ".one{a:b}"
    lighter.restore_styles(out)
    assert styles.read_text() == whole
    (out / "b.html").write_text('<p class="two">')
    lighter.lighten_styles(out)
    assert styles.read_text() == ".one{a:b}.two{a:b}"


def test_before_the_first_build_nothing_is_restored(lighter, tmp_path):
    lighter.restore_styles(tmp_path / "html")
    assert list(tmp_path.iterdir()) == []
