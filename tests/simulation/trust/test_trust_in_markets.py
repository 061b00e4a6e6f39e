"""Trust in a market: where it stops nothing it changes nothing to the bit; one broken promise is another world."""

import numpy as np
import pandas as pd
import pytest

from weakties import JobMarket, networks
from weakties.simulation.trust.learning import EVENT, PROMISE, take_in
from weakties.simulation.trust.opinions import made, with_room_for
from weakties.simulation.trust.parameters import numbers_of_trust
from weakties.simulation.trust.passing import OUTCOMES, RIGHT

TIES = networks.layers(workers=600, seed=3)
NEUTRAL = {"trust_slope": 0, "unasked": 1, "doubt": 0, "competence": 1}
BUSY = {"relations": True, "relay": 0.05, "separation": 0.01}


def lived(weeks, seed=1, **given):
    market = JobMarket(TIES, seed=seed, **BUSY, **given)
    market.run(weeks)
    return market


@pytest.fixture(scope="module")
def trusting():
    market = JobMarket(TIES, seed=1, **BUSY, trust="ratio", asks=3, courage=1)
    market.world.trust.log = []
    market.run(60)
    return market


def test_where_everything_is_passed_and_right_the_market_is_the_same_to_the_bit(monkeypatch):
    """With slope 0 half of all is passed: so the chance is set to 1 here, which is what a slope without end would make it."""
    with_trust = JobMarket(
        TIES,
        seed=1,
        **BUSY,
        trust="closeness",
        **{**NEUTRAL, "trust_slope": 100, "trust_needed": 0, "usual": 1},
    )
    alone = lived(40)
    trust = with_trust.world.trust
    passed = trust.passed

    def open_gate(relations, leads, allowed):
        passed(relations, leads, allowed)
        return allowed

    monkeypatch.setattr(trust, "passed", open_gate)
    with_trust.run(40)
    pd.testing.assert_frame_equal(with_trust.hires, alone.hires)
    pd.testing.assert_frame_equal(with_trust.tellings, alone.tellings)
    pd.testing.assert_frame_equal(with_trust.relations, alone.relations)
    assert trust.opinions.number[0] > 0  # people have learnt all the same


@pytest.mark.parametrize("relations", [False, True])
def test_without_a_form_every_record_is_the_same_to_the_bit(relations):
    alone, none = (
        JobMarket(TIES, seed=1, relations=relations, relay=0.05, separation=0.01, **more)
        for more in ({}, {"trust": "none"})
    )
    for market in (alone, none):
        market.run(24)
    assert none.world.trust is None and len(alone.hires) > 50
    for name in ("hires", "tellings", "weekly", *(("relations",) if relations else ())):
        pd.testing.assert_frame_equal(getattr(none, name), getattr(alone, name), check_exact=True)


def test_the_same_seed_is_the_same_and_a_twin_lives_the_same(trusting):
    twin = trusting.fork()
    for market in (trusting, twin):
        market.run(8)
    pd.testing.assert_frame_equal(twin.trust, trusting.trust)
    pd.testing.assert_frame_equal(
        twin.hires,
        trusting.hires.tail(len(twin.hires))
        .reset_index(drop=True)[twin.hires.columns]
        .assign(hire=twin.hires.hire),
    )
    again = lived(68, trust="ratio", asks=3, courage=1)
    pd.testing.assert_frame_equal(again.trust, trusting.trust)


def test_leads_are_passed_as_the_rule_says(trusting):
    """Of all leads weighed, the shares passed, acted on and right are the sums of their chances, within 4 standard errors."""
    log = pd.concat(trusting.world.trust.log).drop_duplicates("id")
    first = log[log.steps == 0]  # told by the one who hires: kept from nobody, and right
    assert set(first.outcome) == {OUTCOMES.index("doubted"), RIGHT}
    log = log[log.steps > 0]
    p = trusting.world.relations.parameters
    chance = 1 / (1 + np.exp(-p.trust_slope * (log.trust - p.trust_needed)))
    outcome = log.outcome.to_numpy()
    certain = chance * p.unasked  # where nobody is aware; awareness only adds
    passed = outcome > OUTCOMES.index("kept")
    error = np.sqrt((chance * (1 - chance)).sum())
    assert certain.sum() - 4 * error < passed.sum() < chance.sum() + 4 * error
    believed = log[passed].credibility.astype(float) ** p.doubt
    acted = outcome[passed] > OUTCOMES.index("doubted")
    assert abs(acted.sum() - believed.sum()) < 4 * np.sqrt((believed * (1 - believed)).sum())
    tried = log[outcome > OUTCOMES.index("doubted")]
    chance = trusting.world.trust.competence[tried.teller]
    assert abs((tried.outcome == RIGHT).sum() - chance.sum()) < 8 * np.sqrt((chance * (1 - chance)).sum())


