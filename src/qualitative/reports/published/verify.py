"""Is a published report what the study gives today? Rerun it, compare bytes, then results, and say what changed them."""

from __future__ import annotations

import shutil
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import QualitativeError
from qualitative.folder import Folder
from qualitative.reports.content.gathering import gather
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.batch import try_all
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.making.job import Job
from qualitative.reports.page.model import Report, parse_report
from qualitative.reports.published.altered import against_study
from qualitative.reports.published.causes import OWN_CODE, causes
from qualitative.reports.published.describing import MODEL, describe
from qualitative.reports.published.differences import differences, redrawn, with_segments
from qualitative.reports.published.earlier import earlier_statuses, with_keys
from qualitative.reports.published.manifest import MANIFEST, Manifest, chosen
from qualitative.reports.published.published_report import (
    SHOWN,
    PublishedReport,
    Verification,
    altered,
    files_of,
    model_data,
    opened,
    published_folders,
)
from qualitative.reports.published.telling import effectless, explained, passages_in_words, renderings
from qualitative.reports.published.trace import moved_segments, trace
from qualitative.reports.published.worded import other_words

__all__ = ["RERUNS", "verify"]

Segments = dict[str, dict[str, str]]
RERUNS = Path(".cache/verify")


def verify(
    root: Path,
    published: Path | None = None,
    quick: bool = False,
    done: Callable[[str, int], None] = lambda name, of: None,
) -> list[Verification]:
    """A verdict on each published report. `quick` leaves out the rerun where nothing at all has changed.

    Raises ReportError where nothing is published. `done` is called after each rerun.
    """
    folders = published_folders(root, published)
    study, verdicts, cases = Folder(root), {}, {}
    for folder in folders:
        try:
            cases[folder.name] = opened(study, folder)
        except QualitativeError as problem:
            verdicts[folder.name] = Verification(folder.name, "failed", f"could not run: {problem}")
    waiting = {name: case for name, case in cases.items() if not (quick and case.untouched)}
    problems = _rerun(root, waiting, done)
    for name, case in cases.items():
        verdicts[name] = _judged(study, case, problems.get(name), name in waiting)
    shutil.rmtree(root / RERUNS, ignore_errors=True)
    return [verdicts[folder.name] for folder in folders]


def _rerun(
    root: Path, cases: Mapping[str, PublishedReport], done: Callable[[str, int], None]
) -> Mapping[str, QualitativeError | None]:
    jobs = []
    for name, case in cases.items():
        # the model always; of other formats those that were published
        made = [one.name for one in FORMATS.values() if one.published in {MODEL, *case.manifest["outputs"]}]
        jobs.append(Job(case.manifest["kind"], case.manifest["parameters"], tuple(made), RERUNS, name))
        case.remade = {form: root / jobs[-1].path(form) for form in made}
    return try_all(root, jobs, lambda job: done(job.name, len(jobs)))


def _judged(study: Folder, case: PublishedReport, problem: QualitativeError | None, rerun: bool) -> Verification:
    name = case.folder.name
    if not rerun:
        return Verification(
            name, "same", f"same inputs, libraries and files as published ({files_of(case)}; not rerun)"
        )
    try:
        if problem is not None:
            raise problem
        case.now = _described(study, case)
        found = _compared(study, case)
    except QualitativeError as failure:
        return _could_not_run(study, case, failure)
    return _tampered(case, found) if case.tampered else found


def _could_not_run(study: Folder, case: PublishedReport, failure: QualitativeError) -> Verification:
    details = [f"{name} {what}" for name, what in case.tampered.items()]
    details += [f"since then: {cause.text}" for cause in causes(study, case.manifest, case.inputs)[:SHOWN]]
    return Verification(case.folder.name, "failed", f"could not run: {failure}", tuple(details))


def _described(study: Folder, case: PublishedReport) -> tuple[Report, Manifest]:
    """The report of the rerun with its manifest; where nothing has changed, the published one must say the same throughout."""
    folder = study.root / RERUNS / f".{case.folder.name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for form, path in case.remade.items():
        case.remade[form] = path.rename(folder / FORMATS[form].published)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of codings that lost their words: they are told as what changed
        report, now = describe(study.root, case.manifest["parameters"], folder)
    # of an earlier version the metadata name other things
    same = case.untouched and case.manifest["version"] == now["version"]
    if same and (said := against_study(case.manifest, now)):
        case.tampered[MANIFEST] = altered("than the study gives", said)
    return report, now


