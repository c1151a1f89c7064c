"""Seeded studies that hold what interchange stumbles over, and a dump by which two studies are compared."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

from qualitative import Study
from qualitative.codings.events import format_event, new_event
from qualitative.corpus.documents import format_document
from qualitative.folder import placing
from qualitative.i18n import pick
from qualitative.starter import write_study

PIECES = [
    "dana desa", "kantor", "Café", "naïve", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "日本語", "a & b", "<tag>", "]]>", "--", '"quoted"', "=1+1", "\ufeffmark",
    "one.two", "#hash", "tab\tstop", "it's", "1 000", "e\u0301".encode().decode(), "ﬁ", "Ω", "x" * 70, "\u200bzero", "soft\u00adhyphen",
]  # fmt: skip
NAMES = [
    "Money",
    "People",
    "Other",
    "Very long " + "name " * 14,
    "a & b <c>",
    'Über "x"',
    "数",
    "need; want",
    "x.y",
    "Money",
]


def made_study(root: Path, seed: int) -> Study:
    """A study of a seed: texts, a nested codebook with equal names, codings of three people that overlap and repeat, memos, marks, cases."""
    rng = random.Random(seed)
    write_study(root, f"Study & <{seed}>", whole=None)
    settings = (root / "study.yaml").read_text(encoding="utf-8")
    coders = "  ana: {kind: human, name: Ana B}\n  budi: {kind: human}\n  robo: {kind: model, model: Some Model 1}\n"
    (root / "study.yaml").write_text(
        settings.replace("coders:\n", f"coders:\n{coders}") + "\ncase: {whole: everywhere}\n", encoding="utf-8"
    )
    cases = ["north", "south"][: rng.randint(1, 2)]
    rows = [
        f"{case},{rng.randint(1, 900)},{rng.choice(['true', 'false'])},{rng.choice(['1.5', '2', 'NA'])},2024-0{rng.randint(1, 9)}-01"
        for case in cases
    ]
    (root / "corpus/cases.csv").write_text(
        "case,population,urban,rate,since\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8"
    )
    texts = [_text(rng) for _ in range(rng.randint(1, 4))]
    for number, text in enumerate(texts):
        _write_document(root, f"d{number}", text, rng, [*cases, "everywhere"])
    study = Study.open(root)
    codes = _codes(study, rng)
    _events(Study.open(root), codes, rng)
    return Study.open(root)


def _text(rng: random.Random) -> str:
    lines = [" ".join(rng.choice(PIECES) for _ in range(rng.randint(1, 12))) for _ in range(rng.randint(1, 8))]
    text = rng.choice(["\n", "\n\n"]).join(lines)
    # a space, because a mark at the beginning of a body is no part of a document's file
    return unicodedata.normalize("NFC", f"{rng.choice(['', 'x '])}{text}".lstrip("\ufeff") or "x")


def _write_document(root: Path, id: str, text: str, rng: random.Random, cases: list[str]) -> None:
    meta = {
        "id": id, "title": rng.choice([f"Talk {id}", f"{id} \"a\" & <b>", f"Ä {id}"]), "kind": rng.choice(["document", "observation"]),
        "provenance": "fieldwork", "case": rng.choice(cases), "date": "2024-05", "language": rng.choice(["id", "en"]),
    }  # fmt: skip
    if rng.random() < 0.3:
        meta |= {"kind": "interview", "speakers": {"P": "interviewer", "A": "informant"}}
        text = "\n\n".join(
            f"{'PA'[n % 2]}: {line}" for n, line in enumerate(line for line in text.split("\n") if line.strip())
        )
    (root / f"corpus/{'transcripts' if 'speakers' in meta else 'documents'}/{id}.md").write_text(
        format_document(meta, text), encoding="utf-8"
    )


def _codes(study: Study, rng: random.Random) -> list[str]:
    made: list[str] = []
    operations = []
    for number in range(rng.randint(1, 9)):
        parent = rng.choice([None, *made]) if made else None
        code = {
            "id": f"c{number}",
            "parent": parent,
            "name": {"en": rng.choice(NAMES).strip()},
            "colour": f"#{rng.randrange(1 << 24):06x}",
        }
        if rng.random() < 0.5:
            code["definition"] = {"en": "What <it> is.\n\nIn two paragraphs & more.", "id": "Apa itu"}
        if rng.random() < 0.3:
            code |= {
                "include": {"en": "this"},
                "exclude": {"en": "that: not"},
                "keywords": {"id": ["dana", "uang desa"]},
            }
        made.append(code["id"])
        operations.append({"op": "add", "code": code})
    study.revise(operations, by="ana", why="made")
    return made


def _events(study: Study, codes: list[str], rng: random.Random) -> None:
    from qualitative.codings.events import around
    from qualitative.text.turns import turns_of

    root, stamp = study.root, study.codebook.stamp
    for coder in ("ana", "budi", "robo"):
        for id in study.documents.index:
            document = study.document(id)
            events = []
            turns = [turn for turn in turns_of(document) if turn.start < turn.end] if document.speakers else []
            for _ in range(rng.randint(0, 6)):
                if turns:
                    turn = rng.choice(turns)
                    start = rng.randrange(turn.start, turn.end)
                    end = rng.randint(start + 1, turn.end)
                else:
                    start = rng.randrange(len(document.text) - 1)
                    end = rng.choice([len(document.text.rstrip()), rng.randint(start + 1, len(document.text))])
                    start, end = min(start, end - 1), max(end, 1)
                where = around(document, start, end)
                if not where["quote"].strip():
                    continue
                if rng.random() < 0.15:
                    events.append(
                        new_event(
                            "mark", coder, id, codebook=stamp, kind="noted", why=rng.choice(["", "look & see"]), **where
                        )
                    )
                    continue
                fields = {"code": rng.choice(codes), "replaces": None, "settles": [], "suggestion": None, "blind": True}
                events.append(
                    new_event("code", coder, id, codebook=stamp, round=rng.choice([1, 1, 2]), **where, **fields)
                )
                if rng.random() < 0.3:
                    note = rng.choice(["a note", "two\n\nparagraphs <b> & ]]>", "n" * 5000, " spaces around "])
                    events.append(new_event("memo", coder, id, codebook=stamp, of=events[-1]["id"], note=note))
            if rng.random() < 0.3:
                events.append(new_event("memo", coder, id, codebook=stamp, of="document", note=f"on {id}"))
            _write(root / f"corpus/codings/{coder}/{id}.jsonl", events)
        extra = [
            new_event("memo", coder, "_study", codebook=stamp, of=of, note=f"on {of}")
            for of in ("study", f"code:{codes[0]}")
            if rng.random() < 0.5
        ]
        _write(root / f"corpus/codings/{coder}/_study.jsonl", extra)


def _write(path: Path, events: list) -> None:
    if events:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{format_event(event)}\n" for event in events), encoding="utf-8")


def code_path(study: Study, code: str) -> tuple[str, ...]:
    """The names down to a code, as one can know it without ids."""
    book = study.codebook
    return tuple(pick(book[one].name, "en") for one in (*reversed(book.ancestors(code)), code))


def dump(study: Study) -> dict[str, list]:
    """What a study holds, in a fixed order and without ids of events."""
    state = placing.state_of(study.folder)
    codings = {
        c.id: (c.document, c.start, c.end, code_path(study, c.code), c.coder, c.at[:19], c.round)
        for c in state.codings.values()
    }
    marks = {m.id: (m.document, m.start, m.end, m.why, m.coder, m.kind) for m in state.marks}
    on = {**codings, **marks}
    codes = [
        (
            code_path(study, c.id),
            sorted(c.definition.items()),
            sorted(c.include.items()),
            sorted(c.exclude.items()),
            sorted(c.keywords.items()),
            c.colour,
        )
        for c in study.codebook.values()
    ]
    documents = [
        (d.id, d.title, d.text, d.kind, d.case, d.date, d.language, sorted(d.speakers.items()))
        for d in study.folder.documents.values()
    ]
    cases = study.cases.sort_index()
    return {
        "documents": sorted(documents),
        "codes": sorted(codes),
        "codings": sorted(codings.values()),
        "marks": sorted(marks.values()),
        "memos": sorted((str(on.get(m.of, m.of)), m.document or "", m.note, m.coder, m.at[:19]) for m in state.memos),
        "cases": [(str(case), sorted((k, str(v)) for k, v in row.items())) for case, row in cases.iterrows()],
        "types": sorted((str(k), str(v)) for k, v in cases.dtypes.items()),
        "coders": sorted(
            (c.id, c.kind, c.model)
            for c in study.settings.coders.values()
            if c.id in {e.coder for e in [*state.codings.values(), *state.marks, *state.memos]}
        ),
    }
