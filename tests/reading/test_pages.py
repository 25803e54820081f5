"""Every page for every reader: axe, a phone's width, the keyboard alone, a screen reader's tree."""

import json
import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.reading.conftest import AXE, HTML

PAGES = sorted(path.relative_to(HTML).as_posix() for path in HTML.glob("book/**/*.html"))
CHAPTERS = [
    f"book/{name}.html"
    for name in (
        "physical_loss", "mathematical_loss", "representing_goals", "caring_about_loss",
        "training_stories", "grader_as_loss",
    )
]  # fmt: skip
# What the theme does and a book cannot change, rule by rule, with the reason.
THEIRS: dict[str, str] = {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "search.html", "genindex.html"])
def test_axe_finds_nothing_of_ours(visit, name, theme):
    browser = visit(name, theme=theme)
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    said = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, { exclude: [['mjx-container']] }).then((r) => done("
        "r.violations.map((v) => [v.id, v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))])))"
    )
    assert [each for each in said if each[0] not in THEIRS] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(visit, name):
    browser = visit(name, width=360)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_letter_of_a_figure_is_smaller_than_11_pixels_on_a_phone(visit, name):
    browser = visit(name, width=360, all_shown=True)
    shown = browser.execute_script(
        "return [...document.querySelectorAll('.bd-article picture > img')].map((image) =>"
        " [image.currentSrc || image.src, image.getBoundingClientRect().width])"
    )
    assert shown
    for source, wide in shown:
        assert source.endswith("-narrow.svg")
        text = (HTML / "_images" / source.rpartition("/")[2]).read_text()
        width = float(re.search(r'viewBox="0 0 ([\d.]+) ', text)[1])
        sizes = re.findall(r'<g id="text_\d+">.*?scale\(([\d.]+) -', text, re.S)
        assert min(map(float, sizes)) * 100 * wide / width >= 11, source


@pytest.mark.parametrize("name", CHAPTERS)
def test_letters_of_drawings_in_the_page_have_11_pixels_on_a_phone(visit, name):
    browser = visit(name, width=360, all_shown=True)
    small = browser.execute_script(
        "return [...document.querySelectorAll('.bd-article svg text')].filter((t) =>"
        " t.getBoundingClientRect().width && parseFloat(getComputedStyle(t).fontSize) *"
        " t.getScreenCTM().a < 10.95).map((t) => [t.textContent, t.closest('.lab')?.dataset.lab])"
    )
    assert small == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_table_that_is_cut_off_scrolls_and_shows_it(visit, name):
    browser = visit(name, width=360, all_shown=True)
    bad = browser.execute_script(
        "return [...document.querySelectorAll('.bd-article table')].filter((table) => {"
        " if (table.getBoundingClientRect().right <= 360) return false;"
        " const box = table.closest('.pst-scrollable-table-container, .cell_output');"
        " return !box || getComputedStyle(box).overflowX !== 'auto' ||"
        "  !getComputedStyle(box).backgroundImage.includes('gradient');"
        "}).map((table) => table.outerHTML.slice(0, 120))"
    )
    assert bad == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_tabulator_comes_through_a_page(visit, name):
    browser = visit(name)
    browser.execute_script("document.querySelector('.bd-article h1').tabIndex = -1;"
                           "document.querySelector('.bd-article h1').focus()")  # fmt: skip
    last = seen = None
    for count in range(600):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        seen = browser.execute_script(
            "const e = document.activeElement; window.stops = window.stops || new Set();"
            "const known = stops.has(e); stops.add(e);"
            "return [known, e === document.body, Boolean(e.closest('.prev-next-area, footer'))]"
        )
        if seen[2]:
            return
        assert not seen[1], f"the focus is lost after {count} stops"
        assert not seen[0], f"a trap after {count} stops: {last}"
        last = browser.switch_to.active_element.get_attribute("outerHTML")[:120]
    pytest.fail(f"{count} stops, and no end")


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_can_be_operated_has_a_name(visit, name):
    browser = visit(name, all_shown=True)
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {"radio", "checkbox", "slider", "spinbutton", "button", "link", "combobox"}
    nameless = [
        json.dumps(node["role"]) for node in tree
        if not node.get("ignored") and node.get("role", {}).get("value") in roles
        and not node.get("name", {}).get("value", "").strip()
    ]  # fmt: skip
    assert nameless == []
    labs = browser.find_elements(By.CSS_SELECTOR, ".bd-article .lab[data-lab]")
    assert labs
    assert all(lab.accessible_name for lab in labs)
