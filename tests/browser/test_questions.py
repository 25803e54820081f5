"""Quizzes and predictions, answered as readers do: by mouse and by keyboard."""

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from book._lib import questions

SINGLE = {
    "question": "Which?",
    "type": "multiple_choice",
    "answers": [
        {"answer": "This", "correct": True, "feedback": "Yes, this."},
        {"answer": "That", "correct": False, "feedback": "Not that."},
        {"answer": "Neither", "correct": False, "feedback": "One of them."},
    ],
    "see": "there",
}
SEVERAL = {
    "question": "Which ones?",
    "type": "many_choice",
    "answers": [
        {"answer": "One", "correct": True, "feedback": "Odd."},
        {"answer": "Two", "correct": False, "feedback": "Even."},
        {"answer": "Three", "correct": True, "feedback": "Odd as well."},
    ],
}
NUMBER = {
    "question": "How many?",
    "type": "numeric",
    "value": 42,
    "tolerance": 1,
    "unit": "pieces",
    "feedback": "Six times seven.",
}
ORDER = {
    "question": "In which order?",
    "type": "order",
    "answers": [{"answer": "first"}, {"answer": "second"}, {"answer": "third"}],
    "feedback": "One after the other.",
}
AFTER = (
    "<div class='cell'><pre id='result'>the result</pre></div><p id='text'>what it means</p>"
    "<section><h2 id='next'>Next</h2></section>"
)


@pytest.fixture
def ask(open_page, tmp_path):
    def ask_(*asked, after="", **more):
        path = tmp_path / "toy.json"
        path.write_text(json.dumps(asked))
        return open_page(f"<div class='cell'>{questions.quiz(path).data}</div>{after}", **more)

    return ask_


def field(browser, text):
    """The input of the choice with this text."""
    return browser.find_element(By.XPATH, f"//li[.//span[text()='{text}']]//input")


def press(browser, text):
    browser.find_element(By.XPATH, f"//button[text()='{text}']").click()


def said(browser):
    return browser.find_element(By.CSS_SELECTOR, ".question-said").text


def kept(browser):
    return json.loads(browser.execute_script("return courseAnswers.text()"))


def test_arrow_keys_move_and_only_check_answers(ask):
    browser = ask(SINGLE)
    first = browser.find_elements(By.CSS_SELECTOR, "input[type=radio]")[0]
    first.send_keys(Keys.SPACE)
    first.send_keys(Keys.ARROW_DOWN)
    assert said(browser) == ""
    assert kept(browser) == {}
    press(browser, "Check")
    assert said(browser) != ""


def test_the_first_answer_counts_and_outlives_a_reload(ask):
    browser = ask(SINGLE, NUMBER)
    field(browser, "That").click()
    press(browser, "Check")
    assert said(browser) == "Not this.\nNot that."
    field(browser, "This").click()
    press(browser, "Check")
    assert said(browser) == "Right.\nYes, this."
    browser.refresh()
    assert said(browser) == "Right.\nYes, this."
    assert field(browser, "This").is_selected()
    score = browser.find_element(By.CSS_SELECTOR, ".quiz-score").text
    assert "0 of 2 right at the first try, 1 not answered yet." in score
    press(browser, "Start over")
    assert said(browser) == ""
    assert kept(browser) == {}


def test_several_answers_must_all_be_found(ask):
    browser = ask(SEVERAL)
    field(browser, "One").click()
    press(browser, "Check")
    assert said(browser) == "Not yet: 1 more to find.\nOdd."
    field(browser, "Three").click()
    press(browser, "Check")
    assert said(browser).startswith("Right.")


@pytest.mark.parametrize(
    ("written", "answer"), [("7", "Too low."), ("99", "Too high."), ("41", "Right.\n42 pieces.")]
)
def test_a_number_is_compared_within_its_tolerance(ask, written, answer):
    browser = ask(NUMBER)
    press(browser, "Check")
    assert said(browser) == "Write a number first."
    browser.find_element(By.CSS_SELECTOR, "input[type=number]").send_keys(written)
    press(browser, "Check")
    assert said(browser).startswith(answer)


def test_an_order_is_made_with_buttons_that_keep_the_focus(ask):
    browser = ask(ORDER)
    for place, text in enumerate(("first", "second", "third")):
        for _ in range(3):
            shown = [
                each.text for each in browser.find_elements(By.CSS_SELECTOR, "li > span:last-child")
            ]
            if shown.index(text) == place:
                break
            button = browser.find_element(By.CSS_SELECTOR, f"[aria-label='Earlier: {text}']")
            button.send_keys(Keys.ENTER)
            assert browser.switch_to.active_element == button
    press(browser, "Check")
    assert said(browser).startswith("Right.")
    browser.refresh()
    assert said(browser).startswith("Right.")


