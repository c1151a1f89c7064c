"""Take a placed project into a study: what is known there already, what is new, and one atomic write.

known.py      what the study has, and what came in or went out before
coders.py     users -> coders
codes.py      codes -> operations of the codebook
cases.py      cases and variables -> cases.csv, attributes, tables
documents.py  texts -> documents
events.py     codings, marks and memos -> events
plan.py       all of these together, pure but for reading the study
writing.py    a new study, or files changed in one, all or none
"""
