"""Shapes of a response out of counts: against plain regressions on the rows, and on responses whose answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from weakties.analysis.instruments import coefficients, least_squares, two_stage
from weakties.analysis.jackknife import changed, jackknife
from weakties.analysis.response import CONTROLS, MANY, counts
from weakties.analysis.shape import (
    FEW,
    MOST,
    PEAK,
    contrast,
    curve,
    fall_from_own_peak,
    main_effect,
    peak,
    rate,
    slopes,
)
from weakties.analysis.uncertainty import between_replicates
from weakties.simulation.chance import Purpose, generator


def ties(seed=0, rows=30_000, rate=lambda m: 0.05 + 0.0 * m):
    """Ties as the tables of an experiment have them, with transmissions at `rate(mutual contacts)`."""
    rng = generator(seed, Purpose.RESAMPLE)
    arm = rng.integers(0, 7, rows)
    m = rng.poisson(rng.gamma(1.2, 8 + arm)).astype(int)
    y = rng.random(rows) < rate(m)
    talk = rng.poisson(1 + m / 10)
    table = pd.DataFrame({"sender": np.arange(rows), "arm": arm, "mutual_contacts": m, "weeks_of_talk": talk})
    table["intensity"] = pd.Series(talk).rank() / rows
    known = m + rng.integers(20, 400, rows)
    table = table.assign(
        own_contacts=known, friends_contacts=rng.integers(20, 400, rows), same_community=m > known / 9
    )
    return table.assign(transmitted=y, told=y, credited=y, sole=y, jobs=y * 2, only_jobs=y * 1)


def worlds(count=6, **more):
    return pd.concat(
        [counts(ties(s, **more)).assign(run=f"w{s}", replicate=s) for s in range(count)], ignore_index=True
    )


def test_slopes_from_counts_are_those_of_the_rows():
    """One world: least squares and two stages on the rows give the same numbers."""
    table = ties(rate=lambda m: 0.02 + 0.002 * np.minimum(m, 30))
    rows = counts(table).assign(run="w")
    m, many = table.mutual_contacts, (table.mutual_contacts > MANY) * 1.0
    ols = least_squares(table.transmitted, {"m": m, "many": many}, table.sender).estimates
    ours = slopes(rows, ("m", "many"), "transmitted", two_stage=False)
    assert [ours[k].value for k in ("m", "many")] == pytest.approx(
        [ols[k].value for k in ("m", "many")], rel=1e-6
    )
    for name, x in (("m", m), ("i", table.intensity)):
        theirs = two_stage(table.transmitted, {"x": x}, table.arm, table.sender).fit.estimates["x"]
        mine = slopes(rows, (name,), "transmitted", two_stage=True)[name]
        assert mine.value == pytest.approx(theirs.value, rel=1e-6)


def test_slopes_beside_controls_are_those_of_the_rows_too():
    """One world, whose mutual contacts go with ego's contacts: least squares and two stages, one regressor and two."""
    table = ties(rate=lambda m: 0.02 + 0.002 * np.minimum(m, 30))
    rows = counts(table).assign(run="w")
    x = {"m": table.mutual_contacts, "many": (table.mutual_contacts > MANY) * 1.0}
    held = {name: table[column] * 1.0 for name, column in CONTROLS.items()}
    for names in (("m",), ("m", "many")):
        given = {name: x[name] for name in names}
        for with_arms in (False, True):
            ours = slopes(rows, names, "transmitted", with_arms, controls=CONTROLS)
            bare = slopes(rows, names, "transmitted", with_arms)
            theirs = coefficients(table.transmitted, given, table.arm if with_arms else None, held)
            assert [ours[k].value for k in names] == pytest.approx(list(theirs), rel=1e-6)
            assert abs(ours["m"].value / bare["m"].value - 1) > 1e-3


def test_the_jackknife_of_a_mean_is_the_t_interval():
    x = np.array([1.0, 3.0, 2.0, 7.0, 4.0])
    assert jackknife(lambda keep: float(x[keep].mean()), 5) == pytest.approx(between_replicates(x))
    assert not np.isfinite(jackknife(lambda keep: 1.0, 1).low)


def hump(m):
    return 0.02 + 0.1 * np.exp(-(((m - 12) / 8) ** 2))


def test_a_hump_is_seen_as_one():
    rows = worlds(rate=hump)
    assert contrast(rows, PEAK, FEW, "transmitted").low > 0 < contrast(rows, PEAK, MOST, "transmitted").low
    top = peak(rows, "transmitted")
    assert 7 < top.low <= top.value <= top.high < 20
    assert fall_from_own_peak(rows, "transmitted").low > 0


def test_a_level_response_has_no_fall():
    """The split keeps luck out of its own test: over 40 samples of 6 worlds the mean fall is within 4 standard errors of 0."""
    falls = [
        fall_from_own_peak(
            pd.concat([counts(ties(100 + 6 * k + s, rows=3000)).assign(run=f"w{s}") for s in range(6)]),
            "transmitted",
        ).value
        for k in range(40)
    ]
    falls = np.array(falls)[np.isfinite(falls)]
    assert abs(falls.mean()) < 4 * falls.std() / np.sqrt(len(falls))


def test_a_rise_has_no_fall():
    rows = worlds(rate=lambda m: np.minimum(0.02 + 0.004 * m, 0.5))
    assert contrast(rows, PEAK, MOST, "transmitted").high < 0
    assert not fall_from_own_peak(rows, "transmitted").low > 0


