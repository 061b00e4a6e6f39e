"""The experiment that the findings about news share: every network is looked at, and news spread over it, in every way needed.

A world is one network under one seed; what is measured is a long table with the columns measure, x, y, value, where x and y say
at which removal, range, staleness, share of long ties, ... (nan where there is no such).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.analysis.uncertainty import Estimate, between_replicates
from weakties.experiments.engine.declare import Design, Experiment, Point
from weakties.experiments.worlds.news_places import DEFAULT, RING, place, places

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.ties import Ties

Rows = list[tuple[str, float, float, float]]
NONE = float("nan")
NULLS = 5  # networks with shuffled strengths beside each network
PIECES = 20  # news from so many random people, for times
TALK = 0.5  # conversations per person and week in which the news comes up, on average over the network
STALENESS, TOPICS, NEWS, LISTENERS = (0.01, 0.03, 0.1, 0.3), (1, 3, 10, 30), 300, 0.05
LONG = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0)
THRESHOLDS = (1, 2, 3)


def world(point: Point, seed: int) -> pd.DataFrame:
    """Everything about one network. point: network (one of `places()`), people (of a generated one)."""
    import pandas as pd

    from weakties.analysis.portrait import has_strength
    from weakties.simulation.networks.altered import largest_component

    ties = place(str(point["network"]), int(point["people"]), seed)
    whole = largest_component(ties)
    rows: Rows = thresholds(whole, seed) + contagions(whole, seed)
    if has_strength(ties):
        rows += structure(ties, seed) + trapping(whole, seed) + novelty(whole, seed)
    return pd.DataFrame(rows, columns=["measure", "x", "y", "value"])


def structure(ties: Ties, seed: int) -> Rows:
    """Overlap by strength, removal curves and their shuffled nulls, strength by range."""
    from weakties.analysis import portrait, removal
    from weakties.analysis.structure import overlap

    rate, over = portrait.rates_of(ties), overlap(ties)
    most = rate <= np.quantile(rate, 0.95)
    rows: Rows = [
        ("overlap and strength", NONE, NONE, portrait.spearman(rate, over)),
        ("overlap and strength, weakest 95 %", NONE, NONE, portrait.spearman(rate[most], over[most])),
    ]
    binned = portrait.overlap_by_strength(ties)
    rows += [("overlap", x, NONE, v) for x, v in zip(binned.percentile, binned.overlap, strict=True)]
    ranges = portrait.strength_by_range(ties, seed)
    rows += [("strength", x, NONE, v) for x, v in zip(ranges.range, ranges.strength, strict=True)]
    rows += [("ties of range", x, NONE, v) for x, v in zip(ranges.range, ranges.ties, strict=True)]
    curves = removal.removal_curves(ties, seed, NULLS, points=51)
    for (order, number), curve in curves.groupby(["order", "null"]):
        null = float(str(number))
        name = f"{order}, null" if null >= 0 else str(order)
        rows += [(f"largest, {name}", x, null, v) for x, v in zip(curve.removed, curve.largest, strict=True)]
        rows += [
            (f"susceptibility, {name}", x, null, v)
            for x, v in zip(curve.removed, curve.susceptibility, strict=True)
        ]
        rows += [(f"robustness, {name}", NONE, null, removal.robustness(curve))]
        rows += [(f"breaks at, {name}", NONE, null, removal.breaking_point(curve)[0])]
    return rows


def trapping(ties: Ties, seed: int) -> Rows:
    """Weeks to half of the people, with tellings in proportion to strength, equal, and in proportion to shuffled strength."""
    from weakties.analysis.diffusion import curve, weeks_to
    from weakties.analysis.portrait import rates_of
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.networks.altered import reweighted
    from weakties.simulation.spread.model import InformationSpread
    from weakties.simulation.streams import ResampleStream

    rate = rates_of(ties)
    shuffled = generator(seed, Purpose.RESAMPLE, ResampleStream.SHUFFLED_RATES).permutation(rate)
    cases = {
        "in proportion": rate,
        "equal": np.full(len(rate), rate.mean()),
        "shuffled": shuffled,
    }
    willing = min(1.0, TALK / (2 * rate.sum() / ties.people))
    rows: Rows = []
    for name, rates in cases.items():
        news = InformationSpread(reweighted(ties, rates), seed=seed, pieces=PIECES, willingness=willing)
        news.run(weeks=2_000)
        rows.append(
            (f"weeks to half, {name}", NONE, NONE, float(np.median(weeks_to(news.informed_week, 0.5))))
        )
        share = curve(news.informed_week, 80).mean(axis=0)
        rows += [(f"informed, {name}", week, NONE, float(v)) for week, v in enumerate(share)]
    return rows


def novelty(ties: Ties, seed: int) -> Rows:
    """What contacts of bandwidth and diverse contacts bring, per contact and 1,000 pieces, by staleness and topics."""
    from weakties.analysis.novelty import BROUGHT, brought, by_contact
    from weakties.simulation.chance import Purpose, generator
    from weakties.simulation.spread.model import InformationSpread
    from weakties.simulation.spread.records import tellings
    from weakties.simulation.streams import ResampleStream

    some = max(1, round(LISTENERS * ties.people))
    listeners = generator(seed, Purpose.RESAMPLE, ResampleStream.LISTENERS).choice(
        ties.people, some, replace=False
    )
    rows: Rows = []
    for stale in STALENESS:
        for topics in TOPICS:
            news = InformationSpread(
                ties, seed=seed, silent=listeners, pieces=NEWS, staleness=stale, topics=topics
            )
            news.run(weeks=5_000)
            table = by_contact(ties, brought(tellings(news, listeners, 10**6), ties, listeners))
            rows += [
                (f"{what}, {contact}", stale, topics, 1_000 / NEWS * float(table.loc[contact, what]))
                for contact in table.index
                for what in BROUGHT
            ]
    return rows


def contagions(ties: Ties, seed: int) -> Rows:
    """The share of people who know, week by week, under the four kinds of contagion, equally over all ties.

    Who knows tells half a contact a week on average; loses interest after ten weeks (sir); has one chance to tell two of his
    contacts (cascade); convinces the second to tell somebody (threshold).
    """
    from weakties.analysis.diffusion import curve
    from weakties.simulation.spread.model import InformationSpread

    per_contact = ties.people / (2 * len(ties))
    cases: dict[str, dict[str, Any]] = {
        "simple": {"transmission": min(1.0, TALK * per_contact)},
        "sir": {"transmission": min(1.0, TALK * per_contact), "recovery": 0.1},
        "cascade": {"transmission": min(1.0, 4 * TALK * per_contact)},
        "threshold": {"transmission": min(1.0, TALK * per_contact), "threshold": 2},
    }
    rows: Rows = []
    for contagion, given in cases.items():
        news = InformationSpread(ties, seed=seed, contagion=contagion, pieces=PIECES, **given)
        news.run(weeks=80)
        share = curve(news.informed_week, 80).mean(axis=0)
        rows += [(f"informed, {contagion}", week, NONE, float(v)) for week, v in enumerate(share)]
    return rows


def thresholds(ties: Ties, seed: int) -> Rows:
    """How far and how fast (the median of ten) contagions go that need 1, 2 or 3 sources, when a share of ties is long."""
    from weakties.analysis.diffusion import reach, weeks_to
    from weakties.simulation.networks.altered import rewired
    from weakties.simulation.spread.model import InformationSpread

    rows: Rows = []
    for long in LONG:
        made = rewired(ties, long, seed)
        for need in THRESHOLDS:
            for noise in (0.0, ties.people ** (-1 / need)) if need > 1 else (0.0,):
                news = InformationSpread(
                    made,
                    seed=seed,
                    contagion="threshold",
                    threshold=need,
                    noise=noise,
                    transmission=1.0,
                    pieces=10,
                )
                news.run(weeks=5_000)
                name = f"{need} sources" + (", noise" if noise else "")
                rows.append((f"reach, {name}", long, NONE, float(reach(news.informed_week).mean())))
                weeks = weeks_to(news.informed_week, 0.9)
                rows.append((f"weeks, {name}", long, NONE, float(np.median(weeks))))
    return rows


def values(
    runs: pd.DataFrame, measure: str, at: tuple[float, float] = (NONE, NONE), network: str = DEFAULT
) -> Any:
    """One number for each replicate of a network: a measure at (x, y), where given; averages over what is left, such as nulls."""
    rows = runs[(runs.network == network) & (runs.measure == measure)]
    for axis, value in zip(("x", "y"), at, strict=True):
        rows = rows if np.isnan(value) else rows[np.isclose(rows[axis], value)]
    return rows.groupby("replicate").value.mean()


def estimate(
    runs: pd.DataFrame, measure: str, at: tuple[float, float] = (NONE, NONE), network: str = DEFAULT
) -> Estimate:
    """The mean of a measure over replicates, with its interval."""
    return between_replicates(values(runs, measure, at, network))


def contrast(
    runs: pd.DataFrame,
    first: tuple[str, tuple[float, float]],
    second: tuple[str, tuple[float, float]],
    network: str = DEFAULT,
) -> Estimate:
    """The difference of two measures (name, (x, y)), over the replicates that have both; nan where neither came to an end."""
    with np.errstate(invalid="ignore"):
        both = (values(runs, *first, network) - values(runs, *second, network)).dropna()
    return between_replicates(both)


NEWS_EXPERIMENT = Experiment(
    key="news",
    world=world,
    # Measures and criteria were chosen while looking at worlds of another seed (19730505, now the quick design's);
    # this seed was set, and its worlds were first run, after the last of those choices.
    design=Design(
        points=[{"network": name} for name in places()], fixed={"people": 2_000}, replicates=8, seed=20070706
    ),
    quick=Design(
        points=[{"network": name} for name in (DEFAULT, "caveman", "karate", RING)],
        fixed={"people": 600},
        replicates=3,
        seed=19730505,
    ),
)
