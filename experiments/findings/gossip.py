"""Giving pays where scores are known often enough: q > c / b (Nowak and Sigmund 1998), simulated beside the closed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.uncertainty import between_replicates
from weakties.experiments.engine.declare import Drawing, Finding, Published
from weakties.experiments.engine.verdicts import margin
from weakties.experiments.worlds.giving import GAME, PAIRS, SCORES, crossings

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

NOWAK = "Nowak and Sigmund 1998, Nature 393:573; payoffs as in Nowak 2006, Science 314:1560"
THRESHOLD, FALSE, TRUE = "q needed", "a keeper's gain at q = 0", "a keeper's gain at q = 1"
EXACT = margin(0.01, "the closed form is exact: one part in a hundred of all knowledge")
NEEDED = GAME["cost"] / (PAIRS["keepers"] * GAME["benefit"] + PAIRS["takers"] * GAME["cost"])


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Where keepers begin to do better than takers, and by how much they do at both ends."""
    import numpy as np

    found = {THRESHOLD: between_replicates(crossings(runs, "known"))}
    for name, q in ((FALSE, 0.0), (TRUE, 1.0)):
        rows = runs[np.isclose(runs["known"], q)]
        found[name] = between_replicates(rows["pays keeper"] - rows["pays taker"])
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: what a meeting pays by how often scores are known, simulated and exact."""
    import pandas as pd

    from weakties.simulation.trust.giving import exact

    rows = []
    for q in sorted(set(runs["known"].astype(float))):
        some = runs[runs["known"] == q]
        closed = exact(PAIRS["keepers"], q, GAME["benefit"], GAME["cost"])
        for name, value in zip(("keeper", "taker"), closed, strict=True):
            rows.append((q, name, *between_replicates(some[f"pays {name}"])[:3], value))
    return pd.DataFrame(rows, columns=["x", "strategy", "value", "low", "high", "exact"]).assign(
        axis="chance that a score is known, q", threshold=NEEDED
    )


FINDING = Finding(
    key="gossip",
    title="From which knowledge on giving pays",
    claim="Those who give to all but known takers do better than takers only if scores are known with a chance above c / b.",
    published=(
        Published(
            quantity=THRESHOLD, value=NEEDED, source=NOWAK, verified="computed", role="self-test", margin=EXACT,
            definition="c / (k b + t c), which is c / b = 1/3 where takers are rare; here b = 3, c = 1, nine keepers to a taker",
        ),
        Published(
            quantity=FALSE, value=-1.0, source=NOWAK, verified="computed", role="self-test",
            margin=margin(0.05, "a twentieth of what giving costs"), definition="-c: takers get as much, and give nothing",
        ),
        Published(
            quantity=TRUE, value=1.8, source=NOWAK, verified="computed", role="self-test",
            margin=margin(0.05, "a twentieth of what giving costs"),
            definition="k (b - c) where every taker is known and refused, and nothing given to him",
        ),
    ),
    experiment=SCORES,
    measure=measure,
    figures=(Drawing(figure="payoffs", prepare=drawn),),
    notes="Standing, not image: a keeper who refuses a taker is not held to be one. Nobody learns or imitates; what is compared "
    "is what a meeting pays. Scores are known by chance here, whoever talks to whom; the finding 'giving' lets gossip carry "
    "them.",
)  # fmt: skip
