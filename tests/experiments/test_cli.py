"""The command line: one clear line for whatever is wrong, JSON for programs, tables for people, and nothing lost."""

from __future__ import annotations

import errno
import json

import pytest

BAD = [
    (["reprodce"], "No such command 'reprodce'; did you mean 'reproduce'?"),
    (["reproduce", "--quik"], "did you mean --quick?"),
    (["reproduce", "coin"], "no finding 'coin'; did you mean 'coins'?"),
    (["reproduce", "--jobs", "-1"], "Invalid value for '--jobs'"),
    (["reproduce", "--jobs", "two"], "Invalid value for '--jobs'"),
    (["figures", "coin"], "no figure 'coin'; did you mean 'coins'?"),
    (["simulate", "--set", "vacancy_lfie=2"], "no parameter 'vacancy_lfie'; did you mean 'vacancy_life'?"),
    (["simulate", "--set", "vacancy_life=-2"], "vacancy_life = -2 weeks: must be at least"),
    (["simulate", "--set", "vacancy_life=long"], "vacancy_life = long weeks: must be a number"),
    (["simulate", "--set", "vacancy_life"], "must have the form name=value"),
    (["simulate", "--set", "relay=0", "--set", "relay=1"], "--set relay stands twice"),
    (["simulate", "--network", "layrs"], "no network 'layrs'; did you mean 'layers'?"),
    (["simulate", "--network", "none.csv"], "no file none.csv"),
    (["simulate", "--network", "karate", "--workers", "50"], "--workers goes with generated networks"),
    (["simulate", "--observed", "52"], "--observed goes with networks that are read"),
    (["simulate", "--network", "karate", "--rate", "cuonts"], "counts"),
    (["simulate", "--network", "karate", "--rate", "counts"], "weeks"),
    (["simulate", "--seed", "-1"], "seed = -1: must lie in"),
    (["simulate", "--weeks", "0"], "Invalid value for '--weeks'"),
    (["simulate", "--weeks", "5", "--burn-in", "5"], "must be more than burn_in = 5"),
    (["sweep"], "Missing option '--out'"),
    (["sweep", "--vary", "relai=0,1"], "no parameter 'relai'; did you mean 'relay'?"),
    (["sweep", "--vary", "relay=0,2"], "relay = 2: must be at most 1"),
    (["sweep", "--vary", "relay"], "must have the form name=2,4,8 or name=2:16:8"),
    (["sweep", "--vary", "relay=0:1"], "must have the form name=from:to:count"),
    (["sweep", "--vary", "relay=0:1:1"], "the count must be a whole number from 2"),
    (["sweep", "--vary", "relay=0,0"], "list every value once"),
    (["sweep", "--vary", "relay=0", "--vary", "relay=1"], "--vary relay stands twice"),
    (["sweep", "--vary", "relay=0,1", "--set", "relay=0"], "both varied and set"),
    (["sweep", "--network", "layers,cavemen"], "no network 'cavemen'; did you mean 'caveman'?"),
    (["sweep", "--measure", "chain_length"], "no measure 'chain_length'; did you mean 'chain_lengths'?"),
    (["sweep", "--weeks", "10", "--burn-in", "10"], "must be more than burn_in"),
    (["sweep", "--vary", "workers=100.5"], "must be a whole number"),
    (["sweep", "--replicates", "0"], "Invalid value for '--replicates'"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input_gets_one_line_and_exit_code_2(weakties, tmp_path, arguments, message):
    out = [] if arguments in (["sweep"], ["reprodce"]) else ["--out", tmp_path / "out"]
    said = weakties(*arguments, *out)
    assert said.code == 2 and said.out == ""
    last = said.err.splitlines()[-1]
    assert last.startswith("error: ") and message in last and "Traceback" not in said.err
    assert not (tmp_path / "out").exists()


COMMANDS = [
    ["reproduce", "--jobs", "1"],
    ["simulate", "--workers", "50", "--weeks", "5"],
    ["sweep", "--workers", "50", "--weeks", "5", "--burn-in", "1", "--replicates", "1", "--jobs", "1"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_a_file_where_the_folder_should_be(weakties, tmp_path, command):
    (tmp_path / "file").write_text("precious")
    said = weakties(*command, "--out", tmp_path / "file")
    assert said.code == 2 and said.err.splitlines()[-1].startswith("error: cannot write to ")
    assert "--out" in said.err and "Traceback" not in said.err
    assert (tmp_path / "file").read_text() == "precious"


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_a_full_disk(weakties, tmp_path, command, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", full)
    said = weakties(*command, "--out", tmp_path / "out")
    assert said.code == 2 and "No space left on device" in said.err.splitlines()[-1]
    assert not [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".part", ".parquet")]


def test_a_damaged_file_is_named(weakties, reproduced):
    (reproduced / "coins/full/runs.parquet").write_bytes(b"PAR1 and nothing more")
    said = weakties("reproduce", "--out", reproduced, "--jobs", 1)
    assert (
        said.code == 2
        and "runs.parquet" in said.err
        and "remove it" in said.err
        and "Traceback" not in said.err
    )


@pytest.mark.parametrize(
    "command", ["", "reproduce", "findings", "figures", "simulate", "sweep", "parameters"]
)
def test_help(weakties, command):
    said = weakties(*[command] if command else [], "--help")
    assert said.code == 0 and f"Usage: weakties {command}".strip() in said.out and not said.err


def test_a_missing_command_is_answered_with_those_there_are(weakties):
    said = weakties("experiment")
    assert (said.code, said.err) == (2, "error: which? Choose from estimators, recommendation\n")


def test_no_command_is_help(weakties):
    assert weakties().out == weakties("--help").out and "reproduce --quick" in weakties().out


def test_version(weakties):
    said = weakties("--version")
    assert said.code == 0 and said.out.startswith("weakties")


def test_parameters_are_those_that_are_declared(weakties):
    from weakties.simulation.market.parameters import MarketParameters
    from weakties.simulation.parameters import NetworkParameters

    shown = weakties("parameters").out
    listed = {row["name"]: row for row in json.loads(weakties("parameters", "--json").out)}
    for declared in (NetworkParameters, MarketParameters):
        for name, info in declared.model_fields.items():
            assert name in shown
            assert listed[name]["default"] == info.default and listed[name]["source"]
