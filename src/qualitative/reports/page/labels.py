"""The fixed words of a report in Indonesian and English. A report's own `labels` come before these."""

from __future__ import annotations

from qualitative.reports.page.model import Report

__all__ = ["SYMBOLS", "WORDS", "counted", "words_of"]

# key: (Indonesian, English)
WORDS: dict[str, tuple[str, str]] = {
    "kind.findings": ("Laporan temuan", "Findings report"),
    "kind.recommendations": ("Laporan rekomendasi", "Recommendations report"),
    "contents": ("Daftar isi", "Contents"),
    "skip": ("Langsung ke isi", "Skip to the text"),
    "how": (
        "Angka bergaris bawah dapat dibuka: di baliknya ada segmen yang menjadi dasarnya, lengkap dengan asalnya.",
        "Underlined numbers open: behind each are the segments that it rests on, with where they come from.",
    ),
    "how.paper": (
        "Tanda seperti E1 di samping angka menunjuk kumpulan bukti dalam Lampiran A; S1 menunjuk segmen dalam Lampiran B.",
        "A mark such as E1 beside a number points to a set of evidence in Appendix A; S1 points to a segment in Appendix B.",
    ),
    "how.codes": (
        "Huruf yang tidak ada dalam fon PDF ini ditulis sebagai kodenya, ⟨U+…⟩; laporan HTML menampilkannya.",
        "Characters that this PDF's fonts lack are written as their code, ⟨U+…⟩; the HTML report shows them.",
    ),
    "table": ("Tabel", "Table"),
    "figure": ("Gambar", "Figure"),
    "passages": ("Kutipan dan parafrase", "Passages"),
    "claim": ("Temuan", "Finding"),
    "status": ("Status", "Status"),
    "supporting": ("Mendukung", "For"),
    "opposing": ("Menentang", "Against"),
    "asserting": ("Dikatakan penulis", "The author says so"),
    "none": ("tidak ada", "none"),
    "checks": ("Yang diperiksa", "What was checked"),
    "assessment": ("Penilaian seorang peneliti", "A researcher's own assessment"),
    "recommendation": ("Rekomendasi", "Recommendation"),
    "addressees": ("Ditujukan kepada", "Addressed to"),
    "barriers": ("Kode yang dijawab", "Codes that it answers"),
    "findings": ("Temuan yang mendasari", "Findings it rests on"),
    "ground": ("Landasan", "Ground"),
    "evidence": ("Bukti", "Evidence"),
    "appendix.sets": ("Lampiran A: Kumpulan bukti", "Appendix A: Sets of evidence"),
    "appendix.sets.intro": (
        "Setiap kumpulan memuat segmen yang menjadi dasar satu angka atau satu pernyataan dalam laporan.",
        "Each set holds the segments that a number or a statement of this report rests on.",
    ),
    "appendix.segments": ("Lampiran B: Daftar segmen", "Appendix B: Register of segments"),
    "appendix.segments.intro": (
        "Yang bertanda kutip adalah ucapan atau tulisan orang. Yang berlabel parafrase adalah catatan dengan kata-kata kami sendiri.",
        "What stands in quotation marks, someone said or wrote. What is labelled paraphrase is a note in our own words.",
    ),
    "used": ("Dipakai di", "Used in"),
    "back": ("Kembali", "Back"),
    "close": ("Tutup", "Close"),
    "segment": ("segmen", "segment"),
    "segments": ("segmen", "segments"),
    "informants": ("informan", "informants"),
    "informants.one": ("informan", "informant"),
    "verbatim": ("kata-kata narasumber", "verbatim"),
    "paraphrase": ("parafrase", "paraphrase"),
    "section": ("bagian", "section"),
    "case": ("Kasus", "Case"),
    "domain": ("Kelas", "Class"),
    "informant": ("Informan", "Informant"),
    "speaker": ("Pembicara", "Speaker"),
    "document": ("Dokumen", "Document"),
    "date": ("Tanggal", "Date"),
    "provenance": ("Asal", "Provenance"),
    "basis": ("Dasar", "Basis"),
    "locator": ("Letak", "Place"),
    "codes": ("Kode", "Codes"),
    "coders": ("Pengode", "Coders"),
    "simulated": ("simulasi", "simulated"),
    "simulated.some": ("memuat simulasi", "includes simulated"),
    "simulated.none": ("tanpa simulasi", "nothing simulated"),
    "simulated.report": (
        "Laporan ini memuat wawancara simulasi, bukan data lapangan",
        "This report includes simulated interviews, which are not field data",
    ),
    "callout.note": ("Catatan", "Note"),
    "callout.warning": ("Perhatian", "Caution"),
    "callout.model": ("Dikode oleh model", "Coded by a model"),
    "callout.simulated": ("Simulasi", "Simulated"),
    "filter": ("Saring", "Filter"),
    "filter.all": ("semua", "all"),
    "filter.shown": ("ditampilkan", "shown"),
    "filter.note": (
        "Saringan berlaku bagi temuan, rekomendasi, dan segmen; tabel dan gambar tetap utuh.",
        "The filter applies to findings, recommendations and segments; tables and figures stay whole.",
    ),
    "filter.nothing": ("Tidak ada yang cocok dengan saringan ini.", "Nothing matches this filter."),
    "top": ("Ke atas", "To the top"),
    "page": ("Halaman", "Page"),
}

SYMBOLS: dict[str, str] = {
    "supported": "✓",
    "contested": "⇄",
    "contradicted": "✗",
    "silent": "○",
    "asserted": "✎",
    "inconsistent": "≠",
}


def words_of(report: Report) -> dict[str, str]:
    """The fixed words in the report's language; the report's own labels replace them, key by key.

    >>> words_of(Report("findings", "en", "T", "", "2026", (), ()))["table"]
    'Table'
    """
    column = 0 if report.language == "id" else 1
    return {key: pair[column] for key, pair in WORDS.items()} | dict(report.labels)


def counted(n: int, words: dict[str, str]) -> str:
    """`n` segments in words.

    >>> counted(1, {"segment": "segment", "segments": "segments"})
    '1 segment'
    """
    return f"{n} {words['segment'] if n == 1 else words['segments']}"
