"""weakties log: what it prints and writes, how it compares, and what bad input gets."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from weakties.experiments.cli import main


def weakties(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    """40 people, 6,000 messages in 300 days, by name."""
    rng = np.random.default_rng(5)
    ends = rng.integers(0, 40, (6_000, 2))
    ends[:, 1] = np.where(ends[:, 0] == ends[:, 1], (ends[:, 1] + 1) % 40, ends[:, 1])
    time = 1_500_000_000 + np.sort(rng.integers(0, 300 * 86_400, 6_000))
    path = tmp_path_factory.mktemp("logs") / "messages.csv"
    frame = pd.DataFrame({"from": ends[:, 0], "to": ends[:, 1], "time": time})
    frame.assign(**{"from": "p" + frame["from"].astype(str), "to": "p" + frame["to"].astype(str)}).to_csv(
        path, index=False
    )
    return path


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The talks of a world of 60 weeks."""
    rng = np.random.default_rng(6)
    ends = rng.integers(0, 50, (4_000, 2))
    table = pd.DataFrame({"source": ends[:, 0], "target": (ends[:, 0] + 1 + ends[:, 1] % 49) % 50})
    folder = tmp_path_factory.mktemp("world")
    table.assign(week=np.sort(np.append(rng.integers(0, 60, 3_998), [0, 59]))).to_parquet(
        folder / "talks.parquet"
    )
    return folder


def test_it_prints_and_writes(messages, tmp_path, capsys):
    assert weakties("log", str(messages), "--out", str(tmp_path)) == 0
    said = capsys.readouterr()
    assert (
        "messages.csv: 6,000 contacts of 40 people in 42." in said.out
        and "after 3 windows, 84 days" in said.out
    )
    assert "from the first contact to the last" in said.err
    assert all((tmp_path / f"log.{kind}").stat().st_size for kind in ("pdf", "svg", "png", "csv"))
    everything = pd.read_csv(tmp_path / "log.csv")
    tables = ("survival", "silence", "signature", "closure", "opened_closed", "volume", "new_partners")
    assert sum(len(pd.read_parquet(tmp_path / f"{name}.parquet")) for name in tables) == len(everything)
    ties = pd.read_parquet(tmp_path / "ties.parquet")
    assert ties["contacts"].sum() == 6_000 and (ties["from_source"] <= ties["contacts"]).all()
    assert set(ties["source"]) <= {f"p{i}" for i in range(40)}


def test_the_same_seed_gives_the_same_numbers(messages, capsys):
    found = []
    for seed in ("0", "0", "1"):
        assert weakties("log", str(messages), "--seed", seed, "--json") == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1] != found[2]
    assert [row["value"] for row in found[0] if row["statistic"] == "survival"] == [
        row["value"] for row in found[2] if row["statistic"] == "survival"
    ]


def test_it_compares_with_a_world(messages, world, tmp_path, capsys):
    """The world is watched for as long as the log: its last 300 of 420 days."""
    assert weakties("log", str(messages), "--against", str(world), "--out", str(tmp_path)) == 0
    said = capsys.readouterr()
    assert "its last 300 of 420 days, as long as the other" in said.err
    assert "directions of contacts not used: only one of the two has them" in said.err
    table = pd.read_parquet(tmp_path / "differences.parquet")
    row = table[(table["statistic"] == "survival") & (table["of"] == "1")].iloc[0]
    assert row["difference"] == pytest.approx(row["against"] - row["log"])
    assert row["low"] < row["difference"] < row["high"]
    assert "both ways" not in set(table["of"])


def test_it_compares_with_another_log(messages, capsys):
    """Any log may stand there; one beside itself differs in nothing."""
    assert weakties("log", str(messages), "--against", str(messages), "--json") == 0
    rows = pd.DataFrame(json.loads(capsys.readouterr().out))
    one, two = (rows[rows["log"].str.endswith(f"({n})")]["value"].tolist() for n in (1, 2))
    assert len(one) == len(two) > 50
    pd.testing.assert_series_equal(pd.Series(one), pd.Series(two))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--against", "nowhere"], "error: no file nowhere"),
        (["--window", "0"], "error: window = 0: must be a number of days above 0"),
        (["--window", "1000"], "less than two windows of 1000; choose shorter ones (--window 30)"),
        (["--drop", "weekends"], "error: nothing called 'weekends' can be dropped"),
        (["--drop", ","], "error: --drop: say what"),
        (["--columns", "from,to"], "error: --columns from,to: must name FROM,TO,TIME"),
        (["--columns", "from,to,date"], "no column 'date' among from, to, time"),
        (["--unit", "moons"], "error: no unit of time 'moons'"),
        (["--seed", "-1"], "error: seed = -1"),
        (["--observed", "1"], "the contacts themselves take 42"),
        (["--interval", "nan"], "interval = nan"),
        (["--period", "-3"], "period = -3: must be"),
    ],
)
def test_bad_input_gets_one_line(messages, more, said, capsys):
    assert weakties("log", str(messages), *more) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert said in lines[-1] and sum(line.startswith("error") for line in lines) == 1


def test_a_folder_without_talks(messages, tmp_path, capsys):
    assert weakties("log", str(messages), "--against", str(tmp_path)) == 2
    assert "no talks.parquet in" in capsys.readouterr().err
