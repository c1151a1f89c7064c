"""The numbers of the audit trail: whose codings count, who coded how much, agreement, the codebook's history, checklists."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import Any

from conftest import ROOT
from reference import report_files as files
from reference import slow_agreement as slow
from reference.asked_rows import Passage
from reference.history import numbers, operations_of
from reference.replay import Standing, stands
from reference.report_counts import Facts
from reference.report_sections import Told, rule_lines
from reference.report_walk import Block, Expected


@lru_cache(maxsize=8)
def standing(facts: Facts) -> Standing:
    """What stands of all that was written."""
    return stands(lines(facts, "corpus/codings/*/*.jsonl"))


def lines(facts: Facts, pattern: str) -> list[str]:
    """The lines of all files of a kind."""
    return [line for path in sorted(facts.root.glob(pattern)) for line in path.read_text(encoding="utf-8").splitlines()]


def is_model(facts: Facts, coder: str) -> bool:
    """Whether a coder is a model."""
    return bool(facts.settings["coders"][coder]["kind"] == "model")


def text(told: Told, n: int, block: Block) -> Expected:
    """First for how many documents each rule held, then what must be told of the whole study."""
    found = rule_lines(told.facts) if n == 1 else told_notes(told.facts) if n == 2 else []
    return {f"items {k}": one for k, one in enumerate(found)}


def told_notes(facts: Facts) -> list[list[str]]:
    """Codings and the documents that they lie in: ranges, unread, waiting, made by a search, of pilots, by models that do not count."""
    rows, codings = facts.answer.rows, facts.material.codings
    splits = facts.history.head.splits
    heard = set(facts.material.models)
    whole: list[list[Any]] = [
        [row for row in rows if row.rule == 5],
        [row for row in rows if row.rule == 6],
        [row for row in rows if row.code in splits],
        [one for one in codings if one.unseen],
        [one for one in codings if one.round in facts.material.pilot and not is_model(facts, one.coder)],
        [one for one in codings if is_model(facts, one.coder) and one.coder not in heard],
    ]
    # one row may be several codings, joined
    sizes = [sum(len(getattr(one, "members", (one,))) for one in some) for some in whole]
    return [[str(n), str(len({one.document for one in some}))] for n, some in zip(sizes, whole, strict=True) if some]


def coders(told: Told, block: Block) -> Expected:
    """Rounds, documents that a coder finished, codings, and those made blind, in the documents of the report."""
    facts = told.facts
    known = {one.id for one in facts.documents}
    blind = {one["id"]: one["blind"] is True for one in standing(facts).codings}
    codings = [one for one in facts.material.codings if one.document in known]  # what was lost is none
    found: Expected = {}
    order = [coder for coder in facts.settings["coders"] if any(one.coder == coder for one in codings)]
    for n, coder in enumerate(order):
        own = [one for one in codings if one.coder == coder]
        found |= {
            f"cell {n}.2": [str(one) for one in sorted({one.round for one in own})],
            f"cell {n}.3": [str(sum(finished(facts, coder, one) for one in facts.documents))],
            f"cell {n}.4": [str(len(own))],
            f"cell {n}.5": [str(sum(blind[one.id] for one in own))],
        }
    return found


def finished(facts: Facts, coder: str, document: files.Document) -> bool:
    """Whether a coder marked all words of a document as done, and did not stop; "done in a pilot alone is not done"."""
    marks = [
        one
        for one in facts.material.marks
        if (one.coder, one.document) == (coder, document.id)
        and one.how != "stopped"
        and one.round not in facts.material.pilot
    ]
    words = (at for turn in document.turns for at in range(turn.start, turn.end))
    return bool(marks) and all(any(mark.start <= at < mark.end for mark in marks) for at in words)


# ----- agreement


def answers(facts: Facts, who: Sequence[str]) -> list[tuple[Passage, slow.Unit]]:
    """Passages, once a round, by what each coder gave them where they marked them done; what was not blind leaves the passage without an answer."""
    blind = {one["id"]: one["blind"] is True for one in standing(facts).codings}
    found = []
    for round_ in sorted({mark.round for mark in facts.material.marks}):
        for passage in facts.asked.passages:
            unit: slow.Unit = {}
            for coder in who:
                # who stopped has not said that anything is absent
                is_done = any(
                    (one.coder, one.document, one.round) == (coder, passage.document, round_)
                    and one.how != "stopped" and one.start <= passage.start and passage.end <= one.end
                    for one in facts.material.marks
                )  # fmt: skip
                own = [
                    one
                    for one in facts.material.codings
                    if (one.coder, one.document, one.round) == (coder, passage.document, round_)
                    and one.start < passage.end and passage.start < one.end
                ]  # fmt: skip
                if is_done and all(blind[one.id] for one in own):
                    unit[coder] = {str(one.code) for one in own}
            found.append((passage, unit))
    return found


Values = list[list[bool]]


Sums = tuple[
    int, int, float
]  # of units with two answers or more: answers, yes among them, and pairs that differ by answers less one


def sums(values: Values) -> Sums:
    """What alpha is made of; sums of documents add up."""
    units = [one for one in values if len(one) > 1]
    return (
        sum(map(len, units)),
        sum(map(sum, units)),
        sum(2 * sum(one) * (len(one) - sum(one)) / (len(one) - 1) for one in units),
    )


def alpha(*tables: Sums) -> float | None:
    """Krippendorff's alpha (2011, section C) for yes and no with answers missing; of several tables the disagreements are averaged first (De Vries et al. 2008)."""
    both = [(differ / n, 2 * yes * (n - yes) / (n * (n - 1))) for n, yes, differ in tables if n > 1]
    seen, chance = (sum(part) / len(both) for part in zip(*both, strict=True)) if both else (0.0, 0.0)
    return 1 - seen / chance if chance else None


