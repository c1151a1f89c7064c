"""How a notebook shows what a study gives back: one table of types, each with what of it is worth seeing first.

The types themselves are data and know nothing of HTML. A type that is missing here shows itself, or as Python writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitative.i18n import FALLBACK, LANGUAGES
from qualitative.study.records import described

if TYPE_CHECKING:
    from qualitative.codebook.tree import Codebook
    from qualitative.corpus.adding import Addition
    from qualitative.corpus.consents import ConsentRegister
    from qualitative.counting.quoting import Chosen
    from qualitative.counting.result import Counted
    from qualitative.exchange.exporting import Exported
    from qualitative.exchange.importing import Imported
    from qualitative.exchange.losses import Losses
    from qualitative.folder import Settings
    from qualitative.model import Document
    from qualitative.privacy.paper import Paper
    from qualitative.privacy.singling import Singled
    from qualitative.status import Status
    from qualitative.tagging.evaluation import Evaluation

__all__ = ["SHOWN", "show_in_notebooks"]


_INDENT = "\u2003"  # a blank that HTML keeps


def _codebook(book: Codebook) -> str:
    rows = [
        {
            "code": f"{_INDENT * depth}{code.id}",
            "name": code.name,
            "definition": code.definition,
            "classes": code.classes,
        }
        for depth, code in book.walk()
        if not code.retired
    ]
    retired = [code.id for code in book.values() if code.retired]
    return described(f"codebook, version {book.version}", [("", rows), ("retired", retired)])


def _counted(found: Counted) -> str:
    title = f"{len(found.table)} codings count, {len(found.left_out)} do not"
    return described(title, [("by rule", found.by_rule), ("table", found.table), ("left out", found.left_out)])


def _chosen(found: Chosen) -> str:
    return described(f"{len(found.table)} passages to quote", [("", found.table), ("", found.told)])


def _evaluation(found: Evaluation) -> str:
    parts = [("by code", found.codes), ("by probability", found.shown), ("by coded sentences", found.curve)]
    return described(f"calibration error {found.calibration:.3f}", [*parts, ("", found.warnings)])


def _singled(found: Singled) -> str:
    rows = [{"columns": " + ".join(columns), "persons": persons} for columns, persons in found.by_columns().items()]
    title = f"{len(found.singled)} of {found.persons} share a combination of attributes with fewer than {found.k}"
    return described(title, [("", rows)])


def _register(found: ConsentRegister) -> str:
    rows = [
        {"person": person, "agreed to": one.given, "withdrawn": one.withdrawn} for person, one in found.records.items()
    ]
    return described("consents", [("for whom nothing is noted", found.usual), ("kept until", found.until), ("", rows)])


def _settings(found: Settings) -> str:
    parts = [("languages", ", ".join(found.languages)), ("coders", list(found.coders.values()))]
    return described(next(iter(found.title.values()), ""), parts)


def _document(document: Document) -> str:
    from qualitative.display import transcript_html

    return transcript_html(document, language=document.language if document.language in LANGUAGES else FALLBACK).html


def _status(found: Status) -> str:
    from qualitative.status.display import status_html

    return status_html(found)


def _addition(found: Addition) -> str:
    parts = [
        ("speakers", found.document.speakers),
        ("turns", found.turns),
        ("not read", found.unread),
        ("", found.notes),
    ]
    return described(f"{found.source.name} → {found.document.id}", parts)


def _paper(paper: Paper) -> str:
    return paper.inside()


def _losses(losses: Losses) -> str:
    rows = [{**row, "why": [f"{reason['count']}: {reason['why']}" for reason in row["why"]]} for row in losses.table()]
    return described("", [("", rows), ("positions", losses.positions), ("", losses.all_remarks)])


def _imported(made: Imported) -> str:
    title = f"brought into {made.root}" if made.is_written else "nothing was written"
    return described(title, []) + _losses(made.losses)


def _exported(made: Exported) -> str:
    return described("written" if made.files else "nothing was written", [("", made.files)]) + _losses(made.losses)


# module and class -> the HTML of one
SHOWN: Mapping[tuple[str, str], Callable[..., str]] = {
    ("qualitative.codebook.tree", "Codebook"): _codebook,
    ("qualitative.corpus.adding", "Addition"): _addition,
    ("qualitative.corpus.consents", "ConsentRegister"): _register,
    ("qualitative.counting.quoting", "Chosen"): _chosen,
    ("qualitative.counting.result", "Counted"): _counted,
    ("qualitative.exchange.exporting", "Exported"): _exported,
    ("qualitative.exchange.importing", "Imported"): _imported,
    ("qualitative.exchange.losses", "Losses"): _losses,
    ("qualitative.folder.settings", "Settings"): _settings,
    ("qualitative.model", "Document"): _document,
    ("qualitative.privacy.paper", "Paper"): _paper,
    ("qualitative.privacy.singling", "Singled"): _singled,
    ("qualitative.status.state", "Status"): _status,
    ("qualitative.tagging.evaluation", "Evaluation"): _evaluation,
}


def show_in_notebooks() -> None:
    """Tell the notebook that runs, if one does, how to show these types; nothing of them is loaded for it."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    if running is None:
        return
    formatter = running.display_formatter.formatters["text/html"]
    for (module, name), shown in SHOWN.items():
        formatter.for_type_by_name(module, name, shown)
