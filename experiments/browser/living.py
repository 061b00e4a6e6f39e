"""Ties that live, as the page shows them: whom somebody is in touch with, whom he trusts, and the same life with advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.browser.places import Atlas, Place, around
from weakties.simulation.relations.closeness import closeness
from weakties.simulation.relations.state import KIN, Live
from weakties.simulation.talk.frequency import WEEKS_A_YEAR
from weakties.simulation.ties import Ties

if TYPE_CHECKING:
    from weakties.experiments.advice.declare import Piece
    from weakties.simulation.market.world import World
    from weakties.simulation.relations.relations import Relations

YEAR = round(WEEKS_A_YEAR)
NAMED = 3  # people who are named in a line, at the most
LIVED = 104  # weeks of a life with advice, and of the same without
KEPT = 60  # seasons of a person's trust that are kept
ATTENDED = ("weeks employed", "leads heard", "ties gained", "own hours")  # of what advice does to somebody


class Surroundings:
    """Whom people know this season, drawn around one of them. Drawings are made when first asked for, and anew each season."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._season, self._ties = -1, atlas.ties
        self._places: dict[int, Place] = {}

    def place(self, world: World, person: int) -> Place:
        """The drawing to look at when interested in a person; ties that rest or have ended are not in it."""
        from weakties.simulation.market.changes import network_of

        assert world.relations is not None
        if world.relations.season != self._season:
            self._season, self._places = world.relations.season, {}
            self._ties = in_touch(network_of(world))
        key = -1 if self.atlas.is_small else person
        if key not in self._places:
            self._places[key] = self._drawn(person)._replace(season=self._season)
        return self._places[key]

    def _drawn(self, person: int) -> Place:
        if not self.atlas.is_small:
            place = around(self._ties, person)
            return place._replace(note=place.note.replace("contacts:", "contacts this season:"))
        stays = self.atlas.place(person)  # people stay where they are; ties come and go
        table = self._ties.pairs()
        pairs, rate = table[["source", "target"]].to_numpy(np.int64), table.contact_rate.to_numpy()
        return stays._replace(
            lines=pairs, rate=rate, note=f"All {len(stays.people)} people. Lines: ties of this season."
        )


def in_touch(ties: Ties) -> Ties:
    """The ties over which people talk."""
    talk = ties.contact_rate > 0
    start = np.concatenate([[0], np.cumsum(talk)])[ties.start].astype(np.int64)
    return Ties.unchecked(start, ties.other[talk], ties.contact_rate[talk], ties.kind[talk]).like(ties)


def ties_in_words(world: World, person: int, atlas: Atlas) -> list[str]:
    """How many ties somebody keeps up, lets rest, has lost; who is close, and who is new."""
    relations = world.relations
    assert relations is not None
    row = slice(*_row(relations.live, person))
    tie, other = relations.live.tie[row], relations.live.other[row]
    on, active = (int(of[person]) for of in (relations.live.on, relations.live.active))
    lines = [
        f"Keeps up {on} ties in {relations.hours[person]:.0f} hours a week; {active - on} rest, "
        f"{len(tie) - active} are out of touch; beside them, people too rare to take any hours."
    ]
    near = closeness_of(relations, world.week, tie)
    order = np.argsort(-near[:on], kind="stable")[:NAMED]
    close = [f"{atlas.name(int(other[k]))} ({tie[k]['hours']:,.0f} hours ever)" for k in order if near[k] > 0]
    if close:
        lines.append(f"Closest: {', '.join(close)}.")
    new = np.flatnonzero((tie["born"] > max(0, world.week - YEAR)) & (tie["hours"] > 0))
    if len(new):
        last = new[np.argmax(tie["born"][new])]
        who = f"the last {atlas.name(int(other[last]))}, in week {tie['born'][last]}"
        lines.append(f"Met {len(new)} within a year whom he has not forgotten, {who}.")
    return lines


def closeness_of(relations: Relations, week: int, tie: NDArray[Any]) -> NDArray[np.float64]:
    """How close somebody is to those of these ties (`weakties.simulation.relations.closeness`), float64 (ties,)."""
    p = relations.numbers
    return np.array(
        [closeness(p, float(t["hours"]), int(week - t["last"]), bool(t["kind"] == KIN)) for t in tie], float
    )


