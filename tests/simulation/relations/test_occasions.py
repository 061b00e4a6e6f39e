"""Occasions drawn once against the hazard of each season: how long they last, how long they rest."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.simulation.chance import Purpose, words
from weakties.simulation.relations.occasions import FADED, NEVER, lasts_until, rests_until
from weakties.simulation.relations.parameters import RelationParameters, numbers_of
from weakties.simulation.relations.state import FRIEND, KIN
from weakties.simulation.talk.live import SEASON


@pytest.mark.parametrize("fit", [0.5, 1.0, 2.5])
def test_an_occasion_ends_with_the_same_hazard_each_season(fit):
    """Of n occasions drawn at once those that are there after k seasons are exp(-k h), h = 4 / (5 fit); failure of any k beyond
    4.5 standard errors, of which one world in some 10,000 has one.
    """
    n, p, hazard = 40_000, numbers_of(RelationParameters(occasion_life=5)), SEASON / (5 * fit)
    lot = [words(np.uint64(7), int(Purpose.OCCASION), 3, i, i + 1)[0] for i in range(n)]
    until = np.array([lasts_until(3, p, FRIEND, np.float32(fit), word) for word in lot])
    assert until.min() >= 4
    for k in range(1, 12):
        share = np.exp(-k * hazard)
        assert abs((until > 3 + k).mean() - share) < 4.5 * np.sqrt(share * (1 - share) / n)
    assert lasts_until(3, p, KIN, np.float32(fit), lot[0]) == NEVER


@pytest.mark.parametrize("habit", [0.04, 0.8, 6.0, 40.0])
def test_an_occasion_comes_back_with_the_hazard_of_each_season(habit):
    """As if each season had a lot of its own: in season k it comes back with probability 1 - exp(-4 b h_k / (h_k + 5)), unless
    h_k is below FADED: then it has ended. Shares of n at rest after k seasons, failure beyond 4.5 standard errors.
    """
    n, p = 40_000, numbers_of(RelationParameters())
    lot = [words(np.uint64(7), int(Purpose.OCCASION), 3, i, i + 1)[2] for i in range(n)]
    until = np.array([rests_until(3, p, np.float32(habit), word) for word in lot])
    share, left, k = 1.0, float(np.float32(habit)), 0
    while True:
        k, left = k + 1, left * np.exp(-SEASON / p.habit_leak)
        if left < FADED:
            break
        share *= np.exp(-SEASON * p.return_rate * left / (left + 5))
        assert abs((until > 3 + k).mean() - share) <= 4.5 * np.sqrt(share * (1 - share) / n)
    assert until.max() == 3 + k  # whatever has not come back fades in this season
