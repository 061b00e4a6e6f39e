"""The generated parts of README.md and ODD.md: tables made from declarations and results, between markers.

python -m weakties.experiments.documents [RESULTS] writes them anew; tests compare.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weakties.experiments.engine.fingerprint import ROOT

ODD = ROOT / "simulation" / "ODD.md"
README = ROOT / "README.md"


def parameter_tables() -> str:
    """Every declared parameter, one table a set."""
    from weakties.experiments.commands.parameters import described, groups

    parts = []
    for group in groups():
        rows = described(group)
        parts.append(
            f"**{rows[0]['group']}**\n\n| name | default | range | meaning | source |\n|---|---|---|---|---|"
        )
        for row in rows:
            default = f"{row['default']:g} {row['unit']}".strip()
            span = f"{row['low']:g} to {row['high']:g}"
            parts[-1] += f"\n| `{row['name']}` | {default} | {span} | {row['meaning']} | {row['source']} |"
    return "\n\n".join(parts)


def constants_table() -> str:
    """Every number that acts and is no parameter."""
    from weakties.simulation.constants import CONSTANTS

    rows = [f"| `{c.module}.{c.name}` | {c.shown} | {c.meaning} | {c.source} |" for c in CONSTANTS]
    return "\n".join(["| where | value | meaning | source |", "|---|---|---|---|", *rows])


def worlds_table() -> str:
    """Every world that has a name."""
    from weakties.simulation.named_worlds import WORLDS

    rows = [
        f"| `{w.name}` | {w.meaning} | {', '.join(f'`{k}` {v:g}' for k, v in w.values.items()) or 'none'} | {w.source} |"
        for w in WORLDS
    ]
    return "\n".join(
        ["| name | meaning | differs from the default in | source |", "|---|---|---|---|", *rows]
    )


def between(text: str, marker: str, content: str) -> str:
    """The text with everything between the markers `marker: begin` and `marker: end` replaced."""
    begin, end = f"<!-- {marker}: begin -->", f"<!-- {marker}: end -->"
    head, rest = text.split(begin)
    return f"{head}{begin}\n\n{content}\n\n{end}{rest.split(end)[1]}"


def odd(text: str) -> str:
    """ODD.md with its generated tables made anew."""
    tables = {"parameters": parameter_tables(), "worlds": worlds_table(), "constants": constants_table()}
    for marker, table in tables.items():
        text = between(text, marker, table)
    return text


def main(results: Path) -> None:
    """Write the tables into both documents; the findings' from saved results of the full designs."""
    from weakties.experiments import findings
    from weakties.experiments.engine import scoreboard
    from weakties.experiments.engine.reproduce import saved

    ODD.write_text(odd(ODD.read_text()))
    known = findings.chosen(())
    rows = [row for finding in known for row in saved(finding, results, quick=False)[0]]
    README.write_text(between(README.read_text(), "findings", scoreboard.markdown(rows, known).strip()))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "results"))
