"""Job news among linked people, as in Calvó-Armengol and Jackson (2004, AER 94:426-454, section I).

One week, from the states in which last week ended:

1. Each person hears of one vacancy with probability `arrival`, independently of everything else.
2. Who is out of work keeps it. Who has a job passes it to one contact out of work, all such contacts being equally likely;
   where there is none it is lost.
3. Who was out of work and has at least one offer, own or passed on, is employed.
4. Each employed person, new hires included, loses the job with probability `breakup`.
5. The states are recorded.

Where another reading would be possible, this one is taken:

- Several offers to one person count once, and the others lapse; nobody passes a second offer on, and those who tell do not
  agree on whom to tell. Passing second offers on would lower unemployment by 0.0002 to 0.0004 among four people at the
  default rates (tests/references/test_calvo_jackson.py computes it).
- "Out of work" in step 2 means last week: who hears of a job this week can still be told of another.
- Somebody hired in step 3 can lose the job in step 4 of the same week, and is then recorded as out of work throughout. So one
  person alone leaves unemployment at the rate arrival * (1 - breakup) a week, and is out of work in the share
  breakup / (breakup + arrival * (1 - breakup)) of weeks.
"""

from __future__ import annotations

import numpy as np

from weakties.simulation.chance import Purpose, unit32, words
from weakties.simulation.kernels import Bools, Int, Int32s, Int64s, Real, kernel

HEARS, LOSES = 0, 1  # `nth` of the addresses (BENCHMARK, week, person, nth)


@kernel
def pass_on(start: Int64s, other: Int32s, employed: Bools, i: Int, u: Real) -> int:
    """The contact out of work to whom i passes the news, each equally likely; -1 where there is none.

    start, other: compressed rows as in `Ties`; employed: bool (people,); u: a uniform number in (0, 1).
    """
    out_of_work = 0
    for e in range(start[i], start[i + 1]):
        out_of_work += not employed[other[e]]
    chosen = int(u * out_of_work)
    for e in range(start[i], start[i + 1]):
        if not employed[other[e]]:
            if chosen == 0:
                return other[e]
            chosen -= 1
    return -1


@kernel
def live_week(
    seed: Int, week: Int, start: Int64s, other: Int32s, arrival: Real, breakup: Real, employed: Bools
) -> Bools:
    """The states at the end of `week`, from those at the end of the week before; the order is that of the module.

    seed: uint64. week: int, 1 or more. start: int64 (people + 1,), other: int32 (2 * ties,), as in `Ties`.
    arrival: probability, per person and week, to hear of a vacancy. breakup: probability, per job and week, that it ends.
    employed: bool (people,). Returns a new bool array (people,).
    """
    people = len(employed)
    offered = np.zeros(people, np.bool_)
    for i in range(people):
        hears, whom, _, _ = words(seed, Purpose.BENCHMARK, week, i, HEARS)
        if unit32(hears) < arrival:
            j = pass_on(start, other, employed, i, unit32(whom)) if employed[i] else i
            if j >= 0:
                offered[j] = True
    after = np.empty(people, np.bool_)
    for i in range(people):
        loses, _, _, _ = words(seed, Purpose.BENCHMARK, week, i, LOSES)
        after[i] = (employed[i] or offered[i]) and unit32(loses) >= breakup
    return after


@kernel
def live_weeks(
    seed: Int,
    first: Int,
    start: Int64s,
    other: Int32s,
    arrival: Real,
    breakup: Real,
    employed: Bools,
    history: Bools,
) -> None:
    """`live_week` for the weeks first, first + 1, ...; the states at the end of each go into `history`.

    Arguments as in `live_week`; history: bool (weeks, people), filled. `employed` stays as it is.
    """
    for t in range(len(history)):
        employed = live_week(seed, first + t, start, other, arrival, breakup, employed)
        history[t] = employed
