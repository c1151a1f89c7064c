"""A report of every kind of block, with real passages of the corpus, for the tests of the renderers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qualitative.corpus.documents import read_document
from qualitative.i18n import format_date
from qualitative.model import Document
from qualitative.reports.page.model import (
    Bullets,
    Callout,
    Cell,
    ClaimBlock,
    Column,
    FigureBlock,
    Heading,
    Paragraph,
    Passage,
    PassageList,
    RecommendationBlock,
    Report,
    TableBlock,
)
from qualitative.text.turns import turns_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
CASES = {
    "muaro-jambi": "Muaro Jambi",
    "musi-rawas": "Musi Rawas",
    "bandung": "Bandung",
    "takalar": "Takalar",
    "national": "Nasional",
}
DOMAINS = {
    "id": ("Kebijakan", "Sumber daya manusia", "Anggaran"),
    "en": ("Policy", "Human resources", "Budget"),
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240">'
    '<rect width="640" height="240" fill="#fff"/>'
    + "".join(
        f'<rect x="{60 + 140 * n}" y="{200 - h}" width="80" height="{h}" fill="#14566b"/>'
        for n, h in enumerate((8, 10, 60, 170))
    )
    + '<path d="M40 200H610" stroke="#222"/></svg>'
)
# one grey pixel
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
NAMES = (
    "pub-as-dana", "pub-na-dana", "pub-nh-bpjs", "pub-nh-pkh", "pub-pa-jumlah", "pub-pa-rujukan", "pub-sy-adminduk", "pub-sy-bazda",
    "pub-faktor-anggaran", "pub-faktor-kebijakan", "pub-faktor-sdm", "pub-kasus-bandung", "pub-kasus-takalar", "pub-permensos-15-2018",
)  # fmt: skip
SIMULATED = ("sim-takalar-puskesos", "sim-bandung-dinas")


@cache
def passages(language: str, simulated: bool) -> tuple[Passage, ...]:
    """Every paragraph of some published notes, and six turns of two simulated interviews."""
    found = [p for name in NAMES for p in _passages(read_document(CORPUS / f"documents/{name}.md"), language)]
    if simulated:
        for name in SIMULATED:
            document = read_document(CORPUS / f"transcripts/{name}.md")
            found += [p for p in _passages(document, language) if p.speaker != "P" and len(p.text) > 120][:4]
    return tuple(found)


def _passages(document: Document, language: str) -> list[Passage]:
    turns, found = turns_of(document), []
    for n, turn in enumerate(turns):
        evidence = next((e for e in document.evidence if e.paragraph == turn.n), None)
        around = [document.text[t.start : t.end] for t in (turns[n - 1 : n] + turns[n + 1 : n + 2])]
        spoken = document.kind == "interview" and document.provenance != "published"
        voice = (evidence.informant if evidence else None) or (turn.speaker if spoken else "")
        found.append(
            Passage(
                id=f"{document.id}.{turn.start}-{turn.end}",
                text=document.text[turn.start : turn.end],
                verbatim=spoken,
                document=document.id,
                title=document.title,
                case=CASES[document.case],
                informant=(evidence.informant if evidence else None) or document.source.get("informant", ""),
                date=format_date(document.date, language),
                provenance=document.provenance,
                basis=(evidence.basis if evidence else "") or "informant",
                locator=(evidence.section if evidence else turn.timestamp) or "",
                codes=("Dana desa", "Tumbuh karena daerah")
                if language == "id"
                else ("Village fund", "Growth by the district"),
                domains=(DOMAINS[language][len(document.id) % 3],),
                coders=("coder-a", "coder-b"),
                before=f"{around[0][:90]} " if n else "",
                after=f" {around[-1][:90]}" if n + 1 < len(turns) else "",
                speaker=turn.speaker or "",
                places=(f"{document.id}@{turn.n}",),
                voices=(voice,) if voice else (),
            )
        )
    return found


def sample_report(language: str = "en", simulated: bool = True, extra: tuple[Passage, ...] = ()) -> Report:
    """A report in `language` with every kind of block; `extra` passages are shown in the text and counted in a table."""
    shown = (*passages(language, simulated), *extra)
    ids = tuple(p.id for p in shown)
    by_case = {name: tuple(p.id for p in shown if p.case == name) for name in CASES.values()}
    blocks = (*_lead(language, simulated), *_tables(language, by_case, ids), *_claims(language, by_case, ids, extra))
    return Report(
        kind="findings",
        language=language,
        title=_t(language, "Peran Puskesos dalam pelayanan sosial terintegrasi di empat kabupaten",
                 "The role of the Puskesos in integrated social services in four districts"),
        subtitle=_t(language, "Apa yang ditopang bukti, apa yang hanya dikatakan penulis, dan apa yang tidak terjawab",
                    "What the evidence supports, what only the author says, and what stays unanswered"),
        date=format_date("2026-11-24", language),
        facts=_facts(language, ids),
        blocks=blocks,
        passages=shown,
        labels={"case": _t(language, "Kabupaten", "District")},
    )  # fmt: skip


def _t(language: str, indonesian: str, english: str) -> str:
    return indonesian if language == "id" else english


def _facts(language: str, ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (
        (_t(language, "Bukti", "Evidence"), _t(language, f"{len(ids)} segmen dari 16 dokumen", f"{len(ids)} segments from 16 documents")),
        (_t(language, "Kasus", "Cases"), "Muaro Jambi, Musi Rawas, Bandung, Takalar"),
        (_t(language, "Pengode", "Coders"), _t(language, "**dua model bahasa**, lalu konsensus", "**two language models**, then a consensus")),
        (_t(language, "Buku kode", "Codebook"), _t(language, "versi 7, lihat [batas](#limits)", "version 7, see [limits](#limits)")),
    )  # fmt: skip


def _lead(language: str, simulated: bool) -> tuple[object, ...]:
    callout = Callout(
        "simulated",
        _t(language, "Memuat wawancara simulasi", "Includes simulated interviews"),
        _t(language, "Dua wawancara ditulis untuk belajar. *Bukan* data lapangan.", "Two interviews were written to learn with. They are *not* field data."),
    )  # fmt: skip
    return (
        Callout(
            "model",
            _t(language, "Model bahasa yang mengode", "A language model did the coding"),
            _t(language, "Kesesuaian dua model bukan kesesuaian antarmanusia.", "Agreement between two models is not agreement between people."),
        ),
        *([callout] if simulated else []),
        Heading(_t(language, "Pertumbuhan", "Growth"), "growth"),
        Paragraph(_t(language,
            "Kementerian **menumbuhkan** 300 Puskesos; pada 2019 ada 6.169 menurut tulisan ini. Angka yang berbeda berdiri *berdampingan*, dan [kasus](#cases) menunjukkan dari mana bedanya.",
            "The ministry **started** 300 centres; by 2019 there were 6,169, the paper says. Figures that disagree stand *side by side*, and the [cases](#cases) show where they part.")),
        FigureBlock("fig-growth",
            _t(language, "Puskesos menurut tahun, 2016–2019", "Centres by year, 2016–2019"),
            _t(language, "Diagram batang: 8, 10, 60 dan 170 satuan dari 2016 sampai 2019.", "Bar chart: 8, 10, 60 and 170 units from 2016 to 2019."),
            SVG, PNG),
        Bullets((_t(language, "Bertambah karena **daerah**.", "It grew through the **districts**."), _t(language, "Tetap dua di dua kabupaten.", "It stayed at two in two districts."))),
    )  # fmt: skip


def _tables(language: str, by_case: dict[str, tuple[str, ...]], ids: tuple[str, ...]) -> tuple[object, ...]:
    unknown = _t(language, "Tulisan tidak menyebut jumlahnya.", "The paper does not give the number.")
    columns = (
        Column(_t(language, "Kabupaten", "District"), header=True),
        Column(_t(language, "Segmen", "Segments"), "end"),
        Column(_t(language, "Pertama", "First"), "end"),
        Column(_t(language, "Desa", "Villages"), "end"),
        Column(_t(language, "Dana menurut informan", "Fund named by the informant")),
    )
    rows = tuple(
        (
            Cell(name),
            Cell(str(len(refs)), refs),
            Cell("1", refs[:1]) if refs else Cell("0"),
            Cell("280") if name == "Bandung" else Cell("NA", note=unknown),
            Cell(_t(language, "dana desa", "village fund"), refs[-2:]),
        )
        for name, refs in by_case.items()
    )
    return (
        Heading(_t(language, "Kasus berdampingan", "The cases side by side"), "cases"),
        Heading(_t(language, "Jumlah segmen", "Counts of segments"), "counts", 2),
        TableBlock("cases-table", _t(language, "Segmen menurut kabupaten", "Segments by district"), columns, rows,
                   (_t(language, "Empat kabupaten dipilih dengan sengaja: angka ini *bukan* prevalensi.", "Four districts chosen on purpose: these counts are *not* prevalence."),)),
        TableBlock("small-table", _t(language, "Ranah dan jumlah", "Domains and counts"),
                   (Column(_t(language, "Ranah", "Domain"), header=True), Column("n", "end")),
                   tuple((Cell(name), Cell(str(n), ids[: n])) for n, name in enumerate(DOMAINS[language], 3))),
        Heading(_t(language, "Kutipan", "Passages"), "quotes", 2),
        PassageList("quotes-list", _t(language, "Yang paling jelas berbicara tentang dana.", "What speaks most plainly of the funds."), (*ids[:3], *ids[-2:])),
    )  # fmt: skip


def _claims(
    language: str, by_case: dict[str, tuple[str, ...]], ids: tuple[str, ...], extra: tuple[Passage, ...]
) -> tuple[object, ...]:
    labels = {
        "corroborated": ("dikuatkan", "corroborated"),
        "mixed": ("beragam", "mixed"),
        "contradicted": ("dibantah", "contradicted"),
        "not-found": ("tidak ditemukan", "not found"),
        "only-author": ("hanya menurut penulis", "only the author"),
        "one-source": ("satu sumber", "one source"),
    }
    claims = tuple(
        ClaimBlock(
            id=f"c{n}",
            text=_t(language, "Puskesos bertambah di luar yang dibiayai kementerian **jika kabupaten punya kebijakan sendiri**.",
                    "Centres grow beyond those that the ministry funds **where the district has a policy of its own**."),
            numbers=(n, n + 6),
            status=status,
            status_label=_t(language, *label),
            why=_t(language, "Dua informan dari dua kabupaten, tak ada yang menentang.", "Two informants of two districts, and nobody against."),
            kind=_t(language, "umumnya demikian", "mostly so"),
            limbs=("one-source", "only-author") if n == 2 else (),
            met=status == "corroborated",
            sources_for=() if status in ("not-found", "only-author") else ("AS", "NH"),
            sources_against=("PA",) if status in ("mixed", "contradicted") else (),
            supporting=() if status in ("not-found", "only-author") else ids[n : n + 4],
            opposing=ids[n + 9 : n + 11] if status in ("mixed", "contradicted") else (),
            asserting=ids[20:22] if status == "only-author" else (),
            denying=ids[21:23] if status == "only-author" else (),
            not_looked=_t(language, "tidak dicari", "not looked for") if n > 3 else "",
            beside=(
                (_t(language, "Yang diharapkan", "Expected"), _t(language, "Dua orang. **Terpenuhi.**", "Two persons. **Met.**")),
                (_t(language, "Bukti yang berlawanan", "Contrary evidence"), _t(language, "Tidak dicari; lihat [kasus](#cases).", "Not looked for; see [cases](#cases).")),
            ),
            checks=(_t(language, "paling sedikit dua informan", "at least two informants"),),
            assessment=_t(language, "Dinilai 24 November 2026: *tipis*, satu kalimat tiap informan.", "Assessed 24 November 2026: *thin*, one sentence an informant.") if n == 1 else "",
        )
        for n, (status, label) in enumerate(labels.items(), 1)
    )  # fmt: skip
    recommendation = RecommendationBlock(
        "r1",
        _t(language, "Tetapkan skema dana yang jelas bagi Puskesos.", "Settle a clear funding scheme for the centres."),
        (
            _t(language, "Kementerian Sosial", "Ministry of Social Affairs"),
            _t(language, "Pemerintah kabupaten", "District governments"),
        ),
        (_t(language, "Dana beragam dan terbatas", "Funds are mixed and scarce"),),
        (_t(language, "[Temuan c1](#c1)", "[Finding c1](#c1)"),),
        _t(language, "Temuan c1 masih berdiri.", "Finding c1 still holds."),
        _t(language, "berlandas", "stands"),
        by_case["Bandung"],
        _t(language, "diminta dalam 2 pernyataan", "called for in 2 statements"),
    )
    hostile = (PassageList("extra-list", "", tuple(p.id for p in extra)),) if extra else ()
    return (
        Heading(_t(language, "Temuan", "Claims"), "claims"),
        *claims,
        Heading(_t(language, "Rekomendasi", "Recommendations"), "recommendations"),
        recommendation,
        Heading(_t(language, "Batas", "Limits"), "limits"),
        Callout("warning", _t(language, "Catatan kami sendiri", "Our own wording"), _t(language, "Sebagian besar segmen adalah parafrase.", "Most segments are paraphrases.")),
        Callout("note", "", _t(language, "Temuan [c1](#c1) dapat dibuka.", "Finding [c1](#c1) can be opened.")),
        *hostile,
    )  # fmt: skip
