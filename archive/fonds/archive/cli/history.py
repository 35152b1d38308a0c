# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that shows what was recorded."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import moment
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.errors import RefusedError
from fonds.archive.lookup.near import offered_by, offering
from fonds.archive.queries.history_words import whose_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import HistoryEntry
    from fonds.archive.queries.queries import Queries

_PAGE = 500
_POSITION = re.compile(r"@(\d{1,15})")
_UNKNOWN = frozenset({"unknown-subject", "unknown-fact", "unknown-source", "unknown-thing"})


@command(
    "history",
    example="""fonds history marlow.fonds "Edda Marlow" --since 2026-03-01 --limit 20
    fonds history marlow.fonds 3kq7""",
)
@archive_argument
@click.argument("thing", metavar="[SUBJECT|FACT|SOURCE|@N]", type=WORDS, required=False)
@click.option(
    "--since",
    metavar="MOMENT",
    type=WORDS,
    help="Only what came after @412, or from a day or a time on.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many.")
@living_option
@click.pass_obj
def history(
    session: Session, path: Path, thing: str | None, since: str | None, limit: int | None
) -> None:
    """Show what was recorded, newest first: when, by whom, what, before and after, and why.

    Of the whole archive, of one subject, fact or source, or at one position: @412.
    """
    with session.reading(path) as archive:
        entries = islice(_all(archive.queries, thing, since), limit)
        sources = Titles(archive.queries)
        if session.json:
            session.print_json({"events": [entry_shape(entry) for entry in entries]})
            return
        told = False
        for entry in entries:
            told = True
            session.print_lines(entry_lines(entry, session, sources))
        if not told:
            after = "" if since is None else f" since {safe(since)}"
            session.print_lines([f"Nothing was recorded{after} that can be shown."])


def _all(queries: Queries, thing: str | None, since: str | None) -> Iterator[HistoryEntry]:
    """Yield every entry, a page at a time, so that a long history begins at once."""
    if thing is not None and (place := _POSITION.fullmatch(thing)) is not None:
        at = int(place[1])
        page = queries.history(since=since, before=at + 1, limit=1)
        yield from (entry for entry in page if entry.position == at)
        return
    before: int | None = None
    while True:
        try:
            page = queries.history(thing, since=since, before=before, limit=_PAGE)
        except RefusedError as error:
            if thing is None or error.code not in _UNKNOWN:
                raise
            message = (
                f"There is no subject, fact or source “{thing}” in this archive. fonds subject"
                " list, fonds source list and fonds show --ids name those there are."
            )
            bare = RefusedError(error.code, message, **error.details)
            raise offering(bare, offered_by(error)) from error
        yield from page
        if len(page) < _PAGE:
            return
        before = page[-1].position


def entry_shape(entry: HistoryEntry) -> dict[str, Any]:
    """Return an entry as JSON has it."""
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
        "proposed_by": entry.proposed_by,
        "evidence": [
            {"excerpt": one.excerpt, "source": one.source, "quote": one.quote}
            for one in entry.evidence
        ],
    }


class Titles:
    """What sources are called, each looked up once."""

    def __init__(self, queries: Queries) -> None:
        """Ask ``queries``."""
        self._queries = queries
        self._titles: dict[str, str] = {}

    def title(self, source: str) -> str:
        """Return a source's title, with its id where others have the same."""
        if source not in self._titles:
            names = self._queries.names
            title = names.label(source)
            alike = len(names.sources_named(title)) > 1
            self._titles[source] = f"{title} ({source})" if alike else title
        return self._titles[source]


def entry_lines(entry: HistoryEntry, session: Session, sources: Titles) -> list[str]:
    """Tell an entry in a few lines."""
    ink, width = session.ink, session.width
    agent = safe(entry.agent) + (" (program)" if entry.agent_kind == "program" else "")
    fact = f"  {entry.fact}" if entry.fact else ""
    lines = [
        f"{ink.strong(f'@{entry.position}')}  {moment(entry.recorded_at)}  {agent}{ink.quiet(fact)}"
    ]
    what = flowing(entry.summary)
    if whose := whose_entry(entry):
        what = f"{flowing(whose)}: {what[:1].lower()}{what[1:]}"
    lines += wrap(what, width, first="    ")
    change = _change(entry, what)
    if change:
        lines += wrap(change, width, first="      ", rest="        ")
    for passage in entry.evidence:
        shown = f"“{flowing(passage.quote)}”" if passage.quote is not None else "a passage"
        told = f"Evidence: {shown} ({flowing(sources.title(passage.source))})"
        lines += wrap(told, width, first="      ", rest="        ")
    if entry.source is not None:
        title = flowing(sources.title(entry.source))
        if title not in what and title not in change:
            lines += wrap(f"Source: {title}", width, first="      ", rest="        ")
    if entry.proposed_by:
        proposer = f"Proposed by {flowing(entry.proposed_by)}"
        lines += wrap(proposer, width, first="      ", rest="        ")
    if entry.reason:
        lines += wrap(f"Reason: {flowing(entry.reason)}", width, first="      ", rest="        ")
    return lines


def _change(entry: HistoryEntry, what: str) -> str:
    """Say what stood before and what stands after; nothing where ``what`` has said it already."""
    before = None if entry.before is None else flowing(entry.before)
    after = None if entry.after is None else flowing(entry.after)
    if after is None:
        return "" if before is None else f"− {before}"  # noqa: RUF001 - a minus sign
    if before is not None:
        # Two subjects may bear one name. The entry has the id of the one that is meant now.
        of_subject = not entry.summary.startswith("Reattributed the ")
        moved = entry.type == "FactReattributed" and of_subject and before == after
        which = f" ({entry.subject})" if moved and entry.subject is not None else ""
        return f"{before} → {after}{which}"
    if entry.type == "FactAssessed":
        return f"not assessed → {after}"
    return "" if after in what else f"+ {after}"
