# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a source to lists about it: the works it cites, and what changed between two captures."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from fonds.viewer.rows import HistoryEntry
from fonds.viewer.wording import Counted, numbered, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import CitedWorkRow
    from fonds.viewer.desk.source_views import ReadSource

_NOUGHT = datetime.fromtimestamp(0, UTC)
_PARAGRAPH = re.compile(r"[^\n]+")
_MOST_COMPARED = 20_000
"""Paragraphs up to which two texts are compared; beyond that it would take too long."""


def footnotes_of(works: Iterable[CitedWorkRow], text: str) -> list[HistoryEntry]:
    """List the works a source cites, each at its first mark in the text; dangling ones said so."""
    made: list[tuple[int, HistoryEntry]] = []
    for work in works:
        mark = f"[{work.mark}]" if work.mark else ""
        found = re.search(re.escape(mark), text) if mark else None
        used = [start for start, _ in work.passages]
        place = found.start() if found is not None else min(used, default=0)
        status = {
            "dangling": translate("SourceLists", "dangling: the source has no such entry"),
            "traced": translate("SourceLists", "traced to a source held here"),
            "unlocatable": translate("SourceLists", "looked for, and not to be found"),
        }.get(work.status, translate("SourceLists", "noted, not looked for yet"))
        dangling = work.status == "dangling"
        count = len(work.passages)
        made.append(
            (
                place,
                _line(
                    place,
                    mark or translate("SourceLists", "Cites"),
                    "" if dangling else work.told,
                    agent=Counted.tr("%Ln passage(s)", "", count) if count else "",
                    before=status if dangling else "",
                    reason="" if dangling else status,
                ),
            )
        )
    return [entry for _, entry in sorted(made, key=lambda pair: pair[0])]


def read_footnotes(queries: Queries, read: ReadSource) -> list[HistoryEntry]:
    """Read the footnotes of the source that is shown."""
    works = queries.source(read.view.id).cited_works
    return footnotes_of(works, read.view.text)


def read_changes(
    queries: Queries, read: ReadSource, other_capture: str
) -> list[HistoryEntry] | None:
    """Compare the text shown with another capture's; None where either is too long for that."""
    source = queries.source(read.view.id)
    other = [one for one in source.renditions if one.capture == other_capture]
    if not other:
        return []
    there = queries.text(read.view.id, other[-1].id).text
    return changes_between(there, read.view.text)


def changes_between(old: str, new: str) -> list[HistoryEntry] | None:
    """List the paragraphs that came, went or changed from an older text to a newer one.

    Places are code points of the newer text. None where there are too many paragraphs.
    """
    sides = [
        [(m.start(), " ".join(m.group().split())) for m in _PARAGRAPH.finditer(text)]
        for text in (old, new)
    ]
    was, now = ([item for item in side if item[1]] for side in sides)
    if max(len(was), len(now)) > _MOST_COMPARED:
        return None
    matcher = SequenceMatcher(None, [w for _, w in was], [w for _, w in now], autojunk=False)
    made: list[HistoryEntry] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        before = " ¶ ".join(words for _, words in was[a:b])
        after = " ¶ ".join(words for _, words in now[c:d])
        place = now[c][0] if c < len(now) else len(new)
        verb = {
            "insert": translate("SourceLists", "Added"),
            "delete": translate("SourceLists", "Gone"),
        }.get(tag, translate("SourceLists", "Changed"))
        made.append(_line(place, verb, "", before=before, after=after))
    return made


def _line(
    place: int,
    verb: str,
    what: str,
    *,
    agent: str = "",
    before: str = "",
    after: str = "",
    reason: str = "",
) -> HistoryEntry:
    when = translate("SourceLists", "character {place}").format(place=numbered(place))
    return HistoryEntry(
        place, "", _NOUGHT, when, agent, verb, what, before, after, reason, derived=False
    )
