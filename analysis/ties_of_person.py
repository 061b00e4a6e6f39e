"""One person's ties over the years, from the conversations that were logged: met, tended, resting, found again, lost.

A tie is *silent* for as long as the two do not talk. After A_YEAR of silence it has come to rest; a conversation after that
finds it again, and a tie that is silent for A_YEAR at the end of the log is lost. So nothing is looked at but the log, and a log
of real contacts could be told the same way; only the kind of a tie is taken from the world.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from weakties.simulation.talk.live import SEASON

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.relations.records import LifeRecords

A_YEAR = 52
MOST_LINES = 60


def partners(talks: pd.DataFrame, person: Any) -> pd.DataFrame:
    """The conversations of one person: other, week; sorted."""
    mine = talks[(talks.source == person) | (talks.target == person)]
    other = mine.source.where(mine.source != person, mine.target)
    return mine.assign(other=other)[["other", "week"]].sort_values(["other", "week"], ignore_index=True)


def typical(talks: pd.DataFrame, watched: Any) -> Any:
    """Of the people watched (numbers, or names, as in the talks) the one in the middle by how many people they talked to; None
    where none of them talked.
    """
    import pandas as pd

    swapped = talks[["target", "source"]].set_axis(["source", "target"], axis=1)
    both = pd.concat([talks[["source", "target"]], swapped])
    partners = both[both.source.isin(watched)].groupby("source").target.nunique().sort_values(kind="stable")
    return partners.index.tolist()[len(partners) // 2] if len(partners) else None


def years(kept: LifeRecords, person: Any, weeks: int) -> dict[str, Any]:
    """What figures/one_person.py takes: of the MOST_LINES ties with the most conversations,

    seasons  one row a tie and season with talk: other, kind, week (the season's first), hours
    events   one row a tie and event: other, kind, event ("met", "rested", "found again", "lost"), week
    about    person, weeks, partners (of all), drawn, share (of the conversations, on the ties drawn)
    """
    talks = partners(kept.talks, person)
    counts = talks.other.value_counts()
    chosen = counts.sort_index().sort_values(ascending=False, kind="stable").index[:MOST_LINES]
    kinds, length = _kinds(kept, person), float(kept.provenance["parameters"]["talk_hours"])
    drawn = talks[talks.other.isin(chosen)]
    kind = drawn.other.map(kinds).fillna("friend")  # nothing is remembered of those who were forgotten
    season = drawn.assign(kind=kind, week=drawn.week // SEASON * SEASON)
    hours = season.groupby(["other", "kind", "week"], as_index=False).size()
    about = {
        "person": person,
        "weeks": weeks,
        "partners": len(counts),
        "drawn": len(chosen),
        "share": len(drawn) / max(1, len(talks)),
    }
    seasons = hours.assign(hours=hours["size"] * length).drop(columns="size")
    return {"seasons": seasons, "events": _events(drawn.assign(kind=kind), weeks), "about": about}


def _kinds(kept: LifeRecords, person: Any) -> pd.Series:
    """The kind of each tie of a person, by the other."""
    import pandas as pd

    ties = kept.relations
    if not isinstance(ties, pd.DataFrame):
        mine = ties.of(person)
        return pd.Series(mine.kind.astype(str).to_numpy(), index=mine.target)
    out, back = ties[ties.source == person], ties[ties.target == person]
    kinds = [
        pd.Series(t.kind.astype(str).to_numpy(), index=t[end])
        for t, end in ((out, "target"), (back, "source"))
    ]
    return pd.concat(kinds)


def _events(talks: pd.DataFrame, weeks: int) -> pd.DataFrame:
    """The turns that ties took. Who was talked to in the first year of the log may have been known before: not met in it."""
    import pandas as pd

    rows = []
    for (other, kind), tie in talks.groupby(["other", "kind"]):
        week = tie.week.to_numpy()
        if week[0] > A_YEAR:
            rows.append((other, kind, "met", week[0]))
        for before, after in pairwise(week):
            if after - before >= A_YEAR:
                rows += [(other, kind, "rested", before), (other, kind, "found again", after)]
        if weeks - week[-1] >= A_YEAR:
            rows.append((other, kind, "lost", week[-1]))
    return pd.DataFrame(rows, columns=["other", "kind", "event", "week"])
