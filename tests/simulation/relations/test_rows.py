"""Rows of live ties that get more room, or less, where they are: nothing in them changes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.simulation.relations.state import resized

ROW = st.tuples(
    st.integers(0, 5), st.integers(0, 4), st.integers(0, 4)
)  # ties, room before and after besides


@given(st.lists(ROW, max_size=12), st.booleans())
def test_each_row_is_as_it_was_in_its_new_place(rows, owned):
    size = np.array([ties for ties, _, _ in rows], np.int32)
    start, new = (
        np.concatenate([[0], np.cumsum([row[0] + row[k] for row in rows])]).astype(np.int64) for k in (1, 2)
    )
    column = np.arange(start[-1], dtype=np.int32)
    before = [column[a : a + n].tolist() for a, n in zip(start, size, strict=False)]
    found = resized(column if owned else column[:], start, size, new)
    assert len(found) == new[-1] and found.flags.owndata
    assert [found[a : a + n].tolist() for a, n in zip(new, size, strict=False)] == before
