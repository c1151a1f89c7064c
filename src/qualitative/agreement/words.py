"""What must be said beside the figures, in Indonesian and English: who coded, of what units, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitative.agreement.bootstrap import MIN_DOCUMENTS, MIN_WITH_CODE
from qualitative.agreement.coefficients import COEFFICIENTS
from qualitative.i18n import format_number
from qualitative.model import Coder

if TYPE_CHECKING:
    from qualitative.agreement.table import Agreement

__all__ = ["heading", "label_of", "notes", "paragraph", "unit_word"]

_UNITS = {
    "character": {"id": "karakter", "en": "characters"},
    "token": {"id": "token", "en": "tokens"},
    "sentence": {"id": "kalimat", "en": "sentences"},
    "turn": {"id": "giliran bicara atau paragraf", "en": "turns or paragraphs"},
    "document": {"id": "dokumen", "en": "documents"},
    "segment": {"id": "segmen", "en": "segments"},
}
_OTHERS = {
    "precision": {"id": "Presisi", "en": "Precision"},
    "recall": {"id": "Perolehan", "en": "Recall"},
    "f1": {"id": "F1", "en": "F1"},
    "alpha_u": {"id": "α unitisasi", "en": "α for unitizing"},
    "alpha_jaccard": {"id": "α (Jaccard)", "en": "α (Jaccard)"},
    "alpha_masi": {"id": "α (MASI)", "en": "α (MASI)"},
}
_ROWS = {
    "(all codes)": {"id": "Semua kode", "en": "All codes"},
    "(any code)": {"id": "Kode apa pun", "en": "Any code"},
    "(sets of codes)": {"id": "Himpunan kode", "en": "Sets of codes"},
}
_NUMBERS = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam"),
    "en": ("no", "one", "two", "three", "four", "five", "six"),
}


def heading(agreement: Agreement, language: str) -> str:
    """Who agrees with whom: two models agree as models, and the words say so."""
    coders = agreement.coders
    kinds = {coder.kind for coder in coders}
    count = _NUMBERS[language][len(coders)] if len(coders) < 7 else str(len(coders))
    names = _listed([_named(coder) for coder in coders], language)
    if kinds == {"model"}:
        return {"id": f"Kesepakatan antara {count} model: {names}", "en": f"Agreement between {count} models: {names}"}[
            language
        ]
    if kinds == {"human"}:
        return {
            "id": f"Kesepakatan antara {count} pengode: {names}",
            "en": f"Agreement between {count} coders: {names}",
        }[language]
    return {
        "id": f"Kesepakatan antara orang dan model: {names}",
        "en": f"Agreement between people and models: {names}",
    }[language]


def label_of(name: str, language: str, coders: int = 2) -> str:
    """What a column or row of the table is called."""
    if name == "kappa" and coders > 2:
        return "κ Conger"
    if name in COEFFICIENTS:
        return COEFFICIENTS[name].label[language]
    return (_OTHERS.get(name) or _ROWS.get(name) or {language: name})[language]


def unit_word(unit: str, language: str) -> str:
    """The unit in the plural."""
    return _UNITS[unit][language]


def notes(agreement: Agreement, language: str = "en") -> list[str]:
    """One sentence or two for each thing that the figures depend on."""
    found = [f"{heading(agreement, language)}.", *_kind_note(agreement, language), *_settled_note(agreement, language)]
    found.append(_unit_note(agreement, language))
    found.append(_document_note(agreement, language))
    found.append(_interval_note(agreement, language))
    if agreement.question.unit != "segment":
        found.append(
            {
                "id": "Semua kode: kesepakatan teramati dan kesepakatan kebetulan dirata-ratakan lintas kode yang dipakai (De Vries dkk. 2008). κ yang rendah pada kode langka perlu dibaca bersama indeks prevalensi dan bias.",
                "en": "All codes: observed and chance agreement are averaged over the codes that were used (De Vries et al. 2008). Read a low κ of a rare code beside its prevalence and bias indices.",
            }[language]
        )
    if agreement.left_out:
        listed = ", ".join(f"{coder} {n}" for coder, n in agreement.left_out.items())
        found.append(
            {
                "id": f"Kode yang diberikan sambil melihat saran atau hasil orang lain tidak dihitung ({listed}); unit di bawahnya dianggap kosong.",
                "en": f"Codings made in sight of suggestions or of another's work are left out ({listed}); the units under them count as missing.",
            }[language]
        )
    return found


def paragraph(agreement: Agreement, language: str = "en") -> str:
    """A paragraph for the methods section: design, unit, coefficients with intervals, and what can't be said."""
    sentences = [
        _design(agreement, language),
        *_kind_note(agreement, language),
        *_settled_note(agreement, language),
        _unit_note(agreement, language),
        _result(agreement, language),
        _spread(agreement, language),
        _interval_note(agreement, language),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _settled_note(agreement: Agreement, language: str) -> list[str]:
    text = {
        "id": "Setelah adjudikasi: keputusan dihitung sebagai sepakat, sehingga angkanya menunjukkan kemajuan adjudikasi, bukan keandalan.",
        "en": "After adjudication: decisions count as agreed, so that the figures show how far adjudication has come, not reliability.",
    }
    return [text[language]] if agreement.question.settled else []


def _named(coder: Coder) -> str:
    return f"{coder.name or coder.id} ({coder.model})" if coder.model else coder.name or coder.id


def _listed(names: Sequence[str], language: str) -> str:
    word = {"id": "dan", "en": "and"}[language]
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _kind_note(agreement: Agreement, language: str) -> list[str]:
    if not any(coder.kind == "model" for coder in agreement.coders):
        return []
    same = len({coder.model for coder in agreement.coders if coder.kind == "model"}) == 1 and len(agreement.coders) > 1
    text = {
        "id": "Angkanya adalah kesepakatan antarmodel, bukan kesepakatan antarpengode manusia",
        "en": "These figures are agreement between models, not between human coders",
    }
    if {coder.kind for coder in agreement.coders} != {"model"}:
        text = {"id": "Sebagian pengode adalah model", "en": "Some of the coders are models"}
    shared = {
        "id": "; modelnya sama, sehingga kesalahannya bisa sama pula.",
        "en": "; they are the same model, so that they may share errors.",
    }
    return [text[language] + (shared[language] if same else ".")]


def _unit_note(agreement: Agreement, language: str) -> str:
    unit, word = agreement.question.unit, unit_word(agreement.question.unit, language)
    if unit == "segment":
        share = format_number(agreement.question.threshold, language, 2)
        return {
            "id": f"Satuannya segmen: dua segmen cocok bila irisan dibagi gabungannya paling sedikit {share}; teks yang tidak dikode siapa pun tidak dihitung, kecuali sebagai jarak dalam α unitisasi.",
            "en": f"Units are segments: two match where intersection over union is at least {share}; text that nobody coded does not count, except as gaps in α for unitizing.",
        }[language]
    roles = agreement.question.roles
    spoken = (
        ""
        if not roles
        else {"id": f" (hanya tuturan {', '.join(roles)})", "en": f" (turns of {', '.join(roles)} only)"}[language]
    )
    return {
        "id": f"Satuannya {word}{spoken}; label penutur dan penanda waktu tidak dihitung. Satuan berkode bila disentuh sebuah kode; satuan yang tidak dikode siapa pun dihitung sebagai sepakat tidak berkode, hanya pada teks yang ditandai selesai oleh kedua pengode.",
        "en": f"Units are {word}{spoken}; speaker labels and timestamps are none. A unit is coded where a coding touches it; one that nobody coded counts as agreed not to be coded, only in text that both coders marked done.",
    }[language]


def _document_note(agreement: Agreement, language: str) -> str:
    n, simulated = len(agreement.documents), agreement.simulated
    rounds = ", ".join(map(str, agreement.rounds))
    text = {"id": f"{n} dokumen; putaran {rounds}.", "en": f"{n} document{'s' if n != 1 else ''}; round {rounds}."}[
        language
    ]
    if simulated:
        text += {"id": f" {simulated} di antaranya simulasi.", "en": f" {simulated} of them are simulated."}[language]
    return text


def _interval_note(agreement: Agreement, language: str) -> str:
    question = agreement.question
    if question.interval == "none":
        return ""
    if question.interval == "analytic":
        return {
            "id": "Selang kepercayaan 95% dihitung secara analitis, dokumen dianggap saling bebas (Gwet 2014).",
            "en": "95% intervals are analytic, with documents taken as independent (Gwet 2014).",
        }[language]
    count = format_number(question.resamples, language)
    return {
        "id": f"Selang kepercayaan 95% berasal dari bootstrap tersandar dengan mengambil ulang dokumen utuh ({count} kali, benih {question.seed}); dengan kurang dari {MIN_DOCUMENTS} dokumen, atau untuk kode yang muncul dalam kurang dari {MIN_WITH_CODE} dokumen, tidak diberikan, karena dalam simulasi nilai sebenarnya terlalu jarang tercakup. Selang itu menunjukkan seberapa jauh angkanya bergantung pada dokumen mana yang dikode.",
        "en": f"95% intervals are from a studentised bootstrap of whole documents ({count} resamples, seed {question.seed}); none is given with fewer than {MIN_DOCUMENTS} documents, or for a code that occurs in fewer than {MIN_WITH_CODE}, because in simulation too few held the true value. They say how much a figure depends on which documents were coded.",
    }[language]


def _design(agreement: Agreement, language: str) -> str:
    names = _listed([_named(coder) for coder in agreement.coders], language)
    n = len(agreement.documents)
    simulated = (
        {"id": f" ({agreement.simulated} di antaranya simulasi)", "en": f" ({agreement.simulated} of them simulated)"}[
            language
        ]
        if agreement.simulated
        else ""
    )
    rounds = _listed([str(round) for round in agreement.rounds], language)
    return {
        "id": f"{names} mengode {n} dokumen{simulated} secara terpisah tanpa melihat hasil satu sama lain (putaran {rounds}).",
        "en": f"{names} coded {n} document{'s' if n != 1 else ''}{simulated} separately and blind to each other (round {rounds}).",
    }[language]


def _result(agreement: Agreement, language: str) -> str:
    table = agreement.table
    overall = table[table["code"] == "(all codes)"].iloc[0]
    names = [
        name
        for name in ("alpha", "kappa", "ac1", "percent", "alpha_u", "f1")
        if name in table and not _is_missing(overall[name])
    ]
    cells = [f"{label_of(name, language, len(agreement.coders))} = {cell(overall, name, language)}" for name in names]
    if not cells:
        return {"id": "Tidak ada kode yang dapat dibandingkan.", "en": "No code could be compared."}[language]
    return {"id": f"Untuk semua kode: {'; '.join(cells)}.", "en": f"Over all codes: {'; '.join(cells)}."}[language]


def _spread(agreement: Agreement, language: str) -> str:
    table = agreement.table
    name = "alpha_u" if agreement.question.unit == "segment" else "alpha"
    codes = table[~table["code"].isin(_ROWS)]
    if "code" not in agreement.question.by or codes.empty:
        return ""
    known = codes[name].dropna().sort_values()
    if known.empty:
        return ""
    label = label_of(name, language)
    low, middle, high = (
        format_number(float(value), language, 2) for value in (known.iloc[0], known.median(), known.iloc[-1])
    )
    rest = len(codes) - len(known)
    unused = {
        "id": f"; untuk {rest} kode yang tidak dipakai nilainya tidak terdefinisi",
        "en": f"; for {rest} codes that were not used it is undefined",
    }[language]
    return {
        "id": f"Per kode {label} berkisar dari {low} sampai {high} (median {middle}, {len(known)} kode){unused if rest else ''}.",
        "en": f"By code {label} runs from {low} to {high} (median {middle}, {len(known)} codes){unused if rest else ''}.",
    }[language]


def cell(row: object, name: str, language: str) -> str:
    """`0.71 [0.60, 0.80]`, without brackets where there is no interval, a dash where undefined."""
    value, low, high = (row[key] for key in (name, f"{name}_low", f"{name}_high"))  # type: ignore[index]
    if _is_missing(value):
        return "–"
    ends = "" if _is_missing(low) else f" [{format_number(low, language, 2)}; {format_number(high, language, 2)}]"
    return format_number(value, language, 2) + ends


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
