"""Many visitors at once, visitors who do not say that they leave, and what the next one is told: against the real server."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from tests.browser.attacking import kernels, refused, until, websocket
from tests.browser.serving import ask, served
from weakties.experiments.browser.room import PAGES


def test_many_visitors_fill_the_house_and_not_the_machine():
    with served("--workers", "100", code=SHORT) as url:
        port = int(url.rsplit(":", 1)[1])
        with ExitStack() as crowd:
            for nth in range(PAGES):
                crowd.enter_context(websocket(port))
                until(lambda nth=nth: kernels(port) == nth + 1)
            assert refused(port) == 503
            assert ask(port)[0] == 200
        until(lambda: kernels(port) == 0)  # abandoned: dropped after a while
        with websocket(port):
            pass


SHORT = """
from weakties.experiments.browser import server
server.ABANDONED = "1s"
from weakties.experiments.cli import main
main()
"""
ONE = (
    """
from weakties.experiments.browser import room, server
server.Room = lambda start: room.Room(start, visitors=1)
"""
    + SHORT
)


@pytest.mark.browser
def test_the_next_visitor_is_told_and_comes_in_when_a_place_is_free(browser):
    with served("--workers", "100", code=ONE) as url:
        port = int(url.rsplit(":", 1)[1])
        first, second = browser.new_page(), browser.new_page()
        first.goto(url)
        first.wait_for_selector(".wt-network circle")
        first.click(".wt-play")  # and plays on while nobody looks, until the place is free
        second.goto(url)
        second.wait_for_selector(".wt-full")
        assert (
            "1 visitors are here" in second.inner_text(".wt-full") and second.locator(".wt-play").count() == 0
        )
        first.close(run_before_unload=False)
        until(lambda: kernels(port) == 1)
        second.reload()
        second.wait_for_selector(".wt-network circle")
        second.close()


@pytest.mark.browser
def test_a_page_that_was_lost_while_it_played_is_dropped(browser):
    with served("--workers", "100", code=ONE) as url:
        port = int(url.rsplit(":", 1)[1])
        page = browser.new_page()
        page.goto(url + "?solara-no-close-beacon")
        page.wait_for_selector(".wt-network circle")
        page.click(".wt-play")
        page.wait_for_function("+document.querySelector('.wt-week b').textContent > 1")
        page.close()
        until(lambda: kernels(port) == 0)
        page = browser.new_page()
        page.goto(url)
        page.wait_for_selector(".wt-network circle")
        page.close()
