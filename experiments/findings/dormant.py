"""Old acquaintances, looked up again: novelty, trust and little time at once (Levin et al. 2011); and whom to look up (2015)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate, between_replicates, pooled_share
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import Direction, Margin, above, below, margin
from weakties.experiments.worlds.dormant import GROUPS, KNOWN, world
from weakties.experiments.worlds.trust import FORMS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LEVIN = "Levin, Walter and Murnighan 2011, Org. Sci. 22:923–939, 224 executives; order only"
WALTER = "Walter, Levin and Murnighan 2015, Org. Sci. 26:1447–1465; order only"
STRONG, WEAK, NOW, SELDOM = GROUPS
NEW, TIME, TRUST = "new leads", "hours a useful lead", "trust"
RATIOS = {NEW: ("new", "leads", 100.0), TIME: ("time", "useful", 1.0), TRUST: ("trusted", "pairs", 100.0)}
BESIDE = {NEW: NOW, TIME: NOW, TRUST: SELDOM}  # what those who were strong are held against
USEFUL, KEPT, CLOSEST = (
    "useful leads, dormant less current",
    "dormant, still kept up",
    "useful leads of the closest",
)
LEAST = {
    NEW: margin(5, "one lead in twenty"),
    TIME: margin(2, "two hours of talk for a lead"),
    TRUST: margin(5, "a twentieth of the scale"),
}
TITLES = {
    NEW: ("New to the listener", "share of leads (%)"),
    TIME: ("Time", "hours of talk a useful lead"),
    TRUST: ("Trust in the other", "trust (%)"),
}
UNITS = {NEW: "points", TIME: "hours", TRUST: "points"}
FEW = margin(0.05, "one lead in twenty people talked to")


def name_of(what: str, form: str) -> str:
    """The name of a benefit of dormant, once strong ties under this form of trust."""
    return f"{what}, {form}"


def difference_of(
    runs: pd.DataFrame, first: tuple[str, str], second: tuple[str, str], factor: float = 1.0
) -> Estimate:
    """factor (Σ top / Σ bottom of the one - the same of the other), over worlds."""
    columns = [runs[name].to_numpy(float) for name in (*first, *second)]

    def statistic(kept: np.ndarray) -> float:
        a, b, c, d = (column[kept].sum() for column in columns)
        return float(factor * (a / max(b, 1e-9) - c / max(d, 1e-9)))

    return jackknife(statistic, len(runs))


def both(runs: pd.DataFrame) -> pd.DataFrame:
    """The same with strong and weak ties as many: what a pair of each brought, on the average."""
    found = runs.copy()
    for name, groups in (("dormant", (STRONG, WEAK)), ("current", (NOW, SELDOM))):
        found[name] = sum(runs[f"{group}, useful"] / runs[f"{group}, pairs"] for group in groups) / 2
    return found


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Benefits of dormant ties that were strong under each form; and with the ratio all the rest."""
    found = {}
    for form in FORMS:
        some = runs[runs["trust"] == form]
        for what, (top, bottom, factor) in RATIOS.items():
            first, second = ((f"{group}, {top}", f"{group}, {bottom}") for group in (STRONG, BESIDE[what]))
            found[name_of(what, form)] = difference_of(some, first, second, factor)
    some = both(runs[runs["trust"] == "ratio"])
    found[USEFUL] = between_replicates(some["dormant"] - some["current"])
    kept, pairs = (some[f"{STRONG}, {what}"] + some[f"{WEAK}, {what}"] for what in ("kept", "pairs"))
    found[KEPT] = pooled_share(kept, pairs).scaled(100)
    for name in KNOWN:
        found[f"value of {name}"] = between_replicates(some[f"value of {name}"])
    closest, others = ((f"{who}, useful", f"{who}, pairs") for who in ("preferred", "others"))
    return found | {CLOSEST: difference_of(some, closest, others)}


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: the three benefits by group, with the ratio."""
    import pandas as pd

    some, rows, none = runs[runs["trust"] == "ratio"], [], float("nan")
    for what, (top, bottom, factor) in RATIOS.items():
        for group in GROUPS:
            e = pooled_share(some[f"{group}, {top}"], some[f"{group}, {bottom}"]).scaled(factor)
            rows.append((*TITLES[what], "tie", group.replace(" ", ",\n"), "ours, 95 %", *e[:3], none, none))
    columns = ["panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing"]
    return pd.DataFrame(rows, columns=columns)


def row(quantity: str, unit: str, direction: Direction | None, matters: Margin, **more: Any) -> Published:
    """A row; without a source it is our own question."""
    known = "source" in more
    role, read = ("predicted", "yes") if known else ("own question", "not published")
    said = {
        "value": direction.bound if direction else 0.0,
        "source": OWN,
        "role": role,
        "verified": read,
        **more,
    }
    return Published(quantity=quantity, unit=unit, direction=direction, margin=matters, **said)


def published() -> tuple[Published, ...]:
    """Signs with the ratio, the best known trust equation, are predicted; under other forms they are our own question."""
    rows = []
    for form in FORMS:
        for what in RATIOS:
            direction = below() if what == TIME else above()
            known = {"source": LEVIN} if form == "ratio" else {}
            about = f"dormant ties that were strong, less ties that are {'weak' if what == TRUST else 'strong'} now"
            rows.append(
                row(name_of(what, form), UNITS[what], direction, LEAST[what], definition=about, **known)
            )
    return (*rows, *OTHERS)


OTHERS = (
    row(
        USEFUL, "leads", None, margin(0.05, "one lead in twenty people talked to fewer; more is as good", above=100),
        source=LEVIN, definition="as useful, or more: useful leads of each person talked to",
    ),
    row(
        KEPT, "%", below(50), margin(10, "a tenth"), source=LEVIN,
        definition="few are kept up: talked to within half a year, a year later",
    ),
    row("value of status", "leads", above(), FEW, source=WALTER, definition="useful leads by the other's ability, within people"),
    row("value of together", "leads", below(), FEW, source=WALTER, definition="the same by log hours together"),
    row("value of trusted", "leads", above(), FEW, source=WALTER, definition="the same by trust"),
    row(
        CLOSEST, "leads", below(), FEW, source=WALTER,
        definition="of dormant ties the closest, whom people prefer, less the others: they choose wrong",
    ),
)  # fmt: skip
FIXED = {"relations": "on", "consulting": 0.2}
FINDING = Finding(
    key="dormant",
    title="Dormant ties",
    claim="Dormant ties that were strong have the novelty and the short talks of weak ties and the trust of strong ones.",
    published=published(),
    experiment=Experiment(
        key="dormant",
        world=world,
        design=Design(
            vary={"trust": FORMS},
            fixed={**FIXED, "workers": 1_500, "weeks": 260, "burn_in": 192, "after": 52}, replicates=5, seed=20110801,
        ),
        quick=Design(
            vary={"trust": FORMS},
            fixed={**FIXED, "workers": 300, "weeks": 208, "burn_in": 164, "after": 28}, replicates=2, seed=20110801,
        ),
    ),
    measure=measure,
    headline=name_of(TRUST, "ratio"),
    figures=(Drawing(figure="beside_published", prepare=drawn),),
    notes="A fifth of the people talk once a week more, for 16 weeks, with two dormant ties of three silent years and one "
    "current one, of either strength. Advice is leads on jobs here, and the shared perspective, the fourth benefit, is in "
    "no mechanism. Whether the other wants to be found, and whether one asks, is left out: all who are looked up talk. "
    "One world was looked at before the rows were written. Not reproduced, because only time is as published: for a "
    "useful lead dormant ties that were strong take about half the talk of strong ones now; they are about as useful, and "
    "two in five are kept up. Their leads are no newer, under any form; and they are trusted no more than weak ties now, "
    "but with the form product: three silent years leave at most exp(-156 / closeness_lasts) = 0.22 of what closeness "
    "was. And of one's dormant ties the closest and longest known bring most, which is the opposite of what was "
    "published.",
)  # fmt: skip
