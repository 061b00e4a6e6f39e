"""What the page says of what is taken home, in Chromium."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def test_what_is_chosen_to_vary_is_what_the_command_varies(visit, address):
    page = visit(address)
    page.click(".wt-export summary")

    def said():
        chosen = page.evaluate("document.querySelector('.wt-vary').selectedOptions[0].value")
        return chosen, re.search(r"--vary (\w+)=", page.inner_text(".wt-command"))[1]

    assert said() == ("vacancy_life", "vacancy_life")
    page.select_option(".wt-vary", "separation")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('--vary separation')")
    page.select_option(".wt-choose-model", "news")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('weakties spread')")
    assert page.locator(".wt-vary").count() == 0  # a spread varies nothing
    page.fill("#wt-transmission", "3")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('transmission=')")
    page.select_option(".wt-choose-model", "job-market")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('weakties sweep')")
    assert said() == ("separation", "separation")
    page.select_option(".wt-vary", "acquaintances")
    page.wait_for_function(
        "document.querySelector('.wt-command').textContent.includes('--vary acquaintances')"
    )
    page.select_option(".wt-choose-network", "karate")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('weakties simulate')")
    assert page.locator(".wt-vary").count() == 0
    page.select_option(".wt-choose-network", "layers")
    page.wait_for_function("document.querySelector('.wt-command').textContent.includes('weakties sweep')")
    assert said() == ("acquaintances", "acquaintances")
    page.select_option(".wt-preset", "complex contagion")
    page.wait_for_function("document.querySelector('.wt-export').textContent.includes('InformationSpread')")
    page.select_option(".wt-preset", "digital industry")
    page.wait_for_function(
        "document.querySelector('.wt-export').textContent.includes('for acquaintances in')"
    )


def test_it_says_which_weeks_it_counts(visit, address):
    page = visit(address)
    assert "Counted from week 1 on" in page.inner_text(".wt-charts")
    page.select_option(".wt-choose-model", "news")
    page.wait_for_function("!document.querySelector('.wt-charts').textContent.includes('Counted')")
