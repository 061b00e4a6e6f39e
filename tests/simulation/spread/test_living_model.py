"""What `InformationSpread` shows, keeps and refuses where ties live."""

from __future__ import annotations

import copy
import pickle

import networkx as nx
import numpy as np
import pytest

from tests.simulation.spread.test_living_news import kin
from weakties import InformationSpread, Ties, networks
from weakties.simulation.errors import UserError
from weakties.simulation.relations.parameters import RelationParameters

SHAPE = {"acquaintances": 40, "casual_friends": 30, "friends": 20, "community_size": 60}
SLOW = {"willingness": 0.01, "relations": True}


def ties_of(people: int = 240) -> Ties:
    return networks.layers(people, 0, **SHAPE)


def test_news_cross_to_people_whom_nobody_knew_at_the_start():
    """Two circles of kin without a tie between them: frozen, the news stay in one; where people meet, they cross."""
    circles = kin(nx.disjoint_union(nx.complete_graph(12), nx.complete_graph(12)))
    still, living = (
        InformationSpread(circles, seed=0, first_informed=[0], relations=on) for on in (False, True)
    )
    still.run(weeks=100), living.run(weeks=100)
    assert still.informed.sum() == 12 and living.informed.all() and not living.running
    over = living.adoptions
    assert len(over[over.teller >= 0]) == 23 and (over.contact_rate[over.teller >= 0] > 0).all()
    assert (over.mutual_contacts == 0).any()  # the two that brought it across had none at the start


def test_the_rate_of_a_telling_is_that_of_the_two_in_that_season():
    model = InformationSpread(ties_of(), seed=1, transmission=0.01, relations=True)
    for week in range(1, 25):
        model.run(weeks=1)
        now = model.relations.set_index(["source", "target"])
        known = model.adoptions
        for row in known[known.week == week].itertuples():
            pair = min(row.person, row.teller), max(row.person, row.teller)
            if pair in now.index and now.contact_rate[pair] > 0:
                assert row.contact_rate == now.contact_rate[pair] and row.kind == now.kind[pair]
            else:
                assert row.contact_rate < 1 / 52  # a tie of the network too rare to live
    assert model.informed.sum() > 100


def test_who_works_nowhere_meets_nobody_at_work():
    ties = Ties.from_pairs([0], [1], 40, 1.0)
    work = {"relations": True, "exploring": 0.5, "introductions": 0, "met_at_work": 1.0, "met_nearby": 0}
    nowhere = InformationSpread(ties, seed=0, first_informed=[0], **work)
    firms = Ties(ties.start, ties.other, ties.contact_rate, ties.kind, groups={"firm": np.arange(40) // 10})
    somewhere = InformationSpread(firms, seed=0, first_informed=[0], **work)
    assert not (nowhere.relations.kind == "colleague").any()
    met = somewhere.relations.query("kind == 'colleague'")
    assert len(met) and (met.source // 10 == met.target // 10).all()


@pytest.mark.parametrize("twin", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_goes_on_as_the_model_would(twin):
    one = InformationSpread(ties_of(), seed=0, contagion="sir", recovery=0.01, **SLOW)
    one.watch(20)
    one.run(weeks=9)
    other = twin(one)
    one.run(weeks=20), other.run(weeks=20)
    assert other.adoptions.equals(one.adoptions) and other.relations.equals(one.relations)
    assert len(one.talks) and other.talks.equals(one.talks)


def test_the_same_ties_live_whatever_is_told():
    """News move no tie: their relations, and conversations, do not depend on the contagion."""
    one = InformationSpread(ties_of(), seed=4, **SLOW)
    other = InformationSpread(ties_of(), seed=4, contagion="threshold", threshold=3, noise=0.001, **SLOW)
    for model in (one, other):
        model.watch()
        model.run(weeks=12)
    assert one.relations.equals(other.relations) and one.talks.equals(other.talks)


def test_a_run_ends_when_nobody_tells_any_more():
    cascade = InformationSpread(ties_of(), seed=2, contagion="cascade", transmission=0.001, relations=True)
    cascade.run(weeks=200)
    assert not cascade.running and cascade.week < 20 and not cascade.informed.all()
    alone = InformationSpread(
        Ties.from_pairs([], [], 5), seed=0, relations=True, exploring=0, first_informed=[0]
    )
    alone.run(weeks=30)
    assert alone.running and alone.informed.sum() == 1  # he would tell whomever he met
    silent = InformationSpread(ties_of(), seed=0, first_informed=[0], silent=[0], relations=True)
    assert not silent.running


def test_a_threshold_beyond_the_people_known_at_the_start_can_be_reached():
    ties = kin(nx.cycle_graph(30))
    case = {"contagion": "threshold", "threshold": 4, "first_informed": range(6), "seed": 0}
    with pytest.raises(UserError, match="nobody can reach it"):
        InformationSpread(ties, **case)
    model = InformationSpread(ties, relations=True, exploring=0.3, **case)
    model.run(weeks=100)
    assert model.informed.sum() > 6


def test_records_say_that_ties_live_and_which_tellings_they_hold(tmp_path):
    model = InformationSpread(ties_of(), seed=0, **SLOW)
    model.run(weeks=12)
    records = model.records
    assert records.provenance["parameters"]["relations"] == "on"
    assert records.provenance["parameters"]["exploring"] == RelationParameters().exploring
    assert records.provenance["tellings"] == "only those that have the credit"
    assert records.tellings.equals(model.tellings()) and records.tellings.credited.all()
    assert set(model.tellings(to=[3, 4]).person) <= {3, 4}
    assert len(records.tellings) == model.informed.sum() - 1
    records.write(tmp_path)


def test_what_cannot_be_is_refused():
    with pytest.raises(
        UserError, match="exploring acts on ties that live; it has no effect without relations=on"
    ):
        InformationSpread(ties_of(), seed=0, exploring=0.1)
    with pytest.raises(UserError, match="social_hours = 0"):
        InformationSpread(ties_of(), seed=0, relations=True, social_hours=0)
    with pytest.raises(UserError, match="exploring"):
        InformationSpread(ties_of(), seed=0, relations=True, explorin=0.2)
    plain = InformationSpread(ties_of(), seed=0)
    for ask in (lambda: plain.relations, plain.watch):
        with pytest.raises(UserError, match="relations=True"):
            ask()
    living = InformationSpread(ties_of(), seed=0, relations=True)
    with pytest.raises(UserError, match="nobody knows what ties will be later"):
        living.tellings(until=5)
    with pytest.raises(UserError, match="watch"):
        living.watch(0)
