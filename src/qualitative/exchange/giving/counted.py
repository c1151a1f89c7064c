"""The codings that count as those of one coder, for tools that know nothing of whose codings count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualitative.errors import StudyError
from qualitative.exchange.losses import Losses
from qualitative.folder import Folder
from qualitative.material import counted_in
from qualitative.model import Coder, Coding, Memo
from qualitative.text.wording import number_of

__all__ = ["COUNTED", "One", "counted_as_one"]

COUNTED = "counted"  # the coder whose codings they are said to be


@dataclass(frozen=True)
class One:
    """The codings that count, whose they are said to be, and which of them each coding became a part of."""

    coder: Coder
    codings: list[Coding]
    into: Mapping[str, str]

    def memos(self, memos: Iterable[Memo]) -> list[Memo]:
        """Memos on codings, as memos on those that these became a part of."""
        return [replace(memo, of=self.into.get(memo.of, memo.of)) for memo in memos]


def counted_as_one(
    folder: Folder, codebook: int | str, coders: Sequence[str], codings: Iterable[Coding], losses: Losses
) -> One:
    """What counts (of some `coders`: as if nobody else had coded), each once, by the coder `counted`; `codings` are those that stand.

    Where models coded any of it, the coder is called a model. Raises StudyError where the study has a coder of that id.
    """
    if COUNTED in folder.settings.coders:
        raise StudyError(
            f"a coder of the study is called {COUNTED!r}; leave --counted out, or give that coder another id"
        )
    table = counted_in(folder, codebook=codebook, coders=coders).table
    known = {coding.id: coding for coding in codings}
    made = []
    columns = (table[name] for name in ("id", "document", "start", "end", "code"))
    for id, document, start, end, code in zip(*columns, strict=True):
        words = folder.documents[document].text[start:end]
        own = replace(known[id], coder=COUNTED, code=code, start=int(start), end=int(end), settles=())
        made.append(replace(own, quote=words, before="", after=""))
    who = {coder for some in table["coders"] for coder in some}
    models = [folder.coder(coder) for coder in sorted(who) if folder.coder(coder).kind == "model"]
    named = ", ".join(dict.fromkeys(coder.model or coder.id for coder in models))
    coder = Coder(COUNTED, "model" if models else "human", "What counts", named or None)
    losses.remark(
        f"{number_of(len(made), 'coding counts', 'codings count')} in the study, of {', '.join(sorted(who)) or 'nobody'}; each stands here once, as of one coder called {COUNTED!r}"
    )
    return One(
        coder, made, {member: id for id, some in zip(table["id"], table["members"], strict=True) for member in some}
    )
