"""What of a study goes out: documents, codes, codings, passages, memos and cases, chosen once for all formats, with the losses counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TypeVar

from qualitative.codebook.tree import Codebook
from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.cases import cells_of
from qualitative.corpus.persons import person_ids
from qualitative.errors import CaseError, CodingError, DocumentError, StudyError, did_you_mean
from qualitative.exchange.foreign import VariableType
from qualitative.exchange.giving.choice import AUDIENCES, EVIDENCE, Choice
from qualitative.exchange.giving.counted import counted_as_one
from qualitative.exchange.giving.values import Column, columns_of
from qualitative.exchange.guids import Guids
from qualitative.exchange.losses import Losses
from qualitative.exchange.taking.known import read_id_lines, study_title
from qualitative.folder import Folder, placing
from qualitative.i18n import pick
from qualitative.model import Code, Coder, Coding, Document, Mark, Memo
from qualitative.privacy.guards import barred_in, check_publication, refusal
from qualitative.text.wording import number_of

__all__ = ["SIMULATED", "Outgoing", "outgoing"]

# what formats without a place for it say of a simulated document, and by which it is known again
SIMULATED = "This text is simulated: nobody said what stands in it."
Item = TypeVar("Item", Coding, Mark)


@dataclass
class Outgoing:
    """What goes out, with the losses counted as far as they are the same for all formats."""

    folder: Folder
    language: str
    book: Codebook
    codes: list[Code]
    documents: list[Document]
    coders: list[Coder]
    codings: dict[str, list[Coding]]  # by document, in the order of the text
    marks: dict[str, list[Mark]]
    memos: dict[str, list[Memo]]  # by what they are on: an event's id, document/<id>, code:<id>, study
    losses: Losses
    persons: frozenset[str] = frozenset()  # whom persons.csv holds, or who is named in what goes out
    registered: frozenset[str] = frozenset()  # whom persons.csv holds
    case_columns: list[Column] = field(default_factory=list)
    document_columns: list[Column] = field(default_factory=list)

    @cached_property
    def guids(self) -> Guids:
        """The guids of the study."""
        known = {(line["kind"], line["ours"]): line["foreign"] for line in read_id_lines(self.folder.corpus)}
        return Guids(self.title, known)

    @property
    def title(self) -> str:
        """The study's title."""
        return study_title(self.folder)

    @property
    def cases(self) -> dict[str, list[str]]:
        """The documents of each case; what stands for all cases is none."""
        whole = self.folder.settings.case.whole
        found: dict[str, list[str]] = {str(case): [] for case in self.folder.cases.index}
        for document in self.documents:
            if document.case != whole:
                found.setdefault(document.case, []).append(document.id)
        return found

    @property
    def items(self) -> list[Coding | Mark]:
        """All codings and marked passages."""
        return [*chain.from_iterable(self.codings.values()), *chain.from_iterable(self.marks.values())]

    def name(self, code: Code) -> str:
        """The name of a code in the language of the file."""
        return pick(code.name, self.language) or code.id

    def called(self, coder: Coder) -> str:
        """How a coder is called in a file: of a model it says so."""
        return f"{coder.name} (model {coder.model})" if coder.kind == "model" else coder.name

    def tell_private(self, of: Collection[str] | None = None) -> None:
        """Say how many memos go out that were for nobody but their writer; for formats that hold memos (`of`: only those on these)."""
        some = [memo for on, memos in self.memos.items() if of is None or on in of for memo in memos]
        private = sum(memo.audience == "me" for memo in some)
        if private:
            self.losses.remark(
                f"{number_of(private, 'memo was', 'memos were')} written for nobody but their writer, and in the file (leave out with --memos team)"
            )

    @cached_property
    def unique_names(self) -> dict[str, str]:
        """A name for each code that no other has: readers that know codes by name would take two for one."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        count: dict[str, int] = {}
        for code in self.codes:
            count[self.name(code)] = count.get(self.name(code), 0) + 1
        for code in self.codes:
            name = self.name(code)
            if count[name] > 1 and code.parent is not None and code.parent in self.book:
                name = f"{name} ({self.name(self.book[code.parent])})"
            found[code.id] = name if name not in taken else f"{name} ({code.id})"
            taken.add(found[code.id])
        changed = [id for id, name in found.items() if name != self.name(self.book[id])]
        for id in changed:
            self.losses.remark(
                f"code {id} is called {found[id]!r} in the file, as another has its name",
                "codes with another name in the file",
            )
        return found


def outgoing(folder: Folder, choice: Choice) -> Outgoing:
    """Choose what goes out. Raises an error for a coder, document or version that there is not."""
    losses = Losses()
    documents = _documents(folder, choice, losses)
    known = {document.id for document in documents}
    coders = [folder.coder(coder) for coder in choice.coders] or list(folder.settings.coders.values())
    state = placing.state_of(folder, [coder.id for coder in coders])
    language = _language(folder, choice.language)
    book = folder.codebook(choice.codebook)
    given = placing.under_version(folder, state, choice.codebook)
    if choice.counted:
        one = counted_as_one(folder, choice.codebook, choice.coders, given, losses)
        given, coders = one.codings, [*coders, one.coder]
    codings = _codings(folder, choice, given, known, book, losses)
    if not choice.counted:
        losses.found("codings", len(state.lost))
        losses.left("codings", len(state.lost), "have lost their words in the text; see `qualitative amend`")
        _tell_doubled(codings, losses)
    marks = _by_document([mark for mark in state.marks if mark.document in known])
    losses.found("noted passages", sum(map(len, marks.values())))
    memos = _memos(
        one.memos(state.memos) if choice.counted else state.memos,
        choice,
        known,
        {c.id for some in codings.values() for c in some},
        state.marks,
        losses,
    )
    losses.found("done marks", len(state.done_events))
    codes = _codes(book, {coding.code for some in codings.values() for coding in some}, losses)
    active = {coding.coder for some in codings.values() for coding in some}
    active |= {mark.coder for some in marks.values() for mark in some}
    active |= {memo.coder for some in memos.values() for memo in some}
    people = [coder for coder in coders if coder.id in active or choice.coders]
    made = Outgoing(folder, language, book, codes, documents, people, codings, marks, memos, losses)
    losses.found("coders", len(people))
    _attributes(made)
    _persons(made)
    _settled(made)
    _warn(folder, documents, losses)
    if not documents:
        raise StudyError("nothing is chosen that could go out: the study has no such documents")
    return made


def _tell_doubled(codings: Mapping[str, list[Coding]], losses: Losses) -> None:
    """Say that what several gave is there several times."""
    coders = {coding.coder for some in codings.values() for coding in some}
    if len(coders) > 1:
        losses.remark(
            f"the codings of {len(coders)} coders, as they are: what several gave stands there several times; --counted gives those that count, once"
        )


def _language(folder: Folder, wished: str | None) -> str:
    known = folder.settings.languages
    if wished is not None and wished not in known:
        raise StudyError(f"--language {wished!r} is none of the study's; {did_you_mean(wished, known)}")
    return wished or known[0]


def _documents(folder: Folder, choice: Choice, losses: Losses) -> list[Document]:
    if choice.evidence not in EVIDENCE:
        raise StudyError(f"--evidence {choice.evidence!r} is unknown; {did_you_mean(choice.evidence, EVIDENCE)}")
    for id in choice.documents:
        if id not in folder.documents:
            raise DocumentError(f"document {id!r} is not in the corpus; {did_you_mean(id, folder.documents)}")
    found = [d for d in folder.documents.values() if not choice.documents or d.id in choice.documents]
    chosen = [document for document in found if document.provenance in EVIDENCE[choice.evidence]]
    losses.found("documents", len(chosen))
    losses.found("characters", sum(len(document.text) for document in chosen))
    simulated = sum(document.provenance == "simulated" for document in chosen)
    if simulated:
        losses.remark(
            f"{number_of(simulated, 'document is', 'documents are')} simulated: nobody said what stands there (--evidence counted leaves such out)"
        )
    return chosen


def _codings(
    folder: Folder, choice: Choice, found: list[Coding], known: set[str], book: Codebook, losses: Losses
) -> dict[str, list[Coding]]:
    made: list[Coding] = []
    for coding in found:
        if coding.document not in known or (choice.round is not None and coding.round != choice.round):
            continue
        losses.found("codings")
        code = book.current(coding.code) if coding.code else ""
        if code not in book:
            losses.left("codings", 1, "their code is not in the wanted version of the codebook")
        elif book[code].kind != "code":
            losses.left("codings", 1, "their code is a theme in the wanted version of the codebook")
        else:
            made.append(coding if coding.code == code else replace(coding, code=code))
    if choice.round is not None and not made:
        raise CodingError(f"no codings stand in round {choice.round}; choose another, or leave --round out")
    return _by_document(made)


def _by_document(items: list[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.document, item.start, item.end, item.id)):
        found.setdefault(item.document, []).append(item)
    return found


def _memos(
    memos: list[Memo], choice: Choice, documents: set[str], codings: set[str], marks: list[Mark], losses: Losses
) -> dict[str, list[Memo]]:
    if choice.memos not in AUDIENCES:
        raise StudyError(f"--memos {choice.memos!r} is unknown; {did_you_mean(choice.memos, AUDIENCES)}")
    on = codings | {mark.id for mark in marks if mark.document in documents}
    found: dict[str, list[Memo]] = {}
    for memo in memos:
        of = f"document/{memo.document}" if memo.of == "document" else memo.of
        if of.startswith("document/") and of.removeprefix("document/") not in documents:
            continue
        losses.found("memos")
        if memo.audience not in AUDIENCES[choice.memos]:
            losses.left("memos", 1, f"for {memo.audience} alone, as --memos {choice.memos} says")
        elif of in on or of.startswith(("document/", "code:")) or of == "study":
            found.setdefault(of, []).append(memo)
        else:
            losses.left("memos", 1, "on what does not go out (a theme, a decision, or a coding that is left out)")
    return found


def _codes(book: Codebook, used: set[str], losses: Losses) -> list[Code]:
    """Depth first. A retired code goes out where codings have it, or where codes below it do."""
    needed = {above for code in used if code in book for above in (code, *book.ancestors(code))}
    needed |= {above for code in book.usable() for above in (code, *book.ancestors(code))}
    losses.found("codes", len(book))
    left = [code for code in book.values() if code.retired and code.id not in needed]
    losses.left("codes", len(left), "retired, and nothing is coded with them")
    return [code for _, code in book.walk() if code not in left]


def _attributes(made: Outgoing) -> None:
    folder, whole = made.folder, made.folder.settings.case.whole
    declared, known = folder.settings.attributes, _known_types(folder)
    rows = cells_of(folder.corpus / "cases.csv", folder.root, CaseError)
    head = rows[0][1]
    cases = {
        row[head.index("case")]: {name: value for name, value in zip(head, row, strict=False) if name != "case"}
        for _, row in rows[1:]
        if row[head.index("case")] != whole
    }
    made.case_columns = columns_of(cases, declared.case, known)
    made.document_columns = columns_of({d.id: d.attributes for d in made.documents}, declared.document, known)
    made.losses.found("cases", len(cases))
    made.losses.found("values", sum(len(column.values) for column in (*made.case_columns, *made.document_columns)))


def _persons(made: Outgoing) -> None:
    made.registered = frozenset(person_ids(made.folder.corpus) or ())
    made.persons = made.registered | {one for d in made.documents for one in d.persons.values() if one is not None}
    made.losses.found("persons", len(made.persons))


def _settled(made: Outgoing) -> None:
    codings = [coding for some in made.codings.values() for coding in some]
    made.losses.found("settled codings", sum(len(coding.settles) for coding in codings))
    suggested = sum(coding.suggestion is not None for coding in codings)
    if suggested:
        were = number_of(suggested, "coding was", "codings were")
        made.losses.remark(f"{were} suggested by a model before being taken, which the file does not say")


def _known_types(folder: Folder) -> dict[str, VariableType]:
    """The types under which variables came in, by their names."""
    found: dict[str, VariableType] = {}
    for path in sorted((folder.corpus / "exchange").glob("*/rest.json")):
        try:
            variables = read_json(path).get("variables", [])
            found |= {one["name"]: one["type"] for one in variables}
        except (ValueError, AttributeError, KeyError, TypeError):
            continue
    return found


def _warn(folder: Folder, documents: list[Document], losses: Losses) -> None:
    check_publication(folder)
    if (folder.root / "pseudonyms.key.yaml").exists():
        losses.remark(
            "the study has pseudonyms: their key stays here; look whether all names were replaced before you hand the file on"
        )
    here = {document.id for document in documents}
    who = {one.person for id, some in barred_in(folder, "archive").items() if id in here for one in some}
    sentence = refusal(who, "archive", "hand the file, which holds their words whole, to nobody outside the team")
    if sentence:
        losses.remark(sentence)
