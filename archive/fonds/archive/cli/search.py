# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that searches."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import counted
from fonds.archive.cli.terminal import flowing, safe, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.answers import Hit

_INDENT = " " * 8


@command("search", example='fonds search marlow.fonds "pilot boat" --limit 10')
@archive_argument
@click.argument("query", metavar="QUERY", type=WORDS)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=50, help="At most so many hits."
)
@click.option(
    "--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Pass over so many first."
)
@living_option
@click.pass_obj
def search(session: Session, path: Path, query: str, limit: int, offset: int) -> None:
    """Search facts, passages, the sources' texts and notes for all words of QUERY."""
    with session.reading(path) as archive:
        found = archive.queries.search(query, limit=limit, offset=offset, subjects=not session.json)
    document = {
        "total": found.total,
        "more": found.more,
        "hits": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "subject": hit.subject,
                "source": hit.source,
                "title": hit.title,
                "snippet": hit.snippet,
                "marks": [list(span) for span in hit.marks],
                "start": hit.start,
                **({"denied": True} if hit.denied else {}),
                **({"translated": True, "language": hit.language} if hit.translated else {}),
            }
            for hit in found.hits
        ],
    }
    if not found.total:
        session.answer(document, _nothing(query))
        return
    lines: list[str] = []
    # The same words at the same place of an older text of a source are told once.
    alike = Counter((hit.kind, hit.id, hit.start, hit.snippet) for hit in found.hits)
    for hit in found.hits:
        times = alike.pop((hit.kind, hit.id, hit.start, hit.snippet), 0)
        if times:
            lines += _lines(hit, session, f" in {times} of its texts" if times > 1 else "")
    shown = len(found.hits)
    if shown < found.total:
        of = f"more than {found.total:,} hits" if found.more else counted(found.total, "hit")
        lines.append(f"{shown:,} of {of}; --offset {offset + shown} for more.")
    session.answer(document, lines)


def _nothing(query: str) -> str:
    if not any(character.isalnum() for character in query):
        return "There is nothing to look for: give at least one letter or digit."
    return (
        f"Nothing holds {'all the words' if ' ' in query.strip() else 'the word'} “{safe(query)}”."
    )


def _lines(hit: Hit, session: Session, texts: str) -> list[str]:
    ink = session.ink
    where = f" at {hit.start:,}" if hit.start is not None else ""
    denied = ", only denied" if hit.denied else ""
    into = f" ({safe(hit.language)})" if hit.language else ""
    ours = f", in translation{into}" if hit.translated else ""
    head = f"{hit.kind:<8}{safe(hit.title)}{denied}{ours}{where}{texts}  {ink.quiet(hit.id)}"
    if not ink.on:
        return [head, *wrap(flowing(hit.snippet), session.width, first=_INDENT)]
    return [head, _INDENT + _lit(hit, session)]


def _lit(hit: Hit, session: Session) -> str:
    """Return the snippet with what matched set in bold, unwrapped: the terminal breaks the line."""
    pieces: list[str] = []
    at = 0
    for start, end in hit.marks:
        pieces += [safe(hit.snippet[at:start]), session.ink.strong(safe(hit.snippet[start:end]))]
        at = end
    return "".join([*pieces, safe(hit.snippet[at:])])
