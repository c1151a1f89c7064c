"""A sheet for SPSS and Stata: names that these allow, labels, and the missing value for what was not read for."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.errors import StudyError
from qualitative.exports.wanted import TEXTS, Notes, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["dta_bytes", "sav_bytes", "variable_names"]

UNREAD = -9  # SPSS: not read for, declared as missing; in Stata it is .a
_SPSS_WORDS = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
_STATA_WORDS = frozenset(
    [
        "_all",
        "_b",
        "_coef",
        "_cons",
        "_n",
        "_pi",
        "_pred",
        "_rc",
        "_skip",
        "aggregate",
        "array",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "class",
        "colvector",
        "complex",
        "const",
        "continue",
        "default",
        "delegate",
        "delete",
        "do",
        "double",
        "else",
        "eltypedef",
        "end",
        "enum",
        "explicit",
        "export",
        "external",
        "float",
        "for",
        "friend",
        "function",
        "global",
        "goto",
        "if",
        "in",
        "inline",
        "int",
        "local",
        "long",
        "mata",
        "matrix",
        "namespace",
        "new",
        "null",
        "numeric",
        "nullmat",
        "operator",
        "orgtypedef",
        "pointer",
        "polymorphic",
        "pragma",
        "private",
        "protected",
        "public",
        "quad",
        "real",
        "return",
        "rowvector",
        "scalar",
        "short",
        "signed",
        "static",
        "strl",
        "string",
        "struct",
        "super",
        "switch",
        "template",
        "this",
        "throw",
        "transmorphic",
        "try",
        "typedef",
        "typename",
        "union",
        "unsigned",
        "using",
        "vector",
        "version",
        "virtual",
        "void",
        "volatile",
        "while",
        "with",
    ]
)
_STATA_TYPE = re.compile(r"str\d+")


@dataclass(frozen=True)
class _Program:
    """What a statistics program allows: characters of a name, bytes of a label, of a value's label, and of a text."""

    name: str
    longest: int
    words: frozenset[str]
    label: int
    value: int
    text: int


SPSS = _Program("SPSS", 64, _SPSS_WORDS, 255, 120, 32_000)
STATA = _Program("Stata", 26, _STATA_WORDS, 80, 80, 2_045)  # 32, less what pyreadstat adds for the set of labels


def sav_bytes(sheets: Sequence[Sheet], notes: Notes, language: str) -> bytes:
    """The first sheet for SPSS: what was not read for is -9, declared as missing and labelled so."""
    made = _Made(sheets[0], SPSS, notes)
    unread = TEXTS.say("value.unread", language)
    table = made.table
    for name in made.counts:
        table[name] = table[name].astype("Float64").fillna(UNREAD).astype(float)
    labels = {name: {**made.values.get(name, {}), UNREAD: unread} for name in made.counts}
    writer = _reader()
    return _written(
        ".sav",
        lambda path: writer.write_sav(
            table,
            path,
            column_labels=made.labels,
            variable_value_labels=made.values | labels,
            missing_ranges={name: [UNREAD] for name in made.counts},
            variable_measure=made.measures,
            variable_format=dict.fromkeys(made.counts, "F8.0"),
        ),
    )


def dta_bytes(sheets: Sequence[Sheet], notes: Notes, language: str) -> bytes:
    """The first sheet for Stata: what was not read for is .a, labelled so."""
    made = _Made(sheets[0], STATA, notes)
    unread = TEXTS.say("value.unread", language)
    table = made.table
    for name in made.counts:
        table[name] = table[name].astype(object).where(table[name].notna(), "a")
    labels: dict[str, dict[Any, str]] = {name: {**made.values.get(name, {}), "a": unread} for name in made.counts}
    writer = _reader()
    return _written(
        ".dta",
        lambda path: writer.write_dta(
            table,
            path,
            column_labels=made.labels,
            variable_value_labels=made.values | labels,
            missing_user_values={name: ["a"] for name in made.counts},
            version=15,
        ),
    )


