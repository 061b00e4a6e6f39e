"""The market without its compiler: the plain Python of every kernel gives the same world to the bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys

PROGRAM = """
import json
import numpy as np
from simulation.parameters import MarketParameters
from simulation.ties import Ties
from simulation.market.world import World

rng = np.random.Generator(np.random.PCG64(1))
a, b = rng.integers(0, 40, (2, 150))
rate = 10 ** rng.uniform(-2, 1, 150)
ties = Ties.from_pairs(a[a != b], b[a != b], 40, rate[a != b], repeated="strongest")
given = dict(separation=0.08, relay=0.3, firm_size=5, vouching=1.0, formal_search=1.5, direct_search=0.5, willingness=0.8)
world = World(ties, MarketParameters.create(given), 12345)
for _ in range(25):
    world.step()
hires, tellings = world.hires.tables(ties, world.jobs)
print(json.dumps([hires.to_csv(), tellings.to_csv(), world.weeks.table().to_csv()]))
"""


def test_compiled_and_plain_give_the_same_tables():
    tables = []
    for disabled in ("0", "1"):
        environment = {**os.environ, "NUMBA_DISABLE_JIT": disabled}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
        tables.append(json.loads(done.stdout))
    assert tables[0] == tables[1]
    assert tables[0][0].count("\n") > 20, "too few hires to compare"
