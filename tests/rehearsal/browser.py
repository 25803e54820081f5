"""Chromium without a window, as one person uses it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.rehearsal.hub import PASSWORD

PATIENCE = 240
# Enough for a page of text, and a picture that a repository can carry.
COLORS = 48


class Browser:
    """One person at the hub; a context manager."""

    def __init__(self, url: str, name: str, pictures: Path):
        self.url, self.name, self.pictures = url, name, pictures
        options = webdriver.ChromeOptions()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1120,760"):
            options.add_argument(flag)
        self.driver = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(PATIENCE)

    def __enter__(self) -> Browser:
        self.driver.get(f"{self.url}/hub/login")
        self.find("#username_input").send_keys(self.name)
        self.find("#password_input").send_keys(PASSWORD)
        self.click("#login_submit")
        self.until(lambda: f"/user/{self.name}/" in self.driver.current_url)
        return self

    def __exit__(self, *exc: object) -> None:
        if exc[0] is not None:
            self.picture(f"failed-{self.name}")
        self.driver.quit()

    def open(self, path: str) -> None:
        self.driver.get(f"{self.url}/user/{self.name}/{path}")

    def until(self, true: Callable[[], Any], what: str = "", seconds: float = PATIENCE) -> Any:
        """Wait until something is true; what it gave."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = true()
            except (StaleElementReferenceException, WebDriverException):
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(f"{self.name} waited in vain{': ' + what if what else ''}")
            time.sleep(0.3)

    def seen(self, css: str, text: str = "") -> WebElement | None:
        """The first visible element that has a text in it now."""
        for element in self.driver.find_elements(By.CSS_SELECTOR, css):
            if element.is_displayed() and text in element.text:
                return element
        return None

    def find(self, css: str, text: str = "") -> WebElement:
        """The first visible element that has a text in it, as soon as it is there."""
        return self.until(lambda: self.seen(css, text), f"{css} {text}")

    def click(self, css: str, text: str = "") -> None:
        element = self.find(css, text)
        self.until(lambda: [element.click()])

    def reach(self, css: str, text: str, *ways: tuple[str, str]) -> None:
        """Click the last of some ways that is there, and wait, until an element is visible.

        A page that is still restoring itself may take back what a click has opened.
        """

        def tried() -> bool:
            for way in reversed(ways):
                if found := self.seen(*way):
                    found.click()
                    break
            try:
                return bool(self.until(lambda: self.seen(css, text), seconds=8))
            except AssertionError:
                return False

        self.until(lambda: self.seen(css, text) or tried(), f"{css} {text}")

    def picture(self, name: str) -> None:
        """Keep what is visible as a small picture."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        self.driver.save_screenshot(str(path))
        with Image.open(path) as taken:
            few_colors = taken.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        few_colors.save(path, optimize=True)
