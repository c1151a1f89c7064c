"""Word files whose comments are codings, read and written.

parts.py      the text of a document with the ranges of its comments
comments.py   what a comment says: codes, or a note
reading.py    a file, or a folder of files
writing.py    a file for each document
"""
