"""The anatomy of one training step: gone through by button, key and address; printed whole."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from book._lib.anatomy import anatomy_lab


@pytest.fixture(scope="module")
def lab():
    return anatomy_lab().data


@pytest.fixture
def browser(open_page, lab):
    return open_page(lab)


def shown(browser):
    stages = browser.find_elements(By.CSS_SELECTOR, ".anatomy-stage")
    return [place for place, stage in enumerate(stages) if stage.is_displayed()]


def press(browser, text):
    browser.find_element(By.XPATH, f"//button[text()='{text}']").click()


def tick(browser, start):
    field = browser.find_element(
        By.XPATH, f"//label[starts-with(normalize-space(),'{start}')]/input"
    )
    browser.execute_script("arguments[0].click()", field)


def said(browser):
    return browser.find_element(By.CSS_SELECTOR, ".lab [role=status]").get_attribute("textContent")


def found(browser):
    rows = browser.find_elements(By.CSS_SELECTOR, ".lab-quests li")
    return ["lab-found" in row.get_attribute("class") for row in rows]


def test_buttons_go_on_and_back_and_never_lose_the_focus(browser):
    assert shown(browser) == [0]
    for _ in range(10):
        press(browser, "Next")
    assert shown(browser) == [8]
    assert browser.switch_to.active_element.text == "Next"
    assert browser.switch_to.active_element.get_attribute("aria-disabled") == "true"
    press(browser, "Back")
    assert shown(browser) == [7]
    assert said(browser) == "Stage 8 of 9: The step, none of the four"


def test_arrow_keys_go_through_the_stages(browser):
    browser.execute_script("document.querySelector('input[type=radio]').focus()")
    browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert shown(browser) == [2]
    lit = browser.find_elements(By.CSS_SELECTOR, ".anatomy-parts .anatomy-here")
    assert [each.text for each in lit] == ["the function ℓ"]


def test_the_address_keeps_the_stage(open_page, lab):
    browser = open_page(lab, suffix="?lab-anatomy=3.0.1")
    assert shown(browser) == [3]
    press(browser, "Next")
    assert "lab-anatomy=4.0.1" in browser.current_url


def test_an_overwritten_register_changes_one_stage(browser):
    tick(browser, "Overwrite")
    notes = browser.find_elements(By.CSS_SELECTOR, ".anatomy-same")
    texts = [note.get_attribute("textContent") for note in notes]
    assert [place for place, text in enumerate(texts) if text.startswith("Overwritten")] == [3]
    assert found(browser) == [False, False]
    for _ in range(3):
        press(browser, "Next")
    assert found(browser) == [True, False]
    value = browser.find_element(By.CSS_SELECTOR, ".drawn-large").text
    assert value == "7.033"
    for _ in range(5):
        press(browser, "Next")
    assert found(browser) == [True, True]


def test_all_stages_can_be_scrolled_through(browser):
    tick(browser, "All stages")
    assert shown(browser) == list(range(9))
    assert said(browser) == "All 9 stages"


def test_stages_and_drawings_have_names_for_a_screen_reader(browser):
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = {
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if not node.get("ignored") and node.get("name")
    }
    assert ("radio", "4 What the machine stored") in named
    assert ("button", "Next") in named
    assert ("group", "The anatomy of one training step") in named
    pictures = [name for role, name in named if role in ("image", "img")]
    assert any("64 images" in name for name in pictures)


def test_paper_gets_every_stage_and_no_button(browser):
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert shown(browser) == list(range(9))
        assert not any(b.is_displayed() for b in browser.find_elements(By.TAG_NAME, "button"))
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
