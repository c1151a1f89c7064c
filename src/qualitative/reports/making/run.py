"""Run a report's template with papermill and take the report from its last cell."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qualitative.errors import ReportError, did_you_mean
from qualitative.model import is_id
from qualitative.reports.content.loading import TEMPLATES, let_run
from qualitative.reports.making.parameters import as_declared, check_parameters
from qualitative.reports.page.model import MIME, Report, parse_report
from qualitative.trust import trusted_bytes

__all__ = ["KINDS", "report_name", "run_report", "template_path", "without_grammar"]

_NAMING = ("kind", "language", "cases", "evidence", "coders", "codebook")
_SEVERAL = ("cases", "coders")  # of these
KINDS = ("findings", "recommendations")
TEMPLATE_LIMIT = 5_000_000  # bytes: a notebook is read, run and written whole
RUNS = Path(".cache/runs")
# on its own stderr the kernel warns that loopback is not encrypted, and tells that it was stopped
_QUIET = {"extra_arguments": ["--log-level=50"]}


def template_path(root: Path, kind: str) -> Path:
    """The template of a kind of report. Raises ReportError with the nearest that exists."""
    path = root / TEMPLATES / f"{kind}.ipynb"
    if not is_id(kind):
        raise ReportError(f"{str(kind)[:60]!r} is no kind of report; a kind is an id such as findings")
    if not path.is_file():
        known = [found.stem for found in (root / TEMPLATES).glob("*.ipynb")]
        raise ReportError(f"no template {TEMPLATES / kind}.ipynb; {did_you_mean(kind, known)}")
    if (size := path.stat().st_size) > TEMPLATE_LIMIT:
        raise ReportError(
            f"{path.name}: {size / 1e6:.0f} MB are more than the {TEMPLATE_LIMIT // 1_000_000} MB of a template; clear its outputs, and save it again"
        )
    return path


def report_name(kind: str, parameters: Mapping[str, Any]) -> str:
    """`<kind>-<language>` (no language: that of the template's own choice), with cases, evidence, coders and codebook between them where they are not the usual ones.

    >>> report_name("findings", {"language": "en", "cases": ["north"]})
    'findings-north-en'
    """
    _check_ids(kind, parameters)
    parts = [kind, *parameters.get("cases", ())]
    if parameters.get("evidence", "counted") != "counted":
        parts.append(parameters["evidence"])
    parts += parameters.get("coders", ())
    if parameters.get("codebook", "head") != "head":
        parts.append(f"v{parameters['codebook']}")
    return "-".join([*parts, *([parameters["language"]] if parameters.get("language") else [])])


def _check_ids(kind: str, parameters: Mapping[str, Any]) -> None:
    """Raises ReportError for a kind or parameter that is no id: they become names of files, and a manifest may be a stranger's."""
    for name, value in {"kind": kind, **parameters}.items():
        if name in _SEVERAL and not isinstance(value, list | tuple):
            raise ReportError(f"{name} {str(value)[:60]!r} is no list of ids")
        for one in value if name in _SEVERAL else [value]:
            if name in _NAMING and not is_id(one) and not (name == "codebook" and _is_version(one)):
                raise ReportError(f"{name} {str(one)[:60]!r} is no id; use a–z, 0–9 and -, at most 64 characters")


def _is_version(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def run_report(root: Path, kind: str, parameters: Mapping[str, Any], engine: str | None = None) -> Report:
    """The report that the template gives with `parameters`; the executed notebook stays in `.cache/runs`. `engine` names a papermill engine.

    Raises ReportError for a parameter that the template does not take, with the error of the cell that failed, or where the last cell
    gives no report.
    """
    template, name = template_path(root, kind), report_name(kind, parameters)
    parameters = as_declared(template, parameters)
    check_parameters(template, ["study_root", *parameters])
    let_run(root)
    executed = root / RUNS / f"{name}.ipynb"
    executed.parent.mkdir(parents=True, exist_ok=True)
    data = _last_output(
        _executed(root, template, executed, {"study_root": str(root.absolute()), **parameters}, engine), template
    )
    return parse_report(data)


def without_grammar() -> None:
    """Keep jsonschema from building a URI grammar that no notebook needs: more than a second in every process that runs papermill."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None says that it is not to be had


def _executed(root: Path, template: Path, executed: Path, parameters: Mapping[str, Any], engine: str | None) -> Any:
    without_grammar()
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    # the debugger's frozen-modules warning would stand in every cell of the notebook that is kept
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    # the kernel starts outside the study, so that no file of it is imported for want of another by that name
    with TemporaryDirectory(prefix="qualitative-") as folder, _failures_told(template, executed):
        copy = Path(folder) / template.name
        copy.write_bytes(trusted_bytes(root, template))
        return papermill.execute_notebook(
            _literal(copy),
            _literal(executed),
            dict(parameters),
            engine_name=engine,
            kernel_name="python3",
            request_save_on_cell_execute=False,  # it is written once, whole, where a cell fails too
            progress_bar=False,
            cwd=folder,
            **_QUIET,
        )


def _literal(path: Path) -> str:
    """A path of which papermill fills in nothing: it takes braces for the names of parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


@contextmanager
def _failures_told(template: Path, executed: Path) -> Iterator[None]:
    from papermill.exceptions import PapermillExecutionError

    try:
        yield
    except PapermillExecutionError as failure:
        raise ReportError(
            f"{template.name}: {failure.ename}: {failure.evalue} (cell {failure.exec_count}; see {executed})"
        ) from None


def _last_output(notebook: Any, template: Path) -> Mapping[str, Any]:
    for cell in reversed(notebook.cells):
        if cell.cell_type == "code":
            for output in cell.outputs:
                if MIME in output.get("data", {}):
                    data = output["data"][MIME]
                    found: Mapping[str, Any] = json.loads(data) if isinstance(data, str) else data
                    return found
            break
    raise ReportError(f"{template.name}: the last cell gives no report; end it with draft.report(…)")