def test_what_follows_a_prediction_is_held_back_up_to_the_next_section(ask):
    browser = ask({**SINGLE, "predict": True}, after=AFTER)
    assert not browser.find_element(By.ID, "result").is_displayed()
    assert not browser.find_element(By.ID, "text").is_displayed()
    assert browser.find_element(By.ID, "next").is_displayed()
    assert not browser.find_element(By.CSS_SELECTOR, ".question-key").is_displayed()
    field(browser, "This").send_keys(Keys.HOME, *[Keys.ARROW_RIGHT] * 3)
    press(browser, "This is my prediction")
    assert browser.find_element(By.ID, "result").is_displayed()
    assert "log score" in said(browser)
    (forecast,) = kept(browser).values()
    assert sum(forecast["probabilities"]) == pytest.approx(1)
    assert min(forecast["probabilities"]) > 0
    browser.refresh()
    assert browser.find_element(By.ID, "result").is_displayed()
    assert "log score" in said(browser)


def test_nobody_has_to_predict(ask):
    browser = ask({**SINGLE, "predict": True}, after=AFTER)
    press(browser, "Show me without")
    assert browser.find_element(By.ID, "result").is_displayed()
    assert kept(browser) == {}
    assert browser.switch_to.active_element == browser.find_element(
        By.CSS_SELECTOR, ".question-said"
    )


@pytest.mark.parametrize("predicted", [{**SINGLE, "predict": True}, {**NUMBER, "predict": True}])
def test_after_a_prediction_the_focus_is_on_what_is_said_of_it(ask, predicted):
    browser = ask(predicted, after=AFTER)
    for field_ in browser.find_elements(By.CSS_SELECTOR, "input[type=number]"):
        field_.send_keys("42")
    button = browser.find_element(By.XPATH, "//button[text()='This is my prediction']")
    button.send_keys(Keys.ENTER)
    assert "core" in said(browser)
    assert browser.switch_to.active_element == browser.find_element(
        By.CSS_SELECTOR, ".question-said"
    )


def test_a_slider_speaks_for_itself_alone(ask):
    browser = ask({**SINGLE, "predict": True})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    live = {"name": "live", "value": {"type": "token", "value": "polite"}}
    spoken = [node for node in nodes if live in node.get("properties", [])]
    assert len(spoken) == 1  # what is said of the answer, and no percentage


def test_where_the_keyboard_is_can_be_seen(open_page):
    browser = open_page("<button>a</button><details><summary>b</summary>c</details>", theme="light")
    for name in ("button", "summary"):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        here = browser.switch_to.active_element
        assert here.tag_name == name
        assert here.value_of_css_property("outline-style") == "solid"


def test_a_link_into_what_is_held_back_opens_it(ask):
    browser = ask({**SINGLE, "predict": True}, after=AFTER, suffix="#result")
    assert browser.find_element(By.ID, "result").is_displayed()
    # Whoever has read the answer does not predict it.
    assert "Shown without a prediction" in said(browser)
    assert browser.find_elements(By.CLASS_NAME, "question-commit") == []
    assert kept(browser) == {}


def test_print_holds_nothing_back(ask):
    browser = ask({**SINGLE, "predict": True}, after=AFTER)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.find_element(By.ID, "result").is_displayed()
        assert not browser.find_element(By.CSS_SELECTOR, ".held-note").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_without_scripts_everything_stands_in_the_page(ask):
    browser = ask({**SINGLE, "predict": True}, after=AFTER)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.refresh()
        assert browser.find_element(By.ID, "result").is_displayed()
        assert browser.find_element(By.CSS_SELECTOR, ".question-key").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_an_interval_is_scored_by_the_interval_score(ask):
    browser = ask({**NUMBER, "predict": True}, after=AFTER)
    low, high = browser.find_elements(By.CSS_SELECTOR, "input[type=number]")
    low.send_keys("50")
    press(browser, "This is my prediction")
    assert "Write two numbers" in said(browser)
    assert browser.switch_to.active_element == high
    assert all("pieces" in each.get_attribute("aria-label") for each in (low, high))
    assert not browser.find_element(By.ID, "result").is_displayed()
    high.send_keys("60")
    press(browser, "This is my prediction")
    # The width is 10; the interval misses by 8, at ten for one (2 / 0.2).
    assert "lies outside. Interval score 90.00" in said(browser)
    assert browser.find_element(By.ID, "result").is_displayed()


