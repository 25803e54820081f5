"""The search page's excerpts and the marks on the page that is opened, from a disk."""

import json
import shutil

import pytest
from selenium.webdriver.common.by import By

from tests.browser.conftest import STATIC

TEXTS = {"book/one": "Long ago. " * 40 + "The register reads 2.3, and a Register is memory."}


@pytest.fixture
def book(chromium, tmp_path):
    """A search page with one result, as Sphinx adds it, and the page that it leads to."""
    (tmp_path / "_static").mkdir()
    (tmp_path / "book").mkdir()
    shutil.copy(STATIC / "search.js", tmp_path / "_static")
    (tmp_path / "_static" / "search-texts.js").write_text(
        f"window.courseTexts = {json.dumps(TEXTS)};"
    )
    head = "<!doctype html><html lang='en'><meta charset='utf-8'><title>T</title>"
    (tmp_path / "search.html").write_text(
        f"{head}<script src='_static/search.js'></script><div id='search-results'><ul></ul></div>"
    )
    (tmp_path / "book" / "one.html").write_text(
        f"{head}<script src='../_static/search.js'></script><article class='bd-article'>"
        "<h1>One</h1><p>The <b>register</b> reads; registers do. "
        "<span class='math'>register</span></p>"
        "<script>var register;</script></article>"
    )
    return chromium, tmp_path


def result(browser, path, query):
    browser.get(f"{(path / 'search.html').as_uri()}?q={query}")
    browser.execute_script(
        "const item = document.createElement('li');"
        "item.innerHTML = '<a href=\"book/one.html#there\">One</a>';"
        "document.querySelector('#search-results ul').append(item);"
    )
    browser.implicitly_wait(5)
    item = browser.find_element(By.CSS_SELECTOR, "li[data-complete]")
    browser.implicitly_wait(0)
    return item


def test_a_result_has_an_excerpt_with_its_terms_marked(book):
    item = result(*book, "register")
    assert len(item.find_element(By.CSS_SELECTOR, "p.context").text) < 300
    marks = [mark.text for mark in item.find_elements(By.TAG_NAME, "mark")]
    assert marks == ["register", "Register"]


def test_the_page_that_is_opened_marks_the_terms_and_can_forget_them(book):
    browser, path = book
    link = result(browser, path, "register").find_element(By.TAG_NAME, "a").get_attribute("href")
    assert link.endswith("one.html?highlight=register#there")
    browser.get(link)
    marks = browser.find_elements(By.CSS_SELECTOR, "article mark")
    assert [mark.text for mark in marks] == ["register", "register"]
    assert browser.find_element(By.CSS_SELECTOR, ".search-note").text.startswith(
        "2 places are marked"
    )
    browser.find_element(By.CSS_SELECTOR, ".search-note button").click()
    assert not browser.find_elements(By.TAG_NAME, "mark")
    assert browser.switch_to.active_element.tag_name == "h1"


def test_what_is_no_word_of_the_page_changes_nothing(book):
    browser, path = book
    browser.get(f"{(path / 'book' / 'one.html').as_uri()}?highlight=(%5Ba*%20nowhere")
    assert not browser.find_elements(By.CSS_SELECTOR, "mark, .search-note")
