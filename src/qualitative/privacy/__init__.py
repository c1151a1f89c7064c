"""Protect the people in a study: pseudonyms everywhere at once, and withdrawal of consent.

key.py           the researcher's key: names to look for, pseudonyms given; private, never in git
survey.py        what identifies people, and where it stands
pseudonymise.py  replace it in text, codings, notes and tables, consistently
withdraw.py      take a person out of the study
journal.py       many files at once, or none
past.py          what git already knows
"""

from qualitative.privacy.journal import recover
from qualitative.privacy.key import KEY, Key, read_key, write_key
from qualitative.privacy.past import known_to_git, what_to_do
from qualitative.privacy.pseudonymise import pseudonymise
from qualitative.privacy.survey import Sighting, survey
from qualitative.privacy.withdraw import Withdrawal, plan_withdrawal, withdraw

__all__ = [
    "KEY",
    "Key",
    "Sighting",
    "Withdrawal",
    "known_to_git",
    "plan_withdrawal",
    "pseudonymise",
    "read_key",
    "recover",
    "survey",
    "what_to_do",
    "withdraw",
    "write_key",
]
