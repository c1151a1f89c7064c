"""The table of bad inputs: what is done to a sound study, or the file to add, and the sentence that must be said."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from office import ODF, W, docx, odt, p, pdf, zipped

DOC = "corpus/transcripts/int-1.md"
NOTE = "corpus/documents/note-1.md"
CASES = "corpus/cases.csv"
STUDY = "study.yaml"
CHANGES = "codebook/changes.yaml"  # the history of format 1
HISTORY = "codebook/history/ana.jsonl"
HEAD = "codebook/codebook.yaml"
EVENTS = "corpus/codings/ana/int-1.jsonl"
FINDINGS = "reports/findings.yaml"

FRONT = "id: note-1\nkind: document\nprovenance: published\ncase: north\ndate: 2020\nlanguage: id\nbasis: author\n"
CLAIM = "- id: c1\n  text: {id: a, en: b}\n  for: code:services\n"
ADD = "{{n: {n}, op: {op}, by: ana, at: '2024-06-02T00:00:00Z', {rest}}}"

Change = Callable[[Path], None]


def put(path: str, content: str | bytes) -> Change:
    """Write a file anew."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


def swap(path: str, old: str, new: str) -> Change:
    """Replace words of a file that is there."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def note(front: str = FRONT, body: str = "Isi.\n") -> Change:
    """A second document."""
    return put(NOTE, f"---\n{front}---\n{body}")


def earlier(change: Change = lambda root: None) -> Change:
    """The codebook's history as format 1 kept it, then another change."""

    def both(root: Path) -> None:
        (root / HISTORY).unlink()
        (root / HISTORY).parent.rmdir()
        codes = ("id: budget, parent: null", "id: budget-village-fund, parent: budget", "id: services, parent: null")
        lines = (ADD.format(n=1, op="add", rest=f"code: {{{code}, name: {{en: a}}}}") for code in codes)
        (root / CHANGES).write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
        change(root)

    return both


def line(**fields: object) -> Change:
    """One more line of the codebook's history, sound but for the `fields`; None leaves one out."""
    sound = {
        "v": 2,
        "id": "01J0000000000000000000000A",
        "parents": [],
        "op": "retire",
        "by": "ana",
        "at": "",
        "why": "",
        "code": "services",
    }
    made = {key: value for key, value in {**sound, **fields}.items() if value is not None}
    return more(HISTORY, json.dumps(made).encode() + b"\n")


def more(path: str, content: bytes) -> Change:
    """More at the end of a file that is there."""
    return lambda root: put(path, (root / path).read_bytes() + content)(root)


def operation(op: str, rest: str, n: int = 2) -> Change:
    """One more operation of the codebook in format 1."""

    def change(root: Path) -> None:
        path = root / CHANGES
        path.write_text(f"{path.read_text()}- {ADD.format(n=n, op=op, rest=rest)}\n", encoding="utf-8")

    return change


def event(path: str = EVENTS, **fields: object) -> Change:
    """One event, sound but for the `fields`; None leaves one out."""
    sound = {
        "v": 1, "id": "01HZZZZZZZZZZZZZZZZZZZZZZZ", "event": "code", "at": "2024-06-03T00:00:00.000Z", "coder": "ana", "document": "int-1",
        "round": 1, "codebook": 1, "text": "sha256:x", "start": 16, "end": 19, "quote": "Apa", "code": "services", "blind": True,
    }  # fmt: skip
    made = {key: value for key, value in {**sound, **fields}.items() if value is not None}

    def change(root: Path) -> None:
        if made.get("text") == "sha256:x":
            from qualitative import Study

            made["text"] = Study.open(root).document("int-1").hash
        put(path, json.dumps(made, ensure_ascii=False) + "\n")(root)

    return change


