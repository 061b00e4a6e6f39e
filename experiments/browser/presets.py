"""Settings worth starting from. Each says what to look for, and which findings it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from experiments.browser.setting import Setting
from experiments.market import FEWER_POSTINGS

FEWER: dict[str, float] = {
    name: cast(float, value) for name, value in FEWER_POSTINGS.items() if name != "network"
}
DIGITAL = {
    "vouching": 1.0,
    "digital_vouching": 1.0,
    "digital_talk": 1.0,
    "digital_stale": 0.5,
    "digital_posting": 0.5,
}
NARROW = {"close_friends": 4, "good_friends": 2, "friends": 1, "casual_friends": 0, "acquaintances": 0}
ALL = ("popular-56-27", "granovetter-contacts", "granovetter-channels")


@dataclass(frozen=True)
class Preset:
    """A setting with a name, what to look for in it, and the findings whose published numbers its charts show."""

    name: str
    about: str
    setting: Setting
    compare: tuple[str, ...] = ()


PRESETS = (
    Preset(
        "56 % versus 27 %",
        "The popular claim, where formal channels bring its 17 %. Both tables cut one distribution of contact rates.",
        Setting(values=FEWER),
        ("popular-56-27", "granovetter-contacts"),
    ),
    Preset(
        "Granovetter's Newton",
        "The default world beside Granovetter's survey of 1973. Watch how few of the leads come from the innermost ring.",
        Setting(),
        ("granovetter-contacts", "granovetter-channels"),
    ),
    Preset(
        "digital industry",
        "All four channels switched on: in digital industries vouching counts less, distant contacts talk more, leads go "
        "stale sooner, more is posted. Published is the sign only: weak ties help more there (Rajkumar et al. 2022). "
        "An illustration, fitted to nothing.",
        Setting(values=DIGITAL),
    ),
    Preset(
        "no weak ties",
        "Everybody keeps only close and good friends, and colleagues. What is left of the hires through contacts?",
        Setting(values={"friends": 0, "casual_friends": 0, "acquaintances": 0}),
        ALL,
    ),
    Preset(
        "complex contagion",
        "News that takes two people to convince one, on a ring with shortcuts: long ties carry it to where nobody confirms it. "
        "Set the threshold to 1 and they speed it up (Centola and Macy 2007: direction only).",
        Setting(
            model="news",
            network="small_world",
            workers=200,
            contagion="threshold",
            values={"transmission": 0.3, **NARROW, "bridging": 0.3},
        ),
    ),
)


def named(name: str) -> Preset:
    """The preset of this name."""
    return next(preset for preset in PRESETS if preset.name == name)
