"""Tables of paired worlds with a known truth, as experiments/worlds/advised.py makes them."""

from __future__ import annotations

import numpy as np
import pandas as pd

ROW = ("advice", "share", "world", "kind", "treated", "weeks", "outcome", "people", "with_sum", "without_sum")


def paired(
    effects, hours, *, worlds=8, share=0.1, spread=1.0, rng=None, outcome="weeks employed", people=200
):
    """Advice that brings effects[name] a person at hours[name] own hours, in worlds that share their luck between pieces.

    spread: standard deviation of a world's effect per person, half of its variance common to all pieces. The untreated lose a
    tenth of what the treated gain; each own hour takes half an hour of others.
    """
    rng = rng or np.random.default_rng(0)
    common = rng.standard_normal(worlds)
    rows = []
    for name, effect in effects.items():
        own = rng.standard_normal(worlds)
        each = effect + spread * np.sqrt(0.5) * (common + own)
        for w in range(worlds):
            spent = hours[name] * people * (1 + 0.02 * own[w])
            changes = {outcome: each[w] * people, "own hours": spent, "hours of others": spent / 2}
            for what, change in changes.items():
                rows.append((name, share, w, "all", "treated", 52, what, people, 1000 + change, 1000.0))
            lost = -0.1 * effect * people
            rows.append(
                (name, share, w, "all", "untreated same market", 52, outcome, 9 * people, 5000 + lost, 5000.0)
            )
    return pd.DataFrame(rows, columns=ROW)
