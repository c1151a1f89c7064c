"""Web pages and RTF through pandoc, which runs as a program, sandboxed and bounded; its tree becomes paragraphs, headings and tables."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.office import parted_by_slant, raised, slanted, squeezed, unmarked
from qualitative.corpus.readers.raw import STRONG, WEAK, Raw, counted, decoded
from qualitative.corpus.readers.rtf import TAB, prepared_rtf
from qualitative.corpus.readers.unseen import without_unseen
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside

__all__ = ["html_raw", "read", "struck_note", "told_of", "tree_blocks"]

SECONDS = 60
DEPTH, TABLES = 100, 20  # elements of one name, and tables, within each other
_NESTING = re.compile(  # elements that end by their closing tag alone
    r"<(/?)(div|table|ul|ol|dl|blockquote|section|article|main|aside|figure|center|span|font|b|i|u|em|strong|small|a)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"<([a-z][a-z0-9]{0,20})")
# what Telegram's pages hold beside the messages of people
_CLASSES = {"service": "message of the system", "userpic": "initials in a picture"}
_STRUCK = "struck through"
_UNSEEN = ("script", "style", "head", "title", "template")


def read(data: bytes, name: str, encoding: str | None = None) -> Raw:
    """The text of an RTF file or a web page."""
    if data.lstrip().startswith(b"{\\rtf"):
        ready = prepared_rtf(data)
        blocks, asides = tree_blocks(ready.data, "rtf", name)
        taken = tuple(aside.text for aside in asides if not aside.kind)
        return Raw(
            "\n\n".join(blocks).replace(TAB, "\t"),
            "rtf",
            notes=struck_note(asides),
            asides=(*told_of(asides), *ready.asides),
            before=ready.words,
            taken=taken,
        )
    text, notes = decoded(data, name, encoding or _said(data))
    return html_raw(text, name, notes)


def html_raw(text: str, name: str, notes: tuple[str, ...] = ()) -> Raw:
    """The text of a web page."""
    _check_depth(text, name)
    text, unseen = without_unseen(text)
    blocks, asides = tree_blocks(text.encode("utf-8", "replace"), "html", name)
    before = html.unescape(_visible(_without_inline(text)))
    taken = tuple(aside.text for aside in asides if not aside.kind)
    return Raw(
        "\n\n".join(blocks), "html", (), (*notes, *struck_note(asides)),
        asides=(*told_of(asides), *unseen), before=before, taken=taken,
    )  # fmt: skip


def told_of(asides: Sequence[Aside]) -> tuple[Aside, ...]:
    """Those that are told as not read; the others say what the text holds in another form, or how."""
    return tuple(aside for aside in asides if aside.kind not in ("", _STRUCK))


def struck_note(asides: Sequence[Aside]) -> tuple[str, ...]:
    """What to tell of stretches that are struck through."""
    number = sum(aside.kind == _STRUCK for aside in asides)
    return counted(number, "stretch struck through stays in the text", "stretches struck through stay in the text")


def _check_depth(text: str, name: str) -> None:
    """Raises ReaderError where elements lie within each other by the hundred, which pandoc takes minutes and gigabytes for."""
    open_now: dict[str, int] = {}
    for match in _NESTING.finditer(text):
        tag = match[2].lower()
        open_now[tag] = max(0, open_now.get(tag, 0) + (-1 if match[1] else 1))
        most = TABLES if tag == "table" else DEPTH
        if open_now[tag] > most or sum(open_now.values()) > 2 * DEPTH:
            raise ReaderError(
                f"{name}: more than {most} elements <{tag}> lie within each other, or {2 * DEPTH} of several kinds; open it in a browser, and save its text"
            )


def tree_blocks(data: bytes, source: str, name: str) -> tuple[list[str], list[Aside]]:
    """(paragraphs, what was set aside) of a document that pandoc reads."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "+RTS", "-M768M", "-RTS", "-f", source, "-t", "json", "--sandbox"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
        tree = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, OSError, ValueError, RecursionError):
        tree = None
    if tree is None:
        raise ReaderError(
            f"{name}: this {source.upper()} file is broken or too large; open it in a word processor and save it as .docx"
        )
    asides: list[Aside] = []
    try:
        return parted_by_slant([block for block in _blocks(tree["blocks"], asides) if block.strip()]), asides
    except RecursionError:
        raise ReaderError(
            f"{name}: it is nested too deeply; open it in a word processor and save it as .docx"
        ) from None


