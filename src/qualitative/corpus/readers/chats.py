"""Chats that a messenger exported as JSON: Telegram, Facebook and Instagram."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qualitative.corpus.readers.heard import Segment, clock_of, name_of, said_in
from qualitative.corpus.readers.raw import Raw
from qualitative.text.recognising.accounting import Aside

__all__ = ["chat", "messages_in"]

_MEDIA = ("photos", "videos", "audio_files", "gifs", "sticker", "share", "files")


def messages_in(tree: Any) -> list[Segment]:
    """The messages of a chat, the oldest first; none where it is none."""
    found = tree.get("messages") if isinstance(tree, dict) else None
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        return []
    if all(one.get("type") in ("message", "service") for one in found):
        return found
    if all("sender_name" in one and isinstance(one.get("timestamp_ms"), int) for one in found):
        return [_of_facebook(one) for one in sorted(found, key=lambda one: int(one["timestamp_ms"]))]
    return []


def chat(messages: Sequence[Segment], notes: tuple[str, ...]) -> Raw:
    """The messages as turns; what the messenger wrote itself and what is no text is told."""
    lines: list[str] = []
    asides: list[Aside] = []
    for one in messages:
        said = said_in(one)
        if one["type"] == "service":
            told = " ".join(str(one[key]) for key in ("actor", "action", "title") if one.get(key))
            told += "".join(f", {member}" for member in one.get("members") or () if isinstance(member, str))
            asides.append(Aside("message of the system", told, plural="messages of the system"))
            continue
        kind = str(one.get("media_type") or ("picture" if one.get("photo") else "" if said else "message without text"))
        if kind:
            asides.append(Aside(kind.replace("_", " "), "", f"of {name_of(one.get('from')) or '?'}"))
        if said:
            time = re.search(r"T(\d\d:\d\d:\d\d)", str(one.get("date")))
            lines.append(f"{f'[{time[1]}] ' if time else ''}<v {name_of(one.get('from')) or '?'}>{said}")
    before = " ".join(said_in(one) or "" for one in messages)
    return Raw("\n\n".join(lines), "json", (), notes, asides=tuple(asides), before=before)


def _of_facebook(one: Segment) -> Segment:
    """A message of Facebook in the shape of Telegram's; its letters are bytes of UTF-8, each written as a letter."""
    seconds = int(one["timestamp_ms"]) // 1000
    media = next((key.removesuffix("s").replace("_", " ") for key in _MEDIA if one.get(key)), "")
    return {
        "type": "message",
        "from": _mended(str(one["sender_name"])),
        "text": _mended(str(one.get("content") or "")),
        "date": f"T{clock_of({'start': seconds % 86400}, 1)[0]}",
        "media_type": media,
    }


def _mended(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
