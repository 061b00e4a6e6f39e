"""One visitor's session, without a browser: what may be asked of it, and what not."""

from __future__ import annotations

import threading

import pytest

from weakties.experiments.browser.session import Session
from weakties.experiments.browser.setting import Setting


@pytest.fixture
def session():
    return Session(Setting(workers=100))


def test_a_visitor_cannot_make_the_server_open_files(session, tmp_path):
    file = tmp_path / "secret.csv"
    file.write_text("source,target\na,b\n")
    before = session.model.value
    for what in ({"network": str(file)}, {"workers": 10**9}, {"seed": -1}, {"model": "os"}, {"values": {}}):
        session.choose(**what)
        assert "no such" in session.trouble.value and session.model.value is before
    session.choose(network="karate")
    assert session.trouble.value == "" and session.model.value.people == 34


def test_a_file_given_at_the_start_can_be_chosen_again(tmp_path):
    file = tmp_path / "village.csv"
    file.write_text("source,target\na,b\nb,c\n")
    session = Session(Setting(network=str(file)))
    session.choose(network="karate")
    session.choose(network=str(file))
    assert session.model.value.people == 3


def test_a_bad_value_keeps_the_world(session):
    session.step()
    before = session.model.value
    for name, value in (("vacancy_life", -2), ("vacancy_life", "x"), ("relay", None), ("nonsense", 1)):
        session.put(name, value)
        assert session.model.value is before and before.week == 1
    assert session.trouble.value


def test_what_does_not_act_any_more_is_dropped_and_the_rest_kept(session):
    session.put("relay", 0.2)
    session.put("acquaintances", 100)
    session.choose(network="lesmis")
    assert session.setting.value.values == {"relay": 0.2}
    session.choose(model="news", contagion="threshold")
    session.put("threshold_share", 0.5)
    session.put("threshold", 2)
    assert session.setting.value.acting == {}  # two is the default, and the share made way


def test_a_news_that_cannot_start_is_told(session):
    session.choose(model="news", contagion="threshold", network="karate")
    session.put("threshold", 30)
    assert "threshold = 30" in session.trouble.value and session.setting.value.has("threshold") == 2


def test_playing_waits_for_the_browser_and_ends_with_the_news(session):
    session.choose(model="news")
    session.speed.value, session.playing.value = 0, True
    player = threading.Thread(target=session.play)
    player.start()
    while player.is_alive():
        session.drawn()
        player.join(0.01)
    assert not session.playing.value and not session.model.value.running and session.week.value > 2
