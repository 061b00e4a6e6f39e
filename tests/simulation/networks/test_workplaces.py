"""Firms and industries as they are drawn, and what the ties of each contact layer are called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation import networks
from weakties.simulation.networks.workplaces import leaning, workplaces
from weakties.simulation.parameters import NetworkParameters, Workplaces
from weakties.simulation.ties import Kind


def test_firm_sizes_are_log_normal_around_their_mean():
    """Mean 50 and unit log standard deviation: n firms, some 4,000. Standard errors are 50 sqrt((e - 1) / n) of the mean,
    1 / sqrt(n) of the mean logarithm, which is log 50 - 1/2, and 1 / sqrt(2 n) of its standard deviation. 4 of each."""
    work = workplaces(200_000, 6, Workplaces(firm_size=50, industries=7))
    size = np.bincount(work.firm)[:-1]  # the last one is cut off
    n, log = len(size), np.log(size)
    assert n > 3_000 and abs(size.mean() - 50) < 4 * 50 * np.sqrt((np.e - 1) / n)
    assert abs(log.mean() - (np.log(50) - 0.5)) < 4 / np.sqrt(n) and abs(log.std() - 1) < 4 / np.sqrt(2 * n)


def test_firms_are_spread_evenly_over_industries_and_people_over_firms():
    """The same number of firms in each industry, but for one; firms in a row are no more alike than others, nor are people."""
    work = workplaces(20_000, 6, Workplaces(firm_size=5, industries=7))
    firms = work.firm.max() + 1
    of_firm = np.full(firms, -1)
    of_firm[work.firm] = work.industry
    assert (of_firm[work.firm] == work.industry).all() and np.ptp(np.bincount(of_firm, minlength=7)) <= 1
    alike = (of_firm[1:] == of_firm[:-1]).mean()
    assert abs(alike - 1 / 7) < 4 * np.sqrt(6 / 49 / firms)
    assert (work.firm[1:] == work.firm[:-1]).mean() < 0.002


@pytest.mark.parametrize("name", networks.GENERATORS)
def test_what_the_ties_of_a_layer_are_called(name):
    """Close friends; good friends and friends are friends; the others acquaintances, whatever they talk at."""
    sizes = {"close_friends": 2, "good_friends": 2, "friends": 2, "casual_friends": 2, "acquaintances": 4}
    ties = networks.create(name, 120, seed=0, rate_spread=0, sociability=0, **sizes)
    called = {(round(float(r), 4), Kind(k)) for r, k in zip(ties.contact_rate, ties.kind, strict=True)}
    friends = {(0.5, Kind.FRIEND), (0.0385, Kind.FRIEND)}
    assert called == {(3.0, Kind.CLOSE), *friends, (0.0192, Kind.ACQUAINTANCE), (0.0064, Kind.ACQUAINTANCE)}


def dissimilarity(industry, community):
    """Of the people of each industry and all others over communities: half the sum of absolute differences of their shares."""
    table = np.zeros((industry.max() + 1, community.max() + 1))
    np.add.at(table, (industry, community), 1)
    others = table.sum(0) - table
    return 0.5 * np.abs(table / table.sum(1)[:, None] - others / others.sum(1)[:, None]).sum(1)


@given(st.integers(0, 2**32), st.floats(0.01, 1), st.integers(1, 12))
def test_leaning_deals_the_same_places_and_leaves_the_others_alone(seed, share, communities):
    work = workplaces(300, seed, NetworkParameters())
    community = np.arange(300) % communities
    dealt = leaning(work, community, share, seed)
    pairs = lambda w: sorted(zip(w.firm.tolist(), w.industry.tolist(), strict=True))  # noqa: E731
    assert pairs(dealt) == pairs(work)
    assert leaning(work, community, 0.0, seed) is work


def test_communities_lean_by_the_index_of_dissimilarity_that_was_asked_for():
    """80 communities of 2,000, 8 industries. Of a random allocation the index is about sqrt(2 / (pi n)) x sqrt(1 - 1/8) = 0.047
    for n = 250 of the industry in a community; what leans adds in quadrature at most, so within 0.02 of the share from 0.2 on."""
    ties_of_none = NetworkParameters(firm_size=10)
    work, community = workplaces(160_000, 3, ties_of_none), np.arange(160_000) // 2_000
    assert dissimilarity(work.industry, community).mean() < 0.06
    for share in (0.2, 0.6):
        dealt = leaning(work, community, share, 3)
        assert np.abs(dissimilarity(dealt.industry, community).mean() - share) < 0.02
        moved = (dealt.firm != work.firm).mean()
        assert share * 0.9 < moved <= share + 0.01
