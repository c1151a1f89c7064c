"""The options that choose what a report is about, shared by the commands that make reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from qualitative.cli.typed import listed, version
from qualitative.reports.formats.table import USUAL

if TYPE_CHECKING:
    from qualitative.reports.making.job import Job
    from qualitative.study import Study

__all__ = ["Selection", "cluster_option", "each_case", "jobs_of", "selection"]

_OPTIONS = (
    click.argument("kinds", nargs=-1, metavar="[KIND]..."),
    click.option("--cases", default="", help="Ids of cases, comma between; none: all."),
    click.option("--language", default="", help="One of the study's languages, or several, comma between; none: all."),
    click.option(
        "--evidence", default="counted", show_default=True, help="counted, published, fieldwork, simulated or all."
    ),
    click.option("--coders", default="", help="Whose codings count, comma between; none: as study.yaml says."),
    click.option("--codebook", default="head", show_default=True, help="The version that codes are read under."),
)


class Selection(TypedDict):
    """What the options say, as they are typed."""

    kinds: tuple[str, ...]
    cases: str
    language: str
    evidence: str
    coders: str
    codebook: str


cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster do it, for example tcp://127.0.0.1:8786, or tls://… with the certificates that"
    " Dask's own configuration names. A scheduler runs what it is sent, by whoever reaches it.",
)


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command; it gets them as a `Selection`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def jobs_of(study: Study, formats: tuple[str, ...] = USUAL, **chosen: Unpack[Selection]) -> list[Job]:
    """One job for each kind and language. Names are checked before anything runs."""
    from qualitative.reports.content.gathering import gather
    from qualitative.reports.making.job import Job
    from qualitative.reports.making.run import KINDS, template_path

    kinds, languages = chosen["kinds"] or KINDS, listed(chosen["language"]) or list(study.settings.languages)
    cases, coders, codebook = listed(chosen["cases"]), listed(chosen["coders"]), version(chosen["codebook"])
    for name in kinds:
        template_path(study.root, name)
    for one in languages:
        gather(study.folder, one, cases, chosen["evidence"], coders, codebook)
    same = {"cases": cases, "evidence": chosen["evidence"], "coders": coders, "codebook": codebook}
    return [Job(kind, {**same, "language": one}, formats) for kind in kinds for one in languages]


def each_case(study: Study, jobs: list[Job]) -> list[Job]:
    """For each job one of each of its cases (none: of all)."""
    known = list(study.cases.index)
    return [
        replace(job, parameters={**job.parameters, "cases": [case]})
        for job in jobs
        for case in job.parameters["cases"] or known
    ]
