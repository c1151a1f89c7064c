"""Write what a person consented to into the register, and what they answered to a sheet into `corpus/replies.jsonl`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qualitative.codings.log import append_lines
from qualitative.corpus.cases import cells_of
from qualitative.corpus.consents import SCOPES, UNTIL, WITHDRAWN, Consents, changed, format_consents, parse_record
from qualitative.corpus.files import write_text
from qualitative.corpus.front import is_date
from qualitative.corpus.locks import locked
from qualitative.corpus.persons import PERSONS, PRIVATE
from qualitative.errors import PersonError, PrivacyError, did_you_mean
from qualitative.folder import Folder
from qualitative.privacy.guards import people

__all__ = ["ANSWERS", "REPLIES", "Reply", "note_consent", "note_reply", "read_replies"]

ANSWERS = ("agrees", "corrects", "objects", "adds", "withdraws", "none")  # `none`: no answer came
REPLIES = "replies.jsonl"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answered to the sheet with their words: `answer` is one of ANSWERS, `on` the day, `by` who noted it."""

    person: str
    on: str
    answer: str
    note: str
    by: str


def note_consent(folder: Folder, person: str, said: Mapping[str, str | None], today: str) -> Consents:
    """Note in persons.csv (the private one, where `consent` is private) that a person gave scopes on a date, or (None) took them back today.

    `withdrawn` and `until` are among what can be said. Raises PrivacyError for a scope, date or person that is none.
    """
    folder.check_writable()
    for scope, date in said.items():
        if scope not in (*SCOPES, WITHDRAWN, UNTIL):
            raise PrivacyError(f"{scope!r} is no scope of consent; {did_you_mean(scope, (*SCOPES, WITHDRAWN, UNTIL))}")
        if date is not None and not is_date(date):
            raise PrivacyError(f"{scope}={date}: {date!r} is no date; write 2024-05-02, 2024-05 or 2024, or `no`")
    _check_person(folder, person)
    path = folder.corpus / (PRIVATE if "consent" in folder.settings.attributes.private else PERSONS)
    with locked(path, PrivacyError):
        rows = (
            [row for _, row in cells_of(path, folder.root, PersonError)] if path.is_file() else [["person", "consent"]]
        )
        head = rows[0]
        if "consent" not in head:
            rows = [[*row, "consent" if number == 0 else ""] for number, row in enumerate(rows)]
            head = rows[0]
        row = next((row for row in rows[1:] if row[head.index("person")] == person), None)
        if row is None:
            row = [person if column == "person" else "" for column in head]
            rows.append(row)
        record = parse_record(row[head.index("consent")])
        for scope, date in said.items():
            record = changed(record, scope, date, today)
        row[head.index("consent")] = format_consents(record)
        _write_rows(path, head, rows[1:])
    folder.refresh()
    return record


def note_reply(folder: Folder, reply: Reply) -> Path:
    """Append a reply, durably; the file. Pseudonymising and withdrawing reach it. Raises PrivacyError for an answer or person that is none."""
    folder.check_writable()
    if reply.answer not in ANSWERS:
        raise PrivacyError(f"{reply.answer!r} is no answer; {did_you_mean(reply.answer, ANSWERS)}")
    if not is_date(reply.on):
        raise PrivacyError(f"{reply.on!r} is no date; write 2024-05-02")
    _check_person(folder, reply.person)
    folder.coder(reply.by)
    path = folder.corpus / REPLIES
    line = {"v": 1, "person": reply.person, "on": reply.on, "answer": reply.answer, "note": reply.note, "by": reply.by}
    append_lines(path, [json.dumps(line, ensure_ascii=False)])
    return path


def read_replies(folder: Folder) -> list[Reply]:
    """All replies, each once, by day and person. Raises PrivacyError with the line that is none."""
    path = folder.corpus / REPLIES
    found: dict[Reply, None] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n") if path.is_file() else [], 1):
        if line.strip():
            found[_parse_reply(line, f"corpus/{REPLIES}:{number}")] = None
    return sorted(found, key=lambda reply: (reply.on, reply.person, reply.answer))


def _parse_reply(line: str, place: str) -> Reply:
    try:
        data = json.loads(line)
        reply = Reply(*(data[name] for name in ("person", "on", "answer", "note", "by")))
        if data["v"] == 1 and all(
            isinstance(value, str) for value in (reply.person, reply.on, reply.answer, reply.note)
        ):
            return reply
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise PrivacyError(f"{place}: no reply of a person: mend the line, or restore it from git")


def _check_person(folder: Folder, person: str) -> None:
    known = list(people(folder).index)
    named = [one for one in known if "#" not in one]
    if person in known and "#" in person:
        document, _, label = person.partition("#")
        raise PrivacyError(
            f"{label} of {document} has no id of a person; give one there: `speakers: {{{label}: {{role: informant, person: p-01}}}}`"
        )
    if person not in named:
        raise PrivacyError(f"person {person!r} is not in the study; {did_you_mean(person, named)}")


def _write_rows(path: Path, head: list[str], rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([head, *sorted(rows, key=lambda row: row[head.index("person")])])
    write_text(path, written.getvalue())
