"""A real browser, without a window, on pages made of the book's own scripts and styles."""

import shutil
from pathlib import Path

import pytest
import yaml
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "book" / "_static"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCRIPTS = yaml.safe_load((ROOT / "_config.yml").read_text())["sphinx"]["config"]["html_js_files"]


@pytest.fixture(scope="session")
def chromium():
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    server = shutil.which("chromedriver")
    if not (browser and server):
        pytest.skip("no Chromium with chromedriver; on Debian: apt install chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(server))
    yield driver
    driver.quit()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Call with the HTML of an article: a page with the book's scripts and an empty store."""

    def open_(article, theme="light", suffix=""):
        head = "".join(f'<script src="{(STATIC / name).as_uri()}"></script>' for name in SCRIPTS)
        style = f'<link rel="stylesheet" href="{(STATIC / "course.css").as_uri()}">'
        path = tmp_path / "page.html"
        path.write_text(
            f'<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8">'
            f"<title>Test</title>{style}{head}</head><body>"
            f'<main class="bd-article"><section>{article}</section></main></body></html>',
            encoding="utf-8",
        )
        chromium.get(path.as_uri())
        chromium.execute_script("localStorage.clear()")
        chromium.get(path.as_uri() + suffix)
        return chromium

    yield open_
    errors = [entry for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors
