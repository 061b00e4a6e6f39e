"""What a saved result depends on: the meaning of code, wherever a world can reach it, on every Python alike."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.experiments import toy
from weakties.experiments.engine import fingerprint, reach
from weakties.experiments.worlds import market, recommendation, small_markets


def test_comments_docstrings_and_layout_do_not_count():
    one = fingerprint._meaning('"""Doc."""\ndef f(a):\n    """Doc."""\n    return a+1  # why\n')
    two = fingerprint._meaning('"""Other."""\n\n\ndef f(a):\n    return a + 1\n')
    assert one == two
    assert fingerprint._meaning("def f(a):\n    return a + 2\n") != two


FILES = {
    "simulation/weakties/__init__.py": """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from weakties.simulation import networks
            from weakties.simulation.model import Model
        def prepare(): pass
        prepare()
        """,
    "simulation/__init__.py": "",
    "simulation/networks/__init__.py": "from weakties.simulation.networks.ring import ring",
    "simulation/networks/ring.py": "SIZE = 5\nNEVER_USED = 3\ndef ring(): return SIZE",
    "simulation/networks/cave.py": "def cave(): pass",
    "simulation/model.py": """
        from weakties.simulation.rule import rule
        from weakties.simulation.records import Records, saved
        class Model:
            def run(self, with_what: Records): return rule()
        """,
    "simulation/rule.py": """
        import weakties.simulation.chance as chance
        def rule(): return chance.deep.uniform()
        def another(): return chance.other()
        """,
    "simulation/chance/__init__.py": "def other(): pass",
    "simulation/chance/deep.py": """
        from numpy import sin as f
        TABLE = {}
        TABLE["a"] = 1
        def uniform(): return f(0)
        """,
    "simulation/records.py": "class Records: pass\nsaved = {}\nfor a in [1]: saved[a] = a",
    "analysis/shares.py": "def share(): return 1\ndef other(): return 1",
    "world.py": """
        WORDS = "what was published"
        def world(point, seed):
            from weakties import Model, networks
            from weakties.analysis import shares
            return shares.share(Model(networks.ring()).run())
        """,
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package: its root, and a function that gives the digest of its world."""
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    monkeypatch.setattr(fingerprint, "_parts_of", lambda world: {(tmp_path / "world.py", "world")})
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(textwrap.dedent(text))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "counts"),
    [
        ("world.py", "share(Model", "share(1, Model", True),
        ("world.py", "was published", "is published", False),
        (
            "simulation/networks/ring.py",
            "SIZE = 5",
            "SIZE = 6",
            True,
        ),  # through a package, and a name read in a function
        ("simulation/networks/ring.py", "NEVER_USED = 3", "NEVER_USED = 4", False),
        ("simulation/networks/cave.py", "pass", "return 1", False),  # a neighbour that nobody imports
        ("simulation/model.py", "return rule()", "return 2 * rule()", True),  # through the front door
        ("simulation/rule.py", "chance.deep.uniform()", "chance.deep.uniform() + 1", True),
        (
            "simulation/rule.py",
            "chance.other()",
            "chance.other() + 1",
            False,
        ),  # a neighbour in a file that counts
        ("simulation/chance/__init__.py", "pass", "return 1", False),
        ("simulation/chance/deep.py", "f(0)", "f(1)", True),  # through a module and an attribute of it
        (
            "simulation/chance/deep.py",
            "import sin as f",
            "import cos as f",
            True,
        ),
        ("simulation/chance/deep.py", '["a"] = 1', '["a"] = 2', True),  # runs when the module is imported
        ("simulation/records.py", "in [1]", "in [2]", True),  # likewise, though nothing of it is used
        ("simulation/records.py", "Records: pass", "Records: a = 1", False),  # a hint
        ("simulation/weakties/__init__.py", "prepare(): pass", "prepare(): return 1", True),
        ("analysis/shares.py", "share(): return 1", "share(): return 2", True),
        ("analysis/shares.py", "other(): return 1", "other(): return 2", False),
    ],
)
def test_code_counts_where_a_world_reaches_it(package, file, old, new, counts):
    before = fingerprint.code_of(toy.coin)
    text = (package / file).read_text()
    assert text.count(old) == 1
    (package / file).write_text(text.replace(old, new))
    assert (fingerprint.code_of(toy.coin) != before) == counts
    (package / file).write_text(text)
    assert fingerprint.code_of(toy.coin) == before


