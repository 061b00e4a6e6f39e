"""How the spread of news begins: the law of a contagion, who knows first, and the board on which it is kept."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weakties.simulation.chance import Purpose, uniform
from weakties.simulation.errors import UserError
from weakties.simulation.given import shown
from weakties.simulation.spread.parameters import SpreadParameters
from weakties.simulation.spread.rules.board import CREDIT_BITS, FIRST_INFORMED, NEVER, NOBODY, Board, Law
from weakties.simulation.ties import Ties

MOST_ENTRIES = 400_000_000  # pieces times people: 12 bytes each
EVERYBODY_ALL = 1.0 - 1e-9  # rounding of shares: 0.3 of 10 contacts are 3, not 4


class Beginning(NamedTuple):
    """Who knows first (None: drawn by chance), who never tells, and whether people may meet whom they do not know yet."""

    first_informed: ArrayLike | None = None
    silent: ArrayLike = ()
    may_meet: bool = False


class Start(NamedTuple):
    """Everything the week needs: the law, the board with the first informed on it, and when each piece is new."""

    law: Law
    board: Board
    born: NDArray[np.int32]
    silent: NDArray[np.bool_]


def begin(
    ties: Ties,
    seed: int,
    contagion: str,
    p: SpreadParameters,
    who: Beginning,
) -> Start:
    """The start of a run. Raises UserError for a contagion that cannot start: nobody there to know, or to be convinced (by
    those whom he knows: where people may meet others, nobody can be said to be out of reach).
    """
    if ties.people == 0:
        raise UserError("the network has no people, so nobody can know the news")
    if p.pieces * ties.people > MOST_ENTRIES:
        raise UserError(
            f"pieces = {p.pieces} for {ties.people} people: at most {MOST_ENTRIES // ties.people} fit; run several seeds instead"
        )
    need = needed(ties, p) if contagion == "threshold" else np.ones(ties.people, np.int64)
    board = _empty_board(p.pieces, ties, need, who.may_meet)
    sure = contagion == "threshold" and p.noise == 0 and not who.may_meet
    born = births(p)
    obstacles = []
    for piece in range(p.pieces):
        first = _first(ties, seed, piece, contagion, who.first_informed)
        obstacles.append(_obstacle(need, ties, first, p) if sure else "")
        board.key[piece, first] = np.int64(born[piece]) << CREDIT_BITS
        board.teller[piece, first] = FIRST_INFORMED
        board.ahead[piece] = len(first)
    if all(obstacles):
        raise UserError(obstacles[0])
    mute = np.zeros(ties.people, np.bool_)
    mute[people_in(who.silent, ties.people, "silent")] = True
    return Start(law_of(contagion, p), board, born, mute)


def law_of(contagion: str, p: SpreadParameters) -> Law:
    """The plain numbers of a contagion: -ln(1 - transmission) per tie and week, or a share of the contact rate."""
    rate = -np.log1p(-p.transmission) if 0 < p.transmission < 1 else (np.inf if p.transmission else -1.0)
    return Law(
        rate=float(rate),
        share=p.willingness / p.topics,
        once=contagion == "cascade",
        recovery=p.recovery if contagion == "sir" else 0.0,
        staleness=p.staleness,
        noise=p.noise if contagion == "threshold" else 0.0,
    )


def births(p: SpreadParameters) -> NDArray[np.int32]:
    """The week in which each piece is new, int32 (pieces,): all in week 0, or `news_per_week` each week from week 0 on."""
    number = np.arange(p.pieces)
    weeks = number // p.news_per_week if p.news_per_week > 0 else np.zeros(p.pieces)
    return weeks.astype(np.int32)


def needed(ties: Ties, p: SpreadParameters) -> NDArray[np.int64]:
    """How many different people must have told each person, int64 (people,): the number, or the share rounded up."""
    if p.threshold_share > 0:
        return np.maximum(1, np.ceil(p.threshold_share * ties.degree * EVERYBODY_ALL)).astype(np.int64)
    return np.full(ties.people, p.threshold, np.int64)


def people_in(people: ArrayLike, among: int, name: str) -> NDArray[np.int64]:
    """A list of people as sorted numbers, each once. Raises UserError for what is not a person of the network."""
    try:
        listed = np.atleast_1d(np.asarray(people))
    except ValueError:  # lists of different lengths
        listed = np.array([None])
    if listed.size and not np.issubdtype(listed.dtype, np.integer):
        raise UserError(f"{name} = {shown(people)}: people are whole numbers, 0 to {among - 1}")
    numbers = listed.astype(np.int64).ravel()
    outside = numbers[(numbers < 0) | (numbers >= among)]
    if outside.size:
        raise UserError(
            f"{name}: person {outside[0]} is not in the network of {among} people (0 to {among - 1})"
        )
    return np.unique(numbers)


def _first(
    ties: Ties, seed: int, piece: int, contagion: str, first_informed: ArrayLike | None
) -> NDArray[np.int64]:
    """Who knows a piece first: those named, or one drawn at address (NEWS, 2**31 + piece), in a threshold contagion
    together with all his contacts (Centola and Macy 2007 start from a person and his neighbours).
    """
    if first_informed is not None:
        first = people_in(first_informed, ties.people, "first_informed")
        if first.size == 0:
            raise UserError("first_informed is empty: name at least one person who knows the news")
        return first
    person = int(uniform(np.uint64(seed), int(Purpose.NEWS), 2**31 + piece, 0, 0) * ties.people)
    if contagion == "threshold":
        return np.append(ties.contacts(person), person).astype(np.int64)
    return np.array([person])


def _obstacle(need: NDArray[np.int64], ties: Ties, first: NDArray[np.int64], p: SpreadParameters) -> str:
    """Why nobody can reach his threshold, so that nothing can happen; empty where somebody can, or everybody knows already."""
    others = np.ones(ties.people, np.bool_)
    others[first] = False
    able = others & (need <= ties.degree)
    if not others.any() or (able.any() and need[able].min() <= len(first)):
        return ""
    given = p.threshold_share > 0
    what = f"threshold_share = {p.threshold_share:g}" if given else f"threshold = {p.threshold}"
    if not able.any():
        most = int(ties.degree[others].max(initial=0))
        return f"{what}: nobody can reach it, since nobody who could be told knows more than {most} people; lower it"
    least, some = int(need[able].min()), len(first)
    return f"{what}: nobody can reach it with {some} first informed; name {least} or more, lower it, or set noise"


def _empty_board(pieces: int, ties: Ties, need: NDArray[np.int64], may_meet: bool) -> Board:
    """Nobody knows anything. Where one source is enough for all, no list of sources is kept; it need not be longer than the list
    of those who could be one.
    """
    simple = bool((need == 1).all())
    could = np.full(ties.people, ties.people) if may_meet else ties.degree + 1
    kept = np.zeros(ties.people, np.int64) if simple else np.minimum(need, could)
    slot = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    shape, slots = (pieces, ties.people), (pieces, int(slot[-1]))
    return Board(
        np.full(shape, NEVER, np.int64),
        np.full(shape, NOBODY, np.int32),
        slot,
        np.full(slots, NEVER, np.int64),
        np.full(slots, NOBODY, np.int32),
        np.zeros(pieces, np.int64),
    )
