"""`weakties --help` answers at once, because heavy libraries are imported where they are used."""

from __future__ import annotations

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
