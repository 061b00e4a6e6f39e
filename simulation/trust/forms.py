"""How far i trusts j: four inputs, learnt from what happened, and six ways to put them together.

    C  credibility        mean of the leads of j that proved right, of those i acted on; before any, one half: Beta(1, 1)
    R  reliability        the same of promises of j to i, a broken one counting `broken_weight` times
    I  intimacy           closeness, (1 - exp(-hours / closeness_hours)) exp(-silence / closeness_lasts), as in relations
    S  self-orientation   1 + score_keeping max(0, taken - given) / (1 + talks): leads that j has from i and has not returned

    closeness   T = I
    ratio       T = (C + R + I) / (3 S)           the trust equation (Maister, Green and Galford 2000), scaled to 0 .. 1
    sum         T = (C + R + I + 1 / S) / 4
    product     T = (C R I)^(1/3) / S
    two-factor  T = (C + sqrt(R I) / S) / 2       competence and goodwill (Levin and Cross 2004)

All lie in [0, 1]. Reading taken: the source gives the ratio on scales of 1 to 10 and no unit; means (geometric for the
product) keep the forms comparable, so that one threshold serves all. Another reading would change levels, not what a form
rewards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.kernels import Float64s, Int, Int64s, Real, Record, Records, inlined, kernel
from weakties.simulation.relations.closeness import closeness
from weakties.simulation.relations.state import KIN, find
from weakties.simulation.trust.opinions import PRIOR, at_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions

CLOSENESS, RATIO, SUM, PRODUCT, TWO_FACTOR = 1, 2, 3, 4, 5  # places in FORMS


@inlined
def put_together(form: Int, c: Real, r: Real, i: Real, s: Real) -> Real:
    """T out of credibility, reliability, intimacy in [0, 1] and self-orientation, 1 or more."""
    if form == CLOSENESS:
        return i
    if form == RATIO:
        return (c + r + i) / (3.0 * s)
    if form == SUM:
        return (c + r + i + 1.0 / s) / 4.0
    if form == PRODUCT:
        return (c * r * i) ** (1.0 / 3.0) / s
    return (c + np.sqrt(r * i) / s) / 2.0


@kernel
def inputs(
    p: Any, week: Int, live: Live, opinions: Opinions, i: Int, j: Int
) -> tuple[float, float, float, float, float]:
    """(C, R, I, S, hours) of i's view of j in `week`; p: TrustParameters and numbers of closeness, as a named tuple."""
    views = (at_of(opinions, i, j), at_of(opinions, j, i))
    return inputs_of(p, week, live, opinions, (i, j), find(live, i, j), views)


@inlined
def inputs_of(
    p: Any, week: Int, live: Live, opinions: Opinions, pair: tuple[Int, Int], e: Int, views: tuple[Int, Int]
) -> tuple[float, float, float, float, float]:
    """`inputs` of a pair (i, j); e: where their tie is, in the row of either, since both hold the same numbers, or -1; views:
    where that of i of j is, and that of j of i, or -1.
    """
    c, r, owed = np.float64(PRIOR), np.float64(PRIOR), 0.0
    if views[0] >= 0:
        view = opinions.about[views[0]]
        c, r, owed = np.float64(view.credibility), np.float64(view.reliability), np.float64(view.gave)
    if views[1] >= 0:
        owed -= opinions.about[views[1]].gave
    near, s, hours = between(p, week, live.tie, opinions.manners, pair, e, owed)
    return c, r, near, s, hours


@inlined
def inputs_seen(
    p: Any,
    week: Int,
    ties: Records,
    manners: Records,
    pair: tuple[Int, Int],
    e: Int,
    ours: Record,
    theirs: Record,
) -> tuple[float, float, float, float, float]:
    """The same of the views themselves, of VIEW; ties and manners: those columns of the ties that live, and of opinions. (Taken
    out of the named tuples once, outside a loop, their references are counted once: that is most of the time otherwise.)
    """
    owed = np.float64(ours.gave) - theirs.gave
    near, s, hours = between(p, week, ties, manners, pair, e, owed)
    return np.float64(ours.credibility), np.float64(ours.reliability), near, s, hours


@inlined
def between(
    p: Any, week: Int, ties: Records, manners: Records, pair: tuple[Int, Int], e: Int, owed: Real
) -> tuple[float, float, float]:
    """(I, S, hours) of a pair, i of whom owes j so much more than j him; ties, manners: as of `inputs_seen`."""
    i, j = pair
    near, hours = 0.0, 0.0
    if e >= 0:
        tie = ties[e]
        hours = np.float64(tie.hours)
        opened = 1.0
        if len(manners) > 0:
            opened = np.float64(max(manners[i].open, manners[j].open))
        near = closeness(p, opened * hours, week - tie.last, tie.kind == KIN)
    s = 1.0 + p.score_keeping * max(0.0, owed) / (1.0 + hours / p.talk_hours)
    return near, s, hours


@kernel
def trust_of(p: Any, week: Int, live: Live, opinions: Opinions, i: Int, j: Int) -> Real:
    """How far i trusts j, in [0, 1]."""
    return trust_over(p, week, live, opinions, i, j, find(live, i, j))


@kernel
def trust_over(p: Any, week: Int, live: Live, opinions: Opinions, i: Int, j: Int, e: Int) -> Real:
    """The same of two whose tie is at e, in the row of either; -1: they have none."""
    views = (at_of(opinions, i, j), at_of(opinions, j, i))
    c, r, near, s, _ = inputs_of(p, week, live, opinions, (i, j), e, views)
    return put_together(p.form, c, r, near, s)


@kernel
def all_inputs(
    p: Any, week: Int, live: Live, opinions: Opinions, pairs: tuple[Int64s, Int64s], found: Float64s
) -> None:
    """(C, R, I, S, T) of each pair (person, other), written into `found`, float64 (pairs, 5)."""
    for n in range(len(found)):
        c, r, near, s, _ = inputs(p, week, live, opinions, pairs[0][n], pairs[1][n])
        found[n, 0], found[n, 1], found[n, 2], found[n, 3] = c, r, near, s
        found[n, 4] = put_together(p.form, c, r, near, s)
