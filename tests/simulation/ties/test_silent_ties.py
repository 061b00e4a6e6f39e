"""Ties of contact rate 0 never talk, and are ties in everything else: the weakest there are."""

from __future__ import annotations

import numpy as np
import pytest

from weakties import InformationSpread, JobMarket, Ties
from weakties.analysis import portrait, removal, shares
from weakties.simulation import networks
from weakties.simulation.networks.altered import observed
from weakties.simulation.talk.conversation import next_talk, next_talks

PEOPLE = 120


def halves(between=0.0):
    """Two circles of close people, and ties of contact rate `between` from each to the other."""
    half = PEOPLE // 2
    around = np.arange(half)
    rows = [(a + low, (a + k) % half + low) for low in (0, half) for a in around for k in (1, 2, 3)]
    across = [(a, a + half) for a in around]
    table = np.array(rows + across)
    rate = np.append(np.full(len(rows), 2.0), np.full(len(across), between))
    firm = np.arange(PEOPLE) // 10
    return Ties.from_pairs(table[:, 0], table[:, 1], PEOPLE, rate).grouped(firm=firm)


@pytest.mark.parametrize("willingness", [1.0, 0.5])
def test_talk_at_rate_0_means_never(willingness):
    others = np.arange(1, 2_000, dtype=np.int32)
    when = np.empty(len(others), np.int32)
    next_talks(
        np.uint64(0), 0, others, np.zeros(len(others), np.float32), np.inf, willingness, 0, 10_000, when
    )
    assert (when == -1).all()
    assert all(next_talk(np.uint64(0), 0, j, 0.0, 0, 10_000) == -1 for j in range(1, 100))
    assert next_talk(np.uint64(0), 0, 1, 0.5, 0, 10_000) >= 0


@pytest.mark.parametrize("contagion", ["simple", "sir", "cascade"])
def test_news_does_not_cross_silent_ties(contagion):
    news = InformationSpread(halves(), seed=0, contagion=contagion, first_informed=[3])
    news.run(400)
    told = news.tellings()
    assert (told.contact_rate > 0).all() and (news.informed_week[PEOPLE // 2 :] == -1).all()
    assert contagion == "cascade" or news.informed[: PEOPLE // 2].mean() > 0.9
    crossed = InformationSpread(halves(0.5), seed=0, first_informed=[3])
    crossed.run(400)
    assert crossed.informed.all()


def test_leads_do_not_cross_silent_ties():
    market = JobMarket(halves(), seed=0, team_size=0, formal_search=0, direct_search=0)
    market.run(300)
    hires, tellings = market.hires, market.tellings
    assert len(hires) > 10 and (hires.contact_rate > 0).all()
    assert (tellings.contact_rate.dropna() > 0).all()
    half = PEOPLE // 2
    listener = hires.worker.to_numpy()[tellings.hire.to_numpy()]
    assert ((listener < half) == (tellings.teller.to_numpy() < half)).all()


def test_a_market_with_silent_ties_is_the_market_without_them():
    """They carry nothing, so leaving them out changes no hire: luck belongs to pairs."""
    with_them = halves()
    without = with_them.where(with_them.pairs().contact_rate > 0)
    runs = []
    for ties in (with_them, without):
        market = JobMarket(ties, seed=1)
        market.run(200)
        runs.append(market.hires.drop(columns="mutual_contacts", errors="ignore"))
    assert runs[0].equals(runs[1]) and len(runs[0])


def test_measures_take_them_as_the_weakest():
    ties = halves()
    numbers = portrait.portrait(ties, 0)
    assert numbers["weakest tie"] == 0 and numbers["components"] == 1
    curves = removal.removal_curves(ties, 0)
    assert np.isfinite(curves.largest).all()
    first = curves[(curves.null < 0) & (curves.order == "weakest first")]
    assert first.largest[np.searchsorted(first.removed, 0.15)] == 0.5
    assert portrait.overlap_by_strength(ties).overlap.notna().all()
    assert len(portrait.strength_by_range(ties, 0))
    for cut in (shares.GRANOVETTER, shares.POPULAR, shares.CLASSES):
        assert cut.tally(ties.contact_rate)[cut.classes[-1]] == PEOPLE


def test_they_are_not_seen_in_records_of_talk():
    seen = observed(halves(), weeks=1_000, seed=0)
    assert len(seen) == len(halves()) - PEOPLE // 2


def test_a_generated_network_may_have_them(tmp_path):
    ties = networks.layers(workers=100, seed=0, acquaintances=0, casual_friends=20)
    table = ties.pairs()
    quiet = table.contact_rate.where(table.kind < 3, 0.0)
    silent = Ties.from_pairs(table.source, table.target, 100, quiet, table.kind).like(ties)
    networks.write(silent, tmp_path / "edges.csv")
    assert networks.read(tmp_path / "edges.csv", rate="rate") == silent
