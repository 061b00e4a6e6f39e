"""How people divide their contacts among their partners, and whether that stays theirs while partners change (T6)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.analysis.contact_log.resample import Measured, Resample, Row
from weakties.analysis.contact_log.tie_log import TieLog
from weakties.simulation.kernels import Float64s, Int64s, kernel

LEAST_CONTACTS, LEAST_PARTNERS = 20, 5
RANKS = 20  # of the power law, and of the figure
OTHERS = 100  # with whom each is compared, at most


class Signatures(NamedTuple):
    """Who had how many contacts with whom in each period, for people with enough of them; one row a (period, ego).

    ego, period  (rows,)      in order of period, then ego
    start        (rows + 1,)  its partners are start[r]:start[r + 1], the most frequent first
    partner      (partners,)  who
    share        (partners,)  of the ego's contacts in that period
    """

    ego: NDArray[np.int64]
    period: NDArray[np.int64]
    start: NDArray[np.int64]
    partner: NDArray[np.int64]
    share: NDArray[np.float64]


def signature(ties: TieLog, length: float, sample: Resample) -> list[Row]:
    """Social signatures by period of `length` days (90, a quarter); a rest at the end is left out.

    The signature of a person in a period: the shares p_1 >= p_2 >= ... of his contacts, in either direction, that went to his
    partners, the most frequent first. People count in a period with at least 20 contacts and 5 partners.

    rank shares         mean p_r over people and periods for r = 1 .. 20, 0 where there is no r-th partner
    from oneself        Jensen–Shannon divergence, in bits, of a person's signatures in two periods that follow one another:
                        H((p + q)/2) - H(p)/2 - H(q)/2, H(p) = -Σ p_r log2 p_r; ranks are compared, whoever has them
    from others         the same between two people in one period, the first of two that follow one another and in both of which
                        both people count (each with at most 100 others)
    exponent, its SD    -b of the least-squares line log p_r = a + b log r over the ranks from 1 to 20 that there are: its mean
                        over people, and the standard deviation between them
    top 1, top 3        p_1, and p_1 + p_2 + p_3
    turnover            1 - |A ∩ B| / |A ∪ B|, A and B the partners in two periods that follow one another
    top partner kept    whether the first partner is the first in the next period, too (of equals, each with equal chance)

    But for rank shares, a person counts once, with the mean of his periods. Intervals resample people.
    """
    table = signatures(ties, length)
    ranks = _ranks(table.start, table.share)
    rows = [
        Row("rank shares", f"{r + 1}", r + 1.0, sample.mean(table.ego, ranks[:, r], "positive"))
        for r in range(RANKS)
    ]
    number = table.period * ties.people + table.ego
    after = np.searchsorted(number, number + ties.people)
    follows = (after < len(number)) & (number[np.minimum(after, len(number) - 1)] == number + ties.people)
    now, then = np.flatnonzero(follows), after[follows]
    self_, others, turnover, kept = _followed(table, now, then, ties.people, sample)
    ego = table.ego[now]
    top = ranks[:, :3].sum(axis=1)
    exponent = sample.mean(*_by_person(table.ego, _exponents(table.start, table.share)), "positive")
    rows += [
        Row("signature", "from oneself, bits", 0.0, sample.mean(*_by_person(ego, self_), "positive")),
        Row("signature", "from others, bits", 1.0, sample.mean(*_by_person(ego, others), "positive")),
        Row("signature", "exponent", 2.0, exponent),
        Row("signature", "exponent, SD between people", 3.0, _spread(table, sample)),
        Row("signature", "top 1", 4.0, sample.mean(*_by_person(table.ego, ranks[:, 0]), "share")),
        Row("signature", "top 3", 5.0, sample.mean(*_by_person(table.ego, top), "share")),
        Row("signature", "turnover", 6.0, sample.mean(*_by_person(ego, turnover), "share")),
        Row("signature", "top partner kept", 7.0, sample.mean(*_by_person(ego, kept), "share")),
    ]
    return rows


def signatures(ties: TieLog, length: float) -> Signatures:
    """The signatures of everybody with enough contacts, in every whole period."""
    presence = ties.presence(length)
    ego = np.concatenate([ties.low[presence.tie], ties.high[presence.tie]]).astype(np.int64)
    partner = np.concatenate([ties.high[presence.tie], ties.low[presence.tie]]).astype(np.int64)
    contacts = np.tile(presence.contacts, 2).astype(np.int64)
    number = np.tile(presence.window, 2).astype(np.int64) * ties.people + ego
    _, row, partners = np.unique(number, return_inverse=True, return_counts=True)
    total = np.bincount(row, contacts)
    keep = ((total >= LEAST_CONTACTS) & (partners >= LEAST_PARTNERS))[row]
    number, row, partner, contacts = number[keep], row[keep], partner[keep], contacts[keep]
    order = np.lexsort((partner, -contacts, row))
    _, begin = np.unique(row[order], return_index=True)
    person_period = number[order][begin]
    return Signatures(
        person_period % max(1, ties.people),
        person_period // max(1, ties.people),
        np.append(begin, len(order)),
        partner[order],
        contacts[order] / total[row[order]],
    )


def _by_person(
    ego: NDArray[np.int64], value: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each person's mean over his periods."""
    known = np.isfinite(value)
    people, where = np.unique(ego[known], return_inverse=True)
    return people, np.bincount(where, value[known], len(people)) / np.bincount(where, minlength=len(people))


