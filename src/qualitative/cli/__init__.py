"""The command line: one command a file, loaded only when it is called."""

from __future__ import annotations

import errno
import gc
import importlib
import io
import os
import sys
import warnings
from typing import TextIO

import click

from qualitative import __version__
from qualitative.cli.terminal import plain_output
from qualitative.errors import QualitativeError

__all__ = ["COMMANDS", "main"]

# name -> what it does; the module is qualitative.cli.<name with _>, its command is `command`
COMMANDS = {
    "new": "Start a study in an empty folder.",
    "import": "Bring in a project of NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette, …, or a coded table.",
    "export": "Give the study, or its codebook, to another tool.",
    "status": "What is there, by document and coder, and what is next.",
    "add": "Add transcripts and documents to the corpus, from many formats.",
    "documents": "List and filter documents; change what many of them say of themselves.",
    "speakers": "Who the labels of documents are, as one map for many files.",
    "persons": "Who the persons are, where and how much they speak; set their attributes.",
    "amend": "Correct a document's text; codings follow, and what is lost is listed.",
    "code": "Open JupyterLab on the coding panel.",
    "done": "Mark documents as coded to the end.",
    "codebook": "Add, change, merge, split and compare codes.",
    "memos": "List and search memos.",
    "log": "Who did what, when.",
    "pseudonymize": "Find what identifies people, and replace it everywhere.",
    "privacy": "Who agreed to what, who could be recognised; pages for ethics boards and informants.",
    "withdraw": "Take a person out of the study who took back consent.",
    "check": "Is everything sound? One sentence for each problem.",
    "agree": "How well coders agree: the table, its intervals, and a paragraph for the methods section.",
    "suggest": "Codes suggested for what is uncoded, with their reasons.",
    "evaluate": "How good suggestions are; shares of codes from a blind draw.",
    "sample": "Draw sentences at random, recorded, to be coded blind.",
    "framework": "The sheet on which a person sums up each case under each theme.",
    "report": "Regenerate reports as HTML, PDF and DOCX.",
    "publish": "Put the current reports under reports/published/.",
    "verify": "Same as published? If not, what changed, and why.",
    "bundle": "Pack study, reports and lock with checksums into one archive.",
    "migrate": "Bring a study that an older version made to today's format.",
}


class _Commands(click.Group):
    """Lists commands without importing them, and shows an error as one sentence."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"qualitative.cli.{name.replace('-', '_')}").command
        return found

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__)
@click.option("-v", "--verbose", count=True, help="Say what was read from where, and which cache served; -vv: more.")
@click.pass_context
def _group(context: click.Context, /, verbose: int) -> None:
    """A mixed-methods qualitative research workbench: code, compare, and report from files that people share."""
    if verbose:
        from qualitative.cli.telling import telling

        context.with_resource(telling(verbose))


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning as the sentence that it is, without the place in the code."""
    click.echo(f"qualitative: {message}", err=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a QualitativeError, or what the system refuses, becomes one line on stderr and exit 2."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that can't show a character of somebody's text must not end the command
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # a large file makes millions of small objects that all stay: looking through them again and again takes a fifth of the time
    gc.set_threshold(100_000, 50, 50)
    with plain_output():
        _run(arguments)


def _run(arguments: list[str] | None) -> None:
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            # without standalone mode click returns the code of `context.exit` instead of leaving with it
            code = _group.main(arguments, prog_name="qualitative", standalone_mode=False)
    except QualitativeError as problem:
        click.echo(f"qualitative: {' '.join(str(problem).splitlines())}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # whoever read the output has had enough; Python must not complain at the end that it can't flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as failure:
        click.echo(f"qualitative: {_refused(failure)}", err=True)
        sys.exit(2)
    except MemoryError:
        click.echo("qualitative: there is not enough memory for this; what was saved before stays saved", err=True)
        sys.exit(2)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("qualitative: stopped; what was saved before stays saved", err=True)
        sys.exit(130)
    else:
        if isinstance(code, int) and code:
            sys.exit(code)


_WAYS = {
    errno.ENOSPC: "free space, then do it again",
    errno.EDQUOT: "free space, then do it again",
    errno.EROFS: "choose a place that can be written to",
    errno.EACCES: "ask who owns it for the right to, or choose another place",
    errno.EPERM: "ask who owns it for the right to, or choose another place",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EMFILE: "close other programs, then do it again",
}


def _refused(failure: OSError) -> str:
    """What the system refused, with the way out."""
    what = f"{failure.filename}: " if failure.filename else ""
    why = (failure.strerror or str(failure) or "the system refused").replace("\n", " ")
    way = _WAYS.get(failure.errno or 0, "mend it, then do it again")
    return f"{what}{why[:1].lower()}{why[1:]}; {way}. What was saved before stays saved"
