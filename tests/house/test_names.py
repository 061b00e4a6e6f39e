"""One name: everything is installed under `weakties`, and nothing beside it."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

ROOMS = ("simulation", "analysis", "figures", "experiments")
DOOR = "simulation/weakties"


@pytest.fixture(scope="module")
def setuptools_table(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["setuptools"]


def name_of(folder: str) -> str:
    return "weakties" if folder == DOOR else "weakties." + folder.replace("/", ".")


def test_every_package_is_listed(root, setuptools_table):
    """And where setuptools finds it: the door and the four rooms are mapped, what is in the rooms follows."""
    inits = (path for room in ROOMS for path in (root / room).rglob("__init__.py"))
    folders = {path.parent.relative_to(root).as_posix() for path in inits}
    assert DOOR in folders
    assert sorted(setuptools_table["packages"]) == sorted(name_of(folder) for folder in folders)
    assert setuptools_table["package-dir"] == {name_of(folder): folder for folder in (DOOR, *ROOMS)}


def test_its_types_are_for_others_too(root, setuptools_table):
    assert (root / DOOR / "py.typed").exists()
    assert "py.typed" in setuptools_table["package-data"]["weakties"]


def run(code: str, folder) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120
    )


def test_folders_of_the_users_own_are_left_alone(tmp_path):
    """A script beside a folder `simulation` and a file `analysis.py` of its own has both, and ours."""
    (tmp_path / "simulation").mkdir()
    (tmp_path / "simulation" / "__init__.py").write_text("mine = 1")
    (tmp_path / "analysis.py").write_text("mine = 2")
    code = "import analysis, simulation; from weakties import Ties; print(simulation.mine, analysis.mine, Ties.__module__)"
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[:2] == ["1", "2"] and done.stdout.split()[2].startswith("weakties.")


def test_nothing_else_is_at_the_top(tmp_path):
    done = run(
        "from importlib.util import find_spec as f; print([n for n in " + repr(ROOMS) + " if f(n)])", tmp_path
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_door_offers_what_it_says():
    import weakties

    assert {"CalvoJackson", "InformationSpread", "JobMarket", "Ties", "networks"} <= set(weakties.__all__)
    for name in weakties.__all__:
        assert getattr(weakties, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'JobMarkt'"):
        _ = weakties.JobMarkt


def test_the_page_says_what_it_needs(tmp_path):
    """One line, where its libraries are not installed."""
    code = "import sys; sys.modules['solara'] = None; from weakties.experiments.cli import main; main(['view', '--no-open'])"
    done = run(code, tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "weak-ties[page]" in done.stderr, (
        done.stderr
    )
