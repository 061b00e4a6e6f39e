"""The moments of new ties: on a table small enough to reckon by hand, and by the names of the registry."""

from __future__ import annotations

import numpy as np
import pytest

from weakties.analysis.platform import moments
from weakties.experiments.calibration.platform import PLATFORM
from weakties.experiments.worlds.platform import world
from weakties.experiments.worlds.recommendation_experiment import SMALL


def test_the_moments_of_five_ties():
    """Mutual contacts 0, 1, 6, 11, 32 have mean 10 and squared deviations 100, 81, 16, 1, 484; arms have means 1/2 and 49/3."""
    mutual, arm = np.array([0.0, 1, 6, 11, 32]), np.array([0, 0, 2, 2, 2])
    own = np.array([10.0, 10, 20, 20, 40])
    found = moments(mutual, -mutual, own, 2 * own + mutual, arm)
    assert found["mutual contacts, mean"] == 10
    assert found["mutual contacts, SD"] == pytest.approx(np.sqrt(682 / 5))
    assert found["mutual contacts, more than 10"] == pytest.approx(2 / 5)
    assert found["mutual contacts, at most 1"] == pytest.approx(2 / 5)
    assert found["mutual contacts, at most 6"] == pytest.approx(3 / 5)
    assert found["mutual contacts, highest arm less lowest"] == pytest.approx(49 / 3 - 1 / 2)
    assert found["own contacts, SD / mean"] == pytest.approx(np.sqrt(600 / 5) / 20)
    assert found["r, intensity and mutual contacts"] == pytest.approx(-1)
    by_hand = np.corrcoef(mutual, own)[0, 1]
    assert found["r, mutual and own contacts"] == pytest.approx(by_hand)
    assert found["r, intensity and own contacts"] == pytest.approx(-by_hand)


def test_a_world_gives_what_the_registry_names():
    point = {k: v for k, v in SMALL.items() if k != "weeks"}
    found = world(point, 3)
    assert set(found) == {m.name for m in PLATFORM.moments} and np.isfinite(list(found.values())).all()
    tired = world({**point, "attention": 2.0}, 3)
    assert tired["r, intensity and own contacts"] < found["r, intensity and own contacts"] - 0.05
    same = [name for name in found if "intensity" not in name]
    assert [tired[name] for name in same] == [found[name] for name in same]
