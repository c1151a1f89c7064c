"""Bring the parts of an import together in one `Writing`: codebook, documents, cases, coders, events, and what is kept beside them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from qualitative.codings.events import now
from qualitative.codings.lines import format_event
from qualitative.codings.log import last_ids
from qualitative.errors import StudyError, did_you_mean
from qualitative.exchange.foreign import Foreign, ForeignNote
from qualitative.exchange.losses import Report
from qualitative.exchange.moments import moment_of
from qualitative.exchange.naming import tidy
from qualitative.exchange.placing import Placing
from qualitative.exchange.progress import Progress
from qualitative.exchange.taking.cases import Cases, take_cases
from qualitative.exchange.taking.coders import Coders, take_coders
from qualitative.exchange.taking.codes import Codes, take_codes
from qualitative.exchange.taking.documents import Documents, take_documents
from qualitative.exchange.taking.events import Events
from qualitative.exchange.taking.known import IdLine, Known
from qualitative.exchange.taking.rest import rest_json
from qualitative.exchange.taking.settings import with_additions, with_settings
from qualitative.exchange.taking.writing import Writing
from qualitative.folder.settings import parse_settings
from qualitative.i18n import FALLBACK
from qualitative.text.wording import number_of

__all__ = ["Taking", "Wishes", "take"]


@dataclass(frozen=True)
class Wishes:
    """What the person who imports says: `language` of texts and codes, who coded a file that names nobody, whether all was read to the end, and
    whether nobody saw what others coded (`blind`)."""

    language: str | None = None
    coder: str | None = None
    done: bool = False
    blind: bool = False


@dataclass
class Taking:
    """What an import brings: counts of new things, what was here already, and the report."""

    import_id: str
    report: Report
    documents: int = 0
    codes: int = 0
    codings: int = 0
    marks: int = 0
    memos: int = 0
    same: int = 0
    here_only: int = 0
    proposed: list[dict[str, Any]] = field(default_factory=list)
    coders: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it brings anything."""
        return bool(self.documents or self.codes or self.codings or self.marks or self.memos)


def take(
    foreign: Foreign,
    placing: Placing,
    known: Known,
    wishes: Wishes,
    writing: Writing,
    file: tuple[str, str],
    progress: Progress,
) -> Taking:
    """Put everything into `writing`; `file` is its name and sha256. Raises ReaderError where the report does not add up."""
    losses, imported = foreign.losses, now()
    name, sha256 = file
    losses.positions = placing.sentence
    for sentence, group in placing.remarks:
        losses.remark(sentence, group)
    spoken = _spoken(writing, wishes)
    coders = take_coders(foreign, known, losses, wishes.coder)
    codes = take_codes(foreign, known, wishes.language or _language(foreign, spoken), losses)
    cases = take_cases(foreign, known, losses)
    documents = take_documents(
        foreign,
        placing.texts,
        known,
        cases,
        losses,
        sha256=sha256,
        today=imported,
        language=wishes.language,
        usual=_usual(spoken),
    )
    by = coders.ids.get(foreign.by or "") or next(iter(coders.ids.values()), "me")
    why = f"Codes of {tidy(foreign.name) or name} ({foreign.producer or foreign.tool})"
    stamp = writing.revised(codes.operations, by=by, why=why, at=imported)
    events = Events(
        foreign.tool,
        sha256,
        moment_of(foreign.at) or imported,
        imported,
        stamp,
        coders,
        codes.ids,
        known,
        losses,
        True if wishes.blind else None,
    )
    _happenings(foreign, placing, documents, events, wishes, progress)
    _put_events(writing, events)
    _put_documents(writing, documents)
    _put_cases(writing, cases, foreign, documents, is_new=known.folder is None)
    _put_settings(writing, foreign, cases, coders, is_new=known.folder is None)
    _tell_rest(foreign, cases, coders, events)
    losses.check()
    return _taking(foreign, events, codes, coders, documents, cases, writing, (name, sha256, imported), known)


