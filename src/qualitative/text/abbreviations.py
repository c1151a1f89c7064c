"""Abbreviations that do not end a sentence, Indonesian and English; both apply always, since documents mix the two."""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "BEFORE_NUMBERS", "NUMBERED", "STARTERS"]

_TITLES = """
dr dra drs ir prof h hj k.h kh r.a r.m rm ra st sdr sdri tn ny nn yth bpk alm almh moh moch muh muhd abd drg apt ns pdt ust tgk jend letjend letkol kol kapt mayjen brigjen
mr mrs ms messrs mx rev hon sen rep gov gen col lt sgt capt cmdr jr sr
"""

_DEGREES = """
s.h s.e s.pd s.ag s.ip s.sos s.kom s.t s.si s.ked s.psi s.kep s.km s.ked s.stp m.si m.sc m.a m.h m.m m.pd m.kes m.ag m.hum
m.kom m.t m.ap m.ip s.tr s.tr.sos s.tr.keb s.pd.i s.th.i a.ma a.md.keb m.sos sp.a sp.pd b.a b.sc ph.d m.d m.phil ll.m a.md
"""

_PLACES = "jl jln gg kec kab kel prov kp ds dsn dk komp perum ave blvd rd mt ft"

_OTHERS = """
a.n u.p d.a u.b s.d s.d.a a.l al a.s p.t c.v pt cv tbk u.s u.k u.n e.g i.e cf viz vs approx dept est inc ltd llc pte gmbh corp co bros
jan feb mar apr jun jul agt ags sept okt nov des aug oct
"""

ABBREVIATIONS = frozenset(" ".join((_TITLES, _DEGREES, _PLACES, _OTHERS)).split())

# an abbreviation only where a number follows: "No. 11", but "No. I did not"
_BEFORE_NUMBERS = "no nos nr hal hlm ps psl ay art fig figs tab vol bd ed p pp par sec eq ch rp sub rt rw tel telp tgl thn th pkl pk jam km gb gbr lamp lt"
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())

# what has a number in Indonesian: "No. HP", "No. KK"
_NUMBERED = "hp wa kk ktp nik telp telepon rek rekening bpjs kis pkh urut registrasi"
NUMBERED = frozenset(_NUMBERED.split())

# words that open a sentence when they stand in upper case after an abbreviation
_STARTERS = """
ia dia mereka kami kita saya beliau namun tetapi tapi pada dalam menurut selain sementara setelah sebelum ketika karena untuk
hal ini itu sedangkan bahkan meski meskipun jika kalau selanjutnya kemudian akibatnya oleh adapun di ke dari dengan sejak
ada tidak bukan belum sudah semua setiap banyak lalu terus jadi makanya sekarang dulu nanti apa siapa bagaimana kenapa mengapa
he she it they we i the this that these those but however in on at after before when while because if then there what why how who where so and my our your their his also now please
"""
STARTERS = frozenset(_STARTERS.split())
