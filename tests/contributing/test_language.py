"""The worked example of a language: one folder, no code; tried in a copy of the library and beside the library as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.contributing.worked import ROOT, Worked, worked

READ = """
import json
from qualitative import i18n
from qualitative.tagging import Tagger
from qualitative.text.language import guess_language
from qualitative.text.matching import KeywordMatcher
from qualitative.text.sentences import sentence_spans
from qualitative.text.stems import stem
from qualitative.text.tokens import blank_pipeline

text = "Mi parolis kun d-ro Zamenhof pri n-ro 5 k.t.p. Ni ne havas monon, sed la lernejo estas nia. Jes."
book = [{"id": "money", "keywords": ["mono"]}, {"id": "school", "keywords": ["lernejo"]}]
tagger = Tagger(book, languages=["eo"])
asked = ["Ili kolektis monojn", "Ili vidis lernejojn"]
print(json.dumps({
    "languages": [i18n.LANGUAGES, i18n.READ],
    "guessed": guess_language(text),
    "sentences": [text[a:b] for a, b in sentence_spans(text, "eo")],
    "stems": sorted({stem(word, "eo") for word in "mono monoj monon monojn".split()}),
    "found": [match.exact for match in KeywordMatcher({"money": ["mono"]}, "eo").find("Monojn, mono, monato.")],
    "stop": [token.text for token in blank_pipeline("eo")("La mono kaj mi") if not token.is_stop],
    "suggested": tagger.suggest(asked, minimum=0.2)[["text", "code"]].values.tolist(),
    "other": Tagger(book, languages=["en"]).suggest(asked, minimum=0.2)["code"].tolist(),
    "date": i18n.format_date("2018-11", "eo"),
    "texts": [i18n.pick(i18n.catalogue("codebook")[key], "eo") for key in ("verb.add", "verb.edit")],
}))
"""


def _read(program_runs: Worked) -> dict:
    return json.loads(program_runs.run(READ))


def _is_read(found: dict) -> None:
    assert "eo" in found["languages"][0] and "eo" in found["languages"][1]
    assert found["guessed"] == "eo"
    assert found["sentences"] == [
        "Mi parolis kun d-ro Zamenhof pri n-ro 5 k.t.p.",
        "Ni ne havas monon, sed la lernejo estas nia.",
        "Jes.",
    ]
    assert found["stems"] == ["mon"]
    assert found["found"] == [False, True]
    assert found["stop"] == ["mono"]
    assert found["suggested"] == [[0, "money"], [1, "school"]]
    assert found["date"] == "Novembro 2018"
    assert found["texts"] == ["aldonita", "edited"]


def test_the_example_touches_no_code_and_the_language_is_read_and_written(tmp_path: Path) -> None:
    made = worked("language.md", tmp_path)
    assert made.files == ()
    _is_read(_read(made))


def test_a_folder_of_ones_own_adds_a_language_to_the_library_as_it_is(tmp_path: Path) -> None:
    made = worked("language.md", tmp_path / "copy")
    own = tmp_path / "own"
    own.mkdir()
    (made.source / "qualitative" / "locale" / "eo").rename(own / "eo")
    done = subprocess.run(
        [sys.executable, "-P", "-c", READ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "QUALITATIVE_LOCALES": str(own)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    _is_read(json.loads(done.stdout))


NEUTRAL = """
import json
from qualitative import i18n
from qualitative.tagging import Tagger
from qualitative.text.language import guess_language
from qualitative.text.languages import sentences_of
from qualitative.text.sentences import sentence_spans
from qualitative.text.stems import stem
from qualitative.text.tokens import token_spans

print(json.dumps({
    "written": "eo" in i18n.LANGUAGES,
    "stem": stem("Monojn", "eo"),
    "tokens": len(token_spans("Ni ne havas monon.", "eo")),
    "sentences": len(sentence_spans("Mi vidis Dr. Zamenhof. Jes.", "eo")),
    "same": sentences_of("eo") == sentences_of("und"),
    "code": Tagger([{"id": "money", "keywords": ["monojn"]}], languages=["eo"]).suggest(["La monojn."], minimum=0.2)["code"].tolist(),
}))
"""


@pytest.mark.parametrize("kept", [(), ("language.yaml",), ("reading.yaml",)])
def test_a_language_that_lacks_files_is_read_without_being_taken_for_another(
    tmp_path: Path, kept: tuple[str, ...]
) -> None:
    made = worked("language.md", tmp_path)
    folder = made.source / "qualitative" / "locale" / "eo"
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()
    if "reading.yaml" in kept:
        (folder / "reading.yaml").write_text("common: la kaj de mi ni\n", encoding="utf-8")
    found = json.loads(made.run(NEUTRAL))
    assert found == {
        "written": "language.yaml" in kept,
        "stem": "monojn",
        "tokens": 5,
        "sentences": 2,
        "same": True,
        "code": ["money"],
    }
