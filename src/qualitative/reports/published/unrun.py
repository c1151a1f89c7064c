"""What can be said of published reports without running anything that a study carries."""

from __future__ import annotations

from pathlib import Path

from qualitative.errors import QualitativeError
from qualitative.folder import Folder
from qualitative.reports.content.gathering import gather
from qualitative.reports.published.manifest import chosen, coded_segments
from qualitative.reports.published.published_report import (
    SHOWN,
    PublishedReport,
    Verification,
    files_of,
    opened,
    published_folders,
)
from qualitative.text.wording import number_of

__all__ = ["check_published"]


def check_published(root: Path, published: Path | None = None) -> list[Verification]:
    """What can be said of each published report without running anything that the study carries.

    Files and inputs are compared by their hashes; statuses of claims and the codings under passages are computed anew by the library.
    A verdict is `same` only as far as that goes, which its line says. Raises ReportError where nothing is published.
    """
    study = Folder(root)
    verdicts = []
    for folder in published_folders(root, published):
        try:
            verdicts.append(_unrun(study, opened(study, folder)))
        except QualitativeError as problem:
            verdicts.append(Verification(folder.name, "failed", f"could not be checked: {problem}"))
    return verdicts


def _unrun(study: Folder, case: PublishedReport) -> Verification:
    name = case.folder.name
    inputs = gather(study, **chosen(case.manifest["parameters"]))
    now = {f"claim-{id}": weighed.status for id, weighed in inputs.judging.claims.items()}
    then = {id: said.get("status") for id, said in case.manifest.get("claims", {}).items() if isinstance(said, dict)}
    changes = [f"claim {id}: {then[id]} → {now.get(id, 'gone')}" for id in then if now.get(id) != then[id]]
    named = coded_segments(inputs)
    moved = [segment for segment, codings in case.manifest["segments"].items() if named.get(segment, {}) != codings]
    changes += (
        [f"{number_of(len(moved), 'passage has', 'passages have')} other codings than then, the first {moved[0]}"]
        if moved
        else []
    )
    details = [f"{file} {what}" for file, what in case.tampered.items()] + changes
    details += [f"{path} is {what}" for path, what in list(case.inputs.items())[:SHOWN]]
    details.append("not checked, as nothing was run: words, tables and figures of the report")
    if case.tampered:
        return Verification(name, "tampered", f"tampered with: {', '.join(case.tampered)}", tuple(details))
    if changes:
        return Verification(name, "changed", f"results changed: {len(changes)} (not rerun)", tuple(details))
    if case.inputs:
        return Verification(
            name, "failed", f"{len(case.inputs)} inputs changed; only a rerun can tell what of it", tuple(details)
        )
    return Verification(
        name,
        "same",
        f"same files, inputs, statuses and codings as published ({files_of(case)}; not rerun)",
        tuple(details),
    )
