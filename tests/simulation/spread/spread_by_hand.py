"""The spread of news in plain Python, week by week and tie by tie: the judge of the kernel. Same addresses, another algorithm."""

from __future__ import annotations

import math

from weakties.simulation.chance import Purpose, plain, unit, unit32, words
from weakties.simulation.spread.rules import board as board_of
from weakties.simulation.spread.rules import spread as rules


def spread_by_hand(model, weeks: int):
    """(informed_week, teller) of each piece, {person: number} each, of the start of an `InformationSpread` model."""
    return [_piece(model, piece, weeks) for piece in range(len(model.start.born))]


def luck(model, piece: int, i: int, j: int) -> tuple[float, int, float]:
    """Waiting time of a tie, number that decides the credit, number that decides whether one source is enough."""
    w = [int(x) for x in plain(words)(model.seed, Purpose.SPREAD, piece, min(i, j), max(i, j))]
    return plain(unit)(w[0], w[1]), w[2] >> 1, plain(unit32)(w[3])


def _rate(model, i: int, j: int) -> float:
    p = model.parameters
    if p.transmission > 0:
        return -math.log1p(-p.transmission) if p.transmission < 1 else math.inf
    row = slice(model.ties.start[i], model.ties.start[i + 1])
    at = list(model.ties.other[row]).index(j)
    return float(model.ties.contact_rate[row][at]) * p.willingness / p.topics


def _need(model, j: int) -> int:
    p, degree = model.parameters, len(model.ties.contacts(j))
    if model.contagion != "threshold":
        return 1
    return max(1, math.ceil(p.threshold_share * degree * (1 - 1e-9))) if p.threshold_share else p.threshold


def _piece(model, piece: int, weeks: int):
    law, born = model.start.law, int(model.start.born[piece])
    first = [j for j in range(model.people) if model.start.board.teller[piece, j] == board_of.FIRST_INFORMED]
    known, teller = dict.fromkeys(first, born), dict.fromkeys(first, -2)
    stale = rules.last_week(model.seed, piece, born, law)
    told: dict[int, list[tuple[int, int, int]]] = {}
    for week in range(born + 1, min(weeks, stale) + 1):
        new: dict[int, list[tuple[int, int, int]]] = {}
        for i in list(known):
            if model.start.silent[i] or week > known[i] + rules.weeks_of_telling(model.seed, piece, i, law):
                continue
            for j in map(int, model.ties.contacts(i)):
                u, credit, doubt = luck(model, piece, i, j)
                if j in known or known[i] + max(1, math.ceil(-math.log(u) / _rate(model, i, j))) != week:
                    continue
                told.setdefault(j, []).append((week, credit, i))
                if doubt < law.noise:
                    new.setdefault(j, []).append((week, credit, i))
        for j, who in told.items():
            if j not in known and len(who) >= _need(model, j):
                new.setdefault(j, []).append(sorted(who)[_need(model, j) - 1])
        for j, who in new.items():
            known[j], teller[j] = week, min(who)[2]
    return known, teller


def tellings_by_hand(model, weeks: int) -> list[tuple[int, int, int, int]]:
    """(piece, week, teller, person): every tie carries a piece at most once, from the one of the two who can tell first. Of two
    who could in the same week the lower number tells when the last bit of the second random word of the tie is 0.
    """
    found = []
    for piece, (known, _) in enumerate(spread_by_hand(model, weeks)):
        law, born = model.start.law, int(model.start.born[piece])
        end = min(weeks, rules.last_week(model.seed, piece, born, law))
        for i in range(model.people):
            for j in (j for j in map(int, model.ties.contacts(i)) if i < j):
                wait = max(1, math.ceil(-math.log(luck(model, piece, i, j)[0]) / _rate(model, i, j)))
                could = {
                    a: known[a] + wait
                    for a in (i, j)
                    if a in known
                    and not model.start.silent[a]
                    and wait <= rules.weeks_of_telling(model.seed, piece, a, law)
                }
                if not could or min(could.values()) > end:
                    continue
                bit = int(plain(words)(model.seed, Purpose.SPREAD, piece, i, j)[1]) & 1
                if len(set(could.values())) == 1 and len(could) == 2:
                    teller = j if bit else i
                else:
                    teller = min(could, key=lambda a: could[a])
                found.append((piece, could[teller], teller, j if teller == i else i))
    return found
