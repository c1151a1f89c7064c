"""Bring a study of an older format to today's: numbered steps, a copy of what they change, nothing that a person said touched.

keys.py      keys added to study.yaml as text, comments kept      steps.py    the numbered steps, from each format to the next
history.py   codebook/changes.yaml taken into the history         placing.py  a copy kept, then files put in place, in a safe order
git.py       lines of .gitignore and .gitattributes
"""

from qualitative.migrate.steps import Migration, migrate, plan

__all__ = ["Migration", "migrate", "plan"]
