"""Digital industries where people trust each other: does what weak ties add there stay as it is?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from weakties.analysis.jackknife import changed
from weakties.analysis.relabelled import as_large, contrast
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine.declare import OWN, Design, Experiment, Finding, Published
from weakties.experiments.findings import industries_measured
from weakties.experiments.findings.industries_measured import BOTH, DIGITAL, TENTH
from weakties.experiments.worlds.industries import industries
from weakties.experiments.worlds.market_experiment import at
from weakties.simulation.market.sectors import SECTORS

if TYPE_CHECKING:
    import pandas as pd

KINDS: dict[str, str | tuple[str, str]] = {
    "weak ties": "weak",
    "strong ties": "strong",
    "weak less strong": BOTH,
}
LESS = ", with trust less without"
LABELS = "labels as good as the true"
SIGNS = tuple(
    replace(p, quantity=f"{p.quantity}, with trust")
    for p in industries_measured.PUBLISHED
    if p.quantity in (*KINDS, LABELS)
)
CHANGES = tuple(
    Published(
        quantity=f"{name}{LESS}", value=0, source=OWN, verified="not published", role="own question", margin=TENTH,
        definition=f"what {name} add in digital industries against others: with trust less without, under the same luck",
    )
    for name in KINDS
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Digital industries against others where people trust, and what trust changes in it: worlds of the same seeds."""
    with_trust, without = at(runs, {"trust": "ratio"}), at(runs, {"trust": "none"})
    found = {}
    for name, kind in KINDS.items():
        found[f"{name}, with trust"] = contrast(with_trust, kind, DIGITAL)
        found[f"{name}{LESS}"] = changed(with_trust, without, partial(contrast, kind=kind, digital=DIGITAL))
    share = 100 * as_large(with_trust, BOTH, DIGITAL)
    return {**found, f"{LABELS}, with trust": Estimate(share, share, share, len(SECTORS))}


FIXED = {"relations": "on", "measured_lives": 1.0, "industries": len(SECTORS)}
FINDING = Finding(
    key="industries-with-trust",
    title="Digital industries, before and after trust",
    claim="Where people trust each other, what weak ties add in digital industries stays as it is.",
    published=(*SIGNS, *CHANGES),
    experiment=Experiment(
        key="industries-with-trust",
        world=industries,
        design=Design(
            vary={"trust": ("none", "ratio")}, fixed={**FIXED, "workers": 20_000, "weeks": 260, "burn_in": 104},
            replicates=8, seed=20130102,
        ),
        quick=Design(
            vary={"trust": ("none", "ratio")}, fixed={**FIXED, "workers": 3_000, "weeks": 130, "burn_in": 52},
            replicates=3, seed=20130101,
        ),
    ),
    measure=measure,
    notes="Ties live in both; vacancies stay open as long as measured in each industry, as in industries-measured, and "
    "nothing else differs between industries. Written before it was run. A first run counted as ties only those too rare to "
    "live, of which none is strong; so ties are now counted by the rates of the season, as hires are, and the same worlds were "
    "run again; and the row of labels, which the finding without relations has, was added then: three of the 35 ways to name "
    "digital industries do as well as the true one, so that which of them gain may be chance.",
)  # fmt: skip
