"""Where in the space of assumptions the popular pair and Granovetter's table hold, at once and apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from weakties.analysis.shares import GRANOVETTER
from weakties.analysis.uncertainty import Estimate, wilson
from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding
from weakties.experiments.findings import granovetter_contacts
from weakties.experiments.findings.popular_56_27 import CLAIM, MARGIN, claimed, with_other
from weakties.experiments.worlds.market import world

NETWORKS = ("layers", "caveman", "small_world", "planted_partition")
SECTION = {
    "close_friends": 5,
    "acquaintances": 440,
    "vacancy_life": 5.0,
    "relay": 0.015,
    "formal_search": 3.1,
}
PAIRS = (("formal_search", "vacancy_life"), ("acquaintances", "close_friends"), ("relay", "vacancy_life"))


def search(*levels: float) -> tuple[dict[str, float], ...]:
    """Formal and direct search together, since the claim does not tell them apart."""
    return tuple({"formal_search": x, "direct_search": x} for x in levels)


SWEEP = Experiment(
    key="popular-sweep",
    world=world,
    design=Design(
        vary={
            "network": NETWORKS,
            "close_friends": [3, 5, 8],
            "acquaintances": [200, 440, 800],
            "vacancy_life": [3.0, 5.0, 8.0],
            "relay": [0.0, 0.015, 0.03],
        },
        points=search(1.0, 3.1, 11.0),
        fixed={"workers": 2_000, "weeks": 250, "burn_in": 50},
        replicates=1,
        seed=5627,
    ),
    quick=Design(
        vary={
            "network": NETWORKS,
            "close_friends": [5, 8],
            "acquaintances": [200, 440],
            "vacancy_life": [5.0, 8.0],
            "relay": [0.0, 0.015],
        },
        points=search(3.1, 11.0),
        fixed={"workers": 800, "weeks": 200, "burn_in": 50},
        replicates=1,
        seed=5627,
    ),
)

POPULAR = tuple(
    claimed(f"{k}, nearest world", v, "of all hires, in the world of the sweep nearest to both")
    for k, v in CLAIM.items()
)
CONTACTS = tuple(
    replace(p, quantity=f"{p.quantity}, nearest world", definition="the same world")
    for p in granovetter_contacts.PUBLISHED
)


def worlds(runs: pd.DataFrame) -> pd.DataFrame:
    """The worlds of the sweep with both tables as shares, whether each holds, and how far the popular one is off."""
    table = with_other(runs)
    for name in CLAIM:
        table[name] = table[name] / table.hires
    for name in GRANOVETTER.classes:
        table[name] = table[name] / table.contact
    off = np.max([abs(table[k] - v / 100) for k, v in CLAIM.items()], axis=0)
    inside = [
        table[p.quantity].between(p.low / 100, p.high / 100)  # type: ignore[operator]
        for p in granovetter_contacts.PUBLISHED
    ]
    return table.assign(off=off, popular=off <= MARGIN / 100, granovetter=np.all(inside, axis=0))


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Both tables in one world: of those in which Granovetter's holds, the one whose popular table is nearest to the claim."""
    table = worlds(runs)
    off = np.where(table.granovetter, table.off, table.off + 1)
    best = runs.iloc[int(off.argmin())]
    hires, contact = float(best.hires), float(best.contact)
    counts = {"weak": best.weak, "strong": best.strong, "other": best.formal + best.direct}
    ours = {f"{k}, nearest world": wilson(v, hires).scaled(100) for k, v in counts.items()}
    return ours | {f"{k}, nearest world": wilson(best[k], contact).scaled(100) for k in GRANOVETTER.classes}


def maps(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The results that figures/sweep_maps.py asks for: sections through one world, a pair of parameters at a time."""
    table = worlds(runs)
    cells = []
    for x, y in PAIRS:
        rest = [name for name in SECTION if name not in (x, y)]
        cut = table[np.all([table[name] == SECTION[name] for name in rest], axis=0)]
        cells.append(cut.assign(x=x, x_value=cut[x], y=y, y_value=cut[y]))
    published: list[tuple[str, str, float, float | None, float | None]] = [
        ("popular", k, v, v - MARGIN, v + MARGIN) for k, v in CLAIM.items()
    ]
    published += [("granovetter", p.quantity, p.value, p.low, p.high) for p in granovetter_contacts.PUBLISHED]
    names = ["cut", "class", "published", "published_low", "published_high"]
    told = pd.DataFrame(published, columns=names)
    told[names[2:]] = told[names[2:]] / 100
    shares = ["weak", "strong", "other", *GRANOVETTER.classes]
    return {
        "cells": pd.concat(cells)[["network", "x", "x_value", "y", "y_value", *shares]],
        "published": told,
    }


FINDING = Finding(
    key="popular-region",
    title="Where both tables hold",
    claim="There are worlds in which the popular pair and Granovetter's table hold at once.",
    published=(*POPULAR, *CONTACTS),
    experiment=SWEEP,
    measure=measure,
    figures=(Drawing(figure="sweep_maps", prepare=maps, name="popular_region"),),
    notes="The nearest world is chosen among those of the sweep by its results: a fit, said to be one. Intervals are within "
    "that world (Wilson). The maps are sections through one world (formal and direct search 3.1, otherwise the defaults).",
)
