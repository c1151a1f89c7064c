"""Migration: the same study afterwards, whatever kills it on the way; nothing that a person said changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from qualitative import Study
from qualitative.cli import main
from qualitative.errors import QualitativeError
from qualitative.folder import read_settings
from qualitative.migrate import migrate, plan

from .conftest import contents
from .test_format_1 import is_same_state

SAID_BY_PEOPLE = ("corpus/", "reports/", "notebooks/")


def kept(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith(SAID_BY_PEOPLE)}


def test_what_people_said_stays_byte_for_byte(old: Path) -> None:
    before = contents(old)
    migrate(old)
    assert kept(contents(old)) == kept(before)


def test_the_study_reads_the_same_under_every_version(old: Path, expected: dict[str, Any]) -> None:
    migrate(old)
    is_same_state(old, expected)
    assert Study.open(old).settings.format == 2


def test_study_yaml_keeps_its_comments_and_all_that_it_said(old: Path) -> None:
    before = (old / "study.yaml").read_text(encoding="utf-8")
    migrate(old)
    after = (old / "study.yaml").read_text(encoding="utf-8")
    assert before in after
    assert after.startswith("format: 2\n")
    added = {key: value for key, value in yaml.safe_load(after).items() if key not in yaml.safe_load(before)}
    assert added == {
        "format": 2,
        "case": {"word": {"en": "district", "id": "kabupaten"}, "whole": "national"},
        "count": {"models": ["robot"]},
        "classes": {"valence": ["barrier", "enabler", "neutral"], "domain": ["budget"]},
    }


def test_settings_mean_the_same_before_and_after(old: Path) -> None:
    before = read_settings(old)
    migrate(old)
    after = read_settings(old)
    for key in ("title", "languages", "licence", "work", "coders", "design", "approach", "case", "count", "terms"):
        assert getattr(after, key) == getattr(before, key), key


def test_the_history_is_a_file_a_coder_and_changes_yaml_is_gone(old: Path) -> None:
    migrate(old)
    assert sorted(path.name for path in (old / "codebook").rglob("*") if path.is_file()) == [
        "ana.jsonl",
        "budi.jsonl",
        "codebook.yaml",
    ]
    assert not [problem for problem in Study.open(old).check() if problem.path.startswith(("codebook", "study"))]


def test_a_copy_is_kept_of_what_changes(old: Path) -> None:
    before = contents(old)
    done = migrate(old)
    folder = old / "migrated/format-1"
    assert [step.kept for step in done] == [folder]
    copies = contents(folder)
    assert copies == {name: before[name] for name in copies}
    assert set(copies) == {
        ".gitattributes",
        ".gitignore",
        "study.yaml",
        "codebook/changes.yaml",
        "codebook/codebook.yaml",
    }


def test_git_learns_what_is_private_and_what_merges(old: Path) -> None:
    migrate(old)
    ignored = (old / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == ".cache/" and {"corpus/private/", "migrated/"} <= set(ignored)
    attributes = (old / ".gitattributes").read_text(encoding="utf-8")
    assert attributes.startswith("*.jsonl merge=union text eol=lf\n")
    assert attributes.count("*.jsonl") == 1
    assert "corpus/persons.csv merge=union text eol=lf\n" in attributes


def test_a_second_migration_has_nothing_to_do(old: Path) -> None:
    migrate(old)
    after = contents(old)
    assert migrate(old) == []
    assert not plan(old).changes
    assert contents(old) == after


def test_two_machines_migrate_to_the_same_bytes(old: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(old, tmp_path / "other"))
    migrate(old)
    migrate(other)
    assert contents(old) == contents(other)


def test_a_migrated_study_can_be_written_to(old: Path) -> None:
    migrate(old)
    study = Study.open(old)
    study.apply("rent", "talk-old", 60, 70, coder="ana")
    book = study.revise(
        [{"op": "add", "code": {"id": "queue", "parent": None, "name": {"en": "Queue"}}}],
        by="ana",
        why="It was missing.",
    )
    assert "queue" in book
    assert not [
        problem for problem in Study.open(old).check() if "lost" not in str(problem) and "words of" not in str(problem)
    ]


class Killed(BaseException):
    """The process dies here."""


def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Let the `at`th change on disk kill the process before it happens; how many there were."""
    count = 0

    def deadly(name: str) -> None:
        real = getattr(Path, name)

        def change(self: Path, *rest: Any, **more: Any) -> Any:
            nonlocal count
            # temporary files and locks are no change of the study
            if ".cache" not in self.parts and not (name == "unlink" and self.name.startswith(".")):
                count += 1
                if count == at:
                    raise Killed
            return real(self, *rest, **more)

        monkeypatch.setattr(Path, name, change)

    for name in ("replace", "rename", "unlink"):
        deadly(name)
    return lambda: count