CHECK: dict[str, tuple[Change, str]] = {
    # settings
    "study.yaml not UTF-8": (put(STUDY, b"title: caf\xe9\n"), r"study\.yaml:1: not UTF-8 \(byte 0xe9\); save the file as UTF-8"),
    "study.yaml not YAML": (put(STUDY, "title: [a\n"), r"study\.yaml:\d: not valid YAML"),
    "study.yaml a list": (put(STUDY, "- a\n"), r"study\.yaml:1: not a mapping"),
    "study.yaml a key twice": (put(STUDY, "title: a\ntitle: b\n"), r"study\.yaml:\d: not valid YAML: key 'title' stands twice"),
    "study.yaml a YAML object": (put(STUDY, "title: !!python/object/apply:os.system [ls]\n"), r"study\.yaml:1: not valid YAML"),
    "study.yaml a billion laughs": (put(STUDY, "a: &a [x,x]\nb: &b [*a,*a]\ntitle: [*b,*b]\n"), r"study\.yaml:2: not valid YAML: \*a repeats"),
    "unknown key": (swap(STUDY, "coders:", "codres:"), r"study\.yaml:4: unknown key 'codres'; did you mean coders\?"),
    "no title": (swap(STUDY, "title: {id: A small study, en: A small study}\n", ""), r"study\.yaml:1: title is missing; add"),
    "unknown language": (swap(STUDY, "coders:", "languages: [fr]\ncoders:"), r"study\.yaml:4: languages \['fr'\]"),
    "coder without kind": (swap(STUDY, "{kind: human}", "{}"), r"study\.yaml:5: coder ana has kind None; say human or model"),
    "coder of unknown kind": (swap(STUDY, "kind: human", "kind: robot"), r"study\.yaml:5: coder ana has kind 'robot'"),
    "model without name": (swap(STUDY, "kind: human", "kind: model"), r"study\.yaml:5: coder ana is a model; say which"),
    "coder with a bad id": (swap(STUDY, "ana:", "Ana Maria:"), r"study\.yaml:5: coder 'Ana Maria' is no id"),
    "design no mapping": (swap(STUDY, "coders:", "design: purposive\ncoders:"), r"study\.yaml:4: design 'purposive' is not a mapping"),
    # cases and tables
    "cases.csv missing": (lambda root: (root / CASES).unlink(), r"corpus/cases\.csv:1: can't be read"),
    "cases.csv empty": (put(CASES, ""), r"corpus/cases\.csv:1: the table is empty"),
    "cases.csv without case": (put(CASES, "district,fund\nnorth,x\n"), r"corpus/cases\.csv:1: no column named case"),
    "a case twice": (put(CASES, "case,fund\nnorth,x\nsouth,y\nnorth,z\n"), r"corpus/cases\.csv:4: case 'north' stands twice"),
    "a case with a bad id": (put(CASES, "case,fund\nnorth,x\nSouth Side,y\n"), r"corpus/cases\.csv:3: 'South Side' is no id"),
    "a case called national": (put(CASES, "case,fund\nnorth,x\nnational,y\n"), r"corpus/cases\.csv:3: 'national' stands for all cases"),
    "a row too short": (put(CASES, "case,fund\nnorth\n"), r"corpus/cases\.csv:2: 1 cells, but the first line names 2"),
    "a column twice": (put(CASES, "case,fund,fund\nnorth,a,b\n"), r"corpus/cases\.csv:1: column 'fund' stands twice"),
    "a quotation mark open": (put(CASES, 'case,fund\nnorth,"x\n'), r"corpus/cases\.csv:\d: not a CSV table"),
    "a number to be read in two ways": (put("corpus/tables/t.csv", "a,people\nx,1.200\n"), r"corpus/tables/t\.csv:1: column 'people': 1\.200 may be 1200 or 1\.200; write 1200"),
    "a table with a short row": (put("corpus/tables/t.csv", "a,b\n1,2\n3\n"), r"corpus/tables/t\.csv:3: 1 cells"),
    "an empty table": (put("corpus/tables/t.csv", ""), r"corpus/tables/t\.csv:1: the table is empty"),
    "a table that is binary": (put("corpus/tables/t.csv", b"a,b\n\0,1\n"), r"corpus/tables/t\.csv:2: holds a NUL"),
    # documents: front matter
    "no front matter": (put(NOTE, "Isi.\n"), r"corpus/documents/note-1\.md:1: no front matter"),
    "front matter open": (put(NOTE, "---\nid: note-1\n"), r"note-1\.md:1: the front matter is not closed"),
    "front matter empty": (put(NOTE, "---\n---\nIsi\n"), r"note-1\.md:1: the front matter is empty"),
    "front matter no YAML": (put(NOTE, "---\nid: [\n---\nIsi\n"), r"note-1\.md:\d: not valid YAML"),
    "no text": (note(body="\n"), r"note-1\.md:\d+: the document has no text"),
    "unknown key in front matter": (note(FRONT + "cas: x\n"), r"note-1\.md:9: unknown key 'cas'; did you mean case\?"),
    "wrong district": (swap(DOC, "case: north", "case: nort"), r"int-1\.md:5: case 'nort' has no row in cases\.csv; did you mean north\?"),
    "missing date": (swap(DOC, "date: 2024-05\n", ""), r"int-1\.md:1: date is missing; add a line `date: …`"),
    "a date that is none": (swap(DOC, "2024-05", "2024-13"), r"int-1\.md:6: date '2024-13' is not YYYY"),
    "a date in words": (swap(DOC, "2024-05", "Mei 2024"), r"int-1\.md:6: date 'Mei 2024' is not YYYY"),
    "missing kind": (swap(DOC, "kind: interview\n", ""), r"int-1\.md:1: kind is missing"),
    "unknown kind": (swap(DOC, "kind: interview", "kind: chat"), r"int-1\.md:3: kind 'chat' is not one of interview, group"),
    "unknown provenance": (swap(DOC, "fieldwork", "found"), r"int-1\.md:4: provenance 'found' is not one of published"),
    "an id that is not the file's": (swap(DOC, "id: int-1", "id: int-2"), r"int-1\.md:2: id 'int-2' does not match the file name"),
    "an id that is none": (swap(DOC, "id: int-1", "id: Int 1"), r"int-1\.md:2: 'Int 1' is no id"),
    "simulated without sim-": (swap(DOC, "fieldwork", "simulated"), r"int-1\.md:2: 'int-1' is simulated, but ids that begin with sim-"),
    "language in words": (swap(DOC, "language: id", "language: Indonesian"), r"int-1\.md:7: language 'Indonesian' is not a code"),
    "unknown role": (swap(DOC, "A: informant", "A: guest"), r"int-1\.md:8: speaker 'A' has role 'guest'; use interviewer"),
    "speakers a list": (swap(DOC, "{P: interviewer, A: informant}", "[P, A]"), r"int-1\.md:8: speakers must map labels to roles"),
    "source in words": (note(FRONT + "source: the paper\n"), r"note-1\.md:9: source 'the paper' is not a mapping"),
    "an id used twice": (put("corpus/documents/int-1.md", "---\nid: int-1\nkind: document\nprovenance: fieldwork\ncase: north\ndate: 2020\nlanguage: id\n---\nIsi\n"), r"int-1\.md:1: id 'int-1' is already used by corpus/"),
    "a document not UTF-8": (put(NOTE, f"---\n{FRONT}---\ncaf".encode() + b"\xe9"), r"note-1\.md:10: not UTF-8 \(byte 0xe9\)"),
    "a document in UTF-16": (put(NOTE, f"---\n{FRONT}---\nIsi".encode("utf-16")), r"note-1\.md:1: not UTF-8 \(byte 0xff\)"),
    "a document that is binary": (put(NOTE, f"---\n{FRONT}---\n\0".encode()), r"note-1\.md:10: holds a NUL character"),
    "a folder as document": (lambda root: (root / NOTE).mkdir(), r"note-1\.md:1: can't be read"),
    # documents: turns, evidence
    "text before the first turn": (swap(DOC, "---\n[00:00:01]", "---\nHalo\n[00:00:01]"), r"int-1\.md:10: text before the first turn: 'Halo'"),
    "an undeclared speaker": (swap(DOC, "[00:00:05] A:", "[00:00:05] B:"), r"int-1\.md:12: speaker 'B' opens a turn but is not declared \(declared: P, A\)"),
    "a segment of no paragraph": (note(FRONT + "segments:\n- {paragraph: 3, basis: author}\n"), r"note-1\.md:10: segment of paragraph 3, but the text has paragraphs 1 to 1"),
    "a segment of unknown basis": (note(FRONT + "segments:\n- {paragraph: 1, basis: rumour}\n"), r"note-1\.md:10: basis 'rumour' of paragraph 1"),
    "segments in words": (note(FRONT + "segments: all\n"), r"note-1\.md:9: segments must be a list"),
    "terms in words": (note(FRONT + "segments:\n- {paragraph: 1, terms: dana desa}\n"), r"note-1\.md:10: terms 'dana desa' of paragraph 1 is not a list"),
    "claims in words": (note(FRONT + "segments:\n- {paragraph: 1, claims: [six]}\n"), r"note-1\.md:10: claims \"\['six'\]\" of paragraph 1 is not a list"),
    "published without basis": (note(FRONT.replace("basis: author\n", "")), r"note-1\.md:9: paragraph 1 of a published note has no basis"),
    "a simulated informant with a real name": (put("corpus/transcripts/sim-a.md", "---\nid: sim-a\nkind: interview\nprovenance: simulated\ncase: north\ndate: 2020\nlanguage: id\nspeakers: {NH: informant}\n---\nNH: ya\n"), r"sim-a\.md:8: speaker 'NH' of a simulated document; informants are named SIM-"),
    "a Word file among the documents": (put("corpus/transcripts/a.docx", docx(p("x"))), r"corpus/transcripts/a\.docx:1: not a document of the corpus.*qualitative add a\.docx"),
    "a conflict mark": (swap(DOC, "[00:00:05]", "<<<<<<< HEAD\n[00:00:05]"), r"int-1\.md:12: a conflict mark <<<<<<< of git; decide which words stand and delete the marks"),
    "a conflict mark in the codebook of format 1": (earlier(swap(CHANGES, "- {n: 1", ">>>>>>> other\n- {n: 1")), r"changes\.yaml:1: a conflict mark >>>>>>> of git; keep the operations of both"),
    "a conflict mark in the codebook": (more(HISTORY, b"<<<<<<< HEAD\n=======\n>>>>>>> other\n"), r"history/ana\.jsonl:5: a conflict mark <<<<<<< of git; keep the lines of both sides"),
    "a conflict mark in the head": (more(HEAD, b"<<<<<<< HEAD\n=======\n>>>>>>> other\n"), r"codebook/codebook\.yaml:\d+: a conflict mark <<<<<<< of git; either side will do"),
    "a conflict mark in an event file": (put(EVENTS, "<<<<<<< HEAD\n=======\n>>>>>>> other\n"), r"ana/int-1\.jsonl:1: a conflict mark <<<<<<< of git; keep the lines of both sides"),
    "a conflict mark in a table": (more(CASES, b"<<<<<<< HEAD\n"), r"corpus/cases\.csv:4: a conflict mark <<<<<<< of git; compare the two sides row by row"),
    "a NIK": (swap(DOC, "urus KTP", "urus KTP 3204012345670001"), r"int-1\.md:12: 16 digits, 32…01, look like a NIK"),
    "a NIK in groups": (swap(DOC, "urus KTP", "urus KTP 3204 0123 4567 0001"), r"int-1\.md:12: 16 digits, 32…01, look like a NIK"),
    # codebook
    "history no YAML in format 1": (earlier(put(CHANGES, "- {n: 1\n")), r"codebook/changes\.yaml:\d: not valid YAML"),
    "history a mapping in format 1": (earlier(put(CHANGES, "n: 1\n")), r"codebook/changes\.yaml:1: not a list of operations"),
    "history missing": (put(HISTORY, ""), r"codebook/codebook\.yaml:1: written from operation \S+, which is in no file of the history"),
    "history empty in format 1": (earlier(put(CHANGES, "[]\n")), r"codebook/changes\.yaml:1: the codebook has no code"),
    "a version skipped in format 1": (earlier(operation("retire", "code: services", n=5)), r"changes\.yaml:4: operation 4: n is 5; after version 1 it must be 1 or 2"),
    "an unknown operation in format 1": (earlier(operation("delete", "code: services")), r"changes\.yaml:4: operation 4: op 'delete' is unknown"),
    "an operation on no code in format 1": (earlier(operation("retire", "id: servics")), r"changes\.yaml:4: operation 4.*'servics' does not exist at this point; did you mean services\?"),
    "a code added twice in format 1": (earlier(operation("add", "code: {id: services, parent: null, name: {id: a}}")), r"changes\.yaml:4: operation 4.*services"),
    "a code with a bad id in format 1": (earlier(operation("add", "code: {id: A B, parent: null, name: {id: a}}")), r"changes\.yaml:4: operation 4.*'A B' is no id"),
    "a code below none in format 1": (earlier(operation("add", "code: {id: x, parent: nothing, name: {id: a}}")), r"changes\.yaml:4: operation 4.*'nothing'"),
    "a colour that is none in format 1": (earlier(operation("add", "code: {id: x, parent: null, name: {id: a}, colour: red}")), r"changes\.yaml:4: operation 4.*colour 'red'"),
    "a field that is none in format 1": (earlier(operation("add", "code: {id: x, parent: null, name: {id: a}, hue: red}")), r"changes\.yaml:4: operation 4.*unknown field 'hue'"),
    "a field of the wrong shape in format 1": (earlier(operation("edit", "id: services, set: [a]")), r"changes\.yaml:4: operation 4 \(edit, version 2\): code services: set must map fields"),
    "a torn operation": (more(HISTORY, b'{"v":2,"id":"01J0'), r"history/ana\.jsonl:5: not a JSON operation: .*; the line is skipped, so restore it from git"),
    "an operation not UTF-8": (more(HISTORY, b'{"v":2,"\xff"}\n'), r"history/ana\.jsonl:5: not UTF-8; the line is skipped"),
    "an operation nested too deeply": (more(HISTORY, b"[" * 100_000), r"history/ana\.jsonl:5: not a JSON operation"),
    "an operation of no shape": (line(parents="x"), r"history/ana\.jsonl:5: operation '01J0.*': parents is 'x', not list"),
    "an operation whose id is none": (line(id="x"), r"history/ana\.jsonl:5: operation 'x': an id among id, parents and act is not a ULID"),
    "an operation that stands twice": (lambda root: [line()(root), line(op="restore")(root)], r"history/ana\.jsonl:6: operation 01J0.* stands twice and differs"),
    "an operation of a newer version": (line(v=3), r"history/ana\.jsonl:5: written by a newer version of qualitative \(v 3\); update"),
    "an operation of a newer kind": (line(op="weigh"), r"history/ana\.jsonl:5: operation 'weigh' is unknown, written by a newer version .*; update"),
    "an operation upon none": (line(parents=["01J0000000000000000000000B"]), r"history/ana\.jsonl:5: operation 01J0\S* was made upon 01J0\S*, which is in no file"),
    "an operation on no code": (line(code="servics"), r"history/ana\.jsonl:5: operation 01J0\S* \(retire\): code 'servics' does not exist at this point"),
    "an operation with an odd field": (line(op="edit", set=["a"]), r"history/ana\.jsonl:5: operation 01J0\S* \(edit\): code services: set must map fields"),
    "an example that is no event": (line(op="edit", set={"example": "01HZZZZZZZZZZZZZZZZZZZZZZA"}), r"codebook/codebook\.yaml:\d+: example '01HZ\w+' of code services is no event"),
    "the head missing": (lambda root: (root / "codebook/codebook.yaml").unlink(), r"codebook/codebook\.yaml:1: .* is missing; write it"),
    "the head changed by hand": (swap("codebook/codebook.yaml", "id: services", "id: servis"), r"codebook/codebook\.yaml:\d+: .* code servis"),
    "the head from an operation that is not here": (swap(HEAD, "history: [0", "history: [01J00000000000000000000000, 0"), r"codebook/codebook\.yaml:1: written from operation 01J0\S*, which is in no file"),
    "the head no YAML": (put("codebook/codebook.yaml", "codes: [\n"), r"codebook/codebook\.yaml:\d: not valid YAML"),
    # events
    "a torn line": (put(EVENTS, '{"v":1,"id":"01HZ'), r"corpus/codings/ana/int-1\.jsonl:1: not a JSON event.*restore it from git"),
    "a line not UTF-8": (put(EVENTS, b'{"v":1,"\xff"}\n'), r"int-1\.jsonl:1: not UTF-8"),
    "JSON nested too deeply": (put(EVENTS, "[" * 100_000), r"int-1\.jsonl:1: not a JSON event"),
    "an unknown event": (event(event="paint"), r"int-1\.jsonl:1: event 01HZ.*: unknown event 'paint', written by a newer version of qualitative; update to read it; until then"),
    "an event without id": (event(id=None), r"int-1\.jsonl:1: event None: id is missing"),
    "an id that is no ULID": (event(id="x1"), r"int-1\.jsonl:1: event 'x1': id is 'x1', not a ULID"),
    "an unknown coder": (event("corpus/codings/cici/int-1.jsonl", coder="cici"), r"codings/cici/int-1\.jsonl:1: coder 'cici' is not in study\.yaml"),
    "an unknown document": (event("corpus/codings/ana/int-9.jsonl", document="int-9"), r"ana/int-9\.jsonl:1: document 'int-9' is not in the corpus; did you mean int-1\?"),
    "an unknown code": (event(code="servics"), r"int-1\.jsonl:1: event 01HZ.*: code 'servics' is not in the codebook; did you mean services\?"),
    "a codebook of the future": (event(codebook=7), r"int-1\.jsonl:1: event 01HZ.*: made under codebook 7, but the newest is 1"),
    "an event in the wrong file": (event(coder="budi"), r"ana/int-1\.jsonl:1: event 01HZ.* is of budi on int-1; move the line"),
    "a segment outside the text": (event(start=16, end=9000), r"int-1\.jsonl:1: event 01HZ.*: 16:9000 lies outside corpus/transcripts/int-1\.md"),
    "a segment backwards": (event(start=9, end=3), r"int-1\.jsonl:1: event 01HZ.*: segment 9:3 is empty or backwards"),
    "a quote of other words": (event(quote="Lho"), r"int-1\.jsonl:1: event 01HZ.*: the quote 'Lho' is not what stands at 16:19, '...'"),
    "another text": (event(text="sha256:0"), r"int-1\.jsonl:1: 1 coding was made on another text of corpus/transcripts/int-1\.md"),
    "a retract of nothing": (event(event="retract", of="01HZZZZZZZZZZZZZZZZZZZZZZA"), r"int-1\.jsonl:1: event 01HZ.*: refers to event '01HZ.*A', which is in no file"),
    "a memo on an unknown code": (event(event="memo", of="code:servics", note="x", start=None, end=None, code=None), r"int-1\.jsonl:1: event 01HZ.*: memo on code 'servics'"),
    "a start in words": (event(start="16"), r"int-1\.jsonl:1: event 01HZ.*: start is '16', not a whole number from 0"),
    "an edit script that is none": (put("corpus/edits/int-1.jsonl", "{}\n"), r"corpus/edits/int-1\.jsonl:1: an edit script needs `from` and `to`"),
    "an edit script that leads nowhere": (put("corpus/edits/int-1.jsonl", '{"from":"sha256:a","to":"sha256:b","ops":[]}\n'), r"edits/int-1\.jsonl:1: the last correction does not lead to the text"),
    "an edit script of no document": (put("corpus/edits/int-7.jsonl", '{"from":"a","to":"b"}\n'), r"edits/int-7\.jsonl:1: document 'int-7' is not in the corpus"),
    # findings
    "findings no list": (put(FINDINGS, "id: c1\n"), r"reports/findings\.yaml:1: not a list of entries"),
    "a claim without query": (put(FINDINGS, "- id: c1\n  text: {id: a, en: b}\n"), r"reports/findings\.yaml:1: c1: `for` is missing"),
    "a claim in one language": (put(FINDINGS, "- id: c1\n  text: {id: a}\n  for: code:services\n"), r"findings\.yaml:2: c1: text must hold a text for each of id, en"),
    "a claim on no code": (put(FINDINGS, CLAIM.replace("services", "servics")), r"findings\.yaml:3: c1: .*servics"),
    "a claim twice": (put(FINDINGS, CLAIM + CLAIM), r"findings\.yaml:4: c1: the id is missing, malformed or used twice"),
    "a claim of an unknown case": (put(FINDINGS, CLAIM + "  cases: [nort]\n"), r"findings\.yaml:4: c1: case 'nort' has no row"),
    "a recommendation on no finding": (put("reports/recommendations.yaml", "- id: r1\n  text: {id: a, en: b}\n  findings: [c9]\n"), r"reports/recommendations\.yaml:3: r1: findings: 'c9' is unknown"),
    "report settings of no kind": (put("reports/report.yaml", "proze: {}\n"), r"reports/report\.yaml:1: unknown part 'proze'; did you mean prose\?"),
}  # fmt: skip


