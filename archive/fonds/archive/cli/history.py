# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows what was recorded."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.tables import moment
from fonds.archive.cli.terminal import flowing, safe, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import HistoryEntry
    from fonds.archive.queries.queries import Queries

_PAGE = 500


@command(
    "history",
    example="""fonds history marlow.fonds "Edda Marlow" --since 2026-11-01 --limit 20
    fonds history marlow.fonds 3kq7""",
)
@archive_argument
@click.argument("thing", metavar="[SUBJECT|FACT|SOURCE]", type=WORDS, required=False)
@click.option(
    "--since", metavar="MOMENT", type=WORDS, help="Only what came after @412, a day, a time."
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many.")
@click.pass_obj
def history(
    session: Session, path: Path, thing: str | None, since: str | None, limit: int | None
) -> None:
    """Show what was recorded, newest first: when, by whom, what, before and after, and why.

    Of the whole archive, or of one subject, fact or source.
    """
    with session.reading(path) as archive:
        entries = islice(_all(archive.queries, thing, since), limit)
        if session.json:
            session.print_json({"events": [_document(entry) for entry in entries]})
            return
        for entry in entries:
            session.print_lines(_lines(entry, session))


def _all(queries: Queries, thing: str | None, since: str | None) -> Iterator[HistoryEntry]:
    """Yield every entry, a page at a time, so that a long history begins at once."""
    before: int | None = None
    while True:
        page = queries.history(thing, since=since, before=before, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        before = page[-1].position


def _document(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "event": entry.event,
        "type": entry.type,
        "action": entry.action,
        "recorded_at": entry.recorded_at,
        "agent": entry.agent,
        "agent_kind": entry.agent_kind,
        "subject": entry.subject,
        "subject_label": entry.subject_label,
        "fact": entry.fact,
        "property": entry.property,
        "source": entry.source,
        "summary": entry.summary,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }


def _lines(entry: HistoryEntry, session: Session) -> list[str]:
    ink, width = session.ink, session.width
    agent = safe(entry.agent) + (" (program)" if entry.agent_kind == "program" else "")
    fact = f"  {entry.fact}" if entry.fact else ""
    lines = [
        f"{ink.strong(f'@{entry.position}')}  {moment(entry.recorded_at)}  {agent}{ink.quiet(fact)}"
    ]
    what = flowing(entry.summary)
    if entry.subject_label and entry.subject_label not in entry.summary:
        what = f"{flowing(entry.subject_label)}: {what[:1].lower()}{what[1:]}"
    lines += wrap(what, width, first="    ")
    if entry.before is not None and entry.after is not None:
        change = f"{flowing(entry.before)} → {flowing(entry.after)}"
    elif entry.before is not None:
        change = f"− {flowing(entry.before)}"  # noqa: RUF001 - a minus sign
    else:
        change = f"+ {flowing(entry.after)}" if entry.after is not None else ""
    # What the summary has named already is not said twice.
    if change and (entry.after is None or flowing(entry.after) not in what):
        lines += wrap(change, width, first="      ", rest="        ")
    if entry.reason:
        lines += wrap(f"Reason: {flowing(entry.reason)}", width, first="      ", rest="        ")
    return lines
