"""Every random number comes from simulation/chance.py: nothing in the rooms reads another generator."""

from __future__ import annotations

import ast

import pytest

HOME = "simulation/chance.py"
WATCH = (
    "simulation/mechanisms/luck.py"  # looks whether somebody else drew from other generators; draws from none
)


def other_chance(tree: ast.AST) -> list[str]:
    """Where a file imports `random` or `secrets`, or reaches into numpy.random: 'line 3: np.random.seed'."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names = [ast.unparse(node)]
        else:
            continue
        found += [
            f"line {node.lineno}: {name}"
            for name in names
            if _is_chance(name, isinstance(node, ast.Attribute))
        ]
    return found


def _is_chance(name: str, is_attribute: bool) -> bool:
    numpy = name in {"np.random", "numpy.random"} or name.startswith("numpy.random.")
    return numpy or (not is_attribute and name.split(".")[0] in {"random", "secrets"})


USERS = "experiments/examples/"  # scripts as users write them, who draw as they like


def test_chance_has_one_home(sources):
    ours = [s for s in sources if s.path != HOME and not s.path.startswith(USERS)]
    found = [f"{s.path}, {where}" for s in ours for where in other_chance(s.tree)]
    watched = [where for where in found if where.startswith(WATCH)]
    text = next(s.text for s in sources if s.path == WATCH)
    assert len(watched) == 2 and text.count("random.get") == text.count("random.") == 2
    assert not set(found) - set(watched), "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import random",
        "from random import random",
        "import numpy.random",
        "from numpy.random import default_rng",
        "from numpy import random",
        "import numpy as np\nnp.random.seed(0)",
        "import numpy as np\ndef f():\n    return np.random.default_rng(0).random(3)",
    ],
)
def test_another_generator_is_seen(code):
    assert other_chance(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    ["from weakties.simulation.chance import uniform", "model.random.choice(a)", "random = uniform(0, 1)"],
)
def test_ordinary_code_passes(code):
    assert not other_chance(ast.parse(code))
