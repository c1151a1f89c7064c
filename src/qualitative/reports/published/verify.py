"""Is a published report what the study gives today? Rerun it, compare bytes, then results, and say what changed them."""

from __future__ import annotations

import shutil
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import QualitativeError, ReportError
from qualitative.folder import Folder
from qualitative.reports.content.gathering import gather
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.batch import try_all
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.making.job import Job
from qualitative.reports.page.model import Report, parse_report
from qualitative.reports.published.altered import against_report, against_study
from qualitative.reports.published.causes import OWN_CODE, Cause, causes, changed_inputs, library_changes
from qualitative.reports.published.describing import MODEL, describe
from qualitative.reports.published.differences import differences, redrawn, with_segments
from qualitative.reports.published.earlier import with_keys
from qualitative.reports.published.manifest import MANIFEST, Manifest, chosen, read_manifest
from qualitative.reports.published.publish import PUBLISHED
from qualitative.reports.published.trace import Traced, moved_segments, trace

__all__ = ["RERUNS", "SHOWN", "PublishedReport", "Verification", "files_of", "opened", "published_folders", "verify"]

Segments = dict[str, dict[str, str]]
RERUNS = Path(".cache/verify")
_ALWAYS = {"python", "qualitative", OWN_CODE}
SHOWN = 12  # of one kind


@dataclass(frozen=True)
class Verification:
    """What verification says of one report. `status` is same, changed, tampered or failed; `details` are further lines."""

    name: str
    status: str
    line: str
    details: tuple[str, ...] = ()


@dataclass
class PublishedReport:
    """One published report: its manifest and model, what was tampered with, and what changed among its inputs."""

    folder: Path
    manifest: Manifest
    tampered: dict[str, str]
    inputs: dict[str, str]
    libraries: dict[str, str]
    remade: dict[str, Path] = field(default_factory=dict)
    now: tuple[Report, Manifest] | None = None

    @property
    def untouched(self) -> bool:
        return not (self.tampered or self.inputs or self.libraries)


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


def published_folders(root: Path, published: Path | None) -> list[Path]:
    """The folders of published reports (None: those under reports/published). Raises ReportError where there is none."""
    place = root / PUBLISHED if published is None else published
    folders = sorted(path for path in place.glob("*") if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise ReportError(f"nothing is published in {place}; publish with `qualitative publish`")
    return folders


def opened(study: Folder, folder: Path) -> PublishedReport:
    """A published report with what was tampered with and what changed since. Raises ReportError for a broken manifest."""
    manifest = read_manifest(folder)
    tampered = {}
    for name, hash in manifest["outputs"].items():
        path = folder / name
        if not path.is_file():
            tampered[name] = "is missing"
        elif file_hash(path) != hash:
            tampered[name] = "is not the file that was published"
    for path in sorted(folder.iterdir()):
        if path.name not in manifest["outputs"] and path.name != MANIFEST:
            tampered[path.name] = "was not published"
    if MODEL not in tampered and (said := against_report(manifest, _published_model(folder))):
        tampered[MANIFEST] = _altered("than its report", said)
    return PublishedReport(folder, manifest, tampered, changed_inputs(study, manifest), library_changes(manifest))


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
        case.tampered[MANIFEST] = _altered("than the study gives", said)
    return report, now


def _compared(study: Folder, case: PublishedReport) -> Verification:
    name, outputs = case.folder.name, case.manifest["outputs"]
    other = [form for form, path in case.remade.items() if file_hash(path) != outputs.get(FORMATS[form].published)]
    code = ", other code" if OWN_CODE in case.libraries else ""
    if not other:
        effect = f"; without effect: {shown}" if (shown := _effectless(case)) else ""
        return Verification(name, "same", f"same bytes{code} ({files_of(case)}){effect}")
    old, new, old_segments, new_segments, moved = _reports(study, case)
    reasons = causes(study, case.manifest, case.inputs)
    changes = trace(differences(old, new), reasons, old_segments, new_segments)
    if changes:
        counts = Counter(change.kind for change, _ in changes)
        line = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in counts.items())
        return Verification(
            name, "changed", f"results changed: {line}", tuple(_explained(case, changes, reasons, moved))
        )
    drawn = redrawn(old, new)
    # the model holds the places of passages, so that it differs where they moved, whoever wrote it
    unexplained = [form for form in other if not (moved and form == "json")]
    details = list(_renderings(case, unexplained, drawn))
    details += [f"{_passages(moved)} elsewhere in a corrected text, with the same words"] if moved else []
    details += [f"since then, without effect on results: {cause.text}" for cause in reasons[:SHOWN]]
    files = ", ".join(FORMATS[form].published for form in other)
    return Verification(name, "same", f"same results{code or ', other bytes'} ({files})", tuple(details))


