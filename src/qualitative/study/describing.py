"""What documents, speakers and persons are: looked at and changed, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.counting.speaking import speaking
from qualitative.folder import adding, describing, persons
from qualitative.folder import speaking as labels
from qualitative.folder.describing import Edited
from qualitative.folder.speaking import Who
from qualitative.model import Names, listed
from qualitative.study.counting import CountingPart
from qualitative.study.listing import Listing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DescribingPart"]


class DescribingPart(CountingPart):
    """What documents, speakers and persons are: looked at and changed, many at once."""

    def set_documents(
        self, documents: Names, values: Mapping[str, str], *, new_case: bool = False, dry_run: bool = False
    ) -> Listing[Edited]:
        """Set `values` (title, kind, case, date, language, role, or a declared attribute) of documents; what changes, document by document.

        The other lines of their front matter stay byte for byte. With `new_case` a case without a row in cases.csv gets one. Nothing is
        written by a `dry_run`, nor where one of the documents would be broken.

        >>> study.set_documents(["int-a-line", "int-b-packer"], {"case": "firm-c"}, dry_run=True)      # doctest: +SKIP
        """
        folder = self.folder
        paths = {describing.path_of(folder, key, value): value for key, value in values.items()}
        new = adding.new_case(folder, values["case"]) if new_case and "case" in values else ()
        edits = describing.plan_edits(folder, dict.fromkeys(listed(documents), paths), new)
        if not dry_run:
            for case in new if edits.changes else ():
                adding.begin_case(folder, case)
            describing.write_edits(folder, edits)
        return Listing(edits.changes)

    @property
    def speaking(self) -> pd.DataFrame:
        """How much each label says in each document, interviewers too: document, case, label, role, person, identified, turns, words."""
        return speaking(self.folder.documents.values())

    def set_speakers(
        self, said: Iterable[Who], *, documents: Names | None = None, dry_run: bool = False
    ) -> Listing[Edited]:
        """Say who labels are, in one document or in all that have them (or all of `documents`); what changes, value by value.

        A person without a row in persons.csv gets one where there is such a table. Nothing is written by a `dry_run`, nor where one of the
        documents would be broken.

        >>> from qualitative.types import Who                                       # doctest: +SKIP
        >>> study.set_speakers([Who("Interviewee", "int-a-line", person="a-line"), Who("Interviewer", role="interviewer")])   # doctest: +SKIP
        """
        among = None if documents is None else listed(documents)
        edits, new = labels.plan_speakers(self.folder, list(said), among)
        if not dry_run:
            labels.write_speakers(self.folder, edits, new)
        return Listing([*edits.changes, *(Edited("persons.csv", "person", "", one) for one in new)])

    def set_persons(self, values: Mapping[str, Mapping[str, str]], *, dry_run: bool = False) -> Listing[Edited]:
        """Set attributes (`case`, `group`, `wave`, and those declared) of persons: person -> column -> value; what changes.

        Private ones go to the private table. Nothing is written by a `dry_run`, nor where one value can't be.

        >>> study.set_persons({"a-line": {"job": "oven"}})                               # doctest: +SKIP
        """
        changes = persons.plan_persons(self.folder, values, self.persons.index)
        if changes and not dry_run:
            persons.write_persons(self.folder, changes)
        return Listing(changes)
