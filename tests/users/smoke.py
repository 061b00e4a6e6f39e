"""What `make dist` runs where nothing but the package is installed, away from the checkout: does a release work?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import warnings
from importlib.metadata import metadata, version
from importlib.util import find_spec
from pathlib import Path

import weakties
from weakties import CalvoJackson, InformationSpread, JobMarket, Records, networks, sweep

ROOMS = ("simulation", "analysis", "figures", "experiments", "tests")


def command(*arguments: str) -> str:
    """`weakties ...` as it was installed; what it prints."""
    program = Path(sys.executable).with_name("weakties")
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Raises where something of the release does not work."""
    here = Path(weakties.__file__).resolve()
    assert "site-packages" in here.parts, f"{here} is the checkout, and no installation"
    assert [room for room in ROOMS if find_spec(room)] == [], "nothing else lands at the top"
    assert here.with_name("py.typed").is_file() and metadata("weak-ties")["License-Expression"] == "MIT"
    assert command("--version").strip() == f"weakties {version('weak-ties')}"
    warnings.simplefilter("ignore", weakties.WeakTiesWarning)  # the example has clubs
    with tempfile.TemporaryDirectory() as folder:
        command("simulate", "--network", "karate", "--weeks", "20", "--out", folder)
        assert len(Records.read(folder).weekly) == 20
        assert networks.read(f"{folder}/network.parquet").people == 34
    market = JobMarket("layers", workers=100, seed=0)
    market.run(20)
    assert len(market.weekly) == 20
    assert InformationSpread("lesmis", first_informed=["Valjean"], seed=0).week == 0
    assert CalvoJackson("karate", seed=0).people == 34
    assert len(sweep({"relay": [0, 0.1]}, workers=60, weeks=9, burn_in=2, replicates=1, seed=0, jobs=1)) == 6
    for words in (["parameters", "--columns"], ["findings"], ["calibrate", "market", "--show"]):
        assert command(*words)
    sys.stdout.write(f"the release works: {here.parent}\n")


if __name__ == "__main__":
    main()
