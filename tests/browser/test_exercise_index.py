"""The table of all exercises: filtered, and marked by the file in which progress is kept."""

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

ROWS = [
    ("stable_ce", "Physical loss", 1, "1 · warm-up", 5),
    ("what_updated", "Physical loss", 5, "5 · very hard", 45),
    ("risks", "Mathematical loss", 2, "2 · easy", 10),
]
TABLE = "".join(
    f"<tr><td><a>Title</a> <code>{name}</code></td><td>{chapter}</td><td>{points}</td>"
    f"<td>{level}</td><td>{minutes}</td></tr>"
    for name, chapter, points, level, minutes in ROWS
)
PAGE = f"<table class='exercise-index'><thead><tr></tr></thead><tbody>{TABLE}</tbody></table>"


@pytest.fixture
def browser(open_page):
    return open_page(PAGE)


def shown(browser, style=""):
    rows = browser.find_elements(By.CSS_SELECTOR, f"tbody tr{style}")
    return [row.find_element(By.TAG_NAME, "code").text for row in rows if row.is_displayed()]


def choose(browser, place, text):
    Select(browser.find_elements(By.TAG_NAME, "select")[place]).select_by_visible_text(text)


def test_filters_narrow_the_table_and_count_what_is_left(browser):
    assert len(shown(browser)) == 3
    choose(browser, 0, "Physical loss")
    assert shown(browser) == ["stable_ce", "what_updated"]
    choose(browser, 2, "20 minutes")
    assert shown(browser) == ["stable_ce"]
    assert (
        browser.find_element(By.CLASS_NAME, "exercise-count").text == "1 of 3 exercises, 1 point."
    )
    choose(browser, 0, "any")
    choose(browser, 1, "2 · easy")
    assert shown(browser) == ["risks"]


def test_a_file_of_progress_marks_what_is_done(browser, tmp_path):
    def line(exercise, score, points, **more):
        return json.dumps(
            {"chapter": "c", "exercise": exercise, "score": score, "points": points} | more
        )

    path = tmp_path / "progress.jsonl"
    path.write_text(
        "\n".join(
            [
                line("stable_ce", 1, 1, fresh=False),
                line("what_updated", 5, 5, fresh=False),
                line("what_updated", 2, 5, fresh=True),
                line("risks", 2, 2, fresh=False),
                json.dumps({"exercise": "risks", "forget": True}),
                '{"exercise": "cut of',
            ]
        )
    )
    browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(path))
    assert shown(browser, ".exercise-done") == ["stable_ce"]
    assert shown(browser, ".exercise-begun") == ["what_updated"]
    assert "1 of 3 done." in browser.find_element(By.CLASS_NAME, "exercise-progress").text


def test_another_file_is_told_so(browser, tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text("nothing")
    browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(path))
    assert "no result in this file" in browser.find_element(By.CLASS_NAME, "exercise-progress").text
