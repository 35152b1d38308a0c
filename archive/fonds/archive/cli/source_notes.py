# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on a source's footnotes, and on how much of its text was used and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.numbers import numbered_source
from fonds.archive.cli.parameters import WORDS, archive_argument, as_of_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.source_documents import coverage_document
from fonds.archive.cli.tables import counted, table
from fonds.archive.cli.terminal import safe
from fonds.archive.commands.noting import NoteCitedWorks
from fonds.archive.errors import RefusedError
from fonds.archive.export.document import moment_shape
from fonds.events.sentences import say

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import CoverageAnswer

_GONE = "The words of this text were erased or withheld."


@command("notes", example="fonds source notes marlow.fonds ellery-wiki-marlow.txt")
@archive_argument
@click.argument("sources", metavar="[SOURCE]…", type=WORDS, nargs=-1)
@click.pass_obj
def notes(session: Session, path: Path, sources: tuple[str, ...]) -> None:
    """Look for footnotes in sources' newest texts, and note the works they cite.

    Of all sources where none is named. A mark without an entry, and an entry without a mark, are
    noted as dangling. fonds source add does this by itself; what was noted before stays.
    """
    with session.writing(path) as archive:
        queries = archive.queries
        named = [numbered_source(queries, name) for name in sources] or [
            row.id for row in queries.sources() if not row.withdrawn
        ]
        found = session.record(archive, NoteCitedWorks(tuple(named)), "Looking").answer
        titles = {row.id: row.title for row in queries.sources()}
    document = {
        "noted": sum(one.noted for one in found),
        "already_noted": sum(one.already for one in found),
        "sources": [
            {"source": one.source, "noted": one.noted, "already_noted": one.already}
            for one in found
        ],
    }
    rows = [
        (f"{one.noted:,} noted", f"{one.already:,} noted before", safe(titles[one.source]))
        for one in found
    ]
    session.answer(document, table(rows, right={0, 1}))


@command("coverage", example="fonds source coverage marlow.fonds the-quay-profile.txt")
@archive_argument
@click.argument("source", metavar="SOURCE", type=WORDS)
@click.option("--rendition", metavar="ID", type=WORDS, help="Of this text alone.")
@as_of_option
@living_option
@click.pass_obj
def coverage(
    session: Session, path: Path, source: str, rendition: str | None, as_of: str | None
) -> None:
    """Show which parts of its texts facts rest on, which were read, and which were not.

    The newest text is told first; a letter typed page by page has a text for each.
    """
    with session.reading(path) as archive:
        queries = archive.queries
        named = numbered_source(queries, source)
        texts = (
            _covered_now(queries, named, rendition)
            if as_of is None
            else _covered_then(queries, named, rendition, as_of)
        )
        newest = texts[0]
        gone = {one.id for one in queries.source(newest.source).renditions if one.gone}
        moment = None if as_of is None else queries.moment(as_of)
    document: dict[str, object] = {
        "source": newest.source,
        "capture": newest.capture,
        **({} if moment is None else {"as_of": moment_shape(moment)}),
        **coverage_document(newest),
    }
    if rendition is None:
        document["texts"] = [{"capture": one.capture, **coverage_document(one)} for one in texts]
    lines: list[str] = []
    for one in texts:
        lines += ["", one.rendition] if len(texts) > 1 else []
        lines += [_GONE] if one.rendition in gone else _covered(one)
    session.answer(document, lines[1:] if len(texts) > 1 else lines)


def _covered_now(queries: Queries, source: str, rendition: str | None) -> list[CoverageAnswer]:
    newest = queries.coverage(source, rendition)
    others = [] if rendition else reversed(queries.source(newest.source).renditions)
    return [
        newest,
        *(
            queries.coverage(newest.source, one.id)
            for one in others
            if one.length and one.id != newest.rendition
        ),
    ]


def _covered_then(
    queries: Queries, source: str, rendition: str | None, as_of: str
) -> list[CoverageAnswer]:
    found = [
        one
        for one in queries.coverage_then(source, as_of, rendition)
        if one.characters or rendition
    ]
    if not found:
        label = queries.names.label(queries.names.source(source))
        message = say("“{label}” had no such text at that moment.", label=label)
        raise RefusedError("no-rendition", message)
    return found


def _covered(found: CoverageAnswer) -> list[str]:
    rows = [
        (
            f"{span.start:,}–{span.end:,}",
            span.state,
            counted(len(span.facts), "fact") if span.facts else "",
        )
        for span in found.spans
    ]
    share = round(100 * found.used / found.characters) if found.characters else 0
    said = (
        f"Facts rest on {found.used:,} of {counted(found.characters, 'character')} ({share}%);"
        f" {found.read:,} were read, {found.unread:,} neither."
    )
    return [said, *table(rows, right={0})]
