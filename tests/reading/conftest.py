"""The built book in a real browser; ``.ci/read`` builds it, fetches axe, and runs this."""

import os
import shutil

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.conftest import ROOT

HTML = ROOT / "_build" / "html"
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser():
    if not os.environ.get("LOSSBOOK_READING"):
        pytest.skip("takes minutes, and the built book: .ci/read runs it")
    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, BROWSERS)))
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture
def visit(browser):
    """Call with a page's path below the book, a width, a theme, whether to show all."""

    def visit_(name, width=1280, theme="light", all_shown=False):
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        page, _, query = name.partition("?")
        browser.get((HTML / page).as_uri() + (f"?{query}" if query else ""))
        browser.execute_script(
            "const still = document.createElement('style');"
            "still.textContent = '*, *::before, *::after { transition: none !important }';"
            "document.head.append(still);"
            "localStorage.setItem('mode', arguments[0]);"
            "localStorage.setItem('theme', arguments[0]);"
            "document.documentElement.dataset.theme = arguments[0];"
            "document.documentElement.dataset.mode = arguments[0];",
            theme,
        )
        if all_shown:
            browser.execute_script(
                "document.querySelectorAll('.held').forEach((e) => e.removeAttribute('hidden'));"
                "document.querySelectorAll('.bd-article details').forEach((e) => (e.open = true))"
            )
        return browser

    return visit_
