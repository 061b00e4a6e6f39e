"""Trust from the command line: its record, sweeps over its forms, and what cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from weakties.simulation.trust.records import TrustRecords

SMALL = ("--workers", 120, "--weeks", 30)
LIVES = ("--set", "relations=on")


def test_simulate_writes_what_people_think_and_removes_it_where_nobody_trusts(weakties, tmp_path):
    said = weakties(
        "simulate", *SMALL, *LIVES, "--set", "trust=sum", "--set", "gossip=0.2", "--out", tmp_path
    )
    assert said.code == 0 and "trust.parquet" in said.out, said.err
    kept = TrustRecords.read(tmp_path)
    assert len(kept.trust) > 0 and kept.trust.trust.between(0, 1).all()
    assert kept.provenance["parameters"]["gossip"] == 0.2
    said = weakties("simulate", *SMALL, *LIVES, "--out", tmp_path)
    assert "in which people trusted: trust.parquet" in said.err and not (tmp_path / "trust.parquet").exists()
    assert (tmp_path / "relations.parquet").exists()


def test_a_sweep_goes_over_forms_and_gossip(weakties, tmp_path):
    length = ("--workers", 120, "--weeks", 30, "--burn-in", 10)
    vary = ("--vary", "trust=none,closeness,two-factor", "--vary", "gossip=0,0.2")
    said = weakties("sweep", *length, *LIVES, *vary, "--replicates", 1, "--jobs", 1, "--out", tmp_path)
    assert said.code == 0, said.err
    assert "gossip does nothing where nobody trusts" in said.err
    [path] = tmp_path.rglob("*.csv")
    assert set(pd.read_csv(path)["trust"]) == {"none", "closeness", "two-factor"}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["simulate", *LIVES, "--set", "trust=ration"], "did you mean 'ratio'"),
        (["simulate", *LIVES, "--set", "trust=ratio", "--set", "gossip=1.5"], "must be at most 1"),
        (["simulate", *LIVES, "--set", "trust=ratio", "--set", "usual=0"], "must be at least 0.01"),
        (["simulate", "--set", "trust=ratio"], "no effect without relations=on"),
        (["simulate", *LIVES, "--set", "gossip=0.1"], "no effect without a form"),
        (["sweep", *LIVES, "--vary", "trust=ratio,warmth", "--out", "never"], "there is no such form"),
        (["spread", *LIVES, "--set", "trust=ratio"], "trust"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_nothing_runs(weakties, words, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = weakties(*words)
    assert said.code != 0 and line in said.err and len(said.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())
