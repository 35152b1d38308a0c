# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What would fall without a source or a fact, and what dates can be; nothing is written.

Both are lists laid over the record; choosing a line lights what it rests on.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.queries.shown import shown_date
from fonds.events.sentences import as_sentence
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.record_rows import value_said
from fonds.viewer.desk.value_remarks import qualifier_said
from fonds.viewer.rows import HistoryEntry
from fonds.viewer.source_sheet import SourceSheet
from fonds.viewer.vocabulary_words import in_a_sentence
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.dates import DatesAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.what_if import Change, Standing
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader

_NOUGHT = datetime.fromtimestamp(0, UTC)


class Supposing(QObject):
    """Lays the lists over the record that is read."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Suppose what concerns the record and the source shown in ``reader``."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self.sheet = SourceSheet(desk.window.theme, back=self.tr("Back to the record"))
        self.sheet.entry_opened.connect(self._go_to)
        self.sheet.entry_reached.connect(self._light)
        self.sheet.left.connect(self.leave)
        reader.record.shown.connect(self._put_away)
        desk.moment_changed.connect(self._put_away)
        desk.grew.connect(lambda _: self._put_away())
        desk.closed.connect(self._put_away)

    @property
    def is_open(self) -> bool:
        """Whether a list lies over the record."""
        return self._desk.window.record.sheet is self.sheet

    def without_source(self) -> None:
        """List what would be otherwise without the source shown."""
        read = self._reader.source.read
        if read is not None:
            title = self.tr("Without {source}").format(source=read.view.title)
            self._without([read.view.id], title)

    def without_facts(self) -> None:
        """List what would be otherwise without the chosen facts."""
        record = self._reader.record
        facts = [record.facts[one] for one in record.chosen_facts if one in record.facts]
        if facts:
            label = self._desk.lexicon.label(facts[0].property)
            title = self.tr("Without {property}: {value}")
            words = title.format(property=label, value=value_said(facts[0]))
            self._without([fact.id for fact in facts], words)

    def dates(self) -> None:
        """List what the dates of the subject can be, and which passages clash."""
        record = self._reader.record
        if record.kind != "subject":
            return
        subject, merged = record.id, record.merged
        as_of, policy = self._desk.as_of, self._desk.policy

        def question(queries: Queries) -> list[HistoryEntry]:
            return entries_of_dates(queries.dates(subject, as_of, policy, merged=merged))

        empty = self.tr("No date of this record follows from others, and none clashes.")
        title = self.tr("Dates that follow from others, and clashes")
        self._desk.ask("dates", question, lambda entries: self._open(title, entries, empty))

    def leave(self) -> None:
        """Put the list away and give the keys to the record."""
        self._put_away()
        self._desk.window.record.setFocus()

    def _without(self, without: list[str], title: str) -> None:
        empty = self.tr("Nothing in any record would change.")

        def question(queries: Queries) -> list[HistoryEntry]:
            return entries_without(queries.what_if(without))

        asked = self._reader.record.id

        def put(entries: list[HistoryEntry]) -> None:
            if asked != self._reader.record.id:
                return
            count = Counted.tr("%Ln change(s)", "", len(entries))
            self._open(f"{count} · {title}" if entries else title, entries, empty)

        # Every record that would change is read: nobody who reads on waits for that.
        self._desk.ask_beside("what-if", question, put)

    def _open(self, title: str, entries: Sequence[HistoryEntry], empty: str) -> None:
        self._desk.window.record.open_sheet(self.sheet)
        self.sheet.show_entries(title, entries, empty)
        self.sheet.setFocus()

    def _light(self, entry: HistoryEntry) -> None:
        if self.is_open and entry.facts:
            self._reader.show_beside(entry.facts[:1])

    def _go_to(self, entry: HistoryEntry) -> None:
        self._put_away()
        if entry.subject and entry.facts:
            self._reader.visit(Place("subject", entry.subject, entry.facts[:1]))
        self._desk.window.record.setFocus()

    def _put_away(self) -> None:
        if self.is_open:
            self._desk.window.record.close_sheet()


def entries_without(changes: Sequence[Change]) -> list[HistoryEntry]:
    """Make a line of everything that would be otherwise, subject by subject."""
    verbs = {
        "gone": translate("Supposing", "Gone:"),
        "unsupported": translate("Supposing", "Unsupported:"),
        "second-hand only": translate("Supposing", "Second-hand only:"),
        "denied no more": translate("Supposing", "Denied no more:"),
        "less denied": translate("Supposing", "Denied by fewer:"),
        "less told": translate("Supposing", "Told less closely:"),
        "changed": translate("Supposing", "Changed:"),
    }
    why = {
        "gone": translate("Supposing", "nothing else gives it"),
        "unsupported": translate("Supposing", "all that is left rests on what is taken away"),
        "second-hand only": translate("Supposing", "what is left passes it on"),
        "denied no more": translate("Supposing", "nothing left speaks against it"),
        "less denied": translate("Supposing", "something left still speaks against it"),
    }
    made = []
    for one in changes:
        effect = one.effect.value
        whole = one.value is None
        before = _standing(one.before) if whole else worded(one.value or "")
        made.append(
            _line(
                verbs[effect],
                f"{in_a_sentence(one.label)} · {one.subject_label}",
                before=before,
                after=_standing(one.after) if whole else "",
                reason=_lost(one) or why.get(effect, ""),
                facts=one.facts,
                subject=one.subject,
            )
        )
    return made


def _lost(change: Change) -> str:
    """Say what is said no more of a value that stays."""
    found = []
    for name, words in change.lost:
        listed = " / ".join(worded(one) for one in words)
        found.append(listed if name == "when" else f"{qualifier_said(name)}: {listed}")
    said = "; ".join(found)
    return translate("Supposing", "no more: {words}").format(words=said) if found else ""


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return translate("Supposing", "nothing")
    if not standing.values and standing.denied:
        values = "; ".join(worded(one) for one in standing.denied)
        return translate("Supposing", "{values} (only denied)").format(values=values)
    values = "; ".join(worded(one) for one in standing.values)
    return f"{values} ({worded(as_sentence(str(standing.status)))})"


def entries_of_dates(found: DatesAnswer) -> list[HistoryEntry]:
    """Make a line of every clash, then of every date that others bound."""
    made = [
        _line(
            translate("Supposing", "Clash:"),
            "",
            before=" ≠ ".join(dict.fromkeys(value_said(fact) for fact in clash.facts)),
            reason=worded(clash.reason),
            facts=tuple(fact.id for fact in clash.facts),
            subject=found.subject,
        )
        for clash in found.clashes
    ]
    for one in found.dates:
        if one.clashes:
            continue
        made.append(
            _line(
                translate("Supposing", "Reckoned:"),
                in_a_sentence(one.label),
                after=_span(one.earliest, one.latest),
                reason=Counted.tr("from %Ln fact(s)", "", len(one.facts)),
                facts=((one.fact,) if one.fact else ()) + one.facts,
                subject=found.subject,
            )
        )
    return made


def _span(earliest: str | None, latest: str | None) -> str:
    if earliest is None or latest is None:
        words = translate("Supposing", "from {first}") if earliest else ""
        words = words or (translate("Supposing", "up to {last}") if latest else "…")
        return words.format(
            first=worded(shown_date(earliest or "")), last=worded(shown_date(latest or ""))
        )
    first, last = worded(shown_date(earliest)), worded(shown_date(latest))
    return first if first == last else f"{first} – {last}"


def _line(
    verb: str,
    what: str,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
    facts: tuple[str, ...] = (),
    subject: str = "",
) -> HistoryEntry:
    return HistoryEntry(
        0, "", _NOUGHT, "", "", verb, what, before, after, reason, facts, subject, derived=False
    )
