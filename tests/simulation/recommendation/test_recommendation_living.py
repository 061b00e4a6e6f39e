"""The recommendation experiment where ties live: new ties are first meetings, and live on."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.networks.layers import layers
from weakties.simulation.recommendation.experiment import Market, run, set_up
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.tables import person_table, tie_table
from weakties.simulation.recommendation.truth import brought, drawn
from weakties.simulation.relations.changes import give as give_
from weakties.simulation.relations.changes import network_now, rates
from weakties.simulation.relations.parameters import RelationParameters

WEEKS, DESIGN = 50, {"settling": 5, "later": 30, "candidates": 20, "shown": 5}


def set_up_of(**design):
    ties = layers(300, 0, acquaintances=20, casual_friends=20, community_size=100)
    busy = MarketParameters.create({"separation": 0.04, "formal_search": 1.0, "direct_search": 1.0})
    market = Market(ties, busy, Mechanisms(), 1, RelationParameters())
    return set_up(market, RecommendationParameters.create({**DESIGN, **design}))


@pytest.fixture(scope="module")
def setup():
    return set_up_of()


@pytest.fixture(scope="module")
def outcome(setup):
    return run(setup, WEEKS)


def test_new_ties_are_first_meetings_of_strangers(setup):
    new, world = setup.new, setup.world()
    pairs = (new.sender, new.receiver)
    assert (rates(setup.settled.relations, pairs) == 0).all()
    known = network_now(setup.settled.relations, setup.market.ties)
    assert (known.mutual_contacts(*pairs) == new.mutual).all(), "mutual contacts are those at formation"
    assert np.allclose(rates(world.relations, pairs), 1 / RelationParameters().habit_leak)
    table = world.relations.table().set_index(["source", "target"])
    made = table.loc[list(zip(np.minimum(*pairs), np.maximum(*pairs), strict=True))]
    assert (made.born == 5).all() and (made.occasion == "on").all() and (made.contact_rate == 0).all()


def test_talk_is_what_they_talked(setup, outcome):
    """Against a log of all conversations over ties in the first `later` weeks."""
    world = setup.world()
    world.relations.watched = np.ones(300, np.bool_)
    logs = []
    for _ in range(DESIGN["later"]):
        before = world.relations.season
        world.step()
        if world.relations.season != before:
            everybody = world.relations.watched
            met, talks = world.relations.met(everybody), world.relations.talks(everybody)
            logs.append(talks[: len(talks) - len(met)])  # over ties; first meetings come last
    log = np.concatenate(logs)
    log = log[(log[:, 2] > 5) & (log[:, 2] <= 35)]
    ties = tie_table(outcome)
    low, high = np.minimum(ties.sender, ties.receiver), np.maximum(ties.sender, ties.receiver)
    for k in range(0, len(ties), 7):
        mine = log[(log[:, 0] == low[k]) & (log[:, 1] == high[k]), 2]
        assert ties.weeks_of_talk[k] == len(np.unique(mine))
        assert np.isclose(ties.contact_rate[k], len(mine) / DESIGN["later"])
    assert ties.weeks_of_talk.sum() > 0 and ties.weeks_of_talk.nunique() > 3
    assert len(person_table(outcome, ties)) == 300


def test_what_a_tie_brings_is_the_world_with_it_less_the_world_without(setup):
    share = 0.015
    found, picked = brought(setup, WEEKS, share), np.flatnonzero(drawn(setup, share))

    def jobs(silent=None):
        world, begun = setup.world(), np.zeros(300)
        if silent is not None:
            who = setup.new.sender[[silent]], setup.new.receiver[[silent]]
            give(world, who, np.zeros(1, np.float32))
        for _ in range(WEEKS):
            world.step()
            begun += (world.people.hired == world.week) & (world.people.position >= 0)
        return begun

    def give(world, who, rate):
        give_(world.relations, world.week, who, rate)
        world._network = world._network._replace(live=world.relations.live)

    with_all = jobs()
    for k in picked[:4]:
        more = with_all[setup.new.sender[k]] - jobs(k)[setup.new.sender[k]]
        assert (found.jobs_brought[k] != 0) == (more != 0) and np.sign(found.jobs_brought[k]) == np.sign(more)
    assert (found.jobs_brought[np.setdiff1d(np.arange(len(found)), picked)] == 0).all()


def test_what_cannot_be_is_said(setup):
    with pytest.raises(UserError, match=r"attention = 1\.5: says how often new ties talk that stay"):
        set_up_of(attention=1.5)
    with pytest.raises(UserError, match="talk_by_closeness = 1"):
        set_up_of(talk_by_closeness=1)
    with pytest.raises(UserError, match="only 0 can be"):
        brought(setup, WEEKS, 0.1, factor=2.0)