def _reader() -> Any:
    try:
        import pyreadstat
    except ImportError:
        raise StudyError(
            "SPSS and Stata files need the package pyreadstat, which is not installed; install it, or write csv or xlsx"
        ) from None
    return pyreadstat


def _written(suffix: str, write: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write(str(path))
        return path.read_bytes()


class _Made:
    """A sheet with the names, labels and values of one program, and what was shortened for it told."""

    def __init__(self, sheet: Sheet, program: _Program, notes: Notes) -> None:
        names = variable_names([str(name) for name in sheet.table.columns], program.longest, program.words)
        self.counts = [names[name] for name in sheet.counts]
        self.table, self.values = _plain(sheet, names)
        self.labels: list[str] = []
        cut = 0
        for name in map(str, sheet.table.columns):
            label = sheet.labels.get(name, "")
            whole = label if name in sheet.counts else f"{label} [{name}]" if label else name
            self.labels.append(_cut(whole, program.label))
            cut += self.labels[-1] != whole
        self.measures = {name: "scale" if name in self.counts else "nominal" for name in self.table.columns}
        for name in self.table.columns:
            column = self.table[name]
            if column.dtype == object and name not in self.counts:
                short = column.map(lambda text: _cut(text, program.text))
                cut += int((short != column).sum())
                self.table[name] = short
        changed = {name: made for name, made in names.items() if made != name}
        shortened = {name: made for name, made in changed.items() if len(made) < len(name)}
        notes.tell_number("note.renamed", len(changed), program=program.name)
        shown = ", ".join(f"{name} → {made}" for name, made in list(shortened.items())[:20])
        notes.tell_number("note.short-names", len(shortened), names=shown + (" …" if len(shortened) > 20 else ""))
        notes.tell_number("note.cut-labels", cut, program=program.name)
        self.values = {
            name: {number: _cut(text, program.value) for number, text in some.items()}
            for name, some in self.values.items()
        }


def _plain(sheet: Sheet, names: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, dict[Any, str]]]:
    """Texts and numbers alone: a choice becomes numbers with labels, a missing text an empty one."""
    import pandas as pd

    values: dict[str, dict[Any, str]] = {names[name]: dict(some) for name, some in sheet.values.items()}
    columns: dict[str, pd.Series[Any]] = {}
    for name in map(str, sheet.table.columns):
        column = sheet.table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            values[names[name]] = {number: str(one) for number, one in enumerate(column.cat.categories, 1)}
            codes = column.cat.codes.astype(float) + 1
            columns[names[name]] = codes.where(codes > 0)
        elif name in sheet.counts:
            columns[names[name]] = column
        elif pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
            columns[names[name]] = column.astype("Float64").astype("float64")
        else:
            columns[names[name]] = column.astype(object).where(column.notna(), "").map(str)
    return pd.DataFrame(columns, index=sheet.table.index), values


def variable_names(wanted: Iterable[str], longest: int, words: Collection[str]) -> dict[str, str]:
    """A legal name for each: letters, digits and `_`, a letter first, no word of the program, none that differs by capitals alone.

    >>> variable_names(["dana-desa", "2nd", "Dana_desa", "by"], 9, {"by"})
    {'dana-desa': 'dana_desa', '2nd': 'v_2nd', 'Dana_desa': 'Dana_de_2', 'by': 'by_'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in wanted:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        plain = plain if plain[:1].isalpha() else f"v_{plain}"
        plain = plain[:longest]
        if plain.lower() in words or _STATA_TYPE.fullmatch(plain.lower()):
            plain = f"{plain[: longest - 1]}_"
        number, made = 1, plain
        while made.lower() in taken:
            number += 1
            made = f"{plain[: longest - len(str(number)) - 1]}_{number}"
        taken.add(made.lower())
        found[name] = made
    return found


def _cut(text: str, longest: int) -> str:
    """The text in at most so many bytes of UTF-8, cut between characters."""
    data = text.encode("utf-8")
    if len(data) <= longest:
        return text
    return data[: longest - 3].decode("utf-8", "ignore") + "…"
