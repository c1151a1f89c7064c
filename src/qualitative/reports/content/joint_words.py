"""The fixed words of joint displays, convergence coding and triangulation in both languages."""

from __future__ import annotations

from qualitative.i18n import pick

__all__ = ["joint_columns", "joint_word"]

_WORDS = {
    ("reading", "agree"): ("sejalan", "agree"),
    ("reading", "complement"): ("melengkapi", "complement"),
    ("reading", "contradict"): ("bertentangan", "contradict"),
    ("reading", "silent"): ("salah satu atau keduanya tidak menyebut", "one or both silent"),
    ("why", "both-strands"): ("sumber lain mengatakan hal yang sama", "another source says the same"),
    ("why", "own-words-differ"): ("sumber lain mengatakan yang berbeda", "another source says otherwise"),
    ("why", "mixed"): ("sumber lain ada yang sejalan dan ada yang bertentangan", "of other sources some agree and some contradict"),
    ("why", "beside"): ("sumber lain menambahkan hal yang tidak dikatakan nilainya", "another source adds what the value does not say"),
    ("why", "no-value"): ("nilainya tidak diketahui; bagian yang dikode membicarakannya", "the value is unknown; coded passages speak of it"),
    ("why", "no-passage"): ("tidak ada bagian yang dikode membicarakannya", "no coded passage speaks of it"),
    ("why", "same-source"): ("hanya sumber nilai itu sendiri yang membicarakannya", "only the value's own source speaks of it"),
    ("why", "neither"): ("keduanya tidak menyebut", "both strands are silent"),
    ("triangulation", "none"): ("tidak ada", "none"),
    ("triangulation", "author-only"): ("penulis saja", "the author alone"),
    ("triangulation", "one-source"): ("satu sumber", "one source"),
    ("triangulation", "one-basis"): ("satu dasar, beberapa sumber", "one basis, several sources"),
    ("triangulation", "several"): ("beberapa dasar", "several bases"),
    ("negative", "fits"): ("sesuai", "fits"),
    ("negative", "negative"): ("kasus negatif", "negative case"),
    ("negative", "only-expected"): ("hanya yang diharapkan", "only what was expected"),
    ("negative", "silent"): ("tidak menyebut", "silent"),
    ("framework", "stale"): ("ditulis berdasarkan segmen lain", "written over other segments"),
    ("framework", "new"): ("baru", "new"),
    ("framework", "gone"): ("hilang", "gone"),
    ("framework", "blank"): ("belum ditulis", "not written yet"),
    ("stated", "True"): ("disebut", "stated"),
    ("stated", "False"): ("disebut tidak ada", "stated as absent"),
    ("stated", "None"): ("tidak disebut", "not stated"),
}  # fmt: skip

_COLUMNS = {
    "side-by-side": {
        "id": ("Topik", "{case}", "Data kuantitatif", "Segmen", "Hubungan"),
        "en": ("Topic", "{case}", "Quantitative strand", "Segments", "How they relate"),
    },
    "pillar": {
        "id": ("Nilai", "Banyaknya {cases}", "Pilar", "Kode", "Bagian khas"),
        "en": ("Values", "Number of {cases}", "Pillar", "Codes", "Typical passage"),
    },
}


def joint_columns(form: str, language: str, case: str, cases: str) -> tuple[str, ...]:
    """The names of the columns of a joint display; `case` and `cases` are what the study calls them.

    >>> joint_columns("side-by-side", "en", "School", "Schools")[:2]
    ('Topic', 'School')
    """
    return tuple(text.format(case=case, cases=cases.lower()) for text in _COLUMNS[form][language])


def joint_word(kind: str, key: object, language: str) -> str:
    """The word for a reading, a reason and the like; an unknown key is shown as it is.

    >>> joint_word("reading", "contradict", "en")
    'contradict'
    """
    pair = _WORDS.get((kind, str(key)))
    return pick(dict(zip(("id", "en"), pair, strict=True)), language) if pair else str(key)
