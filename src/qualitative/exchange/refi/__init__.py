"""REFI-QDA (qdasoftware.org, version 1.5): projects (.qdpx) and codebooks (.qdc), read and written.

elements.py     names, guids and notes of its XML
codebook.py     the codebook: codes, sets; also alone as QDC
sources.py      texts with their selections; what is no text goes to the rest
reading.py      a project
described.py    a code of ours as a description, and back
writing.py      a project and a codebook, for the schema and for readers
"""
