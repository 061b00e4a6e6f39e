"""weakties simulate and weakties sweep: what is summed up, kept, and run again."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from weakties.simulation.market.records import Records


def test_simulate_sums_up_and_writes_records(weakties, tmp_path):
    arguments = ["simulate", "--workers", 300, "--weeks", 60, "--seed", 0, "--out", tmp_path]
    said = weakties(*arguments)
    assert said.code == 0 and "300 people" in said.out and "occasionally" in said.out
    kept = Records.read(tmp_path)
    assert kept.provenance["seed"] == 0 and kept.weekly.week.max() == 60
    lines = {(x["group"], x["quantity"]): x for x in json.loads(weakties(*arguments, "--json").out)}
    hires = kept.hires[kept.hires.week > 15]
    for channel in ("contact", "formal", "direct"):
        share = 100 * (hires.channel == channel).mean()
        line = lines["hires", channel]
        assert line["value"] == pytest.approx(share) and line["low"] <= share <= line["high"]
    assert sum(lines["popular", name]["value"] for name in ("strong", "weak", "other")) == pytest.approx(100)


def test_what_is_not_known_is_null_to_programs(weakties):
    """NaN and Infinity are words of Python's, which other readers of JSON refuse."""
    said = weakties("simulate", "--network", "karate", "--weeks", 2, "--json")
    lines = json.loads(said.out, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert {x["value"] for x in lines if x["group"] == "hires" and x["n"] == 0} <= {None}
    assert any(x["value"] is None for x in lines)


@pytest.mark.parametrize("network", ["karate", "lesmis"])
def test_simulate_on_a_real_network_says_how_it_read_it(weakties, network):
    said = weakties("simulate", "--network", network, "--weeks", 20)
    assert said.code == 0 and "contact rates" in said.err


SWEEP = [
    "sweep",
    "--vary",
    "relay=0,0.1",
    "--workers",
    60,
    "--weeks",
    20,
    "--burn-in",
    5,
    "--replicates",
    2,
    "--jobs",
    1,
]


def test_a_sweep_is_kept_grows_and_is_summed_up_again_without_running(weakties, tmp_path):
    assert weakties(*SWEEP, "--out", tmp_path).code == 0
    runs = pd.read_parquet(tmp_path / "runs.parquet")
    assert len(runs) == 4 and set(runs.relay) == {0, 0.1}
    again = weakties(*SWEEP, "--measure", "unemployment", "--out", tmp_path)
    assert again.code == 0 and "worlds" not in again.err and "unemployment" in again.out
    grown = [*SWEEP[:2], "relay=0,0.1,0.2", *SWEEP[3:]]
    assert "4 of 6 worlds are saved" in weakties(*grown, "--out", tmp_path).err
    summary = pd.read_csv(tmp_path / "summary.csv")
    assert set(summary.quantity) == {"contact", "formal", "direct"} and len(summary) == 9
    by_hand = pd.read_parquet(tmp_path / "runs.parquet").query("relay == 0.1")
    value = summary.query("relay == 0.1 and quantity == 'contact'")["value"].item()
    assert value == pytest.approx(100 * by_hand.contact.sum() / by_hand.hires.sum())


def test_another_sweep_does_not_overwrite_one(weakties, tmp_path):
    weakties(*SWEEP, "--out", tmp_path)
    before = (tmp_path / "runs.parquet").read_bytes()
    said = weakties(*SWEEP, "--seed", 1, "--out", tmp_path)
    assert said.code == 2 and "holds results of another design; choose another folder" in said.err
    assert (tmp_path / "runs.parquet").read_bytes() == before


def test_a_sweep_over_networks_as_json(weakties, tmp_path):
    said = weakties(
        *SWEEP[:2], "relay=0.1", *SWEEP[3:], "--network", "layers,caveman", "--json", "--out", tmp_path
    )
    rows = json.loads(said.out)
    assert {row["network"] for row in rows} == {"layers", "caveman"} and set(rows[0]) >= {
        "value",
        "low",
        "high",
        "n",
    }
