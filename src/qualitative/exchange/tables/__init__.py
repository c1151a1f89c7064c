"""Coded tables (CSV, XLSX) of any origin: long, wide (`Code 1` … `Code n`) and 0/1, their columns found by name and by content.

cells.py     a file -> rows of texts
columns.py   which column is what
reading.py   rows -> a project
quoting.py   where the words of a row stand in a text
"""
