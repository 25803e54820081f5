"""Every page for every reader: axe, a phone's width, the keyboard alone, a screen reader's tree."""

import json
import re
import subprocess
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import ROOT
from tests.reading.conftest import AXE, HTML

PAGES = sorted(path.relative_to(HTML).as_posix() for path in HTML.glob("book/**/*.html"))
OTHERS = ["index.html", "search.html?q=gradient", "genindex.html", "404.html"]
CHAPTERS = [
    f"book/{name}.html"
    for name in (
        "physical_loss", "mathematical_loss", "representing_goals", "caring_about_loss",
        "training_stories", "grader_as_loss", "on_a_language_model",
    )
]  # fmt: skip
EPUBCHECK = ("java", "-jar", "/usr/share/java/epubcheck.jar")
# What the theme does and a book cannot change, rule by rule, with the reason.
THEIRS: dict[str, str] = {}


def axe(browser) -> list:
    """What axe finds on the page, but for what is the theme's."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    said = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, { exclude: [['mjx-container']] }).then((r) => done("
        "r.violations.map((v) => [v.id, v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))])))"
    )
    return [each for each in said if each[0] not in THEIRS]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_axe_finds_nothing_of_ours(visit, name, theme):
    assert axe(visit(name, theme=theme)) == []


# What is written where nobody can see it: cut off by its box, or beside the page.
HIDDEN = """
const wide = innerWidth, bad = [];
const main = document.querySelector('main, body');
const look = (holder, boxes, said) => {
  for (const box of boxes) {
    if (!box.width) continue;
    let left = 0, right = wide, scrolls = false;
    for (let e = holder; e && !scrolls; e = e.parentElement) {
      // One pixel wide is how text is put there for screen readers alone.
      if (e.offsetWidth === 1) scrolls = true;
      const how = getComputedStyle(e).overflowX, around = e.getBoundingClientRect();
      if (e.clientWidth && (how === 'auto' || how === 'scroll')) scrolls = true;
      else if (e.clientWidth && how !== 'visible') {
        left = Math.max(left, around.left); right = Math.min(right, around.right);
      }
    }
    if (!scrolls && (box.right > right + 2 || box.left < left - 2))
      bad.push([said.slice(0, 60), Math.round(box.left), Math.round(box.right)]);
  }
};
const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const holder = node.parentElement;
  if (!node.data.trim() || !holder.checkVisibility({visibilityProperty: true})) continue;
  if (holder.closest('svg, script, style, noscript, .visually-hidden, .sr-only, mjx-assistive-mml'))
    continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  look(holder, range.getClientRects(), node.data.trim());
}
for (const formula of main.querySelectorAll('mjx-container'))
  if (formula.checkVisibility()) look(formula, formula.getClientRects(), formula.textContent);
