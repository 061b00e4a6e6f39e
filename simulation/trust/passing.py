"""What trust does to a lead: whether it is passed on, whether the listener acts on it, and whether it proves right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.chance import LOW, Purpose, scattered, uniform, unit, words
from weakties.simulation.kernels import (
    Bool,
    Float32s,
    Int,
    Int16s,
    Int32s,
    Real,
    Records,
    inlined,
    kernel,
)
from weakties.simulation.relations.asleep import AN_HOUR
from weakties.simulation.relations.state import find
from weakties.simulation.trust.forms import inputs_seen, put_together
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
LOTS = 2  # of one listener and vacancy, for each teller


@inlined
def logistic(x: Real) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + np.exp(-x))


@kernel
def fates(
    seed: Int,
    p: Any,
    live: Live,
    opinions: Opinions,
    competence: Float32s,
    leads: tuple[Int32s, Int32s, Int32s, Int32s, Int32s, Int16s],
    whole: Bool,
    found: Records,
) -> None:
    """What becomes of each lead, written into `found`, of FATE. leads: teller, listener, position, week in which the vacancy
    opened, week of the talk, steps from the one who hires. whole: all of FATE, also where the outcome is known before; else only
    outcome and id, and history of what was acted on.

    1. *Passed* with probability logistic(trust_slope (T - trust_needed)), T the teller's trust in the listener; times
       `unasked` where the teller does not know that the listener looks. Who is generous, or keeps leads to himself, passes
       them with a chance that is no lower, or no higher, than his own, whatever his trust.
    2. *Acted on* with probability C^doubt, C the credibility of the teller to the listener.
    3. *Right* with the teller's own competence, for all whom he tells: of a wrong lead nothing comes.

    The one who hires wants applicants, and knows what he says: he passes it on to everybody, and is right.

    Lots 1 and 2 belong to vacancy, listener and teller, the third to vacancy and teller: a lead that was kept stays kept,
    unless trust has changed.
    """
    teller, listener, position, opened, week, steps = leads
    there, back = views_of(opinions, teller, listener), views_of(opinions, listener, teller)
    for n in range(len(teller)):
        j, i, hires, row = teller[n], listener[n], steps[n] == 0, found[n]
        w0, w1, _, _ = words(seed, Purpose.TRUSTED_LEAD, opened[n], i, position[n])
        lot = (w0 << np.uint64(32)) | w1
        row.id = passed = scattered(lot, LOTS * np.int64(j))
        u = unit(passed >> np.uint64(32), passed & LOW)
        most = 1.0 if there[n].aware >= week[n] else np.float64(p.unasked)
        row.outcome = KEPT
        if not whole and not hires and u >= most:
            continue
        tie = find(live, j, i)
        if whole or not hires:
            c, r, near, s, _ = inputs_seen(p, week[n], live, opinions, (j, i), tie, there[n], back[n])
            row.trust = trust = put_together(p.form, c, r, near, s)
            passes = logistic(p.trust_slope * (trust - p.trust_needed))
            if len(opinions.manners) > 0:
                passes = min(max(passes, opinions.manners[j].generous), opinions.manners[j].keeps)
            kept = not hires and u >= passes * most
            if kept and not whole:
                continue
        else:
            kept = False
        c, r, near, s, hours = inputs_seen(p, week[n], live, opinions, (i, j), tie, back[n], there[n])
        row.history, row.credibility, row.reliability, row.intimacy = hours >= AN_HOUR, c, r, near
        row.believed = put_together(p.form, c, r, near, s)
        acted = scattered(lot, LOTS * np.int64(j) + 1)
        if kept:
            continue
        if unit(acted >> np.uint64(32), acted & LOW) >= c**p.doubt:
            row.outcome = DOUBTED
        elif not hires and uniform(seed, Purpose.RIGHT, opened[n], j, position[n]) >= competence[j]:
            row.outcome = WRONG
        else:
            row.outcome = RIGHT
