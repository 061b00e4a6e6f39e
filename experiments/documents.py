"""The generated parts of README.md and ODD.md, between markers, and the page of findings: made from declarations and results.

python -m weakties.experiments.documents [RESULTS [FOLDER]] writes them anew; into FOLDER, to look at what small designs give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weakties.experiments.engine.fingerprint import ROOT

ODD = ROOT / "simulation" / "ODD.md"
README = ROOT / "README.md"
PAGE = ROOT / "experiments" / "findings" / "README.md"


def parameter_tables() -> str:
    """Every declared parameter, one table a set."""
    from weakties.experiments.declared import described, groups

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


def main(results: Path, out: Path | None = None) -> None:
    """Write the tables into both documents, and the page of findings, from saved results of the full designs. A finding without
    saved results keeps what is printed of it, and is named.

    out: a folder for the table (findings.md) and the page (page.md) instead, to look at; small designs then stand in, too.
    """
    from weakties.experiments import findings
    from weakties.experiments.engine import written
    from weakties.experiments.engine.reproduce import saved

    size = None if out else False
    listed = [(finding, saved(finding, results, quick=size)[0]) for finding in findings.chosen(())]
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "findings.md").write_text(written.lines(listed))
        (out / "page.md").write_text(written.page(listed))
        return
    ODD.write_text(odd(ODD.read_text()))
    before = written.Printed.of(README.read_text(), PAGE.read_text())
    README.write_text(between(README.read_text(), "findings", written.lines(listed, before).strip()))
    PAGE.write_text(written.page(listed, before))
    if kept := [finding.key for finding, rows in listed if not written.ran(rows)]:
        sys.stderr.write(
            f"no full results in {results}: these keep what is printed of them: {', '.join(kept)}\n"
        )


if __name__ == "__main__":
    main(*(Path(name) for name in (sys.argv[1:3] or ["results"])))
