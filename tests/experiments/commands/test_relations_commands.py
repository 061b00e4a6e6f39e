"""Ties that live, from the command line: what is written and summed up, and what is refused in one line before anything runs."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from weakties.simulation.relations.records import LifeRecords

SMALL = ["--workers", 120, "--weeks", 60, "--set", "acquaintances=20", "--set", "casual_friends=30"]


@pytest.fixture
def years(weakties, tmp_path):
    """A small world whose ties live, simulated: (what was said, the folder)."""
    out = tmp_path / "years"
    said = weakties(
        "simulate", *SMALL, "--set", "relations=on", "--set", "exploring=0.05", "--watch", 7, "--out", out
    )
    return said, out


def test_simulate_with_relations_writes_ties_talks_and_a_figure(years):
    said, folder = years
    assert said.code == 0, said.err
    kept = LifeRecords.read(folder)
    assert kept.provenance["watched"] == 7 and kept.provenance["parameters"]["exploring"] == 0.05
    assert kept.provenance["parameters"]["habit_leak"] == 26  # those at their default stand there, too
    counts = kept.relations.occasion.value_counts()
    for name, code in (
        ("with an occasion to meet", "on"),
        ("resting", "resting"),
        ("ended, remembered", "ended"),
    ):
        line = next(line for line in said.out.splitlines() if name in line)
        assert line.split()[-1] == f"{counts[code]:,}"
    watched = (np.arange(7) * 120 / 7).astype(int)
    assert f"7 people watched: {len(kept.talks):,}" in said.out
    assert (kept.talks.source.isin(watched) | kept.talks.target.isin(watched)).all()
    assert all(
        (folder / f"one_person.{kind}").stat().st_size > 1_000 for kind in ("pdf", "svg", "png", "csv")
    )


def test_a_log_is_held_against_the_talks_that_were_written(weakties, years, tmp_path):
    folder = years[1]
    log = tmp_path / "log.csv"
    talks = pd.read_parquet(folder / "talks.parquet").query("week < 40")
    log.write_text("from,to,time\n" + "".join(f"{a},{b},{604800 * w}\n" for a, b, w in talks.to_numpy()))
    said = weakties("log", log, "--against", folder, "--json")
    assert said.code == 0, said.err
    assert {row["log"] for row in json.loads(said.out)} == {"log.csv", folder.name}
    assert "7 of 120 people were watched" in said.err and "--watch 120" in said.err


@pytest.mark.parametrize("command", ["simulate", "spread"])
def test_a_folder_keeps_nothing_of_an_earlier_run_in_which_ties_lived(weakties, tmp_path, command):
    assert weakties(command, *SMALL, "--set", "relations=on", "--out", tmp_path).code == 0
    mine = tmp_path / "talks.csv"
    mine.write_text("a file of somebody else's")
    said = weakties(command, *SMALL, "--out", tmp_path)
    assert said.code == 0 and "removed from" in said.err and "talks.parquet" in said.err
    left = {path.name for path in tmp_path.iterdir()}
    assert not left & {"relations.parquet", "talks.parquet", "one_person.pdf", "one_person.csv"}
    assert mine.exists() and "talks.parquet" not in weakties(command, *SMALL, "--out", tmp_path).err


def test_programs_get_the_counts_too(weakties):
    said = weakties("simulate", *SMALL, "--set", "relations=on", "--json")
    ties = {row["quantity"]: row["value"] for row in json.loads(said.out) if row["group"] == "ties"}
    assert len(ties) == 4 and min(ties.values()) > 0


def test_news_spread_while_ties_live_and_their_ties_and_talks_are_written(weakties, tmp_path):
    said = weakties(
        "spread",
        *SMALL,
        "--set",
        "relations=on",
        "--set",
        "exploring=0.05",
        "--set",
        "willingness=0.01",
        "--out",
        tmp_path,
    )
    assert said.code == 0, said.err
    kept = LifeRecords.read(tmp_path)
    assert kept.provenance["parameters"]["exploring"] == 0.05 and kept.provenance["watched"] == 120
    assert len(kept.talks) > 0 and (kept.relations.born > 0).any()
    heard = pd.read_parquet(tmp_path / "adoptions.parquet")
    assert (heard.teller >= 0).any()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["simulate", "--set", "exploring=0.1"], "exploring acts on ties that live"),
        (
            ["simulate", "--set", "relations=off", "--set", "exploring=0.1"],
            "exploring acts on ties that live",
        ),
        (["simulate", "--set", "relations=perhaps"], "relations = 'perhaps': must be on or off"),
        (["simulate", "--set", "relations=on", "--set", "habit_leak=1"], "habit_leak = 1"),
        (["simulate", "--set", "relations=on", "--weeks", 40_000], "ties can live for 32767 weeks at most"),
        (["simulate", "--watch", 3], "--watch logs talk on ties that live; add --set relations=on"),
        (["simulate", "--workers", 50, "--watch", 51, "--set", "relations=on"], "there are 50 people"),
        (["spread", "--set", "habit_pull=1"], "habit_pull acts on ties that live"),
        (["spread", "--set", "relations=1"], "relations = 1: must be on or off"),
        (
            [
                "experiment",
                "recommendation",
                "--out",
                "never",
                "--set",
                "relations=on",
                "--set",
                "attention=1.5",
            ],
            "attention = 1.5: says how often new ties talk that stay",
        ),
        (["sweep", "--out", "never", "--vary", "exploring=0.1,0.2"], "no effect without relations=on"),
        (["sweep", "--out", "never", "--vary", "relations=on,maybe"], "must be on or off"),
        (["simulate", "--workers", 50_000_000, "--set", "relations=on"], "of memory are needed"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(weakties, arguments, says):
    said = weakties(*arguments)
    assert said.code != 0 and says in said.err and len(said.err.strip().splitlines()) == 1


def test_a_sweep_over_relations_says_where_a_number_does_nothing(weakties, tmp_path):
    arguments = [
        "--workers",
        200,
        "--weeks",
        24,
        "--burn-in",
        4,
        "--replicates",
        1,
        "--jobs",
        1,
        "--json",
        "--out",
        tmp_path,
    ]
    said = weakties("sweep", "--vary", "relations=off,on", "--set", "exploring=0.1", *arguments)
    assert said.code == 0 and "exploring does nothing where relations are off" in said.err
    runs = pd.read_parquet(tmp_path / "runs.parquet")
    assert set(runs.relations) == {"on", "off"} and runs.hires.nunique() + runs["upto 30"].nunique() > 2
