"""weakties spread and weakties network: what they write, and what bad input gets."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from weakties.experiments.cli import main

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
MEASURED = sorted(DATA.glob("*/edges.csv"))


def weakties(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_spread_writes_records_and_figures(tmp_path, capsys):
    assert (
        weakties("spread", "--network", "karate", "--first", "0", "--seed", "1", "--out", str(tmp_path)) == 0
    )
    assert "people who know" in capsys.readouterr().out
    for name in ("adoptions", "tellings", "weekly"):
        assert len(pd.read_parquet(tmp_path / f"{name}.parquet"))
    for name in ("first_heard", "cascade"):
        assert all((tmp_path / f"{name}.{kind}").stat().st_size for kind in ("pdf", "svg", "png", "csv"))


@pytest.mark.parametrize("contagion", ["simple", "sir", "cascade", "threshold"])
def test_every_contagion_runs(contagion, capsys):
    given = ["--network", "karate", "--set", "transmission=0.5", "--contagion", contagion, "--json"]
    assert weakties("spread", *given) == 0
    found = json.loads(capsys.readouterr().out)
    assert 0 < found["people who know, share"] <= 1 and found["people"] == 34


def test_spread_repeats_with_its_seed(tmp_path):
    for name in ("a", "b"):
        given = ["--network", "layers", "--workers", "300", "--set", "willingness=0.1", "--seed", "0"]
        assert weakties("spread", *given, "--out", str(tmp_path / name)) == 0
    tables = [pd.read_parquet(tmp_path / name / "adoptions.parquet") for name in ("a", "b")]
    pd.testing.assert_frame_equal(*tables)


def test_names_in_the_file_are_the_names_of_people(tmp_path):
    file = tmp_path / "ties.csv"
    file.write_text("source,target,contact_rate\nAnna,Berta,1\nBerta,Clara,2\n")
    assert weakties("spread", "--network", str(file), "--first", "Clara", "--out", str(tmp_path / "out")) == 0
    adoptions = pd.read_parquet(tmp_path / "out" / "adoptions.parquet")
    assert adoptions.steps.tolist() == [0, 1, 2]


@pytest.mark.parametrize("network", ["karate", "florentine", *map(str, MEASURED)])
def test_what_a_network_is(network, tmp_path, capsys):
    assert weakties("network", network, "--out", str(tmp_path)) == 0
    assert "clustering" in capsys.readouterr().out
    assert (tmp_path / "network.pdf").read_bytes().startswith(b"%PDF")
    assert len(pd.read_parquet(tmp_path / "people.parquet")) > 10
    assert {"overlap", "bridge"} <= set(pd.read_parquet(tmp_path / "ties.parquet"))


def test_a_generated_network_and_json(capsys):
    assert weakties("network", "caveman", "--workers", "300", "--json") == 0
    assert json.loads(capsys.readouterr().out)["people"] == 300


def test_a_directed_network_says_what_is_done_with_it(tmp_path, capsys):
    file = tmp_path / "arcs.graphml"
    nx.write_graphml(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]), file)
    assert weakties("network", str(file)) == 0
    said = capsys.readouterr()
    assert "3 arcs became 2 ties" in said.out + said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["network", "kerate"], "did you mean 'karate'?"),
        (["network", "karate", "--workers", "5"], "its own people"),
        (["network", "layers", "--rate", "counts"], "--rate goes with networks that are read"),
        (["network", "missing.csv"], "missing.csv"),
        (["spread", "--network", "karate", "--first", "zz"], "nobody of that name"),
        (["spread", "--network", "karate", "--contagion", "viral"], "no contagion 'viral'"),
        (["spread", "--network", "karate", "--set", "transmision=0.1"], "did you mean 'transmission'?"),
        (["spread", "--network", "karate", "--set", "recovery=0.1"], "use contagion='sir'"),
        (
            ["spread", "--network", "karate", "--contagion", "threshold", "--set", "threshold=40"],
            "nobody can reach it",
        ),
    ],
)
def test_bad_input_gets_one_line(arguments, message, capsys):
    assert weakties(*arguments) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1].startswith("error: ") and message in said[-1]
