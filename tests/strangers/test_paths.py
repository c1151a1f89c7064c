"""A stranger's study leaves its folder nowhere: not by links, pipes, manifests, journals, queries, or names that become paths."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.errors import PrivacyError, QualitativeError, ReportError, StudyError, TableError
from qualitative.folder import Folder
from qualitative.privacy.journal import STAGE, recover
from qualitative.reports.making.job import Job
from qualitative.reports.making.run import report_name, template_path
from qualitative.reports.published.bundle import bundle, shared_files

LINKED = (
    "study.yaml", "corpus", "corpus/transcripts", "corpus/transcripts/int-1.md", "corpus/cases.csv", "codebook", "corpus/tables", "corpus/codings",
    "corpus/codings/ana", "corpus/edits/int-1.jsonl", "reports", "reports/published", "reports/out", "notebooks", "notebooks/reports", ".cache", ".cache/runs",
)  # fmt: skip


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside the study, with a file that nobody meant to share."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


def link(study: Study, name: str, target: Path) -> None:
    place = study.root / name
    if place.is_dir():
        os.rename(place, study.root.parent / f"{study.root.name}-moved-{name.replace('/', '-')}")  # noqa: PTH104
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize("name", LINKED)
def test_a_link_out_of_the_study_is_named_and_not_followed(study: Study, outside: Path, name: str) -> None:
    target = outside / "secret.txt"
    if name == "study.yaml":  # otherwise there would be no study to open
        target.write_text("title: Elsewhere\n", encoding="utf-8")
    link(study, name, outside if "." not in name.lstrip(".") else target)
    before = sorted(outside.iterdir())
    with pytest.raises(StudyError, match=rf"^{name} is a link that leads out of the study"):
        Folder(study.root)
    assert sorted(outside.iterdir()) == before


@pytest.mark.parametrize(
    "command", [["check"], ["bundle", "x.zip"], ["log"], ["verify"], ["report"], ["suggest"], ["codebook", "log"]]
)
def test_every_command_says_so_in_one_sentence(
    study: Study, outside: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    link(study, "corpus/transcripts/int-2.md", outside / "secret.txt")
    monkeypatch.chdir(study.root)
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert "int-2.md is a link" in said.err and "secret" not in said.err + said.out and said.err.count("\n") == 1


@pytest.mark.parametrize(
    "name",
    [
        "corpus/transcripts/int-2.md",
        "corpus/codings/ana/int-1.jsonl",
        "corpus/cases.csv",
        "codebook/x",
        "reports/findings.yaml",
    ],
)
def test_a_pipe_or_device_is_named_and_not_read(study: Study, name: str) -> None:
    place = study.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    with pytest.raises(StudyError, match=f"^{name} is neither a file nor a folder"):
        Folder(study.root)
    place.unlink()
    place.symlink_to("/dev/zero")
    with pytest.raises(StudyError, match=f"^{name} is a link that leads out"):
        Folder(study.root)


def test_a_link_within_the_study_is_followed(study: Study) -> None:
    (study.root / "corpus/transcripts").rename(study.root / "corpus/elsewhere")
    (study.root / "corpus/transcripts").symlink_to("elsewhere")
    assert list(Folder(study.root).documents) == ["int-1"]


def test_a_link_that_leads_round_in_circles_ends(study: Study) -> None:
    (study.root / "corpus/documents/again").symlink_to("..")
    assert list(Folder(study.root).documents) == ["int-1"]
    (study.root / "corpus/documents/self").symlink_to("self")
    with pytest.raises(StudyError, match="self is neither a file nor a folder"):
        Folder(study.root)


def test_a_bundle_carries_nothing_from_outside(study: Study, outside: Path, tmp_path: Path) -> None:
    (study.root / "notes.txt").symlink_to(outside / "secret.txt")
    (study.root / "more").symlink_to(outside)
    os.mkfifo(study.root / "pipe")
    assert not {"notes.txt", "more/secret.txt", "pipe"} & set(shared_files(study.root))
    bundle(study.root, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert not any(b"secret" in archive.read(name) for name in archive.namelist())


OUTSIDE = (
    "../x",
    "../../notebooks/reports/findings",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "..",
    ".",
    "",
    "C:x",
    "x\0y",
    "a" * 65,
    "ä",
    3,
    None,
    True,
    ["a"],
)


@pytest.mark.parametrize("kind", OUTSIDE)
def test_a_kind_of_report_is_an_id(study: Study, kind: str) -> None:
    with pytest.raises(ReportError, match="is no kind of report"):
        template_path(study.root, kind)


@pytest.mark.parametrize("name", ["language", "cases", "evidence", "coders", "codebook"])
@pytest.mark.parametrize("value", [value for value in OUTSIDE if value not in (3, True, ["a"])])
def test_parameters_that_become_names_of_files_are_ids(name: str, value: object) -> None:
    given = [value] if name in ("cases", "coders") else value
    with pytest.raises(ReportError, match="is no id"):
        Job("findings", {"language": "en", name: given}).name  # noqa: B018
    assert report_name("findings", {"language": "en", "codebook": 3}) == "findings-v3-en"


def test_a_manifest_that_names_a_notebook_outside_is_refused(
    study: Study, outside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (outside / "evil.ipynb").write_text("{}", encoding="utf-8")
    published = study.root / "reports/published/findings-en"
    published.mkdir(parents=True)
    shape = {
        key: {}
        for key in (
            "parameters",
            "resolved",
            "inputs",
            "outputs",
            "texts",
            "segments",
            "libraries",
            "claims",
            "figures",
        )
    }
    relative = os.path.relpath(outside / "evil", study.root / "notebooks/reports")
    manifest = {"version": 2, "kind": relative, "codebook": 1, "source": "x", **shape}
    (published / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.chdir(study.root)
    for options in ((), ("--without-running",)):
        with pytest.raises(SystemExit) as left:
            main(["verify", *options])
        assert left.value.code == 2
        assert "is no kind of report" in capsys.readouterr().out


@pytest.mark.parametrize(
    "entry",
    [
        {"path": "../escaped", "staged": "0"}, {"path": "/somewhere/escaped", "staged": "0"}, {"path": "corpus/../../escaped", "staged": "0"},
        {"path": ".git/hooks/pre-commit", "staged": "0"}, {"path": "notebooks/x.ipynb", "staged": "0"}, {"path": "corpus/x", "staged": "../../study.yaml"},
        {"path": 3, "staged": None}, {"path": "corpus/x", "staged": 0}, "corpus/x", {"staged": None},
    ],
)  # fmt: skip
def test_a_journal_that_came_with_the_study_writes_nowhere_else(study: Study, entry: object) -> None:
    stage = study.root / STAGE
    stage.mkdir(parents=True)
    (stage / "0").write_text("planted", encoding="utf-8")
    (stage / "journal.json").write_text(json.dumps([entry]), encoding="utf-8")
    with pytest.raises(PrivacyError, match="was not written by this library"):
        recover(study.root)
    assert not (study.root.parent / "escaped").exists()
    assert not list(study.root.rglob("pre-commit"))


QUERIES = (
    "select * from read_csv('/etc/passwd')", "select * from read_text('/etc/passwd')", "select * from '/etc/passwd'", "copy codings to 'out.csv'",
    "select * from glob('/*')", "attach 'x.db'", "install httpfs", "load httpfs", "set enable_external_access = true", "export database 'x'",
    "select * from read_parquet('https://example.org/x.parquet')", "create table t as select * from read_csv_auto('study.yaml')", "import database 'x'",
    "copy (select 1) to '/dev/stdout'", "set allowed_paths = ['/etc/passwd']", "reset lock_configuration",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_reads_and_writes_no_file(study: Study, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    study.apply("budget", "int-1", 51, 55, coder="ana")
    monkeypatch.chdir(study.root)
    before = sorted(path for path in study.root.rglob("*") if ".cache" not in path.parts)
    assert len(study.sql("select * from codings")) == 1
    with pytest.raises(TableError):
        study.sql(query)
    assert sorted(path for path in study.root.rglob("*") if ".cache" not in path.parts) == before


HOSTILE_NAMES = (
    "../x",
    "a/b",
    "a;rm -rf .",
    "$(id)",
    "`id`",
    "a\nb",
    "-x",
    "x'--",
    "<script>",
    "a\0b",
    "A",
    "ä",
    ".",
    "..",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_that_become_paths_are_ids(study: Study, name: str) -> None:
    acts = (
        lambda: study.apply("budget", name, 51, 55, coder="ana"),
        lambda: study.apply("budget", "int-1", 51, 55, coder=name),
        lambda: study.apply(name, "int-1", 51, 55, coder="ana"),
        lambda: study.sample(name, size=1, seed=1),
    )
    for act in acts:
        with pytest.raises(QualitativeError):
            act()


@pytest.mark.parametrize(
    "parameters", [{"language": ["en"]}, {"cases": "north"}, {"evidence": [["x"]]}, {"coders": {"a": 1}}]
)
def test_a_parameter_of_another_shape_is_refused_in_a_sentence(parameters: dict[str, object]) -> None:
    with pytest.raises(ReportError, match="is no id|is no list of ids"):
        report_name("findings", parameters)
