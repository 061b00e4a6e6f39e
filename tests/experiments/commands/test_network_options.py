"""--network FILE: what its weights mean, what is ignored, and what is refused, alike in all commands that read one."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from weakties import networks

COMMANDS = {
    "simulate": ["simulate", "--weeks", 4, "--network"],
    "spread": ["spread", "--weeks", 4, "--network"],
    "network": ["network"],
    "sweep": [
        "sweep",
        "--weeks",
        4,
        "--burn-in",
        0,
        "--replicates",
        1,
        "--jobs",
        1,
        "--out",
        "swept",
        "--network",
    ],
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """What is written without being asked where goes into a folder of the test."""
    monkeypatch.chdir(tmp_path)


IDLE = {
    "simulate": "do nothing here: club",
    "sweep": "do nothing here: club",
    "spread": "do nothing here: firm, club",
    "network": "",
}


@pytest.fixture
def log(tmp_path):
    """Contacts in both directions, a silent tie, somebody with himself, and a column that nobody reads."""
    path = tmp_path / "log.csv"
    path.write_text("source,target,weight,calls\na,b,60,1\nb,a,30,1\nb,c,0,1\nc,a,45,1\nc,c,5,1\nc,d,15,1\n")
    (tmp_path / "log.nodes.csv").write_text("id,firm,club\na,7,x\nb,7,x\nc,,y\nd,2147483647,y\n")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_what_weights_mean_is_said_alike_everywhere(weakties, log, command):
    said = weakties(*COMMANDS[command], log)
    assert said.code == 2 and len(said.err.splitlines()) == 1
    assert "c is tied to itself (1 such rows)" in said.err and "--drop-self-ties" in said.err
    options = ["--drop-self-ties", "--rate", "counts", "--observed", "14 days"]
    options += ["--unit", "seconds", "--conversation", "15 s"]
    said = weakties(*COMMANDS[command], log, *options)
    assert said.code == 0
    for line in (
        "contact rates: the weight counts time (seconds) in 2 weeks, a conversation for every 15 s",
        "columns not used: calls",
        "1 self-ties dropped",
        "directed: 5 arcs became 4 ties, their counts added up",
        "1 ties of weight 0 are silent",
        "firm: numbers from 7 to 2147483647 are numbered anew",
    ):
        assert line in said.err
    assert IDLE[command] in said.err and (command != "network" or "nothing here" not in said.err)


def test_rates_come_out_of_units(weakties, log, tmp_path):
    options = ["--drop-self-ties", "--observed", 2, "--unit", "seconds", "--conversation", "15 s"]
    assert weakties("network", log, *options, "--out", tmp_path / "out").code == 0
    ties = pd.read_parquet(tmp_path / "out" / "ties.parquet")
    assert ties.contact_rate.tolist() == [3.0, 1.5, 0.0, 0.5]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--rate", "counts"], "weeks observed"),
        (["--rate", "counts", "--observed", "nan"], "weeks observed = nan"),
        (["--rate", "counts", "--observed", "2", "--unit", "s"], "say how long one conversation lasts"),
        (["--observed", "2", "--rate", "ordinal"], "weeks goes with rate = 'counts' alone"),
        (["--rate", "often"], "no rule 'often'"),
    ],
)
def test_bad_options_get_one_line(weakties, command, options, message):
    said = weakties(*COMMANDS[command], "karate", *options)
    assert said.code == 2 and message in said.err and len(said.err.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".csv", "nowhere/" * 50 + "edges.parquet"])
def test_a_name_of_300_letters(weakties, command, name):
    said = weakties(*COMMANDS[command], name)
    assert said.code == 2 and len(said.err.splitlines()) == 1 and len(said.err) < 260


@pytest.mark.parametrize("command", COMMANDS)
def test_options_of_files_on_a_generated_network(weakties, command):
    said = weakties(*COMMANDS[command], "layers", "--drop-self-ties")
    assert said.code == 2 and "--drop-self-ties goes with networks that are read" in said.err


def test_a_sweep_reads_a_file_as_other_commands_do(weakties, tmp_path):
    """Columns by name and rates from counts, beside a generated network, for which they mean nothing."""
    (tmp_path / "calls.csv").write_text("caller,callee,calls\na,b,60\nb,c,30\nc,a,12\n")
    options = ["--columns", "caller,callee,calls", "--rate", "counts", "--observed", 12]
    said = weakties(*COMMANDS["sweep"], "calls.csv,layers", "--workers", 100, *options)
    assert said.code == 0 and "calls.csv: calls taken as weight" in said.err
    (kept,) = (tmp_path / "swept" / "networks").glob("calls-????????????.parquet")
    assert sorted(networks.read(kept).pairs().contact_rate.tolist()) == [1.0, 2.5, 5.0]
    assert pd.read_parquet(tmp_path / "swept" / "runs.parquet").network.nunique() == 2


def test_a_generated_network_is_shaped_as_in_a_market(weakties):
    asked = ("network", "layers", "--workers", 600, "--json")
    ties = [
        json.loads(weakties(*asked, *more).out)["ties"]
        for more in ((), ("--set", "acquaintances=10"), ("--world", "phone"))
    ]
    assert ties[1] < ties[2] < ties[0]


@pytest.mark.parametrize(
    ("network", "value", "message"),
    [
        ("karate", "acquaintances=10", "acquaintances does nothing in karate"),
        ("caveman", "sociability=1", "sociability does nothing in caveman"),
        ("layers", "relay=0", "no parameter 'relay'"),
        ("layers", "friends=many", "friends"),
    ],
)
def test_what_shapes_no_such_network_is_one_line(weakties, network, value, message):
    said = weakties("network", network, "--set", value)
    assert said.code == 2 and message in said.err and len(said.err.splitlines()) == 1


def test_a_warning_of_the_library_is_one_plain_line(weakties, tmp_path):
    (tmp_path / "edges.csv").write_text("source,target,contact_rate\na,b,1\nb,c,1\n")
    (tmp_path / "nodes.csv").write_text("id,firm,industry\na,0,0\nb,0,1\nc,1,1\n")
    said = weakties("simulate", "--weeks", 4, "--network", tmp_path / "edges.csv", "--json")
    lines = [line for line in said.err.splitlines() if "several industries" in line]
    assert lines == [
        "firm 0 has people of several industries (1 such firms): it is of the one that most are of"
    ]
    assert json.loads(said.out)


def test_a_folder_may_have_a_colon_in_its_name(weakties, tmp_path, monkeypatch):
    """Which to the library that reads and writes tables could be the address of another machine."""
    monkeypatch.chdir(tmp_path)
    more = ("--set", "relations=on", "--watch", 20)
    assert weakties("simulate", "--workers", 60, "--weeks", 14, *more, "--out", "run:1:2").code == 0
    assert weakties("network", "run:1:2/network.parquet").code == 0
    assert weakties("log", "run:1:2/talks.parquet").code == 0
    assert weakties("log", "run:1:2/talks.parquet", "--against", "run:1:2").code == 0
