"""Statuses: on random evidence the library's table gives what the slow reading of the rules gives."""

from __future__ import annotations

from collections import Counter
from random import Random

from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.statuses import status_of_limbs
from reference.fast_statuses import claim_fast, evidence_fast, status_fast
from reference.judged import counted, is_met, of_claim, of_limbs, status
from reference.many import seeds
from reference.random_evidence import claim_and_evidence, claim_with_limbs


def test_random_evidence_gives_the_same_status() -> None:
    found: Counter[str] = Counter()
    for seed in seeds(300):
        claim, evidence = claim_and_evidence(seed)
        slow = status(claim, evidence)
        found[slow] += 1
        fast = evidence_fast(claim, evidence)
        assert status_fast(claim, evidence) == slow, f"seed {seed}: {claim} {evidence}"
        assert (fast.n, fast.m) == tuple(
            len(counted(some, claim.bases).sources) for some in (evidence.pros, evidence.cons)
        )
        assert fast.is_met == is_met(claim, counted(evidence.pros, claim.bases)), f"seed {seed}"
    assert set(found) == set(STATUS_IDS)  # each status was there


def test_random_limbs_give_the_same_status() -> None:
    for seed in seeds(100):
        limbs = Random(seed).choices(STATUS_IDS, k=2)
        assert status_of_limbs(limbs) == of_limbs(limbs)


def test_limbs_with_sides_of_their_own_give_the_same_claim() -> None:
    found: Counter[str] = Counter()
    for seed in seeds(200):
        limbs = claim_with_limbs(seed)
        slow = of_claim(limbs)
        found[slow[0]] += 1
        assert claim_fast(limbs) == slow, f"seed {seed}: {limbs}"
    assert len(found) >= 5 and {"partly", "contradicted"} <= set(found)  # rare ones come with more examples
