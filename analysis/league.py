"""The league of advice: what each piece is worth, per person and per hours, with what can and cannot be told of its rank.

A table of paired worlds (experiments/worlds/advised.py) holds, for each world, piece of advice, share of followers, kind of
person and group (treated; untreated in the same market; untreated in another; not eligible), the sums of an outcome with the
advice and without it, under the same luck. With the sums D of their differences over the treated of world w, their number N, and
the hours H that they spend more,

    per person          Σ D / Σ N
    per 100 own hours   100 Σ D / Σ H
    per 100 all hours   100 Σ (D + D of all others) / Σ (H + hours of others)

where several pieces live in one world, D is less N times the mean change of those who were given none there: what all the others'
advice did to everybody is no effect of one's own. Sums are over worlds, which are the independent units: people of a world share
its vacancies and its luck. All have Fieller's set
(analysis/ratio_of_sums.py). Effects are turned so that more is better. Ranks (analysis/ranks.py) compare the worlds one by one:
the value of a world is R + (D − R H) / mean(H), whose mean is R, since advice that lives in the same world shares its luck.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties.analysis import promised
from weakties.analysis.promised import OTHERS, OWN
from weakties.analysis.ranks import groups, ranks
from weakties.analysis.ratio_of_sums import EVERYTHING, Ratio, fieller
from weakties.analysis.uncertainty import CONFIDENCE, Estimate, between_replicates
from weakties.simulation.errors import UserError

PER = ("person", "own hours", "all hours")
HUNDRED = {"person": 1.0, "own hours": 100.0, "all hours": 100.0}
FREE = (
    1.0  # own hours in all, a person, below which advice takes no time: an effect per hour is then no number
)
TREATED, NONE = "treated", "given none"
COLUMNS = (
    "advice",
    "share",
    "world",
    "kind",
    "treated",
    "weeks",
    "outcome",
    "people",
    "with_sum",
    "without_sum",
)


class Question(NamedTuple):
    """What is asked of the table: which outcome, after how many weeks, for whom, and with which share of followers (0 to 1)."""

    outcome: str = "weeks employed"
    weeks: int = 52
    kind: str = "all"
    share: float = 0.1


def sums(table: pd.DataFrame, asked: Question) -> pd.DataFrame:
    """One row for each piece of advice and world: advice, world, people, effect, hours, and effect_all, hours_all of everybody.
    People, effect and hours are 0 where nobody of that kind follows it there. A piece that nobody follows in any has no rows.

    Raises UserError where the table lacks a column, or has no row for what is asked.
    """
    if missing := [name for name in COLUMNS if name not in table]:
        raise UserError(f"advice: saved results lack {', '.join(missing)}; run again: weakties advice")
    better = promised.outcome(asked.outcome).better
    here = rows_at(table, asked)
    mine = here[here.kind == asked.kind]
    gained = _change(mine, asked.outcome, TREATED)
    if gained.empty:
        raise UserError(
            f"advice: no saved row for {asked.outcome} of {asked.kind!r} people after {asked.weeks} weeks "
            f"with a share of {asked.share:g}"
        )
    lived = here[here.advice.isin(gained.index.unique("advice"))]
    every = pd.MultiIndex.from_frame(lived[["advice", "world"]].drop_duplicates()).sort_values()
    gained = gained.reindex(every, fill_value=0)
    hours = _change(mine, OWN, TREATED)["change"].reindex(every, fill_value=0.0)
    none = _change(mine, asked.outcome, NONE)
    besides = (none.change / none.people).reindex(gained.index)
    effect = gained.change - gained.people * besides.fillna(0.0)
    found = pd.DataFrame({"people": gained.people, "effect": better * effect, "hours": hours})
    everybody = here[here.kind == "all"]
    found["effect_all"] = better * _change(everybody, asked.outcome)["change"]
    found.loc[besides.notna(), "effect_all"] = np.nan  # what is done to others, all pieces do at once
    found["hours_all"] = sum(_change(everybody, name, TREATED)["change"] for name in (OWN, OTHERS))
    return found.reset_index()


def rows_at(table: pd.DataFrame, asked: Question) -> pd.DataFrame:
    """The rows of one share of followers and number of weeks: all that `sums` looks at; who asks often takes them out once."""
    here = np.isclose(table.share, asked.share) & (table.weeks == asked.weeks)
    return table if here.all() else table[here]


def _change(table: pd.DataFrame, outcome: str, treated: str | None = None) -> pd.DataFrame:
    """people, change = with − without; a row for each advice and world."""
    rows = table[table.outcome == outcome]
    if treated is not None:
        rows = rows[rows.treated == treated]
    rows = rows.assign(change=rows.with_sum - rows.without_sum)
    return rows.groupby(["advice", "world"], sort=True)[["people", "change"]].sum()


def parts(rows: pd.DataFrame, per: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What is divided by what: (worlds,) each, of the rows of one piece of advice."""
    top = "effect_all" if per == "all hours" else "effect"
    bottom = {"person": "people", "own hours": "hours", "all hours": "hours_all"}[per]
    return rows[top].to_numpy(float), rows[bottom].to_numpy(float) / HUNDRED[per]


def by_world(rows: pd.DataFrame, per: str) -> NDArray[np.float64]:
    """The values of single worlds, (worlds,), whose mean is the ratio of sums."""
    top, bottom = parts(rows, per)
    ratio = top.sum() / bottom.sum()
    return np.asarray(ratio + (top - ratio * bottom) / bottom.mean())


