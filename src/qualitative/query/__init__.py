"""The small language of findings: queries over rows of coded passages, and checks over tables. Pure."""

from qualitative.query.checks import Check, parse_check
from qualitative.query.evidence import matching
from qualitative.query.known import Known, check_terms, has_codes
from qualitative.query.language import FIELDS, parse_query
from qualitative.query.tree import Query

__all__ = ["FIELDS", "Check", "Known", "Query", "check_terms", "has_codes", "matching", "parse_check", "parse_query"]
