"""The style keeps its promises: apart in grey and for the colour blind, no trace in matplotlib's settings."""

from __future__ import annotations

from itertools import combinations

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from weakties.figures import style
from weakties.simulation.errors import UserError

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}  # fmt: skip
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def lab(colour, vision="usual"):
    """CIELAB of a colour (D65), as seen with that vision."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array(XYZ) @ np.clip(np.array(VISION[vision]) @ linear, 0, 1) / [0.9505, 1.0, 1.089]
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * 24389 / 3132 + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_lab_of_known_colours():
    assert lab("white") == pytest.approx([100, 0, 0], abs=0.1)
    assert lab("red") == pytest.approx([53.2, 80.1, 67.2], abs=0.2)


@pytest.mark.parametrize("vision", VISION)
def test_colours_stay_apart_for_every_eye(vision):
    """20 units of CIELAB: about ten times the just noticeable difference."""
    names = ("strong", "weak", "weakest", "formal", "direct")
    looks = {name: lab(style.LOOKS[name].colour, vision) for name in names}
    near = [(a, b) for a, b in combinations(looks, 2) if np.linalg.norm(looks[a] - looks[b]) < 20]
    assert not near


@pytest.mark.parametrize("together", [("strong", "weak", "weakest"), ("strong", "weak", "formal", "direct")])
def test_what_is_drawn_together_is_apart_in_grey(together):
    light = {name: lab(style.LOOKS[name].colour)[0] for name in together}
    near = [(a, b) for a, b in combinations(light, 2) if abs(light[a] - light[b]) < 12]
    assert not near


def test_line_and_marker_carry_the_kind_too():
    looks = style.LOOKS.values()
    assert len({look.marker for look in looks}) == len(looks)
    assert style.LOOKS["strong"].line == "-" and style.LOOKS["weak"].line != "-"


def test_the_house_leaves_matplotlib_as_it_was():
    before = dict(matplotlib.rcParams)
    with style.house():
        assert matplotlib.rcParams["font.size"] == 8 and matplotlib.rcParams["pdf.fonttype"] == 42
        figure = style.sheet(85, 50)
    style.render(figure, "png")
    assert dict(matplotlib.rcParams) == before


def test_a_readers_own_settings_do_not_leak_in():
    with matplotlib.rc_context({"lines.linewidth": 9, "axes.grid": True}), style.house():
        assert not matplotlib.rcParams["axes.grid"] and matplotlib.rcParams["lines.linewidth"] < 2


def test_bad_input_gets_one_line():
    with pytest.raises(UserError, match="85 or 178 mm"):
        style.sheet(100, 50)
    with pytest.raises(UserError, match="lack b, c"):
        style.require(pd.DataFrame({"a": [1]}), ("a", "b", "c"), "chains")
    with pytest.raises(UserError, match="empty"):
        style.require(pd.DataFrame({"a": []}), ("a",), "chains")


@style.house()
def spoilt(what):
    figure = style.sheet(85, 50)
    axes = figure.subplots()
    axes.set(xlabel="weeks", ylabel="share (%)")
    style.title(axes, "A", "a title")
    match what:
        case "overlap":
            axes.text(0.5, 0.5, "one"), axes.text(0.5, 0.5, "two")
        case "outside":
            figure.text(1.1, 0.5, "far away")
        case "small":
            axes.text(0.5, 0.5, "small", fontsize=5)
        case "no label":
            axes.set_xlabel("")
    return figure


def test_the_checks_see_faults(fit_to_print):
    fit_to_print(spoilt("nothing"), 85)
    for what, word in (
        ("overlap", "overlaps"),
        ("outside", "is outside"),
        ("small", "has 5"),
        ("no label", "no label on x"),
    ):
        with pytest.raises(AssertionError, match=word):
            fit_to_print(spoilt(what), 85)


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_same_figure_gives_the_same_bytes(kind):
    figure = spoilt("nothing")
    first = style.render(figure, kind, "a test")
    assert first == style.render(figure, kind, "a test") == style.render(spoilt("nothing"), kind, "a test")


def test_fonts_are_embedded_as_the_journals_ask():
    pdf, svg = (style.render(spoilt("nothing"), kind) for kind in ("pdf", "svg"))
    assert b"/CIDFontType2" in pdf and b"/Type3" not in pdf
    assert b"<text" not in svg and b"<path" in svg


@pytest.mark.parametrize("reach", [(1 / 600, 20), (1 / 60, 8)])
def test_the_rate_axis_has_words(fit_to_print, reach):
    with style.house():
        figure = style.sheet(85, 50)
        axes = figure.subplots()
        axes.set_ylabel("share (%)")
        style.rate_axis(axes, *reach)
        style.whisker(axes, 0.1, 0.5, (0.4, 0.6), style.LOOKS["weak"], upright=True)
    fit_to_print(figure, 85)
    assert any("yearly" in label.get_text() for label in axes.get_xticklabels())
