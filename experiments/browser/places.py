"""Where people stand in the drawing of a network: worked out once for a network, and for one person's surroundings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weakties.simulation.talk.frequency import EVERY_TEN_YEARS, MONTHLY
from weakties.simulation.ties import Ties

WHOLE = 300
"""Up to so many people the whole network is drawn; above, one person's surroundings."""
TIES = 1_500  # drawn at most; the strongest
CONTACTS = 700  # shown around a person at most; the strongest
SIZE = 600.0  # side of the drawing
INNER, OUTER = 62.0, 284.0  # rings of the most and of the least frequent contacts
STRONG = MONTHLY
"""Contact rate, per week, from which a tie is drawn as strong: at least monthly, the popular cut."""
OFTEN, SELDOM = 7.0, EVERY_TEN_YEARS  # contact rates, per week, of those rings


class Place(NamedTuple):
    """Who is drawn where, and which ties.

    people  (shown,) numbers of the people shown, the one in the middle first where there is one
    xy      (shown, 2) in the units of the drawing, 0 .. SIZE
    lines   (drawn, 2) ties drawn, as entries of `people`
    rate    (drawn,) their contact rates
    ego     the one in the middle; -1: the whole network
    note    what is shown, in a sentence
    season  whose ties they are, where ties live
    """

    people: NDArray[np.int32]
    xy: NDArray[np.float64]
    lines: NDArray[np.int64]
    rate: NDArray[np.float32]
    ego: int
    note: str
    season: int = -1


