"""A server, a browser, and a page that notes whatever goes wrong or leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.browser.serving import CHROMIUM, QUIET, WEEK, served


@dataclass
class Visit:
    """A page in the browser, with what a person would do to it."""

    page: object
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.page, name)

    @property
    def week(self):
        return int(self.page.evaluate(WEEK))

    @property
    def summary(self):
        return self.page.inner_text(".wt-summary")

    def reach(self, week, timeout=20_000):
        """Wait until that week is on the screen."""
        self.page.wait_for_function(f"{WEEK} >= {week}", timeout=timeout)

    def steps(self, count):
        """Live so many weeks, one click each."""
        for _ in range(count):
            before = self.week
            self.page.click(".wt-step")
            self.reach(before + 1)

    def shows(self, selector, count):
        """Wait until so many of these are drawn: parts of the page arrive one after the other."""
        drawn = "([what, count]) => document.querySelectorAll(what).length === count"
        self.page.wait_for_function(drawn, arg=[selector, count], timeout=20_000)

    def says(self, selector, words):
        """Wait until it says that."""
        said = "([what, words]) => document.querySelector(what)?.textContent.includes(words)"
        self.page.wait_for_function(said, arg=[selector, words], timeout=20_000)

    def settled(self, selector):
        """Wait for something to be there."""
        self.page.wait_for_selector(selector, timeout=20_000)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium here: the page is not tested (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(browser):
    """The page of a small job market, as it starts by itself but for its size."""
    with served("--workers", "400") as url:
        yield url


@pytest.fixture
def visit(browser):
    """Opens a page; afterwards it must not have complained, nor have asked anybody else for anything."""
    opened = []

    def go(url, width=1280, height=800, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        seen = Visit(page)
        opened.append(seen)
        page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("requestfailed", lambda r: seen.errors.append(f"failed: {r.url}"))
        page.on("response", lambda r: seen.errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((url, "data:", "blob:")) else seen.elsewhere.append(r.url),
        )
        page.goto(url)
        page.wait_for_selector(".wt-network circle")
        page.wait_for_selector(".wt-settings input[type=range]")
        return seen

    yield go
    for seen in opened:
        seen.page.close()
        assert not seen.errors and not seen.elsewhere
