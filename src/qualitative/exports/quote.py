"""One passage with its source, to be copied together."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from qualitative.errors import CodingError, PrivacyError
from qualitative.exports.material import Material
from qualitative.exports.quotations import is_verbatim, source_of
from qualitative.exports.wanted import Wanted
from qualitative.folder import Folder, placing

__all__ = ["Quote", "quote"]


@dataclass(frozen=True)
class Quote:
    """Words and where they are from. As text, and in a notebook, both stand together; words that nobody said have no quotation marks."""

    words: str
    source: str
    verbatim: bool

    def __str__(self) -> str:
        return f"{self._shown} ({self.source})"

    @property
    def _shown(self) -> str:
        return f"“{self.words}”" if self.verbatim else self.words

    def _repr_html_(self) -> str:
        return f"<blockquote>{escape(self._shown)}<br><small>{escape(self.source)}</small></blockquote>"


def quote(folder: Folder, id: str, language: str | None = None) -> Quote:
    """The words of a coding, with their source in `language` (None: the study's first).

    Raises CodingError for a coding that there is not, PrivacyError where somebody who speaks did not agree to be quoted word for word.
    """
    coding = placing.state_of(folder).codings.get(id)
    documents = (coding.document,) if coding is not None else ()
    material = Material(folder, Wanted(documents, every=True, evidence="all", language=language))
    here = material.evidence[material.evidence["id"] == id]
    if not len(here):
        raise CodingError(f"no coding {id[:40]!r} stands in a passage of the study; study.codings() lists their ids")
    row = {str(name): value for name, value in here.iloc[0].items()} | {"cases": tuple(dict.fromkeys(here["case"]))}
    document, start, end = row["document"], int(row["start"]), int(row["end"])
    if not material.may_quote(document, start, end):
        raise PrivacyError(f"who speaks in {document} at {start}-{end} did not agree to be quoted word for word")
    return Quote(
        material.documents[document].text[start:end], source_of(material, row), is_verbatim(material, document)
    )
