"""The style sheet of the page: colours and line styles of figures/style.py, lightened where the ground is dark."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from weakties.figures.style import GREY, INK, LOOKS, PALE

DARK_GROUND = "#16191d"
BRIGHT = 0.3  # relative luminance that a look has at least on the dark ground: a contrast above 5


@cache
def css() -> str:
    """The whole style sheet."""
    light = {"ink": INK, "grey": GREY, "pale": PALE, "ground": "#ffffff", "sheet": "#f6f6f4"}
    dark = {"ink": "#ececec", "grey": "#a6a6a6", "pale": "#3a4047", "ground": DARK_GROUND, "sheet": "#1f2328"}
    light |= {name: look.colour for name, look in LOOKS.items()}
    dark |= {name: lightened(look.colour) for name, look in LOOKS.items()}
    dashes = "\n".join(f".wt .{name} {{ --dash: {dash(look.line)}; }}" for name, look in LOOKS.items())
    rules = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return (
        f":root {{ {variables(light)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {variables(dark)} }} }}\n"
        f":root[data-theme=dark] {{ {variables(dark)} }}\n{dashes}\n{fills()}\n{rules}"
    )


def variables(colours: Mapping[str, str]) -> str:
    """Colours as CSS variables."""
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def fills() -> str:
    """The colour of each look, for strokes and areas."""
    return "\n".join(f".wt .{name} {{ --look: var(--{name}); }}" for name in (*LOOKS, "ink"))


def dash(line: Any) -> str:
    """A line style of matplotlib as a stroke-dasharray."""
    named = {"-": "none", ":": "1 2", "--": "4 2"}
    return named[line] if isinstance(line, str) else " ".join(f"{length:g}" for length in line[1])


def lightened(colour: str) -> str:
    """The colour made lighter, its hue kept, until it is as bright as BRIGHT: seen on a dark ground."""
    hue, light, saturation = colorsys.rgb_to_hls(*to_rgb(colour))
    for lighter in np.linspace(light, 1.0, 101):
        rgb = colorsys.hls_to_rgb(hue, float(lighter), saturation)
        if luminance(rgb) >= BRIGHT:
            return str(to_hex(rgb))
    return "#ffffff"


def luminance(rgb: tuple[float, ...]) -> float:
    """Relative luminance (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
