"""What trust does to a lead: whether it is passed on, whether the listener acts on it, and whether it proves right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.chance import LOW, Purpose, scattered, uniform, unit, words
from weakties.simulation.kernels import (
    Bool,
    Bools,
    Float32s,
    Int,
    Int16s,
    Int32s,
    Int64s,
    Real,
    Record,
    Records,
    UInt64s,
    inlined,
    kernel,
)
from weakties.simulation.relations.state import TIE, place
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.talk.conversation import places_of
from weakties.simulation.trust.forms import inputs, inputs_seen, put_together
from weakties.simulation.trust.opinions import views_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

KEPT, DOUBTED, WRONG, RIGHT = 0, 1, 2, 3
OUTCOMES = ("kept", "doubted", "wrong", "right")
FATE = np.dtype(
    [
        ("outcome", np.uint8),  # KEPT, DOUBTED, WRONG or RIGHT; only a right one is told
        ("history", np.bool_),  # whether the two have had an hour together
        ("id", np.uint64),  # of teller, listener and vacancy: one that is met again is the same
        ("trust", np.float32),  # of the teller in the listener
        ("credibility", np.float32),  # of the teller, to the listener
        ("reliability", np.float32),
        ("intimacy", np.float32),
        ("believed", np.float32),  # trust of the listener in the teller
    ]
)
"""What becomes of a lead that would be told."""
Leads = tuple[Int32s, Int32s, Int32s, Int32s, Int32s, Int16s]
ROUNDED_UP = 1.0 + 1e-9  # more than an exponential can be off
LOTS = 2  # of one listener and vacancy, for each teller


@inlined
def logistic(x: Real) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + np.exp(-x))


@kernel
def fates(
    seed: Int, p: Any, live: Live, opinions: Opinions, competence: Float32s, leads: Leads, found: Records
) -> None:
    """What becomes of each lead, written into `found`, of FATE: outcome, id, and history of what was acted on. leads: teller,
    listener, position, week in which the vacancy opened, week of the talk, steps from the one who hires.

    1. *Passed* with probability logistic(trust_slope (T - trust_needed)), T the teller's trust in the listener; times
       `unasked` where the teller does not know that the listener looks. Who is generous, or keeps leads to himself, passes
       them with a chance that is no lower, or no higher, than his own, whatever his trust.
    2. *Acted on* with probability C^doubt, C the credibility of the teller to the listener.
    3. *Right* with the teller's own competence, for all whom he tells: of a wrong lead nothing comes.

    The one who hires wants applicants, and knows what he says: he passes it on to everybody, and is right.

    Lots 1 and 2 belong to vacancy, listener and teller, the third to vacancy and teller: a lead that was kept stays kept,
    unless trust has changed.

    Views are looked up of many leads at once, and only of those that are not settled yet: about half are kept whatever the
    teller thinks, since nobody knows that the listener looks; and of those kept for want of trust, most would be if nothing
    were owed, which is told without the listener's view.
    """
    teller, listener, position, opened, week, steps = leads
    sought, manners = opinions.sought, opinions.manners
    lots, ids = lots_of(seed, leads)
    open_still = np.empty(len(teller), np.int32)
    open_still = open_still[: places_of(may_pass(p, sought, leads, ids), open_still)]
    for n in range(len(teller)):
        row = found[n]
        row.id, row.outcome = ids[n], KEPT
    count = len(open_still)
    there = views_of(opinions, teller[open_still], listener[open_still])
    where, ties = ties_of(live, teller[open_still], listener[open_still])
    chance, passed = np.ones(count), np.empty(count, np.int32)  # passed: places in open_still
    count = 0
    for m in range(len(open_still)):
        n = open_still[m]
        j, i, ours = teller[n], listener[n], there[m]
        if steps[n] > 0:
            chance[m] = passes(p, week[n], ties, manners, (j, i), where[m], ours, ours)  # if nothing is owed
            if _lot_of(found[n].id) >= chance[m] * ROUNDED_UP:
                continue
        passed[count] = m
        count += 1
    passed = passed[:count]
    which = open_still[passed]
    back = views_of(opinions, listener[which], teller[which])
    for k in range(len(passed)):
        m, n, theirs = passed[k], which[k], back[k]
        j, i, hires, row, tie = teller[n], listener[n], steps[n] == 0, found[n], where[m]
        if not hires and there[m].gave > theirs.gave:
            chance[m] = passes(p, week[n], ties, manners, (j, i), tie, there[m], theirs)
        if not hires and _lot_of(row.id) >= chance[m]:
            continue
        row.history = tie >= 0 and ties[tie].hours >= AN_HOUR
        acted = scattered(lots[n], LOTS * np.int64(j) + 1)
        if _lot_of(acted) >= np.float64(theirs.credibility) ** p.doubt:
            row.outcome = DOUBTED
        elif not hires and uniform(seed, Purpose.RIGHT, opened[n], j, position[n]) >= competence[j]:
            row.outcome = WRONG
        else:
            row.outcome = RIGHT


@kernel
def ties_of(live: Live, persons: Int32s, others: Int32s) -> tuple[Int64s, Records]:
    """The tie of each of `persons` to the one of `others` beside him: its place in a table of TIE, copied, which is the second;
    -1 where there is none. By itself, as `views_of`.
    """
    start, size, other, ties = live.start, live.size, live.other, live.tie
    where, found = np.empty(len(persons), np.int64), np.empty(len(persons), TIE)
    for n in range(len(persons)):
        j = persons[n]
        where[n] = place(other, start[j], size[j], others[n])
    for n in range(len(persons)):
        if where[n] >= 0:
            found[n] = ties[where[n]]
            where[n] = n
    return where, found


@kernel
def lots_of(seed: Int, leads: Leads) -> tuple[UInt64s, UInt64s]:
    """(lot of vacancy and listener, that lot for the teller, by which a lead is known again), 64 bits each. As `may_pass`,
    without branches, so that the compiler turns it into vector instructions.
    """
    teller, listener, position, opened, _, _ = leads
    lots, ids = np.empty(len(teller), np.uint64), np.empty(len(teller), np.uint64)
    for n in range(len(teller)):
        w0, w1, _, _ = words(seed, Purpose.TRUSTED_LEAD, opened[n], listener[n], position[n])
        lot = (w0 << np.uint64(32)) | w1
        lots[n], ids[n] = lot, scattered(lot, np.uint64(LOTS) * np.uint64(teller[n]))
    return lots, ids


@kernel
def may_pass(p: Any, sought: Int16s, leads: Leads, ids: UInt64s) -> Bools:
    """Which leads may be passed whatever the teller thinks of the listener, bool (leads,)."""
    _, listener, _, _, week, steps = leads
    may, asked, unasked = np.empty(len(ids), np.bool_), most_passed(p, True), most_passed(p, False)
    for n in range(len(ids)):
        most = asked if sought[listener[n]] >= week[n] else unasked
        may[n] = (steps[n] == 0) | (_lot_of(ids[n]) < most)
    return may


@inlined
def _lot_of(word: Int) -> float:
    return unit(word >> np.uint64(32), word & LOW)


@inlined
def most_passed(p: Any, known: Bool) -> float:
    """The most of leads that are passed to a listener of whom the teller knows that he looks, or not."""
    return 1.0 if known else np.float64(p.unasked)


@inlined
def passes(
    p: Any,
    week: Int,
    ties: Records,
    manners: Records,
    pair: tuple[Int, Int],
    tie: Int,
    ours: Record,
    theirs: Record,
) -> float:
    """The chance that j passes a lead to i, pair (j, i), whose tie is at `tie`; ours: his view of i; theirs: that of i of him."""
    c, r, near, s, _ = inputs_seen(p, week, ties, manners, pair, tie, ours, theirs)
    chance = logistic(p.trust_slope * (put_together(p.form, c, r, near, s) - p.trust_needed))
    if len(manners) > 0:
        mine = manners[pair[0]]
        chance = min(max(chance, mine.generous), mine.keeps)
    return chance * most_passed(p, ours.aware >= week)


@kernel
def in_full(p: Any, live: Live, opinions: Opinions, leads: Leads, found: Records) -> None:
    """The rest of FATE, of all leads, whether it decided anything or not."""
    teller, listener, _, _, week, _ = leads
    for n in range(len(teller)):
        j, i, row = teller[n], listener[n], found[n]
        c, r, near, s, hours = inputs(p, week[n], live, opinions, j, i)
        row.trust = put_together(p.form, c, r, near, s)
        c, r, near, s, hours = inputs(p, week[n], live, opinions, i, j)
        row.history, row.credibility, row.reliability, row.intimacy = hours >= AN_HOUR, c, r, near
        row.believed = put_together(p.form, c, r, near, s)
