"""The guids under which a study goes out: the same study gives the same ones, and what came in keeps its own. Pure."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

__all__ = ["Guids", "is_guid"]


class Guids:
    """Guids of one study. `known` maps (kind, our id) to the guid that it came in under."""

    def __init__(self, title: str, known: dict[tuple[str, str], str] | None = None) -> None:
        self._space = uuid5(NAMESPACE_URL, f"qualitative/{title}")
        self._known = known or {}

    def of(self, kind: str, id: str) -> str:
        """The guid of a thing of a kind (document, code, coder, coding, …)."""
        known = self._known.get((kind, id))
        if known is not None and is_guid(known):
            return known.strip("{}").upper()
        return str(uuid5(self._space, f"{kind}/{id}")).upper()


def is_guid(text: str) -> bool:
    """Whether an id is unique in the world, and not only in its file."""
    try:
        return str(UUID(text)).upper() == text.strip("{}").upper()
    except ValueError:
        return False
