# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on what a source is, rests on, cites and lacks: describe, depends, trace and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument, reason_option
from fonds.archive.commands.examining import (
    AssertDependence,
    DescribeSource,
    RecordInquiry,
    RecordRead,
    WithdrawDependence,
)
from fonds.archive.commands.tracing import TraceCitedWork
from fonds.archive.commands.withdrawing import WithdrawSource
from fonds.events.catalogue.source import DependenceKind
from fonds.events.values import Certainty

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.commands.plan import Appended

_source_argument = click.argument("source", metavar="SOURCE", type=WORDS)


def _tell(session: Session, made: Appended) -> None:
    document = {"source": made.stream, "event": made.event, "position": made.position}
    session.answer(document, f"@{made.position}")


def _read_variables(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Part NAME=TEXT."""
    pairs = [one.partition("=") for one in given]
    if any(not name.strip() or not equals for name, equals, _ in pairs):
        message = "Write it as NAME=TEXT, for instance volume=3"
        raise click.BadParameter(message, context, parameter)
    return tuple((name.strip(), text) for name, _, text in pairs)


@command(
    "describe",
    example="""fonds source describe marlow.fonds the-quay-profile.txt --date 2016-03-04 \\
    --type article-newspaper --container-title "The Quay" --reason "From the printed issue.\"""",
)
@archive_argument
@_source_argument
@click.option("--title", metavar="TEXT", type=WORDS, help="What it is called from now on.")
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    type=WORDS,
    multiple=True,
    help="All its authors, again for each; “” for none.",
)
@click.option("--container-title", metavar="TEXT", type=WORDS, help="The paper or book it is in.")
@click.option("--publisher", metavar="NAME", type=WORDS, help="Who published it.")
@click.option("--publisher-place", metavar="PLACE", type=WORDS, help="Where.")
@click.option("--date", metavar="EDTF", type=WORDS, help="When it was issued.")
@click.option("--url", metavar="URL", type=WORDS, help="Where it is found.")
@click.option("--type", "csl_type", metavar="CSL-TYPE", type=WORDS, help="What it is.")
@click.option("--language", metavar="TAG", type=WORDS, help="Its language (BCP 47).")
@click.option("--repository", metavar="PLACE", type=WORDS, help="The archive that holds it.")
@click.option("--call-number", metavar="TEXT", type=WORDS, help="Its shelf mark there.")
@click.option(
    "--alias", "aliases", metavar="NAME", type=WORDS, multiple=True, help="Another name for it."
)
@click.option(
    "--csl",
    "variables",
    metavar="NAME=TEXT",
    callback=_read_variables,
    multiple=True,
    help="A further variable of CSL: volume=3, page=12-15, “editor=Voss, Mirela; Orr, A.”.",
)
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why; kept beside the change.")
@click.pass_obj
def describe(
    session: Session, /, path: Path, source: str, authors: tuple[str, ...], **said: Any
) -> None:
    """Amend what is said of a work. What is not named stays; "" takes something away.

    The former description stays in the history, and a former title stays a name of the source.
    """
    aliases = tuple(said.pop("aliases") or ())
    amended = [value for name, value in said.items() if name != "reason"]
    if not authors and not aliases and not any(value not in {None, ()} for value in amended):
        message = "Say what is to be amended; --help lists what can be"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        made = DescribeSource(
            numbered_source(archive.queries, source),
            authors=authors or None,
            aliases=aliases,
            **said,
        )
        _tell(session, session.record(archive, made, "Recording").answer)


@command(
    "withdraw",
    example='fonds source withdraw marlow.fonds draft.txt --reason "Our own notes, not a source."',
)
@archive_argument
@_source_argument
@reason_option
@click.pass_obj
def withdraw(session: Session, path: Path, source: str, reason: str) -> None:
    """Say that something is no longer held to be a source.

    Facts that rest on it stay as they are; retract those that should fall.
    """
    with session.writing(path) as archive:
        name = archive.queries.names.source(numbered_source(archive.queries, source))
        resting = archive.queries.source(name).facts
        made = session.record(archive, WithdrawSource(name, reason), "Recording").answer
    _tell(session, made)
    if resting:
        rest = "fact still rests" if resting == 1 else "facts still rest"
        session.note(f"{resting:,} {rest} on it; fonds what-if shows what would fall with them.")


