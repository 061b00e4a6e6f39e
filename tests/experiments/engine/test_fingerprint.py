"""What a saved result depends on: the meaning of code, wherever a world can reach it, on every Python alike."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tests.experiments import toy
from weakties.experiments.engine import fingerprint


def test_comments_docstrings_and_layout_do_not_count():
    one = fingerprint._meaning('"""Doc."""\ndef f(a):\n    """Doc."""\n    return a+1  # why\n')
    two = fingerprint._meaning('"""Other."""\n\n\ndef f(a):\n    return a + 1\n')
    assert one == two
    assert fingerprint._meaning("def f(a):\n    return a + 2\n") != two


def test_code_counts_where_a_world_can_reach_it(tmp_path, monkeypatch):
    """A file of simulation, the world's own file, and what that imports from analysis."""
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    files = {
        "simulation/rule.py": "a = 1",
        "analysis/shares.py": "from weakties.analysis import deep\n",
        "analysis/deep.py": "b = 1",
        "analysis/other.py": "c = 1",
        "world.py": "def f():\n    from weakties.analysis.shares import x\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(fingerprint, "_files_of", lambda world: {tmp_path / "world.py"})
    before = fingerprint.code_of(toy.coin)
    for name, counts in {
        "analysis/other.py": False,
        "analysis/deep.py": True,
        "simulation/rule.py": True,
        "world.py": True,
    }.items():
        (tmp_path / name).write_text(files[name] + "\nmore = 2\n")
        assert (fingerprint.code_of(toy.coin) != before) == counts, name
        (tmp_path / name).write_text(files[name])
    assert fingerprint.code_of(toy.coin) == before


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
    assert hashlib.sha256(meaning.encode()).hexdigest()[:16] == "59997bd5930d8d6d"


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
