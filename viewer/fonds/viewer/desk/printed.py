# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From what is in sight to the words of its pages, as they may leave the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.queries.dates import remarks_on
from fonds.events.fixed import fixed
from fonds.viewer.desk.lives_keeper import NARRATIVE, TIES, TIMELINE
from fonds.viewer.desk.lives_rows import ties_around
from fonds.viewer.desk.paper import foot_of, record_html
from fonds.viewer.desk.paper_views import conflict_html, ties_html, timeline_html, told_html
from fonds.viewer.desk.policies import policy_said
from fonds.viewer.desk.references import references_to
from fonds.viewer.desk.telling import read_told
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fonds.archive.bibliography.styles import Reference
    from fonds.archive.queries.answers import FactAnswer, Record
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.timeline import Timeline
    from fonds.archive.record.policy import Policy


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
        # A timeline comes with the record it is of.
        timeline = self._timeline() if wanted.view == TIMELINE else None
        record = timeline.record if timeline is not None else self._record()
        forms = {
            TIMELINE: translate("Paper", "{name}, timeline"),
            TIES: translate("Paper", "{name}, ties"),
            NARRATIVE: translate("Paper", "{name}, narrative"),
        }
        name = forms.get(wanted.view, "{name}").format(name=record.label)
        moment = record.as_of.position if record.as_of is not None else None
        foot = foot_of(record.label, moment, archive, now)
        if timeline is not None:
            return Printed(self._timeline_html(name, timeline), name, foot)
        if wanted.view == TIES:
            return Printed(self._ties_html(name, record), name, foot)
        cited = references_to(self._queries, [row.id for row in record.sources], self._language)
        limits = self._limits(record)
        if wanted.view == NARRATIVE:
            told = read_told(self._queries, record, wanted.as_of, self._under)
            return Printed(told_html(told, cited, limits), name, foot)
        html = record_html(record, self._numbers, cited, self._remarks(), limits)
        return Printed(html, name, foot)

    def _record(self) -> Record:
        wanted = self._wanted
        return self._queries.record(wanted.subject, wanted.as_of, self._under, merged=wanted.merged)

    def _timeline(self) -> Timeline:
        wanted = self._wanted
        return self._queries.timeline(
            wanted.subject, wanted.as_of, self._under, merged=wanted.merged
        )

    def _limits(self, record: Record) -> list[str]:
        """Say whose facts these are, and what is left out: on paper nothing else tells it."""
        policy = self._wanted.policy
        rows = self._queries.sources() if policy.exclude_sources else ()
        said = "; ".join(policy_said(policy, {row.id: row.title for row in rows}))
        others = "; ".join(name for one, name in record.merged if one != record.id)
        together = translate("Paper", "Told together with {names}, judged to be the same.")
        under = translate("Paper", "Told {policy}.")
        return [
            *([together.format(names=others)] if others else []),
            *([under.format(policy=said)] if said else []),
        ]

    def _timeline_html(self, title: str, found: Timeline) -> str:
        resting = sorted({fact for entry in found.entries for fact in entry.rests_on})
        drawn_from = {fact.id: fact for fact in self._queries.facts(resting, self._wanted.as_of)}
        told = [fact for entry in found.entries for fact in entry.facts]
        told += [f for entry in found.entries for one in entry.neighbours for f in one.facts]
        cited = self._cited((*told, *drawn_from.values()))
        limits = self._limits(found.record)
        return timeline_html(title, found, drawn_from, self._numbers, cited, limits)

    def _ties_html(self, title: str, record: Record) -> str:
        found = ties_around(self._queries, record, self._wanted.as_of, self._under)
        cited = self._cited(fact for tie in found for fact in tie.facts)
        return ties_html(title, found, record, self._numbers, cited, self._limits(record))

    def _remarks(self) -> list[str]:
        wanted = self._wanted
        dates = self._queries.dates(wanted.subject, wanted.as_of, self._under, merged=wanted.merged)
        return list(remarks_on(dates.beside_conflicts))

    def _cited(self, facts: Iterable[FactAnswer]) -> list[Reference]:
        """Return the sources of facts as references."""
        sources = dict.fromkeys(one.source for fact in facts for one in fact.citations)
        there = [one for one in sources if one in self._numbers]
        return references_to(self._queries, there, self._language)
