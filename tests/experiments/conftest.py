"""The command line over the toy finding: in this process, where it is quick, or in one of its own, where it is to be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOYS = Path(__file__).parent / "toys"
# Who runs the tests in the background hands SIGINT down as ignored; a user at a terminal does not.
MAIN = f"""
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import weakties.experiments.findings, weakties.figures
weakties.experiments.findings.__path__ = [{str(TOYS / "findings")!r}]
weakties.figures.__path__.append({str(TOYS / "figures")!r})
from weakties.experiments.cli import main
main()
"""


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def weakties(monkeypatch, capsys):
    """Runs `weakties ...` in this process, over the toy findings; settings for the toy as keywords."""
    import weakties.experiments.findings
    import weakties.figures
    from weakties.experiments.cli import main

    monkeypatch.setattr(weakties.experiments.findings, "__path__", [str(TOYS / "findings")])
    monkeypatch.setattr(weakties.figures, "__path__", [*weakties.figures.__path__, str(TOYS / "figures")])

    def run(*arguments: object, **toy: object) -> Said:
        sys.modules.pop("weakties.experiments.findings.coins", None)
        monkeypatch.setenv("TOY", json.dumps(toy))
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(int(end.value.code or 0), captured.out, captured.err)

    yield run
    sys.modules.pop("weakties.experiments.findings.coins", None)


@pytest.fixture
def start():
    """Starts `weakties ...` over the toy findings in a process, and a process group, of its own."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: object, wait: float = 0.0, **toy: object) -> subprocess.Popen[str]:
        environment = {**os.environ, "TOY": json.dumps(toy), "TOY_WAIT": str(wait), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", MAIN, *(str(argument) for argument in arguments)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def reproduced(weakties, tmp_path):
    """The folder of results of the toy finding, reproduced."""
    assert weakties("reproduce", "--out", tmp_path, "--jobs", 1).code == 0
    return tmp_path