return bad.slice(0, 5);
"""


# A phone; a window of 1280 pixels whose letters are twice as large.
@pytest.mark.parametrize("width", [360, 640])
@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_no_page_is_wider_than_the_screen_and_nothing_is_cut_off(visit, name, width):
    browser = visit(name, width=width, all_shown=True)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.execute_script(HIDDEN) == []


@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_the_console_has_no_error_and_no_warning(visit, name):
    browser = visit(name)
    browser.get_log("browser")
    browser.refresh()
    bad = [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    assert [entry["message"] for entry in bad] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_each_control_shows_what_it_is(visit, name, width):
    browser = visit(name, width=width)
    blank = browser.execute_script(
        "const sized = (e) => e.getBoundingClientRect().width > 4;"
        "return [...document.querySelectorAll('button, a[href], summary')].filter((e) =>"
        " e.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&"
        " !e.innerText.trim() && ![...e.querySelectorAll('svg, img, canvas')].some(sized) &&"
        " !/[^\"none ]/.test(getComputedStyle(e, '::before').content) &&"
        " !/[^\"none ]/.test(getComputedStyle(e, '::after').content))"
        ".map((e) => e.outerHTML.slice(0, 160))"
    )
    assert blank == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_results_of_a_search(visit, theme):
    browser = visit("search.html?q=gradient", theme=theme)
    WebDriverWait(browser, 20).until(lambda b: b.find_elements(By.CSS_SELECTOR, "ul.search li"))
    assert axe(browser) == []


def test_a_wrong_address_leads_to_the_start_page(visit):
    browser = visit("404.html")
    assert "No such page" in browser.find_element(By.TAG_NAME, "h1").text
    assert browser.find_element(By.LINK_TEXT, "The start page").get_attribute("href")


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


def test_every_link_inside_the_book_ends_somewhere(visit):
    paths = sorted(HTML.rglob("*.html"))
    pages = {path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in paths}
    names = {path: {each["id"] for each in page.select("[id]")} for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for link in page.select("a[href]"):
            address = urlsplit(link["href"])
            if address.scheme or address.netloc or address.path.startswith("/"):
                continue
            to = (path.parent / unquote(address.path)).resolve() if address.path else path
            to = to / "index.html" if to.is_dir() else to
            place = unquote(address.fragment)
            if not to.is_file() or (place and to in names and place not in names[to]):
                lost.append((str(path.relative_to(HTML)), link["href"]))
    assert lost == []


def test_epubcheck_finds_nothing(visit):
    book = next((ROOT / "_build" / "epub").glob("*.epub"))
    said = subprocess.run(
        [*EPUBCHECK, str(book)], capture_output=True, text=True, errors="replace", check=False
    )
    assert re.findall(r"^(?:FATAL|ERROR|WARNING).*", said.stderr + said.stdout, re.MULTILINE) == []
    assert said.returncode == 0


# On a wide screen the page's contents stand there always.
@pytest.mark.parametrize(
    ("side", "width"), [("primary", 360), ("secondary", 360), ("primary", 1280)]
)
@pytest.mark.parametrize("name", CHAPTERS)
def test_the_menus_open(visit, name, width, side):
    browser = visit(name, width=width)
    menus = f"#pst-{side}-sidebar, #pst-{side}-sidebar-modal"
    shown = (
        f"return [...document.querySelectorAll('{menus}')].some((menu) =>"
        " menu.checkVisibility() && menu.innerText.trim() &&"
        " menu.getBoundingClientRect().right > 0 && menu.getBoundingClientRect().left < innerWidth)"
    )
    buttons = browser.find_elements(By.CSS_SELECTOR, f".{side}-toggle")
    (button,) = [each for each in buttons if each.is_displayed()]
    before = browser.execute_script(shown)
    assert before == (width == 1280)
    button.click()
    WebDriverWait(browser, 5).until(lambda b: b.execute_script(shown) != before)


# Whoever plays with a lab long enough meets all its challenges: none asks for what cannot be.
PLAY = """
let seed = arguments[1];
const lot = (n) => { seed = (seed * 48271) % 2147483647; return seed % n; };
const lab = document.querySelector(`.lab[data-lab="${arguments[0]}"]`);
const left = () => [...lab.querySelectorAll('.lab-quests li:not(.lab-found)')];
const name = (e) => e.name || e.id || e.value || e.textContent;
let rest = new Set();  // what is left as it is for a while
for (let turn = 0; turn < 1000 && left().length; turn += 1) {
  const all = [...lab.querySelectorAll('input, button')]
    .filter((e) => !e.disabled && !e.closest('[hidden]'));
  if (turn % 40 === 0) rest = new Set(all.map(name).filter(() => lot(2)));
  const free = all.filter((e) => !rest.has(name(e)));
  if (!free.length) continue;
  const one = free[lot(free.length)];
  if (one.type === 'range') {
    one.value = Number(one.min) + lot(Number(one.max) - Number(one.min) + 1);
    for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, { bubbles: true }));
  } else one.click();
}
return left().map((row) => row.textContent);
"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_a_lab_asks_for_can_be_found(visit, name):
    visit(name).execute_script("localStorage.removeItem('loss-precisely.answers')")
    browser = visit(name, all_shown=True)
    labs = browser.execute_script(
        "return [...document.querySelectorAll('.lab-quests')]"
        ".map((quests) => quests.closest('.lab').dataset.lab)"
    )
    assert labs
    assert browser.find_elements(By.CSS_SELECTOR, ".lab-found") == []
    for lab in labs:
        left = (browser.execute_script(PLAY, lab, seed) for seed in range(1, 60))
        assert [] in left, lab
