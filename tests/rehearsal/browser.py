"""Chromium without a window, as one person uses it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.rehearsal.hub import PASSWORD

PATIENCE = 240


class Browser:
    """One person at the hub; a context manager."""

    def __init__(self, url: str, name: str, pictures: Path):
        self.url, self.name, self.pictures = url, name, pictures
        options = webdriver.ChromeOptions()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
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

    def until(self, true: Callable[[], Any], what: str = "") -> Any:
        """Wait until something is true; what it gave."""
        end = time.monotonic() + PATIENCE
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

    def find(self, css: str, text: str = "") -> WebElement:
        """The first visible element that has a text in it."""

        def seen() -> WebElement | None:
            for element in self.driver.find_elements(By.CSS_SELECTOR, css):
                if element.is_displayed() and text in element.text:
                    return element
            return None

        return self.until(seen, f"{css} {text}")

    def click(self, css: str, text: str = "") -> None:
        element = self.find(css, text)
        self.until(lambda: [element.click()])

    def picture(self, name: str) -> None:
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(self.pictures / f"{name}.png"))