def _said(data: bytes) -> str | None:
    """The encoding that a page names itself, unless its bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        match = re.search(rb"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", data[:2048], re.IGNORECASE)
        return match[1].decode("ascii") if match else None
    return None


def _without_inline(text: str) -> str:
    """Tags that stand inside words taken out without a blank, as browsers show them."""
    return re.sub(
        r"</?(?:b|i|em|strong|span|u|a|font|small|sup|sub|wbr)\b[^<>]{0,2000}>", "", text, flags=re.IGNORECASE
    )


def _visible(text: str) -> str:
    """The text of a page without tags, comments, scripts and styles; each place is looked at once, whatever is left open."""
    low, parts, place = text.lower(), [], 0
    while (begin := text.find("<", place)) >= 0:
        parts.append(text[place:begin])
        name = _NAME.match(low, begin)
        if low.startswith("<!--", begin):
            end = low.find("-->", begin)
        elif name and name[1] in _UNSEEN:
            end = low.find(f"</{name[1]}", begin)
        elif name or low.startswith(("</", "<!", "<?"), begin):
            end = begin
        else:
            parts.append("<")
            place = begin + 1
            continue
        end = text.find(">", end) if end >= 0 else -1
        parts.append(" ")
        if end < 0:
            return "".join(parts)
        place = end + 1
    return "".join([*parts, text[place:]])


def _blocks(blocks: Sequence[dict[str, Any]], asides: list[Aside]) -> Iterator[str]:
    content: Any
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            slant = content and all(item["t"] in ("Emph", "Space", "SoftBreak", "LineBreak") for item in content)
            yield slanted(_inline(content, asides)) if slant else _inline(content, asides)
        elif kind == "Header":
            yield f"{'#' * min(content[0], 6)} {squeezed(_inline(content[2], asides))}"
        elif kind == "LineBlock":
            yield "\n".join(_inline(line, asides) for line in content)
        elif kind == "CodeBlock":
            yield content[1]
        elif kind == "BlockQuote":
            yield from _blocks(content, asides)
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                yield from _blocks(item, asides)
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield from (_inline(term, asides), *(text for part in definitions for text in _blocks(part, asides)))
        elif kind in ("Div", "Figure"):
            what = next((_CLASSES[c] for c in content[0][1] if c in _CLASSES), "") if kind == "Div" else ""
            if what:
                asides.append(Aside(what, " ".join(_blocks(content[-1], asides)), plural=what.replace("ge ", "ges ")))
            else:
                yield from _blocks(content[-1], asides)
                yield from _blocks(content[1][1], asides) if kind == "Figure" else ()
        elif kind == "Table":
            yield from _table(content, asides)
        elif kind == "RawBlock":
            asides.append(Aside("raw block", content[1]))


def _table(content: Sequence[Any], asides: list[Aside]) -> Iterator[str]:
    _, caption, _, head, bodies, foot = content
    yield from _blocks(caption[1], asides)
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    cells = [[unmarked("\n".join(_blocks(cell[4], asides))) for cell in row[1]] for row in rows]
    grid = read_grid(cells)
    asides += grid.asides
    asides += [Aside("", cell) for cell in grid.taken if cell]
    yield from grid.lines


def _inline(items: Sequence[dict[str, Any]], asides: list[Aside]) -> str:
    return "".join(_one(item, asides) for item in items)


def _one(item: dict[str, Any], asides: list[Aside]) -> str:
    content: Any = item.get("c")
    kind = item["t"]
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak"):
        return " "
    if kind == "LineBreak":
        return "\n"
    if kind == "Strong":
        return f"{STRONG}{_inline(content, asides)}{WEAK}"
    if kind == "Strikeout":
        asides.append(Aside(_STRUCK))
    if kind == "Superscript":
        return raised(_inline(content, asides))
    if kind == "Quoted":
        marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return f"{marks[0]}{_inline(content[1], asides)}{marks[1]}"
    if kind in ("Code", "Math"):
        return str(content[1])
    if kind == "Note":
        asides.append(Aside("footnote", " ".join(_blocks(content, asides))))
        return ""
    if kind == "Image":
        asides.append(Aside("picture", _inline(content[1], asides)))
        return ""
    if kind in ("Link", "Span", "Cite"):
        return _inline(content[1], asides)
    return _inline(content, asides) if isinstance(content, list) and content and isinstance(content[0], dict) else ""