def _reports(study: Folder, case: PublishedReport) -> tuple[Report, Report, Segments, Segments, dict[str, str]]:
    """The published report and today's, with the codings under their segments; the old one's segments have their new ids."""
    data = _model_data(case.folder)
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


def _model_data(folder: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = read_json(folder / MODEL)
    except (OSError, ValueError):
        raise ReportError(f"its {MODEL} can't be read, so that results can't be compared") from None
    return data


def _published_model(folder: Path) -> Report:
    return parse_report(_model_data(folder))


def _altered(than: str, said: Sequence[str]) -> str:
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return f"says otherwise {than}: {'; '.join(said[:SHOWN])}{more}"


def _explained(
    case: PublishedReport, changes: Sequence[Traced], reasons: Sequence[Cause], moved: Mapping[str, str]
) -> Iterator[str]:
    """The changes, each with the numbers of its causes, then the causes."""
    used = sorted({n for _, numbers in changes for n in numbers})
    number = {n: place for place, n in enumerate(used, 1)}
    kinds: Counter[str] = Counter()
    for change, numbers in changes:
        kinds[change.kind] += 1
        if kinds[change.kind] <= SHOWN:
            yield change.text + _marks([number[n] for n in numbers])
    for kind, n in kinds.items():
        if n > SHOWN:
            yield f"and {n - SHOWN} more of kind {kind}"
    if moved:
        yield f"{_passages(moved)} elsewhere in a corrected text"
    yield from (f"[{number[n]}] {reasons[n].text}" for n in used[: 3 * SHOWN])
    if len(used) > 3 * SHOWN:
        yield f"and {len(used) - 3 * SHOWN} more; see `qualitative log`"
    if not used:
        yield _no_cause(case)
    # an input that changed may be innocent where the code that reads it changed as well
    if case.libraries and used:
        yield f"these differ too, and may have a part in it: {_listed(case.libraries)}"


def _no_cause(case: PublishedReport) -> str:
    if case.libraries:
        return f"no input changed; what differs is {_listed(case.libraries)}"
    return "no input and no library changed: the published report was altered together with its manifest"


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


def _renderings(case: PublishedReport, other: Sequence[str], drawn: Sequence[str]) -> Iterator[str]:
    """Which library or renderer wrote other bytes."""
    if drawn:
        what = _of(case, {"matplotlib", "numpy", "pandas"})
        yield f"drawn otherwise: {', '.join(drawn)}; {what or 'no library of them changed'}"
    for form in other:
        named = _of(case, set(FORMATS[form].libraries))
        if named or not drawn:
            yield f"{FORMATS[form].published}: {named or 'no library that writes it changed; compare the machines'}"


def _of(case: PublishedReport, names: set[str]) -> str:
    return _listed({name: change for name, change in case.libraries.items() if name in names | _ALWAYS})


def _listed(libraries: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {change}" for name, change in libraries.items())


def _effectless(case: PublishedReport) -> str:
    """What changed and left every byte the same."""
    shown = [f"{path} is {what}" for path, what in case.inputs.items()] + [
        f"{name} {what}" for name, what in case.libraries.items() if name != OWN_CODE
    ]
    more = f" and {len(shown) - 4} more" if len(shown) > 4 else ""
    return ", ".join(shown[:4]) + more


def _passages(moved: Mapping[str, str]) -> str:
    return "1 passage lies" if len(moved) == 1 else f"{len(moved)} passages lie"


def _marks(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    whole = len(numbers) > 3 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f" [{numbers[0]}–{numbers[-1]}]" if whole else f" [{', '.join(map(str, numbers))}]"


def files_of(case: PublishedReport) -> str:
    """How many files and inputs it has, in words."""
    return f"{len(case.manifest['outputs'])} files from {len(case.manifest['inputs'])} inputs"
