"""The inverted U: ties of moderate strength transmit most (Rajkumar et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from weakties.analysis.response import CONTROLS
from weakties.analysis.shape import FEW, MOST, PEAK, contrast, curve, fall_from_own_peak, peak, slopes
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.recommendation_experiment import RECOMMENDATION

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SOURCE = "Rajkumar et al. 2022, Science 377:1304–1310, and the released moments"
TENTH = margin(0.3, "a tenth of the published rate of transmission, 3.05 per 1,000")
PUBLISHED = (
    Published(
        quantity="OLS, mutual contacts", value=3.17e-5, low=2.97e-5, high=3.37e-5, n=19_410_000, source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=margin(1.6e-5, "half of what was published"),
        definition="slope of job transmission on mutual contacts, controls beside it; its sign",
    ),
    Published(
        quantity="2SLS, mutual contacts", value=7.9e-4, low=5.9e-4, high=9.9e-4, n=19_410_000, source=SOURCE, verified="computed",
        role="predicted", direction=above(), margin=margin(4e-4, "half of what was published"),
        definition="slope with an indicator of more than 10 and controls beside it, arms as instruments; its sign",
    ),
    Published(
        quantity="2SLS, more than 10", value=-0.037, low=-0.047, high=-0.027, n=19_410_000, source=SOURCE, verified="computed",
        role="predicted", direction=below(), margin=margin(0.018, "half of what was published"),
        definition="jump above 10 mutual contacts, the slope and controls beside it, arms as instruments; its sign",
    ),
    Published(
        quantity="truth: rise to the peak", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="jobs in alter's firm that a tie brought its sender, at 7 to 19 mutual contacts less those below 3: above 0",
    ),
    Published(
        quantity="truth: fall beyond it", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="jobs in alter's firm that a tie brought its sender, at 7 to 19 mutual contacts less those from 28 on: "
        "above 0",
    ),
    Published(
        quantity="transmissions: rise to the peak", value=0, unit="per 1,000", source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=TENTH,
        definition="ego joins alter's firm, alter being there: at 7 to 19 mutual contacts less below 3: above 0",
    ),
    Published(
        quantity="transmissions: fall beyond it", value=0, unit="per 1,000", source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=TENTH,
        definition="ego joins alter's firm, alter being there: at 7 to 19 mutual contacts less from 28 on: above 0",
    ),
    Published(
        quantity="transmissions: peak at", value=10, unit="contacts", source=SOURCE, verified="yes",
        role="predicted", margin=margin(5, "'about 10', within a factor of two", above=10),
        definition="mean mutual contacts in the class of the highest rate",
    ),
    Published(
        quantity="truth: fall beyond its own peak", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="jobs in alter's firm that a tie brought, in the class where that is highest less two and more classes "
        "beyond: above 0",
    ),
    Published(
        quantity="transmissions: fall beyond their own peak", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="ego joins alter's firm, in the class where that is highest less two and more classes beyond: above 0",
    ),
    Published(
        quantity="OLS, mutual contacts, without controls", value=2.48e-5, source=SOURCE, verified="computed",
        role="predicted", direction=above(), margin=margin(1.2e-5, "half of what was published"),
        definition="the slope, with nothing beside it; its sign",
    ),
    Published(
        quantity="2SLS, mutual contacts, without controls", value=5.7e-4, source=SOURCE, verified="computed",
        role="predicted", direction=above(), margin=margin(2.9e-4, "half of what was published"),
        definition="the slope with an indicator of more than 10, and nothing else, beside it; its sign",
    ),
    Published(
        quantity="2SLS, more than 10, without controls", value=-0.0265, source=SOURCE, verified="computed",
        role="predicted", direction=below(), margin=margin(0.013, "half of what was published"),
        definition="the jump, with the slope and nothing else beside it; its sign",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """The published regressions, and the shape of the response in the truth and in what is published as transmission."""
    found = {"transmissions: peak at": peak(runs, "transmitted")}
    for controls, with_them in ((CONTROLS, ""), ((), ", without controls")):
        both = slopes(runs, ("m", "many"), "transmitted", two_stage=True, controls=controls)
        ols = slopes(runs, ("m",), "transmitted", two_stage=False, controls=controls)
        found[f"OLS, mutual contacts{with_them}"] = ols["m"]
        found[f"2SLS, mutual contacts{with_them}"] = both["m"]
        found[f"2SLS, more than 10{with_them}"] = both["many"]
    for what, event in (("truth", "brought"), ("transmissions", "transmitted")):
        found[f"{what}: rise to the peak"] = contrast(runs, PEAK, FEW, event)
        own = "its" if what == "truth" else "their"
        found[f"{what}: fall beyond {own} own peak"] = fall_from_own_peak(runs, event)
        found[f"{what}: fall beyond it"] = contrast(runs, PEAK, MOST, event)
    return found


def response(runs: pd.DataFrame) -> pd.DataFrame:
    """The curves for the figure: what, x, ties, value, low, high; per 1,000 ties."""
    import pandas as pd

    parts = [
        curve(runs, "mutual", event).assign(what=what)
        for what, event in (("transmitted", "transmitted"), ("credited", "jobs"), ("added", "brought"))
    ]
    parts[1][["value", "low", "high"]] /= 2  # jobs of either end; the others are of the sender alone
    table = pd.concat(parts, ignore_index=True)
    lines = [_line(runs, table, two_stage, name) for name, two_stage in (("OLS", False), ("2SLS", True))]
    return pd.concat([table, *lines], ignore_index=True)


def _line(runs: pd.DataFrame, table: pd.DataFrame, two_stage: bool, name: str) -> pd.DataFrame:
    """The line of transmissions on mutual contacts, controls held fixed, through the mean point, with the band of its slope, per
    1,000."""
    import pandas as pd

    fit = slopes(runs, ("m",), "transmitted", two_stage, controls=CONTROLS)["m"]
    arms = runs[runs.by == "arm"]
    x0, y0 = arms.m.sum() / arms.ties.sum(), 1000 * arms.transmitted.sum() / arms.ties.sum()
    x = np.linspace(0, float(table.x.max()), 30)
    ends = [y0 + 1000 * b * (x - x0) for b in fit[:3]]
    frame = pd.DataFrame({"what": name, "x": x, "ties": np.nan, "value": ends[0]})
    return frame.assign(low=np.minimum(ends[1], ends[2]), high=np.maximum(ends[1], ends[2]))


FINDING = Finding(
    key="inverted-u",
    title="The inverted U of mutual contacts",
    claim="Job transmission rises with mutual contacts up to about 10 and falls beyond.",
    published=PUBLISHED,
    experiment=RECOMMENDATION,
    measure=measure,
    headline="transmissions: peak at",
    figures=(Drawing(figure="response_curve", prepare=response, name="inverted_u"),),
    notes="The default world: nothing is fitted to this finding; the platform is calibrated to released moments of new ties, "
    "none of which has a job in it. Contacts and mutual contacts go together here more than in those (r 0.5 against 0.14 "
    "and 0.18), which its calibration could not mend. Signs and shapes are compared, not levels. Of the eight published "
    "controls three have a counterpart here (contacts of ego, of the new friend; one community, for place and region): "
    "there is no sex, age or school. Transmission: ego joins alter's firm more than a year later, alter being there "
    "first, whatever the tie had to do with it. Truth: new ties are taken out one by one, one in ten of those over which "
    "somebody was told of the job he got, and one in four hundred of the others, drawn by chance and weighed by it, and "
    "two years are lived again under the same luck; jobs in alter's firm that the sender has only with the tie, at any "
    "time since it formed. What moves the peak is in peak-of-mutual-contacts. Added after a first full run, and judged on "
    "fresh luck: the falls beyond the response's own peak, which ask for the shape apart from the place, and the place as "
    "that of the highest class (the parabola first used did not fit an S-shaped rise). Earlier runs took for the truth "
    "jobs that nobody but the tie had told of.",
)
