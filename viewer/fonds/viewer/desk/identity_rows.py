# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is who, as rows, lines and sheets: what is held, what may be, what joining would join."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.record.rule import Relation
from fonds.events.catalogue.subject import Judgement
from fonds.viewer.accounts import Account, AccountQuote
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.record_head import record_head
from fonds.viewer.desk.record_rows import times_of, value_said
from fonds.viewer.identities import Meeting, Movable, Pair, Words
from fonds.viewer.rows import DisputeValueRow, HistoryEntry, NoteRow, ValueRow, facts_of
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, in_quotes, translate, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.queries.answers import CitationAnswer, FactAnswer, Record
    from fonds.archive.queries.identity import Candidate, SubjectLink
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.rows import Row

_MOST_QUOTES = 4


def link_notes(
    links: Sequence[SubjectLink], apart: Mapping[str, str], *, merged: bool
) -> list[Row]:
    """Say at the head of a record with whom its subject is, may be, and is not one.

    Here and below ``apart`` are the names of those who share theirs with others, by id.
    """
    said = {
        Judgement.SAME: (
            translate("Identity", "shown together with {names}; each line says whose it is")
            if merged
            else translate("Identity", "one with {names} (Ctrl+Alt+J shows them together)")
        ),
        Judgement.UNSURE: translate("Identity", "perhaps one with {names}"),
        Judgement.NOT_SAME: translate("Identity", "not to be taken for {names}"),
    }
    rows: list[Row] = []
    for judgement, words in said.items():
        judged = [one for one in links if one.judgement is judgement]
        names = [apart.get(one.other, one.other_label) for one in judged]
        if names:
            rows.append(NoteRow(words.format(names="; ".join(names))))
    return rows


def with_owners(
    rows: Iterable[Row],
    record: Record,
    facts: Mapping[str, FactAnswer],
    apart: Mapping[str, str],
) -> list[Row]:
    """Add to every line of a merged record of which subject its facts are."""
    names = {**dict(record.merged), **apart}
    found: list[Row] = []
    for row in rows:
        whose = dict.fromkeys(facts[one].subject for one in facts_of(row) if one in facts)
        if not isinstance(row, ValueRow | DisputeValueRow) or not whose:
            found.append(row)
            continue
        said = translate("Identity", "of {names}").format(
            names="; ".join(names.get(one, one) for one in whose)
        )
        found.append(replace(row, aside=" · ".join(filter(None, (row.aside, said)))))
    return found


def entries_of_links(
    subject: str,
    links: Sequence[SubjectLink],
    candidates: Sequence[Candidate],
    apart: Mapping[str, str],
) -> list[HistoryEntry]:
    """Make a line of everybody a subject is, may be or is not; what is only proposed comes last."""
    verbs = {
        Judgement.SAME: translate("Identity", "One with"),
        Judgement.UNSURE: translate("Identity", "Perhaps one with"),
        Judgement.NOT_SAME: translate("Identity", "Not"),
    }
    made = []
    for one in links:
        moment = datetime.fromisoformat(one.recorded_at).astimezone()
        quotes = " · ".join(in_quotes(e.quote) for e in one.evidence if e.quote)
        made.append(
            HistoryEntry(
                one.position,
                one.event,
                moment,
                f"{day_said(moment)} {moment:%H:%M}",
                one.agent,
                verbs[one.judgement],
                apart.get(one.other, one.other_label),
                after=quotes,
                reason=one.reason or "",
                subject=one.other,
            )
        )
    for pair in candidates:
        first = pair.first == subject
        key, label = (pair.second, pair.second_label) if first else (pair.first, pair.first_label)
        made.append(_proposed(pair, key, apart.get(key, label)))
    return made


def entries_of_candidates(
    candidates: Sequence[Candidate], apart: Mapping[str, str]
) -> list[HistoryEntry]:
    """Make a line of every pair that may be one by name."""
    made = []
    for one in candidates:
        first = apart.get(one.first, one.first_label)
        second = apart.get(one.second, one.second_label)
        made.append(_proposed(one, f"{one.first} {one.second}", f"{first} | {second}"))
    return made


def _proposed(pair: Candidate, key: str, what: str) -> HistoryEntry:
    never = datetime.fromtimestamp(0).astimezone()
    verb = translate("Identity", "Perhaps, by name alone:")
    return HistoryEntry(
        0, "", never, "", "", verb, what, reason=worded(pair.reason), subject=key, derived=False
    )


def evidence_of(queries: Queries, places: Iterable[Sequence[object]]) -> list[Words]:
    """Give the words at places (source, start, end) of texts; what is gone is left out."""
    found = []
    for source, start, end in places:
        try:
            read = queries.text(str(source))
        except RefusedError:
            continue
        if isinstance(start, int) and isinstance(end, int):
            words = Words(
                read.source,
                read.title,
                read.number,
                read.text[start:end],
                start,
                end,
            )
            found.append(words)
    return found


