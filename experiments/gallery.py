"""Renews the committed images that the README shows:  python -m weakties.experiments.gallery  (make gallery).

An image is renewed when what it shows has changed. Its bytes may differ without that: they carry the fingerprint of the runs.
"""

from __future__ import annotations

from pathlib import Path

from weakties.experiments.engine.fingerprint import ROOT
from weakties.simulation.errors import UserError

GALLERY = ROOT / "figures" / "gallery"
BY_OTHERS = ("page.png", "one_person.png", "league.png")
"""Made by tests/browser/screenshot.py; weakties simulate with relations on; and weakties advice, which takes half an hour."""


def renew(gallery: Path, fresh: Path) -> list[Path]:
    """Copy every image that shows something else in the folder `fresh`; returns those renewed.

    Raises UserError when the gallery is empty, or one of its images was not drawn anew; then nothing is copied.
    """
    images = sorted(path for path in gallery.glob("*.*") if path.name not in BY_OTHERS)
    if not images:
        raise UserError(f"{gallery} is empty: copy its first images from {fresh}")
    if missing := [path for path in images if not (fresh / path.name).is_file()]:
        raise UserError(f"no {fresh / missing[0].name}: run  make reproduce")
    changed = [path for path in images if not same(path, fresh / path.name)]
    for path in changed:
        path.write_bytes((fresh / path.name).read_bytes())
    return changed


def same(one: Path, other: Path) -> bool:
    """Whether two images show the same: PNGs pixel by pixel, others byte by byte."""
    if one.read_bytes() == other.read_bytes():
        return True
    if one.suffix != ".png":
        return False
    import numpy as np
    from matplotlib.image import imread

    return bool(np.array_equal(imread(one), imread(other)))


def main() -> None:
    """Renew the gallery, and say what was renewed."""
    import typer

    try:
        for path in renew(GALLERY, ROOT / "results" / "figures"):
            typer.echo(f"renewed {path.relative_to(ROOT)}")
    except UserError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
