"""Words that say what the number beside them is: `NIK`, `nomor HP`, `account no.`, and those that say that it is none of a person's. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from qualitative.text.identifiers.stretches import around

__all__ = ["Cues", "cues_around", "read_cues"]

BEFORE, AFTER = 48, 26  # how far a word reaches over the text behind it, and before it
LONGEST = 40  # characters of a cue
ANY = "any"
_DIGITS = re.compile(r"[0-9]+")

# the first that fits at a place is taken, so that `kode rekening` is no account
_WORDS = {
    "other": r"kode (?:rekening|akun|kegiatan|program|wilayah|desa|pos|barang|satker|unik|bayar|booking|verifikasi|otp)|otp|rekening (?:belanja|anggaran)|mata anggaran"
    r"|account codes?|cost cent(?:re|er)s?|budget (?:code|line)s?|nomor (?:surat|sk|perkara|registrasi perkara|antrian|antrean|kontrak|seri|resi|pesanan|transaksi|tiket|urut)"
    r"|no\.? ?(?:surat|sk|perkara|antrian|kontrak|seri|resi|pesanan|transaksi|tiket|urut|reg(?:istrasi)?|produk|barang)|surat|resi|invoice|faktur|kuitansi|kwitansi|order|pesanan|transaksi|transaction|receipt|tracking|serial"
    r"|isbn|issn|doi|arxiv|pmid|barcode|sku|imei|part no|model(?: no)?|versi|version|koordinat|coordinates?|lintang|bujur|latitude|longitude"
    r"|pasal|ayat|perda|perbup|permen\w*|uu|undang-undang|peraturan|keputusan|regulation|halaman|hlm|hal|pages?|pp|tabel|table|gambar|figure|bab|chapter|section|bagian|lampiran"
    r"|ref(?:erence)?(?: (?:no|number))?|case (?:no|number)|docket|grant(?: (?:no|number))?|contract(?: (?:no|number))?|ticket|flight|gate|batch|lot|asset|item|purchase|po number|job|protocol|trial|vat(?: (?:no|number))?|company (?:no|number)|abn|charity",
    "kk": r"kk|kartu keluarga|family card|kepala keluarga",
    "nik": r"nik|ktp|e-ktp|kartu tanda penduduk|nomor induk kependudukan|induk kependudukan|kependudukan|identity card|national id(?:entity)?",
    "npwp": r"npwp|pokok wajib pajak|wajib pajak",
    "nip": r"nip|nomor induk pegawai",
    "bpjs": r"bpjs|jkn|kis|kpj|jamsostek|jamkesmas|bpjstk|jaminan kesehatan|jaminan sosial|kartu indonesia sehat",
    "card": r"kartu kredit|kartu debit|kartu atm|credit card|debit card|bank card|card (?:no|number)s?|card ending|visa|master ?card|amex|american express|cards?|kartu",
    "account": r"rekening|rek|norek|no rek|acc(?:oun)?ts?|a/c|iban|sort code|bsb|routing(?: (?:no|number))?|aba|bri|bca|bni|btn|bsi|cimb|danamon|bjb|bank \w+|bank|transfer\w*(?: ke)?|ditransfer",
    "ssn": r"ssn|social security|soc sec|itin",
    "nhs": r"nhs(?: (?:no|number))?|chi number",
    "ni": r"ni number|national insurance|nino",
    "tax": r"tfn|tax file|tax(?:payer)? id\w*|medicare|medicaid|itin|ein",
    "passport": r"pass?port?|paspor",
    "licence": r"driv(?:er'?s?|ing) licen[cs]e|licen[cs]e (?:no|number)|surat izin mengemudi|sim [abcd]|nomor sim|no\.? sim|sim",
    "plate": r"p(?:e)?lat(?: nomor| motor| mobil)?|nopol|nomor polisi|no\.? polisi|no pol|stnk|bpkb|licen[cs]e plates?|number plates?|plates?|rego|registration|reg(?: no)?|motor(?:nya)?|mobil(?:nya)?|kendaraan|angkot|angkutan|truk|ambulans?|ambulance|bus|bis|minibus|mikrolet|taksi|taxi|ojek|pikap|pick ?up|sepeda motor|sedan|jeep|lorry|car|van|vehicle",
    "identity": r"nisn|nim|nrp|nidn|nuptk|nis|no(?:mor)?\.? (?:identitas|induk|peserta|anggota|pegawai|pasien|rekam medis|kartu(?! (?:keluarga|kredit|debit|atm|bpjs|kis|jkn|indonesia|tanda))|polis|pendaftaran|mahasiswa|siswa)|rekam medis|dtks|mrn|medical record"
    r"|(?:student|employee|staff|patient|member(?:ship)?|hospital|id|identity|identification|inmate|policy|beneficiary|client)(?: card)?,? ?(?:id|no|number|#)s?",
    "phone": r"hp|h\.p|wa|whats ?app|telp|tlp|tlpn|telpon|telepon|telegram|signal|tel|ponsel|handphone|hape|seluler|sms|fax|faks|faksimile|phones?(?: numbers?)?|telephones?|mobile|cell(?:phone)?|landline|call(?:ed|ing)?|ring|rang|text(?:ed)?|reach (?:me|us|him|her|them)|dial(?:led)?"
    r"|hubungi|menghubungi|dihubungi|kontak|contact|menelepon|ditelepon|nelpon|nelepon|voicemail|hotline",
    # a number, but not of what: what was said before in the sentence tells, and else one rings it
    "any": r"nomor (?:saya|aku|dia|beliau|ibu|bapak|suami|istri|kantor)(?:nya)?|nomornya|nomorku|(?:my|his|her|their|our|home|work|office|mobile|daytime|evening|emergency) numbers?",
}
_CUES = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
    + r")(?:nya|ku|mu)?(?![^\W\d_])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one text in order: where each begins and ends, and its kind."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[str, ...]
    text: str

    def before(self, start: int, reach: int = BEFORE) -> str:
        """The kind of the nearest cue that ends before `start`, within reach and in the same paragraph; empty where there is none."""
        place = bisect_right(self.ends, start) - 1
        vague = False
        while place >= 0 and start - self.ends[place] <= reach * (1 + vague):
            between = self.text[self.ends[place] : start]
            if "\n\n" in between or _ENDS.search(between):
                break
            if self.kinds[place] != ANY:
                return self.kinds[place]
            vague = True
            place -= 1
        return "phone" if vague else ""

    def after(self, end: int, reach: int = AFTER) -> str:
        """The kind of the first cue that begins after `end`, within reach and in the same sentence."""
        place = bisect_right(self.starts, end - 1)
        if place >= len(self.starts) or self.starts[place] - end > reach:
            return ""
        between = self.text[end : self.starts[place]]
        return "" if "\n" in between or _STOPS.search(between) else self.kinds[place].replace(ANY, "phone")


# a sentence ends; an abbreviation such as `no.` or `rek.` ends none
_ENDS = re.compile(r"[a-z)]{4,}[.!?]\s|[?!]\s")
_STOPS = re.compile(r"[.;!?,:]")


def read_cues(text: str) -> Cues:
    """The cues around the digits of a folded text (see `folding.fold`), and those of a number with letters."""
    found = [
        (match.start(), match.end(), match.lastgroup or "")
        for start, end in around(
            _DIGITS, text, 2 * BEFORE + LONGEST, AFTER + LONGEST
        )  # from which a cue reaches a digit
        for match in _CUES.finditer(text, start, end)
    ]
    return Cues(
        tuple(start for start, _, _ in found),
        tuple(end for _, end, _ in found),
        tuple(kind for _, _, kind in found),
        text,
    )


def cues_around(text: str, start: int, end: int) -> Cues:
    """The cues within reach of a stretch that holds no digits."""
    found = list(_CUES.finditer(text, max(0, start - BEFORE - LONGEST), end + AFTER + LONGEST))
    return Cues(
        tuple(m.start() for m in found), tuple(m.end() for m in found), tuple(m.lastgroup or "" for m in found), text
    )
