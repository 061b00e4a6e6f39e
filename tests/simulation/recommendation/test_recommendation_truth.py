"""What new ties bring about: taken out one by one, all or a share of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from weakties.simulation.errors import UserError
from weakties.simulation.market.mechanism_parameters import Mechanisms
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.networks.layers import layers
from weakties.simulation.recommendation.experiment import Market, run, set_up
from weakties.simulation.recommendation.parameters import RecommendationParameters
from weakties.simulation.recommendation.tables import touched
from weakties.simulation.recommendation.truth import brought, chances

WEEKS = 50


@pytest.fixture(scope="module")
def setup():
    ties = layers(600, 0, acquaintances=40, casual_friends=30, community_size=100)
    design = RecommendationParameters.create({"settling": 5, "later": 20, "candidates": 40, "shown": 15})
    busy = MarketParameters.create({"separation": 0.04, "formal_search": 1.0, "direct_search": 1.0})
    return set_up(Market(ties, busy, Mechanisms(), 1), design)


@pytest.fixture(scope="module")
def everything(setup):
    return brought(setup, WEEKS)


def lived(setup, silent=None):
    """Joins of alter's firm by new tie, and jobs begun by person, written out plainly; `silent`: the tie that never talks."""
    world = setup.world()
    if silent is not None:
        ties, (i, j) = setup.network, (setup.new.sender[silent], setup.new.receiver[silent])
        rate = ties.contact_rate.copy()
        for a, b in ((i, j), (j, i)):
            rate[ties.start[a] : ties.start[a + 1]][ties.contacts(a) == b] = 0
        world.know(replace(ties, contact_rate=rate))
    new, joined = setup.new, np.zeros(len(setup.new.sender))
    begun = np.zeros(world.ties.people)
    for _ in range(WEEKS):
        world.step()
        people, firm = world.people, world.jobs.firm
        hired = (people.hired == world.week) & (people.position >= 0)
        begun += hired
        mine, theirs = people.position[new.sender], people.position[new.receiver]
        there = (theirs >= 0) & (people.since[new.receiver] < world.week) & (firm[mine] == firm[theirs])
        joined += hired[new.sender] & there
    return joined, begun


def test_what_a_tie_brings_is_the_world_with_it_less_the_world_without(setup, everything):
    with_all, begun = lived(setup)
    busy = np.flatnonzero(everything.brought != 0)[:6]
    assert len(busy) == 6
    for k in [*busy, *range(0, len(everything), len(everything) // 6)]:
        without, other = lived(setup, silent=k)
        assert everything.brought[k] == with_all[k] - without[k]
        who = setup.new.sender[k]
        assert everything.jobs_brought[k] == begun[who] - other[who]


def test_late_is_a_part_of_all(everything):
    assert (everything.brought_late != everything.brought).any() and everything.brought_late.any()


def test_a_share_estimates_the_whole_without_bias(setup, everything):
    """Horvitz and Thompson: each tie's expectation over draws is its own value. Over 400 draws the mean of the sum is within 4
    standard errors of the sum over all, the variance of one draw being Σ b² (1 - p) / p."""
    b, p = everything.brought.to_numpy(), chances(setup, 0.3)
    rng = np.random.default_rng(0)
    sums = [(b / p)[rng.random(len(b)) < p].sum() for _ in range(400)]
    error = np.sqrt((b**2 * (1 - p) / p).sum() / 400)
    assert error > 0 and abs(np.mean(sums) - b.sum()) < 4 * error
    part = brought(setup, WEEKS, 0.3).brought.to_numpy()
    drawn = part != 0
    assert drawn.any() and np.allclose((part * p)[drawn], b[drawn]), (
        "a tie of the sample has its own value over its chance"
    )


def test_ties_known_to_have_mattered_hold_most_and_are_taken_for_certain(setup, everything):
    """Those over which somebody was told of the job he got: their own values are found whole, and what is found of the
    others, few of which bring anything in so small a world, is divided by their chance."""
    sure = touched(run(setup, WEEKS))
    b = everything.brought.to_numpy()
    assert 0 < sure.mean() < 0.5 and (b[sure] != 0).sum() > 0.5 * (b != 0).sum()
    part, p = brought(setup, WEEKS, 0.6, likely=sure).brought.to_numpy(), chances(setup, 0.6, sure)
    assert (part[sure] == b[sure]).all() and (p[~sure] == chances(setup, 0.6)[~sure]).all()
    others = (part != 0) & ~sure
    assert np.allclose((part * p)[others], b[others])
    some, of_some = (
        brought(setup, WEEKS, 0.6, likely=sure, of_likely=0.5).brought.to_numpy(),
        chances(setup, 0.6, sure, 0.5),
    )
    assert (of_some[sure] == 0.5).all() and 0 < (some[sure] != 0).sum() < (b[sure] != 0).sum()
    assert np.allclose(some[(some != 0) & sure], 2 * b[(some != 0) & sure]), (
        "one in two of them, for two each"
    )


def test_chances_sum_to_the_share_and_favour_rare_classes(setup):
    p, m = chances(setup, 0.2), setup.new.mutual
    assert 0 < p.sum() <= 0.2 * len(p) * 1.001 and (p <= 1).all()
    assert p[m >= np.quantile(m, 0.99)].mean() > p.mean()
    assert (chances(setup, 1.0) == 1).all()


def test_doubled_talk_is_not_silence(setup, everything):
    assert not brought(setup, WEEKS, 1.0, factor=2.0).brought.equals(everything.brought)


def test_bad_input(setup):
    with pytest.raises(UserError, match="take more weeks"):
        brought(setup, 20)
    with pytest.raises(UserError, match="none to replay"):
        brought(setup, WEEKS, 1e-9)
