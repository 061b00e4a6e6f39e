"""One log from the command line: read, asked everything, and held against another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weakties.simulation.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

    from weakties.analysis.contact_log.report import Asked
    from weakties.analysis.contact_log.resample import Row
    from weakties.simulation.networks.logs import ContactLog

IN_BITS_OR_NUMBERS = (
    "from oneself, bits", "from others, bits", "exponent", "exponent, SD between people", "opened", "closed", "correlation", "c",
)  # fmt: skip
WIDTH = 30  # of the first column of what is printed
NOT_PRINTED = ("rank shares", "first contact, relative to 0 shared")
PER_THOUSAND = "first contact, hazard"
UNITLESS = (
    "first contact, relative",
    "survival, logistic",
    "contacts in the first window",
    "ties opened",
    "early volume",
)


class Answers(NamedTuple):
    """The logs as compared, with what was found: rows of `report`, one list a log."""

    logs: tuple[ContactLog, ...]
    rows: tuple[list[Row], ...]

    def tables(self) -> list[pd.DataFrame]:
        """One table a log."""
        from weakties.analysis.contact_log.report import table

        return [table(rows) for rows in self.rows]

    def drawn(self, names: Sequence[str]) -> pd.DataFrame:
        """What figures/log_page.py takes."""
        import pandas as pd

        tables = zip(names, self.tables(), strict=True)
        return pd.concat([table.assign(log=name) for name, table in tables], ignore_index=True)


def read(path: str, **how: Any) -> ContactLog:
    """The talks of a simulated world, by its folder or their file there; or a log like any other. how: said of `read_log`, which
    a world needs nothing of: with any of it, what is there is read as a log.
    """
    from weakties.simulation.networks.logs import read_log, read_talks
    from weakties.simulation.networks.logs.talks import FILE

    if not any(how.values()):
        if os.path.isdir(path):  # False, too, for what is longer than a name may be
            return read_talks(path)
        if Path(path).name == FILE and os.path.isfile(path):
            return read_talks(Path(path).parent)
    return read_log(path, **{name: value for name, value in how.items() if value not in (None, "")})


def answer(log: ContactLog, against: ContactLog | None, seed: int, asked: Asked) -> tuple[Answers, list[str]]:
    """Everything a log is asked; with another, of the last days of both, as many as the shorter has. Notes on what was cut."""
    from weakties.analysis.contact_log.report import check, report

    logs, notes = [log], []
    if against is not None:
        days = min(log.days, against.days)
        logs = [each.cut(days) if each.days > days else each for each in (log, against)]
        for before, after in zip((log, against), logs, strict=True):
            if after is not before:
                notes.append(
                    f"{before.name}: its last {days:,.0f} of {before.days:,.0f} days, as long as the other"
                )
        if log.directed != against.directed:
            logs = [replace(each, directed=False) for each in logs]
            notes.append("directions of contacts not used: only one of the two has them")
    for each in logs:
        check(each, seed, asked)
    return Answers(tuple(logs), tuple(report(each, seed, asked, nth) for nth, each in enumerate(logs))), notes


def written(row: Row) -> tuple[str, str]:
    """An estimate and its interval as people read them."""
    e = row.measured.estimate
    if e.value != e.value:
        return "–", ""
    scale, unit = 1.0, ""
    if row.statistic.startswith(PER_THOUSAND):
        scale, unit = 1_000.0, " per 1,000"
    elif row.of not in IN_BITS_OR_NUMBERS and not row.statistic.startswith(UNITLESS):
        scale, unit = 100.0, " %"
    value, low, high = (_short(scale * x) for x in (e.value, e.low, e.high))
    return value + unit, f"({low} to {high})"


def _short(x: float) -> str:
    """Three digits, and no exponent where people would not write one."""
    if x != 0 and abs(x) < 0.001:
        return f"{x:.1e}"
    return f"{x:,.0f}" if abs(x) >= 1_000 or x == 0 else f"{x:#.3g}".removesuffix(".")


def lines(answers: Answers, names: Sequence[str]) -> list[str]:
    """The results as text: a heading for each statistic, then a line for each estimate, logs side by side."""
    second = {(row.statistic, row.of): row for row in answers.rows[-1]}
    printed = [row for row in answers.rows[0] if row.statistic not in NOT_PRINTED]
    cells = [
        [written(one) for one in (row, *([second[row.statistic, row.of]] if len(names) > 1 else []))]
        for row in printed
    ]
    wide, ends = (max((len(cell[part]) for row in cells for cell in row), default=0) for part in (0, 1))
    wide = max(wide, *(len(name[-26:]) for name in names))
    found = [" " * WIDTH + "".join(f"{name[-26:]:>{wide}}{'':{ends + 3}}" for name in names).rstrip()]
    found, heading = found if len(names) > 1 else [], ""
    for row, shown in zip(printed, cells, strict=True):
        if row.statistic != heading:
            heading = row.statistic
            found.append(heading)
        parts = "".join(f"{value:>{wide}} {interval:<{ends + 2}}" for value, interval in shown)
        found.append(f"  {label(row):<{WIDTH - 2}}{parts}".rstrip())
    return found


def columns_of(text: str) -> tuple[str, ...]:
    """What stands after --columns."""
    return tuple(part.strip() for part in text.split(",")) if text.strip() else ()


def kinds_of(text: str) -> tuple[str, ...]:
    """What stands after --drop."""
    kinds = tuple(part.strip() for part in text.split(",") if part.strip())
    if text and not kinds:
        raise UserError("--drop: say what, for example self,missing")
    return kinds


def ties_table(log: ContactLog) -> pd.DataFrame:
    """One row a tie, people by name: contacts, in how many of them source spoke to target, rate, first and last day."""
    import numpy as np
    import pandas as pd

    from weakties.analysis.contact_log.tie_log import TieLog

    ties = TieLog(log)
    names: Any = np.array(log.labels, dtype=object) if log.labels else np.arange(log.people)
    columns = {"source": names[ties.low], "target": names[ties.high], "contacts": ties.contacts}
    if log.directed:
        columns["from_source"] = np.add.reduceat(ties.forward.astype(np.int64), ties.start[:-1])
    return pd.DataFrame(
        {
            **columns,
            "contact_rate": ties.contacts / log.weeks,
            "first_day": ties.day[ties.start[:-1]],
            "last_day": ties.day[ties.start[1:] - 1],
        }
    )


WORDS = {
    "survival": "after {of} windows, {x:g} days",
    "survival by contacts": "{of} contacts",
    "survival by age": "{of} windows old",
    "survival by shared partners": "{of} shared",
    "survival by shared partners, 2–4 contacts": "{of} shared",
    "talk again after a silence": "of {of} mean gaps",
    "first contact, hazard": "{of} shared",
    "first contact, relative to 1 shared": "{of} shared",
    "new partner": "after {of}",
}


def label(row: Row) -> str:
    """What an estimate is of, in words."""
    text = WORDS.get(row.statistic, "{of}").format(of=row.of, x=row.x)
    return text.replace("after 1 windows", "after 1 window").replace(
        "1 contacts", "1 contact", int(row.of == "1")
    )
