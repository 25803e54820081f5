"""Folds on paper: what is opened for printing is printed, not the blank it fades in from."""

from selenium.webdriver.common.by import By

# What myst-nb's style sheet does to a fold that is opened.
FADE = (
    "<style>@keyframes fade { from { opacity: 0 } to { opacity: 1 } }"
    "details.hide[open] > summary ~ * { animation: fade 0.3s }</style>"
)
FOLD = (
    "<div class='cell'><details class='hide above-input'><summary>Show</summary>"
    "<pre id='code'>the code</pre></details></div>"
)


def test_a_fold_is_opened_for_printing_and_stands_there_at_once(open_page):
    browser = open_page(FADE + FOLD)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
        code = browser.find_element(By.ID, "code")
        assert code.is_displayed()
        assert code.value_of_css_property("animation-name") == "none"
        assert code.value_of_css_property("opacity") == "1"
        browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
        assert browser.find_element(By.TAG_NAME, "details").get_attribute("open") is None
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