def two_places(value: float | None) -> list[str]:
    """A coefficient as it is printed."""
    return [] if value is None else [f"{value:.2f}"]


def agreement(told: Told, block: Block) -> Expected:
    """By code the passages that somebody gave it, the documents, and alpha; then of any code, and pooled."""
    facts = told.facts
    known = {one.id for one in facts.documents}
    who = sorted({one.coder for one in facts.material.marks if one.document in known} - {facts.material.consensus})
    units = [(passage.document, unit) for passage, unit in answers(facts, who) if len(unit) > 1]
    n = len({document for document, _ in units})
    used = [
        code for code in files.in_file(facts.root) if any(code in given for _, unit in units for given in unit.values())
    ]
    assert [told.name(code) for code in used] == [row[0]["text"] for row in block["rows"][: len(used)]]
    tables = {code: [(d, [code in given for given in unit.values()]) for d, unit in units] for code in used}
    any_ = [(d, [bool(given) for given in unit.values()]) for d, unit in units]
    flat = [one for table in tables.values() for one in table]
    found: Expected = {}
    for k, lines_ in enumerate([*([table] for table in tables.values()), [any_], list(tables.values()), [flat]]):
        found[f"cell {k}.1"] = [str(sum(any(one) for table in lines_ for _, one in table))]
        found[f"cell {k}.2"] = [str(n)]
        value = alpha(*(sums([one for _, one in table]) for table in lines_))
        cell = block["rows"][k][3]
        found[f"cell {k}.3"] = [*two_places(value), *interval(told, cell["text"], lines_)]
        found[f"cell note {k}.3"] = why_no_interval(told, cell["note"], lines_, n)
    return {
        where: right
        for where, right in (found | agreement_notes(told, block, n, who)).items()
        if right or "note" not in where
    }


Lines = list[list[tuple[str, list[bool]]]]  # of each code the units: the document, and who gave the code there

# What the library measured once and says beside the figures (benchmarks/agreement.py), and how it draws: nothing that a study's files could give.
DOCUMENTS_NEEDED, WITH_CODE_NEEDED, RESAMPLES, SEED = 12, 6, 1000, 20181
HELD, HELD_FEW = 91, 84


def interval(told: Told, text: str, tables: Lines) -> list[str]:
    """The ends of an interval, where one is printed: taken as right if a plain bootstrap of whole documents comes near them."""
    printed = [float(one.replace(",", ".")) for one in re.findall(r"\d[.,]\d\d", text)[1:]]
    if not printed:
        return []
    names = sorted({document for table in tables for document, _ in table})
    by_document = {
        name: [sums([one for document, one in table if document == name]) for table in tables] for name in names
    }
    random = Random(1)
    drawn = []
    for _ in range(300):
        draw = random.choices(names, k=len(names))
        value = alpha(
            *(tuple(map(sum, zip(*(by_document[name][k] for name in draw), strict=True))) for k in range(len(tables)))
        )  # type: ignore[arg-type]
        drawn += [] if value is None else [value]
    drawn.sort()
    mine = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
    return [f"{one if abs(one - own) < 0.15 else own:.2f}" for one, own in zip(printed, mine, strict=True)]


def why_no_interval(told: Told, note: str, tables: Lines, n: int) -> list[str]:
    """The numbers of the reason why there is no interval: too few documents, too few with the code, or too few resamples that differ."""
    if not re.search(r"\d", note):
        return []
    if n < DOCUMENTS_NEEDED:
        return [str(n), str(DOCUMENTS_NEEDED), *unless_said(note, HELD_FEW)]
    with_code = {document for table in tables for document, one in table if any(one)}
    if len(with_code) < WITH_CODE_NEEDED:
        return [str(len(with_code)), str(WITH_CODE_NEEDED), *unless_said(note, HELD)]
    differ = {document for table in tables for document, one in table if 0 < sum(one) < len(one)}
    share = 100 * (1 - (1 - len(differ) / n) ** n)  # that one of them is among n drawn
    printed = float(re.findall(r"\d+", note)[0])
    return [f"{printed if abs(printed - share) < 6 else share:.0f}"]


