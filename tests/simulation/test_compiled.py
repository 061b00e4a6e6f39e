"""An edited rule runs as it is written, with kernels of its callers compiled before; and nothing is compiled twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from weakties.simulation import compiled

ROOT = Path(__file__).resolve().parents[2]
# A kernel of counterfactual/reach.py that uses one of market/rules/looking.py, and whether it was compiled now.
RUN = """
import numpy as np
from weakties.simulation.market.state import Jobs, People
from weakties.simulation.market.habits import Habits
from weakties.simulation.counterfactual import reach
zero, start = np.zeros(1, np.int32), np.zeros(2, np.int64)
habits = Habits(0.0, 1.0, 5, 1.0, 1.0, 1.0, 1.0, 0.0, 0)
jobs = Jobs(*[zero - 1] * 5, zero.astype(np.int64), zero.astype(np.int64), start, zero)
jobs = jobs._replace(firm=zero, opened=zero)
people = People(zero, zero + 1, zero.astype(np.float32), zero, zero, zero, zero == 0)
found = reach._concerns(0, 0, 0, 0.1, habits, people, jobs)
print(bool(found), sum(reach._concerns.stats.cache_hits.values()))
"""


@pytest.fixture
def tree(tmp_path) -> Path:
    """A copy of the package, with nothing compiled in it."""
    shutil.copytree(
        ROOT / "simulation",
        tmp_path / "weakties" / "simulation",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "simulation" / "weakties" / "__init__.py", tmp_path / "weakties")
    return tmp_path


def ran(tree: Path, code: str = RUN, **more: str) -> list[str]:
    """The words that a fresh interpreter prints."""
    environment = {k: v for k, v in os.environ.items() if k not in ("NUMBA_CACHE_DIR", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tree,
        env={**environment, **more},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_an_edited_rule_runs_as_it_is_written(tree):
    assert ran(tree) == ["True", "0"] and ran(tree) == ["True", "1"]  # compiled, and then not compiled again
    rule = tree / "weakties" / "simulation" / "market" / "rules" / "looking.py"
    text = rule.read_text(encoding="utf-8")
    assert "< transferability" in text
    rule.write_text(text.replace("< transferability", "< 0.0 * transferability"), encoding="utf-8")
    assert ran(tree) == ["False", "0"]
    rule.write_text(text, encoding="utf-8")
    assert ran(tree) == ["True", "1"]  # what was compiled for this source is still there


WHERE = "import os, weakties.simulation; print(os.environ['NUMBA_CACHE_DIR'])"


def test_the_folder_is_in_the_first_place_that_can_be_written_to(tree, tmp_path):
    """Files stand where the folders would be: that keeps out root, too."""
    digest = compiled.digest_of(tree / "weakties" / "simulation")
    name, caches = f"weak-ties-{digest}", tmp_path / "caches"
    assert ran(tree, WHERE, NUMBA_CACHE_DIR=str(tmp_path / "mine")) == [str(tmp_path / "mine" / name)]
    assert ran(tree, WHERE) == [str(tree / "weakties" / "simulation" / "__pycache__" / name)]
    shutil.rmtree(tree / "weakties" / "simulation" / "__pycache__")
    (tree / "weakties" / "simulation" / "__pycache__").write_text("")
    home = {"XDG_CACHE_HOME": str(caches), "LOCALAPPDATA": str(caches)}
    if sys.platform != "darwin":
        assert ran(tree, WHERE, **home) == [str(caches / "weak-ties" / name)]
        (tmp_path / "nothing").write_text("")
        nowhere = {key: str(tmp_path / "nothing") for key in home}
        (passing,) = ran(tree, WHERE, TMPDIR=str(tmp_path), **nowhere)
        assert Path(passing).name == name and not Path(passing).parent.exists()


def test_a_child_uses_the_folder_of_its_own_source(tree, tmp_path):
    """The environment that it inherits names the folder of its parent."""
    parent = tmp_path / "mine" / "weak-ties-0123456789abcdef"
    name = f"weak-ties-{compiled.digest_of(tree / 'weakties' / 'simulation')}"
    assert ran(tree, WHERE, NUMBA_CACHE_DIR=str(parent)) == [str(tmp_path / "mine" / name)]


def test_numba_that_was_imported_before_is_told_as_well(tree):
    code = "import numba, os, weakties.simulation; print(numba.config.CACHE_DIR, os.environ.get('NUMBA_CACHE_DIR'))"
    folder, environment = ran(tree, code)
    assert Path(folder).name.startswith("weak-ties-") and environment == "None"


def test_folders_that_nobody_used_for_long_are_removed(tree):
    base = tree / "weakties" / "simulation" / "__pycache__"
    for name, age in (("old", compiled.KEEP + 60), ("young", compiled.KEEP - 3600)):
        stamp = base / f"weak-ties-{name}" / compiled.STAMP
        stamp.parent.mkdir(parents=True)
        stamp.write_text("")
        os.utime(stamp, (time.time() - age,) * 2)
    (base / "somebody-else").mkdir()
    (used,) = ran(tree, WHERE)
    assert {path.name for path in base.iterdir() if "-" in path.name and path.is_dir()} == {
        Path(used).name,
        "weak-ties-young",
        "somebody-else",
    }


def test_the_digest_depends_on_names_and_texts_alone(tree):
    package = tree / "weakties" / "simulation"
    before = compiled.digest_of(package)
    os.utime(package / "chance.py")
    (package / ".#world.py").symlink_to("nobody@nowhere")
    assert compiled.digest_of(package) == before == compiled.digest_of(ROOT / "simulation")
    (package / "chance.py").rename(package / "luck.py")
    assert compiled.digest_of(package) != before
