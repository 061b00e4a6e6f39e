"""What people say by advice: asks for help, posts to all they know, and what is owed for an introduction. All of it is events
that others learn from, like those of trust/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from weakties.simulation.advice.actions import ANSWER_HOURS
from weakties.simulation.chance import LOW, Purpose, scattered, unit, unit32, words
from weakties.simulation.kernels import (
    Bool,
    Bools,
    Float32s,
    Float64s,
    Int,
    Int32s,
    Real,
    Records,
    kernel,
)
from weakties.simulation.relations.strangers import AN_HOUR
from weakties.simulation.trust.asking import (
    EACH,
    FACE,
    KEPT,
    answer_of,
    note_answer,
    settled,
    thanks,
    willing,
)
from weakties.simulation.trust.forms import trust_of
from weakties.simulation.trust.learning import AWARE, EVENT, GAVE, HEARD, LEAD, write
from weakties.simulation.trust.opinions import PRIOR, at_of

if TYPE_CHECKING:
    from weakties.simulation.relations.state import Live
    from weakties.simulation.trust.opinions import Opinions


@kernel
def asked(
    seed: Int,
    when: tuple[Int, Int],
    p: Any,
    rows: tuple[Live, Opinions],
    reliability: Float32s,
    pairs: tuple[Int32s, Int32s],
    ask: tuple[Int, Real, Bool, Real],
    others: Float64s,
) -> Records:
    """The events of asks that are made: `pairs` of who asks and who is asked; when: (season, week); ask: (place in MEDIA, hours,
    whether it is paid for, hours that a promise takes of who keeps it).

    The answer is yes with probability min(1, yes (1/2 + T)), kept with the other's own reliability, as in trust/asking.py; so is
    what follows, pay and thanks with it. Each asked spends as long as who asks, and the hours of a favour where he keeps it,
    added to `others`, float64 (people,), of who asks.
    """
    live, opinions = rows
    season, week = when
    medium, hours, pays, favour = ask
    events = np.empty(EACH * len(pairs[0]), EVENT)
    until = np.int16(min(week + p.asked_lasts, 32_767.0))
    true = p.yes_face if medium == FACE else p.yes_message
    count = 0
    for n in range(len(pairs[0])):
        i, j = pairs[0][n], pairs[1][n]
        others[i] += hours
        answer, keeps, _, says = words(seed, Purpose.ADVICE_ANSWER, season, i, j)
        chance = true * (0.5 + trust_of(p, week, live, opinions, j, i))
        chance *= willing(p, week, opinions, (i, j), pays)
        said = answer_of((answer, keeps), chance, reliability[j])
        count = note_answer(events, count, (i, j), said, until)
        if said == KEPT:
            others[i] += favour
            count = settled(events, count, (i, j), (pays, thanks(p, opinions, i, says)), until)
    return events[:count]


@kernel
def answered(
    seed: Int,
    when: tuple[Int, Int],
    p: Any,
    traits: tuple[Float32s, Bools],
    pairs: tuple[Int32s, Int32s],
    fits: Bool,
    hours: tuple[Float64s, Float64s],
) -> Records:
    """The events of answers that person gives other, `pairs`; hours: those of who answers, and of others for his sake, added to.

    Right with the competence of who answers, a lot that belongs to season and pair. fits: who looks is asked what he needs, and
    gets no answer but one who knows that he looks. traits: competence, looking.
    """
    competence, looking = traits
    season, week = when
    events = np.empty(2 * len(pairs[0]), EVENT)
    until = np.int16(min(week + p.asked_lasts, 32_767.0))
    count = 0
    for n in range(len(pairs[0])):
        i, j = pairs[0][n], pairs[1][n]
        hours[0][i] += ANSWER_HOURS
        hours[1][i] += ANSWER_HOURS
        if fits and looking[j]:
            write(events[count], i, j, AWARE, until, np.float32(0.0))
            count += 1
            continue
        right, _, _, _ = words(seed, Purpose.ADVICE_FAVOUR, season, i, j)
        write(events[count], j, i, LEAD, -1, np.float32(unit32(right) < competence[i]))
        write(events[count + 1], i, j, GAVE, -1, np.float32(0.0))
        count += 2
    return events[:count]


@kernel
def posted(
    seed: Int,
    when: tuple[Int, Int],
    p: Any,
    rows: tuple[Live, Opinions],
    traits: tuple[Float32s, Bools],
    posts: Float64s,
    reach: tuple[Real, Real, Real],
    others: Float64s,
    room: Int,
) -> Records:
    """The events of so many posts of each person this season, float64 (people,), 0 of who writes none; room: for how many.

    Whoever has had an hour with who writes sees each with chance `seen`; who sees any learns that he looks if he does, and moves
    by `richness` towards what his leads are worth. traits: competence, looking; reach: seen, richness, hours of reading.
    """
    live, opinions = rows
    competence, looking = traits
    seen, richness, reading = reach
    season, week = when
    events = np.empty(room, EVENT)
    until = np.int16(min(week + p.asked_lasts, 32_767.0))
    count = 0
    for i in np.flatnonzero(posts > 0):
        w0, w1, _, _ = words(seed, Purpose.ADVICE_POST, season, i, 0)
        lot, sees = (w0 << np.uint64(32)) | w1, 1.0 - (1.0 - seen) ** posts[i]
        for e in range(live.start[i], live.start[i] + live.size[i]):
            j = live.other[e]
            bits = scattered(lot, j)
            if live.tie[e].hours < AN_HOUR or unit(bits >> np.uint64(32), bits & LOW) >= sees:
                continue
            at = at_of(opinions, j, i)
            before = opinions.about[at].credibility if at >= 0 else PRIOR
            event = events[count]
            event.person, event.other, event.what = j, i, HEARD
            event.week = until if looking[i] else np.int16(-1)
            event.first, event.second = np.float32(richness) * (competence[i] - before), np.float32(0.0)
            others[i] += reading * max(1.0, seen * posts[i])
            count += 1
    return events[:count]


@kernel
def owed(person: Int32s, other: Int32s) -> Records:
    """The events of something that person gave other."""
    events = np.empty(len(person), EVENT)
    for n in range(len(person)):
        write(events[n], person[n], other[n], GAVE, -1, np.float32(0.0))
    return events
