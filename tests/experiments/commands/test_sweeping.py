"""sweep(...) from Python: the engine of the command, any networks, a tidy table; and columns that say what they are."""

from __future__ import annotations

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from weakties import Ties, UserError, networks, sweep
from weakties.experiments.commands.parameters import tables
from weakties.experiments.worlds import sweep_columns

SHORT = {"weeks": 20, "burn_in": 5, "replicates": 2, "seed": 1, "jobs": 1}
RING = Ties.from_pairs(range(60), [(i + 1) % 60 for i in range(60)], people=60)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Two networks, one of them given, by two lives of a vacancy."""
    folder = tmp_path_factory.mktemp("sweep")
    vary = {"vacancy_life": [2, 8], "network": {"ring": RING, "layers": "layers"}}
    return sweep(vary, workers=60, measure="channel_shares,unemployment", out=folder, **SHORT), folder


def test_a_sweep_is_a_tidy_table(table):
    found = table[0]
    assert list(found.columns) == ["network", "vacancy_life", "quantity", "value", "low", "high", "n"]
    assert len(found) == 2 * 2 * 4 and set(found.network) == {"ring", "layers"} and (found.n == 2).all()
    shares = found[found.quantity != "unemployment"].groupby(["network", "vacancy_life"]).value.sum()
    assert shares.round(6).eq(100).all()


def test_it_goes_on_where_it_was_and_another_network_is_another_world(table, capsys):
    found, folder = table
    vary = {"vacancy_life": [2, 8], "network": {"ring": RING, "layers": "layers"}}
    again = sweep(vary, workers=60, measure="channel_shares,unemployment", out=folder, **SHORT)
    pd.testing.assert_frame_equal(again, found)
    assert "to run" not in capsys.readouterr().err
    other = {**vary, "network": {"ring": RING.where([True] * 59 + [False]), "layers": "layers"}}
    with pytest.raises(UserError, match="holds results of another design"):
        sweep(other, workers=60, out=folder, **SHORT)


def test_it_is_the_sweep_of_the_command(table, weakties, tmp_path):
    found = table[0]
    options = ["--workers", 60, "--weeks", 20, "--burn-in", 5, "--replicates", 2, "--seed", 1, "--jobs", 1]
    said = weakties("sweep", "--vary", "vacancy_life=2,8", *options, "--out", tmp_path, "--json")
    ours = found[(found.network == "layers") & (found.quantity != "unemployment")]
    assert [row["value"] for row in json.loads(said.out)] == pytest.approx(ours.value.tolist())


def test_files_and_examples_can_be_swept_from_the_command_line(weakties, tmp_path):
    networks.write(RING, tmp_path / "ring.csv")
    options = ["--weeks", 10, "--burn-in", 2, "--replicates", 1, "--jobs", 1, "--out", tmp_path / "out"]
    said = weakties("sweep", "--network", f"{tmp_path / 'ring.csv'},karate", *options, "--json")
    rows = json.loads(said.out)
    assert said.code == 0 and {row["network"] for row in rows} == {str(tmp_path / "ring.csv"), "karate"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"network": RING, "workers": 50}, "workers: only with the name of a generator"),
        ({"network": "lesmi"}, "did you mean 'lesmis'"),
        ({"network": "no.csv"}, "no file no.csv"),
        ({"vary": {"vacancy_lfie": [1, 2]}}, "did you mean 'vacancy_life'"),
        ({"vary": {"network": "layers"}}, "list what is varied"),
        ({"vary": {"relay": 0.1}}, "relay is varied over 0.1: list its values"),
        ({"vary": {"relay": "0.1"}}, "relay is varied over '0.1': list its values"),
        ({"vary": [("relay", [0])]}, "vary: must name what is varied"),
        ({"vary": {"workers": [50, 60]}, "network": RING}, "workers does nothing"),
        ({"measure": "unemployed"}, "did you mean 'unemployment'"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(asked, message):
    with pytest.raises(UserError, match=message):
        sweep(**{**SHORT, **asked})


def test_every_column_that_is_saved_says_what_it_is(table, weakties, tmp_path):
    """By the metadata of its field in the file; and the page of columns has it."""
    weakties("simulate", "--workers", 60, "--weeks", 8, "--set", "relations=on", "--out", tmp_path / "market")
    weakties("spread", "--workers", 60, "--weeks", 8, "--out", tmp_path / "news")
    known = {(t.name, name) for t in tables() for name in t.columns}
    files = [*(tmp_path / "market").glob("*.parquet"), *(tmp_path / "news").glob("*.parquet")]
    files += [table[1] / "runs.parquet", table[1] / "summary.parquet"]
    assert len(files) == 14
    for path in files:
        for field in pq.read_schema(path):
            said = field.metadata or {}
            assert said.get(b"meaning"), f"{path.name}: {field.name}"
            assert (path.stem, field.name) in known or field.name in ("network", "vacancy_life"), field.name
    runs = pq.read_schema(table[1] / "runs.parquet")
    assert runs.field("upto 62").metadata[b"meaning"].startswith(b"over contacts talked to at most 20 times")
    assert runs.field("vacancy_life").metadata[b"unit"] == b"weeks"
    assert set(sweep_columns.COUNTS) - {"people", "weeks"} <= set(runs.names)


def test_the_columns_can_be_listed(weakties):
    said = weakties("parameters", "--columns")
    assert said.code == 0 and "mutual_contacts [people]: " in said.out
    rows = json.loads(weakties("parameters", "--columns", "--json").out)
    assert {"model", "table", "column", "unit", "meaning"} == set(rows[0]) and len(rows) > 150
