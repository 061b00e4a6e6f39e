"""Each room knows only the rooms to its left: simulation <- analysis <- figures <- experiments."""

from __future__ import annotations

import ast

import pytest

ROOMS = ("simulation", "analysis", "figures", "experiments")
ARROWS = (*ROOMS, "tests")


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


def room_of(name: str) -> str:
    """The room that a module is in: that of weakties.analysis.shares is analysis."""
    return name.removeprefix("weakties.").split(".")[0]


def forbidden(tree: ast.AST, path: str) -> list[str]:
    """What a file imports from rooms to its right, or from a room by its bare name, which exists in this checkout only."""
    room = path.split("/")[0]
    right = set(ARROWS[ARROWS.index(room) + 1 :])
    return sorted(
        name
        for name in imported(tree, "weakties." + path.rsplit("/", 1)[0].replace("/", "."))
        if room_of(name) in right or name.split(".")[0] in ROOMS
    )


DOOR = "simulation/weakties/__init__.py"  # stands before all rooms, and shows what is in each


def test_no_room_imports_a_room_to_its_right(sources):
    rooms = [s for s in sources if s.path != DOOR]
    found = [f"{s.path} imports {name}" for s in rooms for name in forbidden(s.tree, s.path)]
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
        ("simulation/market/world.py", "import weakties.analysis"),
        ("simulation/market/world.py", "from weakties.analysis.shares import wilson"),
        ("simulation/market/rules/telling.py", "def talk():\n    from weakties.figures import style"),
        ("simulation/market/rules/telling.py", "from ....figures import style"),
        ("experiments/cli.py", "from analysis import shares"),
        (
            "analysis/shares.py",
            "import importlib\nimportlib.import_module('weakties.experiments.engine.store')",
        ),
        (
            "figures/style.py",
            "if TYPE_CHECKING:\n    from weakties.experiments.engine.declare import Finding",
        ),
        ("experiments/cli.py", "from tests.house import conftest"),
    ],
)
def test_a_wrong_arrow_is_seen(path, code):
    assert forbidden(ast.parse(code), path)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("analysis/shares.py", "from weakties.simulation import ties"),
        ("simulation/market/rules/telling.py", "from . import hire\nfrom ...chance import uniform"),
        ("experiments/engine/runner.py", "import weakties.simulation, weakties.analysis, weakties.figures"),
    ],
)
def test_a_right_arrow_passes(path, code):
    assert not forbidden(ast.parse(code), path)


ALIAS = {
    "ties": {"networks"}
}  # Ties.from_networkx is another word for networks.read, where users look for it


def packages_imported(sources, room: str) -> dict[str, set[str]]:
    """Which folders of a room import which others."""
    inside = [source for source in sources if source.room == room and source.path.count("/") > 1]
    folders = {source.path.split("/")[1] for source in inside}
    found: dict[str, set[str]] = {folder: set() for folder in folders}
    for source in inside:
        for name in imported(source.tree, "weakties." + source.path.rsplit("/", 1)[0].replace("/", ".")):
            parts = name.split(".")
            if parts[:2] == ["weakties", room]:
                found[source.path.split("/")[1]] |= folders & set(parts[2:3])
    return {folder: others - {folder} - ALIAS.get(folder, set()) for folder, others in found.items()}


@pytest.mark.parametrize("room", ["simulation", "experiments"])
def test_folders_of_a_room_import_each_other_in_no_circle(sources, room):
    imports = packages_imported(sources, room)
    assert any(imports.values())
    while free := [folder for folder, others in imports.items() if not others & imports.keys()]:
        for folder in free:
            del imports[folder]
    assert not imports, f"in a circle, or behind one: {imports}"