def _happenings(
    foreign: Foreign, placing: Placing, documents: Documents, events: Events, wishes: Wishes, progress: Progress
) -> None:
    project = [ForeignNote("project/description", foreign.description.strip(), foreign.by, foreign.at)]
    events.notes(project if foreign.description.strip() else [], "study", counted="descriptions")
    events.notes(foreign.notes, "study")
    for code in foreign.codes:
        events.notes(code.notes, f"code:{events.codes[code.id]}")
    for number, document in enumerate(foreign.documents, 1):
        progress(number, len(foreign.documents), tidy(document.name))
        if document.id in documents.without:
            _without_text(document, events)
        else:
            events.document(document, documents.taken[document.id], placing.spans[document.id])
    if wishes.done:
        looked_at = {
            documents.taken[id].document.id: some for id, some in foreign.looked_at.items() if id in documents.taken
        }
        events.done({taken.document.id: taken.document for taken in documents.taken.values()}, looked_at)


def _tell_rest(foreign: Foreign, cases: Cases, coders: Coders, events: Events) -> None:
    """What has no place here, and what was made up for what the file does not say."""
    losses = foreign.losses
    if foreign.sets:
        losses.kept("sets", len(foreign.sets), "no place for them; whole in rest.json, and put back by `export refi`")
    if cases.made:
        losses.remark(
            f"{number_of(cases.made, 'case was', 'cases were')} made, one for each document, as the file names none"
        )
    if events.undated:
        losses.remark(
            f"{number_of(events.undated, 'coding or note has', 'codings and notes have')} no date that holds: {events.fallback[:10]} stands for it"
        )
    if coders.unknown:
        losses.remark(
            f"{number_of(coders.unknown, 'coding or note names', 'codings and notes name')} nobody: the coder is {coders.of(None)!r}"
        )


def _without_text(document: Any, events: Events) -> None:
    why = "their document holds no text"
    for span in document.spans:
        events.losses.left("codings" if span.codings else "noted passages", len(span.codings) or 1, why)
        events.losses.left(
            "memos", len(span.notes) + bool(span.comment.strip()) + sum(len(c.notes) for c in span.codings), why
        )
    events.losses.left("codings", len(document.codings), why)
    events.losses.left("memos", len(document.notes) + sum(len(c.notes) for c in document.codings), why)
    events.losses.left("descriptions", bool(document.description.strip()), why)
    events.losses.left("values", len(document.values), why)


def _spoken(writing: Writing, wishes: Wishes) -> tuple[str, ...]:
    """The languages of the study. Raises StudyError where another one is wished for."""
    known = parse_settings(writing.read("study.yaml").decode("utf-8")).languages
    if wishes.language is not None and wishes.language not in known:
        raise StudyError(
            f"--language {wishes.language!r} is none of the study's; {did_you_mean(wishes.language, known)}"
        )
    return known


def _usual(spoken: tuple[str, ...]) -> str:
    """The language of what does not tell its own."""
    return FALLBACK if FALLBACK in spoken else spoken[0]


def _language(foreign: Foreign, spoken: tuple[str, ...]) -> str:
    """The language of the codes' names: of those that the study has, that of most of the texts."""
    from qualitative.text.language import guess_language

    found = Counter(guess_language(document.text[:20_000]) for document in foreign.documents[:50])
    return max(spoken, key=lambda one: (found[one], one == _usual(spoken)))


def _has_values(foreign: Foreign) -> bool:
    return any(document.values for document in foreign.documents)


def _put_documents(writing: Writing, documents: Documents) -> None:
    for taken in documents.taken.values():
        if taken.content is not None:
            folder = "transcripts" if taken.document.speakers else "documents"
            writing.put(f"corpus/{folder}/{taken.document.id}.md", taken.content)


def _put_settings(writing: Writing, foreign: Foreign, cases: Cases, coders: Coders, *, is_new: bool) -> None:
    settings = writing.read("study.yaml").decode("utf-8")
    declared = {"case": cases.declared, "document": cases.declared if _has_values(foreign) else {}}
    if is_new and foreign.settings:
        whole = with_settings(settings, foreign.settings)
        if whole is None:
            foreign.losses.remark("what the file says of attributes and classes does not hold; it is left out")
        settings, declared = whole or settings, declared if whole is None else {}
    made = with_additions(settings, coders.new, declared, cases.whole, cases.labels)
    writing.put("study.yaml", made)


