"""Ties that live on the page: whom somebody is in touch with, whom he trusts, and the same years with advice and without."""

from __future__ import annotations

import re

import numpy as np
import pytest

from weakties import JobMarket
from weakties.experiments.advice import get
from weakties.experiments.browser import export, living
from weakties.experiments.browser.living import in_touch, two_lives, views
from weakties.experiments.browser.living_or_not import ties_of
from weakties.experiments.browser.setting import Setting, build, check
from weakties.simulation.errors import UserError
from weakties.simulation.market.changes import network_of

SMALL = {"acquaintances": 30, "community_size": 60}


def market(ties: str = "trust", weeks: int = 30, workers: int = 400):
    found = build(Setting(workers=workers, ties=ties, values=SMALL))
    found.run(weeks)
    return found


def test_the_page_lives_the_market_that_the_package_lives():
    ours = market()
    theirs = JobMarket("layers", workers=400, seed=0, relations=True, trust="ratio", **SMALL)
    theirs.run(30)
    assert ours.hires.equals(theirs.hires) and ours.relations.equals(theirs.relations)


def test_the_drawing_has_those_one_talks_to_this_season_and_is_anew_with_the_next():
    shown = market("live")
    person = shown.atlas.typical
    place = shown.place(person)
    now = network_of(shown.world)
    row = slice(now.start[person], now.start[person + 1])
    talks = now.other[row][now.contact_rate[row] > 0]
    assert set(place.people.tolist()) == {person, *talks.tolist()}
    assert shown.place(person) is place
    shown.run(4)
    assert shown.place(person).season == place.season + 1
    assert len(in_touch(now).other) == int((now.contact_rate > 0).sum())


def test_a_small_world_keeps_its_people_where_they_are():
    shown = market("live", workers=200)
    before, ties = shown.atlas.place(0), shown.place(0)
    assert np.array_equal(before.xy, ties.xy) and not np.array_equal(before.lines, ties.lines)


def test_the_story_counts_the_ties_of_the_table():
    shown = market("live")
    person = shown.atlas.typical
    table = shown.relations
    own = table[(table.source == person) | (table.target == person)]
    line = next(line for line in shown.story(person) if line.startswith("Keeps up"))
    on, _, resting, gone = (int(n) for n in re.findall(r"\d+", line))
    count = own.occasion.value_counts()
    assert on == count.get("on", 0) and resting == count.get("resting", 0)
    assert on > 5 and gone >= 0


def test_views_are_those_of_the_table_of_trust():
    shown = market(weeks=32)  # a season has just begun
    world = shown.world
    table = world.trust.table(world.relations).set_index(["person", "other"])
    person = int(table.index[0][0])
    found = views(world, person)
    assert found is not None
    shared = [k for k, other in enumerate(found[0]) if (person, int(other)) in table.index]
    for k in shared:
        row = table.loc[(person, int(found[0][k]))]
        assert found[1][k, 0] == pytest.approx(row.credibility)
        assert found[1][k, 1] == pytest.approx(row.reliability)
    assert any(line.startswith("Trusts") for line in shown.story(person))


def test_two_lives_differ_by_the_advice_alone():
    shown = market("live")
    looks = next(p for p in range(shown.people) if shown.world.people.position[p] < 0)
    before = shown.world.people.position.copy()
    told = two_lives(shown.world, looks, get("formal"), 26)
    assert any(line.startswith("weeks in work") for line in told) and "asks many" in told[-1]
    assert np.array_equal(shown.world.people.position, before)  # the market itself was not lived
    same = living._life(shown.world, looks, get("formal"), False, 26)
    assert same == living._life(shown.world, looks, get("nothing"), True, 26)
    busy = market("stay", weeks=4)
    assert busy.advice == [] and {"formal", "reconnect"} <= {one["name"] for one in shown.advice}


def test_switches_are_taken_from_the_command_and_taken_home_again():
    assert ties_of({"relations": "on", "vacancy_life": 3}, "job-market") == ("live", {"vacancy_life": 3})
    assert ties_of({"relations": "on", "trust": "ratio"}, "job-market") == ("trust", {})
    assert ties_of({"relations": "off"}, "job-market") == ("stay", {})
    for values, model, words in (
        ({"trust": "ratio"}, "job-market", "no effect without relations=on"),
        ({"relations": "on", "trust": "sum"}, "job-market", "form 'ratio' alone"),
        ({"relations": "on"}, "news", "ties that stay"),
        ({"relations": "maybe"}, "job-market", "must be on or off"),
    ):
        with pytest.raises(UserError, match=words):
            ties_of(values, model)
    setting = Setting(ties="trust", workers=400, values={"gossip": 0.2, "social_hours": 5})
    check(setting)
    assert "--set relations=on" in export.as_simulation(
        setting
    ) and "--set trust=ratio" in export.as_simulation(setting)
    assert export.sweeps(setting, "gossip") and "'trust': 'ratio'" in export.as_design(setting, "gossip")
    with pytest.raises(UserError, match="no parameter"):
        check(Setting(values={"gossip": 0.2}))


@pytest.mark.browser
def test_somebody_is_followed_and_advised(visit, address):
    page = visit(address)
    assert page.page.locator(".wt-advice").count() == 0
    page.page.select_option(".wt-choose-ties", "trust")
    page.says(".wt-story", "Keeps up")
    assert page.page.locator(".wt-settings summary", has_text="Trust and gossip").count() == 1
    page.steps(1)
    page.says(".wt-story", "Trusts")
    page.page.select_option(".wt-piece", "formal")
    page.page.click(".wt-attempt")
    page.says(".wt-lives", "lived twice")
    assert page.week == 1
    page.page.fill(".wt-person", "7")
    page.page.press(".wt-person", "Enter")
    page.page.wait_for_function("!document.querySelector('.wt-lives')")