def worth(rows: pd.DataFrame, per: str, confidence: float = CONFIDENCE) -> Ratio:
    """The effect of one piece of advice, of whose rows in `sums`; NaN per own hours where it takes none, and per hours of all
    where several pieces lived in one world: what others gained or lost by each cannot be told. Where no life changed in any
    world it is 0, without bounds.
    """
    lacks = per == "all hours" and rows.effect_all.isna().any()
    if lacks or (per == "own hours" and rows.hours.sum() < FREE * rows.people.sum()):
        return Ratio(float("nan"), EVERYTHING, len(rows))
    top, bottom = parts(rows, per)
    if not top.any() and bottom.sum() > 0:
        # no life changed in any world: how many would in others is not known
        return Ratio(0.0, EVERYTHING, len(rows))
    return fieller(top, bottom, confidence)


def league(table: pd.DataFrame, asked: Question, per: str = "own hours") -> pd.DataFrame:
    """The league, the greatest effect first; pieces whose effect has no such unit stand below, without a rank.

    Columns: advice, worlds, people (treated, of all worlds), hours (own, per treated person), value, low, high (of Fieller's set,
    whose gaps are in `set`), p (of no effect, by t over worlds), rank_low, rank_high, group (letters: who shares one cannot be
    told apart). Ranks are of the worlds that all ranked pieces have.
    """
    if per not in PER:
        raise UserError(f"per {per!r}: must be one of {', '.join(PER)}")
    found = sums(table, asked)
    rows = [_row(str(advice), one, per) for advice, one in found.groupby("advice", sort=True)]
    listed = pd.DataFrame(rows).sort_values("value", ascending=False, kind="stable", ignore_index=True)
    return listed.merge(_ranked(found, listed, per), on="advice", how="left")


def _row(advice: str, rows: pd.DataFrame, per: str) -> dict[str, object]:
    value = worth(rows, per)
    return {
        "advice": advice,
        "worlds": value.n,
        "people": int(rows.people.sum()),
        "hours": float(rows.hours.sum() / rows.people.sum()),
        "value": value.value,
        "low": value.accepted.low,
        "high": value.accepted.high,
        "set": value.accepted.as_text(),
        "p": no_effect(rows),
    }


def no_effect(rows: pd.DataFrame) -> float:
    """The p of no effect per treated person, by Student's t over worlds; 1 where there is none in any world, NaN of one world."""
    rows = rows[rows.people > 0]
    each = (rows.effect / rows.people).to_numpy(float)
    if not each.any():
        return 1.0
    if len(each) < 2:
        return float("nan")
    from scipy.stats import ttest_1samp

    spread = np.ptp(each) > 1e-12 * np.abs(each).max()
    return float(ttest_1samp(each, 0.0).pvalue) if spread else 0.0


def _ranked(found: pd.DataFrame, listed: pd.DataFrame, per: str) -> pd.DataFrame:
    """advice, rank_low, rank_high, group of the pieces whose effect has a number."""
    names = list(listed.advice[listed.value.notna()])
    columns = ["advice", "rank_low", "rank_high", "group"]
    if not names:
        return pd.DataFrame(
            {name: pd.Series(dtype=object if name in ("advice", "group") else float) for name in columns}
        )
    values = in_common(found, names, per)
    if not len(values):
        raise UserError("advice: no world has lived all pieces; run again: weakties advice")
    told = ranks(values)
    return pd.DataFrame(dict(zip(columns, (names, told.low, told.high, groups(values, told)), strict=True)))


def in_common(found: pd.DataFrame, names: Iterable[str], per: str) -> NDArray[np.float64]:
    """Values of single worlds, (worlds that all the named have, names)."""
    one_each = {
        name: pd.Series(by_world(rows, per), index=rows.world)
        for name in names
        for rows in [found[found.advice == name]]
    }
    return pd.DataFrame(one_each).dropna().to_numpy(float)


def beyond(table: pd.DataFrame, asked: Question, names: tuple[str, str], per: str) -> Estimate:
    """By how much the first of two pieces is worth more than the second, world by world, with a t-interval; n: common worlds."""
    found = sums(table, asked)
    both = in_common(found, names, per)
    return between_replicates(both[:, 0] - both[:, 1])


def discoveries(table: pd.DataFrame, asked: Question, outcomes: Iterable[str]) -> pd.DataFrame:
    """All pieces times all outcomes: advice, outcome, value, low, high (per person), p, q.

    q is the p adjusted by Benjamini and Hochberg (1995, JRSS B 57:289): among the rows with q ≤ 0.05 about one in twenty is
    expected to be false. Their p hang together, by worlds and outcomes that move together: positively, under which it holds.
    """
    from scipy.stats import false_discovery_control

    rows = []
    for outcome in outcomes:
        listed = league(table, asked._replace(outcome=outcome), "person")
        rows.append(listed[["advice", "value", "low", "high", "p"]].assign(outcome=outcome))
    found = pd.concat(rows, ignore_index=True)
    known = found.p.notna()
    found.loc[known, "q"] = false_discovery_control(found.p[known]) if known.any() else np.nan
    return found[["advice", "outcome", "value", "low", "high", "p", "q"]]
