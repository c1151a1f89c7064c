"""Claims and recommendations against the evidence: their files, and their computed status."""

from qualitative.findings.claims import Claim, Expectation, read_claims
from qualitative.findings.recommendations import Recommendation, read_recommendations
from qualitative.findings.status import STATUSES, Standing, Verdict, judge

__all__ = [
    "STATUSES",
    "Claim",
    "Expectation",
    "Recommendation",
    "Standing",
    "Verdict",
    "judge",
    "read_claims",
    "read_recommendations",
]
