"""Pairs of worlds that are made up, over which `weakties advice` runs in seconds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.tables_of_advice import paired

LIVED: list[tuple[str, float, int]] = []


def made_up(point, seed):
    """A pair of worlds in which a piece brings a tenth of the length of its name in weeks, less where all follow it."""
    names = point["advice"].split("+")
    LIVED.append((point["advice"], point["share"], seed))
    return pd.concat([one_piece(name, point["share"], seed, len(names) == 1) for name in names])


def one_piece(name, share, seed, alone):
    rng = np.random.default_rng([seed % 2**32, *map(ord, name)])
    effect = len(name) / 10 * (1 - 0.5 * share)
    hours = {name: 0.0 if name == "nothing" else 20.0}
    tables = [
        paired({name: effect}, hours, worlds=1, share=share, spread=0.1, rng=rng, outcome=outcome)
        for outcome in (
            "weeks employed",
            "leads heard first",
            "new news",
            "ties gained",
            "ties kept",
            "trust",
        )
    ]
    found = pd.concat(tables).drop_duplicates(["treated", "outcome"])
    return found[alone | (found.treated == "treated")].assign(world=seed)


@pytest.fixture
def advised(weakties, monkeypatch, tmp_path):
    """Runs `weakties advice ... --jobs 1 --out tmp` over made-up worlds."""
    monkeypatch.setattr("weakties.experiments.worlds.advised.advised", made_up)
    LIVED.clear()
    return lambda *words: weakties("advice", *words, "--jobs", 1, "--out", tmp_path)
