"""Where the spans of a foreign project lie in texts of ours: the way of counting is found once for the whole import, then every span is checked.

Each way is scored over all spans by (quotes that fit, spans tight on words, spans on edges of words). Edges alone would mislead: a way that
takes the line break before each paragraph along lies on edges too, but is not tight (neither end white space).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.exchange.conventions import Convention, CountedText, known_convention
from qualitative.exchange.foreign import Foreign, ForeignDocument, ForeignSpan
from qualitative.exchange.quotes import Quote, fits
from qualitative.exchange.scoring import Score, best_convention

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Lost", "Placed", "Placing", "place"]

NEAR = 300  # code points around a span in which its words are looked for


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a span lies: code points of our text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a span lies nowhere."""

    why: str


@dataclass
class Placing:
    """The way of counting (None: there were no spans), a sentence on it, our texts by document, and a place for each span of each document."""

    convention: Convention | None
    sentence: str
    texts: dict[str, CountedText]
    spans: dict[str, list[Placed | Lost]] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def stretch(self, document: str, start: int, end: int) -> Placed | Lost:
        """Where a stretch lies that is no span, such as that of a case."""
        import numpy as np

        begins, ends, valid, _ = self.texts[document].placed(
            np.array([start]), np.array([end]), self.convention or Convention()
        )
        return Placed(int(begins[0]), int(ends[0])) if valid[0] else Lost("lies outside the text")


def place(foreign: Foreign, wished: Convention | None = None) -> Placing:
    """Find the way of counting (unless it is `wished`) and place every span of the project."""
    texts = {document.id: CountedText(document.text, document.breaks) for document in foreign.documents}
    counted = [document for document in foreign.documents if document.spans and not document.is_made]
    made = Placing(wished, "", texts)
    quotes = {document.id: [Quote.of(span.quote) for span in document.spans] for document in foreign.documents}
    if counted:
        usual = known_convention(foreign.counts or foreign.producer)
        score = best_convention([(texts[d.id], *_positions(d), quotes[d.id]) for d in counted], wished, usual)
        made.convention, made.sentence = score.convention, _sentence(score, wished)
    for document in foreign.documents:
        way = Convention() if document.is_made or made.convention is None else made.convention
        made.spans[document.id] = _place_all(document, texts[document.id], way, quotes[document.id], foreign, made)
    return made


def _positions(document: ForeignDocument) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    limit = 2**62  # a hostile number must not overflow
    starts = [max(-1, min(span.start, limit)) for span in document.spans]
    ends = [max(-1, min(span.end, limit)) for span in document.spans]
    return np.array(starts, np.int64), np.array(ends, np.int64)


def _sentence(score: Score, wished: Convention | None) -> str:
    quoted = f", {score.quotes} of {score.quoted} quotes fit" if score.quoted else ""
    found = f"{score.tight} of {score.spans} spans tight on words{quoted}"
    if wished is not None:
        return f"{score.convention} (as said: {found})"
    if score.assumed:
        return f"{score.convention} (assumed, as {score.spans} spans without quotes decide nothing: {found}; decide with --positions)"
    if score.ties:
        others = " or ".join(f"{tie} (--positions {tie.option})" for tie in score.ties[:3])
        return f"{score.convention} (a tie: {found}, and {others} fits as well; {score.differing} spans would lie elsewhere; decide with --positions)"
    other = f"; {score.second[0].beside(score.convention)} would give {score.second[1]}" if score.second else ""
    return f"{score.convention} (detected: {found}{other})"


def _place_all(
    document: ForeignDocument,
    text: CountedText,
    way: Convention,
    quotes: Sequence[Quote | None],
    foreign: Foreign,
    made: Placing,
) -> list[Placed | Lost]:
    if not document.spans:
        return []
    starts, ends, valid, loose = text.placed(*_positions(document), way)
    found: list[Placed | Lost] = []
    for n, span in enumerate(document.spans):
        start, end = int(starts[n]), int(ends[n])
        where = _where(document, span)
        if not valid[n]:
            found.append(_elsewhere(text.ours, start, end, quotes[n], where, made) or _why_not(span))
            continue
        place = _checked(text, start, end, quotes[n], bool(loose[n]), foreign, where, made)
        if quotes[n] is None and not loose[n] and not _is_tight(text, start, end):
            made.remarks.append(
                (f"{where}: does not begin and end with a word: {_short(text.ours[start:end])}", "spans off words")
            )
        found.append(place)
    return found


def _checked(
    text: CountedText,
    start: int,
    end: int,
    quote: Quote | None,
    is_loose: bool,
    foreign: Foreign,
    where: str,
    made: Placing,
) -> Placed | Lost:
    """A span against its words: it stands, is moved to where they stand once near by, or is lost where they surely are others."""
    words, is_sure = text.ours[start:end], foreign.quotes == "sure"
    is_same = quote is None or (words == quote.text if is_sure else fits(quote, words))
    if not is_same and quote is not None and not foreign.is_ours:
        moved = None if is_loose else _elsewhere(text.ours, start, end, quote, where, made)
        if moved is not None:
            return moved
        if not fits(quote, words) and is_sure and not is_loose:
            return Lost(f"the text there is {_short(words)}, not its words {_short(quote.text)}")
        if not fits(quote, words) and not is_sure:
            made.remarks.append(
                (
                    f"{where}: its name is not its words, so it proves nothing: {_short(quote.text)}",
                    "names that are no quotes",
                )
            )
    if is_loose:
        made.remarks.append((f"{where}: taken to whole characters: {_short(words)}", "spans widened"))
    return Placed(start, end)


def _is_tight(text: CountedText, start: int, end: int) -> bool:
    edges, space = text.edges
    return bool(edges[start] and edges[end] and not space[start] and not space[end - 1])


def _elsewhere(text: str, start: int, end: int, quote: Quote | None, where: str, made: Placing) -> Placed | None:
    """The one place near by where the words of a span stand."""
    if quote is None or quote.is_cut or not quote.text.strip():
        return None
    low = max(0, min(start, len(text)) - NEAR)
    window = text[low : min(len(text), max(start, end) + NEAR + len(quote.text))]
    first = window.find(quote.text)
    if first < 0 or window.find(quote.text, first + 1) >= 0:
        return None
    by = low + first - start
    made.remarks.append((f"{where}: moved by {by:+d}, to where its words stand: {_short(quote.text)}", "spans moved"))
    return Placed(low + first, low + first + len(quote.text))


def _why_not(span: ForeignSpan) -> Lost:
    if span.start == span.end:
        return Lost("is empty")
    return Lost("lies outside the text, or begins or ends inside a character")


def _where(document: ForeignDocument, span: ForeignSpan) -> str:
    return f"{document.name or document.id}, {span.start}-{span.end}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 50 else f"{flat[:47]}…")
