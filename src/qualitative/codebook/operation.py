"""What every kind of operation can do, and the options of its command. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from qualitative.codebook.draft import Draft
from qualitative.codebook.seeing import Seeing
from qualitative.i18n import Text, catalogue

__all__ = ["Fields", "OperationKind", "Option", "as_today", "ids_in", "listed", "short"]

Fields = Mapping[str, Any]
TEXTS = catalogue("codebook")


@dataclass(frozen=True)
class Option:
    """An argument (a name in capitals) or option of a command. `texts` are written LANG=TEXT, once for each language."""

    name: str
    help: str = ""
    many: bool = False
    required: bool = False
    texts: bool = False
    choices: tuple[str, ...] = ()
    flag: bool = False
    metavar: str | None = None


class OperationKind:
    """One kind of operation. The table of all is `operations.OPERATIONS`.

    `check` raises CodebookError for an operation that somebody is about to make and that can't be; `apply` never minds what other
    branches did meanwhile.
    """

    op: ClassVar[str]
    own: ClassVar[tuple[str, ...]] = ("code",)  # the names of its fields
    help: ClassVar[str] = ""  # of the command; none where people do not give it by a command of its own
    options: ClassVar[tuple[Option, ...]] = ()
    usual_reason: ClassVar[str] = ""  # where nobody says one; a kind without it needs one said

    @property
    def verb(self) -> Text:
        """What became of a code, as in "3 added": `verb.<op>` of the catalogue."""
        return TEXTS[f"verb.{self.op}"]

    def check(self, draft: Draft, fields: Fields) -> None:
        """Raise CodebookError where the operation can't be made upon what `draft` holds."""

    def apply(self, draft: Draft, fields: Fields) -> None:
        """Write into `draft` what the operation says. Raises CodebookError where a code that it names is not at hand."""

    def codes(self, fields: Fields) -> list[str]:
        """The ids of the codes that the operation is about; of one that can't be read, those that can."""
        return ids_in(fields.get("code"))

    def earlier(self, code: str, fields: Fields, seeing: Seeing) -> str | None:
        """What `code` (a key) was before the operation; None where it did not mean then what it means after."""
        return code

    def describe(self, fields: Fields, language: str = "en") -> str:
        """What the operation does, without who and why."""
        return f"{self.op}s code {fields.get('code')}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The operation's own fields, from what its command was given."""
        return {"code": given["code"]}


def as_today(operation: Mapping[str, Any]) -> dict[str, Any]:
    """The own fields of an operation as plain data; the code that it is about may stand under `id`, as format 1 wrote it."""
    fields = {key: value for key, value in operation.items() if key != "op"}
    if "id" in fields:
        fields = {"code": fields.pop("id"), **fields}
    return fields


def ids_in(value: object) -> list[str]:
    """The ids in one id, a list of them, or a mapping by them; none in anything else."""
    found = [value] if isinstance(value, str) else value if isinstance(value, list | tuple | Mapping) else ()
    return [id for id in found if isinstance(id, str)]


def listed(codes: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = [str(code) for code in codes] or ["nothing"]
    return f"{', '.join(first)} and {last}" if first else last


def short(value: Any) -> str:
    """A field's value on a line."""
    if value in (None, "", {}, [], ()):
        return "empty"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {short(text)}" for key, text in value.items())
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
