"""What the page draws, without a browser: sliders, places, drawings, counts and stories."""

from __future__ import annotations

from io import StringIO
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from weakties import Ties, UserError
from weakties.experiments.browser import chart_svg, looks, network_svg, presets, sliders
from weakties.experiments.browser.market import HIRED, ShownMarket
from weakties.experiments.browser.memory import REMEMBERED
from weakties.experiments.browser.places import SIZE, WHOLE, Atlas, radius
from weakties.experiments.browser.presets import ALL
from weakties.experiments.browser.setting import Setting, build
from weakties.experiments.browser.shown import Course, Shares, often
from weakties.experiments.browser.tally import Tally
from weakties.figures.style import LOOKS
from weakties.simulation import networks
from weakties.simulation.market.state import CONTACT
from weakties.simulation.parameters import range_of

SETTINGS = [
    Setting(network="karate"),
    Setting(workers=350),
    Setting(model="news", network="karate"),
    Setting(model="news", workers=350),
    presets.named("complex contagion").setting,
    presets.named("digital industry").setting,
]


@pytest.fixture(scope="module")
def market():
    """A market that has lived long enough for hires of every kind."""
    run = ShownMarket("layers", workers=350, seed=0)
    run.run(weeks=60)
    return run


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: f"{s.model} {s.network} {s.contagion}")
def test_every_drawing_is_well_formed(setting):
    model = build(setting)
    model.run(weeks=5)
    place = model.atlas.place(model.atlas.typical)
    layers = [
        network_svg.ties_layer(place),
        network_svg.people_layer(place, model.scene, model.ties, model.atlas.typical),
        network_svg.names_layer(place, model.ties),
        *(chart_svg.draw(chart) for chart in model.charts(ALL)),
    ]
    for layer in layers:
        ElementTree.fromstring(f"<g>{layer}</g>")
    people = ElementTree.fromstring(f"<g>{layers[1]}</g>").findall("circle[@data-person]")
    assert {int(c.get("data-person")) for c in people} == set(place.people.tolist())
    assert model.story(model.atlas.typical) and str(model.people) in model.summary.replace(",", "")


def test_names_from_files_are_text_not_markup():
    ties = Ties.from_pairs([0], [1], 2)
    ties = type(ties)(
        ties.start, ties.other, ties.contact_rate, ties.kind, labels=("<script>x</script>", 'a"b&c')
    )
    drawn = network_svg.names_layer(Atlas(ties).place(0), ties)
    assert "<script" not in drawn and "&lt;script&gt;" in drawn


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: f"{s.model} {s.network} {s.contagion}")
def test_every_slider_fits_and_stops_at_allowed_values(setting):
    panels = sliders.panels(setting)
    rows = [row for panel in panels for row in panel["sliders"]]
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert len(row["label"]) <= 20 and row["meaning"] and row["source"]
        assert row["low"] <= row["stops"][0] < row["stops"][-1] <= row["high"]
        assert row["usual"] in row["stops"]
        assert row["stops"][row["at"]] == min(
            row["stops"], key=lambda stop, row=row: abs(stop - row["value"])
        )
        assert row["stops"] == sorted(set(row["stops"])) and 4 <= len(row["stops"]) <= 101
    for group in setting.sets:
        for name, info in group.model_fields.items():
            low, high = range_of(info)
            assert (sliders.stops(info)[0], sliders.stops(info)[-1]) == (low, high), name


def test_only_what_acts_is_shown_and_used():
    names = {r["name"] for p in sliders.panels(Setting(model="news")) for r in p["sliders"]}
    assert "threshold" not in names and "bridging" not in names and "transmission" in names
    setting = Setting(
        model="news", contagion="threshold", values={"threshold": 3, "threshold_share": 0.2, "recovery": 0.5}
    )
    assert setting.acting == {"threshold_share": 0.2}
    with pytest.raises(UserError, match="did you mean 'relay'"):
        Setting().put("relais", 0.1)
    assert Setting().put("relay", 0.2).put("relay", Setting().has("relay")) == Setting()


def test_a_small_network_is_shown_whole_a_large_one_around_a_person():
    whole = Atlas(networks.create("layers", workers=WHOLE, seed=0)).place(3)
    assert whole.ego == -1 and len(whole.people) == WHOLE
    ties = networks.create("layers", workers=WHOLE + 1, seed=0)
    around = Atlas(ties).place(3)
    assert around.ego == around.people[0] == 3
    assert set(around.people[1:].tolist()) == set(ties.contacts(3).tolist())
    for place in (whole, around):
        assert np.isfinite(place.xy).all() and (place.xy >= 0).all() and (place.xy <= SIZE).all()
        assert (place.lines < len(place.people)).all()
    distance = np.hypot(*(around.xy[1:] - SIZE / 2).T)
    row = slice(ties.start[3], ties.start[4])
    rate = dict(zip(ties.other[row].tolist(), ties.contact_rate[row].tolist(), strict=True))
    assert np.allclose(distance, radius(np.array([rate[i] for i in around.people[1:].tolist()])))


