"""The page, used as a person would: in Chromium, against the running server."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def published(page):
    """What the charts say was published, by chart."""
    titles = page.locator(".chart > title").all_text_contents()
    return {title.split(",")[0].split(":")[0]: re.findall(r"published ([\d.]+) %", title) for title in titles}


def count_of(page, chart):
    """n of a chart of shares."""
    heading = page.locator(".chart .c-title", has_text=chart).text_content()
    return int(re.search(r"n = ([\d,]+)", heading)[1].replace(",", ""))


def places(page):
    """Where everybody stands."""
    circles = "[...document.querySelectorAll('.wt-network [data-person]')]"
    return page.evaluate(
        f"{circles}.map(c => [c.dataset.person, c.getAttribute('cx'), c.getAttribute('cy')]).sort()"
    )


def test_it_opens_at_week_0_and_asks_nobody_else(visit, address):
    page = visit(address)
    assert page.week == 0 and "of 400 people work" in page.summary
    assert page.title() == "weak ties"
    assert page.locator(".wt-network .person[data-person]").count() > 100


def test_play_moves_the_weeks_and_pause_stops_them(visit, address):
    page = visit(address)
    page.select_option(".wt-speed", "0")
    page.click(".wt-play")
    page.reach(12)
    page.click(".wt-play")
    page.wait_for_function("document.querySelector('.wt-play').textContent.includes('Play')")
    page.wait_for_timeout(300)
    week = page.week
    page.wait_for_timeout(500)
    assert page.week == week


def test_the_speed_is_kept(visit, address):
    page = visit(address)
    page.select_option(".wt-speed", "4")
    page.click(".wt-play")
    page.reach(1)
    first = page.week
    page.wait_for_timeout(2000)
    assert 5 <= page.week - first <= 9  # 8 weeks in two seconds


def test_one_week_at_a_time_and_back_to_the_same_beginning(visit, address):
    page = visit(address)
    start = page.summary
    assert "Press Play" in page.inner_text(".wt-guide")  # what one sees, and what to do first
    page.steps(5)
    fifth = page.summary
    assert page.week == 5 and fifth != start and page.locator(".wt-guide").count() == 0
    page.click(".wt-reset")
    page.wait_for_function("document.querySelector('.wt-week b').textContent === '0'")
    page.wait_for_function("t => document.querySelector('.wt-summary').textContent === t", arg=start)
    page.steps(5)
    assert page.summary == fifth  # same seed, same world


def test_other_luck_is_another_run(visit, address):
    page = visit(address)
    page.steps(8)
    before = page.summary
    page.click(".wt-luck")
    page.wait_for_function("document.querySelector('.wt-seed').value === '1'")
    page.wait_for_function("document.querySelector('.wt-week b').textContent === '0'")
    page.steps(8)
    assert page.summary != before


def test_a_slider_changes_the_run(visit, address):
    page = visit(address)
    page.steps(12)
    assert count_of(page, "Contacts seen how often") > 0
    slider = page.locator("#wt-willingness")
    slider.focus()
    page.keyboard.press("Home")  # nobody tells anybody
    page.wait_for_function("document.querySelector('.wt-slider.moved #wt-willingness')")
    page.wait_for_function("document.querySelector('.wt-week b').textContent === '0'")
    page.steps(12)
    assert count_of(page, "Contacts seen how often") == 0 and count_of(page, "How the job was found") > 0


def test_the_value_is_always_shown_and_explained_on_demand(visit, address):
    page = visit(address)
    row = page.locator(".wt-slider", has=page.locator("#wt-vacancy_life"))
    assert row.locator(".wt-value").input_value() == "5" and row.locator(".wt-unit").inner_text() == "weeks"
    row.locator(".wt-why").click()
    assert "mean time a vacancy stays open" in row.inner_text() and "Source:" in row.inner_text()


def test_a_bad_value_is_refused_in_words(visit, address):
    page = visit(address)
    page.fill(".wt-slider:has(#wt-vacancy_life) .wt-value", "-2")
    page.keyboard.press("Enter")
    page.settled(".wt-trouble")
    assert "must be at least 1" in page.inner_text(".wt-trouble")
    page.steps(1)


def test_presets_bring_their_published_lines(visit, address):
    page = visit(address)
    page.select_option(".wt-preset", "56 % versus 27 %")
    page.wait_for_function("document.querySelectorAll('.c-published').length === 6")
    popular = published(page)
    page.select_option(".wt-preset", "Granovetter's Newton")
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].pop() && !document.querySelector('.chart').textContent.includes('56')"
    )
    newton = published(page)
    assert (
        popular["Over weak or strong ties"] == ["56.0", "27.0", "17.0"]
        and newton["Over weak or strong ties"] == []
    )
    assert (
        newton["Contacts seen how often"] == ["16.7", "55.6", "27.8"]
        and newton["How the job was found"] != popular["How the job was found"]
    )


def test_no_weak_ties_means_none(visit, address):
    page = visit(address)
    page.select_option(".wt-preset", "no weak ties")
    page.wait_for_function("document.querySelector('.wt-summary').textContent.includes('2,000')")
    page.select_option(".wt-speed", "0")
    page.click(".wt-play")
    page.reach(40)
    page.click(".wt-play")
    assert count_of(page, "Contacts seen how often") > 10
    rarely = page.locator(".chart > title").all_text_contents()[1]
    assert "rarely 0 %" in rarely


def test_charts_hold_data(visit, address):
    page = visit(address)
    page.select_option(".wt-speed", "0")
    page.click(".wt-play")
    page.reach(30)
    page.click(".wt-play")
    assert count_of(page, "Over weak or strong ties") > 20
    page.shows(".c-bar", 9)
    page.shows(".c-whisker", 9)
    points = page.locator(".c-course").get_attribute("points").split()
    assert len(points) >= 30


def test_people_stay_where_they_are_while_weeks_pass(visit, address):
    page = visit(address)
    before = places(page)
    page.steps(3)
    assert places(page) == before


def test_a_click_moves_to_a_person_and_tells_the_story(visit, address):
    page = visit(address)
    page.steps(6)
    assert "One of 400 people" in page.inner_text(
        ".wt-network > .wt-note"
    )  # above 300: surroundings, and it says so
    other = page.locator(".wt-network .person[data-person]").first
    name = other.get_attribute("data-person")
    other.click(force=True)
    page.wait_for_function("n => document.querySelector('.wt-person').value === n", arg=name)
    assert re.search(r"Works for firm \d+|Out of work", page.inner_text(".wt-story"))
    page.fill(".wt-person", "nobody")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('.wt-network').textContent.includes(\"nobody here is called\")"
    )


def test_keys(visit, address):
    page = visit(address)
    page.keyboard.press("ArrowRight")
    page.reach(1)
    page.keyboard.press("Space")
    page.reach(3)
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.wt-play').textContent.includes('Play')")
    page.keyboard.press("r")
    page.wait_for_function("document.querySelector('.wt-week b').textContent === '0'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in {"BUTTON", "INPUT", "SELECT"}


@pytest.mark.parametrize("width", [1280, 640])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_follows_the_theme(visit, address, width, scheme):
    page = visit(address, width=width, scheme=scheme)
    page.steps(1)
    assert page.evaluate("document.querySelector('.wt-page').scrollWidth") <= width
    network, chart = (
        page.evaluate(f"document.querySelector('{what}').getBoundingClientRect().toJSON()")
        for what in (".wt-network > svg", ".chart")
    )
    assert network["width"] > 250 and network["bottom"] < 800 and chart["top"] < 400
    ground = page.evaluate("getComputedStyle(document.querySelector('.wt-bar')).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 150) == (scheme == "dark")


def test_the_theme_can_be_chosen_and_is_remembered(visit, address):
    page = visit(address)
    ground = "getComputedStyle(document.querySelector('.wt-bar')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.click(".wt-theme")
    page.click(".wt-theme")
    assert page.evaluate(ground) != "rgb(255, 255, 255)" and "dark" in page.inner_text(".wt-theme")
    page.reload()
    page.settled(".wt-settings input[type=range]")
    assert page.evaluate(ground) != "rgb(255, 255, 255)"


def test_news_spreads_until_everybody_knows(visit, address):
    page = visit(address)
    page.select_option(".wt-choose-model", "news")
    page.settled(".wt-choose-contagion")
    page.select_option(".wt-speed", "0")
    page.click(".wt-play")
    page.wait_for_function(
        "document.querySelector('.wt-summary').textContent.includes('nobody will hear')", timeout=30_000
    )
    assert "100 %" in page.summary
    page.shows(".c-course", 2)
    assert count_of(page, "First heard of it through") == 399
    assert page.is_disabled(".wt-play")


def test_other_models_networks_and_sizes_are_there(visit, address):
    page = visit(address)
    page.select_option(".wt-choose-network", "karate")
    page.says(".wt-summary", "of 34 people")
    page.shows(".wt-network .person[data-person]", 34)
    page.select_option(".wt-choose-network", "caveman")
    page.says(".wt-summary", "of 400 people")