def test_asks_go_down_from_planned_to_kept(trusting):
    asks = trusting.world.trust.asks
    assert (np.diff(asks, axis=1) <= 0).all() and (asks[:, -1] > 0).all()
    face, message = asks
    assert face[2] / face[1] > 2 * message[2] / message[1]  # yes: 0.6 against 0.1, before trust


def test_views_are_of_people_with_an_hour_together_when_it_was_learnt(trusting):
    table = trusting.trust
    assert (table.person != table.other).all() and not table.duplicated(["person", "other"]).any()
    assert table[["credibility", "reliability", "intimacy", "trust"]].stack().between(0, 1).all()
    learnt = table[(table.leads > 0) | (table.promises > 0)]
    pairs = set(zip(trusting.relations.source, trusting.relations.target, strict=True))
    known = [(min(a, b), max(a, b)) in pairs for a, b in zip(learnt.person, learnt.other, strict=True)]
    assert (
        np.mean(known) > 0.98
    )  # of ties with an hour nothing is forgotten, but by what is done from outside


def test_one_broken_promise_is_another_world(trusting):
    """The same world but for one promise to one person by one other: the pair between whom most leads will come up."""
    kept, broken = trusting.fork(), trusting.fork()
    for market in (kept, broken):
        market.world.trust.log = []
    kept.run(26)
    log = pd.concat(kept.world.trust.log)
    pair = log[log.history].groupby(["listener", "teller"]).size().idxmax()
    trust = broken.world.trust
    event = np.zeros(20, EVENT)
    event["other"], event["person"], event["what"] = *pair, PROMISE
    trust.opinions = with_room_for(trust.opinions, 1)
    made(trust.opinions, pair[1], pair[0])
    take_in(numbers_of_trust(broken.world.relations.parameters), trust.opinions, event)
    before = [m.trust.set_index(["person", "other"]) for m in (trusting, broken)]
    same = before[0].reindex(before[1].index).reliability == before[1].reliability
    assert list(before[1].index[~same]) == [pair[::-1]]
    broken.run(26)
    told = []
    for market in (kept, broken):
        log = pd.concat(market.world.trust.log)
        told.append(log[(log.listener == pair[0]) & (log.teller == pair[1])])
    assert told[1].trust.mean() < told[0].trust.mean() - 0.05


def test_so_many_more_are_ready_to_tell_as_trust_keeps_back():
    """`announced` and `relay` divided by `usual`, at the most 1; unchanged where nobody trusts."""
    numbers = {"announced": 0.03, "relay": 0.4}
    trusts = JobMarket(TIES, seed=1, relations=True, trust="ratio", usual=0.2, **numbers).world
    alone = JobMarket(TIES, seed=1, relations=True, **numbers).world
    assert (trusts._announced, trusts._habits.relay) == (pytest.approx(0.15), 1)
    assert (alone._announced, alone._habits.relay) == (0.03, 0.4)


def test_a_log_changes_nothing(trusting):
    """Where no log is kept, leads that are kept back are not worked out to the end: the same people hear the same."""
    plain, logged = trusting.fork(), trusting.fork()
    logged.world.trust.log = []
    for market in (plain, logged):
        market.run(26)
    assert len(plain.tellings) > 50 and sum(len(table) for table in logged.world.trust.log) > 1_000
    pd.testing.assert_frame_equal(plain.tellings, logged.tellings)
    pd.testing.assert_frame_equal(plain.trust, logged.trust)