def unless_said(note: str, held: int) -> list[str]:
    """How often intervals held the true value is no number of this study: the words of the catalogue have it, if they have the right one."""
    return [] if re.search(rf"95 %.* {held} %", note) else ["95", str(held)]


def agreement_notes(told: Told, block: Block, n: int, who: Sequence[str]) -> Expected:
    """The notes with numbers: documents and rounds, the bootstrap, what was left out for not being blind."""
    facts = told.facts
    known = {one.id for one in facts.documents}
    words = files.read_yaml(ROOT / f"src/qualitative/locale/{told.language}/agreement.yaml")["note"]
    starts = {
        key: re.split(r"\{\w+\}", words[key] if isinstance(words[key], str) else words[key]["other"])
        for key in ("documents", "bootstrap", "left_out")
    }
    rounds = sorted({mark.round for mark in facts.material.marks if mark.document in known and mark.coder in who})
    found: Expected = {}
    for k, note in enumerate(block["notes"]):
        if all(part.strip() in note for part in starts["documents"]) and len(note) < 40:
            found[f"notes {k}"] = [str(n), *map(str, rounds)]
        elif note.startswith(starts["bootstrap"][0]):
            found[f"notes {k}"] = [str(one) for one in (RESAMPLES, SEED, DOCUMENTS_NEEDED, WITH_CODE_NEEDED)]
        elif note.startswith(starts["left_out"][0]):
            seen = [
                one
                for one in standing(facts).codings
                if one["document"] in known and one["coder"] in who and one["blind"] is not True
            ]
            names = re.findall(r"([\w-]+) \d+", note)
            found[f"notes {k}"] = [str(sum(one["coder"] == name for one in seen)) for name in names]
    return found


# ----- the codebook's history, suggestions, checklists


def codebook(told: Told, block: Block) -> Expected:
    """Each version's day, and how many operations of each kind it holds."""
    operations = operations_of(lines(told.facts, "codebook/history/*.jsonl"))
    number = numbers(operations)
    raw = {one["id"]: one for one in map(json.loads, lines(told.facts, "codebook/history/*.jsonl"))}
    found: Expected = {}
    for n, version in enumerate(sorted(set(number.values()))):
        own = [raw[id_] for id_ in raw if number[id_] == version and raw[id_]["op"] != "version"]
        kinds: dict[str, int] = {}
        for one in own:
            kinds[one["op"]] = kinds.get(one["op"], 0) + 1
        year, _, day = max(one["at"] for one in own)[:10].split("-")
        order = ("add", "rename", "edit", "merge", "split", "move", "retire", "restore", "decide")
        found |= {
            f"cell {n}.0": [str(version)], f"cell {n}.1": [str(int(day)), year],
            f"cell {n}.3": [str(kinds[kind]) for kind in order if kind in kinds],
        }  # fmt: skip
        reasons = {one["why"] for one in own}
        found[f"cell {n}.4"] = [str(len(reasons))] if len(reasons) > 1 else re.findall(r"\d+", *reasons)
    return found


def suggestions(told: Told, block: Block) -> Expected:
    """By model what people decided on: accepted as they were, changed after that, rejected; and the share of people's codings."""
    facts = told.facts
    known = {one.id for one in facts.documents}
    here = standing(facts)
    taken = [one for one in here.codings if one["suggestion"] and one["document"] in known]
    rejected = [one for one in here.decisions if one.get("suggestion") and one["document"] in known]
    changed = [one for one in taken if one.get("replaces")]
    people = [one for one in here.codings if one["document"] in known and not is_model(facts, one["coder"])]
    share = round(100 * len(taken) / len(people))
    numbers = [len(taken) + len(rejected), len(taken) - len(changed), len(changed), len(rejected), share]
    return {f"cell 0.{k}": [str(number)] for k, number in enumerate(numbers, 1)}


def checklist(told: Told, block: Block) -> Expected:
    """The items' numbers, and how many are open."""
    items = files.read_yaml(told.facts.root / "reports/checklists.yaml")[block["id"].removeprefix("audit-")]["items"]
    found: Expected = {f"cell {n}.0": re.findall(r"\d+", str(name)) for n, name in enumerate(items)}
    for n, item in enumerate(items.values()):
        for k, key in enumerate(("work", "coding"), 2):
            found[f"cell {n}.{k}"] = re.findall(r"\d+", (item.get(key) or {}).get(told.language, ""))
        found[f"cell {n}.1"] = re.findall(r"\d+", item["name"][told.language])
    open_ = [sum(key not in item for item in items.values()) for key in ("work", "coding")]
    return {**found, "notes 0": [str(len(items)), *map(str, open_)]}
