"""Each room knows only the rooms to its left: simulation <- analysis <- figures <- experiments."""

from __future__ import annotations

import ast

import pytest

ARROWS = ("simulation", "analysis", "figures", "experiments", "tests")


def imported(tree: ast.AST, package: str) -> set[str]:
    """Absolute names of the modules that a file imports, wherever in the file and however it does.

    `package` is the dotted package that the file is in; relative imports are resolved against it.
    """
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = ".".join(parents[: len(parents) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names.update(f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "importlib.import_module",
            "import_module",
            "__import__",
        }:
            names.update(
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )
    return names


def forbidden(tree: ast.AST, path: str) -> list[str]:
    """What a file imports from rooms to its right."""
    room = path.split("/")[0]
    right = set(ARROWS[ARROWS.index(room) + 1 :])
    return sorted(
        name
        for name in imported(tree, path.rsplit("/", 1)[0].replace("/", "."))
        if name.split(".")[0] in right
    )


def test_no_room_imports_a_room_to_its_right(sources):
    found = [f"{s.path} imports {name}" for s in sources for name in forbidden(s.tree, s.path)]
    assert not found, "\n".join(found)


def test_only_the_edge_touches_mesa(sources):
    """All contact with Mesa is in `simulation` and in the browser page, in few files: Mesa 4 changes much."""
    inner = [s for s in sources if s.room in {"analysis", "figures"}]
    found = [s.path for s in inner if any(n.split(".")[0] == "mesa" for n in imported(s.tree, "x"))]
    assert not found, found


def test_figures_leave_global_matplotlib_alone(sources):
    """pyplot keeps figures and settings for the whole process; a figure is made with `matplotlib.figure.Figure`."""
    figures = [s for s in sources if s.room == "figures"]
    found = [s.path for s in figures if any(n.startswith("matplotlib.pyplot") for n in imported(s.tree, "x"))]
    assert not found, found


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("simulation/market/world.py", "import analysis"),
        ("simulation/market/world.py", "from analysis.shares import wilson"),
        ("simulation/rules/talk.py", "def talk():\n    from figures import style"),
        ("simulation/rules/talk.py", "from ...figures import style"),
        ("analysis/shares.py", "import importlib\nimportlib.import_module('experiments.store')"),
        ("figures/style.py", "if TYPE_CHECKING:\n    from experiments.declare import Finding"),
        ("experiments/cli.py", "from tests.house import conftest"),
    ],
)
def test_a_wrong_arrow_is_seen(path, code):
    assert forbidden(ast.parse(code), path)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("analysis/shares.py", "from simulation import ties"),
        ("simulation/rules/talk.py", "from . import hire\nfrom ..chance import uniform"),
        ("experiments/runner.py", "import simulation, analysis, figures"),
    ],
)
def test_a_right_arrow_passes(path, code):
    assert not forbidden(ast.parse(code), path)
