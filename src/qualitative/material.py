"""What a folder gives to counting: the codings that count, where each code was read for, and the questions that were asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitative.codings.schema import DecideEvent, DoneEvent
from qualitative.codings.state import stamp_of
from qualitative.corpus.files import parse_yaml, read_text
from qualitative.counting import Counted, CountRules, Decision, Done, LookedFor, Stamp, counted
from qualitative.counting.guide import GUIDE, Question, parse_guide
from qualitative.counting.passages import passages
from qualitative.counting.reading import read_for
from qualitative.errors import DocumentError
from qualitative.folder import CONSENSUS, Folder, placing
from qualitative.folder.standing import LOST, standing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counted_in", "guide_in", "looked_for_in", "read_for_in"]


def counted_in(
    folder: Folder, at: str | None = None, codebook: int | str = "head", coders: Sequence[str] = ()
) -> Counted:
    """The codings that count (see `counting.Counted`), at a moment (None: now) and under a version of the codebook.

    With `coders` those that count as if nobody else had coded, read or decided anything: models among them count, and of several
    none comes first. Raises an error naming a coder that study.yaml does not have.
    """
    import pandas as pd

    settings = folder.settings
    known = {id: folder.coder(id) for id in coders} or dict(settings.coders)
    stands = standing(folder, list(known), at, codebook)
    table = stands.table.replace_schema_metadata(None).to_pandas()
    settles = pd.Series([()] * len(table), index=table.index, dtype=object)
    has_some = table["id"].isin(list(stands.settles))
    settles[has_some] = [stands.settles[id] for id in table.loc[has_some, "id"]]
    who, models = settings.count.who, settings.count.models
    if coders:
        who, models = (), tuple(coder.id for coder in known.values() if coder.kind == "model")
    return counted(
        table.assign(settles=settles, unseen=table["id"].isin(list(stands.unseen))),
        [_done(event) for event in stands.state.done_events if event["coder"] in known],
        [_decision(event) for event in stands.state.decisions if event.get("of") and event["coder"] in known],
        lengths={document.id: len(document.text) for document in folder.documents.values()},
        kinds={coder.id: coder.kind for coder in known.values()},
        looked_for=_known_to(folder, codebook),
        rules=CountRules(who, models, frozenset(settings.pilot), CONSENSUS),
        passages=passages(folder.documents.values()),
        waiting=_waiting(folder, table, codebook),
        lost=[document for _, document in json.loads(stands.table.schema.metadata[LOST])],
    )


def read_for_in(folder: Folder, codes: Sequence[str], found: Counted, codebook: int | str = "head") -> pd.DataFrame:
    """Where each code, as a version of the codebook calls it, was looked for by whose codings count; columns: counting.reading.read_for."""
    return read_for(found, codes, looked_for_in(folder, codebook), _known_to(folder, codebook))


def looked_for_in(folder: Folder, codebook: int | str = "head") -> LookedFor:
    """Whether a code, as a version of the codebook calls it, was looked for by who read under a stamp."""
    versions, head = folder.versions, folder.codebook().stamp
    under = folder.codebook(codebook).stamp

    def looked_for(code: str, stamp: Stamp) -> bool:
        return versions.looked_for(versions.seen(code, under, head) or code, stamp)

    return looked_for


def guide_in(folder: Folder) -> list[Question]:
    """The questions of `corpus/guide.yaml`; none where there is no such file. Raises DocumentError for a wrong one."""
    path = folder.root / GUIDE
    if not path.is_file():
        return []
    # a column may be called `No`, whatever YAML would make of it
    as_typed = frozenset({"id", "text", "codes", "columns"})
    return parse_guide(parse_yaml(read_text(path, DocumentError, folder.root), GUIDE, DocumentError, as_typed=as_typed))


def _known_to(folder: Folder, codebook: int | str) -> LookedFor:
    """As `looked_for_in`, and true of a code that had been laid aside (retired, or split) by then and still is: who settled a piece settled it too."""
    versions, book, looked_for = folder.versions, folder.codebook(codebook), looked_for_in(folder, codebook)

    def known_to(code: str, stamp: Stamp) -> bool:
        laid_aside = code in book and book[code].retired and code in versions.at(stamp)
        return laid_aside or looked_for(code, stamp)

    return known_to


def _waiting(folder: Folder, table: pd.DataFrame, codebook: int | str) -> dict[str, list[str]]:
    """By id the parts of each coding whose code was split and for which nobody has decided the part; parts of parts among them."""
    book = folder.codebook(codebook)
    if not table["code"].isin(list(book.splits)).any():
        return {}
    waiting = {coding.id for coding in placing.undecided(folder, list(folder.settings.coders), codebook)}
    rows = table[table["id"].isin(waiting)]
    return {id: book.parts(code) for id, code in zip(rows["id"], rows["code"], strict=True)}


def _done(event: DoneEvent) -> Done:
    where = (event["document"], event["start"], event["end"])
    return Done(event["id"], event["coder"], *where, event["round"], event.get("how", "full"), stamp_of(event))


def _decision(event: DecideEvent) -> Decision:
    return Decision(event["id"], event["coder"], event["verdict"], tuple(event["of"]), event["round"])
