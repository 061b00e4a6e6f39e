"""With mechanisms of one's own, counterfactuals are worlds lived again in full; branches say that they do not know them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.tasks.mechanisms_of_users import Bias, Census, JobFair, Rumour
from weakties.simulation.counterfactual.effects import Changes, Watch, effects_of, live_beside
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.world import World
from weakties.simulation.networks.layers import layers
from weakties.simulation.ties.rows import find_tie

TIES = layers(200, 3, acquaintances=20, casual_friends=15, friends=10, firm_size=8, industries=2)
SETTLED, WEEKS, LATER = 8, 40, 25
MARKET = MarketParameters(relay=0.3, announced=0.0, formal_search=1.0, direct_search=1.0)


def lived(own):
    world = World(TIES, MARKET, 5, own=own)
    for _ in range(SETTLED):
        world.step()
    return world


def changes():
    """The ten closest ties of people who are not each other's, which fall silent."""
    pairs = TIES.pairs().sort_values("contact_rate", ascending=False, kind="stable").iloc[:60:6]
    ego, alter = (pairs[name].to_numpy(np.int32) for name in ("source", "target"))
    return Changes(ego, alter, np.zeros(len(pairs), np.float32))


def test_they_are_worlds_lived_again_in_full():
    """Each from its first week on, by a network in which the tie is changed in the week in which the change counts."""
    own = [JobFair(in_week=20, out_for=3), Bias(told=0.3), Rumour(first=20)]
    asked = changes()
    table = effects_of(lambda: lived(own), asked, WEEKS, LATER)
    columns = [f"{name}_1" for name in ("weeks", "hires", "early", "late")]
    for k, (i, j) in enumerate(zip(asked.ego, asked.alter, strict=True)):
        rate = TIES.contact_rate.copy()
        rate[[find_tie(TIES.start, TIES.other, i, j), find_tie(TIES.start, TIES.other, j, i)]] = 0
        other, watch = lived(own), Watch(asked.ego[k : k + 1], asked.alter[k : k + 1], LATER)
        factual, reached = lived(own), -1
        other.know(replace(TIES, contact_rate=rate))
        for _ in range(WEEKS):
            other.step(), factual.step(), watch.look(other)
            differs = any(
                (getattr(other.people, n) != getattr(factual.people, n)).any() for n in ("position", "since")
            )
            reached = other.week if differs and reached < 0 else reached
        assert watch.table()[0].tolist() == table.loc[k, columns].tolist()
        assert reached == table.loc[k, "reached"]
    assert (table.reached >= 0).any()


def test_a_mechanism_that_does_nothing_leaves_them_as_they_are():
    """Lived in full, beside a census, they are what branches find without it."""
    assert effects_of(lambda: lived([Census()]), changes(), WEEKS).equals(
        effects_of(lambda: lived([]), changes(), WEEKS)
    )


def test_branches_say_that_they_do_not_know_them():
    with pytest.raises(UserError, match=r"bias.*use effects"):
        live_beside(lived([Bias()]), changes(), 3)