def pair_of(
    queries: Queries,
    first: str,
    second: str,
    numbers: Mapping[str, int],
    apart: Mapping[str, str],
) -> Pair:
    """Lay two subjects side by side, with the record they would have as one."""
    sides = (queries.record(first), queries.record(second))
    joined = queries.joined(first, second)
    link = next((one for one in queries.links(first) if one.other == second), None)
    shown: tuple[AccountQuote, ...] = ()
    concluded = ""
    if link is not None:
        said = {
            Judgement.SAME: translate("Identity", "{agent} held them to be one, {day}: “{reason}”"),
            Judgement.NOT_SAME: translate(
                "Identity", "{agent} held them to be two, {day}: “{reason}”"
            ),
            Judgement.UNSURE: translate("Identity", "{agent} was not sure, {day}: “{reason}”"),
        }[link.judgement]
        moment = datetime.fromisoformat(link.recorded_at).astimezone()
        concluded = said.format(agent=link.agent, day=day_said(moment), reason=link.reason or "…")
        shown = tuple(
            AccountQuote(numbers.get(one.source, 0), one.source_title, one.quote, "", "")
            for one in link.evidence
            if one.quote
        )
    facts = Counted.tr("%Ln fact(s)", "", joined.facts)
    sources = Counted.tr("%Ln source(s)", "", len(joined.sources))
    whole = translate("Identity", "One record of {facts} from {sources}.").format(
        facts=facts, sources=sources
    )
    return Pair(
        first,
        second,
        translate("Identity", "{one} and {other}: one or two?").format(
            one=apart.get(first, sides[0].label), other=apart.get(second, sides[1].label)
        ),
        tuple(_side(one, numbers, apart) for one in sides),
        _all_meetings(queries, first, second, joined),
        whole,
        link.judgement.value if link is not None else "",
        concluded,
        shown,
    )


def _all_meetings(queries: Queries, first: str, second: str, joined: Record) -> tuple[Meeting, ...]:
    """Tell how their properties would meet, then which of their dates could not all be so."""
    meetings = list(_meetings(joined, _members(queries, first)))
    for one in queries.joining(first, second):
        clash = Meeting(term(one.label), worded(one.reason), clashes=True)
        if clash not in meetings:
            meetings.append(clash)
    return tuple(meetings)


def _members(queries: Queries, subject: str) -> frozenset[str]:
    return frozenset(one for one, _ in queries.record(subject, merged=True).merged)


def _side(record: Record, numbers: Mapping[str, int], apart: Mapping[str, str]) -> Account:
    held = facts_in(record)
    resting: dict[str, list[tuple[FactAnswer, CitationAnswer]]] = {}
    for fact in held:
        for one in fact.citations[:1]:
            if one.quote:
                resting.setdefault(one.excerpt or fact.id, []).append((fact, one))
    quotes = [
        AccountQuote(
            numbers.get(one.source, 0),
            one.source_title,
            one.quote or "",
            " · ".join(f"{term_of(record, each)}: {value_said(each)}" for each, _ in rests),
            fact.id,
            one.excerpt or "",
        )
        for rests in resting.values()
        for fact, one in rests[:1]
    ]
    words = record_head(record).subtitle
    more = len(quotes) - _MOST_QUOTES
    if more > 0:
        words = f"{words} · {Counted.tr('and %Ln more', '', more)}"
    return Account(
        apart.get(record.id, record.label),
        words,
        tuple(fact.id for fact in held),
        tuple(quotes[:_MOST_QUOTES]),
    )


def term_of(record: Record, fact: FactAnswer) -> str:
    """Give the label of a fact's property in its record."""
    labels = {one.name: one.label for one in record.properties()}
    return term(labels.get(fact.property, fact.property))


def facts_in(record: Record) -> list[FactAnswer]:
    """Give all facts of a record, in its order."""
    return [
        fact
        for answer in record.properties()
        for fact in (
            *(fact for scope in answer.scopes for value in scope.values for fact in value.facts),
            *answer.deprecated,
            *answer.denied,
        )
    ]


def _meetings(joined: Record, mine: frozenset[str]) -> Iterable[Meeting]:
    """Tell of every property on which the two meet how they would stand to each other."""
    told = {
        Relation.AGREES: translate("Identity", "they agree"),
        Relation.REFINES: translate("Identity", "the one is more precise"),
        Relation.OVERLAPS: translate("Identity", "they may agree"),
    }
    for answer in joined.properties():
        for scope in answer.scopes:
            facts = {fact.id: fact for value in scope.values for fact in value.facts}
            across = [
                one
                for one in scope.relations
                if one.first in facts
                and one.second in facts
                and (facts[one.first].subject in mine) != (facts[one.second].subject in mine)
            ]
            for one in across:
                values = " | ".join(
                    dict.fromkeys(value_said(facts[each]) for each in (one.first, one.second))
                )
                clashes = one.relation is Relation.CONFLICTS
                if not clashes and one.relation not in told:
                    continue
                words = worded(one.reason) if clashes else f"{values} – {told[one.relation]}"
                yield Meeting(term(answer.label), words, clashes)


def movable(record: Record) -> list[Movable]:
    """List the facts of a record that may go to a namesake."""
    found = []
    for row in facts_in(record):
        sources = tuple(dict.fromkeys(one.source for one in row.citations))
        words = f"{term_of(record, row)}: {', '.join([value_said(row), *times_of([row])])}"
        found.append(Movable(row.id, words, sources))
    return found
