"""Hires counted week by week in every way that the charts show, so that no week is counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weakties.analysis import shares
from weakties.experiments.browser.shown import Bar, Shares, published

if TYPE_CHECKING:
    import pandas as pd

HALVES = ("more digital", "less digital")
LOOKS = {"often": "strong", "occasionally": "weak", "rarely": "weakest"}
SOURCES = {
    "granovetter-contacts": "Granovetter 1973",
    "popular-56-27": "the popular claim, which gives none",
    "granovetter-channels": "Granovetter 1974",
}


class Tally:
    """Hires so far by channel, by both cuts, and by digital intensity."""

    def __init__(self) -> None:
        self.channels = dict.fromkeys(shares.CHANNELS, 0.0)
        self.granovetter = dict.fromkeys(shares.GRANOVETTER.classes, 0.0)
        self.popular = dict.fromkeys(shares.POPULAR.classes, 0.0)
        self.halves = dict.fromkeys(HALVES, (0.0, 0.0))  # hires over weak ties, and over any

    def add(self, hires: pd.DataFrame, industries: int) -> None:
        """Count the hires of a week. Industries are ranked by digital intensity: the higher number is the more digital."""
        for counts, new in (
            (self.channels, shares.by_channel(hires)),
            (self.granovetter, shares.by_strength(hires, shares.GRANOVETTER)),
            (self.popular, shares.by_strength(hires, shares.POPULAR)),
        ):
            for name, count in new.items():
                counts[name] += count
        rank = hires.industry / max(industries - 1, 1)
        for name, which in zip(HALVES, (rank > 0.5, rank < 0.5), strict=True):
            new = shares.by_strength(hires[which], shares.POPULAR)
            weak, any_tie = self.halves[name]
            self.halves[name] = (weak + new["weak"], any_tie + sum(new.values()))

    def charts(self, compare: tuple[str, ...]) -> list[Shares]:
        """The shares that were published, beside what these findings say was published."""
        hires, contacts = sum(self.channels.values()), self.channels["contact"]
        popular = {"weak": self.popular["weak"], "strong": self.popular["strong"], "other": hires - contacts}
        return [
            _shares(
                Shares("Over weak or strong ties", "all hires", hires, ()), popular, compare, "popular-56-27"
            ),
            _shares(
                Shares("Contacts seen how often", "contact hires", contacts, ()),
                self.granovetter,
                compare,
                "granovetter-contacts",
            ),
            _shares(
                Shares("How the job was found", "all hires", hires, ()),
                self.channels,
                compare,
                "granovetter-channels",
            ),
        ]

    def digital(self) -> Shares:
        """The share of weak ties in the more and in the less digital half of the industries; published is the sign alone."""
        bars = tuple(Bar(name, "weak", weak, None, any_tie) for name, (weak, any_tie) in self.halves.items())
        total = sum(any_tie for _, any_tie in self.halves.values())
        return Shares("Through weak ties", "hires through contacts", total, bars)


def _shares(empty: Shares, counts: dict[str, float], compare: tuple[str, ...], key: str) -> Shares:
    """The chart with its bars, and with the numbers of a finding if it is one of those compared with."""
    known = published(compare, key)
    bars = tuple(Bar(name, LOOKS.get(name, name), n, known.get(name)) for name, n in counts.items())
    return empty._replace(bars=bars, source=SOURCES[key] if known else "")
