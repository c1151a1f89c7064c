"""The agreement table as CSV, Markdown and HTML. Pure: text comes out, nothing is written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qualitative.agreement.sets import SETS
from qualitative.agreement.words import cell, heading, label_of, notes, unit_word
from qualitative.i18n import format_number

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.agreement.table import Agreement

__all__ = ["format_csv", "format_html", "format_markdown", "format_text", "report_table", "shown_rows"]

REPORTED = ("percent", "alpha", "kappa", "ac1", "alpha_u", "f1")

_HEADS = {
    "code": {"id": "Kode", "en": "Code"},
    "coders": {"id": "Pengode", "en": "Coders"},
    "district": {"id": "Kasus", "en": "Case"},
    "round": {"id": "Putaran", "en": "Round"},
    "prevalence_index": {"id": "Indeks prevalensi", "en": "Prevalence index"},
    "bias_index": {"id": "Indeks bias", "en": "Bias index"},
}
_HIDDEN = {
    "id": "{n} kode tidak dipakai siapa pun dan tidak ditampilkan.",
    "en": "{n} codes that nobody used are not shown.",
}
_MISSING = {
    "undefined": {
        "id": "{n} baris tidak mempunyai nilai untuk sebagian koefisien; alasannya ada di kolom `undefined` pada CSV.",
        "en": "{n} rows have no value for some coefficient; the reasons stand in the column `undefined` of the CSV.",
    },
    "no_interval": {
        "id": "{n} baris tidak mempunyai selang untuk sebagian koefisien; alasannya ada di kolom `no_interval` pada CSV.",
        "en": "{n} rows have no interval for some coefficient; the reasons stand in the column `no_interval` of the CSV.",
    },
}


def format_csv(agreement: Agreement) -> str:
    """Every row and column; empty where undefined, with the reason in `undefined` or `no_interval`."""
    return agreement.table.to_csv(index=False, lineterminator="\n")


def shown_rows(agreement: Agreement) -> pd.DataFrame:
    """The rows that say something: codes that nobody used are left out."""
    table = agreement.table
    name = "alpha_u" if agreement.question.unit == "segment" else "alpha"
    # rows of all codes and of branches always show; of codes only those that somebody used
    aside = table["code"].str.startswith("(") | ~table["code"].isin(agreement.codebook or ())
    return table[
        aside | table[name].notna() | ~table["undefined"].str.contains("every answer is 'not coded'|no coder cut")
    ]


def report_table(agreement: Agreement, language: str = "en") -> pd.DataFrame:
    """What a report prints, tidy: code, label, unit, n_units, n_documents, each coefficient with its ends, and `why` what is missing is missing.

    One row for all codes, for any code, and for each code or branch that somebody used; numbers stay numbers, NaN where undefined.
    """
    table = shown_rows(agreement)
    table = table[table["code"] != SETS].reset_index(drop=True)
    splits = [column for column in ("coders", "district", "round") if column in table]
    names = [f"{name}{end}" for name in REPORTED for end in ("", "_low", "_high") if name in table]
    tidy = table[["code", *splits, "unit", "n_units", "n_documents", "n_coded_documents", *names]].copy()
    tidy.insert(1, "label", [_code_label(agreement, code, language) for code in tidy["code"]])
    tidy["why"] = [_joined(*reasons) for reasons in zip(table["undefined"], table["no_interval"], strict=True)]
    return tidy


def format_markdown(agreement: Agreement, language: str = "en") -> str:
    """A heading, the table, and its notes."""
    head, rows, why = _cells(agreement, language)
    lines = [f"**{heading(agreement, language)}**", "", "| " + " | ".join(head) + " |"]
    lines.append("|" + "|".join("---" if i == 0 else "--:" for i in range(len(head))) + "|")
    lines += ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in rows]
    return "\n".join([*lines, "", *(f"- {note}" for note in [*notes(agreement, language)[1:], *why])]) + "\n"


def format_html(agreement: Agreement, language: str = "en") -> str:
    """The same as a fragment of HTML."""
    head, rows, why = _cells(agreement, language)
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(text)}</td>" for text in row[1:]) + "</tr>"
        for row in rows
    )
    below = "".join(f"<li>{escape(note)}</li>" for note in [*notes(agreement, language)[1:], *why])
    caption = escape(heading(agreement, language))
    return f'<table class="agreement"><caption>{caption}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table><ul>{below}</ul>\n'


def format_text(agreement: Agreement, language: str = "en") -> str:
    """The table for a terminal, columns aligned."""
    head, rows, why = _cells(agreement, language)
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [
        "  ".join(
            text.ljust(width) if i == 0 else text.rjust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    return "\n".join([heading(agreement, language), "", *lines, "", *notes(agreement, language)[1:], *why]) + "\n"


def _cells(agreement: Agreement, language: str) -> tuple[list[str], list[list[str]], list[str]]:
    """(headings, rows, what to say of rows and values that are not shown)."""
    shown = shown_rows(agreement)
    table = shown[shown["code"] != SETS]
    coders = len(agreement.coders)
    names = [column for column in table if f"{column}_low" in table and table[column].notna().any()]
    if "pi" in names and "fleiss" in names:  # for two coders without gaps they are one number
        names.remove("fleiss")
    splits = [column for column in ("coders", "district", "round") if column in table]
    indices = [column for column in ("prevalence_index", "bias_index") if column in table]
    head = [_HEADS[column][language] for column in ("code", *splits)]
    head += [f"n ({unit_word(agreement.question.unit, language)})", *(label_of(n, language, coders) for n in names)]
    head += [_HEADS[column][language] for column in indices]
    rows = [
        [
            _code_label(agreement, str(row["code"]), language),
            *(str(row[column]) for column in splits),
            format_number(row["n_units"], language),
            *(cell(row, name, language) for name in names),
            *("–" if row[i] != row[i] else format_number(row[i], language, 2) for i in indices),
        ]
        for _, row in table.iterrows()
    ]
    return head, rows, [*_sets(shown, splits, language), *_missing(agreement, shown, language)]


def _sets(shown: pd.DataFrame, splits: list[str], language: str) -> list[str]:
    """Alpha over whole sets of codes, one line a part of the table."""
    lines = []
    for _, row in shown[shown["code"] == SETS].iterrows():
        values = "; ".join(
            f"{label_of(n, language)} = {cell(row, n, language)}" for n in ("alpha_jaccard", "alpha_masi")
        )
        part = ", ".join(str(row[column]) for column in splits)
        lines.append(f"{label_of(SETS, language)}{f' ({part})' if part else ''}: {values}")
    return lines


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


def _code_label(agreement: Agreement, code: str, language: str) -> str:
    book = agreement.codebook
    return book.label(code, language) if book is not None and code in book else label_of(code, language)


def _missing(agreement: Agreement, shown: pd.DataFrame, language: str) -> list[str]:
    """How many rows have no value or no interval for some coefficient, and where the reasons stand; how many codes are not shown."""
    lines = [
        _MISSING[column][language].format(n=n)
        for column in ("undefined", "no_interval")
        if (n := int((shown[column] != "").sum()))
    ]
    hidden = len(agreement.table) - len(shown)
    return [*lines, *([_HIDDEN[language].format(n=hidden)] if hidden else [])]
