"""What the spread of news shows mechanisms of one's own, and where they act in its week."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose
from weakties.simulation.mechanisms.now import Scene, Stage
from weakties.simulation.spread.rules.spread import draw, due, last_week, look, tell

if TYPE_CHECKING:
    from weakties.simulation.spread.model import InformationSpread

STAGE = Stage("a spread of news", ("informed_week", "silent"), ("silent",), ("on_telling", "after_week"))


class News(NamedTuple):
    """News that may be told, one entry a tie: what `on_telling` of the spread of news is given. All read-only.

    In the week in which the teller comes to know it is settled whether and when he tells the listener, who does not know yet.
    """

    teller: NDArray[np.int32]
    listener: NDArray[np.int32]
    piece: NDArray[np.int32]
    contact_rate: NDArray[np.float64]  # tellings a week


def scene(news: InformationSpread) -> Scene:
    """The present week of a spread. Columns:

    informed_week  (people,) or (pieces, people): the week in which one came to know, -1 for not yet
    silent         (people,): who hears but never tells. It can be written, and counts for those who come to know from now on
    """
    columns: dict[str, Callable[[], NDArray[Any]]] = {
        "informed_week": lambda: news.informed_week,
        "silent": lambda: news.start.silent,
    }
    return Scene(STAGE, news.week, np.uint64(news.seed), news.ties, columns, {})


def spread_as_allowed(news: InformationSpread) -> int:
    """One week of `spread` (rules/spread.py), in which mechanisms let by what they will; returns how many came to know."""
    seed, network, silent, law = news.world
    board, scratch, week, heard = news.start.board, news._scratch, news.week, 0
    for piece, born in enumerate(news.start.born):
        end = last_week(seed, piece, born, law)
        if not born <= week <= end or board.ahead[piece] == 0:
            continue
        count = due(board.key[piece], week, week, scratch.due)
        heard += count
        board.ahead[piece] -= count
        done = 0
        while done < count:
            given = (seed, network, silent, law, board.key[piece], piece, week, end, scratch)
            done, ties = look(*given, done, count)
            _stop(news, piece, ties)
            draw(seed, Purpose.SPREAD, piece, ties, scratch)
            tell(week, law, board, piece, ties, scratch)
    return heard


def _stop(news: InformationSpread, piece: int, ties: int) -> None:
    """Over ties on which it may not be told, a piece is told at rate 0: never."""
    scratch = news._scratch
    told = News(
        scratch.teller[:ties].copy(),
        scratch.contact[:ties].copy(),
        np.full(ties, piece, np.int32),
        scratch.rate[:ties].copy(),
    )
    for column in told:
        column.flags.writeable = False
    scratch.rate[:ties][~news.at_work.allowed(scene(news), told)] = 0