@command(
    "depends",
    example="""fonds source depends marlow.fonds the-quay-profile.txt "League minutes" \\
    --kind copies --reason "The same misprints."
    fonds source depends marlow.fonds the-quay-profile.txt "League minutes" --undo""",
)
@archive_argument
@_source_argument
@click.argument("on", metavar="ON", type=WORDS)
@click.option(
    "--kind",
    type=Kind(DependenceKind),
    help="It copies it, rests on it (unless said), translates it, or both have one original.",
)
@click.option(
    "--passage",
    "passages",
    metavar="EXCERPT|START:END",
    type=WORDS,
    multiple=True,
    help="Only this passage; else all of the source.",
)
@click.option("--certainty", type=Kind(Certainty), default="stated", help="Said, or inferred.")
@click.option("--reason", metavar="TEXT", type=WORDS, help="What shows it.")
@click.option("--undo", is_flag=True, help="Take back what was said of the two.")
@click.pass_obj
def depends(
    session: Session,
    path: Path,
    source: str,
    on: str,
    kind: DependenceKind | None,
    passages: tuple[str, ...],
    certainty: Certainty,
    reason: str | None,
    undo: bool,
) -> None:
    """Say that a source, or passages of it, copies or rests on another, held or not.

    Sources that rest on one original count as one lineage, without a fact being touched.
    """
    with session.writing(path) as archive:
        queries = archive.queries
        pair = numbered_source(queries, source), numbered_source(queries, on)
        if undo:
            taken = WithdrawDependence(*pair, kind, reason)
            made = session.record(archive, taken, "Recording").answer
        else:
            said = AssertDependence(
                *pair, kind or DependenceKind.RESTS_ON, certainty, passages, reason
            )
            made = session.record(archive, said, "Recording").answer
    _tell(session, made)


@command(
    "trace",
    example="""fonds source trace marlow.fonds ellery-wiki-marlow.txt 1 --to "League minutes" \\
    --reason "Same date and words."
    fonds source trace marlow.fonds ellery-wiki-marlow.txt 5 --unlocatable \\
    --reason "No copy is known.\"""",
)
@archive_argument
@_source_argument
@click.argument("mark", metavar="MARK", type=WORDS)
@click.option("--to", metavar="SOURCE", type=WORDS, help="Which of our sources it is.")
@click.option("--unlocatable", is_flag=True, help="It was looked for and cannot be found.")
@reason_option
@click.pass_obj
def trace(
    session: Session,
    path: Path,
    source: str,
    mark: str,
    to: str | None,
    unlocatable: bool,
    reason: str,
) -> None:
    """Say what a work is that a source cites. MARK is the footnote's, or the cited work's id.

    A work that is known but not held is first made a source with fonds source add --unheld.
    """
    with session.writing(path) as archive:
        queries = archive.queries
        traced = TraceCitedWork(
            numbered_source(queries, source),
            mark,
            numbered_source(queries, to) if to is not None else None,
            unlocatable,
            reason,
        )
        _tell(session, session.record(archive, traced, "Recording").answer)


@command(
    "inquired",
    example="""fonds source inquired marlow.fonds "Parish register" --sought "a baptism of Edda" \\
    --spelling Marlow --spelling Marlowe --extent "1947 to 1949" --subject "Edda Marlow\"""",
)
@archive_argument
@_source_argument
@click.option("--sought", metavar="WORDS", type=WORDS, required=True, help="What was looked for.")
@click.option("--subject", metavar="SUBJECT", type=WORDS, help="Whom of this archive it was about.")
@click.option(
    "--spelling", "spellings", metavar="WORDS", type=WORDS, multiple=True, help="Spelt how."
)
@click.option("--extent", metavar="WORDS", type=WORDS, help="In which part of it.")
@click.option("--gaps", metavar="WORDS", type=WORDS, help="What was missing or could not be read.")
@click.option("--method", metavar="WORDS", type=WORDS, help="How: page by page, by its index.")
@click.option("--made-on", metavar="EDTF", type=WORDS, help="When.")
@click.option(
    "--outcome", metavar="WORDS", type=WORDS, default="not found", help="What came of it."
)
@click.option("--note", metavar="TEXT", type=WORDS, help="A private remark.")
@click.pass_obj
def inquired(
    session: Session,
    path: Path,
    source: str,
    sought: str,
    subject: str | None,
    spellings: tuple[str, ...],
    extent: str | None,
    gaps: str | None,
    method: str | None,
    made_on: str | None,
    outcome: str,
    note: str | None,
) -> None:
    """Record what was looked for in a source and not found; print the inquiry's id.

    A fact can cite it: fonds fact add … --value-kind none --inquiry ID.
    """
    with session.writing(path) as archive:
        wanted = RecordInquiry(
            numbered_source(archive.queries, source),
            sought,
            subject,
            spellings,
            extent,
            gaps,
            method,
            made_on,
            outcome,
            note,
        )
        inquiry, made = session.record(archive, wanted, "Recording").answer
    document = {
        "inquiry": inquiry,
        "source": made.stream,
        "event": made.event,
        "position": made.position,
    }
    session.answer(document, inquiry)


@command(
    "read",
    example="""fonds source read marlow.fonds the-quay-profile.txt
    fonds source read marlow.fonds the-quay-profile.txt --start 0 --end 1200""",
)
@archive_argument
@_source_argument
@click.option("--start", metavar="N", type=click.IntRange(min=0), help="Else the beginning.")
@click.option("--end", metavar="N", type=click.IntRange(min=0), help="Else the end.")
@click.option("--note", metavar="TEXT", type=WORDS, help="A private remark.")
@click.pass_obj
def read(
    session: Session, path: Path, source: str, start: int | None, end: int | None, note: str | None
) -> None:
    """Record that a source's newest text, or a range of it, was read and is finished with."""
    with session.writing(path) as archive:
        done = RecordRead(numbered_source(archive.queries, source), start, end, note)
        _tell(session, session.record(archive, done, "Recording").answer)
