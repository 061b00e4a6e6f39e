"""The examples in CONTRIBUTING.md, a finding and a mechanism, are what they say: guides that nobody runs go stale."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest


def blocks(root) -> list[str]:
    """The files that the guide tells one to write: a finding, a mechanism."""
    found = re.findall(r"^```python\n(.*?)^```$", (root / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)
    assert len(found) == 2
    return found


@pytest.fixture
def example(root, tmp_path):
    """The finding as a module."""
    pytest.importorskip("weakties.experiments.engine.declare")
    file = tmp_path / "burks_contacts.py"
    file.write_text(blocks(root)[0], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("burks_contacts", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def discretion(root, tmp_path, monkeypatch):
    """The mechanism, in the folder one is in."""
    (tmp_path / "discretion.py").write_text(blocks(root)[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield "discretion:Discretion"
    sys.modules.pop("discretion", None)


def test_the_mechanism_of_the_example_does_what_it_says(discretion):
    """Kept from all who are seldom talked to, no lead is heard from one of them; never kept, nothing changes to the bit."""
    from weakties import JobMarket, networks

    ties = networks.layers(workers=400, seed=0)

    def lived(mechanisms, **more):
        market = JobMarket(ties, seed=0, mechanisms=mechanisms, formal_search=1.0, direct_search=0.0, **more)
        market.run(weeks=80)
        return market

    plain, all_kept = lived([]), lived([discretion], **{"discretion.kept": 1.0})
    assert (plain.tellings.contact_rate < 12 / 52).sum() > 10
    assert (all_kept.tellings.contact_rate < 12 / 52).sum() == 0 < len(all_kept.hires)
    assert all_kept.states["discretion"]["missed"].sum() > 0
    assert lived([discretion], **{"discretion.kept": 0.0}).tellings.equals(plain.tellings)


def test_the_commands_of_the_example_run(root, discretion):
    """As printed, but smaller."""
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    lines = [
        line
        for line in text.splitlines()
        if "discretion" in line and line.startswith(("weakties ", "python "))
    ]
    assert len(lines) == 3
    for line in lines:
        short = line.replace("2000", "200").replace("200 --weeks 200", "200 --weeks 30").split()
        smaller = ["--workers", "200", "--weeks", "60", "--replicates", "1"] if "sweep" in line else []
        command = [sys.executable, *short[1:]]
        if short[0] == "weakties":
            command[1:1] = ["-c", "from weakties.experiments.cli import main; main()"]
        done = subprocess.run([*command, *smaller], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_example_is_judged(example):
    import pandas as pd

    from weakties.experiments.engine.verdicts import judged

    finding = example.FINDING
    runs = pd.DataFrame({"contact": [52.0, 48.0, 50.0, 51.0], "hires": [100.0] * 4})
    ours = finding.measure(runs)
    assert ours.keys() == {p.quantity for p in finding.published}
    assert judged(finding.published[0], ours["contact"]).word == "reproduced"


def test_the_world_of_the_example_runs(example):
    counts = example.world({"workers": 400, "weeks": 40, "burn_in": 10}, seed=0)
    assert 0 < counts["contact"] <= counts["hires"]
    assert counts == example.world({"workers": 400, "weeks": 40, "burn_in": 10}, seed=0)
