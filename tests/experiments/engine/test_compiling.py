"""That rules are compiled is said, once; and the time that it takes is no guide to the time left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from numba import njit

from weakties.experiments.engine import compiling, progress

ROOT = Path(__file__).resolve().parents[3]
CODE = """
from numba import njit
from weakties.experiments.engine import compiling
compiling.tell()
compiling.tell()
before = compiling.seconds()
for add in (1, 2):
    f = njit(lambda x: x + add)
    f(1)
print(before, compiling.seconds())
"""


def test_it_is_said_once_and_timed():
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    before, after = map(float, done.stdout.split())
    assert before == 0 and 0.01 < after < 60
    assert done.stderr.splitlines() == [compiling.ABOUT]


def test_nothing_is_said_where_nothing_is_compiled():
    warm = CODE.replace("f(1)", "pass")
    done = subprocess.run([sys.executable, "-c", warm], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stderr == "" and done.stdout.split() == ["0.0", "0.0"]


def test_servants_are_spoken_for_while_nothing_is_kept(tmp_path):
    """Whoever has others run the worlds says that they will compile, when nothing is kept for this code."""
    code = (
        "import sys; from weakties.experiments.engine import compiling; "
        "compiling.tell_of_servants(); print('numba' in sys.modules)"
    )
    cold = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    for expected in (compiling.ABOUT, ""):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=cold, capture_output=True, text=True
        )
        assert done.returncode == 0 and done.stderr.strip() == expected
        for folder in tmp_path.glob("weak-ties-*"):
            (folder / "kernel.nbi").write_bytes(b"")


def test_what_is_lost_is_no_guide_to_the_time_left(monkeypatch, capsys):
    now = iter([0.0, 60.0, 80.0, 82.0])  # the beginning, two worlds done, the end
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    with progress.progress("w", 40) as advance:
        advance(2, 50.0)
        advance(2, 60.0)
    first, second, third, _ = capsys.readouterr().err.splitlines()
    assert first == "w: 40 worlds to run"
    assert second == "w: 2 of 40 worlds"  # and not: 19 min
    assert third == "w: 4 of 40 worlds, about 3 min 0 s left"  # 20 s for 4 of them, 36 to come


def test_seconds_grow_by_what_is_compiled_here():
    before = compiling.seconds()
    njit(lambda x: np.sort(x) + 1)(np.ones(3))
    assert compiling.seconds() > before
