"""--world NAME: on every command that lives a world, told by `weakties parameters --worlds`, kept in the records."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from weakties.simulation.market.records import Records
from weakties.simulation.named_worlds import WORLDS

SMALL = ("--workers", 120, "--weeks", 12)


def test_the_worlds_are_listed(weakties):
    said = weakties("parameters", "--worlds")
    assert said.code == 0 and all(world.name in said.out for world in WORLDS)
    listed = {world["name"]: world for world in json.loads(weakties("parameters", "--worlds", "--json").out)}
    assert listed["popular"]["values"] == {"formal_search": 3.1, "direct_search": 3.1}


def test_simulate_in_a_named_world_keeps_its_name_and_numbers_and_set_wins(weakties, tmp_path):
    assert (
        weakties("simulate", *SMALL, "--world", "popular", "--set", "direct_search=4", "--out", tmp_path).code
        == 0
    )
    kept = Records.read(tmp_path).provenance
    assert kept["named_world"] == "popular"
    assert (kept["parameters"]["formal_search"], kept["parameters"]["direct_search"]) == (3.1, 4)


def test_a_sweep_in_a_named_world_and_over_named_worlds(weakties, tmp_path):
    few = [*SMALL, "--burn-in", 2, "--replicates", 1, "--jobs", 1]
    assert weakties("sweep", "--vary", "world=default,popular", *few, "--out", tmp_path / "a").code == 0
    assert weakties("sweep", "--world", "popular", *few, "--out", tmp_path / "b").code == 0
    over, within = (pd.read_parquet(tmp_path / name / "runs.parquet") for name in "ab")
    popular = over[over.world == "popular"]
    for column in ("hires", "contact", "formal", "weak"):
        assert popular[column].tolist() == within[column].tolist()
    assert over.formal.nunique() == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate", *SMALL),
        ("spread", *SMALL),
        ("sweep", *SMALL, "--out", "nowhere"),
        ("experiment", "recommendation", *SMALL, "--out", "nowhere"),
    ],
)
def test_an_unknown_world_is_one_line_before_anything_runs(weakties, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    said = weakties(*arguments, "--world", "plattform")
    assert (
        said.code == 2 and "did you mean 'platform'?" in said.err and len(said.err.strip().splitlines()) == 1
    )
    assert not list(tmp_path.iterdir())


def test_a_world_named_twice_is_an_error(weakties):
    said = weakties("simulate", *SMALL, "--world", "popular", "--set", "world=default")
    assert said.code == 2 and "world" in said.err
