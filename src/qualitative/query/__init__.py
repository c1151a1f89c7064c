"""The small language of findings: queries over coded passages, and checks over tables. Pure."""

from qualitative.query.checks import Check, parse_check
from qualitative.query.language import FIELDS, Query, parse_query
from qualitative.query.match import matching

__all__ = ["FIELDS", "Check", "Query", "matching", "parse_check", "parse_query"]