def test_killed_at_any_moment_it_leaves_the_old_study_or_the_new_one(
    old: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    whole = Path(shutil.copytree(old, tmp_path / "whole"))
    with pytest.MonkeyPatch.context() as watching:
        counted = dying(watching, 0)
        migrate(whole)
        moments = counted()
    assert moments > 10
    for moment in range(1, moments + 1):
        study = Path(shutil.copytree(old, tmp_path / f"killed-{moment}"))
        with pytest.MonkeyPatch.context() as killing, pytest.raises(Killed):
            dying(killing, moment)
            migrate(study)
        is_same_state(study, expected)
        if read_settings(study).format == 1:
            assert (study / "codebook/changes.yaml").read_bytes() == (old / "codebook/changes.yaml").read_bytes()
        migrate(study)
        is_same_state(study, expected)
        found = contents(study)
        assert {name: data for name, data in found.items() if not name.startswith("migrated/.")} == contents(whole), (
            moment
        )


FORMS = {
    "comments between": "title: A\n# what follows is ours\ncoders: # two\n  ana: {kind: human}   # first\n",
    "no line break at the end": "title: A\ncoders:\n  ana: {kind: human}",
    "CRLF": "title: A\r\ncoders:\r\n  ana: {kind: human}\r\n",
    "a byte order mark": "\ufefftitle: A\ncoders: {ana: {kind: human}}\n",
    "a document marker": "# ours\n---\ntitle: A\ncoders: {ana: {kind: human}}\n",
    "an end marker": "title: A\ncoders: {ana: {kind: human}}\n...\n",
    "in braces": "{title: A, coders: {ana: {kind: human}}}\n",
    "in braces over lines": "{\n  title: A,  # the title\n  coders: {ana: {kind: human}},\n}\n",
    "indented": "  title: A\n  coders:\n    ana: {kind: human}\n",
    "a block that keeps its line breaks": "coders: {ana: {kind: human}}\ntitle: |+\n  A\n\n\n",
    "a folded block at the end": "coders: {ana: {kind: human}}\ntitle: >-\n  A long\n  title\n",
    "nothing in the last key": "title: A\nwork: {id: a, citation: é ß 😀}\ncoders:\n",
    "an anchor": "title: &t {id: A, en: B}\nwork: {id: a, citation: x}\ncoders: {ana: {kind: human}}\n",
    "a key in quotes": "'title': A\n\"coders\": {ana: {kind: human}}\n",
    "a comment at the end": "title: A\ncoders: {ana: {kind: human}}\n# the end",
}


@pytest.mark.parametrize("name", FORMS)
def test_study_yaml_is_changed_as_text_however_it_is_written(old: Path, name: str) -> None:
    (old / "study.yaml").write_bytes(FORMS[name].encode())
    before = yaml.safe_load(FORMS[name].removeprefix("\ufeff"))
    migrate(old)
    after = (old / "study.yaml").read_bytes().decode()
    data = yaml.safe_load(after.removeprefix("\ufeff"))
    assert {key: data[key] for key in before} == before
    assert (data["format"], data["case"]["whole"]) == (2, "national")
    for line in FORMS[name].splitlines():
        assert line.lstrip("\ufeff{").strip() in after
    assert ("\r\n" in after) == (name == "CRLF")
    if name == "CRLF":
        assert after.count("\n") == after.count("\r\n")
    assert read_settings(old).format == 2


@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("codebook/changes.yaml", "- {n: 1, op: fuse}\n", r"codebook/changes\.yaml: operation 1: op 'fuse' is unknown"),
        ("codebook/changes.yaml", None, r"codebook/changes\.yaml is missing; restore it from git"),
        ("codebook/changes.yaml", "n: 1\n", r"codebook/changes\.yaml: not a list of operations"),
        ("study.yaml", "title: A\ncodres: {}\n", r"study\.yaml: unknown key 'codres'; did you mean coders\?"),
        ("study.yaml", "title: A\ndesign: {permit: [x]}\n", r"design has the key 'permit'; did you mean permits\? \(mend it, then migrate again: nothing was changed\)"),
        ("study.yaml", "title: A\nwork: {id: My Work}\n", r"work\.id names 'My Work', which is no id; .* \(mend it, then migrate again: nothing was changed\)"),
    ],
)  # fmt: skip
def test_a_study_that_cannot_be_migrated_is_left_as_it_is(
    old: Path, file: str, content: str | None, sentence: str
) -> None:
    if content is None:
        (old / file).unlink()
    else:
        (old / file).write_text(content, encoding="utf-8")
    before = contents(old)
    with pytest.raises(QualitativeError, match=sentence):
        migrate(old)
    assert contents(old) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(old)
    before = contents(old)
    main(["migrate", "--dry-run"])
    said = capsys.readouterr().out
    assert contents(old) == before
    assert "codebook/changes.yaml: would be removed\n" in said
    assert "codebook/history/ana.jsonl: would be written, " in said
    assert "    +format: 2\n" in said and "\n    -" not in said
    assert said.endswith("nothing was changed; leave --dry-run out to migrate\n")