def classes(*rows):
    """Four worlds alike, with (lower end, mean mutual contacts, ties, events) in each class."""
    table = pd.DataFrame(rows, columns=["at", "mean", "ties", "transmitted"])
    table = table.assign(by="mutual", m=table["mean"] * table.ties)
    return pd.concat([table.assign(run=f"w{k}") for k in range(4)], ignore_index=True)


def test_a_peak_is_not_made_of_a_handful_of_ties():
    """Rates 10, 50, 20 and 400 in 1,000: the last in 9 of 1,009 ties, fewer than one in a hundred, so the peak is at 8.5. With 11
    of 1,011, one in a hundred, it is asked, and is the highest."""
    usual = (0, 1.0, 400, 4), (7, 8.5, 300, 15), (14, 16.0, 300, 6)
    assert peak(classes(*usual, (40, 44.0, 9, 3.6)), "transmitted")[:3] == (8.5, 8.5, 8.5)
    assert peak(classes(*usual, (40, 44.0, 11, 4.4)), "transmitted")[:3] == (44.0, 44.0, 44.0)


def test_a_fall_begins_two_classes_beyond_the_peak():
    """Rates 10, 50, 40, 20 and 10 in 1,000: the class next to the peak is left out, so the fall is 50 - (6 + 1) / (300 + 100)."""
    rows = classes(
        (0, 1.0, 400, 4), (7, 8.5, 300, 15), (14, 16.0, 300, 12), (20, 23.0, 300, 6), (28, 33.0, 100, 1)
    )
    assert fall_from_own_peak(rows, "transmitted")[:3] == pytest.approx((50 - 17.5,) * 3)
    assert np.isnan(
        fall_from_own_peak(rows[rows["at"] < 20], "transmitted").value
    )  # nothing two steps beyond
    few = classes(
        (0, 1.0, 400, 4), (7, 8.5, 300, 15), (14, 16.0, 300, 6), (20, 23.0, 300, 6), (40, 44.0, 9, 3.6)
    )
    assert fall_from_own_peak(few, "transmitted").value == pytest.approx(50 - 1000 * (6 + 3.6) / 309)


def test_a_span_holds_its_lower_end_and_not_its_upper():
    """By hand: below 3 (1 + 2 events of 200 ties), 7 to 19 (8 of 100), 28 and more (3 of 60)."""
    rows = classes(
        (0, 0.0, 100, 1), (2, 2.0, 100, 2), (3, 3.5, 100, 90), (7, 9.0, 50, 4), (14, 16.0, 50, 4), (20, 23.0, 80, 70),
        (28, 30.0, 40, 2), (40, 45.0, 20, 1),
    )  # fmt: skip
    assert contrast(rows, PEAK, FEW, "transmitted").value == pytest.approx(80 - 15)
    assert contrast(rows, PEAK, MOST, "transmitted").value == pytest.approx(80 - 50)


def test_curves_hold_all_ties():
    rows = worlds(3)
    for by in ("mutual", "talk", "arm"):
        assert curve(rows, by, "transmitted").ties.sum() == 90_000
    value = curve(rows, "arm", "transmitted")
    assert (value.low < 50).all() and (value.high > 50).mean() > 0.5


def test_a_main_effect_is_the_difference_it_makes():
    off = worlds(4, rate=hump).assign(door=0)
    on = worlds(4).assign(door=1)
    on["run"] += "on"
    both = pd.concat([off, on], ignore_index=True)
    e = main_effect(both, "door", (PEAK, MOST), "transmitted")
    direct = contrast(on, PEAK, MOST, "transmitted").value - contrast(off, PEAK, MOST, "transmitted").value
    assert e.value == pytest.approx(direct) and e.high < 0


def test_worlds_of_one_replicate_are_left_out_together():
    """Twice the same worlds say no more than once: with by="replicate" the interval is that of one set."""
    once = worlds(5, rate=hump)
    twice = pd.concat([once, once.assign(run=once.run + "again")], ignore_index=True)
    one = contrast(once, PEAK, FEW, "transmitted")
    assert contrast(twice, PEAK, FEW, "transmitted", by="replicate") == pytest.approx(one)
    assert contrast(twice, PEAK, FEW, "transmitted").high < one.high


def test_a_rate_is_events_per_thousand_ties_replayed_ones_too():
    tables = [ties(s).assign(brought=lambda t: t.transmitted * 0.5) for s in range(4)]
    rows = pd.concat([counts(t).assign(run=f"w{k}") for k, t in enumerate(tables)])
    all_ties = pd.concat(tables)
    assert rate(rows, "transmitted").value == pytest.approx(1000 * all_ties.transmitted.mean())
    assert rate(rows, "brought").value == pytest.approx(500 * all_ties.transmitted.mean())
    assert slopes(rows, ("m",), "brought", False)["m"].value == pytest.approx(
        slopes(rows, ("m",), "transmitted", False)["m"].value / 2
    )
    assert "brought" not in counts(ties(0))


def test_what_changed_of_a_mean_is_the_paired_difference():
    """Worlds of one replicate share their luck: what they share cancels, in the interval too."""
    rng = np.random.default_rng(3)
    luck, more = rng.normal(0, 10, 6), rng.normal(1, 0.1, 6)
    without = pd.DataFrame({"replicate": range(6), "x": luck})
    with_it = pd.DataFrame({"replicate": range(6), "x": luck + more}).sample(frac=1, random_state=1)
    found = changed(with_it, without, lambda rows: between_replicates(rows.x))
    assert found == pytest.approx(between_replicates(more))
