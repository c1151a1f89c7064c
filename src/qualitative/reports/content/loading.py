"""A study's own sections: Python files beside its report templates, loaded by path and by nothing else."""

from __future__ import annotations

import hashlib
import logging
import sys
from pathlib import Path, PurePosixPath
from types import ModuleType

from qualitative.corpus.inside import is_inside
from qualitative.errors import ReportError, did_you_mean
from qualitative.trust import require_trust, trusted_bytes

__all__ = ["TEMPLATES", "let_run", "load_sections", "section_files"]

TEMPLATES = Path("notebooks/reports")


def load_sections(root: Path, file: str) -> ModuleType:
    """The module of `notebooks/reports/<file>`, such as `own/figures.py`, read anew each time; the functions in it make sections.

    It is found by this path alone: no `import` finds it, and it finds no file beside it. All such files of a study are inputs of its
    reports. Raises ReportError where there is no such file or it can't be run, TrustError where the study's code may not run.
    """
    path = _path(root, file)
    let_run(root)
    source = trusted_bytes(root, path)
    # a name that no import statement can hold; dataclasses look their module up by it
    name = f"sections {hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    module = ModuleType(name, f"Sections of {file}.")
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102  (what the person trusted)
    except Exception as problem:
        del sys.modules[name]
        line = getattr(problem, "lineno", None)
        place = f"{file}:{line}" if line else file
        raise ReportError(f"{place}: {type(problem).__name__}: {problem}; mend it, then try again") from problem
    return module


def let_run(root: Path) -> None:
    """Raises TrustError where the code of a study may not run; in one of this person's own, names what came or changed, once."""
    for name in require_trust(root):
        logging.getLogger("qualitative").warning(
            "%s is new or changed since this study's reports were last made here", name
        )


def section_files(root: Path) -> list[Path]:
    """Every Python file beside a study's report templates, in a fixed order; hidden folders are passed over."""
    folder = root / TEMPLATES
    found = (path for path in folder.rglob("*.py") if path.is_file())
    return sorted(path for path in found if not _hidden(path.relative_to(folder)))


def _path(root: Path, file: str) -> Path:
    known = [path.relative_to(root / TEMPLATES).as_posix() for path in section_files(root)]
    if PurePosixPath(file).as_posix() not in known or not is_inside(root, f"{TEMPLATES.as_posix()}/{file}"):
        raise ReportError(f"no sections in {TEMPLATES.as_posix()}/{file}; {did_you_mean(file, known)}")
    return root / TEMPLATES / file


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
