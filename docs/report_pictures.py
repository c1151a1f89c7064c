"""Make the README's pictures of the reports: `python docs/report_pictures.py` after `make report`.

Needs a Chromium and pdftoppm (Debian: chromium, poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT, PICTURES = ROOT / "reports/out", ROOT / "docs/images"
PAGES = (1, 4, 6, 11)


def browser_picture(source: Path, target: Path) -> None:
    """The first page as a reader first sees it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(source.as_uri())
        page.wait_for_timeout(400)
        page.screenshot(path=target)
        browser.close()


def page_picture(source: Path, target: Path) -> None:
    """Some pages of the PDF side by side."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "60", "-png", source, Path(folder, "p")], check=True)
        pages = sorted(Path(folder).glob("p-*.png"))
        shown = [Image.open(pages[number - 1]).convert("RGB") for number in PAGES]
        width, height = shown[0].size
        sheet = Image.new("RGB", (len(shown) * (width + 12) + 12, height + 24), "#d9dde3")
        for place, picture in enumerate(shown):
            sheet.paste(picture, (12 + place * (width + 12), 12))
        sheet.quantize(128).save(target, optimize=True)


def main() -> None:
    """Write both pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser_picture(OUT / "findings-en.html", PICTURES / "report-html.png")
    Image.open(PICTURES / "report-html.png").convert("RGB").quantize(200).save(
        PICTURES / "report-html.png", optimize=True
    )
    page_picture(OUT / "findings-en.pdf", PICTURES / "report-pdf.png")


if __name__ == "__main__":
    main()
