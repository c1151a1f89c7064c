"""The agreement table as CSV, Markdown and HTML. Pure: text comes out, nothing is written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from qualitative.agreement.coefficients import COEFFICIENTS, MEASURES
from qualitative.agreement.question import SETS
from qualitative.agreement.records import records
from qualitative.agreement.result import Result
from qualitative.agreement.words import TEXTS, cell, heading, is_missing, label_of, notes, unit_word
from qualitative.i18n import format_number, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["format_csv", "format_html", "format_markdown", "format_text", "report_table", "shown_rows"]


class _Printed(NamedTuple):
    """What all forms print: headings, rows, and the notes below, on rows and values that are not shown too."""

    head: list[str]
    rows: list[list[str]]
    notes: list[str]


def format_csv(found: Result) -> str:
    """Every row and column; empty where undefined, with the reason in `undefined` or `no_interval`."""
    return found.table.to_csv(index=False, lineterminator="\n")


def shown_rows(found: Result) -> pd.DataFrame:
    """The rows that say something: codes and branches that nobody used are left out."""
    table = found.table
    if found.question.key != "code":
        return table
    return table[~table["code"].isin(list(found.codebook)) | (table["n_coded_documents"] > 0)]


def report_table(found: Result, language: str = "en") -> pd.DataFrame:
    """What a report prints, tidy: code, label, unit, n_units, positives, n_documents, n_coded_documents, each coefficient with its ends, and `why` what is missing is missing.

    One row for each code or branch that somebody used, for any code, and for all codes pooled each way; numbers stay numbers, NaN where undefined. Where
    rows are classes, their column bears the name of the class.
    """
    key, table = found.question.key, shown_rows(found)
    table = table[table[key] != SETS].reset_index(drop=True)
    reported = [measure.name for measure in MEASURES.values() if measure.reported and measure.name in table]
    names = [f"{name}{end}" for name in reported for end in ("", "_low", "_high")]
    tidy = table[
        [key, *found.question.parts, "unit", "n_units", "positives", "n_documents", "n_coded_documents", *names]
    ].copy()
    tidy.insert(1, "label", [_row_label(found, str(name), language) for name in tidy[key]])
    tidy["why"] = ["; ".join(filter(None, some)) for some in zip(table["undefined"], table["no_interval"], strict=True)]
    return tidy


def format_markdown(found: Result, language: str = "en") -> str:
    """A heading, the table, and its notes."""
    head, rows, below = _printed(found, language)
    lines = [f"**{heading(found, language)}**", "", "| " + " | ".join(head) + " |"]
    lines.append("|" + "|".join("---" if i == 0 else "--:" for i in range(len(head))) + "|")
    lines += ["| " + " | ".join(text.replace("|", "\\|") for text in row) + " |" for row in rows]
    return "\n".join([*lines, "", *(f"- {note}" for note in below)]) + "\n"


def format_html(found: Result, language: str = "en") -> str:
    """The same as a fragment of HTML."""
    head, rows, below = _printed(found, language)
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(text)}</td>" for text in row[1:]) + "</tr>"
        for row in rows
    )
    items = "".join(f"<li>{escape(note)}</li>" for note in below)
    caption = escape(heading(found, language))
    return f'<table class="agreement"><caption>{caption}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table><ul>{items}</ul>\n'


def format_text(found: Result, language: str = "en") -> str:
    """The table for a terminal, columns aligned."""
    head, rows, below = _printed(found, language)
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [
        "  ".join(
            text.ljust(width) if i == 0 else text.rjust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    return "\n".join([heading(found, language), "", *lines, "", *below]) + "\n"


def _printed(found: Result, language: str) -> _Printed:
    question, shown = found.question, shown_rows(found)
    table = shown[shown[question.key] != SETS]
    names = _columns(table)
    indices = [column for column in ("coverage", "prevalence_index", "bias_index") if column in table]
    head = [_heading_of(column, found, language) for column in (question.key, *question.parts)]
    head.append(f"n ({unit_word(question.unit, language)})")
    head.append(_heading_of("positives", found, language))
    head += [label_of(name, language, len(found.coders)) for name in names]
    head += [_heading_of(column, found, language) for column in indices]
    rows = [
        [
            _row_label(found, str(row[question.key]), language),
            *(str(row[column]) for column in question.parts),
            format_number(row["n_units"], language),
            format_number(row["positives"], language),
            *(cell(row, name, language) for name in names),
            *("–" if is_missing(row[i]) else format_number(row[i], language, 2) for i in indices),
        ]
        for row in records(table)
    ]
    below = [*notes(found, language)[1:], *_sets(found, shown, language), *_missing(found, shown, language)]
    return _Printed(head, rows, below)


def _columns(table: pd.DataFrame) -> list[str]:
    """The measures that have a value in some row; of two that are one number, the first."""
    names = [name for name in table if f"{name}_low" in table and table[name].notna().any()]
    same = {name: found.alike for name, found in COEFFICIENTS.items()}
    return [str(name) for name in names if same.get(str(name), "") not in names]


def _heading_of(column: str, found: Result, language: str) -> str:
    own = found.case_word if column == "case" else None
    if found.declared is not None and column == found.question.key:
        own = found.declared.name
    name = pick(own, language) or pick(TEXTS.get(f"column.{column}") or column, language)
    return name[:1].upper() + name[1:]


def _sets(found: Result, shown: pd.DataFrame, language: str) -> list[str]:
    """Alpha over whole sets of codes, one line a part of the table."""
    lines = []
    for cells in records(shown[shown[found.question.key] == SETS]):
        names = ("alpha_jaccard", "alpha_masi")
        values = "; ".join(f"{label_of(name, language)} = {cell(cells, name, language)}" for name in names)
        part = ", ".join(str(cells[column]) for column in found.question.parts)
        lines.append(f"{label_of(SETS, language)}{f' ({part})' if part else ''}: {values}")
    return lines


def _row_label(found: Result, name: str, language: str) -> str:
    if found.question.key != "code":
        own = found.declared.values.get(name) if found.declared else None
        return pick(own, language) or label_of(name, language)
    return found.codebook.label(name, language) if name in found.codebook else label_of(name, language)


def _missing(found: Result, shown: pd.DataFrame, language: str) -> list[str]:
    """How many rows have no value or no interval for some coefficient, and where the reasons stand; how many codes are not shown."""
    counts = {column: int((shown[column] != "").sum()) for column in ("undefined", "no_interval")}
    counts["hidden"] = len(found.table) - len(shown)
    return [TEXTS.say(f"missing.{key}", language, n=n) for key, n in counts.items() if n]
