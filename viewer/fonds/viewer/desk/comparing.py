# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Comparing a record at two moments or under two policies: what it gained, lost, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.errors import FondsError
from fonds.archive.queries.citation_answers import is_denied
from fonds.archive.queries.diff_answers import field_said
from fonds.archive.record.outcome import Status
from fonds.archive.record.policy import EVERYTHING, Policy
from fonds.events.sentences import as_sentence, joined
from fonds.viewer.comparison_sheet import ComparisonSheet
from fonds.viewer.desk.conclusions import settled_by
from fonds.viewer.desk.erased_rows import erased_entries
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.policies import policy_said, titles_of
from fonds.viewer.desk.record_rows import value_said
from fonds.viewer.rows import HistoryEntry
from fonds.viewer.vocabulary_words import in_a_sentence
from fonds.viewer.wording import counted, translate, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.answers import FactAnswer, Moment, PropertyAnswer
    from fonds.archive.queries.diff_answers import FactChange, PropertyChange, RecordDiff
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader

NOW = "now"


@dataclass(frozen=True, slots=True)
class _Compared:
    moments: tuple[tuple[str, int], tuple[str, int]]
    entries: tuple[HistoryEntry, ...]
    judged: tuple[str, ...]


class Comparing(QObject):
    """Lays the comparison over the record that is read."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Compare the record read through ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self.sheet = ComparisonSheet(desk.window.theme)
        self._policies: tuple[Policy, ...] = ()
        self.sheet.moments_wanted.connect(self._ask)
        self.sheet.left.connect(self._leave)
        self.sheet.entry_opened.connect(self._open)
        reader.record.shown.connect(self._put_away)
        desk.closed.connect(self._put_away)
        desk.grew.connect(self._grown)

    @property
    def is_open(self) -> bool:
        """Whether two moments are compared."""
        return self._desk.window.record.sheet is self.sheet

    def compare(self) -> None:
        """Compare the moment looked at, or the one before the last act, with now."""
        session, moment = self._desk.session, self._desk.moment
        if session is None or self._reader.record.kind != "subject":
            return
        subject = self._reader.record.id

        def last_act(queries: Queries) -> tuple[int, tuple[int, ...]]:
            entries = queries.history(subject, limit=100)
            act = [one.position for one in entries if one.action == entries[0].action]
            ticks = tuple(sorted({one.position for one in entries}))
            return (min(act) - 1 if act else 0), ticks

        def begin(found: tuple[int, tuple[int, ...]]) -> None:
            before = moment.position if moment is not None else found[0]
            self._desk.window.record.open_sheet(self.sheet)
            self._offer_policies()
            self.sheet.begin(session.size, found[1], f"@{max(before, 1)}", NOW)
            self.sheet.setFocus()

        self._desk.ask("compare-begin", last_act, begin)

    def _offer_policies(self) -> None:
        """Offer what can be looked at by one choice of the View menu, and what is looked at."""
        now, read = self._desk.policy, self._reader.source.read
        offered = [EVERYTHING, Policy(originals_only=True), Policy(stated_only=True)]
        if read is not None:
            offered.append(Policy(exclude_sources=frozenset({read.view.id})))
        self._policies = tuple(dict.fromkeys((*offered, now)))
        titles = titles_of(self._desk)
        said = ("; ".join(policy_said(one, titles)) for one in self._policies)
        words = [one or self.tr("with everything") for one in said]
        self.sheet.offer(words, self._policies.index(now))

    def _ask(self, before: str, after: str) -> None:
        session, subject = self._desk.session, self._reader.record.id
        if session is None or not subject:
            return
        size, merged = session.size, self._reader.record.merged
        policies = [self._policies[one] for one in self.sheet.chosen]

        def question(queries: Queries) -> _Compared:
            sides = [
                queries.moment(words) if words.strip().casefold() != NOW else None
                for words in (before, after)
            ]
            places = [f"@{side.position}" if side is not None else None for side in sides]
            given = {"policy_before": policies[0], "policy_after": policies[1]}
            diff = queries.diff(subject, places[0], places[1], **given, merged=merged)
            shown = [_said(side, size) for side in sides]
            return _Compared((shown[0], shown[1]), tuple(entries_of(diff)), tuple(_judged(diff)))

        def put(found: _Compared) -> None:
            self._desk.window.notice.put_away()
            self.sheet.show_moments(*found.moments)
            count = len(found.entries)
            words = counted(self.tr("%Ln change(s) between the two.", "", count), count)
            if not count:
                words = self.tr("Both tell the same.")
            self.sheet.show_changes(found.entries, " ".join((words, *found.judged)))

        def failed(error: BaseException) -> None:
            if isinstance(error, FondsError):
                self.sheet.show_changes((), worded(error.message))
            else:
                self._desk.complain(error)

        self._desk.ask("compare", question, put, failed)

    def _open(self, entry: HistoryEntry) -> None:
        self._leave()
        if not self._reader.record.choose(entry.facts):
            self._reader.history.reload_facts(entry.facts)

    def _grown(self, _growth: object) -> None:
        if self.is_open:
            self.sheet.again()

    def _leave(self) -> None:
        self._put_away()
        self._desk.window.record.setFocus()

    def _put_away(self) -> None:
        if self.is_open:
            self._desk.window.record.close_sheet()


def entries_of(diff: RecordDiff) -> list[HistoryEntry]:
    """Make a line of every fact that came, went, or is told differently, and of what is held.

    A conflict that was settled, or is open again, changes what is held and no fact.
    """
    owners = {one: label for side in diff.same_as for one, label in side}
    made = [_entry(translate("Comparing", "Gained"), one, owners) for one in diff.gained]
    made += [_entry(translate("Comparing", "Lost"), one, owners) for one in diff.lost]
    made += [_entry(translate("Comparing", "Changed"), one, owners) for one in diff.changed]
    told = {one.property for one in (*diff.gained, *diff.lost, *diff.changed)}
    made += [
        _weighed(one)
        for one in diff.properties
        if (statuses := _statuses(one)) & {Status.DISPUTED, Status.RESOLVED}
        and (len(statuses) > 1 or Status.RESOLVED in statuses or one.property not in told)
    ]
    return [*made, *erased_entries(diff.erased, diff.id)]


def _judged(diff: RecordDiff) -> list[str]:
    """Say who was judged to be the same between the two, or is so no longer."""
    return [
        words.format(names="; ".join(names))
        for names, words in (
            (diff.joined, translate("Comparing", "Judged to be the same as {names}.")),
            (diff.parted, translate("Comparing", "No longer judged to be the same as {names}.")),
        )
        if names
    ]


def _statuses(change: PropertyChange) -> set[Status]:
    """Return how a property stands on either side, where it is there on both."""
    if change.before is None or change.after is None:
        return set()
    return {change.before.status, change.after.status}


def _weighed(change: PropertyChange) -> HistoryEntry:
    """Make the line of a property that is disputed or settled on one of the two sides."""
    before, after = (_standing(one) for one in (change.before, change.after))
    values = [value for one in (change.after, change.before) if one
              for scope in one.scopes for value in scope.values]  # fmt: skip
    facts = [fact for value in values for fact in value.facts]
    last = max(facts, key=lambda fact: fact.position)
    settled = [settled_by(scope) for scope in change.after.scopes] if change.after else []
    recorded = datetime.fromisoformat(last.recorded_at)
    return HistoryEntry(
        position=last.position,
        event=change.property,
        recorded_at=recorded,
        when="",
        agent="",
        verb=translate("Comparing", "Weighed otherwise:"),
        what=in_a_sentence(change.label),
        before=before if before != after else "",
        after=after,
        reason=" · ".join(filter(None, settled)),
        facts=tuple(dict.fromkeys(fact.id for fact in facts)),
        subject=last.subject,
    )


def _standing(answer: PropertyAnswer | None) -> str:
    if answer is None:
        return ""
    values = [value_said(value.facts[0]) for scope in answer.scopes for value in scope.values]
    return f"{'; '.join(dict.fromkeys(values))} ({worded(as_sentence(answer.status.value))})"


def _entry(verb: str, change: FactChange, owners: Mapping[str, str]) -> HistoryEntry:
    before = _words(change.before, change) if change.before is not None else ""
    after = _words(change.after, change) if change.after is not None else ""
    told = change.after or change.before
    recorded = datetime.fromisoformat(told.recorded_at) if told else datetime.now(UTC)
    owner = owners.get(told.subject) if told is not None else None
    what = in_a_sentence(change.label)
    return HistoryEntry(
        position=told.position if told is not None else 0,
        event=change.fact,
        recorded_at=recorded,
        when=day_said(recorded.astimezone()),
        agent=told.agent if told is not None else "",
        verb=verb,
        what=what if owner is None else f"{what} ({owner})",
        before=before if before != after else "",
        after=after,
        reason=worded(change.why or joined(", ", map(field_said, change.fields))),
        facts=(change.fact,),
        subject=told.subject if told is not None else "",
        denied=change.after is not None and is_denied(change.after),
    )


def _words(fact: FactAnswer, change: FactChange) -> str:
    parts = [value_said(fact)]
    if fact.when_display and fact.when_display != fact.display:
        parts.append(worded(fact.when_display))
    if "assessment" in change.fields and fact.assessment is not None:
        parts.append(worded(as_sentence(fact.assessment.rank.value)))
    return ", ".join(parts)


def _said(moment: Moment | None, size: int) -> tuple[str, int]:
    if moment is None or moment.position >= size:
        return "", size
    return f"@{moment.position}", moment.position
