"""Whose codings count, who speaks, what was read for and asked, and what to quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitative.counting import Counted, quoting
from qualitative.counting.asked import asked, denominators
from qualitative.counting.guide import Question
from qualitative.counting.passages import passages
from qualitative.counting.persons import speakers
from qualitative.counting.places import touched
from qualitative.counting.reading import to_read_again
from qualitative.folder import placing
from qualitative.material import counted_in, guide_in, looked_for_in, read_for_in
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
        return counted_in(self.folder, at, codebook)

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
        return read_for_in(self.folder, self._codes(codes), found or self.counted())

    def to_read_again(self, codes: Names | None = None, found: Counted | None = None) -> pd.DataFrame:
        """What is marked done but was not read for a code: document, start, end, codes, coders, characters."""
        return to_read_again(found or self.counted(), self._codes(codes), looked_for_in(self.folder))

    @property
    def guide(self) -> Listing[Question]:
        """The questions of `corpus/guide.yaml`; none where there is no such file. Raises DocumentError for a wrong one."""
        return Listing(guide_in(self.folder))

    @property
    def asked(self) -> pd.DataFrame:
        """By question of the guide how many persons and groups there are, were asked, and answered; columns: counting.asked.denominators.

        Who speaks in simulated documents is left out, unless there are no others: nobody was asked there.
        """
        every = list(self.folder.documents.values())
        real = [one.id for one in every if one.provenance != "simulated"] or [one.id for one in every]
        put, speaking = asked(self.guide, every), self.speakers
        of = (table[table["document"].isin(real)] for table in (put, speaking))
        return denominators(self.guide, *of)

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


def _distinct(values: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