def _put_events(writing: Writing, events: Events) -> None:
    files: dict[str, list[Any]] = {}
    for event in sorted(events.made, key=lambda event: event["id"]):
        files.setdefault(f"corpus/codings/{event['coder']}/{event['document']}.jsonl", []).append(event)
    for place, made in files.items():
        before = writing.read(place)
        if before:
            folder = events.known.folder
            seen = last_ids(folder.root / place) if folder else []
            made[0] = {**made[0], "prev": seen} if seen else made[0]
            before += b"" if before.endswith(b"\n") else b"\n"
        writing.put(place, before + "".join(f"{format_event(event)}\n" for event in made).encode("utf-8"))


def _put_cases(writing: Writing, cases: Cases, foreign: Foreign, documents: Documents, *, is_new: bool) -> None:
    if cases.rows or is_new:
        # of a new study the columns are those of what comes in
        there = "" if is_new else writing.read("corpus/cases.csv").decode("utf-8-sig")
        writing.put("corpus/cases.csv", _with_rows(there, cases.rows))
    if cases.more:
        rows = [
            [case, documents.taken[document].document.id, "" if start is None else start, "" if end is None else end]
            for case, document, start, end in cases.more
            if document in documents.taken
        ]
        writing.put(f"corpus/tables/{foreign.tool}-cases.csv", _csv([["case", "document", "start", "end"], *rows]))


def _with_rows(text: str, rows: dict[str, dict[str, str]]) -> str:
    """cases.csv with more rows, and more columns where these need them."""
    there = [row for row in csv.reader(io.StringIO(text)) if row] or [["case"]]
    columns = list(dict.fromkeys([*there[0], *(column for row in rows.values() for column in row)]))
    old = [[*row, *["NA"] * (len(columns) - len(row))] for row in there[1:]]
    new = [[case if column == "case" else row.get(column, "NA") for column in columns] for case, row in rows.items()]
    return _csv([columns, *old, *new])


def _csv(rows: list[Any]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _taking(
    foreign: Foreign,
    events: Events,
    codes: Codes,
    coders: Coders,
    documents: Documents,
    cases: Cases,
    writing: Writing,
    file: tuple[str, str, str],
    known: Known,
) -> Taking:
    name, sha256, imported = file
    losses = foreign.losses
    id = f"{foreign.tool}-{sha256[:12]}"
    report: Report = {
        "tool": foreign.tool,
        "producer": foreign.producer,
        "file": name,
        "sha256": sha256,
        "at": imported,
        "rows": losses.table(),
        "positions": losses.positions,
        "remarks": losses.all_remarks,
    }
    kinds = [event["event"] for event in events.made]
    made = Taking(
        id, report, sum(t.content is not None for t in documents.taken.values()), len(codes.operations),
        kinds.count("code"), kinds.count("mark"), kinds.count("memo"), events.same, 0, codes.proposed,
        tuple(dict.fromkeys(event["coder"] for event in events.made)),
    )  # fmt: skip
    made.here_only = _here_only(known, events, documents)
    lines: list[IdLine] = [
        {"kind": "document", "foreign": d, "ours": t.document.id} for d, t in documents.taken.items()
    ]
    for kind, ids in (("code", codes.ids), ("coder", coders.ids), ("case", cases.ids)):
        lines += [{"kind": kind, "foreign": foreign_id, "ours": ours} for foreign_id, ours in ids.items() if foreign_id]
    place = f"corpus/exchange/{id}"
    if known.folder is None or made.is_new:
        writing.put(
            f"{place}/ids.jsonl", "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in [*lines, *events.ids])
        )
        writing.put(f"{place}/report.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        rest = rest_json(foreign, events.lost, codes.proposed)
        if rest:
            writing.put(f"{place}/rest.json", json.dumps(rest, ensure_ascii=False, indent=1) + "\n")
        if foreign.rest.xml:
            writing.put(f"{place}/rest.xml", "<Rest>\n" + "\n".join(foreign.rest.xml) + "\n</Rest>\n")
        for file_name, data in foreign.rest.files.items():
            writing.put(f"{place}/files/{file_name}", data)
    return made


def _here_only(known: Known, events: Events, documents: Documents) -> int:
    """Codings that stand here on documents of the file, by coders of the file, and are not in it."""
    if known.folder is None:
        return 0
    in_file = {line["ours"] for line in events.ids if line["kind"] == "coding"}
    ours, coders = {t.document.id for t in documents.taken.values()}, set(events.coders.ids.values())
    return sum(c.document in ours and c.coder in coders and id not in in_file for id, c in known.codings.items())