def test_a_layout_is_always_the_same():
    ties = networks.read("lesmis")
    assert (Atlas(ties).place(0).xy == Atlas(ties).place(9).xy).all()  # two atlases, each drawn by itself


HAND = """
week channel contact_rate industry
1 contact 3 7
1 contact 2 0
1 contact 0.25 7
1 contact 0.1 4
2 contact 0.02 3
2 contact 0.001 7
2 formal nan 7
3 direct nan 0
3 direct nan 4
"""
"""Hires in eight industries, of which 4 to 7 are the more digital. Monthly is 12 / 52 = 0.2308, yearly 1 / 52 = 0.0192."""


def test_the_tally_counts_what_one_counts_by_hand():
    hires = pd.read_csv(StringIO(HAND.strip()), sep=" ")
    tally = Tally()
    for _, week in hires.groupby("week"):
        tally.add(week, industries=8)
    assert tally.channels == {"contact": 6, "formal": 1, "direct": 2}
    assert tally.granovetter == {"often": 2, "occasionally": 3, "rarely": 1}
    assert tally.popular == {"strong": 3, "weak": 3}
    assert tally.halves == {"more digital": (2, 4), "less digital": (1, 2)}


def test_the_tally_counts_every_hire_once(market):
    hires = market.hires
    rate = hires.contact_rate[hires.channel == "contact"].to_numpy(float)
    assert market.tally.channels == {
        way: (hires.channel == way).sum() for way in ("contact", "formal", "direct")
    }
    yearly = np.nextafter(np.float32(1 / 52), np.float32(1))  # at most once a year is rarely
    often, rarely = (rate >= 2).sum(), (rate < yearly).sum()
    assert market.tally.granovetter == {
        "often": often,
        "occasionally": len(rate) - often - rarely,
        "rarely": rarely,
    }
    assert market.tally.popular == {"strong": (rate >= 12 / 52).sum(), "weak": (rate < 12 / 52).sum()}
    assert sum(market.tally.channels.values()) == len(hires) > 50
    assert sum(len(lines) for lines in market.memory.past.values()) == len(hires)


def test_tellings_of_a_week_hold_all_that_the_records_know_of_it(market):
    hires, told = market.hires, market.tellings
    told = told[(told.channel == "contact") & (told.week > market.week - REMEMBERED)]
    heard = {
        (week.week, int(a), int(b))
        for week in market.memory.told
        for a, b in zip(
            week.listener[week.channel == CONTACT], week.teller[week.channel == CONTACT], strict=True
        )
    }
    worker = hires.worker.to_numpy()[told.hire.to_numpy()]
    recorded = set(zip(told.week.tolist(), worker.tolist(), told.teller.tolist(), strict=True))
    assert len(recorded) > 20 and recorded <= heard


def test_the_scene_is_the_state_of_the_people(market):
    scene = market.scene
    hired = set(market.hires.worker[market.hires.week == market.week])
    assert set(np.flatnonzero(scene.state == HIRED)) == hired == set(scene.flash)
    employed = np.array([person.employed for person in market.agents])
    assert [scene.states[s].key == "out" for s in scene.state] == (~employed).tolist()


def test_charts_speak_of_what_was_published_only_when_asked(market):
    asked = {chart.title: chart for chart in market.charts(ALL)}
    silent = market.charts(())
    assert [bar.published.value for bar in asked["Over weak or strong ties"].bars] == [56, 27, 17]
    assert all(bar.published is None for chart in silent if isinstance(chart, Shares) for bar in chart.bars)
    course = next(chart for chart in silent if isinstance(chart, Course))
    assert len(course.lines[0].values) == market.week + 1


def test_every_look_is_that_of_the_figures_and_is_seen_in_the_dark():
    sheet = looks.css()
    for name, look in LOOKS.items():
        assert f"--{name}: {look.colour};" in sheet
        bright = looks.luminance(
            tuple(int(looks.lightened(look.colour)[k : k + 2], 16) / 255 for k in (1, 3, 5))
        )
        assert bright >= looks.BRIGHT - 0.01, name
    ground = looks.luminance(tuple(int(looks.DARK_GROUND[k : k + 2], 16) / 255 for k in (1, 3, 5)))
    assert (looks.BRIGHT + 0.05) / (ground + 0.05) > 4.5  # WCAG's contrast for text


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (7, "daily"),
        (4, "4 times a week"),
        (1, "about once a week"),
        (0.25, "about once a month"),
        (1 / 52, "about once a year"),
        (2 / 52, "about 2 times a year"),
        (1 / 520, "about every 10 years"),
        (0, "never"),
    ],
)
def test_contact_rates_in_words(rate, words):
    assert often(rate) == words
