# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From what is in sight to the words of its pages, as they may leave the archive."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from fonds.archive.queries.dates import remarks_on
from fonds.archive.queries.said import named_in
from fonds.events.fixed import fixed
from fonds.viewer.desk.paper import foot_of, record_html
from fonds.viewer.desk.paper_views import conflict_html, ties_html, timeline_html, told_html
from fonds.viewer.desk.policies import policy_said
from fonds.viewer.desk.references import references_to
from fonds.viewer.desk.telling import told_of
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.queries import Queries
    from fonds.archive.record.policy import Policy

_H1_END = "</h1>"


@fixed
class Wanted:
    """What is to be set: a view of a subject's record, by its number, or a conflict of it."""

    subject: str
    view: int
    conflict: str
    as_of: str | None
    policy: Policy
    merged: bool


@fixed
class Printed:
    """Pages: their HTML, what file and print queue call them, what stands at the foot of each."""

    html: str
    name: str
    foot: str


def printed(every: Queries, wanted: Wanted, now: datetime, language: str) -> Printed:
    """Set what is wanted.

    What leaves the archive hides whom its policy hides, in its names too.

    Raises:
        RefusedError: the subject or the conflict is not there, or is hidden.
    """
    with every.snapshot():
        return _Setting(every.as_exported(), wanted, language).printed(now)


class _Setting:
    """Sets one thing, from one moment of the archive."""

    def __init__(self, queries: Queries, wanted: Wanted, language: str) -> None:
        self._queries = queries
        self._wanted = wanted
        self._language = language
        self._numbers = queries.source_numbers()
        self._under = queries.under(wanted.policy)

    def printed(self, now: datetime) -> Printed:
        wanted, archive = self._wanted, self._queries.archive().name
        if wanted.conflict:
            summary = self._queries.conflict(wanted.conflict)
            facts = (fact for value in summary.scope.values for fact in value.facts)
            html = conflict_html(summary, self._numbers, self._cited(facts))
            label = summary.conflict.subject_label
            name = translate("Paper", "{name}, conflict").format(name=label)
            return Printed(html, name, foot_of(label, None, archive, now))
        record = self._queries.record(
            wanted.subject, wanted.as_of, self._under, merged=wanted.merged
        )
        views: tuple[tuple[str, Callable[[str, Record], str]], ...] = (
            ("{name}", self._record),
            (translate("Paper", "{name}, timeline"), self._timeline),
            (translate("Paper", "{name}, ties"), self._ties),
            (translate("Paper", "{name}, narrative"), self._narrative),
        )
        words, put = views[wanted.view]
        name = words.format(name=record.label)
        moment = record.as_of.position if record.as_of is not None else None
        foot = foot_of(record.label, moment, archive, now)
        html = put(name, record).replace(_H1_END, f"{_H1_END}{self._limits(record)}", 1)
        return Printed(html, name, foot)

    def _limits(self, record: Record) -> str:
        """Say whose facts these are, and what is left out: on paper nothing else tells it."""
        titles = {row.id: row.title for row in self._queries.sources()}
        said = "; ".join(policy_said(self._wanted.policy, titles))
        policy = translate("Paper", "Told {policy}.").format(policy=said) if said else ""
        others = "; ".join(name for one, name in record.merged if one != record.id)
        words = translate("Paper", "Told together with {names}, judged to be the same.")
        notes = [words.format(names=others)] if others else []
        return "".join(f"<p><b>! {escape(one)}</b></p>" for one in (*notes, policy) if one)

    def _record(self, _title: str, record: Record) -> str:
        cited = references_to(self._queries, [row.id for row in record.sources], self._language)
        return record_html(record, self._numbers, cited, self._remarks())

    def _timeline(self, title: str, record: Record) -> str:
        wanted = self._wanted
        found = self._queries.timeline(record.id, wanted.as_of, self._under, merged=wanted.merged)
        resting = sorted({fact for entry in found.entries for fact in entry.rests_on})
        drawn_from = {fact.id: fact for fact in self._queries.facts(resting, wanted.as_of)}
        told = [fact for entry in found.entries for fact in entry.facts]
        told += [f for entry in found.entries for one in entry.neighbours for f in one.facts]
        cited = self._cited((*told, *drawn_from.values()))
        remarks = remarks_on(found.clashes)
        return timeline_html(title, found, drawn_from, self._numbers, cited, remarks)

    def _ties(self, title: str, record: Record) -> str:
        ones = [one for one, _ in record.merged] or [record.id]
        as_of, under = self._wanted.as_of, self._under
        found = [tie for one in ones for tie in self._queries.ties(one, as_of, under)]
        found = [tie for tie in found if tie.other not in ones]
        cited = self._cited(fact for tie in found for fact in tie.facts)
        return ties_html(title, found, record, self._numbers, cited)

    def _narrative(self, _title: str, record: Record) -> str:
        named = {*named_in(record.properties()), *dict(record.merged)}
        apart = self._queries.names_apart(named, self._wanted.as_of, self._under)
        cited = references_to(self._queries, [row.id for row in record.sources], self._language)
        return told_html(told_of(record, apart, self._remarks()), cited)

    def _remarks(self) -> list[str]:
        wanted = self._wanted
        dates = self._queries.dates(wanted.subject, wanted.as_of, self._under, merged=wanted.merged)
        return list(remarks_on(dates.beside_conflicts))

    def _cited(self, facts: Iterable[FactAnswer]) -> list[Reference]:
        """Return the sources of facts as references."""
        sources = dict.fromkeys(one.source for fact in facts for one in fact.citations)
        there = [one for one in sources if one in self._numbers]
        return references_to(self._queries, there, self._language)
