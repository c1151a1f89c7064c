"""A worked example of `docs/contributing`, done as it is written: to a copy of the library, which is then run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(
    r"<!-- (?:new: (?P<new>\S+)|in (?P<old>\S+) after `(?P<line>[^\n]+)`) -->\n```\w*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
# what an addition may touch besides its three files of code
_BESIDES = ("locale/",)


@dataclass(frozen=True)
class Worked:
    """The library after an example was followed: where it lies, and the files of code that were written or changed."""

    source: Path
    files: tuple[str, ...]

    def run(self, program: str, cwd: Path | None = None) -> str:
        """What a Python program prints that imports this copy; fails with what it wrote where it fails."""
        done = subprocess.run(
            [sys.executable, "-P", "-c", program],
            env={**os.environ, "PYTHONPATH": str(self.source)},
            cwd=cwd or self.source,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def worked(document: str, folder: Path) -> Worked:
    """Follow `docs/contributing/<document>`: its blocks marked `new:` become files, those marked `in … after …` lines of files."""
    source = folder / "src"
    library = source / "qualitative"
    # with what Python compiled: each run would compile all of it anew
    shutil.copytree(ROOT / "src" / "qualitative", library)
    touched: list[str] = []
    blocks = list(_BLOCK.finditer((ROOT / "docs" / "contributing" / document).read_text(encoding="utf-8")))
    assert blocks, f"{document} has no block to follow"
    for block in blocks:
        name = block["new"] or block["old"]
        path = library / name
        if block["new"]:
            assert not path.exists(), f"{document}: {name} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")
        else:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            places = [number for number, line in enumerate(lines) if line.strip() == block["line"].strip()]
            assert len(places) == 1, f"{document}: {len(places)} lines of {name} are `{block['line']}`"
            lines.insert(places[0] + 1, block["text"])
            path.write_text("".join(lines), encoding="utf-8")
        touched.append(name)
    code = sorted({name for name in touched if not name.startswith(_BESIDES)})
    return Worked(source, tuple(code))
