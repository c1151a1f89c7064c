"""Words too common to tell one code from another, in Indonesian and English."""

from __future__ import annotations

__all__ = ["STOPWORDS"]

_INDONESIAN = """
yang dan di ke dari pada untuk dengan oleh dalam atau juga tidak bukan adalah ialah ini itu ia dia mereka kami kita saya anda sebagai
akan telah sudah belum bila jika kalau agar supaya karena sebab serta maupun tetapi tapi namun hanya saja lebih paling sangat para
antara secara bagi tentang terhadap hal lain lainnya seperti misalnya yaitu yakni ada tiada bisa dapat harus perlu masih sedang saat
ketika setelah sebelum sejak hingga sampai semua seluruh setiap tiap suatu sebuah seorang beberapa banyak sedikit apa siapa mana mengapa
bagaimana kapan pun lah kah nya tersebut dibandingkan menurut teks menyatakan bahwa menyebut kode tanpa boleh lihat termasuk
"""
_ENGLISH = """
the a an and or of to in on at by for from with without as is are was were be been being it its this that these those they them their he
she his her we our you your i my me not no nor but if then than so such into over under about between among through during before after
when while where which who whom whose what how why all any both each few more most other some only own same too very can could will would
should shall may might must do does did doing have has had having there here also because until against above below up down out off again
further once text says code see user participant
"""

STOPWORDS = frozenset((_INDONESIAN + _ENGLISH).split())
