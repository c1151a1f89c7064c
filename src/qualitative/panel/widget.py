"""The widget: two synced traits beside anywidget's own, and one dispatcher between the page and the session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anywidget
import traitlets

from qualitative.errors import QualitativeError
from qualitative.panel import changes, opening_choice
from qualitative.panel.answers import SLOW, handle
from qualitative.panel.assets import javascript, stylesheet
from qualitative.panel.reading import read_standing
from qualitative.panel.session import Session
from qualitative.panel.static import LONG, static_view
from qualitative.panel.views import opening

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.folder import Folder

__all__ = ["CodingPanel", "open_panel"]

QUIET = 4.0  # seconds without a change before the static view in the notebook is written anew


def open_panel(
    folder: Folder,
    document: str | None,
    coder: str | None,
    *,
    suggest: Callable[..., pd.DataFrame] | None,
    disagreements: Callable[[], pd.DataFrame],
    language: str | None = None,
    round: int = 1,
) -> CodingPanel:
    """The panel on a document, with the study's suggestions and disagreements where it can make them."""
    document, coder = opening_choice(folder, document, coder)

    def parting(document: str) -> pd.DataFrame:
        table = disagreements()
        return table[(table["document"] == document) & ((table["coder_a"] == coder) | (table["coder_b"] == coder))]

    suggested = None if suggest is None else lambda name, least: suggest(coder=coder, document=name, minimum=least)
    return CodingPanel(
        Session(folder, document, coder, round=round, language=language, suggest=suggested, disagree=parting)
    )


class CodingPanel(anywidget.AnyWidget):
    """The coding panel of one session. Show it as a cell's last value."""

    _esm = javascript()
    _css = stylesheet()
    # made when it is sent, so that a page that is loaded again gets the state of now
    opening = traitlets.Dict().tag(sync=True, to_json=lambda _, panel: opening(panel.session))
    mark = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        # JupyterLab may run the messages of one panel in several threads
        self._lock = threading.RLock()
        self._timer: threading.Timer | None = None
        self._display: Any = None
        super().__init__(mark=f"q-{uuid4().hex[:8]}")
        self.on_msg(self._receive)

    def static(self) -> str:
        """The coded text as plain HTML."""
        session = self.session
        # a key that is pressed meanwhile must not wait, so this reads the files for itself, without the lock; and not by
        # session.read(): what changed since the page heard of it is the page's to hear
        document = session.document
        standing = read_standing(session.folder, session.coder, document.id)
        return static_view(document, standing.codings, session.folder.codebook(), session.language, self.mark)

    def _ipython_display_(self, **_: object) -> None:
        # beside the widget: what a saved notebook shows where no kernel runs; the live panel hides it
        self._display = _shown(_html(f'<div class="q-static {self.mark}"></div>'), display_id=f"{self.mark}-static")
        words = {"text/plain": f"Panel {self.session.document.id}"}
        bundle = super()._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        _shown({**(data or {}), **words}, metadata=metadata)
        # a long text is written when the page has had time to open
        if len(self.session.document.text) > LONG:
            self._write_static_later()
        else:
            self._write_static()

    def _receive(self, _: object, message: object, buffers: Sequence[bytes | memoryview] | None) -> None:
        if not isinstance(message, dict) or "seq" not in message:
            return
        if buffers:
            message["bytes"] = bytes(buffers[0])
        if message.get("kind") in SLOW:
            threading.Thread(target=self._answer, args=(message,), daemon=True).start()
            return
        with self._lock:
            self._answer(message)
        if message.get("kind") in changes.HANDLERS or message.get("kind") == "open":
            self._write_static_later()

    def _answer(self, message: dict[str, Any]) -> None:
        try:
            answer = handle(self.session, message)
        except (QualitativeError, OSError) as problem:
            answer = {"ok": False, "error": str(problem)}
        except Exception as problem:
            self.send({"re": message["seq"], "ok": False, "error": f"{type(problem).__name__}: {problem}"})
            raise
        self.send({"re": message["seq"], **answer})

    def _write_static_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET, self._write_static)
        self._timer.daemon = True
        self._timer.start()

    def _write_static(self) -> None:
        if self._display is not None:
            self._display.update(_html(self.static()), raw=True)


def _html(text: str) -> dict[str, str]:
    return {"text/html": text, "text/plain": ""}


def _shown(bundle: dict[str, Any], **options: object) -> Any:
    """The handle of what a cell now shows."""
    from IPython.display import display

    return display(bundle, raw=True, **options)  # type: ignore[no-untyped-call]  # IPython states no types
