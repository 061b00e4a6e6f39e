"""What a world will need is estimated before it is made, and one that does not fit is refused in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from weakties.experiments.engine import room
from weakties.simulation import memory, networks
from weakties.simulation.errors import UserError
from weakties.simulation.market.parameters import MarketParameters
from weakties.simulation.parameters import NetworkParameters
from weakties.simulation.shaped_by import SHAPED_BY
from weakties.simulation.spread.parameters import SpreadParameters

GB = 1e9
# The most that a process has had in memory while it made the network that it is asked for, beyond what it had before. (The
# peak that getrusage tells begins with that of the process that started this one, VmHWM does not.)
PEAK = """
import sys
from weakties import networks
def peak(): return 1024 * int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
name, workers, contacts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
networks.create(name, workers=600, seed=0)
before = peak()
ties = networks.create(name, workers=workers, seed=0, acquaintances=contacts)
print(peak() - before, len(ties))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured on Linux")
@pytest.mark.parametrize("name", ["layers", "small_world"])
def test_the_estimate_of_a_network_is_near_what_it_takes(name):
    """Within a factor of 1.7 of what is measured on any machine: an estimate that is off by 2 would refuse, or kill, a run."""
    root = Path(__file__).resolve().parents[3]
    for workers in (
        "700",
        "20000",
    ):  # the first compiles, if anything is to be compiled, which takes memory, too
        command = [sys.executable, "-c", PEAK, name, workers, "150"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    measured, ties = map(int, done.stdout.split())
    crowd = memory.crowd_of(20_000, NetworkParameters(acquaintances=150))
    assert crowd.ties == pytest.approx(ties, rel=0.1)
    assert measured / 1.7 < memory.making(name, crowd) - memory.PROCESS < 1.7 * measured


def test_more_of_everything_takes_more():
    p, small, large = (
        MarketParameters(),
        *(memory.crowd_of(n, NetworkParameters()) for n in (10_000, 100_000)),
    )
    assert memory.making("layers", large) > memory.making("layers", small) > memory.PROCESS
    assert memory.making("weighted_growth", small) > memory.making("layers", small)
    base = memory.market(large, p, 100)
    assert memory.market(large, p, 10_000) > base > memory.market(small, p, 100)
    for more in ({"positions": 1.5}, {"relay": 0.1}, {"vacancy_life": 20}, {"transferability": 1.0}):
        assert memory.market(large, MarketParameters.create(more), 100) > base
    one, many = (memory.spread(small, SpreadParameters(pieces=n), "simple") for n in (1, 1_000))
    assert many > 4 * one and memory.spread(small, SpreadParameters(pieces=1_000), "threshold") > many
    assert memory.crowd_of(100, NetworkParameters()).ties == 100 * 99 / 2  # nobody knows more than there are


def test_a_network_that_is_there_is_estimated_from_its_ties():
    ties = networks.create("layers", workers=2_000, seed=0)
    there, generated = memory.crowd_in(ties), memory.crowd_of(2_000, NetworkParameters())
    assert there.ties == len(ties) and there.people == 2_000
    assert there.talked_to(5) >= generated.talked_to(5)  # all at the mean rate: never too few
    assert memory.crowd_in(networks.create("layers", workers=6, seed=0)).ties == 15


def test_what_does_not_fit_is_said_with_what_to_do(monkeypatch):
    monkeypatch.setattr(room, "available", lambda: 8 * GB)
    room.check(2 * GB, "a world", jobs=4)
    with pytest.raises(
        UserError, match=r"a world: about 2\.0 GB .* each of 5 processes, and 8\.0 GB .*; take --jobs 4$"
    ):
        room.check(2 * GB, "a world", jobs=5)
    with pytest.raises(
        UserError, match=r"about 9\.0 GB of memory are needed, and 8\.0 GB are free; take fewer people"
    ):
        room.check(9 * GB, "a world", jobs=2)


def test_a_container_has_what_its_limit_leaves(monkeypatch):
    said = {
        "/proc/meminfo": "MemTotal: 99000000 kB\nMemAvailable: 50000000 kB\n",
        "/sys/fs/cgroup/memory.max": "4000000000\n",
        "/sys/fs/cgroup/memory.current": "3000000000\n",
        "/sys/fs/cgroup/memory.stat": "anon 1\ninactive_file 500000000\n",
    }
    monkeypatch.setattr(room, "_read", lambda path: said.get(path, ""))
    assert room.available() == 1_500_000_000
    said["/sys/fs/cgroup/memory.max"] = "max\n"
    assert room.available() == pytest.approx(min(50_000_000 * 1024, room.available()))
    said.clear()
    assert room.available() > 0  # all there is, where nothing says how much is free


def test_parameters_that_a_generator_does_not_read_change_nothing_and_others_do():
    """SHAPED_BY against what the generators do, at sizes at which every parameter could show."""
    other = {
        "sociability": 1.0,
        "community_size": 30,
        "trade_lean": 1.0,
        "bridging": 0.9,
        "reinforcement": 0.0,
    }
    small = {"acquaintances": 8, "casual_friends": 6, "friends": 6, "industries": 2}
    assert set(other) == set(SHAPED_BY)
    for generator in networks.GENERATORS:
        usual = networks.create(generator, workers=150, seed=0, **small)
        for name, value in other.items():
            changed = networks.create(generator, workers=150, seed=0, **small, **{name: value})
            assert (changed.pairs().equals(usual.pairs())) == (generator not in SHAPED_BY[name]), (
                generator,
                name,
            )
