"""The numbers of claims as a report prints them: the table, the figure, and each claim's card."""

from __future__ import annotations

import datetime
import re
from typing import Any

from conftest import ROOT
from reference import report_files as files
from reference.judged import Claim
from reference.report_checks import Sides, sides_of, tied
from reference.report_claims import Judged, Limb, claim_of, claims, many, piece
from reference.report_counts import Facts
from reference.report_reading import is_read
from reference.report_sections import Told
from reference.report_walk import Block, Expected


def span(low: int, high: int) -> list[str]:
    """A number of sources, or a range of them."""
    return ["–"] if not high else [str(high)] if low == high else [str(low), str(high)]


def sources(one: Limb, side: int) -> tuple[int, int]:
    """How many sources one side has at both ends."""
    return len(one.sides["agreed"][side].sources), len(one.sides["any"][side].sources)


def table(told: Told, block: Block) -> Expected:
    """The numbers of the paper's results, and the sources for and against."""
    found: Expected = {}
    judged_ = claims(told.facts)
    assert len(judged_) == len(block["rows"])
    first = 1 if len(block["columns"]) > 5 else 0
    for n, one in enumerate(judged_):
        if first:
            found[f"cell {n}.0"] = [str(number) for number in many(one.entry.get("claims"))]
        found[f"cell {n}.{first}"] = ["=", sentence(told, one)]
        found[f"cell {n}.{first + 2}"] = span(*sources(one.whole, 0))
        found[f"cell {n}.{first + 3}"] = span(*sources(one.whole, 1)) if asked(one) else ["–"]
        found[f"cell {n}.{len(block['columns']) - 1}"] = looked(told, one)
    return found


def sentence(told: Told, one: Judged) -> str:
    """The claim's sentence with its numbers where they belong."""
    text = " ".join(str(one.entry["text"][told.language]).split())
    for name, tie in (one.entry.get("numbers") or {}).items():
        number = tied(told.facts, tie)
        # a cell is a quantity; a number out of a note stands as the note prints it, with or without a sign for thousands
        if (isinstance(tie, str) or "." in number) and float(number.replace(".", "")) >= 1000:
            number = f"{int(number.replace('.', '')):,}".replace(",", "." if told.language == "id" else ",")
        text = text.replace("{" + name + "}", number)
    return text


def asked(one: Judged) -> bool:
    """Whether a query asks what speaks against it, or somebody looked."""
    return any(limb.get("against") for limb in [one.entry, *entries(one)]) or bool(contrary(one))


def entries(one: Judged) -> list[dict[str, Any]]:
    """The limbs that are written with queries of their own."""
    return [limb for limb in one.entry.get("all") or () if isinstance(limb, dict)]


def contrary(one: Judged) -> list[dict[str, Any]]:
    """Who looked for what speaks against it."""
    return [entry for limb in [one.entry, *entries(one)] for entry in many(limb.get("contrary"))]


def found_against(one: Limb) -> int:
    """The sources against, and the author where the author speaks against it."""
    return len(one.sides["any"][1].sources) + one.sides["any"][1].by_author


def looked(told: Told, one: Judged) -> list[str]:
    """What was found against it, in the table; none is a word."""
    if not asked(one):
        return []
    by_person = contrary(one)
    n = found_against(one.whole)
    return [str(n)] if n or not by_person else []


def figure(told: Told, block: Block) -> Expected:
    """How many claims there are, and how many of each status, in the order in which the words name them."""
    found = [one.status for one in claims(told.facts)]
    words = told_statuses(told)
    text = re.sub(r"^[^:]*:", "", block["alt"])
    order = sorted(set(found), key=lambda one: f", {text.strip()}".find(f", {words[one]} "))
    return {"caption": [str(len(found))], "alt": [str(found.count(one)) for one in order]}


def told_statuses(told: Told) -> dict[str, str]:
    """The words for statuses."""
    found: dict[str, str] = files.read_yaml(ROOT / f"src/qualitative/locale/{told.language}/findings.yaml")["status"]
    return found


