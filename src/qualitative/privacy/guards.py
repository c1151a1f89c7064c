"""Consent before material goes anywhere: who may be quoted, published, archived, read by machines; one sentence where somebody may not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitative.corpus.consents import ConsentRegister
from qualitative.corpus.files import read_text
from qualitative.counting.consented import Barred, barred, register_of
from qualitative.counting.persons import speakers
from qualitative.errors import PrivacyError, StudyError
from qualitative.folder import Folder
from qualitative.folder.settings import MARK, parse_mapping
from qualitative.privacy.singling import Singled, singled_out

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "attributes_of",
    "barred_in",
    "check_archive",
    "check_publication",
    "is_declared",
    "people",
    "protected",
    "refusal",
    "register",
    "singled_in",
]

SHOWN = 5
_REAL = "fieldwork"  # whom a work already published, or a teacher invented, nobody has to protect here


def register(folder: Folder) -> ConsentRegister:
    """The study's register of consent."""
    consent = folder.settings.consent
    return register_of(folder.persons, folder.documents.values(), consent.scopes, consent.until)


def is_declared(folder: Folder) -> bool:
    """Whether study.yaml says what persons agreed to; where it does not, everything is assumed, and that must be told."""
    said = parse_mapping(read_text(folder.root / MARK, StudyError, folder.root)).get("consent")
    return isinstance(said, dict) and said.get("scopes") is not None


def people(folder: Folder) -> pd.DataFrame:
    """One row a person who is to be protected: index `person`; `case`, `documents` (ids), `consent`, and the columns of persons.csv.

    These are those who speak in fieldwork, and those of persons.csv who speak nowhere else.
    """
    import pandas as pd

    table = speakers(folder.documents.values()).dropna(subset="person")
    real = table[table["provenance"] == _REAL]
    elsewhere = set(table["person"]) - set(real["person"])
    found = real.groupby("person").agg(
        documents=("document", lambda ids: tuple(dict.fromkeys(ids))), _case=("case", "first")
    )
    rows = folder.persons[~folder.persons.index.isin(list(elsewhere))]
    joined = rows.join(found, how="outer").sort_index()
    joined.index.name = "person"
    joined["documents"] = [ids if isinstance(ids, tuple) else () for ids in joined["documents"]]
    joined["case"] = joined["case"].where(joined["case"].notna(), joined["_case"])
    return pd.DataFrame(joined.drop(columns="_case"))


def protected(folder: Folder) -> list[str]:
    """The persons whose words are in the study's fieldwork, in order."""
    return [str(person) for person, ids in people(folder)["documents"].items() if ids]


def attributes_of(folder: Folder) -> pd.DataFrame:
    """What may tell persons apart once the study is in other hands: one row a person; the columns of persons.csv that are not private, and
    the attributes of the documents they speak in. Attributes of cases follow from `case`, which is among them.
    """
    table = people(folder)
    hidden = {"consent", "documents", *folder.settings.attributes.private}
    named = table[[column for column in table.columns if column not in hidden]].copy()
    for name in folder.settings.attributes.document:
        said = [{str(folder.documents[id].attributes[name]) for id in ids if name in folder.documents[id].attributes} for ids in table["documents"]]  # fmt: skip
        named[f"document.{name}"] = [", ".join(sorted(values)) or None for values in said]
    return named


def singled_in(folder: Folder, k: int | None = None) -> Singled:
    """The combinations of attributes that fewer than `k` persons share (None: `exports.k` of study.yaml, else 3)."""
    wanted = k or folder.settings.exports.k
    return singled_out(attributes_of(folder), wanted) if wanted else singled_out(attributes_of(folder))


def barred_in(folder: Folder, scope: str) -> dict[str, list[Barred]]:
    """The stretches of each document that may not be used for `scope`."""
    found: dict[str, list[Barred]] = {}
    for one in barred(folder.documents.values(), register(folder), scope):
        found.setdefault(one.document, []).append(one)
    return found


def refusal(who: Iterable[str], scope: str, doing: str) -> str | None:
    """One sentence on persons who did not agree to `scope`, with the way out; None where there are none."""
    names = sorted(who)
    if not names:
        return None
    shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
    return (
        f"{shown} did not agree to {scope}, so {doing}; note a consent with `qualitative privacy consent PERSON {scope}=DATE`,"
        " or take them out with `qualitative withdraw`"
    )


def check_publication(folder: Folder) -> None:
    """Raises PrivacyError where the material of somebody who withdrew, or did not agree to be analysed, is still there."""
    known = register(folder)
    here = protected(folder)
    gone = [one for one in here if (record := known.records.get(one)) is not None and record.withdrawn is not None]
    if gone:
        raise PrivacyError(
            f"{', '.join(gone[:SHOWN])} withdrew, but what they said is still there; take it out with `qualitative withdraw {gone[0]}` first"
        )
    if sentence := refusal(known.refusing(here, "analysis"), "analysis", "nothing of theirs can be reported"):
        raise PrivacyError(sentence)


def check_archive(folder: Folder) -> None:
    """Raises PrivacyError where the study may not be given to an archive: consent is lacking, or attributes single persons out.

    The second is asked only where study.yaml says how many must share them (`exports: {k: 3}`).
    """
    check_publication(folder)
    here = protected(folder)
    if sentence := refusal(register(folder).refusing(here, "archive"), "archive", "the study can't go to one"):
        raise PrivacyError(f"{sentence}; for the team alone: `qualitative bundle --for team`")
    if folder.settings.exports.k:
        found = singled_in(folder)
        if found.found:
            columns = " + ".join(next(iter(found.by_columns())))
            raise PrivacyError(
                f"{len(found.singled)} of {found.persons} persons are singled out (by {columns}, for one), though study.yaml wants"
                f" {found.k} who share it; see `qualitative privacy`, widen such columns, or list them under attributes.private"
            )
