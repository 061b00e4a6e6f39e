"""Talk around moves, counted by hand, and in a world whose moves are those of its log."""

from __future__ import annotations

import numpy as np
import pandas as pd

from weakties.experiments.worlds.generated_market import live, market_of, scenario_of
from weakties.experiments.worlds.talk_around_moves import QUARTERS, around, referred, world


def test_talks_are_counted_by_quarter_from_the_week_after_the_move_on():
    """Person 2 moves in week 100, told by 5 in week 98: weeks 88 to 100 are the quarter before, 101 to 113 the one after."""
    moves = pd.DataFrame({"week": [100], "worker": [2], "teller": [5], "heard_week": [98]})
    talks = np.array(
        [(2, 5, 98), (2, 5, 98), (2, 5, 88), (2, 5, 87), (2, 5, 101), (0, 2, 100), (1, 5, 100), (2, 5, 153), (2, 5, 48)],
        np.int32,
    )  # fmt: skip
    found = around(moves, talks)
    assert [found[f"told {q}"] for q in QUARTERS] == [0, 0, 1, 3, 1, 0, 0, 0]
    assert found["rest -1"] == 1 and found["others -1"] == 1
    assert sum(found[f"others {q}"] for q in QUARTERS) == 1
    assert sum(around(moves, talks[:0]).values()) == 0


def test_a_referrer_is_credited_and_works_in_the_firm():
    scenario = scenario_of(
        {"relations": "on", "workers": 500, "weeks": 60, "burn_in": 20, "separation": 0.02}
    )
    lived = live(market_of(scenario, 5), 20)
    moves = referred(lived, 60)
    hires = lived.hires.tables(lived.ties, lived.jobs)[0].query("week > 20")
    through = hires[hires.channel == "contact"]
    assert 5 < len(moves) < len(through) and set(moves.index) <= set(through.index)
    from_hirer = through[through.steps == 0]
    assert from_hirer.index.isin(moves.index).mean() > 0.8, (
        "who hires works there, unless he has left by then"
    )


def test_a_world_counts_some():
    row = world({"relations": "on", "workers": 400, "weeks": 140, "burn_in": 10, "separation": 0.02}, 3)
    assert row["moves"] > 5 and sum(row[f"told {q}"] for q in QUARTERS) > row["moves"]
