"""The drawing of a network, as SVG: ties once for a place, people and conversations every week."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import numpy as np
from numpy.typing import NDArray

from weakties.experiments.browser.places import SIZE, STRONG, Place, radius
from weakties.experiments.browser.shown import Scene
from weakties.simulation.talk.frequency import EVERY_TEN_YEARS, MONTHLY, WEEKLY, YEARLY
from weakties.simulation.ties import Ties

RINGS = {WEEKLY: "weekly", MONTHLY: "monthly", YEARLY: "yearly", EVERY_TEN_YEARS: "10-yearly"}
NAMED = 100  # people whose names are written at most
MOST_TOLD = 400  # conversations drawn at most


def ties_layer(place: Place) -> str:
    """The ties, and around a person the rings of contact rates: what stays as it is from week to week."""
    strong = place.rate >= STRONG
    parts = [_ring(rate, word) for rate, word in RINGS.items()] if place.ego >= 0 else []
    for name, which in (("weak", ~strong), ("strong", strong)):
        parts.append(f'<path class="tie {name}" d="{_segments(place.xy, place.lines[which])}"/>')
    return "".join(parts)


def people_layer(place: Place, scene: Scene, ties: Ties, followed: int) -> str:
    """The week's conversations that carried news, people by state, and halos around those to whom it happened."""
    shown = np.full(ties.people, -1, np.int64)
    shown[place.people] = np.arange(len(place.people))
    parts = [_told(place, scene, shown)]
    size = dot(len(place.people))
    order = np.argsort(scene.state[place.people], kind="stable")  # the rarer states on top
    for k in order:
        person = int(place.people[k])
        x, y = place.xy[k]
        key = scene.states[scene.state[person]].key
        if person in scene.flash:
            parts.append(
                f'<circle class="halo {scene.flash[person]}" cx="{x:.0f}" cy="{y:.0f}" r="{2.2 * size:.1f}"/>'
            )
        if person == followed:
            parts.append(f'<circle class="followed" cx="{x:.0f}" cy="{y:.0f}" r="{size + 4:.1f}"/>')
        r = 1.6 * size if person == place.ego else size
        parts.append(
            f'<circle class="person {key}" data-person="{person}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
        )
    return "".join(parts)


def names_layer(place: Place, ties: Ties) -> str:
    """The names of people in a small network, of those with most ties first, where there is room."""
    if len(place.people) > NAMED:
        return ""
    parts, taken = [], np.empty((0, 2))
    size = dot(len(place.people))
    for k in np.argsort(-ties.degree[place.people], kind="stable"):
        x, y = place.xy[k]
        name = str(ties.labels[place.people[k]]) if ties.labels else str(place.people[k])
        letters = x + 6.2 * np.arange(-len(name) / 2, len(name) / 2 + 0.1)
        box = np.column_stack([letters, np.full(len(letters), y)])
        if not (np.abs(box[:, None] - taken[None]) < (8, 12)).all(axis=-1).any():
            taken = np.vstack([taken, box])
            parts.append(f'<text class="name" x="{x:.0f}" y="{y - size - 3:.0f}">{escape(name[:24])}</text>')
    return "".join(parts)


def dot(shown: int) -> float:
    """The radius of a person among so many."""
    return float(np.clip(60 / np.sqrt(max(shown, 1)), 2.6, 8))


def _told(place: Place, scene: Scene, shown: NDArray[np.int64]) -> str:
    """Conversations between people shown, as lines of the strength of their tie."""
    pairs = (
        np.column_stack([shown[scene.teller], shown[scene.listener]])
        if len(scene.teller)
        else np.empty((0, 2), np.int64)
    )
    seen = (pairs >= 0).all(axis=1)
    pairs, strong = pairs[seen][:MOST_TOLD], (scene.rate[seen] >= STRONG)[:MOST_TOLD]
    return "".join(
        _arrow(place.xy[pair], "strong" if tight else "weak")
        for pair, tight in zip(pairs, strong, strict=True)
    )


def _arrow(ends: NDArray[np.float64], name: str) -> str:
    """From who tells to who is told; it ends short of the latter, so that the head is seen."""
    (a, b), (c, d) = ends
    part = max(0.0, 1 - 7 / max(np.hypot(c - a, d - b), 1e-9))
    head = f'marker-end="url(#wt-head-{name})"'
    return f'<path class="told {name}" {head} d="M{a:.0f} {b:.0f}L{a + part * (c - a):.1f} {b + part * (d - b):.1f}"/>'


def _segments(xy: NDArray[np.float64], pairs: NDArray[np.int64]) -> str:
    """Straight lines between pairs of points, as the data of one path."""
    ends: Iterable[tuple[float, float, float, float]] = np.hstack([xy[pairs[:, 0]], xy[pairs[:, 1]]]).tolist()
    return "".join(f"M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}" for a, b, c, d in ends)


def _ring(rate: float, word: str) -> str:
    r = float(radius(rate))
    half = SIZE / 2
    return (
        f'<circle class="ring" cx="{half:.0f}" cy="{half:.0f}" r="{r:.0f}"/>'
        f'<text class="ringname" x="{half:.0f}" y="{half + r - 3:.0f}">{word}</text>'
    )
