"""The kernels of weighted growth against plain Python, tie by tie and to the last unit of weight."""

from __future__ import annotations

import numpy as np
import pytest

from tests.references.plain_growth import UNIT, PlainGrowth
from weakties.simulation import networks
from weakties.simulation.networks.weighted_growth import grow


@pytest.mark.parametrize(
    ("people", "mean_degree", "bridging", "reinforcement"),
    [(30, 6, 0.3, 0.5), (24, 4, 1.0, 1.0), (40, 5, 0.1, 0.0), (12, 3, 0.0, 0.25)],
)
def test_the_network_grows_as_in_plain_python(people, mean_degree, bridging, reinforcement):
    """3,000 steps, in which about three times as many people leave as there are."""
    found = grow(people, 7, mean_degree, bridging, reinforcement)
    by_hand = PlainGrowth(7, people, mean_degree, bridging, reinforcement)
    p_delta = [by_hand.step() for _ in range(3_000)]
    pairs = zip(found.a.tolist(), found.b.tolist(), strict=True)
    ours = {frozenset(pair): round(w * UNIT) for pair, w in zip(pairs, found.weight.tolist(), strict=True)}
    assert ours == by_hand.weight and len(ours) >= people
    assert found.local_attachment.tolist() == p_delta and len(set(p_delta)) > 10


def test_ties_of_equal_weight_are_ranked_by_chance():
    """Without reinforcement all weigh the same. Then who is whose close friend does not depend on the numbers of people: those of
    the two ends of a tie add up to as much in the closest layer as in all, within 4 standard errors of the mean of so many."""
    near = {"close_friends": 4, "good_friends": 4, "friends": 4, "casual_friends": 0, "acquaintances": 0}
    ties = networks.weighted_growth(300, seed=0, rate_spread=0, reinforcement=0, **near)
    pairs = ties.pairs()
    total = (pairs.source + pairs.target).to_numpy()
    close = total[pairs.contact_rate == 3]
    assert len(close) == 600 and abs(close.mean() - total.mean()) < 4 * total.std() / np.sqrt(len(close))
