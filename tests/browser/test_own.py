"""Mechanisms of one's own on the page, without a browser: what a visitor may do with them, and what is shown of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.browser.test_export import paste
from tests.tasks.mechanisms_of_users import JobFair, Rumour
from weakties import Mechanism, UserError, parameter
from weakties.experiments.browser import export, own, sliders
from weakties.experiments.browser.presets import named
from weakties.experiments.browser.session import Session
from weakties.experiments.browser.setting import Setting, build, check

SMALL = Setting(workers=100, mechanisms=(Rumour,), values={"rumour.first": 30})


class Scale(Mechanism):
    """Keeps what is no person's.

    Not shown.
    """

    tilt: float = parameter(
        0.0, ge=-1, le=1, unit="", label="tilt", meaning="which way", source="assumption: swept"
    )
    shift: int = parameter(
        0, ge=-500, le=500, unit="weeks", label="shift", meaning="how far", source="assumption: swept"
    )

    def begin(self, now):
        return {"of_three": np.array([1.0, np.nan, 3.0]), "ever": np.zeros(4, bool)}

    def after_week(self, now):
        if now.week == 2:
            raise ZeroDivisionError("by hand")
        now.ever[0] = True


class EvenOnly(Mechanism):
    """News is told to people with even numbers alone."""

    def on_telling(self, now, leads):
        return leads.listener % 2 == 0


class Careless(Mechanism):
    """Reads what it did not declare, in its second week."""

    def after_week(self, now):
        return now.position if now.week > 1 else None


def test_switched_off_the_world_is_that_without_it():
    session, plain = Session(replace(SMALL, off=frozenset({"rumour"}))), Session(Setting(workers=100))
    for _ in range(20):
        session.step()
        plain.step()
    assert session.model.value.hires.equals(plain.model.value.hires) and len(plain.model.value.hires)
    session.switch("rumour", True)
    assert session.model.value.own == (Rumour(first=30),) and session.week.value == 0
    session.switch("bias", True)  # nobody offered it
    assert session.setting.value.off == frozenset()


def test_a_preset_is_a_world_without_it_and_its_numbers_stay():
    session = Session(SMALL)
    assert session.preset.value == ""
    session.take(named("56 % versus 27 %"))
    setting = session.setting.value
    assert session.model.value.own == () and named("56 % versus 27 %").shown_by(setting)
    session.switch("rumour", True)
    assert session.model.value.own == (Rumour(first=30),)
    assert not named("56 % versus 27 %").shown_by(session.setting.value)


def test_its_numbers_are_checked_and_kept_where_it_has_no_place():
    session = Session(SMALL)
    session.put("rumour.deterred", 2)
    assert "deterred = 2" in session.trouble.value and session.setting.value.has("rumour.deterred") == 1
    session.put("rumour.nonsense", 2)
    session.choose(model="news")
    assert session.trouble.value == "" and session.model.value.own == ()
    session.choose(model="job-market")
    assert session.model.value.own == (Rumour(first=30),)


def test_what_it_does_wrong_is_told_and_ends_the_run(capfd):
    session = Session(Setting(workers=100, mechanisms=(Careless, Scale)))
    session.step()
    assert session.trouble.value == ""
    session.step()
    assert "careless reads 'position'" in session.trouble.value and not session.model.value.running
    session.switch("careless", False)
    session.step()
    session.step()
    assert session.trouble.value == "Week 2: ZeroDivisionError: by hand"
    assert "by hand" in capfd.readouterr().err  # and where, for whoever wrote it
    session.reset()
    assert session.trouble.value == "" and session.model.value.running


def test_what_has_no_place_in_the_world_is_refused_at_the_start():
    with pytest.raises(UserError, match="job_fair acts before talk, which a spread of news has not"):
        check(Setting(model="news", mechanisms=(JobFair,)))
    with pytest.raises(UserError, match="did you mean"):
        check(replace(SMALL, values={"rumour.fist": 1}))
    check(SMALL)


def test_its_panel_says_what_it_declares():
    first, second = sliders.panels(Setting(mechanisms=(Rumour, Scale), off=frozenset({"scale"})))[:2]
    assert (first["title"], first["own"], first["on"]) == ("Rumour", "rumour", True)
    assert first["about"].startswith("A habit: a rumour about an employer") and len(first["sliders"]) == 3
    assert (second["title"], second["on"], second["sliders"]) == ("Scale", False, [])
    assert second["about"] == "Keeps what is no person's."


def test_sliders_reach_below_zero():
    tilt, shift = (sliders.stops(info) for info in Scale.model_fields.values())
    assert tilt[0] == -1 and tilt[-1] == 1 and 0 in tilt and len(tilt) == 41
    assert shift[0] == -500 and shift[-1] == 500 and all(isinstance(stop, int) for stop in shift)


def test_what_it_keeps_is_drawn_and_told():
    model = build(Setting(workers=100, mechanisms=(Rumour, Scale), values={"rumour.first": 30}))
    heard, of_three, ever = model.charts(())[-3:]
    assert (heard.title, heard.unit, heard.lines[0].values) == ("Rumour: heard", "% of people", [30.0])
    assert (of_three.title, of_three.unit, of_three.lines[0].values) == (
        "Scale: of three",
        "mean over 3 entries",
        [2.0],
    )
    model.step()
    assert ever.unit == "% of 4 entries" and ever.lines[0].values == [0.0, 25.0]
    assert "Rumour: heard yes." in model.story(3) and own.kept_of(model.states, 3, 100) == [
        "Rumour: heard yes."
    ]


def test_news_over_which_it_decides_shows_from_whom_one_has_it():
    session = Session(
        Setting(model="news", workers=100, mechanisms=(EvenOnly,), values={"transmission": 0.2})
    )
    for _ in range(30):
        session.step()
    model = session.model.value
    assert (
        model.own == (EvenOnly(),) and len(model.charts(())) == 3
    )  # all but how much of what is told was new
    told = int(np.flatnonzero(model.start.board.teller[0] >= 0)[0])
    assert model.story(told)[0].startswith("Knows since week") and ", from " in model.story(told)[0]


def test_it_is_taken_home(tmp_path):
    lines = (
        "from weakties import Mechanism\n",
        "class Still(Mechanism):\n",
        "    def after_week(self, now):\n",
    )
    (tmp_path / "still.py").write_text("".join(lines) + "        now.ties\n")
    kind = type("Still", (Rumour,), {"__module__": "still", "__doc__": None})
    setting = Setting(workers=100, mechanisms=(kind,))
    done = paste(export.as_sweep(setting, "vacancy_life"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert "'mechanisms': 'still:Still'" in export.as_design(setting, "relay")
    news = Setting(model="news", workers=100, mechanisms=(EvenOnly,))
    exec(
        export.as_script(news).replace("weeks=300", "weeks=3"), {}
    )  # ours, and what the page gives to take home
