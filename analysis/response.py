"""How what a tie transmits, and what it adds, depends on mutual contacts and on how often the two talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

MUTUAL = np.array([0, 1, 2, 3, 5, 7, 11, 14, 20, 28, 40, 56])  # lower ends of classes of mutual contacts
TALK = np.array([0, 1, 2, 3, 5, 10, 20])  # and of weeks of talk in the first year
MANY = 10  # more mutual contacts than this are "many" in the published regression
EVENTS = ("transmitted", "told", "credited", "sole", "jobs", "only_jobs")
CONTROLS = {"own": "own_contacts", "friends": "friends_contacts", "same": "same_community"}
"""Of the eight controls of the published regressions those that have a counterpart: contacts of ego, contacts of the new friend,
and a community, where theirs had a place and a region. People here have no sex and no age, and there are no schools."""
REPLAYED = ("brought", "brought_late", "doubled")  # events of those experiments whose ties were replayed


def counts(ties: pd.DataFrame) -> pd.DataFrame:
    """One row a class: by ("mutual", "talk", "arm"), at (its lower end, or the arm), and sums over its ties.

    ties: the table of an experiment (`weakties.simulation.recommendation.tables.tie_table`), with the columns REPLAYED or
    without. Sums: ties, m, mm, many, m_many, i, ii (m mutual contacts, many whether above MANY, i intensity), own, friends, same
    (CONTROLS), the events, and the products of the former with each other and with the events ("m_own", "i_transmitted"), which
    is all that least squares and two-stage least squares need, with or without controls, so worlds can be pooled.
    """
    import pandas as pd

    m, i = ties.mutual_contacts.to_numpy(np.float64), ties.intensity.to_numpy(np.float64)
    many = (m > MANY).astype(np.float64)
    controls = {name: ties[column].to_numpy(np.float64) for name, column in CONTROLS.items()}
    columns = {
        "ties": np.ones(len(m)),
        "m": m,
        "mm": m * m,
        "many": many,
        "m_many": m * many,
        "i": i,
        "ii": i * i,
        **controls,
    }
    for n, (name, c) in enumerate(controls.items()):
        columns |= {f"{other}_{name}": x * c for other, x in (("m", m), ("many", many), ("i", i))}
        columns |= {f"{other}_{name}": controls[other] * c for other in list(controls)[: n + 1]}
    for name in (*EVENTS, *(name for name in REPLAYED if name in ties)):
        y = ties[name].to_numpy(np.float64)
        columns |= {name: y, f"m_{name}": m * y, f"many_{name}": many * y, f"i_{name}": i * y}
        columns |= {f"{other}_{name}": c * y for other, c in controls.items()}
    classes = {
        "mutual": MUTUAL[np.searchsorted(MUTUAL, m, side="right") - 1],
        "talk": TALK[np.searchsorted(TALK, ties.weeks_of_talk, side="right") - 1],
        "arm": ties.arm.to_numpy(),
    }
    tables = []
    for by, at in classes.items():
        values, code = np.unique(at, return_inverse=True)
        sums = {name: np.bincount(code, c, len(values)) for name, c in columns.items()}
        tables.append(pd.DataFrame({"by": by, "at": values.astype(np.int64), **sums}))
    return pd.concat(tables, ignore_index=True)
