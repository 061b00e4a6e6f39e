"""What a large world takes: pools grow by what is short, rows are built where they stand, and neither changes any result."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from weakties.simulation import memory, networks
from weakties.simulation.market import trades
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.market.state import new_tellers, new_tellings, with_room
from weakties.simulation.market.world import World
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.relations.parameters import RelationParameters
from weakties.simulation.relations.relations import Relations

BUILD = """
import numpy as np
from weakties.simulation.ties.building import build_rows

def peak():  # of this process alone; ru_maxrss would begin with that of the one that started it
    status = open("/proc/self/status").read()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

def pairs(many, people):
    a, b = np.random.default_rng(0).integers(0, people, (2, many), dtype=np.int32)
    return a, b, np.ones(many, np.float32), np.zeros(many, np.uint8), people

build_rows(*pairs(10, 10))
given = pairs(4_000_000, 20_000)
before = peak()
rows = build_rows(*given)
print((peak() - before) / (sum(array.nbytes for array in rows[:4]) / 2**20))
"""


def lived(tellings: int, tellers: int, **parameters: float) -> World:
    """Thirty weeks that begin with pools of this room."""
    world = World(networks.caveman(600, 0, acquaintances=60), MarketParameters.create(parameters), 3)
    world.tellings, world.tellers = new_tellings(tellings), new_tellers(tellers)
    for _ in range(30):
        world.step()
    return world


def test_only_the_pool_that_is_short_grows():
    """Postings that reach two hundred times as many people make tellings, and nobody more who tells."""
    few, many = lived(1, 1, formal_search=1, relay=0), lived(1, 1, formal_search=200, relay=0)
    assert len(many.tellings.week) > 3 * len(few.tellings.week)
    assert len(many.tellers.week) < 1.3 * len(few.tellers.week)


def test_the_room_in_pools_changes_nothing():
    tight, wide = lived(1, 1, relay=0.2), lived(1 << 16, 1 << 14, relay=0.2)
    for one, other in zip(*(w.hires.tables(w.ties, w.jobs) for w in (tight, wide)), strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(("new", "link"), [(new_tellings, "next"), (new_tellers, "next_in_week")])
def test_a_pool_that_grew_has_every_entry_once(new, link):
    pool = new(5)
    assert with_room(pool, 5) is pool
    pool.free[:] = 2, 3  # the first two are in use
    longer = with_room(pool, 100)
    assert len(longer.week) == 102 and longer.free[1] == 100
    found, k = [], int(longer.free[0])
    while k >= 0:
        found.append(k)
        k = int(getattr(longer, link)[k])
    assert sorted(found) == list(range(2, 102))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the peak of memory from /proc")
def test_rows_are_built_beside_the_pairs_with_nothing_else():
    """1.0 is the rows themselves; three copies of them once."""
    done = subprocess.run([sys.executable, "-c", BUILD], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.3


def test_distant_talk_is_the_same_some_people_at_a_time(monkeypatch):
    ties = networks.caveman(200, 0, acquaintances=40)
    industry, digital = ties.groups["industry"], np.linspace(0, 1, 8)
    d = digital[industry]
    whole = trades.far_rate(ties.contact_rate, np.repeat(d, ties.degree) + d[ties.other], 0.7)
    for at_once in (1, 7, 1_000):
        monkeypatch.setattr(trades, "AT_ONCE", at_once)
        np.testing.assert_array_equal(trades.far_talk(ties, industry, digital, 0.7), whole)


def test_live_ties_are_estimated_rather_too_high_than_too_low():
    """A state that has lived for half a year takes less than the estimate, which allows for rows that grow, and over a third."""
    ties, p = networks.layers(workers=2_000, seed=0), RelationParameters()
    world = World(ties, MarketParameters(), 0, relations=p)
    for _ in range(26):
        world.step()
    assert world.relations is not None
    state = (*world.relations.live, *world.relations.past)
    held = sum(array.nbytes for array in state)
    need = memory.living(memory.crowd_of(2_000, NetworkParameters()), p, 26, 0)
    assert held < need < 3 * held


@pytest.mark.parametrize("generator", ["layers", "caveman"])
def test_the_ties_that_come_to_life_are_foretold(generator):
    """A tie lives from LIVES conversations a week on: the log-normal rates of each layer say how many."""
    ties = networks.create(generator, workers=3_000, seed=0)
    told, there = memory.crowd_of(3_000, NetworkParameters()), memory.crowd_in(ties)
    assert there.live == Relations(ties, RelationParameters(), 0).live.size.sum() / 2
    assert told.live == pytest.approx(there.live, rel=0.1)
    more = memory.living(told, RelationParameters(), 520, 200)
    assert more > memory.ALIVE * 2 * told.live > 1e7
