"""Messages that only show: the opening state, another document, others' codings, suggestions, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codings.log import event_paths
from qualitative.codings.texts import keep_text
from qualitative.corpus.readers.raw import FILE_LIMIT
from qualitative.folder import placing, tables
from qualitative.panel import messages as m
from qualitative.panel.dropped import LOOKS
from qualitative.panel.given import (
    CodingShape,
    Disagreements,
    DisagreementShape,
    Opening,
    OthersShown,
    SuggestionShape,
    SuggestionsShown,
    View,
)
from qualitative.panel.reading import read_standing
from qualitative.panel.shapes import abbreviations, code_shapes, coding_shape, document_shape, folding
from qualitative.panel.words import page_locales, page_words

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.panel.session import Session

__all__ = ["HANDLERS", "opening"]

# a suggestion less likely than not costs more reading than it saves, and pulls the reader its way: shown only when asked for
SURE = 0.5
# when asked for: the likeliest of the rest, however little the tagger makes of them after a few decisions
FAINTEST, MOST_FAINT = 0.01, 30


def opening(session: Session) -> Opening:
    """Everything that the page needs to begin."""
    folder, book = session.folder, session.folder.codebook()
    languages = list(dict.fromkeys([session.language, *folder.settings.languages]))
    return {
        "study": str(folder.root),
        "coder": session.coder,
        "language": session.language,
        "languages": list(folder.settings.languages),
        "locales": page_locales(languages),
        "words": page_words(languages),
        "abbreviations": abbreviations(),
        "folding": folding(),
        "documents": [(d.id, d.title, d.provenance) for d in folder.documents.values()],
        "coders": sorted(coder for coder in folder.settings.coders if coder != session.coder),
        "codes": code_shapes(book),
        "version": book.version,
        "can": {"suggest": session.suggest is not None},
        "recent": recent_codes(session),
        "views": [*HANDLERS, *LOOKS],
        "file_limit": FILE_LIMIT,
        **view(session),
    }


def view(session: Session) -> View:
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


def _open(session: Session, message: m.Open) -> View:
    session.open(str(message["document"]))
    return view(session)


def _others(session: Session, message: m.Others) -> OthersShown:
    """What other coders have on this document. From now on the coder is not blind here."""
    wanted = [str(coder) for coder in message["coders"]]
    if not wanted:
        return {"others": [], "blind": session.blind}
    session.show("coders")
    found: list[CodingShape] = []
    for coder in wanted:
        standing = read_standing(session.folder, session.folder.coder(coder).id, session.document.id)
        found += [coding_shape(coding, session.border) for coding in standing.codings]
    return {"others": found, "blind": session.blind}


def _suggestions(session: Session, message: m.Suggestions) -> SuggestionsShown:
    """What the tagger suggests for this document and was not rejected: from SURE up, and with `weaker` the likeliest of the rest too.

    `weaker` counts those, shown or not; `open` says whether any sentence is left to suggest for. Once some are shown, the coder is not
    blind here.
    """
    if session.suggest is None:
        return {"suggestions": []}
    sure, weak = (_open_rows(session, session.suggest(session.document.id, least)) for least in (SURE, FAINTEST))
    weak = weak[weak["probability"] < SURE].sort_values("probability", ascending=False, kind="stable").head(MOST_FAINT)
    shown = [sure, weak] if message.get("weaker") else [sure]
    found = [_suggestion(session, row) for table in shown for row in table.to_dict("records")]
    if found:
        session.show("suggestions")
    open_ = len(sure) + len(weak) > 0 or _has_open(session)
    return {"suggestions": found, "weaker": len(weak), "open": open_, "blind": session.blind}


def _open_rows(session: Session, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `table` that are of this document and were not rejected."""
    table = table[table["document"] == session.document.id]
    places = zip(table["start"], table["end"], table["code"], strict=True)
    return table.loc[
        [(int(start), int(end), str(code)) not in session.standing.rejected for start, end, code in places]
    ]


def _suggestion(session: Session, row: Mapping[Hashable, Any]) -> SuggestionShape:
    out = session.border.out
    return {
        "start": out(int(row["start"])),
        "end": out(int(row["end"])),
        "code": str(row["code"]),
        "p": round(float(row["probability"]), 3),
        "model": str(row.get("model") or ""),
        "reasons": _reasons(row.get("reasons")),
    }


def _has_open(session: Session) -> bool:
    """Whether a sentence of this document is neither coded nor decided on nor marked done by the coder."""
    from qualitative.tagging.sources import coded_sentences, sentences_table

    folder, coders = session.folder, [session.coder]
    sentences = sentences_table([session.document])
    codings, state = tables.codings(folder, coders), placing.state_of(folder, coders)
    return not bool(coded_sentences(sentences, codings, state, coders, pilot=folder.settings.pilot)["known"].all())


def _reasons(reasons: object) -> list[str]:
    if reasons is None or isinstance(reasons, float):
        return []
    if isinstance(reasons, Iterable) and not isinstance(reasons, str):
        return [str(reason) for reason in reasons]
    return [str(reasons)]


def _disagreements(session: Session, message: m.Empty) -> Disagreements:
    """Stretches where the coder and others differ, as the study's table gives them. From now on the coder is not blind here."""
    if session.disagree is None:
        return {"disagreements": []}
    border, document = session.border, session.document.id
    table = session.disagree(document)
    table = table[table["document"] == document]
    if len(table):
        session.show("coders")
    found: list[DisagreementShape] = [
        {"start": border.out(int(row["start"])), "end": border.out(int(row["end"])), "what": _difference(row)}
        for row in table.to_dict("records")
    ]
    return {"disagreements": sorted(found, key=lambda place: place["start"]), "blind": session.blind}


def _difference(row: Mapping[Hashable, Any]) -> str:
    sides = [(row["coder_a"], row["code_a"], row.get("memo_a")), (row["coder_b"], row["code_b"], row.get("memo_b"))]
    return " / ".join(
        f"{coder}: {code}" + (f" ({memo})" if isinstance(memo, str) and memo else "") for coder, code, memo in sides
    )


def _hello(session: Session, message: m.Empty) -> dict[str, object]:
    """Whether the kernel still answers."""
    return {}


# kind → what it must hold, and what answers it
HANDLERS: dict[str, tuple[type[m.Asked], Callable[[Session, Any], Mapping[str, object]]]] = {
    "open": (m.Open, _open),
    "others": (m.Others, _others),
    "suggestions": (m.Suggestions, _suggestions),
    "disagreements": (m.Empty, _disagreements),
    "hello": (m.Empty, _hello),
}
