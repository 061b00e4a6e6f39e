"""News over ties that live: within a season their contact rates are constant, and one who knows tells season by season.

In a week of a season in which two people talk at a contact rate r above 0, the one who knows tells the other with probability

    1 - exp(-share r), or 1 - exp(-rate) where all ties pass news equally,

independently of other weeks. So the week in which he tells is geometric from the first week of the season in which he can, and is
drawn once a season, as in spread.py, with the same four words, but at the address (LIVE_NEWS, season and piece, pair). As the
waiting time has no memory, whom he has not told in one season is told in the next by the same law, at whatever rate the two have
then; and a rate that changes in one season moves no luck but that tie's in that season.

Where several sources are needed, nobody counts twice: of what one settles over a tie of the network, and over a live one that
took its place since, the earlier counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.chance import Purpose
from weakties.simulation.kernels import Bools, Float32s, Int, Int32s, Int64s, kernel
from weakties.simulation.relations.state import LIVES, find
from weakties.simulation.spread.rules.board import CREDIT_BITS, NEVER, NOBODY
from weakties.simulation.spread.rules.spread import draw, due, last_week, tell, waiting_time, weeks_of_telling
from weakties.simulation.talk.live import SEASON
from weakties.simulation.ties.rows import find_tie

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.spread.rules.board import Board, Law, Scratch

PIECES = 2**20  # more than there can be pieces of news: a season and a piece make one number of the address
SEASONS = 2**32 // PIECES  # that can be told apart


class Span(NamedTuple):
    """Who tells when: those who came to know in the weeks first..week tell in the weeks week + 1 .. last, of one season."""

    first: int
    week: int
    last: int


@kernel
def tell_live(
    seed: Int, live: Live, silent: Bools, law: Law, board: Board, scratch: Scratch, born: Int32s, span: Span
) -> None:
    """Those who came to know in span.first..span.week tell over ties that live, in the weeks after span.week, up to span.last.

    live: Live; span: Span; other arguments as in `spread`. The board changes in place.
    """
    for piece in range(len(born)):
        last = min(span.last, last_week(seed, piece, born[piece], law))
        if born[piece] > span.week or last <= span.week:
            continue
        address = span.last // SEASON * PIECES + piece
        count = due(board.key[piece], span.first, span.week, scratch.due)
        done = 0
        while done < count:
            at = (span.week, last, done, count)
            done, ties = _look(seed, live, silent, law, board.key[piece], piece, scratch, at)
            draw(seed, Purpose.LIVE_NEWS, address, ties, scratch)
            if board.slot[-1] > 0:
                ties = _once(span.week, board, piece, ties, scratch)
            tell(span.week, law, board, piece, ties, scratch)


@kernel
def _look(
    seed: Int,
    live: Live,
    silent: Bools,
    law: Law,
    key: Int64s,
    piece: Int,
    scratch: Scratch,
    at: tuple[int, int, int, int],
) -> tuple[int, int]:
    """The live ties, at a contact rate above 0, from due[done:count] to contacts who do not know by `week`; as many as fit.

    at: (week, last, done, count). Returns how many of the due are done, and the number of ties.
    """
    week, last, done, count = at
    ties = 0
    while done < count:
        i = scratch.due[done]
        if ties + live.on[i] > len(scratch.contact):
            break
        done += 1
        stop = (key[i] >> CREDIT_BITS) + weeks_of_telling(seed, piece, i, law)
        reach = 0 if silent[i] else min(stop, last) - week
        if reach <= 0:
            continue
        for e in range(live.start[i], live.start[i] + live.on[i]):
            tie = live.tie[e]
            scratch.teller[ties] = i
            scratch.contact[ties] = live.other[e]
            scratch.rate[ties] = law.rate if law.rate >= 0 else law.share * tie.rate
            scratch.reach[ties] = reach
            ties += (tie.rate > 0) & (key[live.other[e]] >> CREDIT_BITS > week)
    return done, ties


@kernel
def _once(week: Int, board: Board, piece: Int, ties: Int, scratch: Scratch) -> int:
    """Keep of the ties looked at those that tell somebody earlier than the same teller has told him, or is going to; what he was
    going to is forgotten. Returns their number.
    """
    keys, sources = board.source_key[piece], board.source[piece]
    kept = 0
    for n in range(ties):
        i, j = scratch.teller[n], scratch.contact[n]
        wait = waiting_time(scratch.u[n], scratch.rate[n])
        if wait > scratch.reach[n]:
            continue
        when = (np.int64(week) + np.int64(wait)) << CREDIT_BITS | np.int64(scratch.credit[n] >> 1)
        at, end = board.slot[j], board.slot[j + 1]
        while at < end and not (sources[at] == i and keys[at] != NEVER):
            at += 1
        if at < end:
            if keys[at] <= when:
                continue
            while at < end - 1:
                keys[at], sources[at] = keys[at + 1], sources[at + 1]
                at += 1
            keys[at], sources[at] = NEVER, NOBODY
        scratch.teller[kept], scratch.contact[kept] = i, j
        scratch.rate[kept], scratch.reach[kept] = scratch.rate[n], scratch.reach[n]
        scratch.u[kept], scratch.credit[kept] = scratch.u[n], scratch.credit[n]
        scratch.noise[kept] = scratch.noise[n]
        kept += 1
    return kept


@kernel
def note(
    live: Live,
    frozen: tuple[NDArray[Any], ...],
    board: Board,
    week: Int,
    rates: Float32s,
    kinds: NDArray[np.int8],
) -> None:
    """At which contact rate those who come to know in `week` talk to the one who told them, and what the two are to each other.

    frozen: (start, other, contact_rate, kind) of the network; rates: float32, kinds: int8 (pieces, people), changed in place.
    A live tie with an occasion to meet goes before one of the network.
    """
    start, other, rate, kind = frozen
    who = np.empty(board.key.shape[1], np.int32)
    for piece in range(len(board.key)):
        for j in who[: due(board.key[piece], week, week, who)]:
            i = board.teller[piece, j]
            if i < 0:
                continue
            e, f = find(live, j, i), find_tie(start, other, j, i)
            if e >= 0 and (f < 0 or live.tie[e].rate > 0):
                rates[piece, j], kinds[piece, j] = live.tie[e].rate, live.tie[e].kind
            elif f >= 0:
                rates[piece, j], kinds[piece, j] = rate[f] if rate[f] < LIVES else np.float32(np.nan), kind[f]


@kernel
def goes_on(seed: Int, silent: Bools, law: Law, board: Board, born: Int32s, week: Int) -> bool:
    """Whether anybody may come to know anything after `week`: somebody will, or one who knows still tells and another does not
    know.
    """
    for piece in range(len(born)):
        if board.ahead[piece] > 0:
            return True
        key, end = board.key[piece], last_week(seed, piece, born[piece], law)
        if end <= week or key.max() < NEVER:
            continue
        for i in range(len(key)):
            known = key[i] < NEVER and not silent[i]
            if known and (key[i] >> CREDIT_BITS) + weeks_of_telling(seed, piece, i, law) > week:
                return True
    return False
