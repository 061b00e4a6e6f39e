"""Settings worth starting from. Each says what to look for, and which findings it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from weakties.experiments.browser.living_or_not import LIVE
from weakties.experiments.browser.setting import Setting
from weakties.experiments.worlds.news_criteria import LONG
from weakties.simulation.named_worlds import named as in_world

DIGITAL = {
    "vouching": 1.0,
    "digital_vouching": 1.0,
    "digital_talk": 1.0,
    "digital_stale": 0.5,
    "digital_posting": 0.5,
}
RING = {"close_friends": 0, "good_friends": 0, "friends": 8, "casual_friends": 0, "acquaintances": 0}
"""Everybody knows the eight next to him, and any of these ties may become long: close and good friends never leave a ring."""
SOURCES = 3
ALL = ("popular-56-27", "granovetter-contacts", "granovetter-channels")


@dataclass(frozen=True)
class Preset:
    """A setting with a name, what to look for in it, and the findings whose published numbers its charts show."""

    name: str
    about: str
    setting: Setting
    compare: tuple[str, ...] = ()

    def shown_by(self, setting: Setting) -> bool:
        """Whether a setting is this one, whatever mechanisms of one's own stand by."""
        return not setting.switched_on and setting.without_mechanisms == self.setting


PRESETS = (
    Preset(
        "56 % versus 27 %",
        "The popular claim, where postings and doors bring its 17 %. Both tables cut one distribution of contact rates.",
        Setting(values=in_world("popular").values),
        ("popular-56-27", "granovetter-contacts"),
    ),
    Preset(
        "Granovetter's Newton",
        "The default world beside Granovetter's survey of 1973. Most leads come from beyond the monthly ring: one contact "
        "there tells less than one within, but there are thirty times as many.",
        Setting(),
        ("granovetter-contacts", "granovetter-channels"),
    ),
    Preset(
        "digital industry",
        "All four channels switched on: in digital industries vouching counts less, distant contacts talk more, leads go "
        "stale sooner, more is posted. So more of the hires through contacts are over weak ties there. Published is the "
        "sign only: weak ties help more (Rajkumar et al. 2022). An illustration, fitted to nothing.",
        Setting(values=DIGITAL),
    ),
    Preset(
        "ties that live",
        "People share out their hours: ties are met, tended, rest and are found again. Follow somebody who looks for work, and "
        "try advice on him: the same two years with it and without.",
        Setting(ties=LIVE),
        ("granovetter-contacts", "granovetter-channels"),
    ),
    Preset(
        "no weak ties",
        "Everybody keeps only close and good friends, and colleagues. About half of the hires through contacts are left; "
        "postings and doors bring the others.",
        Setting(values={"friends": 0, "casual_friends": 0, "acquaintances": 0}),
        ALL,
    ),
    Preset(
        "complex contagion",
        f"News that takes {SOURCES} people to convince one, on a ring where three ties in ten are long. They carry it to where "
        "nobody confirms it: it stops near its start. Set bridging to 0, and everybody hears of it in time; set the "
        "threshold to 1, and long ties speed it up (Centola and Macy 2007: direction only).",
        Setting(
            model="news",
            network="small_world",
            workers=200,
            contagion="threshold",
            values={"transmission": 0.3, "threshold": SOURCES, **RING, "bridging": LONG},
        ),
    ),
)


def named(name: str) -> Preset:
    """The preset of this name."""
    return next(preset for preset in PRESETS if preset.name == name)
