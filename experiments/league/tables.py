"""From saved worlds to the league's tables, figures and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weakties.analysis.league import Question, discoveries, league, rows_at
from weakties.analysis.promised import OUTCOMES
from weakties.experiments.league.asked import ARMS, Asked
from weakties.experiments.league.claims import Judged, judged

if TYPE_CHECKING:
    import pandas as pd

    from weakties.experiments.engine.runner import Runs

FIGURES = ("league", "followers")


class League(NamedTuple):
    """rows: one a piece and share, as figures/league.py takes them, with more columns; found: false discoveries controlled over
    all pieces and outcomes; claims: what was claimed, and what became of it."""

    rows: pd.DataFrame
    found: pd.DataFrame
    claims: list[Judged]


def league_of(table: pd.DataFrame, asked: Asked) -> League:
    """The league of saved worlds: at every share, and at the smallest one the discoveries and claims."""
    import pandas as pd

    least = asked.question._replace(share=asked.shares[0])
    parts = {share: rows_at(table, asked.question._replace(share=share)) for share in asked.shares}
    rows = pd.concat(
        [_at(part, asked, asked.question._replace(share=share)) for share, part in parts.items()],
        ignore_index=True,
    )
    there, few = set(table["outcome"].unique()), parts[least.share]
    outcomes = [name for name in OUTCOMES if name in there]
    return League(rows, discoveries(few, least, outcomes), list(judged(few, least)))


def _at(table: pd.DataFrame, asked: Asked, question: Question) -> pd.DataFrame:
    """The league at one share, with the effect per person, and per 100 hours of everybody, beside it."""
    from weakties.experiments.advice import get

    rows = league(table, question, asked.per)
    for per, name in (("person", "person"), ("all hours", "all")):
        other = league(table, question, per)[["advice", "value", "low", "high"]]
        rows = rows.merge(
            other.rename(columns={end: f"{end}_{name}" for end in ("value", "low", "high")}), on="advice"
        )
    title = {name: get(name).title for name in rows["advice"]}
    return rows.assign(
        title=rows["advice"].map(title),
        arm=rows["advice"].isin(ARMS),
        share=question.share,
        unit=unit_of(question, asked.per),
    )


def unit_of(question: Question, per: str) -> str:
    """What an effect is, in words: "weeks employed within 52 weeks, per 100 own hours"."""
    each = "person" if per == "person" else "100 hours of all" if per == "all hours" else "100 own hours"
    return f"{OUTCOMES[question.outcome].title} within {question.weeks} weeks, per {each}"


def write(made: League, asked: Asked, runs: Runs, folder: Path) -> list[Path]:
    """league.csv, discoveries.csv, claims.csv and the figures, in the folder of the worlds. Returns the files."""
    import importlib

    from weakties.experiments.engine import store
    from weakties.experiments.engine.drawing import KINDS
    from weakties.figures import style

    tables = {"league": made.rows, "discoveries": made.found, "claims": claims_table(made.claims)}
    paths = []
    for name, table in tables.items():
        paths.append(folder / f"{name}.csv")
        store.write_bytes(paths[-1], table.to_csv(index=False).encode())
    for name in FIGURES if len(asked.shares) > 1 else FIGURES[:1]:
        figure = importlib.import_module(f"weakties.figures.{name}").draw(made.rows)
        for kind in KINDS:
            paths.append(folder / f"{name}.{kind}")
            about = f"{unit_of(asked.question, asked.per)} (runs {runs.fingerprint})"
            store.write_bytes(paths[-1], style.render(figure, kind, about))
    store.write_json(
        folder / "league.json", store.provenance(runs=runs.fingerprint, unit=made.rows["unit"].iloc[0])
    )
    return paths


def claims_table(claims: list[Judged]) -> pd.DataFrame:
    """One row a claim: claim, advice, promises, against, told, because, per, value, low, high, lead, lead_low, lead_high."""
    import pandas as pd

    return pd.DataFrame([row_of(one) for one in claims])


def row_of(one: Judged) -> dict[str, object]:
    """A claim as plain data."""
    effect, lead = one.effect, one.lead
    return {
        "claim": one.claim.text,
        "advice": one.claim.advice,
        "promises": one.claim.promises,
        "against": one.claim.against,
        "told": one.told.word,
        "because": one.told.because,
        "per": one.per,
        "value": None if effect is None else effect.value,
        "low": None if effect is None else effect.accepted.low,
        "high": None if effect is None else effect.accepted.high,
        "lead": None if lead is None else lead.value,
        "lead_low": None if lead is None else lead.low,
        "lead_high": None if lead is None else lead.high,
    }
