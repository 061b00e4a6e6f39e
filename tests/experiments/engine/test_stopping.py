"""A run that is stopped, or killed, loses nothing; and two runs do not write into one folder at once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pandas as pd
import pytest

from tests.experiments import toy
from weakties.experiments.engine import runner
from weakties.experiments.engine.store import folder_of, read_table
from weakties.simulation.errors import UserError


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def wait_for(condition, seconds: float = 300.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def midway(start, tmp_path, jobs: int):
    """Starts 96 slow worlds, and waits until some are saved. Returns (process, its settings)."""
    settings = {"fixed": {"witness": str(tmp_path / "witness")}, "replicates": 32}
    process = start("reproduce", "coins", "--out", tmp_path, "--jobs", jobs, wait=0.2, **settings)
    wait_for(lambda: list((tmp_path / "coins" / "full" / "parts").glob("*.parquet")))
    return process, settings


STOPS = [  # signal, processes, whether it is sent to the whole group, as a terminal and some schedulers do
    (signal.SIGKILL, 2, False),
    (signal.SIGINT, 2, True),
    (signal.SIGINT, 1, True),
    (signal.SIGTERM, 2, False),
    (signal.SIGTERM, 2, True),
]


@pytest.mark.parametrize(("number", "jobs", "group"), STOPS)
def test_a_run_that_is_stopped_leaves_whole_files_and_goes_on(start, tmp_path, number, jobs, group):
    process, settings = midway(start, tmp_path, jobs)
    (os.killpg if group else os.kill)(process.pid, number)
    _, err = process.communicate(timeout=60)
    folder = folder_of(tmp_path, "coins", False)
    assert not folder.runs.exists() and not (tmp_path / "coins" / "full" / "verdict.json").exists()
    saved = pd.concat([read_table(path)[0] for path in folder.parts()])
    assert 0 < saved.run.nunique() < 96
    if number != signal.SIGKILL:
        assert process.returncode == 130
        assert "Traceback" not in err and "Warning" not in err and "leaked" not in err
        assert err.strip().splitlines()[-1].startswith("stopped: ")
        assert f"{saved.run.nunique()} of 96 worlds" in err
    (folder.path / "parts" / ".000009.parquet.4242.part").write_bytes(b"half")  # what a kill may leave, too
    (folder.path / ".runs.parquet.4242.part").write_bytes(b"half")
    time.sleep(1.5)  # what a killed parent left running may leave some lines yet
    before = len(lines(tmp_path / "witness"))
    runs = runner.run(toy.experiment(**settings), tmp_path, jobs=2)
    assert runs.run_now == 96 - saved.run.nunique()
    assert len(lines(tmp_path / "witness")) == before + runs.run_now
    whole = runner.run(toy.experiment(**settings), tmp_path / "whole", jobs=2)
    pd.testing.assert_frame_equal(runs.rows, whole.rows)
    assert sorted(path.name for path in folder.path.iterdir()) == ["design.json", "runs.parquet"]


def test_two_runs_do_not_write_into_one_folder_at_once(start, tmp_path):
    first, settings = midway(start, tmp_path, 1)
    second = start("reproduce", "coins", "--out", tmp_path, "--jobs", 1, **settings)
    _, err = second.communicate(timeout=60)
    line = err.strip().splitlines()[-1]
    assert second.returncode == 2 and "Traceback" not in err
    assert f"is being written by process {first.pid} on " in line and "reproduce coins --out" in line
    first.send_signal(signal.SIGKILL)
    first.wait(60)
    assert (tmp_path / "coins" / "full" / ".lock").exists()  # nobody holds it any more
    assert len(runner.run(toy.experiment(**settings), tmp_path, jobs=2).good) == 96


def test_the_lock_is_held_against_threads_of_the_same_program(tmp_path):
    folder = folder_of(tmp_path, "coins", False)
    with folder.held(), pytest.raises(UserError, match=f"is being written by process {os.getpid()} on"):
        runner.run(toy.experiment(), tmp_path, jobs=1)
    assert len(runner.run(toy.experiment(), tmp_path, jobs=1).good) == 18


def test_a_file_system_without_locks_is_worked_on_without_one(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", none)
    assert len(runner.run(toy.experiment(), tmp_path, jobs=1).good) == 18
