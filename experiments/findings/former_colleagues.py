"""Former colleagues who work bring those who lost their jobs back to work (Glitz 2017), into their own firms (Saygin et al.)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from weakties.analysis.jackknife import jackknife
from weakties.analysis.uncertainty import Estimate
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.closures import world

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

GLITZ = "Glitz 2017, Labour Econ. 44:218–230, Germany (abstract)"
SAYGIN = "Saygin, Weber and Weynandt 2021, ILR Rev. 74:95–130, Austria (abstract); Portugal about 3, China close to 4"
SLOPES = {"2SLS": ("zy", "zx"), "OLS": ("xy", "xx")}
YEAR, QUARTER = "in work in the year after", "in work a quarter after"
PERIODS = {"year": YEAR, "quarter": QUARTER}
LINKS = ("any", "strong", "weak", "out of touch")
STRONGER = "odds, a strong link over a weak one"
KINDS = {"ratio": "with trust", "none": "without trust"}
HALF = margin(3.75, "half of what was published")
TWICE = margin(0.5, "half of the way from no effect to twice as likely")


def name_of(what: str, trust: str) -> str:
    """The name of a quantity in a world of this form of trust."""
    return what if trust == "ratio" else f"{what}: without trust"


def ratio_of(runs: pd.DataFrame, top: str, bottom: str, factor: float = 1.0) -> Estimate:
    """factor Σ top / Σ bottom over worlds."""
    a, b = runs[top].to_numpy(float), runs[bottom].to_numpy(float)
    return jackknife(lambda kept: factor * a[kept].sum() / b[kept].sum(), len(runs))


def odds_ratio(runs: pd.DataFrame, link: str, other: str = "") -> Estimate:
    """The odds to be hired by a firm with such a link in it, over those without (or over those with another link)."""
    sums = {n: [runs[f"{n} {end}"].to_numpy(float) for end in ("top", "bottom")] for n in (link, other) if n}

    def log_odds(kept: NDArray[np.int64]) -> float:
        logs = [
            math.log(max(top[kept].sum(), 1e-9) / max(bottom[kept].sum(), 1e-9))
            for top, bottom in sums.values()
        ]
        return logs[0] - sum(logs[1:])

    e = jackknife(log_odds, len(runs))
    value, low, high = (math.exp(min(x, 700.0)) for x in e[:3])
    return Estimate(value, low, high, e.n)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Slopes, in points for each 10 points; and odds ratios."""
    found = {}
    for trust in KINDS:
        some = runs[runs["trust"] == trust]
        for period, words in PERIODS.items():
            for kind, (top, bottom) in SLOPES.items():
                slope = ratio_of(some, f"{period} {top}", f"{period} {bottom}", 10.0)
                found[name_of(f"{words}, {kind}", trust)] = slope
        for link in LINKS:
            found[name_of(f"odds, {link}", trust)] = odds_ratio(some, link)
        found[name_of(STRONGER, trust)] = odds_ratio(some, "strong", "weak")
    return found


def drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: slopes and odds with trust and without."""
    import pandas as pd

    found, rows = measure(runs), []
    for trust, kind in KINDS.items():
        for period, words in PERIODS.items():
            for how in SLOPES:
                published = 7.5 if (period, how) == ("year", "2SLS") else math.nan
                e = found[name_of(f"{words}, {how}", trust)]
                rows.append(
                    (
                        "Re-employment",
                        "points for each 10 points",
                        "estimate",
                        f"{period}, {how}",
                        kind,
                        *e[:3],
                        published,
                        0.0,
                    )
                )
        for link in LINKS:
            published = 2.0 if link == "any" else math.nan
            e = found[name_of(f"odds, {link}", trust)]
            rows.append(
                (
                    "Hired where a former colleague works",
                    "odds ratio",
                    "link",
                    link,
                    kind,
                    *e[:3],
                    published,
                    1.0,
                )
            )
    columns = ["panel", "axis", "of", "name", "kind", "value", "low", "high", "published", "nothing"]
    return pd.DataFrame(rows, columns=columns)


def published() -> tuple[Published, ...]:
    """The published numbers are predicted for the world with trust; all else is our own question."""
    rows = [
        Published(
            quantity=f"{YEAR}, 2SLS", value=7.5, unit="points", direction=above(), margin=HALF, role="predicted",
            source=GLITZ, verified="yes",
            definition="points more of the year after the closure in work, for 10 points more of the former colleagues in work",
        ),
        Published(
            quantity="odds, any", value=2, unit="times", direction=above(1), margin=TWICE, role="predicted",
            source=SAYGIN, verified="yes",
            definition="odds to find the first job in a firm in which a former colleague works, over those displaced from the "
            "same firm without one there",
        ),
    ]  # fmt: skip
    own = [(f"{words}, {how}", "points", above(), HALF) for words in PERIODS.values() for how in SLOPES]
    own += [(f"odds, {link}", "times", above(1), TWICE) for link in LINKS]
    own += [(STRONGER, "times", above(1), TWICE)]
    taken = {p.quantity for p in rows}
    for trust in KINDS:
        for what, unit, direction, matters in own:
            if (name := name_of(what, trust)) not in taken:
                value = direction.bound
                rows.append(
                    Published(
                        quantity=name, value=value, unit=unit, direction=direction, margin=matters,
                        role="own question", source=OWN, verified="not published",
                        definition="the same, otherwise estimated, with other links (strong: talked with monthly or more; "
                        "weak: less), or where nobody trusts",
                    )
                )  # fmt: skip
    return tuple(rows)


FIXED = {"relations": "on", "positions": 1.1, "first": 0.1, "gap": 4, "closing": 0.1}
FINDING = Finding(
    key="former-colleagues",
    title="Former colleagues who work",
    claim="10 points more employment among former colleagues bring 7.5 points more re-employment after a closure.",
    published=published(),
    experiment=Experiment(
        key="former-colleagues",
        world=world,
        design=Design(
            vary={"trust": ("none", "ratio")},
            fixed={**FIXED, "workers": 5_000, "weeks": 160, "burn_in": 104}, replicates=7, seed=20170101,
        ),
        quick=Design(
            vary={"trust": ("none", "ratio")},
            fixed={**FIXED, "workers": 1_000, "weeks": 96, "burn_in": 40}, replicates=2, seed=20170101,
        ),
    ),
    measure=measure,
    headline=f"{YEAR}, 2SLS",
    figures=(Drawing(figure="beside_published", prepare=drawn),),
    notes="A tenth of the firms close, and four weeks later a tenth of the others, whose people are watched; 1.1 jobs a worker, "
    "so that about nine are left for ten people. Both numbers were chosen after a first look at single worlds without spare "
    "jobs, and with half as many closures, in which nothing could be told. Slopes are within closing firms; instrument: the "
    "share of former colleagues whose firm closed first. The abstract says 're-employment probability', and elsewhere 'in the "
    "year after displacement': read here as the share of that year in work, since nearly all find some job. Former colleagues "
    "are those of two years, where the study took five (cut from four after a first look). "
    "What was found: no gain in re-employment can be told from none, and 7.5 "
    "points lie beyond our interval, which ends at 1.9 (2.7 where nobody trusts). Jobs do go to the firms of former colleagues, "
    "most where the two still talk often, and hardly where they have lost touch: they decide who is hired where, and not, as "
    "far as can be told, who is hired. Why that adds up to no more was not looked into.",
)  # fmt: skip
