"""Spells, shares and correlations read from small histories, by hand and by the book."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.analysis import unemployment
from weakties.simulation.chance import Purpose, generator, plain


def history(*people: str):
    """One text a person: 'E' employed, '.' out of work."""
    return np.array([[state == "E" for state in person] for person in people]).T


@given(st.lists(st.text("E.", min_size=12, max_size=12), min_size=1, max_size=3))
def test_leaving_is_what_a_plain_count_of_spells_says(people):
    left, could = unemployment.leaving(history(*people), 5)
    plainly = plain(unemployment.leaving)(history(*people), 5)
    np.testing.assert_array_equal((left, could), plainly)
    for i, person in enumerate(people):
        for d in range(1, 6):
            spell = "E" + "." * d  # so long out of work, and known since when
            at = [t for t in range(len(person) - len(spell)) if person[t : t + len(spell)] == spell]
            assert could[i, d - 1] == len(at)
            assert left[i, d - 1] == sum(person[t + len(spell)] == "E" for t in at)


def test_counts_by_hand():
    table = unemployment.counts(history("E..EE.", "..E.E."), 2)
    row = table.set_index(["quantity", "person", "weeks_out"])
    assert tuple(row.loc[(unemployment.OUT, 0, 0)]) == (3, 6)
    assert tuple(row.loc[(unemployment.OUT, 1, 0)]) == (4, 6)
    assert tuple(row.loc[(unemployment.BOTH, 1, 0)]) == (2, 6)
    assert tuple(row.loc[(unemployment.LEFT, 0, 1)]) == (0, 1)  # the last week is not followed by any
    assert tuple(row.loc[(unemployment.LEFT, 0, 2)]) == (1, 1)
    assert tuple(row.loc[(unemployment.LEFT, 1, 1)]) == (1, 1)  # the first spell has no known beginning


def test_estimates_pool_persons_and_replicates():
    tables = [
        unemployment.counts(history(*people), 2).assign(replicate=r)
        for r, people in enumerate([("E.EEE.", "EE..EE"), ("E.E.E.", "E..E.E"), ("EEEE.E", ".EEE.E")])
    ]
    runs = pd.concat(tables)
    assert unemployment.unemployment(runs).value == pytest.approx((2 + 2 + 3 + 3 + 1 + 2) / 36)
    assert unemployment.chance_to_leave(runs, 1).value == pytest.approx(
        (1 + 0 + 2 + 1 + 1 + 1) / (1 + 1 + 2 + 2 + 1 + 1)
    )


def test_correlation_is_numpy_s():
    draws = generator(5, Purpose.EXPERIMENT).random((4, 500, 3))
    # Two people who share a third source of luck.
    histories = [np.column_stack([d[:, 0] + d[:, 2] > 0.8, d[:, 1] + d[:, 2] > 0.8]) for d in draws]
    runs = pd.concat([unemployment.counts(h, 1).assign(replicate=r) for r, h in enumerate(histories)])
    expected = np.mean([np.corrcoef(h.T)[0, 1] for h in histories])
    assert unemployment.correlation(runs).value == pytest.approx(expected)
