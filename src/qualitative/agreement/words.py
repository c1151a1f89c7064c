"""What must be said beside the figures: who coded, of what units, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from qualitative.agreement.bootstrap import MIN_DOCUMENTS, MIN_WITH_CODE
from qualitative.agreement.coefficients import MEASURES
from qualitative.agreement.question import ALL, ANY, FLAT, SETS
from qualitative.agreement.records import records
from qualitative.agreement.result import Result
from qualitative.i18n import catalogue, format_number, pick
from qualitative.model import Coder

__all__ = ["cell", "heading", "is_missing", "label_of", "notes", "paragraph", "unit_word"]

TEXTS = catalogue("agreement")
ROWS = {ALL: "row.all", FLAT: "row.flat", ANY: "row.any", SETS: "row.sets"}


def heading(found: Result, language: str) -> str:
    """Who agrees with whom: two models agree as models, and the words say so."""
    if found.stability is not None:
        return TEXTS.say("heading.stability", language, name=_named(found.stability.coder))
    kinds = {coder.kind for coder in found.coders}
    who = "models" if kinds == {"model"} else "people" if kinds == {"human"} else "mixed"
    number = pick(TEXTS.get(f"numbers.{len(found.coders)}", str(len(found.coders))), language)
    return TEXTS.say(f"heading.{who}", language, count=number, names=_coders(found, language))


def label_of(name: str, language: str, coders: int = 2) -> str:
    """What a column or row of the table is called."""
    many = TEXTS.get(f"coefficient.{name}_many") if coders > 2 else None
    return pick(many or TEXTS.get(f"coefficient.{name}") or TEXTS.get(ROWS.get(name, "")) or name, language)


def unit_word(unit: str, language: str) -> str:
    """The unit in the plural."""
    return pick(TEXTS[f"unit.{unit}"], language)


def notes(found: Result, language: str = "en") -> list[str]:
    """One sentence or two for each thing that the figures depend on."""
    said = [
        f"{heading(found, language)}.",
        _stability_note(found, language),
        _kind_note(found, language),
        _settled_note(found, language),
        _unit_note(found, language),
        _document_note(found, language),
        _interval_note(found, language),
    ]
    if found.question.unit != "segment":
        said.append(TEXTS.say("note.positives", language, unit=unit_word(found.question.unit, language)))
        said.append(pick(TEXTS["note.pooled"], language))
    if found.unclassed:
        said.append(TEXTS.say("note.unclassed", language, n=found.unclassed))
    if found.unread:
        said.append(TEXTS.say("note.unread", language, n=found.unread))
    if found.left_out:
        names = {coder.id: _named(coder) for coder in found.coders} if found.stability else {}
        counts = ", ".join(f"{names.get(coder, coder)} {n}" for coder, n in found.left_out.items())
        said.append(TEXTS.say("note.left_out", language, counts=counts))
    return [sentence for sentence in said if sentence]


def paragraph(found: Result, language: str = "en") -> str:
    """A paragraph for the methods section: design, unit, coefficients with intervals, and what can't be said."""
    sentences = [
        _design(found, language),
        _kind_note(found, language),
        _settled_note(found, language),
        _unit_note(found, language),
        _spread(found, language),
        _result(found, language),
        _interval_note(found, language),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _stability_note(found: Result, language: str) -> str:
    """That it is one coder twice, and how much later."""
    if found.stability is None:
        return ""
    fewest, most = found.stability.days
    days = format_number(most, language) if fewest == most else f"{fewest}–{most}"
    return TEXTS.say("note.stability", language, drawn=found.stability.drawn, of=found.stability.of, days=days)


def _settled_note(found: Result, language: str) -> str:
    return pick(TEXTS["note.settled"], language) if found.question.settled else ""


def _coders(found: Result, language: str) -> str:
    return _listed([_named(coder) for coder in found.coders], language)


def _named(coder: Coder) -> str:
    return f"{coder.name or coder.id} ({coder.model})" if coder.model else coder.name or coder.id


def _listed(names: Sequence[str], language: str) -> str:
    return f" {pick(TEXTS['and'], language)} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _kind_note(found: Result, language: str) -> str:
    """That models coded, and whether two of them are one model."""
    models = [coder for coder in found.coders if coder.kind == "model"]
    if not models:
        return ""
    key = "models" if len(models) == len(found.coders) else "mixed"
    names = {coder.model for coder in models}
    # which model an unnamed one is nobody knows
    alike = len(models) > 1 and len(names) == 1 and None not in names
    return TEXTS.say(f"kind.{key}_alike" if alike else f"kind.{key}", language, n=len(models))


def _unit_note(found: Result, language: str) -> str:
    question = found.question
    if question.unit == "segment":
        return TEXTS.say("note.segments", language, share=format_number(question.threshold, language, 2))
    roles = TEXTS.say("note.roles", language, roles=", ".join(question.roles)) if question.roles else ""
    read = pick(TEXTS["note.read-twice" if found.stability else "note.read-by-both"], language)
    return TEXTS.say("note.units", language, unit=unit_word(question.unit, language), roles=roles, read=read)


def _document_note(found: Result, language: str) -> str:
    rounds = ", ".join(map(str, found.stability.rounds if found.stability else found.rounds))
    text = TEXTS.say("note.documents", language, n=len(found.documents), rounds=rounds)
    if found.simulated:
        text += " " + TEXTS.say("note.simulated", language, n=found.simulated)
    return text


def _interval_note(found: Result, language: str) -> str:
    question = found.question
    if question.interval != "bootstrap":
        return pick(TEXTS["note.analytic"], language) if question.interval == "analytic" else ""
    resamples = format_number(question.resamples, language)
    least = {"documents": MIN_DOCUMENTS, "with_code": MIN_WITH_CODE}
    return TEXTS.say("note.bootstrap", language, resamples=resamples, seed=question.seed, **least)


def _design(found: Result, language: str) -> str:
    if found.stability is not None:
        return f"{heading(found, language)}. {_stability_note(found, language)}"
    simulated = TEXTS.say("methods.simulated", language, n=found.simulated) if found.simulated else ""
    rounds = _listed([str(round) for round in found.rounds], language)
    names = _coders(found, language)
    return TEXTS.say(
        "methods.design", language, n=len(found.documents), names=names, simulated=simulated, rounds=rounds
    )


def _printed(found: Result) -> list[str]:
    """The measures that a methods section gives: first those that allow for chance."""
    reported = [m for m in MEASURES.values() if m.reported and m.name in found.table]
    return [measure.name for measure in sorted(reported, key=lambda measure: measure.share)]


def _result(found: Result, language: str) -> str:
    """All codes pooled, each way by its name."""
    table = found.table
    said = [_pooled(found, row, language) for row in records(table[table[found.question.key].isin([ALL, FLAT])])]
    return " ".join(filter(None, said)) or pick(TEXTS["methods.nothing"], language)


def _pooled(found: Result, row: Mapping[str, object], language: str) -> str:
    names = [name for name in _printed(found) if not is_missing(row[name])]
    cells = [f"{label_of(name, language, len(found.coders))} = {cell(row, name, language)}" for name in names]
    label = label_of(str(row[found.question.key]), language)
    return TEXTS.say("methods.result", language, pooled=label, figures="; ".join(cells)) if cells else ""


def _spread(found: Result, language: str) -> str:
    """From where to where the first of the measures runs, code by code."""
    if found.question.gathered != "code":
        return ""
    rows = found.table[~found.table["code"].isin(list(ROWS))]
    name = next((name for name in _printed(found) if rows[name].notna().any()), None)
    if name is None:
        return ""
    known = rows[name].dropna().sort_values()
    ends = {"low": known.iloc[0], "middle": known.median(), "high": known.iloc[-1]}
    numbers = {key: format_number(float(value), language, 2) for key, value in ends.items()}
    rest = len(rows) - len(known)
    unused = TEXTS.say("methods.unused", language, n=rest) if rest else ""
    given = rows.loc[known.index, "positives"]
    numbers |= {
        key: format_number(float(value), language) for key, value in (("fewest", given.min()), ("most", given.max()))
    }
    label = label_of(name, language, len(found.coders))
    return TEXTS.say(
        "methods.spread",
        language,
        coefficient=label,
        n=len(known),
        unused=unused,
        unit=unit_word(found.question.unit, language),
        **numbers,
    )


def cell(row: Mapping[str, object], name: str, language: str) -> str:
    """`0.71 [0.60; 0.80]`, without brackets where there is no interval, a dash where undefined."""
    value, low, high = (row[key] for key in (name, f"{name}_low", f"{name}_high"))
    if is_missing(value):
        return "–"
    ends = "" if is_missing(low) else f" [{_rounded(low, language)}; {_rounded(high, language)}]"
    return _rounded(value, language) + ends


def _rounded(value: object, language: str) -> str:
    return format_number(float(str(value)), language, 2)


def is_missing(value: object) -> bool:
    """Whether there is no number."""
    return value is None or (isinstance(value, float) and math.isnan(value))
