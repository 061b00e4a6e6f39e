"""The registry of calibrations: what is uncertain, what is fitted, what is held out. Written, and committed, before any run.

Whoever changes an entry after a calibration has been run says so under `amended`, with the date and the reason; the history of
this folder shows whether it was so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from weakties.experiments.engine.declare import Verified


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """An input that nobody has measured well enough: a parameter of the world, and what is believed of it beforehand.

    name   as in `weakties parameters`; low, high: the ends of the prior, which is flat between them, on a logarithmic scale where
           `scale` is "log"
    why    where the ends come from; "assumption" where from nowhere
    """

    name: str
    low: float
    high: float
    why: str
    scale: Literal["linear", "log"] = "linear"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """A published table of counts of one sample, fitted by its likelihood, which is multinomial: the sample's own error counts,
    and nothing else.

    classes  its classes, and how many people were in each; the shares of the world are those of hires in the same classes
    """

    name: str
    classes: Mapping[str, int]
    source: str
    verified: Verified


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A published number of so large a sample that its own error is nothing beside that of any model: fitted by a normal
    likelihood whose standard deviation is `discrepancy`, how far a good model may be off; fixed before the run.

    positive  whether it cannot be 0 or less: where worlds are looked for, its logarithm is then what is thought of as smooth; the
              likelihood is that of the number itself all the same
    """

    name: str
    value: float
    discrepancy: float
    source: str
    verified: Verified
    positive: bool = False


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """One calibration.

    world     what its worlds have in common
    costly    inputs whose change costs most of a world's time: `together` particles share their values, and their luck
    held_out  finding -> which of its rows are predicted, and looked at afterwards only
    """

    key: str
    written: str  # date
    question: str
    inputs: tuple[Uncertain, ...]
    tables: tuple[Counts, ...] = ()
    moments: tuple[Moment, ...] = ()
    world: Mapping[str, Any]
    held_out: Mapping[str, str]
    costly: tuple[str, ...] = ()
    together: int = 1
    amended: tuple[str, ...] = ()
