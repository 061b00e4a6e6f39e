"""Asking for help: who looks plans to ask people he knows, makes some of these asks, gets a yes or a no, and finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.chance import Purpose, scattered, uniform, unit32, words
from weakties.simulation.kernels import Bool, Bools, Float32s, Int, Int64s, Real, Records, inlined, kernel
from weakties.simulation.poisson import poisson
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.talk.live import SEASON, talks_of_season
from weakties.simulation.trust.forms import trust_of
from weakties.simulation.trust.learning import AWARE, GAVE, PAID, PROMISE, REFUSED, THANKED, write
from weakties.simulation.trust.opinions import at_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

FACE, MESSAGE = 0, 1
MEDIA = ("face to face", "message")
STAGES = ("planned", "made", "yes", "kept")
EACH = 5  # events that one ask can be
NO, BROKEN, KEPT = 0, 1, 2


@kernel
def planned(seed: Int, season: Int, p: Any, looking: Bools) -> Int64s:
    """How many people each one who looks plans to ask this season: Poisson; int64 (people,), 0 for others."""
    number = np.zeros(len(looking), np.int64)
    for i in range(len(looking)):
        if looking[i]:
            number[i] = poisson(p.asks * SEASON, uniform(seed, Purpose.ASKING, season, i, 0))
    return number


@kernel
def ask(
    seed: Int,
    season: Int,
    p: Any,
    live: Live,
    opinions: Opinions,
    reliability: Float32s,
    number: Int64s,
    out: tuple[Records, Int64s],
) -> int:
    """The asks of a season, on what people thought when it began; out: events, with room for EACH of an ask, and the table of
    asks, int64 (MEDIA, STAGES), which is added to. Returns how many events there are.

    How: who believes in one medium more than in the other chooses it more often, with probability believed_face /
    (believed_face + believed_message) face to face. Whom: face to face one of those with whom one has talked in the season
    just over, by message anybody, of those with whom one has had an hour, each with the same chance. Made with probability
    min(1, courage believed / true): who believes in half the chance makes half as many. Nobody is asked twice in a season, nor
    within `asked_lasts` of a no. The answer is yes with probability min(1, yes (1/2 + T)), T the trust of the one who is asked.
    A yes is a promise: kept with the other's own reliability, and then he knows for `asked_lasts` weeks that one looks; one that
    is broken is seen, too.

    Pay and thanks: see `willing` and `settled`.
    """
    events, table = out
    count, week = 0, season * SEASON
    until = np.int16(min(week + p.asked_lasts, 32_767.0))
    for i in range(len(number)):
        first = count
        for nth in range(number[i]):
            w0, w1, w2, w3 = words(seed, Purpose.ASKING, season, i, nth + 1)
            both = p.believed_face + p.believed_message
            medium = FACE if unit32(w2) * both < p.believed_face else MESSAGE
            e = somebody(seed, season, live, i, (w0 << np.uint64(32)) | w1, medium == FACE)
            if e < 0:
                continue
            j = live.other[e]
            true = p.yes_face if medium == FACE else p.yes_message
            believed = p.believed_face if medium == FACE else p.believed_message
            table[medium, 0] += 1
            known = at_of(opinions, i, j)
            again = known >= 0 and opinions.about[known].refused >= week
            if again or asked_already(events, first, count, j) or unit32(w3) * true >= p.courage * believed:
                continue
            table[medium, 1] += 1
            answer, keeps, offers, says = words(seed, Purpose.PROMISE, season, i, j)
            offered = unit32(offers) < p.pay
            chance = true * (0.5 + trust_of(p, week, live, opinions, j, i))
            chance *= willing(p, week, opinions, (i, j), offered)
            said = answer_of((answer, keeps), chance, reliability[j])
            table[medium, 2] += said >= BROKEN
            table[medium, 3] += said == KEPT
            count = note_answer(events, count, (i, j), said, until)
            if said == KEPT:
                count = settled(events, count, (i, j), (offered, thanks(p, opinions, i, says)), until)
    return count


@inlined
def willing(p: Any, week: Int, opinions: Opinions, pair: tuple[Int, Int], offered: Bool) -> Real:
    """By what the chance of a yes is multiplied, of the pair (who asks, who is asked): `paid_yes` where pay is offered; 1 -
    `crowding` where it is not, and he has been paid by him and remembers it; times `thanked_yes` where he remembers thanks.
    """
    at = at_of(opinions, pair[1], pair[0])
    factor = p.paid_yes if offered else 1.0
    if at >= 0:
        if not offered and opinions.about[at].paid >= week:
            factor *= 1.0 - p.crowding
        if opinions.about[at].thanked >= week:
            factor *= p.thanked_yes
    return factor


@inlined
def thanks(p: Any, opinions: Opinions, i: Int, lot: Int) -> Bool:
    """Whether i thanks for a promise that was kept to him: with probability `thanks`, or with his own where that is higher."""
    chance = p.thanks
    if len(opinions.manners) > 0:
        chance = max(chance, opinions.manners[i].thanks)
    return unit32(lot) < chance


@inlined
def settled(events: Records, count: int, pair: tuple[Int, Int], did: tuple[Bool, Bool], until: Int) -> int:
    """Write the events of a promise that was kept, of (who asked, who was asked): paid, which counts as something given, so that
    the help is not owed; and thanked. did: whether each was. Both are remembered until then. Returns how many there are now.
    """
    i, j = pair
    if did[0]:
        write(events[count], j, i, PAID, until, np.float32(0.0))
        write(events[count + 1], i, j, GAVE, -1, np.float32(0.0))
        count += 2
    if did[1]:
        write(events[count], j, i, THANKED, until, np.float32(0.0))
        count += 1
    return count


@inlined
def answer_of(lots: tuple[Int, Int], chance: Real, reliability: Real) -> Int:
    """What comes of an ask: NO, a yes that is BROKEN, or one that is KEPT, by two random words."""
    if unit32(lots[0]) >= chance:
        return NO
    return KEPT if unit32(lots[1]) < reliability else BROKEN


@kernel
def note_answer(events: Records, count: int, pair: tuple[Int, Int], said: Int, until: Int) -> int:
    """Write the events of an ask, of (who asks, who is asked), from `count` on: a no is remembered; a promise is seen to be kept
    or broken, and who keeps it knows until then that the other looks. Returns how many there are now.
    """
    i, j = pair
    if said == NO:
        write(events[count], i, j, REFUSED, until, np.float32(0.0))
        return count + 1
    write(events[count], i, j, PROMISE, -1, np.float32(said == KEPT))
    if said == BROKEN:
        return count + 1
    write(events[count + 1], j, i, AWARE, until, np.float32(0.0))
    return count + 2


@kernel
def somebody(seed: Int, season: Int, live: Live, i: Int, lot: Int, talked: Bool) -> Int:
    """Where a live tie of person i is, of those with an hour together, by chance: that with the lowest lot of its own; -1:
    none.
    talked: only of those with whom he talked in the season before this.
    """
    found, lowest = np.int64(-1), np.uint64(0)
    for e in range(live.start[i], live.start[i] + (live.on[i] if talked else live.size[i])):
        if live.tie[e].hours >= AN_HOUR:
            draw = scattered(lot, live.other[e])
            lower = found < 0 or draw < lowest
            if lower and (not talked or has_talked(seed, season - 1, i, live.other[e], live.tie[e].rate)):
                found, lowest = np.int64(e), draw
    return found


@inlined
def has_talked(seed: Int, season: Int, i: Int, j: Int, rate: Real) -> Bool:
    """Whether i and j, at this contact rate, have talked in that season; not in one before the first."""
    return season >= 0 and rate > 0 and talks_of_season(seed, i, j, rate, season)[0] > 0


@inlined
def asked_already(events: Records, first: Int, count: Int, j: Int) -> bool:
    """Whether one of these events is about an ask of j."""
    found = False
    for n in range(first, count):
        found = found or (events[n].other == j and events[n].what != AWARE)
    return found
