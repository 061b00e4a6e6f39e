"""What the spread of news leaves behind: adoptions, tellings and weekly totals, as tables and in Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.errors import UserError
from weakties.simulation.given import whole
from weakties.simulation.mechanisms.given import origin_of
from weakties.simulation.saved_tables import SavedTables, provenance
from weakties.simulation.spread.rules.spread import last_week
from weakties.simulation.spread.rules.tellings import steps_of, weeks_told
from weakties.simulation.spread.rules.tellings import tellings as find_tellings
from weakties.simulation.spread.start import people_in
from weakties.simulation.ties import Kind
from weakties.simulation.ties.names import named, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from weakties.simulation.spread.model import InformationSpread

MOST_TELLINGS = (
    10_000_000  # pieces times ties; beyond that, records keep only the tellings that have the credit
)
TELLING = ["piece", "topic", "week", "teller", "person", "contact_rate", "kind"]


@dataclass(frozen=True, repr=False)
class SpreadRecords(SavedTables):
    """The tables of one run of the spread of news and where they come from."""

    adoptions: pd.DataFrame
    tellings: pd.DataFrame
    weekly: pd.DataFrame
    provenance: Mapping[str, Any] = field(default_factory=dict)


def records(model: InformationSpread) -> SpreadRecords:
    """All tables of a run and where they come from. Where there can be very many tellings, only those with the credit."""
    few = model.start.board.key.shape[0] * len(model.ties) <= MOST_TELLINGS
    every = few and model.living is None and can_look_back(model)
    known = adoptions(model)
    credited = _credited(known)
    origin = provenance(
        model="InformationSpread",
        contagion=model.contagion,
        seed=model.seed,
        weeks=model.week,
        people=model.people,
        ties=len(model.ties),
        tellings="all" if every else "only those that have the credit",
        parameters=model.described.values,
        **origin_of(model.own),
    )
    told = tellings(model, None) if every else credited
    return SpreadRecords(named(known, model.ties), named(told, model.ties), weekly(model), origin)


def can_look_back(model: InformationSpread) -> bool:
    """Whether who told whom follows from who came to know when: not where a mechanism of one's own had a say in it."""
    return not any("on_telling" in one.hooks or "silent" in one.writes for one in model.own)


def adoptions(model: InformationSpread) -> pd.DataFrame:
    """One row for each person and piece of news known, in the order of pieces and weeks.

    teller, contact_rate, kind and mutual_contacts are those of the tie that has the credit (-1, nan, null, -1 for the first
    informed); steps: tellings between one of the first informed and this person. Where ties live, contact_rate and kind are those
    of the two at the time, and mutual_contacts is counted in the network of the start.
    """
    import pandas as pd

    ties, weeks = model.ties, np.atleast_2d(model.informed_week)
    piece, person = np.nonzero(weeks >= 0)
    teller = model.start.board.teller[piece, person]
    steps = np.stack([steps_of(w, t) for w, t in zip(weeks, model.start.board.teller, strict=True)])
    told = teller >= 0
    mutual = np.full(len(person), -1, np.int32)
    mutual[told] = ties.mutual_contacts(person[told], teller[told])
    rate, kind = model.told_over(piece, person)
    table = pd.DataFrame(
        {
            "piece": piece.astype(np.int32),
            "topic": _topics(model, piece),
            "week": weeks[piece, person],
            "person": person.astype(np.int32),
            "teller": np.where(told, teller, -1).astype(np.int32),
            "contact_rate": rate,
            "kind": _kinds(kind),
            "mutual_contacts": mutual,
            "steps": steps[piece, person],
        }
    )
    return table.sort_values(["piece", "week", "person"], ignore_index=True)


def _credited(known: pd.DataFrame) -> pd.DataFrame:
    """The tellings that have the credit, out of the adoptions."""
    return known.loc[known.teller >= 0, TELLING].assign(credited=True).reset_index(drop=True)


def tellings(model: InformationSpread, to: ArrayLike | None, until: int | None = None) -> pd.DataFrame:
    """One row a telling; see `InformationSpread.tellings`."""
    import pandas as pd

    wanted = np.ones(model.people, np.bool_)
    if to is not None:
        wanted[:] = False
        wanted[people_in(rows_of(model.ties, to), model.people, "to")] = True
    last = model.week if until is None else whole("until", until)
    if last > model.week and model.living is not None:
        raise UserError(
            f"until = {until}: the model is in week {model.week}, and nobody knows what ties will be later"
        )
    if last > model.week and model.running:
        raise UserError(
            f"until = {until}: the model is in week {model.week} and still running; run it further first"
        )
    if model.living is not None:
        known = _credited(adoptions(model))
        return known[wanted[known.person] & (known.week <= last)].reset_index(drop=True)
    given = (*model.world, model.start.board, model.start.born, last, wanted)
    out = np.empty((find_tellings(*given, np.empty((0, 5), np.int64)), 5), np.int64)  # type: ignore[call-arg]
    find_tellings(*given, out)  # type: ignore[call-arg]
    piece, week, teller, person, at = out.T
    board = model.start.board
    return pd.DataFrame(
        {
            "piece": piece.astype(np.int32),
            "topic": _topics(model, piece),
            "week": week.astype(np.int32),
            "teller": teller.astype(np.int32),
            "person": person.astype(np.int32),
            "contact_rate": model.ties.contact_rate[at],
            "kind": _kinds(model.ties.kind[at]),
            "credited": board.teller[piece, person] == teller,
        }
    )


def weekly(model: InformationSpread) -> pd.DataFrame:
    """One row for each piece and week since it was new: who came to know, who knows, and who still tells (at the week's end)."""
    import pandas as pd

    blocks = []
    for piece, weeks in enumerate(np.atleast_2d(model.informed_week)):
        born = int(model.start.born[piece])
        if born > model.week:
            continue
        span = model.week - born + 1
        new = np.bincount(weeks[weeks >= 0] - born, minlength=span)
        seed, law = np.uint64(model.seed), model.start.law
        stale = last_week(seed, piece, born, law)
        telling = weeks_told(seed, law, piece, model.people)
        stop = np.minimum(weeks + telling, stale)
        stopped = np.bincount(stop[(weeks >= 0) & (stop <= model.week)] - born, minlength=span)
        informed = np.cumsum(new)
        blocks.append(
            pd.DataFrame(
                {
                    "piece": np.int32(piece),
                    "week": np.arange(born, model.week + 1, dtype=np.int32),
                    "new": new.astype(np.int32),
                    "informed": informed.astype(np.int32),
                    "telling": (informed - np.cumsum(stopped)).astype(np.int32),
                }
            )
        )
    return pd.concat(blocks, ignore_index=True)


def _topics(model: InformationSpread, piece: NDArray[np.integer]) -> NDArray[np.int32]:
    return (piece % model.parameters.topics).astype(np.int32)


def _kinds(codes: NDArray[np.integer]) -> Any:
    import pandas as pd

    return pd.Categorical.from_codes(
        codes.astype(np.int8), dtype=pd.CategoricalDtype([k.name.lower() for k in Kind])
    )