def _compared(study: Folder, case: PublishedReport) -> Verification:
    name, outputs = case.folder.name, case.manifest["outputs"]
    other = [form for form, path in case.remade.items() if file_hash(path) != outputs.get(FORMATS[form].published)]
    code = ", other code" if OWN_CODE in case.libraries else ""
    if not other:
        effect = f"; without effect: {shown}" if (shown := effectless(case)) else ""
        return Verification(name, "same", f"same bytes{code} ({files_of(case)}){effect}")
    old, new, old_segments, new_segments, moved = _reports(study, case)
    reasons = causes(study, case.manifest, case.inputs)
    changes = trace(differences(old, new), reasons, old_segments, new_segments)
    if changes:
        counts = Counter(change.kind for change, _ in changes)
        line = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in counts.items())
        told = [*explained(case, changes, reasons, moved), *earlier_statuses(case.manifest)]
        return Verification(name, "changed", f"results changed: {line}", tuple(told))
    # a corrected text moves passages, and their places with them
    said = [] if moved else _other_words(case, other)
    if said:
        line = f"other words than its results give: {said[0]}"
        return Verification(name, "changed", line, (*said[1:], "`qualitative publish` writes what the results give"))
    drawn = redrawn(old, new)
    # the model holds the places of passages, so that it differs where they moved, whoever wrote it
    unexplained = [form for form in other if not (moved and form == "json")]
    details = list(renderings(case, unexplained, drawn))
    details += [f"{passages_in_words(moved)} elsewhere in a corrected text, with the same words"] if moved else []
    details += [f"since then, without effect on results: {cause.text}" for cause in reasons[:SHOWN]]
    files = ", ".join(FORMATS[form].published for form in other)
    return Verification(name, "same", f"same results{code or ', other bytes'} ({files})", tuple(details))


def _other_words(case: PublishedReport, forms: list[str]) -> list[str]:
    """Where published files say other words than those of the rerun, whose results are the same."""
    pairs = ((case.folder / FORMATS[form].published, case.remade[form]) for form in forms)
    return [said for published, made in pairs if (said := other_words(published, made))]


def _reports(study: Folder, case: PublishedReport) -> tuple[Report, Report, Segments, Segments, dict[str, str]]:
    """The published report and today's, with the codings under their segments; the old one's segments have their new ids."""
    data = model_data(case.folder)
    new, now = case.now or _described(study, case)
    if case.manifest["version"] < 3:
        data = with_keys(data, gather(study, **chosen(case.manifest["parameters"])))
    before, after = case.manifest["segments"], now["segments"]
    moved = moved_segments(before, after)
    return (
        parse_report(with_segments(data, moved)),
        new,
        {moved.get(segment, segment): codings for segment, codings in before.items()},
        after,
        moved,
    )


def _tampered(case: PublishedReport, found: Verification) -> Verification:
    details = [f"{name} {what}" for name, what in case.tampered.items()]
    unknown = [name for name in case.tampered if name not in {*case.manifest["outputs"], MANIFEST}]
    line = f"tampered with: {', '.join(case.tampered)}"
    if found.line.startswith("same bytes"):
        details.append("a rerun gives what the manifest names; `qualitative publish` puts it back")
        details += [f"take away {', '.join(unknown)}"] if unknown else []
    else:
        details += [f"a rerun against the files as they lie there: {found.line}", *found.details]
    details += _forged(case) if found.line.startswith("same bytes") and MODEL in case.tampered else []
    return Verification(case.folder.name, "tampered", line, tuple(details))


def _forged(case: PublishedReport) -> list[str]:
    """What a changed model says that the rerun does not."""
    try:
        forged = parse_report(read_json(case.folder / MODEL))
        true = parse_report(read_json(case.remade["json"]))
    except (OSError, ValueError, QualitativeError):
        return ["model.json can't be read"]
    return [f"model.json was altered; back to what is true: {change.text}" for change in differences(forged, true)][
        :SHOWN
    ]
