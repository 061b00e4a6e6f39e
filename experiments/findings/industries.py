"""Which channels would make weak ties help more in digital industries, as was found (Rajkumar et al. 2022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis.industries import DIGITAL, gradient, rates
from weakties.analysis.relabelled import null_of_gradient
from weakties.experiments.engine.declare import Design, Drawing, Experiment, Finding, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.industries import industries
from weakties.simulation.talk.frequency import WEEKS_A_YEAR

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

STRENGTH = (
    0.7  # each channel: twice as much at the top of the ranking as in the middle, half as much at the bottom
)
SWITCHES = {
    "vouching": "digital_vouching",
    "far talk": "digital_talk",
    "stale news": "digital_stale",
    "postings": "digital_posting",
}
ALL = tuple(SWITCHES.values())
CHANNELS: dict[str, tuple[str, ...]] = {
    "none": (),
    **{name: (switch,) for name, switch in SWITCHES.items()},
    **{f"all but {name}": tuple(x for x in ALL if x != switch) for name, switch in SWITCHES.items()},
    "all four": ALL,
}
OFF = dict.fromkeys(ALL, 0.0)
POINTS = tuple({"channel": label, **OFF, **dict.fromkeys(on, STRENGTH)} for label, on in CHANNELS.items())
FIXED = {"weeks": 182, "burn_in": 26, "vouching": 1.0}
YEARS = (FIXED["weeks"] - FIXED["burn_in"]) / WEEKS_A_YEAR
SOURCE = "Rajkumar et al. 2022, Science 377:1304–1310, abstract"
DOUBLED = margin(0.1, "a seventh of the strength that each channel is given")
SIGN = "the published sign, the only thing that is public: weak ties gain on strong ones along the ranking"
PUBLISHED = tuple(
    Published(
        quantity=f"weak less strong, {label}{' alone' if label in SWITCHES else ''}",
        value=0, source=SOURCE, verified="yes", definition=SIGN,
        role="built in", direction=above(), margin=DOUBLED,
    )
    for label in CHANNELS
    if label != "none"
)  # fmt: skip
LABELS = dict(
    zip((p.quantity for p in PUBLISHED), [label for label in CHANNELS if label != "none"], strict=True)
)
EXPERIMENT = Experiment(
    key="industries",
    world=industries,
    design=Design(points=POINTS, fixed={**FIXED, "workers": 20_000}, replicates=4, seed=19480101),
    quick=Design(points=POINTS, fixed={**FIXED, "workers": 3_000}, replicates=4, seed=19480101),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """How weak ties gain on strong ones along the ranking, with each channel alone, with all but one, and with all."""
    return {
        quantity: gradient(runs[runs.channel == label], ("weak", "strong"))
        for quantity, label in LABELS.items()
    }


def by_industry(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For the figure: rates by industry with no channel and with all (rates), and gradients by channel (gradients), each with
    what it would be if the labels of industries were anybody's."""
    import pandas as pd

    parts, gradients = [], []
    for label in CHANNELS:
        here = runs[runs.channel == label]
        for kind in ("weak", "strong"):
            null = null_of_gradient(here, kind)
            gradients.append((label, kind, *gradient(here, kind)[:3], null.low, null.high))
            if label in ("none", "all four"):
                table = rates(here, kind, YEARS).assign(kind=kind, channel=label)
                parts.append(table.assign(name=[DIGITAL[k] for k in table.industry]))
    columns = ["channel", "kind", "value", "low", "high", "null_low", "null_high"]
    return {
        "rates": pd.concat(parts, ignore_index=True),
        "gradients": pd.DataFrame(gradients, columns=columns),
    }


FINDING = Finding(
    key="industries",
    title="Which channels suffice",
    claim="Each of four channels suffices to make weak ties gain on strong ones in digital industries, and none is needed.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    figures=(Drawing(figure="industries", prepare=by_industry),),
    notes="Built in, and no prediction: it asks which assumption would do, and the claim is our own. Digital intensity acts "
    "through four channels only: vouching weighs less, distant ties talk more, vacancies close sooner, postings reach more. "
    "Each doubles from the middle of the ranking to its top; that they do, and how much, are assumptions. Talk does by "
    "construction what it is found to do, since a weak tie that talks more brings more. That vacancies close sooner is "
    "contradicted by vacancy statistics (industries-measured). Weak and strong are told apart by how often the two talk in "
    "that world, among jobs and among ties alike: so some ties that talk makes monthly count as strong. The grey bars of "
    "the figure hold 95 % of what would be found if the labels of the industries were permuted. Vouching is on (1) in all "
    "of these worlds, unlike the base model. A tie adds a job when nobody and nothing else told of it.",
)
