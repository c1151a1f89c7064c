"""The coding panel in a real JupyterLab: how soon it is ready, and how soon a key press is on the screen and on the disk.

    PYTHONPATH=src python benchmarks/panel.py [--runs 5] [--presses 40]

Ready: from the moment the cell is run to the second frame after the panel was drawn, with the kernel running and the study open.
Repaint: from a key press that gives a code to the frame in which its line is on the page. Synced: from the same key press to the
moment that the kernel sends its answer, which it does only after the fsync; both clocks are this machine's.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser.lab import browser, open_notebook, open_panel, run_cell, server, write_notebook
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations

HEAD = "---\nid: {id}\nkind: interview\nprovenance: fieldwork\ncase: north\ndate: 2024-05\nlanguage: id\nspeakers: {{P: interviewer, A: informant}}\n---\n"
CODES = 20
# the answer's moment in the kernel, beside the moment of the key press in the page
STAMP = """
import time
from qualitative.panel import widget
_answer = widget.CodingPanel._answer
def answer(self, message):
    _answer(self, message)
    self.send({"stamp": message["seq"], "at": time.time() * 1000})
widget.CodingPanel._answer = answer
"""
LISTEN = """() => {
    const p = document.querySelector('.q-panel[data-ready]').qPanel;
    window.panel = p; window.stamps = {}; window.presses = [];
    p.model.on('msg:custom', (m) => { if (m.stamp) window.stamps[m.stamp] = m.at; });
    const hear = p.root.qKey;
    p.root.qKey = (event) => {
        if (!/^Digit/.test(event.code)) return hear(event);
        const began = performance.now();
        const press = { began: performance.timeOrigin + began, seq: p.seq + 1 };
        window.presses.push(press);
        // the frame after the next has been painted
        requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => { press.painted = performance.now() - began; }; channel.port2.postMessage(0); });
        return hear(event);
    };
}"""


def main() -> None:
    """Measure, and print one line a row of the table of targets."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--presses", type=int, default=40)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        _write_study(root)
        with server(root, Path(folder)) as address, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1280, "height": 860})
            page.set_default_timeout(60_000)
            open_notebook(page, address, "t.ipynb")
            run_cell(page, "from qualitative import Study\nstudy = Study.open()\nstudy.documents")
            for name, turns, target in (("small", 500, 0.5), ("large", 5000, 1.3)):
                seconds = [_ready(page, name) for _ in range(wanted.runs)]
                _say(f"ready, {turns} turns", seconds, target, "s")
            run_cell(page, STAMP)
            painted, synced = _presses(page, wanted.presses)
            _say("key press to repaint, 3,000 codings", painted, 50, "ms")
            _say("key press to fsynced, 3,000 codings", synced, 20, "ms")


def _ready(page: Any, name: str) -> float:
    page.evaluate("() => { window.began = performance.timeOrigin + performance.now(); }")
    panel = open_panel(page, f"study.panel({name!r}, coder='ana')")
    return (float(panel.get_attribute("data-ready-at")) - page.evaluate("window.began")) / 1000


def _presses(page: Any, count: int) -> tuple[list[float], list[float]]:
    open_panel(page, "study.panel('large', coder='ana')")
    page.evaluate(LISTEN)
    for _ in range(60):
        page.keyboard.press("ArrowDown")
    for n in range(count):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
        page.keyboard.press(str(1 + n % 9))
        # asked of the panel itself: a search through thousands of turns would take the page's time from what is measured
        page.wait_for_function("window.panel.pending.size === 0")
        page.wait_for_timeout(120)
    found, stamps = page.evaluate("[window.presses, window.stamps]")
    done = [press for press in found if str(press["seq"]) in stamps and press.get("painted") is not None]
    if len(done) < count / 2:
        raise SystemExit(f"only {len(done)} of {count} key presses gave a code")
    return [press["painted"] for press in done], [stamps[str(press["seq"])] - press["began"] for press in done]


def _say(what: str, values: list[float], target: float, unit: str) -> None:
    values = sorted(values)
    p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
    digits = 2 if unit == "s" else 0
    print(
        f"{what}: median {statistics.median(values):.{digits}f} {unit}, p95 {p95:.{digits}f} {unit}, n {len(values)}; target {target} {unit}",
        flush=True,
    )


def _write_study(root: Path) -> None:
    (root / "corpus/transcripts").mkdir(parents=True)
    (root / "corpus/documents").mkdir()
    (root / "codebook").mkdir()
    (root / "study.yaml").write_text("format: 2\ntitle: Large\ncoders:\n  ana: {kind: human}\n")
    (root / "corpus/cases.csv").write_text("case,fund\nnorth,x\n")
    names = [f"code-{n}" for n in range(CODES)]
    operations = [
        {"n": 1, "op": "add", "by": "ana", "at": "2024-01-01T00:00:00Z", "why": "start"}
        | {
            "code": {
                "id": name,
                "parent": None,
                "name": {"id": name, "en": name},
                "colour": f"#{90 + n * 7:02x}c0{230 - n * 7:02x}",
            }
        }
        for n, name in enumerate(names)
    ]
    append_operations(root / "codebook", history_from_changes(operations))
    write_notebook(root / "t.ipynb", "")
    words = [
        "dana",
        "desa",
        "dipakai",
        "untuk",
        "petugas",
        "yang",
        "mencatat",
        "keluhan",
        "warga",
        "miskin",
        "di",
        "kantor",
    ]
    for name, turns in (("small", 500), ("large", 5000)):
        body = "\n\n".join(f"{'PA'[n % 2]}: {_turn(words, n)}" for n in range(turns))
        (root / f"corpus/transcripts/{name}.md").write_text(HEAD.format(id=name) + body + "\n")
    from qualitative import Study
    from qualitative.text.turns import turns_of

    study = Study.open(root)
    turns = turns_of(study.document("large"))[:3000]
    items = [(names[n % CODES], "large", turn.start, min(turn.start + 60, turn.end)) for n, turn in enumerate(turns)]
    study.apply_many(items, coder="ana")


def _turn(words: list[str], n: int) -> str:
    said = [words[(n * 7 + k * k) % len(words)] for k in range(100)]
    return ". ".join(" ".join(said[k : k + 12]).capitalize() for k in range(0, 100, 12)) + "."


if __name__ == "__main__":
    main()
