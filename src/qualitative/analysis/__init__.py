"""Analyses: tables in, tables out, one a file."""
