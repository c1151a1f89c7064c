"""Claims and recommendations against the evidence: their files, and their computed status."""

from qualitative.findings.claims import Claim, Expectation, Unread, read_claims
from qualitative.findings.recommendations import Recommendation, read_recommendations

__all__ = [
    "Claim",
    "Expectation",
    "Recommendation",
    "Unread",
    "read_claims",
    "read_recommendations",
]