def _spread(table: Signatures, sample: Resample) -> Measured:
    """The standard deviation between people of their exponents."""
    people, value = _by_person(table.ego, _exponents(table.start, table.share))
    if len(people) < 2:
        return sample.mean(people, np.full(len(people), np.nan))
    deviation = (value - value.mean()) ** 2
    sd = float(np.sqrt(deviation.sum() / (len(value) - 1)))
    if sd == 0:
        return sample.mean(people, np.zeros(len(people)))
    x = np.zeros(sample.ties.people)
    x[people] = (deviation - deviation.mean()) / (2 * sd * len(value))
    return sample.of_people(sd, x, len(people), "positive")


def _followed(
    table: Signatures, now: NDArray[np.int64], then: NDArray[np.int64], people: int, sample: Resample
) -> tuple[NDArray[np.float64], ...]:
    """Divergence from oneself and from others, turnover, top partner kept, of each row in `now` with its follower in `then`."""
    shuffled = sample.rng.permutation(len(now))
    circle = shuffled[np.argsort(table.period[now[shuffled]], kind="stable")]
    period = table.period[now[circle]]
    first, last = np.searchsorted(period, period), np.searchsorted(period, period, side="right")
    seen = np.full(max(1, people), -1, np.int64)
    return _compare(table.start, table.share, table.partner, now, then, seen, circle, first, last)


@kernel
def _ranks(start: Int64s, share: Float64s) -> Float64s:
    """The first shares of each row, 0 beyond the last; (rows, RANKS)."""
    first = np.zeros((len(start) - 1, RANKS))
    for r in range(len(start) - 1):
        for k in range(min(RANKS, start[r + 1] - start[r])):
            first[r, k] = share[start[r] + k]
    return first


@kernel
def _exponents(start: Int64s, share: Float64s) -> Float64s:
    """Minus the slope of log share on log rank, ranks 1 .. RANKS; (rows,)."""
    found = np.full(len(start) - 1, np.nan)
    for r in range(len(start) - 1):
        many = min(RANKS, start[r + 1] - start[r])
        x, y, xx, xy = 0.0, 0.0, 0.0, 0.0
        for k in range(many):
            log_rank, log_share = np.log(k + 1.0), np.log(share[start[r] + k])
            x += log_rank
            y += log_share
            xx += log_rank * log_rank
            xy += log_rank * log_share
        if many >= 2:
            found[r] = (x * y - many * xy) / (many * xx - x * x)
    return found


@kernel
def divergence(p: Float64s, q: Float64s) -> float:
    """Jensen–Shannon divergence in bits of two lists of shares, the shorter one filled up with 0."""
    bits = 0.0
    for k in range(max(len(p), len(q))):
        a = p[k] if k < len(p) else 0.0
        b = q[k] if k < len(q) else 0.0
        middle = (a + b) / 2
        if a > 0:
            bits += a * np.log2(a / middle) / 2
        if b > 0:
            bits += b * np.log2(b / middle) / 2
    return bits


@kernel
def _compare(
    start: Int64s,
    share: Float64s,
    partner: Int64s,
    now: Int64s,
    then: Int64s,
    seen: Int64s,
    circle: Int64s,
    first: Int64s,
    last: Int64s,
) -> tuple[Float64s, Float64s, Float64s, Float64s]:
    """Of each row in `now` and its follower in `then`: divergence from itself and from others, turnover, top partner kept.

    circle: positions in `now`, one period after another, each shuffled; a row's others are the next ones of its period, which
    is first[a]:last[a] in the circle, at most OTHERS. seen: scratch memory, (people,) of -1.
    """
    many = len(now)
    own, others, turnover, kept = np.empty(many), np.full(many, np.nan), np.empty(many), np.empty(many)
    for at in range(many):
        n = circle[at]
        a, b = now[n], then[n]
        p, q = share[start[a] : start[a + 1]], share[start[b] : start[b + 1]]
        own[n] = divergence(p, q)
        size = last[at] - first[at]
        some = min(OTHERS, size - 1)
        total = 0.0
        for step in range(1, some + 1):
            o = now[circle[first[at] + (at - first[at] + step) % size]]
            total += divergence(p, share[start[o] : start[o + 1]])
        if some > 0:
            others[n] = total / some
        here = 0
        for k in range(start[a], start[a + 1]):
            seen[partner[k]] = n * 3
            if share[k] == p[0]:
                seen[partner[k]] = n * 3 + 1
                here += 1
        both, tops, same = 0, 0, 0
        for k in range(start[b], start[b + 1]):
            if seen[partner[k]] // 3 == n:
                both += 1
            if share[k] == q[0]:
                tops += 1
                same += seen[partner[k]] == n * 3 + 1
        turnover[n] = 1 - both / (len(p) + len(q) - both)
        kept[n] = same / (here * tops)
    return own, others, turnover, kept
