"""--network FILE: what its weights mean, what is ignored, and what is refused, alike in all commands that read one."""

from __future__ import annotations

import json

import pandas as pd
import pytest

COMMANDS = {
    "simulate": ["simulate", "--weeks", 4, "--network"],
    "spread": ["spread", "--weeks", 4, "--network"],
    "network": ["network"],
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
    idle = {"simulate": "do nothing here: club", "spread": "do nothing here: firm, club", "network": ""}[
        command
    ]
    assert idle in said.err and (command != "network" or "nothing here" not in said.err)


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


def test_options_of_files_on_a_generated_network(weakties):
    said = weakties("simulate", "--network", "layers", "--drop-self-ties")
    assert said.code == 2 and "--drop-self-ties goes with networks that are read" in said.err


def test_a_warning_of_the_library_is_one_plain_line(weakties, tmp_path):
    (tmp_path / "edges.csv").write_text("source,target,contact_rate\na,b,1\nb,c,1\n")
    (tmp_path / "nodes.csv").write_text("id,firm,industry\na,0,0\nb,0,1\nc,1,1\n")
    said = weakties("simulate", "--weeks", 4, "--network", tmp_path / "edges.csv", "--json")
    lines = [line for line in said.err.splitlines() if "several industries" in line]
    assert lines == [
        "firm 0 has people of several industries (1 such firms): it is of the one that most are of"
    ]
    assert json.loads(said.out)
