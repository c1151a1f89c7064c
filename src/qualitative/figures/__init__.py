"""Figures: a table in, a matplotlib figure out, one kind a file; one look for all."""
