"""Messages that only show: the opening state, another document, others' codings, suggestions, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codings.log import event_paths
from qualitative.codings.texts import keep_text
from qualitative.panel.reading import read_standing
from qualitative.panel.shapes import Shape, abbreviations, code_shapes, coding_shape, document_shape
from qualitative.panel.words import WORDS

if TYPE_CHECKING:
    from qualitative.panel.session import Session

__all__ = ["HANDLERS", "SLOW", "opening"]

Message = Mapping[str, Any]
# a suggestion less likely than not costs more reading than it saves, and pulls the reader its way
SURE = 0.5
# these may take seconds, and must not keep a coding waiting
SLOW = ("suggestions", "disagreements")


def opening(session: Session) -> Shape:
    """Everything that the page needs to begin."""
    folder, book = session.folder, session.folder.codebook()
    return {
        "study": str(folder.root),
        "coder": session.coder,
        "language": session.language,
        "words": WORDS,
        "abbreviations": abbreviations(),
        "documents": [[d.id, d.title, d.provenance] for d in folder.documents.values()],
        "coders": sorted(coder for coder in folder.settings.coders if coder != session.coder),
        "codes": code_shapes(book),
        "version": book.version,
        "can": {"suggest": session.suggest is not None},
        "recent": recent_codes(session),
        **view(session),
    }


def view(session: Session) -> Shape:
    """The open document with what the coder has on it."""
    # done now, so that the first coding need not wait for it
    keep_text(session.folder.cache_folder, session.document)
    session.shown, session.standing.memos = {}, []
    read = session.read()
    return {
        "document": document_shape(session.border),
        "codings": read["put"],
        "memos": session.memos(),
        "done": read["done"],
        "lost": session.lost(),
        "blind": session.blind,
    }


def recent_codes(session: Session) -> list[str]:
    """Up to nine codes for the digit keys: the last used on this document, then the coder's most used ones."""
    last = [shape["code"] for shape in reversed(session.shown.values())]
    book = session.folder.codebook()
    usable = set(book.usable())
    if len(set(last)) < 9:
        # other documents of the coder, the newest file first
        paths = [p for p in event_paths(session.folder.codings_folder) if p.parent.name == session.coder]
        counts: Counter[str] = Counter()
        for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[:3]:
            counts.update(e["code"] for e in session.folder.events_of(path)[0] if e["event"] == "code")
        last += [book.current(code) for code, _ in counts.most_common()]
    return [code for code in dict.fromkeys(last) if code in usable][:9]


def _open(session: Session, message: Message) -> Shape:
    session.open(str(message["document"]))
    return view(session)


def _others(session: Session, message: Message) -> Shape:
    """What other coders have on this document. From now on the coder is not blind here."""
    wanted = [str(coder) for coder in message["coders"]]
    if not wanted:
        return {"others": [], "blind": session.blind}
    session.not_blind.add(session.document.id)
    found: list[Shape] = []
    for coder in wanted:
        standing = read_standing(session.folder, session.folder.coder(coder).id, session.document.id)
        found += [coding_shape(coding, session.border) for coding in standing.codings]
    return {"others": found, "blind": session.blind}


def _suggestions(session: Session, message: Message) -> Shape:
    """What the tagger suggests for this document and was not rejected. From now on the coder is not blind here."""
    if session.suggest is None:
        return {"suggestions": []}
    document, border = session.document.id, session.border
    table = session.suggest(document)
    found = []
    for row in table[(table["document"] == document) & (table["probability"] >= SURE)].to_dict("records"):
        start, end, code = int(row["start"]), int(row["end"]), str(row["code"])
        if (start, end, code) in session.standing.rejected:
            continue
        found.append(
            {"start": border.out(start), "end": border.out(end), "code": code, "p": round(float(row["probability"]), 3)}
            | {"reasons": _reasons(row.get("reasons")), "model": str(row.get("model") or "")}
        )
    if found:
        session.not_blind.add(document)
    return {"suggestions": found, "blind": session.blind}


def _reasons(reasons: Any) -> str:
    if reasons is None or isinstance(reasons, float):
        return ""
    return reasons if isinstance(reasons, str) else ", ".join(str(reason) for reason in reasons)


def _disagreements(session: Session, message: Message) -> Shape:
    """Stretches where the coder and others differ, as the study's table gives them. From now on the coder is not blind here."""
    if session.disagree is None:
        return {"disagreements": []}
    border, document = session.border, session.document.id
    table = session.disagree(document)
    table = table[table["document"] == document]
    if len(table):
        session.not_blind.add(document)
    found = [
        {"start": border.out(int(row["start"])), "end": border.out(int(row["end"])), "what": _difference(row)}
        for row in table.to_dict("records")
    ]
    return {"disagreements": sorted(found, key=lambda place: place["start"]), "blind": session.blind}


def _difference(row: Mapping[str, Any]) -> str:
    sides = [(row["coder_a"], row["code_a"], row.get("memo_a")), (row["coder_b"], row["code_b"], row.get("memo_b"))]
    return " / ".join(
        f"{coder}: {code}" + (f" ({memo})" if isinstance(memo, str) and memo else "") for coder, code, memo in sides
    )


def _hello(session: Session, message: Message) -> Shape:
    """Whether the kernel still answers."""
    return {}


HANDLERS: dict[str, Callable[[Session, Message], Shape]] = {
    "open": _open,
    "others": _others,
    "suggestions": _suggestions,
    "disagreements": _disagreements,
    "hello": _hello,
}
