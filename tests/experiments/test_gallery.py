"""make gallery: an image is renewed when a pixel changes, and not when only the words inside the file do."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from weakties.experiments.gallery import GALLERY, renew
from weakties.figures import style
from weakties.simulation.errors import UserError


def image(about: str, height: float) -> bytes:
    figure = Figure(figsize=(1, 1))
    figure.subplots().plot([0, 1], [0, height])
    return style.render(figure, "png", about)


@pytest.fixture
def folders(tmp_path):
    gallery, fresh = tmp_path / "gallery", tmp_path / "fresh"
    for folder in (gallery, fresh):
        folder.mkdir()
    return gallery, fresh


def test_only_what_shows_something_else_is_renewed(folders):
    gallery, fresh = folders
    for name, old, new in (("same", 1, 1), ("other", 1, 2)):
        (gallery / f"{name}.png").write_bytes(image("runs 1", old))
        (fresh / f"{name}.png").write_bytes(image("runs 2", new))
    (gallery / "page.png").write_bytes(b"made by others")
    before = (gallery / "same.png").read_bytes()
    assert before != (fresh / "same.png").read_bytes()
    assert renew(gallery, fresh) == [gallery / "other.png"]
    assert (gallery / "same.png").read_bytes() == before
    assert (gallery / "other.png").read_bytes() == (fresh / "other.png").read_bytes()
    assert renew(gallery, fresh) == []


def test_what_is_missing_is_named(folders):
    gallery, fresh = folders
    with pytest.raises(UserError, match="is empty"):
        renew(gallery, fresh)
    (gallery / "one.png").write_bytes(image("", 1))
    with pytest.raises(UserError, match=r"no .*one\.png: run  make reproduce"):
        renew(gallery, fresh)


def test_make_calls_it():
    makefile = (GALLERY.parents[1] / "Makefile").read_text(encoding="utf-8")
    assert "gallery: figures" in makefile and "-m weakties.experiments.gallery" in makefile
