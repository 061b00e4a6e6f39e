"""Where the response to mutual contacts peaks, whether it falls beyond, and what moves both: one thing changed at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weakties.analysis.shape import FEW, MOST, PEAK, contrast, peak
from weakties.experiments.engine.declare import OWN, Design, Drawing, Experiment, Finding, Point, Published
from weakties.experiments.engine.verdicts import above, margin
from weakties.experiments.worlds.recommendation import world as experiment
from weakties.experiments.worlds.recommendation_experiment import SIZE, SMALL

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.uncertainty import Estimate

CHANGES: dict[str, dict[str, Any]] = {
    "default world": {},
    "trades closed": {"transferability": 0.0},
    "trades half open": {"transferability": 0.5},
    "trades open": {"transferability": 1.0},
    "talk by closeness": {"talk_by_closeness": 1},
    "trades closed, talk by closeness": {"transferability": 0.0, "talk_by_closeness": 1},
    "firms dealt anew": {"shared_door": 0},
    "announced in the firm": {"announced": 0.1},
    "communities of 60": {"community_size": 60},
    "communities of 240": {"community_size": 240},
    "communities lean to a trade": {"trade_lean": 0.2},
    "4 industries": {"industries": 4},
    "16 industries": {"industries": 16},
    "firms of 10": {"firm_size": 10},
    "firms of 40": {"firm_size": 40},
    "40 acquaintances": {"acquaintances": 40},
    "150 acquaintances": {"acquaintances": 150},
    "vacancies of 3 weeks": {"vacancy_life": 3.0},
    "vacancies of 8 weeks": {"vacancy_life": 8.0},
}
"""What is changed in each world; all else is the default world of the experiment."""

WHOLE = "trades closed"
EVENTS = {"transmissions": "transmitted", "truth": "only_jobs"}
SOURCE = "Rajkumar et al. 2022, Science 377:1304–1310, and the released moments"
NEAR = margin(5, "'about 10', within a factor of two", above=10)
TENTH = margin(0.3, "a tenth of the published rate of transmission, 3.05 per 1,000")
PUBLISHED = (
    Published(
        quantity="transmissions, peak: lowest of all worlds", value=10, unit="contacts", source=SOURCE, verified="yes",
        role="own question", margin=NEAR,
        definition="mutual contacts at which ego most often joins alter's firm; the least over all worlds",
    ),
    Published(
        quantity="transmissions, peak: highest of all worlds", value=10, unit="contacts", source=SOURCE, verified="yes",
        role="own question", margin=NEAR,
        definition="the same, the most over all worlds",
    ),
    Published(
        quantity="transmissions, fall: trades closed", value=0, unit="per 1,000", source=SOURCE, verified="yes",
        role="own question", direction=above(), margin=TENTH,
        definition="7 to 19 mutual contacts less 28 and more, where no vacancy suits people of other industries: above 0",
    ),
    Published(
        quantity="truth, peak: trades closed", value=10, unit="contacts", source=OWN, verified="not published",
        role="own question", margin=NEAR,
        definition="mutual contacts at which ties bring most jobs that nothing else had told of, in the same worlds",
    ),
    Published(
        quantity="truth, rise: trades closed", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="such jobs, at 7 to 19 mutual contacts less below 3: above 0",
    ),
    Published(
        quantity="truth, fall: trades closed", value=0, unit="per 1,000", source=OWN, verified="not published",
        role="own question", direction=above(), margin=TENTH,
        definition="such jobs, at 7 to 19 mutual contacts less 28 and more: above 0",
    ),
)  # fmt: skip


def world(point: Point, seed: int) -> pd.DataFrame:
    """The experiment with what `changed` names."""
    given = {k: v for k, v in point.items() if k != "changed"}
    return experiment({**given, **CHANGES[str(point["changed"])]}, seed)


LISTED = tuple({"changed": name} for name in CHANGES)
EXPERIMENT = Experiment(
    key="peak-of-mutual-contacts",
    world=world,
    design=Design(points=LISTED, fixed=SIZE, replicates=2, seed=20220920),
    quick=Design(points=LISTED, fixed=SMALL, replicates=2, seed=20220918),
)


def measure(runs: pd.DataFrame) -> dict[str, Estimate]:
    """Peaks over all worlds, and the shape where trades are closed."""
    peaks = sorted(
        (peak(here, EVENTS["transmissions"]) for _, here in runs.groupby("changed")), key=lambda e: e.value
    )
    closed = runs[runs.changed == WHOLE]
    return {
        "transmissions, peak: lowest of all worlds": peaks[0],
        "transmissions, peak: highest of all worlds": peaks[-1],
        f"transmissions, fall: {WHOLE}": contrast(closed, PEAK, MOST, EVENTS["transmissions"]),
        f"truth, peak: {WHOLE}": peak(closed, EVENTS["truth"]),
        f"truth, rise: {WHOLE}": contrast(closed, PEAK, FEW, EVENTS["truth"]),
        f"truth, fall: {WHOLE}": contrast(closed, PEAK, MOST, EVENTS["truth"]),
    }


def by_world(runs: pd.DataFrame) -> pd.DataFrame:
    """For the figure: changed, what ('transmissions', 'truth'), quantity ('peak', 'rise', 'fall'), value, low, high."""
    import pandas as pd

    rows = []
    for name in CHANGES:
        here = runs[runs.changed == name]
        for what, event in EVENTS.items():
            found = {
                "peak": peak(here, event),
                "rise": contrast(here, PEAK, FEW, event),
                "fall": contrast(here, PEAK, MOST, event),
            }
            rows += [(name, what, quantity, *e[:3]) for quantity, e in found.items()]
    return pd.DataFrame(rows, columns=["changed", "what", "quantity", "value", "low", "high"])


FINDING = Finding(
    key="peak-of-mutual-contacts",
    title="Where the peak lies, and what moves it",
    claim="Job transmission peaks at about 10 mutual contacts in every world, and where vacancies suit nobody from other "
    "trades so does what ties bring.",
    published=PUBLISHED,
    experiment=EXPERIMENT,
    measure=measure,
    figures=(Drawing(figure="peak_moves", prepare=by_world, name="peak_of_mutual_contacts"),),
    notes="Our own question, asked of R6. On the platform before it was calibrated, tried with four worlds of each kind, and "
    "with six, of other luck before this design was run: closed trades are singled out because both responses fell there. "
    "Truth is first order here (jobs that nobody and nothing but the tie had told of, of either end); inverted-u has the "
    "exact one for the default world. The highest of 19 peaks is higher than any one of them is in truth. A peak is the "
    "class with the highest rate, so it moves in steps. The worlds have 20,000 people, as in the calibration: smaller "
    "ones have more mutual contacts.",
)