def bomb() -> bytes:
    """A small Word file that unpacks to more than the limit."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(61):
            part.write(b" " * 1_000_000)
    return data.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with the mark of encryption on every entry."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


LAUGHS = (
    f'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]><w:document {W}><w:body>{p("&b;")}</w:body></w:document>'
)
OUTSIDE = (
    f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>{p("&a;")}</w:body></w:document>'
)
DEEP = "<w:p>" * 3000 + "</w:p>" * 3000
ENCRYPT = (
    b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /O ("
    + b"0" * 32
    + b") /U ("
    + b"1" * 32
    + b") /P -4 >> /ID [(a) (a)]"
)
LONG = "kata " * 1_100_000

# name -> (file, content, sentence)
FILES: dict[str, tuple[str, str | bytes, str]] = {
    "an empty file": ("a.txt", "", r"a\.txt: the file is empty; nothing to add"),
    "white space only": ("a.txt", " \n\t\n", r"a\.txt: the file is empty"),
    "no letter but marks": ("a.txt", "\u200b\n\x01", r"."),
    "UTF-16 cut": ("a.txt", "halo".encode("utf-16")[:-1], r"a\.txt:1: not UTF-16"),
    "binary as txt": ("a.txt", bytes(range(256)) * 4, r"a\.txt: this looks binary"),
    "NUL in text": ("a.txt", "satu\ndua\0\n", r"a\.txt:2: holds NUL characters; this is binary, not text"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n123", r"a\.txt: this is a picture; run text recognition"),
    "a photo": ("a.md", b"\xff\xd8\xff\xe0", r"a\.md: this is a picture"),
    "a recording": ("a.vtt", b"ID3\x04aaaa", r"a\.vtt: this is a sound recording; transcribe it"),
    "a film": ("a.txt", b"\0\0\0\x18ftypmp42", r"a\.txt: this is a sound or film recording"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", r"a\.doc: this is an old Word.*save it as \.docx"),
    "broken RTF": ("a.rtf", "{\\rtf1", r"a\.rtf: "),
    "JSON without speech": ("a.json", "[1, 2]", r"a\.json: no segments of speech in this JSON; export vtt"),
    "broken JSON": ("a.json", "{", r"a\.json: not valid JSON .*export vtt"),
    "a table of answers": ("a.csv", 'who,"Why?"\nR1,Far\nR2,Late\n', r"a\.csv: this is a table without turns; a transcript needs columns"),
    "an encoding that is none": ("a.txt", b"\xff\xfea", r"a\.txt:1: not UTF-16"),
    "a Taguette project": ("a.sqlite3", b"SQLite format 3\0 projects highlights tags", r"a\.sqlite3: this is a Taguette project, not a document; see `qualitative import`"),
    "a QualCoder project": ("a.qda", b"SQLite format 3\0 code_name code_text cid", r"a\.qda: this is a QualCoder project"),
    "a broken workbook": ("a.xlsx", zipped({"xl/workbook.xml": "<a/>"}), r"a\.xlsx: the workbook can't be opened .*; open it and save it anew"),
    "a presentation": ("a.pptx", zipped({"ppt/presentation.xml": "<a/>"}), r"a\.pptx: this is a presentation"),
    "a project of another tool": ("a.qdpx", zipped({"project.qde": "<a/>"}), r"a\.qdpx: this is a REFI-QDA project, not a document; see `qualitative import`"),
    "a zip": ("a.zip", zipped({"../../evil.txt": "x"}), r"a\.zip: this is a zip archive; unpack it first"),
    "gzip": ("a.txt", b"\x1f\x8b\x08aaaa", r"a\.txt: this is a compressed file; unpack it first"),
    "an empty web page": ("a.md", "<!DOCTYPE html><html></html>", r"a\.md: it holds no text"),
    "a suffix not read": ("a.tex", "isi", r"a\.tex: \.tex is not read; save it as one of txt, md, docx"),
    "no suffix": ("README", "isi", r"README: a file without a suffix is not read"),
    "docx by name only": ("a.docx", "isi", r"a\.docx: the name says docx, but the content is not"),
    "pdf by name only": ("a.pdf", "isi", r"a\.pdf: the name says pdf, but the content is not"),
    "a broken zip": ("a.docx", docx(p("x"))[:-30], r"a\.docx: the file is broken \(.*\); fetch it again"),
    "a zip with bad content": ("a.docx", docx(p("x" * 500)).replace(b"\x78", b"\x79"), r"a\.docx: "),
    "broken XML": ("a.docx", docx("<w:p>"), r"a\.docx: word/document\.xml is broken"),
    "XML entities": ("a.docx", zipped({"word/document.xml": LAUGHS}), r"a\.docx: word/document\.xml declares XML entities"),
    "XML from outside": ("a.docx", zipped({"word/document.xml": OUTSIDE}), r"a\.docx: word/document\.xml declares XML entities"),
    "XML entities in styles": ("a.docx", docx(p("x"), f'<!DOCTYPE x [<!ENTITY a "b">]><w:styles {W}/>'), r"a\.docx: word/styles\.xml declares XML entities"),
    "XML entities in odt": ("a.odt", zipped({"content.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><office:a {ODF}/>'}), r"a\.odt: content\.xml declares XML entities"),
    "nested too deeply": ("a.docx", docx(DEEP), r"a\.docx: word/document\.xml is nested more than 200 deep"),
    "a zip bomb": ("a.docx", bomb(), r"a\.docx: word/document\.xml unpacks to more than 60 MB"),
    "a locked odt": ("a.odt", locked(odt("<text:p>x</text:p>")), r"a\.odt: the file is protected by a password; save a copy without one"),
    "only a table": ("a.docx", docx("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"), r"a\.docx: it holds no text"),
    "only pictures": ("a.odt", odt("<text:p><draw:frame/></text:p>"), r"a\.odt: it holds only 1 picture.*; type the text"),
    "only a text box": ("a.docx", docx("<w:p><w:r><w:drawing><w:txbxContent>" + p("isi") + "</w:txbxContent></w:drawing></w:r></w:p>"), r"a\.docx: it holds only 1 text box \(1 word.*copy that text into the body"),
    "a scan": ("a.pdf", pdf([""]), r"a\.pdf: it holds only page 1 without a text layer \(scanned\?\).*OCR"),
    "a PDF cut": ("a.pdf", pdf(["Isi"])[:200], r"a\.pdf: "),
    "a PDF of nothing": ("a.pdf", b"%PDF-1.4\n%%EOF", r"a\.pdf: the PDF is broken"),
    "a locked PDF": ("a.pdf", pdf(["Isi"]).replace(b"trailer <<", ENCRYPT), r"a\.pdf: the PDF is protected by a password"),
    "no WebVTT": ("a.vtt", "Halo\n", r"a\.vtt: not valid WebVTT"),
    "no captions": ("a.vtt", "WEBVTT\n\n", r"a\.vtt: not valid WebVTT"),
    "no SRT": ("a.srt", "halo semua", r"a\.srt: "),
    "SRT with wrong times": ("a.srt", "1\n00:99 --> 00:xx\nHalo\n", r"a\.srt: "),
    "front matter no YAML": ("a.md", "---\ntitle: [\n---\nIsi\n", r"a\.md:\d: not valid YAML"),
    "too long": ("a.txt", LONG, r"a\.txt: 5,\d+,\d+ characters are more than the 5,000,000 of one document; split the file"),
    "a name without letters": ("日本.txt", "isi", r"日本\.txt: the file's name makes no id.*--id"),
    "a document that is there": ("int-1.txt", "isi", r"int-1\.txt: int-1 is in the corpus already \(corpus/transcripts/int-1\.md\).*--id"),
    "a name that only looks new": ("INT 1.txt", "isi", r"INT 1\.txt: int-1 is in the corpus already"),
    "an unknown case in front matter": ("a.md", "---\ncase: nort\ndate: 2020\n---\nisi", r"."),
    "front matter that claims an id outside": ("a.md", "---\nid: ../../evil\n---\nisi", r"a\.md: '\.\./\.\./evil' makes no id"),
}  # fmt: skip

# name -> (options, sentence); the file is sound
OPTIONS: dict[str, tuple[list[str], str]] = {
    "no case": (["--date", "2024"], r"a-20240517\.txt: the case is missing; add --case \(north, south, national\)"),
    "neither, but a day in the name": ([], r"a-20240517\.txt: the case is missing; add --case \(north, south, national\)"),
    "a case that is none": (["--case", "nort", "--date", "2024"], r"case 'nort' has no row in cases\.csv; did you mean north\?.* say so with --new-case"),
    "a new case that is no id": (["--case", "North Pole", "--new-case"], r"'North Pole' is no id of a case"),
    "a date that is none": (["--case", "north", "--date", "17 Mei"], r"a-20240517\.txt: date '17 Mei' is not YYYY"),
    "a language in words": (["--case", "north", "--date", "2024", "--language", "Indonesian"], r"language 'Indonesian' is not a code"),
    "an id that is none": (["--case", "north", "--date", "2024", "--id", "A B"], r"'A B' makes no id"),
    "an id outside the corpus": (["--case", "north", "--date", "2024", "--id", "../x"], r"'\.\./x' makes no id"),
    "an id that is taken": (["--case", "north", "--date", "2024", "--id", "int-1"], r"int-1 is in the corpus already"),
    "simulated by id only": (["--case", "north", "--date", "2024", "--id", "sim-x"], r"sim- are for simulated documents only"),
    "a role that is none": (["--case", "north", "--date", "2024", "--speakers", "P=guest"], r"--speakers 'P=guest' is not LABEL=interviewer"),
    "a speaker without role": (["--case", "north", "--date", "2024", "--speakers", "P"], r"--speakers 'P' is not LABEL=interviewer"),
    "a speaker with a colon": (["--case", "north", "--date", "2024", "--speakers", "P:=informant"], r"--speakers 'P:' is no label"),
    "a speaker twice": (["--case", "north", "--date", "2024", "--speakers", "P=informant,P=interviewer"], r"--speakers names 'P' as informant and as interviewer"),
    "unlabelled with a colon": (["--case", "north", "--date", "2024", "--unlabelled", "A:"], r"--unlabelled 'A:' is no label"),
    "a kind that is none": (["--kind", "chat"], r"'chat' is not one of 'interview', 'group', 'observation', 'document', 'survey'"),
    "a provenance that is none": (["--provenance", "found"], r"'found' is not one of 'published'"),
}  # fmt: skip
