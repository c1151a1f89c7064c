"""Write a Word file for each document: a comment for each coding, its author the coder."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from qualitative.exchange.giving.outgoing import SIMULATED, Outgoing
from qualitative.exchange.progress import Progress
from qualitative.exchange.refi.markup import attribute, text_of, unwritable
from qualitative.exchange.word.reading import OURS
from qualitative.model import Code, Coding, Document, Mark

__all__ = ["docx_files"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_WML}.comments+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WML}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_OPEN}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_OPEN}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/comments" Target="comments.xml"/>'
    f'<Relationship Id="rId2" Type="{_OPEN}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)


def docx_files(out: Outgoing, progress: Progress) -> dict[str, bytes]:
    """A file for each document by its name. What is written, and what a Word file has no place for, is counted in the losses of `out`."""
    files = {}
    for number, document in enumerate(out.documents, 1):
        progress(number, len(out.documents), document.id)
        files[f"{document.id}.docx"] = _file(out, document)
    _losses(out)
    return files


def _file(out: Outgoing, document: Document) -> bytes:
    items: list[Coding | Mark] = [*out.codings.get(document.id, ()), *out.marks.get(document.id, ())]
    items.sort(key=lambda item: (item.start, item.end, item.id))
    out.losses.took("documents")
    lost = unwritable(document.text)
    out.losses.took("characters", len(document.text) - lost)
    out.losses.left("characters", lost, "control characters, which Word files can't hold; U+FFFD stands for each")
    comments = "".join(_comment(out, number, item) for number, item in enumerate(items))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "docProps/core.xml": _core(out, document),
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/comments.xml": f"{_HEAD}<w:comments {_W}>{comments}</w:comments>",
        "word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{_body(document.text, items)}</w:body></w:document>",
        "word/styles.xml": _STYLES,
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return made.getvalue()


def _core(out: Outgoing, document: Document) -> str:
    about = f"<dc:creator>{OURS}</dc:creator><dc:identifier>{out.guids.of('document', document.id)}</dc:identifier>"
    about += f"<dc:description>{SIMULATED}</dc:description>" if document.provenance == "simulated" else ""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{text_of(document.title)}</dc:title>{about}</cp:coreProperties>'
    )


def _body(text: str, items: list[Coding | Mark]) -> str:
    """A paragraph a line, cut into runs where comments begin and end."""
    at: dict[int, list[str]] = {}
    for number, item in enumerate(items):
        at.setdefault(item.start, []).append(f'<w:commentRangeStart w:id="{number}"/>')
        at.setdefault(item.end, []).insert(
            0, f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        )
    made, place = [], 0
    lines = text.removesuffix("\n").split("\n")
    cuts = sorted(at)
    next_cut = 0
    for line in lines:
        inside, end = [], place + len(line)
        last = place
        while next_cut < len(cuts) and cuts[next_cut] <= end:
            inside.append(_run(text[last : cuts[next_cut]]))
            inside += at[cuts[next_cut]]
            last = cuts[next_cut]
            next_cut += 1
        inside.append(_run(text[last:end]))
        made.append(f"<w:p>{''.join(inside)}</w:p>")
        place = end + 1
    rest = "".join(mark for cut in cuts[next_cut:] for mark in at[cut])
    return "".join(made) + (f"<w:p>{rest}</w:p>" if rest else "")


def _run(text: str) -> str:
    if not text:
        return ""
    parts = [f'<w:t xml:space="preserve">{text_of(part)}</w:t>' if part else "" for part in re.split("\t", text)]
    return f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"


def _comment(out: Outgoing, number: int, item: Coding | Mark) -> str:
    coder = next(coder for coder in out.coders if coder.id == item.coder)
    memos = out.memos.get(item.id, [])
    out.losses.took("memos", len(memos))
    note = "\n".join(memo.note for memo in memos)
    if isinstance(item, Coding):
        out.losses.took("codings")
        code = out.book[item.code]
        lines = [_path(out, code), *(note.split("\n") if note else [])]
        lines.append(f"[qualitative {out.guids.of('coding', item.id)} {item.code}]")
    else:
        out.losses.took("noted passages")
        lines = "\n".join(part for part in (item.why, note) if part).split("\n")
        lines.append(f"[qualitative {out.guids.of('mark', item.id)}]")
    inside = "".join(f"<w:p>{_run(line)}</w:p>" for line in lines)
    name = coder.id if coder.kind == "human" else f"{coder.id} (model {coder.model})"
    initials = "".join(word[:1] for word in re.split(r"[\s-]+", coder.id)).upper()[:4]
    return f'<w:comment w:id="{number}" w:author="{attribute(name)}" w:initials="{initials}" w:date="{item.at[:19]}Z">{inside}</w:comment>'


def _path(out: Outgoing, code: Code) -> str:
    """The names down to a code, such as `Barriers > Money`."""
    above = [out.name(out.book[one]) for one in reversed(out.book.ancestors(code.id))]
    return " > ".join(" ".join(name.split()) for name in [*above, out.name(code)])


def _losses(out: Outgoing) -> None:
    losses = out.losses
    out.tell_private({item.id for item in out.items})
    used = {coding.code for some in out.codings.values() for coding in some}
    losses.took("codes", len(used))
    losses.took("coders", len(out.coders))
