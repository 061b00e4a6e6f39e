"""Of strangers nothing is left, but that they have talked; of others habit fades in its time, and hours stay."""

from __future__ import annotations

import numpy as np
import pytest

from tests.simulation.relations.test_relations import lived
from weakties.simulation import networks
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations
from weakties.simulation.talk.live import SEASON


def test_strangers_are_forgotten_when_they_have_no_occasion_to_meet():
    """Of less than an hour something is kept only while there is an occasion, or between colleagues, or from the start."""
    table = lived(20, exploring=0.3, introductions=0.8).table()
    met, brief = table.born > 0, table.hours < 1  # the others are of the start
    assert (brief & met).sum() > 500 and (~brief & met & (table.occasion == "ended")).any()
    assert (table.occasion[brief & met & (table.kind != "colleague")] == "on").all()
    assert not (brief & (table.occasion == "ended")).any()


def test_a_first_meeting_is_a_conversation_whatever_is_left_of_it():
    """As many as people look for: those who met nobody, themselves, or somebody they are in touch with, are few where people
    abound, and hardly any two meet twice in a season. Exploring hours over the length of a talk, 10 seasons, within 5 %.
    """
    ties = networks.layers(2_000, 0)
    relations = Relations(ties, RelationParameters(introductions=0, met_at_work=0, met_nearby=0), 0)
    work = (np.full(2_000, -1, np.int32), np.zeros(2_001, np.int64), np.full(1, -1, np.int32))
    everybody, found = np.ones(2_000, np.bool_), []
    for season in range(10):
        relations.turn(season * SEASON, *work)
        met = relations.met(everybody)
        assert (met[:, 0] < met[:, 1]).all() and (met[:, 2] == season * SEASON).all()
        assert len(np.unique(met, axis=0)) == len(met)
        found.append(len(met))
    p = relations.parameters
    sought = p.exploring * relations.hours.sum() * SEASON / p.talk_hours
    assert np.mean(found) == pytest.approx(sought, rel=0.05)


def test_habit_leaks_by_its_time():
    """Without talks a habit of A is A exp(-t / habit_leak) after t weeks: the ties that rested throughout."""
    first, last = (
        lived(seasons, exploring=0, return_rate=0).table().set_index(["source", "target"])
        for seasons in (1, 9)
    )
    assert last.index.isin(first.index).all() and len(last) > 0.8 * len(first)
    first = first.loc[last.index]  # the others were strangers who parted
    still = (first.occasion == "resting") & (last.occasion == "resting")
    assert still.sum() > 100
    ratio = last.habit[still] / first.habit[still]
    assert np.allclose(ratio, np.exp(-8 * SEASON / 26), rtol=1e-4)
