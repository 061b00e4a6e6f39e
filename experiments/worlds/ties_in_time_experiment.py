"""The experiment that findings about ties in time share: a world, and the same without an end of occasions; and its estimates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from weakties.analysis.uncertainty import Estimate, pooled_share
from weakties.experiments.engine.declare import Design, Experiment, Published
from weakties.experiments.engine.verdicts import Role, margin
from weakties.experiments.worlds.ties_in_time import world

if TYPE_CHECKING:
    import pandas as pd

ENDLESS = {
    "occasion_life": 5_200.0,
    "ends_for_good": 0.0,
}  # occasions that last a century: an urn that remembers
LENGTH = {"weeks": 302, "burn_in": 260}  # 39 weeks, as long as the e-mail, and 3 to move the windows by

TALKS = Experiment(
    key="ties-in-time",
    world=world,
    design=Design(points=({}, ENDLESS), fixed={"workers": 2_000, **LENGTH}, replicates=4, seed=20261128),
    quick=Design(
        points=({}, ENDLESS),
        fixed={"workers": 400, "weeks": 146, "burn_in": 104},
        replicates=3,
        seed=20261128,
    ),
)
"""Ties have lived for five years before anybody looks. Under the first fit, after three years 0.5 points more were there again
after a window than after five, after ten years 0.3 fewer; the exponent was 0.01 lower, and higher (2,000 people, one seed)."""

PEOPLE = 167
FIRM = f"computed by us: e-mail of a firm, public log, {PEOPLE} people, 82,876 messages, 271 days"


FEW = margin(5, "nobody would tell the story otherwise for one in twenty")


def in_firm(quantity: str, value: float, definition: str, role: Role = "predicted") -> Published:
    """A share in the firm's e-mail, in per cent. Its interval is Wilson's for as many as there are people, as if all ties of a
    person shared one fate: the widest that sampling allows within that firm."""
    share = {"source": FIRM, "verified": "computed", "definition": definition, "role": role, "margin": FEW}
    return Published.share(quantity, value * PEOPLE / 100, PEOPLE, **share)


def of_default(runs: pd.DataFrame) -> pd.DataFrame:
    """The worlds whose occasions end."""
    return runs[runs["occasion_life"].isna()]


def of_endless(runs: pd.DataFrame) -> pd.DataFrame:
    """The worlds whose occasions do not."""
    return runs[runs["occasion_life"].notna()]


def by_world(worlds: pd.DataFrame, statistic: str, of: str) -> pd.DataFrame:
    """One row a world, in order: part (value times n, summed over its logs) and whole (n)."""
    import pandas as pd

    rows = worlds[(worlds["statistic"] == statistic) & (worlds["of"] == of) & worlds["value"].notna()]
    parts = pd.DataFrame({"world": rows["replicate"], "part": rows["value"] * rows["n"], "whole": rows["n"]})
    return parts.groupby("world").sum().reindex(sorted(worlds["replicate"].unique()), fill_value=0.0)


def estimate(worlds: pd.DataFrame, statistic: str, of: str) -> Estimate:
    """One statistic of the logs of these worlds: their mean, weighed by n, with its interval between worlds."""
    each = by_world(worlds, statistic, of)
    return pooled_share(each["part"], each["whole"])


def contrast(worlds: pd.DataFrame, statistic: str, first: str, second: str) -> Estimate:
    """The difference first - second of two of its classes, world by world."""
    from weakties.analysis.uncertainty import difference

    each = [by_world(worlds, statistic, of) for of in (first, second)]
    one, two = (table["part"] / table["whole"] for table in each)
    return difference(one, two)


def series(runs: pd.DataFrame, statistics: Iterable[str]) -> pd.DataFrame:
    """For figures: worlds ('occasions end', 'occasions never end'), statistic, of, x, value, low, high."""
    import pandas as pd

    found: list[Mapping[str, Any]] = []
    for name, worlds in (("occasions end", of_default(runs)), ("occasions never end", of_endless(runs))):
        some = worlds[worlds["statistic"].isin(list(statistics))]
        for (statistic, of), rows in some.groupby(["statistic", "of"], sort=False):
            e = estimate(worlds, str(statistic), str(of))
            found.append(
                {"worlds": name, "statistic": statistic, "of": of, "x": rows["x"].mean(), **e._asdict()}
            )
    return pd.DataFrame(found).drop(columns="n")


def printed(published: Iterable[Published], places: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """For figures: what was published, as shares, by the (statistic, of) that `places` gives for its quantity."""
    import pandas as pd

    rows = []
    for p in published:
        if p.quantity in places:
            scale = 0.01 if p.unit == "%" else 1.0
            ends = [scale * (float("nan") if end is None else end) for end in (p.low, p.high)]
            rows.append((*places[p.quantity], scale * p.value, *ends))
    return pd.DataFrame(rows, columns=["statistic", "of", "value", "low", "high"])
