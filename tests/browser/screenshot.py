"""The picture of the page in the README:  python -m tests.browser.screenshot"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.serving import CHROMIUM, QUIET, ROOT, WEEK, served

PICTURE = ROOT / "figures" / "gallery" / "page.png"
COLOURS = 200  # enough for a page of few colours, in half the bytes


def take(picture: Path = PICTURE, weeks: int = 150) -> None:
    """Play the first preset for so many weeks, and save what one sees."""
    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(url)
        page.wait_for_selector(".wt-settings input[type=range]")
        page.select_option(".wt-preset", index=1)
        page.wait_for_function("document.querySelectorAll('.c-published').length === 6")
        page.select_option(".wt-speed", "0")
        page.click(".wt-play")
        page.wait_for_function(f"{WEEK} >= {weeks}", timeout=120_000)
        page.click(".wt-play")
        page.wait_for_timeout(1000)
        image = (
            Image.open(io.BytesIO(page.screenshot()))
            .convert("RGB")
            .quantize(COLOURS, dither=Image.Dither.NONE)
        )
        browser.close()
    picture.parent.mkdir(exist_ok=True)
    image.save(picture, optimize=True)


if __name__ == "__main__":
    take()
