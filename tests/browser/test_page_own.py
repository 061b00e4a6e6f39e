"""A mechanism of one's own on the page, in Chromium: its switch, its sliders, and what it keeps."""

from __future__ import annotations

import pytest

from tests.browser.serving import served

pytestmark = pytest.mark.browser
RUMOUR = "tests.tasks.mechanisms_of_users:Rumour"
HEARD = (
    "[...document.querySelectorAll('.chart > title')].map(t => t.textContent)"
    ".filter(t => t.startsWith('Rumour: heard'))"
)
COMMAND = "document.querySelector('.wt-command').textContent"
FIRST = ".wt-slider:has([id='wt-rumour.first'])"


@pytest.fixture(scope="module")
def address(browser):
    """A market of 200 people, the first 20 of whom have heard a rumour."""
    with served("--workers", "200", "--mechanism", RUMOUR, "--set", "rumour.first=20") as url:
        yield url


def says(page, percent):
    """Wait until the chart of who has heard ends at this value."""
    page.wait_for_function(f"{HEARD}[0] === 'Rumour: heard: heard {percent} (% of people)'", timeout=20_000)


def test_it_is_switched_and_its_numbers_set(visit, address):
    page = visit(address)
    says(page, "10.0")
    assert page.input_value(f"{FIRST} .wt-value") == "20"
    assert page.inner_text(f"{FIRST} .wt-unit") == "people"
    page.click(f"{FIRST} .wt-why")
    page.wait_for_function(
        "document.querySelector('.wt-settings').textContent.includes('the first in the list, have heard it at the start')"
    )
    page.fill(f"{FIRST} .wt-value", "40")
    page.keyboard.press("Enter")
    says(page, "20.0")
    page.uncheck(".wt-switch input")
    page.wait_for_function(f"{HEARD}.length === 0")
    page.wait_for_selector(FIRST, state="detached")
    page.check(".wt-switch input")
    says(page, "20.0")  # its number was kept
    page.steps(3)
    page.wait_for_function(f"parseFloat({HEARD}[0].split('heard ')[1]) > 20")  # colleagues talk most days
    page.wait_for_function("document.querySelector('.wt-story').textContent.includes('Rumour: heard ')")


def test_it_is_taken_home_and_has_no_place_in_news(visit, address):
    page = visit(address)
    page.click(".wt-export summary")
    page.wait_for_function(f"{COMMAND}.includes('--mechanism {RUMOUR}')")
    page.wait_for_function(f"{COMMAND}.includes('--set rumour.first=20')")
    page.select_option(".wt-vary", "rumour.first")
    page.wait_for_function(f"{COMMAND}.includes('--vary rumour.first=')")
    page.select_option(".wt-choose-model", "news")
    page.wait_for_selector(".wt-switch", state="detached")  # it acts before hiring, which news has not
    page.select_option(".wt-choose-model", "job-market")
    says(page, "10.0")