def _row(live: Live, person: int) -> tuple[int, int]:
    start = int(live.start[person])
    return start, start + int(live.size[person])


def trust_in_words(world: World, person: int, atlas: Atlas) -> list[str]:
    """Whom somebody trusts most of those he keeps up with, and the inputs; nothing where nobody trusts."""
    found = views(world, person)
    if found is None:
        return []
    other, inputs = found
    best = int(np.argmax(inputs[:, 4]))
    c, r, near, s, t = inputs[best]
    return [
        f"Trusts {atlas.name(int(other[best]))} most: {t:.2f} (credibility {c:.2f}, reliability {r:.2f}, closeness {near:.2f}, "
        f"self-orientation {s:.2f}); on average {inputs[:, 4].mean():.2f} of those he keeps up with."
    ]


def views(world: World, person: int) -> tuple[NDArray[np.int32], NDArray[np.float64]] | None:
    """(others, (credibility, reliability, intimacy, self-orientation, trust) of each) of those whom somebody keeps up with; None
    where nobody trusts, or there is nobody."""
    from weakties.simulation.trust.forms import all_inputs
    from weakties.simulation.trust.parameters import numbers_of_trust

    relations, trust = world.relations, world.trust
    if relations is None or trust is None or not relations.live.on[person]:
        return None
    start = int(relations.live.start[person])
    other = relations.live.other[start : start + int(relations.live.on[person])].copy()
    found = np.empty((len(other), 5))
    pairs = (np.full(len(other), person, np.int64), other.astype(np.int64))
    all_inputs(
        numbers_of_trust(relations.parameters), world.week, relations.live, trust.opinions, pairs, found
    )
    return other, found


def on_offer() -> list[dict[str, str]]:
    """The pieces of advice that can be tried on somebody, by title: name and title."""
    from weakties.experiments import advice

    runs = sorted(advice.chosen([]), key=lambda piece: piece.title)
    return [{"name": piece.name, "title": piece.title} for piece in runs]


def two_lives(world: World, person: int, piece: Piece, weeks: int = LIVED) -> list[str]:
    """What becomes of somebody in so many weeks with a piece of advice and without, all other luck the same, in words."""
    without, with_it = (_life(world, person, piece, follows, weeks) for follows in (False, True))
    told = [f"From week {world.week} on, {weeks} weeks lived twice under the same luck, “{piece.claim}”:"]
    if with_it["own hours"] == 0 and piece.while_looking:
        told.append("Never looked for a job when it counted, so nothing was done: both lives are the same.")
        return told
    told += [
        f"{words} {_number(without[name])} without, {_number(with_it[name])} with it"
        for name, words in SAID.items()
    ]
    hours = with_it["own hours"]
    told.append(
        f"It took {_number(hours)} hours. One life says little: weakties advice {piece.name} asks many."
    )
    return told


SAID = {
    "weeks employed": "weeks in work:",
    "jobs": "jobs begun:",
    "leads heard": "openings heard of while looking:",
    "ties gained": "ties gained:",
}


def _life(world: World, person: int, piece: Piece, follows: bool, weeks: int) -> dict[str, float]:
    from weakties.experiments.worlds.advised_outcomes import Watched, ties_kept_up
    from weakties.simulation.advice.advice import Advice, Followed
    from weakties.simulation.market.advised import careers

    fork, who = world.fork(), np.zeros(world.ties.people, np.bool_)
    who[person] = follows
    followed = Followed(piece.actions, who, piece.weeks, piece.while_looking)
    fork.advice = Advice([followed], world.week + 1, careers(world))
    watched = Watched(fork, ties_kept_up(world))
    watched.live(weeks)
    hires = fork.hires.tables(fork.ties, fork.jobs)[0]
    found = {name: float(values[person]) for name, values in watched.outcomes().items()}
    return {**{name: found[name] for name in ATTENDED}, "jobs": float((hires.worker == person).sum())}


def _number(x: float) -> str:
    return f"{x:.0f}"
