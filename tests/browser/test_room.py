"""How many find a place, and how large their worlds may be together."""

from __future__ import annotations

import gc
import threading

import pytest

from weakties import UserError
from weakties.experiments.browser import atlases, compiling
from weakties.experiments.browser.atlases import atlas
from weakties.experiments.browser.room import Room, Seat
from weakties.experiments.browser.session import Session
from weakties.experiments.browser.setting import Setting, check
from weakties.simulation import networks


def test_so_many_find_a_place_and_the_next_when_one_has_left():
    room = Room(Setting(), visitors=2)
    first, second = room.enter(), room.enter()
    assert first and second and room.enter() is None
    first.leave()
    first.leave()
    assert room.enter() is not None and room.enter() is None
    assert "2 visitors are here" in room.full


def test_worlds_may_be_so_large_together():
    room = Room(Setting(workers=2_000), ties=1_000_000)
    one, other = room.enter(), room.enter()
    one.take(Setting(workers=2_000, seed=1))  # 590,000 ties
    with pytest.raises(UserError, match="about 590,000 ties, beside 590,000 of other visitors"):
        other.take(Setting(workers=2_000, seed=2))
    other.take(Setting(workers=1_000))
    with pytest.raises(UserError, match="about 5,150,000 ties"):
        one.take(Setting(workers=2_000, values={"acquaintances": 5_000}))
    other.take(Setting(network="karate"))
    one.take(Setting(workers=2_000, values={"acquaintances": 800}))
    one.leave()
    other.take(Setting(workers=2_000, seed=2))


def test_what_everybody_begins_with_is_shared_and_always_fits():
    start = Setting(workers=50_000)
    room = Room(start, ties=1_000_000)
    seats = [room.enter() for _ in range(3)]
    for seat in seats:
        seat.take(start)
        seat.take(Setting(workers=50_000, values={"relay": 0.2}))  # the same people, another market
    seats[0].take(Setting(workers=50_000, seed=5))  # as large as the owner of the machine chose
    with pytest.raises(UserError, match="choose fewer people"):
        seats[1].take(Setting(workers=50_000, seed=6))


@pytest.mark.parametrize("name", networks.GENERATORS)
def test_the_number_of_ties_is_known_about_beforehand(name):
    made = Setting(network=name, workers=1_000, values={"acquaintances": 100})
    assert 0.6 < len(atlas(made).ties) / made.expected_ties < 1.1  # people who meet twice count once


def test_a_world_too_large_is_refused_on_the_page_and_the_old_one_kept():
    room = Room(Setting(workers=100), ties=100_000)
    session = Session(room.start, room.enter())
    before = session.model.value
    session.choose(workers=1_000)
    assert "the page holds 100,000 at most" in session.trouble.value and session.model.value is before
    assert session.busy.value == ""
    session.choose(workers=300)
    assert session.model.value.people == 300 and session.trouble.value == ""


def test_a_visitor_who_is_gone_plays_no_more_and_leaves_a_place():
    room = Room(Setting(workers=100), visitors=1)
    session = Session(room.start, room.enter())
    session.speed.value, session.playing.value = 0, True
    player = threading.Thread(target=session.play)
    player.start()
    session.leave()
    player.join(20)
    assert not player.is_alive() and room.enter() is not None


def test_a_network_is_shared_while_somebody_looks_at_it_and_then_forgotten():
    one = atlas(Setting(workers=150, seed=77))
    assert atlas(Setting(workers=150, seed=77, values={"relay": 0.5})) is one
    assert atlas(Setting(workers=150, seed=78)) is not one
    del one
    gc.collect()
    assert (("layers", 150, 77)) not in atlases._ATLASES


def test_a_value_out_of_range_is_refused_before_anything_is_made():
    with pytest.raises(UserError, match="must be at least 1"):
        check(Setting(workers=10**9, values={"vacancy_life": -2}))


def test_compiling_is_told_once_and_only_where_it_happens():
    import numba

    told = []
    rule = numba.njit(lambda x: x + 1)
    with compiling.told(lambda: told.append("here")):
        assert rule(1) == 2 and rule(1.5) == 2.5  # two types: compiled twice
    assert told == ["here"]
    with compiling.told(lambda: told.append("again")):
        rule(1)
        other = threading.Thread(target=numba.njit(lambda x: x + 2), args=(1,))
        other.start()
        other.join()
    assert told == ["here"]


def test_a_seat_of_ones_own_is_not_needed():
    assert isinstance(Session(Setting(workers=100)).seat, Seat)
