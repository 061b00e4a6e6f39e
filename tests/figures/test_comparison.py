"""Ours beside the published, class by class: chains of talk and channels, drawn from tiny tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.figures import chains, channels, comparison, contacts, style
from weakties.simulation.errors import UserError

NAMES = ("class", "value", "low", "high", "published", "published_low", "published_high")
nan = np.nan


def table(rows, verified="yes", interval="Wilson 95 %, n = 64"):
    frame = pd.DataFrame(rows, columns=list(NAMES))
    return frame.assign(source="Granovetter 1973", verified=verified, interval=interval)


CHAINS = table(
    [("0", 0.5, 0.4, 0.6, 0.3, 0.2, 0.4), ("1", 0.3, 0.2, 0.4, 0.4, 0.3, 0.5), ("more", 0.2, 0.1, 0.3, 0.3, 0.2, 0.4)],
    verified="memory",
)  # fmt: skip
CHANNELS = table(
    [("contact", 0.6, 0.5, 0.7, 0.5, 0.4, 0.6), ("formal", 0.2, 0.1, 0.3, 0.3, 0.2, 0.4),
     ("direct", 0.2, 0.1, 0.3, 0.1, 0.0, 0.2), ("other", nan, nan, nan, 0.1, 0.0, 0.2)]
)  # fmt: skip
CONTACTS = table(
    [("often", 0.1, 0.1, 0.2, 0.2, 0.1, 0.3), ("occasionally", 0.5, 0.4, 0.6, 0.5, 0.4, 0.7),
     ("rarely", 0.4, 0.3, 0.5, 0.3, 0.2, 0.4)]
)  # fmt: skip


@pytest.mark.parametrize("width", [style.COLUMN, style.PAGE])
@pytest.mark.parametrize(
    ("figure", "results"), [(chains, CHAINS), (channels, CHANNELS), (contacts, CONTACTS)]
)
def test_fit_to_print(fit_to_print, figure, results, width):
    fit_to_print(figure.draw(results, width), width)


def test_one_replicate_has_no_whiskers(fit_to_print):
    """Its interval is infinite (analysis/uncertainty.py)."""
    fit_to_print(chains.draw(CHAINS.assign(low=-np.inf, high=np.inf)), style.COLUMN)


def words(figure):
    return " ".join(text.get_text() for legend in figure.legends for text in legend.get_texts())


def test_what_is_from_memory_says_so():
    assert "not verified" in words(chains.draw(CHAINS))
    assert "not verified" not in words(channels.draw(CHANNELS))


def test_a_class_that_the_model_lacks_is_said_not_drawn_as_nought():
    axes = channels.draw(CHANNELS).axes[0]
    assert [text.get_text() for text in axes.texts] == ["not in the model"]
    ours = channels.points(CHANNELS).query("series == 'ours'")
    assert set(ours["class"]) == {"contact", "formal", "direct"}


def test_a_published_number_without_interval_has_no_band():
    bare = CHAINS.assign(published_low=nan, published_high=nan).drop(columns="interval")
    assert not chains.draw(bare).axes[0].collections and chains.draw(CHAINS).axes[0].collections


def test_the_points_are_those_drawn():
    drawn = chains.points(CHAINS)
    first = drawn.query("series == 'ours'").iloc[0]
    assert (first["x"], first["low"], first["high"]) == (50, 40, 60) and len(drawn) == 6
    lines = chains.draw(CHAINS).axes[0].lines
    at = {round(float(x), 9) for line in lines for x in line.get_xdata()}
    assert {round(x, 9) for x in drawn[["x"]].to_numpy().ravel()} <= at


def test_a_missing_column_gets_one_line():
    with pytest.raises(UserError, match="chains: saved results lack high"):
        chains.draw(CHAINS.drop(columns="high"))
    with pytest.raises(UserError, match="lack value"):
        comparison.points(CHAINS.drop(columns="value"))
