"""A study's folder: its settings, what it holds, and the acts that write to it."""

from qualitative.folder import acts, placing, tables
from qualitative.folder.folder import CONSENSUS, Folder
from qualitative.folder.history import history
from qualitative.folder.settings import MARK, Settings, find_root, read_settings
from qualitative.folder.tables import sql

__all__ = [
    "CONSENSUS",
    "MARK",
    "Folder",
    "Settings",
    "acts",
    "find_root",
    "history",
    "placing",
    "read_settings",
    "sql",
    "tables",
]