def test_a_module_that_is_handed_on_counts_as_a_whole(package):
    world = (package / "world.py").read_text()
    (package / "world.py").write_text(world.replace("shares.share(", "getattr(shares, point)("))
    before = fingerprint.code_of(toy.coin)
    (package / "analysis/shares.py").write_text("def share(): return 1\ndef other(): return 2\n")
    assert fingerprint.code_of(toy.coin) != before


@pytest.mark.parametrize(
    ("world", "point"),
    [
        (market.world, {"workers": 300, "weeks": 20, "burn_in": 5}),
        (
            small_markets.world,
            {"shape": "linked pair", "weeks": 200, "burn_in": 10, "arrival": 0.1, "breakup": 0.015},
        ),
        (
            recommendation.replays,
            {"workers": 900, "weeks": 4, "settling": 2, "pairs": 5, "touched": 5, "others": 20},
        ),
    ],
)
def test_whatever_python_calls_in_a_world_counts(world, point):
    """The profiler sees each call while a world lives; kernels, which it does not see, are called by name like all else."""
    reached = reach.Reached(fingerprint.ROOT)
    for path, name in fingerprint._parts_of(world):
        reached.add(path, name)
    world(point, 0)  # imports and compiles, unwatched
    for file, line in _called(world, point):
        body = reach.parse(file.read_text(encoding="utf-8")).body
        at = {n for n, s in enumerate(body) if _first_line(s) <= line <= s.end_lineno}
        assert at <= reached.statements.get(file, set()), f"{file}:{line}"


def _called(world, point) -> set[tuple[Path, int]]:
    called: set[tuple[str, int]] = set()

    def watch(frame, event, _):
        if event == "call":
            called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    sys.setprofile(watch)
    try:
        world(point, 1)
    finally:
        sys.setprofile(None)
    ours = {
        (Path(file), line)
        for file, line in called
        if Path(file).is_relative_to(fingerprint.ROOT / "simulation")
    }
    assert len(ours) > 5
    return ours


def _first_line(statement) -> int:
    return min(node.lineno for node in (statement, *getattr(statement, "decorator_list", ())))


def test_a_name_is_that_of_settings_and_seed():
    import numpy as np

    name = fingerprint.name_of({"a": 1.5, "b": "x"}, 3)
    assert name == fingerprint.name_of({"b": "x", "a": np.float64(1.5)}, 3)
    assert (
        len({name, fingerprint.name_of({"a": 1.5, "b": "x"}, 4), fingerprint.name_of({"a": 2, "b": "x"}, 3)})
        == 3
    )


CODE = '''
def f(a, *, b="it's", c='"', **d):
    """Words."""
    x: int = a if b else {**d, "k": None}
    return f"{x!r:>{a}} {d['k']}" "and" f'{c}', lambda: ..., 1e-3j, b"\\x00"
'''


def test_code_has_the_same_meaning_for_every_python():
    """CI runs this on the oldest and the newest. `ast.unparse` writes quotes otherwise from 3.12 on, `ast.dump` lists otherwise
    from 3.13 on."""
    meaning = fingerprint._meaning(CODE)
    assert hashlib.sha256(meaning.encode()).hexdigest()[:16] == "60a8d59f61e6b6fc"


OTHER = """
import hashlib, sys
from pathlib import Path
from weakties.experiments.engine.fingerprint import _meaning
files = sorted(Path("simulation").rglob("*.py"))
print(hashlib.sha256("".join(_meaning(path.read_text(encoding="utf-8")) for path in files).encode()).hexdigest())
"""


def test_the_package_has_the_same_meaning_for_the_other_pythons_here():
    found = {str(path) for path in Path.home().glob(".pyenv/versions/3.*/bin/python3")}
    found |= {path for minor in range(11, 16) if (path := shutil.which(f"python3.{minor}"))}
    digests = set()
    for python in [sys.executable, *sorted(found)]:
        said = subprocess.run([python, "-c", OTHER], cwd=fingerprint.ROOT, capture_output=True, text=True)
        if said.returncode == 0:  # older ones do not read our code
            digests.add(said.stdout)
    assert len(digests) == 1
