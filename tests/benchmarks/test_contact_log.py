"""How fast a log of contacts is read and analysed. `make bench` runs this.

A made log of ten million contacts: 100,000 people, 490,000 ties that are born and end within a year, as CSV. The target
is under a minute on two free cores, for reading, all statistics with their intervals, and the network with measured rates.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.contact_log.report import report
from weakties.simulation import networks

pytestmark = pytest.mark.benchmark
CONTACTS, TARGET = 10_000_000, 60.0  # seconds


def made_log(contacts: int, path) -> None:
    """Ties within groups of 50 and across, of rates and lives that differ, as `from,to,time` in Unix seconds."""
    rng = np.random.default_rng(0)
    people = contacts // 100
    one = rng.integers(0, people, 5 * people)
    other = np.where(
        rng.random(len(one)) < 0.7,
        one // 50 * 50 + rng.integers(0, 50, len(one)),
        rng.integers(0, people, len(one)),
    )
    other = np.where(other == one, (one + 1) % people, other) % people
    begin, life = rng.uniform(0, 300, len(one)), rng.exponential(150, len(one))
    end = np.minimum(begin + life, 365)
    weight = rng.lognormal(0, 1.3, len(one)) * (end - begin)
    tie = rng.choice(len(one), contacts, p=weight / weight.sum())
    day = rng.uniform(begin[tie], end[tie])
    order = np.argsort(day)
    tie, back = tie[order], rng.random(contacts) < 0.5
    source, target = np.where(back, other[tie], one[tie]), np.where(back, one[tie], other[tie])
    frame = pd.DataFrame(
        {"from": source, "to": target, "time": (1.6e9 + 86_400 * day[order]).astype(np.int64)}
    )
    frame.to_csv(path, index=False)


def test_ten_million_contacts_in_a_minute(benchmark, tmp_path):
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    made_log(20_000, small)
    made_log(CONTACTS, large)

    def run(path) -> float:
        begin = time.process_time()
        log = networks.read_log(path)
        report(log, 0)
        networks.from_log(log)
        return time.process_time() - begin

    run(small)  # compiles
    seconds = benchmark.pedantic(run, args=(large,), rounds=1)
    assert seconds < TARGET, f"{seconds:.0f} s of processor time"