def card(told: Told, block: Block) -> Expected:
    """A claim's card: why, its parts, its figures, who looked, its checks."""
    (one,) = [one for one in claims(told.facts) if f"claim-{one.entry['id']}" == block["id"]]
    found: Expected = {
        "numbers": [str(number) for number in many(one.entry.get("claims"))],
        "status": [one.status],
        "text": ["=", sentence(told, one)],
    }
    found["why"] = (
        [str(n + 1) for n in range(len(one.limbs))] if len(one.limbs) > 1 else why(told, one.limbs[0], one.entry)
    )
    checks = [sides_of(told.facts, check) for key in ("agree", "hold") for check in many(one.entry.get(key))]
    found |= {f"checks {n}": check.printed for n, check in enumerate(checks)}
    return {**found, **beside(told, block, one, checks)}


def more(n: int) -> list[str]:
    """Three names and how many more; four are all named."""
    return [str(n - 3)] if n > 4 else []


def why(told: Told, one: Limb, entry: dict[str, Any]) -> list[str]:
    """The numbers of a status's reason; names are taken out before."""
    facts = told.facts
    n, m = (len(one.sides["any"][side].sources) for side in (0, 1))
    author = [
        len(facts.count((row for row in side if facts.basis(row) == "author"), findings=False).places)
        for side in (one.pros, one.cons)
    ]
    members = [str(len(claim_of(facts, entry).members))]
    every = one.kind in ("all", "none")
    return {
        "only-author": [str(author[0])], "only-author-against": [str(author[1])], "author-both": [str(author[0]), str(author[1])],
        "partly": [str(n), *more(n)] if n and not every else [], "mixed": [str(n), *more(n), str(m), *more(m)],
        "contradicted": [str(m), *more(m)], "one-source": [*members, *more(n)] if every else more(n),
        "corroborated": [*members, *more(n)] if every else [str(n), *more(n)], "argued": more(n), "called-for": more(n),
        "author-otherwise": [*more(n), str(author[1])], "sources-otherwise": more(m), "only-contrary": more(m),
    }.get(one.status, [])  # fmt: skip


def beside(told: Told, block: Block, one: Judged, checks: list[Sides]) -> Expected:
    """What stands beside the status, by its label."""
    words = files.read_yaml(ROOT / f"src/qualitative/locale/{told.language}/findings.yaml")
    names = words["label"]
    found: Expected = {}
    part = 0
    for n, (label, text) in enumerate(block["beside"]):
        if label == names["part"]:
            found[f"beside {n}"] = [str(part + 1), *why(told, one.limbs[part], one.entry)]
            part += 1
        elif label == names["figures"]:
            found[f"beside {n}"] = figures(one, checks)
        elif label == names["contrary"]:
            found[f"beside {n}"] = search(told, one)
        elif label == names["expected"]:
            found[f"beside {n}"] = expected(told, one)
        elif label == names["remarks"]:
            found[f"beside {n}"] = remarks(told, one, text, words["beside"])
    return found


def figures(one: Judged, checks: list[Sides]) -> list[str]:
    """Of the claim's own checks, and of its sources among themselves: how many come true, do not, and are undecided."""
    found = []
    agree = len(many(one.entry.get("agree")))
    for some in (checks[agree:], checks[:agree]):
        if some:
            found += [str(sum(check.holds is value for check in some)) for value in (True, False, None)]
    return found


def search(told: Told, one: Judged) -> list[str]:
    """Who looked against it, and when: what was found, or in how many passages nothing."""
    if not asked(one):
        return []
    if not contrary(one):
        return [str(found_against(one.whole))]
    groups: list[tuple[dict[str, Any], list[int]]] = []
    for k, limb in enumerate(one.entry.get("all") or [one.entry]):
        said = (limb.get("contrary") if isinstance(limb, dict) else None) or one.entry.get("contrary")
        if said is not None and (not groups or groups[-1][0] != said):
            groups.append((said, []))
        if said is not None:
            groups[-1][1].append(k)
    numbers: list[str] = []
    for said, limbs in groups:
        numbers += [str(k + 1) for k in limbs] if len(groups) > 1 else []
        here = one.whole if len(groups) == 1 else one.limbs[limbs[0]]
        at = datetime.date.fromisoformat(str(said["at"]))
        numbers += [str(at.day), str(at.year)]
        if not said.get("cannot") and not (
            found_against(here) and not here.sides["any"][1].sources
        ):  # "found 1, the author" is one word
            numbers.append(str(found_against(here) or passages_read(told.facts, one)))
        numbers += [str(said["read"])] if said.get("read") else []
    return numbers


