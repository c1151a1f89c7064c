"""The options that choose what a report is about, shared by the commands that make reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qualitative.reports.formats.table import USUAL

if TYPE_CHECKING:
    from qualitative.reports.making.job import Job
    from qualitative.study import Study

__all__ = ["cluster_option", "each_case", "jobs_of", "selection"]

_OPTIONS = (
    click.argument("kinds", nargs=-1, metavar="[KIND]..."),
    click.option("--cases", default="", help="Ids of cases, comma between; none: all."),
    click.option("--language", default="", help="One of the study's languages, or several, comma between; none: all."),
    click.option(
        "--evidence", default="counted", show_default=True, help="counted, published, fieldwork, simulated or all."
    ),
    click.option("--coders", default="", help="Whose codings count, comma between; none: the consensus, else all."),
    click.option("--codebook", default="head", show_default=True, help="The version that codes are read under."),
)

cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster do it, for example tcp://127.0.0.1:8786, or tls://… with the certificates that"
    " Dask's own configuration names. A scheduler runs what it is sent, by whoever reaches it.",
)


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command; it gets them as kinds, cases, language, evidence, coders, codebook."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def jobs_of(
    study: Study,
    kinds: tuple[str, ...],
    cases: str,
    language: str,
    evidence: str,
    coders: str,
    codebook: str,
    formats: tuple[str, ...] = USUAL,
) -> list[Job]:
    """One job for each kind and language. Names are checked before anything runs."""
    from qualitative.reports.content.gathering import gather
    from qualitative.reports.making.job import Job
    from qualitative.reports.making.run import KINDS, template_path

    languages = language.split(",") if language else list(study.settings.languages)
    version: int | str = int(codebook) if codebook.isascii() and codebook.isdigit() and len(codebook) < 10 else codebook
    chosen = {
        "cases": [case for case in cases.split(",") if case],
        "evidence": evidence,
        "coders": [coder for coder in coders.split(",") if coder],
        "codebook": version,
    }
    for name in kinds or KINDS:
        template_path(study.root, name)
    for one in languages:
        gather(study.folder, one, **chosen)
    return [Job(kind, {**chosen, "language": one}, formats) for kind in kinds or KINDS for one in languages]


def each_case(study: Study, jobs: list[Job]) -> list[Job]:
    """For each job one of each of its cases (none: of all)."""
    known = list(study.cases.index)
    return [
        replace(job, parameters={**job.parameters, "cases": [case]})
        for job in jobs
        for case in job.parameters["cases"] or known
    ]
