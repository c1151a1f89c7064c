"""Taguette projects (SQLite), read and written.

html.py      the text of Taguette's HTML, and where its lines end
reading.py   a project
writing.py   a project that Taguette opens
"""
