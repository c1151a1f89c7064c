"""Whose codings count, who speaks, what was read for and asked, and what to quote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualitative.codings.schema import DecideEvent, DoneEvent
from qualitative.corpus.files import parse_yaml, read_text
from qualitative.counting import Counted, CountRules, Decision, Done, LookedFor, Stamp, counted, quoting
from qualitative.counting.asked import asked, denominators
from qualitative.counting.guide import GUIDE, Question, parse_guide
from qualitative.counting.passages import passages
from qualitative.counting.persons import speakers
from qualitative.counting.places import touched
from qualitative.counting.reading import read_for, to_read_again
from qualitative.errors import DocumentError
from qualitative.folder import CONSENSUS, placing
from qualitative.folder.standing import LOST, standing
from qualitative.model import Names, listed
from qualitative.study.listing import Listing
from qualitative.study.opened import Opened

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CountingPart"]


class CountingPart(Opened):
    """Whose codings count, who speaks, what was read for and asked, and what to quote."""

    def counted(self, at: str | None = None, codebook: int | str = "head") -> Counted:
        """The codings that count (see `counting.Counted`), by what the consensus settled, `count` in study.yaml, and who marked what done.

        >>> found = study.counted()            # doctest: +SKIP
        >>> found.table, found.by_rule         # doctest: +SKIP
        """
        import pandas as pd

        settings = self.settings
        stands = standing(self.folder, list(settings.coders), at, codebook)
        table = stands.table.replace_schema_metadata(None).to_pandas()
        settles = pd.Series([()] * len(table), index=table.index, dtype=object)
        has_some = table["id"].isin(list(stands.settles))
        settles[has_some] = [stands.settles[id] for id in table.loc[has_some, "id"]]
        known = settings.coders
        return counted(
            table.assign(settles=settles, unseen=table["id"].isin(list(stands.unseen))),
            [_done(event) for event in stands.state.done_events if event["coder"] in known],
            [_decision(event) for event in stands.state.decisions if event.get("of") and event["coder"] in known],
            lengths={document.id: len(document.text) for document in self.folder.documents.values()},
            kinds={coder.id: coder.kind for coder in known.values()},
            looked_for=self._known_to(codebook),
            rules=CountRules(settings.count.who, settings.count.models, frozenset(settings.pilot), CONSENSUS),
            passages=self.passages,
            waiting=self._waiting(table, codebook),
            lost=[document for _, document in json.loads(stands.table.schema.metadata[LOST])],
        )

    @property
    def persons(self) -> pd.DataFrame:
        """One row a person who speaks or stands in `persons.csv`, index `person`; columns case, group, wave, consent, the attributes, documents, labels, identified.

        A label without a person is a person of its own in its document (`talk#A`), an informant of a work is (work, initials). `documents` and
        `labels` say where they speak; nobody and interviewers are none. `identified` is false where only a label is known.
        """
        table = self.folder.persons
        spoken = self.speakers.dropna(subset="person").groupby("person")
        found = spoken.agg(
            documents=("document", _distinct),
            labels=("speaker", _distinct),
            identified=("identified", "any"),
            cases=("case", _distinct),
        )
        joined = table.join(found, how="outer").sort_index()
        joined.index.name = "person"
        only = [cases[0] if isinstance(cases, tuple) and len(cases) == 1 else None for cases in joined["cases"]]
        joined["case"] = joined["case"].where(joined["case"].notna(), only)
        for name in ("documents", "labels"):
            joined[name] = [some if isinstance(some, tuple) else () for some in joined[name]]
        joined["identified"] = joined["identified"].fillna(True).astype(bool)
        return joined.drop(columns="cases")

    @property
    def speakers(self) -> pd.DataFrame:
        """One row for each who speaks in a document: document, case, kind_of_document, provenance, speaker, role, person, identified."""
        return speakers(self.folder.documents.values())

    @property
    def passages(self) -> pd.DataFrame:
        """One row a turn or paragraph, with its place, statement, person and cases; columns: counting.passages.PASSAGES."""
        return passages(self.folder.documents.values())

    def counted_rows(self, found: Counted | None = None) -> pd.DataFrame:
        """The codings that count (`found`, or all now), once for each passage that they touch; `count_places` and `count_persons` take these."""
        return touched((found or self.counted()).table, self.passages)

    def read_for(self, codes: Names | None = None, found: Counted | None = None) -> pd.DataFrame:
        """Where each code was looked for by whose codings count: code, document, start, end, coder, read, how, undecided, absent (see counting.reading)."""
        return read_for(found or self.counted(), self._codes(codes), self._looked_for())

    def to_read_again(self, codes: Names | None = None, found: Counted | None = None) -> pd.DataFrame:
        """What is marked done but was not read for a code: document, start, end, codes, coders, characters."""
        return to_read_again(found or self.counted(), self._codes(codes), self._looked_for())

    @property
    def guide(self) -> Listing[Question]:
        """The questions of `corpus/guide.yaml`; none where there is no such file. Raises DocumentError for a wrong one."""
        path = self.root / GUIDE
        if not path.is_file():
            return Listing()
        # a column may be called `No`, whatever YAML would make of it
        as_typed = frozenset({"id", "text", "codes", "columns"})
        said = parse_yaml(read_text(path, DocumentError, self.root), GUIDE, DocumentError, as_typed=as_typed)
        return Listing(parse_guide(said))

    @property
    def asked(self) -> pd.DataFrame:
        """By question of the guide how many persons and groups there are, were asked, and answered; columns: counting.asked.denominators."""
        put = asked(self.guide, self.folder.documents.values())
        return denominators(self.guide, put, self.speakers)

    def chosen(
        self,
        codes: Names | None = None,
        *,
        contrary: Names = (),
        show_contrary: bool = True,
        found: Counted | None = None,
    ) -> quoting.Chosen:
        """What to quote of each code: passages marked as key, else one, spread over persons and cases, with what speaks against (see counting.quoting)."""
        table = (found or self.counted()).table
        table = table[table["code"].isin(self._codes(codes))]
        marks = placing.state_of(self.folder).marks
        return quoting.chosen(table, marks, contrary=listed(contrary), show_contrary=show_contrary)

    def _codes(self, codes: Names | None) -> list[str]:
        """The given codes each looked up in the codebook; all that coders may give, where none are."""
        book = self.folder.codebook()
        if codes is None:
            return book.usable()
        return [book[code].id for code in listed(codes)]

    def _looked_for(self, codebook: int | str = "head") -> LookedFor:
        """Whether a code, as a version of the codebook calls it, was looked for by who read under a stamp."""
        versions, head = self.folder.versions, self.folder.codebook().stamp
        under = self.folder.codebook(codebook).stamp

        def looked_for(code: str, stamp: Stamp) -> bool:
            return versions.looked_for(versions.seen(code, under, head) or code, stamp)

        return looked_for

    def _waiting(self, table: pd.DataFrame, codebook: int | str) -> dict[str, list[str]]:
        """By id the parts of each coding whose code was split and for which nobody has decided the part; parts of parts among them."""
        splits = self.folder.codebook(codebook).splits
        if not table["code"].isin(list(splits)).any():
            return {}
        waiting = {coding.id for coding in placing.undecided(self.folder, list(self.settings.coders), codebook)}
        rows = table[table["id"].isin(waiting)]
        return {id: _parts(code, splits) for id, code in zip(rows["id"], rows["code"], strict=True)}

    def _known_to(self, codebook: int | str) -> LookedFor:
        """The same, and true of a code that had been laid aside (retired, or split) by then and still is: who settled a piece settled it too."""
        versions, book, looked_for = self.folder.versions, self.folder.codebook(codebook), self._looked_for(codebook)

        def known_to(code: str, stamp: Stamp) -> bool:
            laid_aside = code in book and book[code].retired and code in versions.at(stamp)
            return laid_aside or looked_for(code, stamp)

        return known_to


def _done(event: DoneEvent) -> Done:
    made = event["codebook"]
    stamp = tuple(made) if isinstance(made, list) else made
    where = (event["document"], event["start"], event["end"])
    return Done(event["id"], event["coder"], *where, event["round"], event.get("how", "full"), stamp)


def _decision(event: DecideEvent) -> Decision:
    return Decision(event["id"], event["coder"], event["verdict"], tuple(event["of"]), event["round"])


def _parts(code: str, splits: Mapping[str, Sequence[str]]) -> list[str]:
    """What a code was split into, and what these were."""
    found: list[str] = []
    left = [*splits.get(code, ())]
    while left:
        part = left.pop()
        if part not in found:
            found.append(part)
            left += splits.get(part, ())
    return found


def _distinct(values: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
