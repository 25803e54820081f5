"""Labs: what they show, what can be found in them, and that a setting can be shared."""

from pathlib import Path

import pytest
import torch.nn.functional as F
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from book._lib import interactive

WALLS = ["own process", "plain data", "another account"]
CHAIN = {
    "stations": ["event", "answer", "judge", "register", "gradebook"],
    "walls": WALLS,
    "designs": [["one process", []], ["two processes", WALLS]],
    # For each set of walls, as the bits of a number, whether the attack works.
    "attacks": [
        {"name": "solve", "first": 0, "how": "It sorts.", "bent": False, "open": [1] * 8},
        {"name": "forge", "first": 2, "how": "A lie.", "bent": False, "open": [1] * 7 + [0]},
        {"name": "copy", "first": 1, "how": "Theirs.", "bent": False, "open": [1] * 8},
    ],
}


@pytest.fixture
def chain(open_page):
    lab = interactive.mount("chain", "Chain lab", "Choose.", CHAIN).data
    return lambda **more: open_page(lab, **more)


def press(browser, text):
    browser.find_element(By.XPATH, f"//button[normalize-space()='{text}']").click()


def choose(browser, text):
    field = browser.find_element(
        By.XPATH, f"//label[starts-with(normalize-space(),'{text}')]/input"
    )
    browser.execute_script("arguments[0].click()", field)


def found(browser):
    rows = browser.find_elements(By.CSS_SELECTOR, ".lab-quests li")
    return ["lab-found" in row.get_attribute("class") for row in rows]


def test_a_station_that_reads_0_is_told_so(chain):
    browser = chain()
    choose(browser, "forge")
    press(browser, "two processes")
    stations = [
        item.text.split("\n")[-1]
        for item in browser.find_elements(By.CSS_SELECTOR, "ol.lab-chain > li")
    ]
    assert stations[2] == "they are counted as wrong"
    assert "1 of 2 attacks work: copy." in browser.find_element(By.CLASS_NAME, "lab-count").text


def test_what_was_found_is_ticked_announced_and_remembered(chain):
    browser = chain()
    assert found(browser) == [False, False]
    choose(browser, "forge")
    assert found(browser) == [False, True]
    press(browser, "two processes")
    assert found(browser) == [True, True]
    said = [
        each.get_attribute("textContent")
        for each in browser.find_elements(By.CSS_SELECTOR, "[role=status]")
    ]
    assert any(text.startswith("Found: ") for text in said)
    browser.refresh()
    assert found(browser) == [True, True]


def test_what_stands_there_at_first_is_not_found(open_page):
    """Even where the first setting is one that is asked for."""
    data = {**CHAIN, "designs": [["all walls", WALLS]]}
    browser = open_page(interactive.mount("chain", "Chain lab", "Choose.", data).data)
    assert found(browser) == [False, False]
    choose(browser, "forge")
    assert found(browser)[0]


def test_changes_are_told_once_when_the_reader_pauses(chain):
    browser = chain()
    browser.execute_script(
        "window.told = []; const said = [...document.querySelectorAll('[role=status]')];"
        "for (const each of said) new MutationObserver(() => window.told.push(each.textContent))"
        ".observe(each, {childList: true, characterData: true, subtree: true})"
    )
    choose(browser, "forge")
    for _ in range(6):
        choose(browser, "plain data")

    def told(_):
        return [t for t in browser.execute_script("return window.told") if t.startswith("A lie.")]

    assert len(WebDriverWait(browser, 10).until(told)) == 1


def test_no_lab_rebuilds_a_region_that_is_spoken():
    scripts = sorted(Path(interactive.__file__).parents[1].glob("_static/*-lab.js"))
    assert len(scripts) > 5
    for script in scripts:
        assert "aria-live" not in script.read_text(encoding="utf-8"), script.name


def test_a_setting_is_shared_by_the_address(chain):
    browser = chain(suffix="?lab-chain=1.0.1.0")
    boxes = [
        box.is_selected() for box in browser.find_elements(By.CSS_SELECTOR, "input[type=checkbox]")
    ]
    assert boxes == [False, True, False]
    assert browser.find_element(By.CSS_SELECTOR, "input[value=forge]").is_selected()
    assert (
        browser.execute_script(
            "const box = document.querySelector('input[type=checkbox]'); box.click();"
            "return new URLSearchParams(location.search).get('lab-chain')"
        )
        == "1.1.1.0"
    )


