"""XML out of any bytes, always sound in its form, so that a fuzzer reaches what reads the tree and not only what parses it.

One byte opens the element or names the attribute of that number in a vocabulary, closes an element, or begins a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr, unescape

__all__ = ["Vocabulary", "vocabulary"]

_CLOSE, _TEXT, _REPEAT = 0, 255, 254
_ATTRIBUTES = 160  # the byte of the first attribute
_TOKEN = re.compile(r"<(/?)([\w:.-]+)([^<>]*?)(/?)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')


@dataclass(frozen=True)
class Vocabulary:
    """Names of elements and attributes, and the element around all."""

    root: str  # its opening tag without brackets, name spaces included
    tags: tuple[str, ...]
    attributes: tuple[str, ...]

    def xml(self, data: bytes) -> str:
        """The document that `data` spells."""
        made, opened, place = [f"<{self.root}"], [self.root.split()[0]], 0
        given: set[str] = set()
        is_open = True

        def shut() -> None:
            nonlocal is_open
            made.append(">" if is_open else "")
            is_open = False

        while place < len(data):
            byte, place = data[place], place + 1
            if byte == _CLOSE:
                shut()
                if len(opened) > 1:
                    made.append(f"</{opened.pop()}>")
            elif byte in (_TEXT, _REPEAT):
                length, text, place = _text(data, place)
                shut()
                made.append(escape(text) * (1 if byte == _TEXT else length))
            elif byte >= _ATTRIBUTES and self.attributes:
                name = self.attributes[(byte - _ATTRIBUTES) % len(self.attributes)]
                _, text, place = _text(data, place)
                if is_open and name not in given:
                    given.add(name)
                    made.append(f" {name}={quoteattr(text)}")
            elif self.tags:
                shut()
                opened.append(self.tags[(byte - 1) % len(self.tags)])
                given, is_open = set(), True
                made.append(f"<{opened[-1]}")
        shut()
        return "".join([*made, *(f"</{name}>" for name in reversed(opened))])

    def bytes(self, inner: str) -> bytes:
        """What spells `inner`, the inside of the root."""
        made = bytearray()
        for close, name, more, empty, text in _TOKEN.findall(inner):
            if text:
                made += bytes([_TEXT]) + _packed(text)
            elif close:
                made.append(_CLOSE)
            else:
                made.append(self.tags.index(name) + 1)
                for key, value in _ATTRIBUTE.findall(more):
                    made += bytes([_ATTRIBUTES + self.attributes.index(key)]) + _packed(value)
                made += bytes([_CLOSE]) if empty else b""
        return bytes(made)


def vocabulary(root: str, *inners: str, tags: str = "", attributes: str = "") -> Vocabulary:
    """The names that stand in some documents, and more of them (blanks between)."""
    found = [(name, more) for inner in inners for _, name, more, _, _ in _TOKEN.findall(inner) if name]
    names = dict.fromkeys([*(name for name, _ in found), *tags.split()])
    keys = dict.fromkeys([*(key for _, more in found for key, _ in _ATTRIBUTE.findall(more)), *attributes.split()])
    return Vocabulary(root, tuple(names)[: _ATTRIBUTES - 1], tuple(keys)[: _REPEAT - _ATTRIBUTES])


def _packed(text: str) -> bytes:
    plain = unescape(text, {"&quot;": '"'}).encode()[:255]
    return bytes([len(plain)]) + plain


def _text(data: bytes, place: int) -> tuple[int, str, int]:
    """(the length byte, the text, where to read on)."""
    length = data[place] if place < len(data) else 0
    text = data[place + 1 : place + 1 + length].decode("utf-8", "replace")
    # characters that XML cannot hold at all would only end in a parse error
    return length, re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text), place + 1 + length
