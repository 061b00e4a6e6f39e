"""Every command says by example how it is used; the shell completes; a run that is interrupted keeps what it has."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shlex
import signal
import subprocess
import sys
import time

import pytest
import typer

from weakties.experiments import cli, commands
from weakties.experiments.commands import experiment
from weakties.simulation.market.records import Records
from weakties.simulation.spread.records import SpreadRecords

MODULES = {
    (*before, found.name): importlib.import_module(f"{folder.__name__}.{found.name}")
    for before, folder in (((), commands), (("experiment",), experiment))
    for found in pkgutil.iter_modules(folder.__path__)
    if not found.ispkg
}
RUN = [sys.executable, "-c", "from weakties.experiments.cli import main; main()"]


@pytest.mark.parametrize("name", MODULES, ids=" ".join)
def test_every_help_has_examples_and_every_example_can_be_typed(weakties, name):
    said = weakties(*name, "--help")
    program = typer.main.get_command(cli.app())
    assert MODULES[name].EXAMPLES
    for line in MODULES[name].EXAMPLES:
        assert line in said.out, "each on a line of its own, to be copied"
        words = shlex.split(line)
        assert words[: 1 + len(name)] == ["weakties", *(part.replace("_", "-") for part in name)]
        found = program
        for part in words[1 : 1 + len(name)]:
            found = found.commands[part]
        found.make_context(line, words[1 + len(name) :])  # raises for options that do not exist


@pytest.mark.parametrize("name", [(), ("experiment",)], ids=["weakties", "experiment"])
def test_no_command_is_cut_short_in_the_list_of_commands(weakties, name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    listed = weakties(*name, "--help").out.split("Commands:")[1].splitlines()
    assert len(listed) > 2 and not any(line.endswith("...") for line in listed)


def test_exit_codes_are_said(weakties):
    text = " ".join(weakties("--help").out.split())
    assert "Exit codes: 0 all went well, 1 something failed, 2 you can put it right" in text


@pytest.mark.parametrize(
    ("words", "found"), [("weakties si", "simulate"), ("weakties sweep --ne", "--network")]
)
def test_the_shell_completes(words, found):
    asked = {
        "_WEAKTIES_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(RUN, env={**os.environ, **asked}, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == [found], done.stderr


def interrupted(*asked):
    """(exit status, stdout, stderr) of a command that is interrupted a second after it began to live weeks."""
    process = subprocess.Popen([*RUN, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if " weeks to run" in line:
            break
    time.sleep(1)
    process.send_signal(
        signal.SIGINT
    )  # where rules are still being compiled, it is heard after the first week
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize(
    ("command", "tables", "more"),
    [("simulate", Records, ()), ("spread", SpreadRecords, ("--set", "transmission=1e-9"))],
)
def test_a_run_that_is_interrupted_keeps_what_it_has(tmp_path, command, tables, more):
    asked = ("--workers", "300", "--weeks", "1000000", "--seed", "1", "--out", str(tmp_path))
    status, out, err = interrupted(command, *asked, *more)
    kept = tables.read(tmp_path)
    weeks = int(kept.weekly.week.max())
    assert status == 130 and "Traceback" not in err
    assert 0 < weeks < 1_000_000 and weeks == kept.provenance["weeks"] and kept.weekly.week.nunique() >= weeks
    assert err.strip().splitlines()[-1] == f"stopped after week {weeks} of 1000000: what was lived is kept"
    assert f"{weeks} weeks" in " ".join(out.split()) and (tmp_path / "network.parquet").exists()