def test_an_address_from_elsewhere_breaks_nothing(chain):
    browser = chain(suffix="?lab-chain=9.x..7.1.1.1.1.1")
    assert browser.find_element(By.CLASS_NAME, "lab-count").text


def test_the_margin_lab_knows_where_the_gradient_goes(open_page):
    def naive(logits, y):
        p = logits.exp() / logits.exp().sum(-1, keepdim=True)
        return -p.log().gather(-1, y[:, None]).mean()

    def clamped(logits, y):
        return -F.softmax(logits, -1).gather(-1, y[:, None]).clamp_min(1e-12).log().mean()

    margins = [float(m) for m in range(121)]
    lab = interactive.margin_lab({"naive": naive, "clamped": clamped}, margins)
    browser = open_page(lab.data)
    assert found(browser) == [False, False]
    for margin in range(121):
        browser.execute_script(
            "const s = document.querySelector('input[type=range]'); s.value = arguments[0];"
            "s.dispatchEvent(new Event('input'))",
            margin,
        )
    assert found(browser) == [True, True]


def test_the_register_lab_s_challenges_can_be_met(open_page):
    browser = open_page(interactive.register_lab().data)
    for edit in ("seed", "no_grad"):
        browser.execute_script(f"document.querySelector('input[value={edit}]').click()")
        for factor in range(5):
            browser.execute_script(
                f"[...document.querySelectorAll('input[name$=factor]')][{factor}].click()"
            )
    browser.execute_script("document.querySelector('input[value=exp]').click()")
    assert found(browser) == [True, True, True]


def test_labs_have_a_visible_title_and_task(open_page):
    browser = open_page(interactive.register_lab().data)
    group = browser.find_element(By.CSS_SELECTOR, ".lab")
    assert group.accessible_name == "Register lab"
    assert browser.find_element(By.CLASS_NAME, "lab-title").is_displayed()
    assert browser.find_element(By.CLASS_NAME, "lab-task").is_displayed()


TOKENS = {
    "kinds": ["trained on", "far"],
    "advice": ["anything may follow", "as its sibling"],
    "sibling": "as its sibling",
    "contexts": [
        {
            "kind": kind,
            "text": "…the red",
            "next": "␣hen",
            "tokens": ["␣hen", "␣fox", "any other"],
            "model": [0.7, 0.2, 0.1],
            "forecasts": [[0.3, 0.3, 0.4], [0.6, 0.2, 0.2]],
        }
        for kind in ("trained on", "far", "far")
    ],
}


@pytest.fixture
def tokens(open_page):
    lab = interactive.mount("tokens", "Token lab", "Forecast.", TOKENS).data
    return lambda **more: open_page(lab, **more)


def test_an_advice_pays_its_regret_against_the_model(tokens):
    browser = tokens()
    choose(browser, "as its sibling")
    assert "?" in browser.find_element(By.CLASS_NAME, "lab-tokens-bars").text
    press(browser, "Show what the model says")
    rows = browser.find_elements(By.CSS_SELECTOR, "table:not(.lab-tokens-bars) tbody tr")
    regrets = [row.find_element(By.TAG_NAME, "td").text for row in rows]
    assert regrets == ["0.04", "0.37", "0.04"]  # you follow the sibling
    assert "70%" in browser.find_element(By.CLASS_NAME, "lab-tokens-bars").text
    assert "The text goes on with “␣hen”" in browser.find_element(By.CLASS_NAME, "lab-why").text


def test_ones_own_forecast_is_scored_and_can_win(tokens):
    browser = tokens()
    choose(browser, "far")
    choose(browser, "none: my own forecast")
    slider = browser.find_element(By.CSS_SELECTOR, "input[type=range]")
    browser.execute_script(
        "arguments[0].value = 70; arguments[0].dispatchEvent(new Event('input'))", slider
    )
    press(browser, "Show what the model says")
    assert "You pay 0.02 nats" in browser.find_element(By.CLASS_NAME, "lab-why").text
    assert found(browser) == [True, False]
    press(browser, "Next place")
    assert "Place 2 of 2" in browser.find_element(By.CLASS_NAME, "lab-why").text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_token_lab_fits_a_phone(tokens, theme):
    browser = tokens(theme=theme)
    browser.execute_script("document.body.style.width = '360px'")
    assert browser.execute_script("return document.querySelector('.lab').scrollWidth") <= 360