class Atlas:
    """A network and its drawings, each made when first asked for."""

    def __init__(self, ties: Ties, notes: tuple[str, ...] = ()) -> None:
        self.ties, self.notes = ties, notes
        self.is_small = ties.people <= WHOLE
        self._places: dict[int, Place] = {}

    def place(self, person: int) -> Place:
        """The drawing to look at when interested in a person."""
        key = -1 if self.is_small else person
        if key not in self._places:
            if len(self._places) > 50:
                self._places.clear()
            self._places[key] = _whole(self.ties) if key < 0 else around(self.ties, person)
        return self._places[key]

    def name(self, person: int) -> str:
        """What the network's file calls a person; otherwise the number."""
        return str(self.ties.labels[person]) if self.ties.labels else str(person)

    def find(self, text: str) -> int | None:
        """The person called so, or with this number."""
        text = text.strip()
        names = {str(label).casefold(): i for i, label in enumerate(self.ties.labels)}
        if text.casefold() in names:
            return names[text.casefold()]
        return int(text) if text.isdecimal() and int(text) < self.ties.people else None

    @property
    def typical(self) -> int:
        """Somebody to begin with: of median degree."""
        degree = self.ties.degree
        return int(np.argsort(degree, kind="stable")[len(degree) // 2]) if len(degree) else 0


def radius(rate: NDArray[np.float32] | float) -> NDArray[np.float64]:
    """The distance from the middle at which somebody with this contact rate stands: logarithmic, rare contacts outside."""
    part = (np.log(OFTEN) - np.log(np.clip(rate, SELDOM, OFTEN))) / np.log(OFTEN / SELDOM)
    return INNER + part * (OUTER - INNER)


def _whole(ties: Ties) -> Place:
    """Everybody, laid out by springs that pull the harder the more often two people talk."""
    table = ties.pairs()
    pairs = table[["source", "target"]].to_numpy(np.int64)
    rate = table["contact_rate"].to_numpy()
    keep = np.argsort(-rate, kind="stable")[:TIES]
    note = f"All {ties.people} people."
    if len(keep) < len(rate):
        note += f" Lines: the {TIES:,} strongest of {len(rate):,} ties."
    xy = _springs(ties.people, pairs, rate)
    return Place(np.arange(ties.people, dtype=np.int32), xy, pairs[keep], rate[keep], -1, note)


def _springs(people: int, pairs: NDArray[np.int64], rate: NDArray[np.float32]) -> NDArray[np.float64]:
    """Fruchterman and Reingold's layout from a circle, always the same; (people, 2) inside the drawing."""
    angle = 2 * np.pi * np.arange(people) / max(people, 1)
    xy = np.column_stack([np.cos(angle), np.sin(angle)])
    pull = np.zeros((people, people))
    weight = np.sqrt(rate / rate.max(initial=1e-9))
    pull[pairs[:, 0], pairs[:, 1]] = pull[pairs[:, 1], pairs[:, 0]] = weight
    apart = 1 / np.sqrt(max(people, 1))
    for heat in np.linspace(0.2, 0.002, 120):
        gap = xy[:, None] - xy[None]
        far = np.maximum(np.sqrt((gap**2).sum(-1)), 1e-3)
        push = apart**2 / far**2 - pull * far / apart
        move = (gap * push[..., None]).sum(1) - 0.1 * xy
        length = np.maximum(np.sqrt((move**2).sum(-1, keepdims=True)), 1e-9)
        xy = xy + move / length * np.minimum(length, heat)
    low, high = xy.min(0, initial=0), xy.max(0, initial=0)
    spread = (xy - low) / np.maximum(high - low, 1e-9)
    even = np.argsort(np.argsort(xy, axis=0, kind="stable"), axis=0, kind="stable") / max(people - 1, 1)
    return 28 + (spread + even) / 2 * (
        SIZE - 56
    )  # half way to evenly spaced, so that dense parts stay readable


def around(ties: Ties, ego: int) -> Place:
    """One person in the middle, contacts around: the rarer they talk, the further out; those who know each other side by side."""
    row = slice(ties.start[ego], ties.start[ego + 1])
    rate = ties.contact_rate[row]
    keep = np.sort(np.argsort(-rate, kind="stable")[:CONTACTS])
    contacts, rate = ties.other[row][keep], rate[keep]
    inside = _ties_among(ties, contacts)
    turn = np.empty(len(contacts))
    turn[_side_by_side(ties, contacts, inside)] = np.arange(len(contacts))
    angle = 2 * np.pi * turn / max(len(contacts), 1) - np.pi / 2
    xy = SIZE / 2 + radius(rate)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    own = np.column_stack([np.zeros(len(contacts), np.int64), 1 + np.arange(len(contacts))])
    strong = np.argsort(-rate, kind="stable")[:150]
    near = (inside[1] >= STRONG) & (rate[inside[0]] >= STRONG).all(axis=1)
    lines = [own[strong], 1 + inside[0][near]]
    rates = [rate[strong], inside[1][near]]
    known = len(ties.contacts(ego))
    which = "all" if len(keep) == known else "the nearest"
    note = f"One of {ties.people:,} people with {which} {len(keep):,} contacts: the rarer they talk, the further out."
    people = np.append(np.int32(ego), contacts).astype(np.int32)
    middle = np.full((1, 2), SIZE / 2)
    return Place(people, np.vstack([middle, xy]), np.vstack(lines), np.concatenate(rates), ego, note)


def _ties_among(ties: Ties, people: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Ties between these people (sorted), once each, as entries of `people`, and their contact rates."""
    pairs, rates = [np.empty((0, 2), np.int64)], [np.empty(0, np.float32)]
    for k, i in enumerate(people):
        row = slice(ties.start[i], ties.start[i + 1])
        at = np.searchsorted(people, ties.other[row])
        known = (at < len(people)) & (people[np.minimum(at, len(people) - 1)] == ties.other[row]) & (at > k)
        pairs.append(np.column_stack([np.full(known.sum(), k), at[known]]))
        rates.append(ties.contact_rate[row][known])
    return np.vstack(pairs), np.concatenate(rates)


def _side_by_side(
    ties: Ties, people: NDArray[np.int32], inside: tuple[NDArray[np.int64], NDArray[np.float32]]
) -> NDArray[np.int64]:
    """An order of people in which those who know each other are near: by their groups, or along the slowest wave of the graph
    of their ties (the Fiedler vector)."""
    groups = [ties.groups[name][people] for name in ("firm", "community") if name in ties.groups]
    if groups or len(people) < 3:
        return np.lexsort(groups) if groups else np.arange(len(people))
    links = np.zeros((len(people), len(people)))
    links[inside[0][:, 0], inside[0][:, 1]] = links[inside[0][:, 1], inside[0][:, 0]] = 1
    laplacian = np.diag(links.sum(0) + 1e-3) - links
    return np.argsort(np.linalg.eigh(laplacian)[1][:, 1], kind="stable")
