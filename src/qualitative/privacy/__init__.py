"""Protect the people in a study: pseudonyms everywhere at once, and withdrawal of consent.

key.py           the researcher's key: names to look for, pseudonyms given; private, never in git
places.py        every text of a study, room by room
survey.py        what identifies people, and where it stands
replacing.py     put pseudonyms into a text, and into files of each shape
rewriting.py     one text and the events on it, where stretches are replaced
pseudonymise.py  replace it in text, codings, notes and tables, consistently
left.py          what is left of them, and what may be them too
withdraw.py      take a person out of the study; whose.py what is theirs, traces.py what lies of them elsewhere
guards.py        who may be quoted, published, archived, read by machines
singling.py      combinations of attributes that single a person out
registering.py   consents and replies on disk
checks.py        what `check` says of consent
page.py          the page for an ethics board; sheet.py the sheet for an informant; paper.py how both are written
journal.py       many files at once, or none
past.py          what git already knows
"""

from qualitative.privacy.guards import (
    attributes_of,
    barred_in,
    check_archive,
    check_publication,
    is_declared,
    people,
    protected,
    register,
)
from qualitative.privacy.journal import recover
from qualitative.privacy.key import KEY, Key, read_key, write_key
from qualitative.privacy.left import AS_IT_IS, Left, left_of, may_be
from qualitative.privacy.past import known_to_git, not_asked, what_to_do
from qualitative.privacy.pseudonymise import pseudonymise
from qualitative.privacy.registering import Reply, note_consent, note_reply, read_replies
from qualitative.privacy.survey import Sighting, survey
from qualitative.privacy.withdraw import Withdrawal, plan_withdrawal, withdraw

__all__ = [
    "AS_IT_IS",
    "KEY",
    "Key",
    "Left",
    "Reply",
    "Sighting",
    "Withdrawal",
    "attributes_of",
    "barred_in",
    "check_archive",
    "check_publication",
    "is_declared",
    "known_to_git",
    "left_of",
    "may_be",
    "not_asked",
    "note_consent",
    "note_reply",
    "people",
    "plan_withdrawal",
    "protected",
    "pseudonymise",
    "read_key",
    "read_replies",
    "recover",
    "register",
    "survey",
    "what_to_do",
    "withdraw",
    "write_key",
]
