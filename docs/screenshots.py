"""Make the pictures of the coding panel anew, with a real JupyterLab on a copy of the study.

    python docs/screenshots.py

Nothing is written to the study itself; the pictures go to `docs/images/`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from browser.lab import browser, open_notebook, open_panel, run_cell, server, write_notebook  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DOCUMENT = "sim-takalar-puskesos"
# (code, the words it is given to)
CODED = [
    ("form-village-office", "Papan nama Puskesosnya ada, itu di dinding. Ruangannya gabung ji dengan kantor desa."),
    ("service-health-insurance", "Urus kartu sehat yang gratis itu. Hampir tiap hari ada."),
    ("service-health-insurance", "Jadi kan ada yang ditanggung Pemda iurannya."),
    ("service-population-documents", "Yang repot kalau KK-nya masih KK lama, NIK-nya ndak terbaca. Ke capil lagi."),
    ("budget-enabler-ministry-support", "ada uang operasional dari kementerian. Ndak banyak, tapi ada."),
    ("fund-apbn", "uang operasional dari kementerian"),
    ("budget-barrier-limited", "Ndak banyak, tapi ada. Kalau belum cair, ya pakai uang dapur dulu."),
]


def main() -> None:
    """Make both pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        for name in ("corpus", "codebook"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "study.yaml", root)
        _code(root)
        write_notebook(root / "coding.ipynb", "")
        with server(root, Path(folder)) as address, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1280, "height": 820})
            open_notebook(page, address, "coding.ipynb")
            run_cell(page, "from qualitative import Study\nstudy = Study.open()")
            panel = open_panel(page, f'study.panel("{DOCUMENT}", coder="me", language="en")')
            _picture(page, panel, "panel-light")
            page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
            page.wait_for_timeout(1500)
            _picture(page, panel, "panel-dark", palette=True)


def _code(root: Path) -> None:
    from qualitative import Study

    study = Study.open(root)
    text = study.document(DOCUMENT).text
    for code, words in CODED:
        study.apply(code, DOCUMENT, text.index(words), text.index(words) + len(words), coder="me")
    limited = study.codings(["me"]).query("code == 'budget-barrier-limited'")["id"].iloc[0]
    study.memo("ask the head how much", coder="me", of=limited)


def _picture(page: Any, panel: Any, name: str, palette: bool = False) -> None:
    keys = ["Home", *["ArrowDown"] * 13, "ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight"]
    panel.locator(".q-scroll").focus()
    for key in keys:
        page.keyboard.press(key)
    panel.locator(".q-item").nth(3).hover()
    if palette:
        panel.locator(".q-scroll").focus()
        page.keyboard.press("Enter")
        page.keyboard.type("dana")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
