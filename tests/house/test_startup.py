"""`weakties --help` answers at once, because heavy libraries are imported where they are used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {"igraph", "linearmodels", "matplotlib", "mesa", "networkx", "numba", "pandas"}
HEAVY |= {"pyarrow", "scipy", "seaborn", "solara", "statsmodels"}

HELP = """
import sys
sys.argv = ["weakties", "--help"]
from weakties.experiments.cli import main
try:
    main()
except SystemExit:
    pass
"""


def loaded(statement: str, root) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after `statement`."""
    code = f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_imports_nothing_heavy(root):
    if not (root / "experiments" / "cli.py").exists():
        pytest.skip("there is no command line yet")
    assert not HEAVY & loaded("import weakties.experiments.cli", root)


def test_help_imports_nothing_heavy(root):
    if not (root / "experiments" / "cli.py").exists():
        pytest.skip("there is no command line yet")
    assert not HEAVY & loaded(HELP, root)


def test_a_heavy_import_is_seen(root):
    assert "networkx" in HEAVY & loaded("import networkx", root)


def test_the_front_door_opens_at_once(root):
    assert not HEAVY & loaded("import weakties", root)


def test_linear_algebra_has_one_thread_whatever_jobs_are(root):
    """The last bits of a sum depend on how many threads share it: only with one are results the same for any --jobs."""
    code = f"import os\n{HELP.rstrip()[:-4]}print(os.environ['OPENBLAS_NUM_THREADS'])"
    clean = {name: value for name, value in os.environ.items() if not name.endswith("NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=clean, capture_output=True, text=True)
    assert done.stdout.split()[-1] == "1", done.stderr
