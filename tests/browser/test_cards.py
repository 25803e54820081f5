"""Hover cards, pointed at and tabbed to."""

import json

import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

CARDS = {
    "glossary.html#term-toy": ["toy", "Something to play with."],
    "exercises/c/double.html": ["Twice", "Double a number."],
}
PAGE = """<p><a id="term" href="book/glossary.html#term-toy">toy</a>
<a id="exercise" href="book/exercises/c/double.html#exercise-double">Twice</a>
<a id="other" href="book/elsewhere.html">elsewhere</a> <button>after</button></p>"""


@pytest.fixture
def browser(open_page):
    opened = open_page(PAGE)
    opened.execute_script(
        "window.courseCards = JSON.parse(arguments[0]);"
        # What the script of the built book would bring.
        "const add = document.head.append.bind(document.head);"
        "document.head.append = (node) => node.dispatchEvent(new Event('load'));",
        json.dumps(CARDS),
    )
    return opened


def card(browser):
    return browser.find_element(By.ID, "hover-card")


def test_a_card_shows_what_a_link_leads_to_and_goes_with_escape(browser):
    term = browser.find_element(By.ID, "term")
    browser.execute_script("arguments[0].focus()", term)
    assert card(browser).text == "toy: Something to play with."
    assert term.get_attribute("aria-describedby") == "hover-card"
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not card(browser).is_displayed()
    assert term.get_attribute("aria-describedby") is None


def test_an_exercise_is_known_whatever_the_anchor(browser):
    browser.execute_script("document.getElementById('exercise').focus()")
    assert card(browser).text == "Twice: Double a number."
    browser.execute_script("document.querySelector('button').focus()")
    assert not card(browser).is_displayed()


def test_other_links_have_no_card(browser):
    browser.execute_script("document.getElementById('other').focus()")
    assert not card(browser).is_displayed()
