"""Where a study stands: what is there by document and coder, and what is next.

state.py    the record that a person looks at        reading.py  who coded and read what, in which version
steps.py    what is next, from counts and checks      taking.py   both, of a folder
"""

from qualitative.status.state import Status, Step
from qualitative.status.taking import status_of

__all__ = ["Status", "Step", "status_of"]
