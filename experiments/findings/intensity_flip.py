"""The sign flip: transmission rises with the intensity of a tie, and falls with it in the experiment (Rajkumar et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.response import CONTROLS
from weakties.analysis.shape import curve, rate, slopes
from weakties.experiments.engine.declare import OWN, Drawing, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.recommendation_experiment import RECOMMENDATION

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

SOURCE = "Rajkumar et al. 2022, Science 377:1304–1310, and the released moments"
PUBLISHED = (
    Published(
        quantity="OLS, intensity", value=5.9e-4, low=4.7e-4, high=7.1e-4, n=19_410_000, source=SOURCE, verified="yes",
        role="predicted", direction=above(), margin=margin(3e-4, "half of what was published"),
        definition="slope of job transmission on the percentile rank of interaction, controls beside it; its sign",
    ),
    Published(
        quantity="2SLS, intensity", value=-0.040, low=-0.048, high=-0.032, n=19_410_000, source=SOURCE, verified="computed",
        role="predicted", direction=below(), margin=margin(0.020, "half of what was published"),
        definition="the same with the arms as instruments; its sign",
    ),
    Published(
        quantity="truth, intensity", value=0, source=OWN, verified="not published",
        role="own question", direction=below(), margin=margin(3e-4, "half of the slope that was published by OLS"),
        definition="what the flip is taken to mean, across ties: slope of the jobs in alter's firm that ties brought; its sign",
    ),
    Published(
        quantity="truth, talk doubled", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=below(),
        margin=margin(0.3, "a tenth of the published rate of transmission, 3.05 per 1,000"),
        definition="what the flip is taken to mean, for each tie: jobs in alter's firm that the same tie brings when the two "
        "talk twice as often, less those it brings: below 0",
    ),
    Published(
        quantity="OLS, intensity, without controls", value=1.05e-3, source=SOURCE, verified="computed",
        role="predicted", direction=above(), margin=margin(5e-4, "half of what was published"),
        definition="the slope, with nothing beside it; its sign",
    ),
    Published(
        quantity="2SLS, intensity, without controls", value=-0.0254, source=SOURCE, verified="computed",
        role="predicted", direction=below(), margin=margin(0.013, "half of what was published"),
        definition="the same with the arms as instruments; its sign",
    ),
)  # fmt: skip


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Both estimators of the published slope, and the slope of what ties really brought."""
    fits = {
        f"{name}, intensity{said}": slopes(runs, ("i",), "transmitted", two_stage, controls)["i"]
        for controls, said in ((CONTROLS, ""), ((), ", without controls"))
        for name, two_stage in (("OLS", False), ("2SLS", True))
    }
    return {
        **fits,
        "truth, intensity": slopes(runs, ("i",), "brought", two_stage=False)["i"],
        "truth, talk doubled": rate(runs, "doubled"),
    }


def response(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: the response to talk (curve), and the arms' means with both lines (arms, lines)."""
    import pandas as pd

    parts = [
        curve(runs, "talk", event).assign(what=what)
        for what, event in (("transmitted", "transmitted"), ("credited", "jobs"), ("added", "brought"))
    ]
    parts[1][["value", "low", "high"]] /= 2  # jobs of either end; the others are of the sender alone
    fits = {
        name: slopes(runs, ("i",), "transmitted", two_stage, CONTROLS)["i"]
        for name, two_stage in (("OLS", False), ("2SLS", True))
    }
    lines = pd.DataFrame(
        [(name, *fit[:3]) for name, fit in fits.items()], columns=["what", "value", "low", "high"]
    )
    return {
        "curve": pd.concat(parts, ignore_index=True),
        "arms": curve(runs, "arm", "transmitted"),
        "lines": lines,
    }


FINDING = Finding(
    key="intensity-flip",
    title="The sign flip of interaction",
    claim="Across ties, more interaction goes with more transmission; in the experiment it goes with less.",
    published=PUBLISHED,
    experiment=RECOMMENDATION,
    measure=measure,
    headline="2SLS, intensity",
    figures=(Drawing(figure="intensity_flip", prepare=response),),
    notes="Intensity is the percentile rank of the weeks in which the two talked in the first year. The arms move it only "
    "through mutual contacts, and little: with instruments for one thing that move another, two-stage least squares says "
    "how arms differ, and its sign is that with which arms that bring more mutual contacts bring less talk; it is no "
    "effect of talk. That ties of more mutual contacts talk less is fitted (r, the calibration of the platform), and so "
    "is the sign of the first stage, about; what is predicted is what it does to transmissions. What more talk does to "
    "one tie is the last row of the truth. Truth: new ties are taken out, or made to talk twice as often, one by one, all "
    "else under the same luck: a sample of those over which somebody was told of the job he got, and of the others. "
    "Controls as in inverted-u.",
)
