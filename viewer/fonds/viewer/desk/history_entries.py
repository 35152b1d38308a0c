# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From the history's answers to the entries of its pane: verb first, times as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from fonds.archive.queries.history_words import whose_entry
from fonds.events.fixed import fixed
from fonds.events.sentences import term
from fonds.viewer.rows import HistoryEntry
from fonds.viewer.sieve import Sieve
from fonds.viewer.vocabulary_words import in_a_sentence
from fonds.viewer.wording import in_quotes, isolated, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries import answers
    from fonds.archive.queries.queries import Queries

PAGE = 50
FIRST_PAGE = 20
"""As many as a tall window shows: each is measured before the first is seen."""
_MOST_SIFTED = 4000
"""Events looked through for one page of what a filter lets through."""
_LONGEST = 200
_ALL = Sieve()
_LINKED = "SubjectsLinked"


@fixed
class Page:
    """A page of a history, newest first, and whether there may be more below it.

    ``reached`` is the lowest position looked at; what follows is asked for below it.
    """

    entries: tuple[HistoryEntry, ...]
    more: bool
    reached: int = 0


def read_page(
    queries: Queries,
    things: Sequence[str],
    *,
    before: int | None = None,
    since: str | None = None,
    name_subjects: bool = False,
    limit: int = PAGE,
    sieve: Sieve = _ALL,
) -> Page:
    """Read a page about the given things together (none: about all there is).

    Of a filtered history no more is looked through than a reader would wait for.
    """
    now = datetime.now().astimezone()
    start = sieve.since(now)
    kept: list[answers.HistoryEntry] = []
    looked, reached, full = 0, before, True
    while full and len(kept) < limit and looked < _MOST_SIFTED:
        newest, full = _read(queries, things, before=reached, since=since, limit=limit)
        looked += len(newest)
        reached = newest[-1].position if newest else reached
        for entry in newest:
            if start is not None and datetime.fromisoformat(entry.recorded_at) < start:
                full = False
                break
            if sieve.passes(entry.type, entry.agent):
                kept.append(entry)
    sources = _asserted_from(queries, kept)
    labels = {one.name: in_a_sentence(one.label) for one in queries.properties()}
    entries = tuple(
        make_entry(
            *(entry, now, sources.get(entry.position, ""), labels),
            # What was said of two stands in the history of both.
            name_subject=name_subjects or (entry.type == _LINKED and entry.subject not in things),
        )
        for entry in kept
    )
    return Page(entries, full, reached or 0)


def _read(
    queries: Queries,
    things: Sequence[str],
    *,
    before: int | None,
    since: str | None,
    limit: int,
) -> tuple[list[answers.HistoryEntry], bool]:
    """Read the newest events about things together, and whether there may be more."""
    found: dict[int, answers.HistoryEntry] = {}
    full = False
    for thing in things or (None,):
        part = queries.history(thing, before=before, since=since, limit=limit)
        full = full or len(part) == limit
        found.update((entry.position, entry) for entry in part)
    newest = sorted(found.values(), key=lambda entry: -entry.position)
    return newest[:limit], full or len(newest) > limit


def make_entry(
    entry: answers.HistoryEntry,
    now: datetime,
    source: str = "",
    labels: Mapping[str, str] | None = None,
    *,
    name_subject: bool = False,
) -> HistoryEntry:
    """Make one entry. ``source`` is said of a fact's assertion, in place of a reason.

    ``labels`` are what properties are called in the record, by name, as within a sentence.
    """
    verb, _, what = worded(entry.summary).partition(" ")
    named = worded(term(entry.property)) if entry.property else ""
    label = labels.get(entry.property or "") if labels else None
    if named and label and what.endswith(named):
        what = f"{what.removesuffix(named)}{label}"
    if entry.type == "AgentIntroduced":
        verb, what = translate("HistoryEntries", "New hand:"), entry.after or ""
    whose = whose_entry(entry) if entry.type == _LINKED else entry.fact and entry.subject_label
    if name_subject and whose:
        what = f"{what} · {whose}"
    told = datetime.fromisoformat(entry.recorded_at)
    new = "" if entry.type in {"AgentIntroduced", "SubjectOpened"} else entry.after or ""
    shown = [in_quotes(_short(one.quote)) for one in entry.evidence if one.quote is not None]
    return HistoryEntry(
        position=entry.position,
        event=entry.event,
        recorded_at=told,
        when=when_said(told, now),
        agent=entry.agent,
        verb=verb,
        what=_short(what),
        before=_short(worded(entry.before or "")),
        after=_short(worded(new)) or "; ".join(shown),
        reason=_why(entry, source),
        facts=(entry.fact,) if entry.fact else (),
        subject=entry.subject or "",
        type=entry.type,
        denied=entry.denied,
    )


def _why(entry: answers.HistoryEntry, source: str) -> str:
    """Say why, else from where; and which program had proposed it."""
    if entry.reason:
        return in_quotes(_short(worded(entry.reason)))
    if entry.proposed_by:
        words = translate("HistoryEntries", "proposed by {program}")
        return "; ".join(filter(None, (source, words.format(program=entry.proposed_by))))
    return source


def when_said(moment: datetime, now: datetime) -> str:
    """Say a time near to now as one says it: ``Today 12:04``, ``9 March 2026 11:29``."""
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return translate("HistoryEntries", "Today {time}").format(time=clock)
    if local.date() == now.date() - timedelta(days=1):
        return translate("HistoryEntries", "Yesterday {time}").format(time=clock)
    return f"{day_said(local)} {clock}"


def day_said(moment: datetime) -> str:
    """Say a day in full: ``9 March 2026``."""
    form = translate("HistoryEntries", "d MMMM yyyy", "a day in full, as QLocale spells it")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), form)


def _asserted_from(queries: Queries, entries: Iterable[answers.HistoryEntry]) -> dict[int, str]:
    """Find from which source each assertion or further citation was taken."""
    wanted = {
        entry.position: entry.fact
        for entry in entries
        if entry.type in {"FactAsserted", "FactCited"} and entry.fact
    }
    if not wanted:
        return {}
    numbers = queries.source_numbers()
    said: dict[int, str] = {}
    for fact in queries.facts(list(dict.fromkeys(wanted.values()))):
        for citation in fact.citations:
            if citation.position in wanted:
                title, number = citation.source_title, numbers.get(citation.source, 0)
                words = translate("HistoryEntries", "from {source} [{number}]").format(
                    source=isolated(title), number=number
                )
                said[citation.position] = words
    return said


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"