def test_the_command_says_where_the_copy_is_and_that_nothing_else_was_touched(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(old)
    main(["migrate"])
    said = capsys.readouterr().out
    assert said.startswith("format 1 to 2\n")
    assert "migrated/format-1/ keeps these files as they were" in said
    assert "corpus/: codings, notes, documents and corrections are not touched" in said
    main(["migrate"])
    assert capsys.readouterr().out == "nothing to do: the study is of today's format\n"


def test_what_somebody_typed_into_the_head_stays_to_be_adopted(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head = old / "codebook/codebook.yaml"
    typed = head.read_text(encoding="utf-8").replace("en: Roof", "en: Roofs")
    head.write_text(typed, encoding="utf-8")
    monkeypatch.chdir(old)
    main(["migrate"])
    assert "codebook/codebook.yaml: left as it is, for somebody typed into it" in capsys.readouterr().out
    assert head.read_text(encoding="utf-8") == typed
    told = [problem.sentence for problem in Study.open(old).check() if problem.path.startswith("codebook")]
    assert any("was changed by hand: renames code roof" in sentence for sentence in told) and len(told) == 1, told
    main(["codebook", "diff", "--adopt", "--by", "ana", "--why", "Both halls."])
    assert Study.open(old).codebook["roof"].name["en"] == "Roofs"
    assert not [problem for problem in Study.open(old).check() if problem.path.startswith("codebook")]


def test_a_full_disk_is_one_sentence_and_the_migration_goes_on_later(old: Path, expected: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as full:
        real = Path.replace

        def fails(self: Path, target: Path) -> Path:
            if Path(target).name == "study.yaml" and "migrated" not in Path(target).parts:
                raise OSError(28, "No space left on device")
            return real(self, target)

        full.setattr(Path, "replace", fails)
        with pytest.raises(QualitativeError, match="not migrated: No space left on device; free space"):
            migrate(old)
    assert read_settings(old).format == 1
    is_same_state(old, expected)
    migrate(old)
    assert read_settings(old).format == 2
    is_same_state(old, expected)


def test_lines_of_gitignore_in_any_encoding_stay(old: Path) -> None:
    (old / ".gitignore").write_bytes(b"caf\xe9/\r\n.cache/")
    migrate(old)
    assert (old / ".gitignore").read_bytes().startswith(b"caf\xe9/\r\n.cache/\r\n\r\n# never shared")
