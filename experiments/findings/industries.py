"""Weak ties help more in digital industries, strong ties in less digital ones (Rajkumar et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.industries import DIGITAL, gradient, rates
from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, below, margin
from weakties.experiments.worlds.industries import industries
from weakties.simulation.talk.frequency import WEEKS_A_YEAR

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

STRENGTH = (
    0.7  # each channel: twice as much at the top of the ranking as in the middle, half as much at the bottom
)
CHANNELS = {
    "none": (),
    "vouching": ("digital_vouching",),
    "far talk": ("digital_talk",),
    "stale news": ("digital_stale",),
    "postings": ("digital_posting",),
    "all four": ("digital_vouching", "digital_talk", "digital_stale", "digital_posting"),
}
OFF = dict.fromkeys(CHANNELS["all four"], 0.0)
POINTS = tuple({"channel": label, **OFF, **dict.fromkeys(on, STRENGTH)} for label, on in CHANNELS.items())
FIXED = {"weeks": 182, "burn_in": 26, "vouching": 1.0}
YEARS = (FIXED["weeks"] - FIXED["burn_in"]) / WEEKS_A_YEAR
SOURCE = "Rajkumar et al. 2022, Science 377:1304–1310, abstract"
DOUBLED = margin(0.1, "a seventh of the strength that each channel is given")
PUBLISHED = (
    Published(
        quantity="weak ties, all channels", value=0, source=SOURCE, verified="yes",
        role="built in", direction=above(), margin=DOUBLED,
        definition="what a weak tie adds rises with digital intensity: above 0 (sizes are not public)",
    ),
    Published(
        quantity="strong ties, all channels", value=0, source=SOURCE, verified="yes",
        role="built in", direction=below(), margin=DOUBLED,
        definition="what a strong tie adds falls with digital intensity: below 0",
    ),
    Published(
        quantity="weak less strong, all channels", value=0, source=SOURCE, verified="yes",
        role="built in", direction=above(), margin=DOUBLED,
        definition="weak ties gain on strong ones along the ranking: above 0",
    ),
)  # fmt: skip
EXPERIMENT = Experiment(
    key="industries",
    world=industries,
    design=Design(points=POINTS, fixed={**FIXED, "workers": 20_000}, replicates=6, seed=19480101),
    quick=Design(points=POINTS, fixed={**FIXED, "workers": 3_000}, replicates=4, seed=19480101),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Gradients with all four channels on."""
    here = runs[runs.channel == "all four"]
    return {
        "weak ties, all channels": gradient(here, "weak"),
        "strong ties, all channels": gradient(here, "strong"),
        "weak less strong, all channels": gradient(here, ("weak", "strong")),
    }


def by_industry(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: rates by industry with no channel and with all (rates), and gradients by channel (gradients)."""
    import pandas as pd

    parts, gradients = [], []
    for label in CHANNELS:
        here = runs[runs.channel == label]
        for kind in ("weak", "strong"):
            gradients.append((label, kind, *gradient(here, kind)[:3]))
            if label in ("none", "all four"):
                table = rates(here, kind, YEARS).assign(kind=kind, channel=label)
                parts.append(table.assign(name=[DIGITAL[k] for k in table.industry]))
    columns = ["channel", "kind", "value", "low", "high"]
    return {
        "rates": pd.concat(parts, ignore_index=True),
        "gradients": pd.DataFrame(gradients, columns=columns),
    }


FINDING = Finding(
    key="industries",
    title="Digital industries",
    claim="Weak ties help more in digital industries, strong ties in less digital ones.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    figures=(Drawing(figure="industries", prepare=by_industry),),
    notes="Built in: distant talk is multiplied by digital intensity, and then weak ties are found to gain. What is asked is "
    "which channels suffice. Digital intensity acts through four channels only: vouching weighs less, distant ties talk more, "
    "vacancies close sooner, postings reach more. Each doubles from the middle of the ranking to its top; these strengths are "
    "assumptions, so the sign of each channel says more than that of their sum. Vouching is on (1) in all of these worlds, "
    "unlike the base model. A tie adds a job when nobody and nothing else told of it.",
)
