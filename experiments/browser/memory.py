"""What the page remembers of people: what they heard lately, and how they found their jobs."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.browser.places import Atlas
from weakties.experiments.browser.shown import often
from weakties.simulation.market.state import CONTACT
from weakties.simulation.market.world import World
from weakties.simulation.ties import Kind

REMEMBERED = 26  # weeks of tellings kept
HOW = ("told by", "found in a posting", "asked at the door")  # by channel


class Telling(NamedTuple):
    """Who heard of vacancies in one week, one entry a telling."""

    week: int
    listener: NDArray[np.int32]
    teller: NDArray[np.int32]
    channel: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    rate: NDArray[np.float32]


def tellings_of(world: World) -> Telling:
    """Who heard of what in the week just lived.

    Entries of the pool say what they say until they are used again, next week at the earliest: so those about vacancies that
    were filled this week are still there.
    """
    pool = world.tellings
    at = np.flatnonzero(pool.week == world.week)
    return Telling(
        world.week, pool.listener[at], pool.teller[at], pool.channel[at], pool.kind[at], pool.contact_rate[at]
    )


class Memory:
    """Tellings of the last half year, and a sentence for every hire."""

    def __init__(self) -> None:
        self.told: deque[Telling] = deque(maxlen=REMEMBERED)
        self.past: dict[int, list[str]] = {}

    def hired(self, person: int) -> list[str]:
        """How a person found jobs, the last first."""
        return list(reversed(self.past.get(person, ())))

    def heard(self, person: int, atlas: Atlas) -> list[str]:
        """What a person heard, the last first."""
        lines = []
        for week in reversed(self.told):
            for k in np.flatnonzero(week.listener == person):
                how = HOW[week.channel[k]]
                if week.channel[k] == CONTACT:
                    kind = Kind(week.kind[k]).name.lower()
                    how += f" {atlas.name(int(week.teller[k]))} ({kind}, {often(float(week.rate[k]))})"
                lines.append(f"Week {week.week}: heard of a job, {how}.")
        return lines


def hire_in_words(row: Mapping[Any, Any], atlas: Atlas) -> str:
    """A row of `JobMarket.hires` as a sentence."""
    text = f"Week {row['week']}: hired by firm {row['firm']}"
    out_of_work = row["previous_firm"] < 0
    text += f" after {row['weeks_out_of_work']} weeks out of work" if out_of_work else ", leaving another"
    if row["channel"] != "contact":
        return text + {"formal": ", through a posting.", "direct": ", by asking at the door."}[row["channel"]]
    text += f", through {atlas.name(row['teller'])} ({row['kind']}, {often(row['contact_rate'])}, "
    steps = row["steps"]
    text += "who hires)" if steps == 0 else f"{steps} step{'s' if steps > 1 else ''} from the one who hires)"
    return text + (f"; {row['others_told']} more had told of it." if row["others_told"] else ".")
