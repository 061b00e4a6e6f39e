"""Many ties taken out at once: what is counted, against plain loops over a world lived by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from weakties.analysis.credit import CLASSES, classes_of
from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.experiments.worlds.parted import counts, drawn, those_who_talk
from weakties.simulation.market.changes import give, network_of, rates

POINT = {"workers": 400, "acquaintances": 30, "community_size": 80, "separation": 0.03}
SEED, WEEKS = 3, 26


def start(relations: str):
    return live(market_of(scenario_of({**POINT, "relations": relations}, length=False), SEED), 12)


def joins_by_hand(world, pairs) -> Counter:
    """How often ego joined alter's firm, alter being there first, for each (ego, alter) of `pairs`, in plain Python."""
    found: Counter = Counter()
    for _ in range(WEEKS):
        world.step()
        position, since, hired = (world.people._asdict()[n] for n in ("position", "since", "hired"))
        for i, j in pairs:
            if hired[i] == world.week and position[i] >= 0 and position[j] >= 0:
                same = world.jobs.firm[position[i]] == world.jobs.firm[position[j]]
                found[i, j] += int(same and since[j] < world.week)
    return found


@pytest.mark.parametrize("relations", ["off", "on"])
def test_counts_are_those_of_plain_loops(relations):
    world = start(relations)
    ties = those_who_talk(network_of(world))
    ego = np.repeat(np.arange(ties.people), np.diff(ties.start))
    both = [(int(i), int(j)) for i, j in zip(ego, ties.other, strict=True)]
    out_pairs, _ = drawn(ties, 0.2, SEED, 0)
    out = {(int(a), int(b)) for a, b in zip(*out_pairs, strict=True)}
    out |= {(b, a) for a, b in out}
    twin = world.fork()
    give(twin, out_pairs, np.zeros(len(out_pairs[0]), np.float32), keep=True)
    before, after = joins_by_hand(world.fork(), both), joins_by_hand(twin, both)
    table = counts(world, WEEKS, 0.2, 1, SEED).groupby("class").sum()
    kinds = classes_of(ties.contact_rate)
    assert sum(before.values()) > 50
    for k in range(len(CLASSES)):
        mine = [pair for pair, kind in zip(both, kinds, strict=True) if kind == k]
        parted = [pair for pair in mine if pair in out]
        kept = [pair for pair in mine if pair not in out]
        assert table.ties[k] == len(mine)
        assert table.parted[k] == len(parted)
        assert table.joined[k] == sum(before[pair] for pair in mine)
        lost = sum(before[pair] - after[pair] for pair in parted) / max(len(parted), 1)
        drift = sum(before[pair] - after[pair] for pair in kept) / max(len(kept), 1)
        assert table.added[k] == pytest.approx(len(mine) * (lost - drift))


def test_a_twin_that_parts_nobody_adds_nothing():
    for relations in ("off", "on"):
        table = counts(start(relations), WEEKS, 0.0, 1, SEED)
        assert (table.added == 0).all()
        assert (table.drift == 0).all()
        assert table.joined.sum() > 50


def test_those_who_are_parted_are_strangers_and_others_are_not():
    world = start("on")
    ties = those_who_talk(network_of(world))
    pairs, out = drawn(ties, 0.3, SEED, 0)
    assert out.sum() == 2 * len(pairs[0]) > 100
    assert (rates(world, pairs) > 0).all()
    give(world, pairs, np.zeros(len(pairs[0]), np.float32), keep=True)
    assert (rates(world, pairs) == 0).all()
    ego = np.repeat(np.arange(ties.people, dtype=np.int32), np.diff(ties.start))
    assert (rates(world, (ego[~out], ties.other[~out])) > 0).all()
    assert drawn(ties, 0.3, SEED, 1)[0][0].tolist() != pairs[0].tolist()
