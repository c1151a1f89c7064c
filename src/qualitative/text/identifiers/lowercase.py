"""Names in small letters behind a title in small letters, as machines and quick typists write them: `pak suparman`, `bu yati`. Pure.

Whether such a word is a name the text itself tells: a word of every day stands elsewhere without a title too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qualitative.text.identifiers.found import Identifier
from qualitative.text.identifiers.titles import NO_NAMES, words

__all__ = ["find_lowercase"]

_TITLED = re.compile(
    r"(?<![\w-])(?:pak|bu|bapak|ibu|bpk|mas|mbak|mba|ustadz|ustaz|ustadzah|kyai|kiai|haji|hajjah|pakde|bude|daeng) (?P<name>[a-z]{4,20})(?![\w-])"
)
_WORD = re.compile(r"(?<![\w-])[a-z]{4,20}(?![\w-])")
# prefixes and endings of verbs and of nouns that are made from them
_MADE = re.compile(
    r"(?:me[mnl]|meng|meny|ber|ter|pem|peng|pen|per|se)[a-z]{4,}|di[a-z]{5,}|ke[a-z]{4,}an|[a-z]{3,}(?:nya|kan|lah|kah|annya)"
)
_EVERYDAY = frozenset(
    words("""
adalah agak agar akhirnya aman amat anda andai antara apalagi asal asalkan atas awal awalnya bagai bagi bagus bahkan bahwa baik baiklah bakal balik banget banyak barang baru baru bawa bawah beda begini begitu bekas belum benar
bener bentuk berapa besok biar biasa bilang bisa boleh bolak buat buka bukan bulan cair cari cepat contoh coba cocok cukup cuma cuman dalam dapat datang dekat demi dengan depan dong duduk duit duluan dulu enak enggak entah
gajian gampang ganti gawat gimana gini gitu habis hadir hampir hanya harus heran hidup hilang hitung ikut ingat ingin intinya iyalah jadi jalan jangan jarang jauh jelas juga kadang kalau kalo kaya kayak kecuali kemarin kemudian
kenal kenapa kerja khan khusus kira kita kurang lagi lain lalu lama lambat langsung lebih lewat lihat lima lupa maaf maka makan makanya malah mana masa masak masalah masih masing masuk mau memang mereka mesti minggu minta
misal mohon mulai mungkin naik nama namun nanti ndak nggak ngerti ngomong nunggu omong orang padahal paham pakai paling panggil pasti pelan penting perlu pernah pertama pokok pulang punya rasa rata ribut rumah saat saja salah
sama sambil sampai sana sangat sebab sebut sedang segitu sekali sekarang selalu selama seluruh semoga semua sendiri sering setiap siap siapa sibuk silahkan sini situ soal soalnya sore suka sulit supaya susah sudah tadi tahu tahun
tamat tanya tapi telat tempat tentang tentu terakhir terima terus tiap tidak tiga tinggal tolong tuh tunggu turun ujung untung untuk urus usul waktu walau wong yaitu yakin yang
""")
)


def find_lowercase(text: str) -> Iterator[Identifier]:
    """Every word behind such a title that is none of every day and stands nowhere in the text without a title."""
    titled = [match for match in _TITLED.finditer(text) if _may_be(match["name"])]
    if not titled:
        return
    wanted = {match["name"] for match in titled}
    everywhere = Counter(match[0] for match in _WORD.finditer(text) if match[0] in wanted)
    behind = Counter(match["name"] for match in titled)
    for match in titled:
        name = match["name"]
        if everywhere[name] == behind[name]:
            yield Identifier(match.start("name"), match.end("name"), "person", name, name)


def _may_be(word: str) -> bool:
    return word not in _EVERYDAY and word not in NO_NAMES["id"] and _MADE.fullmatch(word) is None