def expected(told: Told, one: Judged) -> list[str]:
    """What was expected, and what lacks: of each limb apart where they differ."""
    raw = [{**one.entry, **(limb if isinstance(limb, dict) else {})} for limb in one.entry.get("all") or [one.entry]]
    wanted = [claim_of(told.facts, entry) for entry in raw]
    same = (
        len({(claim.kind, claim.sources, claim.persons, claim.cases, claim.bases, claim.over) for claim in wanted}) == 1
    )
    numbers = []
    for k, (claim, entry) in enumerate(zip(wanted, raw, strict=True)):
        if k and same:
            continue
        numbers += [] if same else [str(k + 1)]
        numbers += [str(len(claim.members))] if claim.members else []
        expect = (
            (entry.get("expect") or {}) if claim.kind != "says" else {}
        )  # there it is that the one who is named says so
        numbers += [
            str(expect[name]) for name in ("informants", "cases", "sources") if isinstance(expect.get(name), int)
        ]
    for k, (claim, limb) in enumerate(zip(wanted, one.limbs, strict=True)):
        missing = lacks(claim, limb)
        numbers += [str(k + 1)] if missing and len(one.limbs) > 1 else []
        numbers += missing
    return numbers


def lacks(claim: Claim, limb: Limb) -> list[str]:
    """Of what is expected how much is there, where that is too little."""
    pro = limb.sides["any"][0]
    if claim.members:
        covered = sum(
            member.is_read and not limb.sides["any"][1].by_case.get(member.id)
            if claim.kind == "none"
            else bool(pro.by_case.get(member.id))
            for member in claim.members
        )
        return [] if covered == len(claim.members) else [str(covered), str(len(claim.members))]
    usual = not (claim.sources or claim.persons or claim.cases)
    pattern = claim.kind == "pattern" and usual
    wanted = [
        (len(pro.persons), 2 if pattern else claim.persons), (len(pro.cases), 2 if pattern else claim.cases),
        (len(pro.sources), 1 if usual and not pattern else claim.sources),
    ]  # fmt: skip
    return [str(number) for there, due in wanted if there < due for number in (there, due)]


def remarks(told: Told, one: Judged, text: str, words: dict[str, Any]) -> list[str]:
    """The numbers of what is to be borne in mind, sentence by sentence as they stand."""
    facts, found = told.facts, {}
    low, high = ([one.whole.sides[end][side].sources for side in (0, 1)] for end in ("agreed", "any"))
    place = [{row.passage.place for row in side} for side in (one.whole.pros, one.whole.cons)]
    cited = {
        (basis, part.text)
        for row in [*one.whole.pros, *one.whole.cons]
        if (part := piece(facts, row)).reached == "cited" and (basis := part.basis) in ("document", "table")
    }
    values = {
        "range": [len(low[0]), len(low[1])], "both": [len(place[0] & place[1])], "few": [len(high[1])],
        "cited": [len(cited & (high[0] | high[1]))],
    }  # fmt: skip
    for key, numbers in values.items():
        for form in many(list(words[key].values()) if isinstance(words[key], dict) else words[key]):
            pattern = re.sub(r"\\\{\w+\\\}", ".*?", re.sub(r"\\\{[nm]\\\}", r"\\d+", re.escape(form)))
            hit = re.search(pattern, text)
            if hit:
                found[hit.start()] = [str(number) for number in numbers]
    return [number for at in sorted(found) for number in found[at]]


def passages_read(facts: Facts, one: Judged) -> int:
    """The passages of the claim's cases that were read in full for its codes."""
    cases = set(one.entry.get("cases") or ())
    codes = {str(row.coding.code) for limb in one.limbs for row in [*limb.pros, *limb.cons] if row.coding}
    here = [
        p for p in facts.asked.passages if facts.spoken[p.document, p.n].answers and (not cases or cases & set(p.cases))
    ]
    return sum(all(is_read(facts, code, passage.document) for code in codes) for passage in here)