def test_every_field_has_a_name(ask):
    browser = ask(SINGLE, SEVERAL, NUMBER, ORDER, {**SINGLE, "question": "So?", "predict": True})
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {"radio", "checkbox", "spinbutton", "slider", "button"}
    named = [
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if not node.get("ignored") and node.get("role", {}).get("value") in roles
    ]
    assert {role for role, _ in named} == roles
    assert [role for role, name in named if not name] == []


@pytest.mark.parametrize(
    "junk",
    ['{"chosen": [99, "x"]}', '{"probabilities": ["x", null, 2]}', '{"low": "a", "high": 1}', "7"],
)
def test_what_others_left_in_the_store_breaks_no_page(ask, junk):
    asked = [SINGLE, SEVERAL, NUMBER, ORDER, {**SINGLE, "question": "So?", "predict": True}]
    browser = ask(*asked, after=AFTER)
    kept = {questions.identity(question): json.loads(junk) for question in asked}
    browser.execute_script(
        "localStorage.setItem('loss-precisely.answers', arguments[0])", json.dumps(kept)
    )
    browser.refresh()
    field(browser, "That").click()
    press(browser, "Check")
    assert said(browser).startswith("Not this.")
    assert browser.find_element(By.CSS_SELECTOR, ".quiz-score").text
    assert "NaN" not in browser.find_element(By.TAG_NAME, "main").text


def test_own_scores_are_shown_at_the_end_and_can_be_deleted(ask, tmp_path, monkeypatch):
    asked = {**SINGLE, "predict": True}
    (tmp_path / "toy_chapter.json").write_text(json.dumps([asked]))
    monkeypatch.setattr(questions, "FOLDER", tmp_path)
    browser = ask(asked, after=f"<section>{questions.forecasts('toy').data}</section>")
    lab = browser.find_element(By.CSS_SELECTOR, "[data-lab=forecasts]")
    assert "not predicted anything" in lab.text
    press(browser, "This is my prediction")
    assert "−1.10" in lab.text  # log(1/3), as for equal chances
    assert "you gave 33%" in lab.text
    # It changes while the reader is elsewhere in the page, and stays silent.
    assert browser.find_elements(By.CSS_SELECTOR, "[data-lab=forecasts] [aria-live]") == []
    dots = lab.find_element(By.CSS_SELECTOR, "svg[role=img]").get_attribute("aria-label")
    assert dots.endswith("of 3 near 33%, 33% happened.")
    before = kept(browser)
    press(browser, "Delete all my answers")
    assert kept(browser) == {}
    assert "are deleted" in lab.text
    undo = browser.switch_to.active_element
    assert undo.text == "Undo"
    undo.click()
    assert kept(browser) == before
    assert "you gave 33%" in lab.text
    assert browser.switch_to.active_element.text == "Delete all my answers"


def test_a_kept_prediction_is_told_as_it_was_given(ask):
    browser = ask({**SINGLE, "predict": True})
    sliders = browser.find_elements(By.CSS_SELECTOR, "input[type=range]")
    browser.execute_script(
        "arguments[0].value = 0; arguments[0].dispatchEvent(new Event('input'))", sliders[0]
    )
    press(browser, "This is my prediction")
    browser.refresh()
    for choice in browser.find_elements(By.CSS_SELECTOR, ".question-slider"):
        slider, shown = choice.find_element(By.TAG_NAME, "input"), choice.text
        assert slider.get_attribute("aria-valuetext") == shown
        assert not slider.is_enabled()
    assert shown != "33%"


def test_a_score_that_stays_is_not_spoken_again(ask):
    browser = ask(SINGLE, NUMBER, {**SINGLE, "question": "So?", "predict": True})
    browser.execute_script(
        "window.written = 0; new MutationObserver(() => { window.written += 1; }).observe("
        "document.querySelector('.quiz-score'),"
        "{childList: true, characterData: true, subtree: true})"
    )
    press(browser, "This is my prediction")
    assert browser.execute_script("return window.written") == 0
    field(browser, "That").click()
    press(browser, "Check")
    assert browser.execute_script("return window.written") == 1


def test_what_two_choices_say_alike_is_said_once(ask):
    answers = [
        {"answer": text, "correct": text != "C", "feedback": "One would see both."}
        for text in "ABC"
    ]
    browser = ask({**SEVERAL, "answers": answers})
    for box in browser.find_elements(By.CSS_SELECTOR, "input[type=checkbox]"):
        box.click()
    press(browser, "Check")
    assert said(browser).count("One would see both.") == 1
