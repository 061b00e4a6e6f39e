"""The example in CONTRIBUTING.md is a finding that can be judged: guides that nobody runs go stale."""

from __future__ import annotations

import importlib.util
import re

import pytest


@pytest.fixture
def example(root, tmp_path):
    """The module that the guide tells one to write."""
    pytest.importorskip("weakties.experiments.engine.declare")
    blocks = re.findall(r"^```python\n(.*?)^```$", (root / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)
    assert len(blocks) == 1
    file = tmp_path / "burks_contacts.py"
    file.write_text(blocks[0], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("burks_contacts", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_is_judged(example):
    import pandas as pd

    finding = example.FINDING
    runs = pd.DataFrame({"contact": [52.0, 48.0, 50.0, 51.0], "hires": [100.0] * 4})
    ours = finding.measure(runs)
    assert ours.keys() == {p.quantity for p in finding.published}
    assert finding.judge_of("contact")(finding.published[0], ours["contact"]).word == "reproduced"


def test_the_world_of_the_example_runs(example):
    counts = example.world({"workers": 400, "weeks": 40, "burn_in": 10}, seed=0)
    assert 0 < counts["contact"] <= counts["hires"]
    assert counts == example.world({"workers": 400, "weeks": 40, "burn_in": 10}, seed=0)
