# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps the record pane: a subject's record or a list of what is to do, and the facts chosen."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fonds.archive.errors import RefusedError
from fonds.archive.queries.openings import AT_ONCE
from fonds.events.fixed import fixed
from fonds.events.values import SubjectKind, ValueType
from fonds.viewer.action_table import Need
from fonds.viewer.desk.identity_rows import link_notes, with_owners
from fonds.viewer.desk.record_growth import brought_up, properties_grown
from fonds.viewer.desk.record_head import record_head
from fonds.viewer.desk.record_parts import open_in_part, part_rows, whole_of
from fonds.viewer.desk.record_rows import record_rows
from fonds.viewer.desk.worklists import read_worklist
from fonds.viewer.row_sieve import FactTraits, sift
from fonds.viewer.rows import NoteRow, RecordHead, chips_of
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.queries.answers import CitationAnswer, FactAnswer, Record
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.record_parts import Part
    from fonds.viewer.rows import Row


@fixed
class Shown:
    """What was read: heading, rows, facts by id, sources in order, a fact's conflict if any.

    ``in_part`` tells that there are facts that were not read, ``size`` over how many events at
    least it was read. ``record`` is there where it is the whole one, of now.
    """

    head: RecordHead
    rows: tuple[Row, ...]
    facts: dict[str, FactAnswer]
    sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kind: SubjectKind | None = None
    conflicts: dict[str, str] = field(default_factory=dict)
    in_part: bool = False
    size: int = 0
    record: Record | None = None


_MOST_RECENT = 50
"""Facts recorded of late that are looked for where a subject is opened in part."""
_MOST_AT_HAND = 1000


class RecordKeeper(QObject):
    """Puts records into the pane and says which facts are chosen.

    Signals:
        shown: another record, or list, is shown.
        chosen: facts and excerpts (tuples of ids), by hand or otherwise.
        missing: facts that were to be chosen, and do not stand in the record.
        put: rows were put into the pane, of another record or of the same one anew.
    """

    put = Signal()
    shown = Signal()
    chosen = Signal(tuple, tuple)
    missing = Signal(tuple)

    def __init__(self, desk: Desk) -> None:
        """Keep the pane of the desk's window."""
        super().__init__(desk)
        self._desk = desk
        self._pane = desk.window.record
        self.kind = ""
        self.id = ""
        self.facts: dict[str, FactAnswer] = {}
        self.sources: tuple[str, ...] = ()
        self.conflicts: dict[str, str] = {}
        self.chosen_facts: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._asked: dict[str, int] = {}
        self._recent: tuple[str, ...] = ()
        self._is_new = False
        self._shown: Shown | None = None
        self.merged = False
        self._pane.fact_chosen.connect(self._take)
        self._pane.sieve_bar.chosen.connect(lambda _: self._sieved())
        self._pane.more_wanted.connect(self._more)
        desk.grew.connect(self._grown)
        desk.closed.connect(self.clear)

    @property
    def is_large(self) -> bool:
        """Whether there are so many facts that to read them all takes long."""
        in_part = self._shown is not None and self._shown.in_part
        return in_part or len(self.facts) > _MOST_AT_HAND

    def show(self, kind: str, thing: str, choose: tuple[str, ...] = ()) -> None:
        """Show a record ("subject") or a list ("todo"), and choose facts in it."""
        if (kind, thing) != (self.kind, self.id):
            self._is_new = True
            self._asked = {}
            self._set_chosen(())
            self._shown = None
            self._pane.sieve_bar.open()
            self._pane.sieve_bar.hide()
        self.kind, self.id = kind, thing
        self._wanted = choose
        self.refresh()

    def note_recorded(self, facts: tuple[str, ...]) -> None:
        """Be told of facts just recorded: they are to be seen also where not all facts are."""
        held = [fact for fact in self._recent if fact not in facts]
        self._recent = (*held, *facts)[-_MOST_RECENT:]

    def refresh(self, growth: Growth | None = None) -> None:
        """Read the record anew, or as much of it as ``growth`` may change; the choice stays."""
        if not self.id:
            return
        before = self._shown
        kind, thing, as_of = self.kind, self.id, self._desk.as_of
        policy = self._desk.policy
        listing = self._desk.listing
        numbers = listing.numbers if listing is not None else {}
        hint, merged = self._hint(), self.merged
        apart = listing.told_apart if listing is not None else {}
        # What was shown of a subject of many facts stays shown, and so does what was chosen.
        asked, wanted = dict(self._asked), (*self._wanted, *self.chosen_facts)
        recent, veiled = self._recent, self._desk.is_veiled
        sifting = not self._pane.sieve_bar.sieve.is_open

        def question(queries: Queries) -> Shown:
            size = queries.size()
            return replace(read(queries), size=size)

        def grown(queries: Queries) -> Record | None:
            held = before.record if before is not None else None
            if before is None or held is None or growth is None or before.size != growth.before:
                return None
            names = properties_grown(growth, thing)
            return brought_up(queries, held, names) if names else None

        def read(queries: Queries) -> Shown:
            if kind == "todo":
                found = read_worklist(queries, thing, numbers or queries.source_numbers())
                return Shown(found.head, found.rows, found.facts)
            whole = as_of is None and policy.everything
            try:
                part = whole and not merged
                opened = (
                    open_in_part(queries, thing, asked, wanted, recent, sifting=sifting)
                    if part
                    else None
                )
                record = opened.opening.record if opened else grown(queries) if part else None
                record = record or queries.record(thing, as_of, policy, merged=merged)
            except RefusedError as error:
                return Shown(
                    RecordHead(thing, queries.names.label(thing)),
                    (NoteRow(worded(error.message)),),
                    {},
                )
            if opened:
                shown = _shown_in_part(opened, numbers or _numbers(queries, opened))
            else:
                known = {row.id: row.number for row in record.sources}
                shown = _shown(record, record_rows(record, known, hint=hint))
            links = queries.links(thing, as_of)
            if links or len(record.merged) > 1:
                rows = with_owners(shown.rows, record, shown.facts, apart) if merged else shown.rows
                shown = replace(shown, rows=(*link_notes(links, apart, merged=merged), *rows))
            if not whole:
                return shown
            disputed = {fact: one.id for one in queries.conflicts(thing) for fact in one.facts}
            kept = None if merged or opened or veiled else record
            return replace(shown, conflicts=disputed, record=kept)

        def failed(error: BaseException) -> None:
            self._desk.complain(error)
            # What was shown of it stays; of another nothing may stand beneath its name.
            if self._shown is None and (kind, thing) == (self.kind, self.id):
                self._put_failed()

        self._desk.ask("record", question, self._put, failed)

    def together(self) -> None:
        """Show records as one with all that was judged to be the same, or each alone again."""
        self.merged = not self.merged
        self._desk.window.actions_of_window.mark("together", on=self.merged)
        self.refresh()

    def choose(self, facts: tuple[str, ...], excerpts: tuple[str, ...] = ()) -> bool:
        """Choose facts of the record shown, as if by hand; tells whether they are there."""
        if not self._pane.choose_facts(facts, excerpts):
            bar = self._pane.sieve_bar
            if bar.sieve.is_open or not any(fact in self.facts for fact in facts):
                return False
            # What is asked for is only filtered away.
            bar.put_away()
            if not self._pane.choose_facts(facts, excerpts):
                return False
        self._take(self._pane.chosen_facts(), self._pane.chosen_excerpts())
        return True

    def citations(self, facts: tuple[str, ...]) -> list[CitationAnswer]:
        """Give the citations of facts shown."""
        known = [self.facts[fact] for fact in facts if fact in self.facts]
        return [citation for fact in known for citation in fact.citations]

    def clear(self, title: str = "", words: str = "") -> None:
        """Show no record, but say what to do."""
        self.kind = self.id = ""
        self.facts, self.sources, self._wanted, self.conflicts = {}, (), (), {}
        self._shown, self._recent = None, ()
        self.merged = False
        self._desk.window.actions_of_window.mark("together", on=False)
        self._pane.show_record(RecordHead("", title), [NoteRow(words)] if words else [])
        self._set_chosen(())
        self._desk.set_need(Need.SUBJECT, met=False)
        self.put.emit()

    def _put(self, shown: Shown) -> None:
        self.facts, self.sources = shown.facts, shown.sources
        self.conflicts = shown.conflicts
        self._shown = shown
        self._sift(stays=not self._is_new)
        person = shown.kind is SubjectKind.PERSON
        self._pane.tabs.setTabText(0, self.tr("Biography") if person else self.tr("Record"))
        self._desk.lexicon.names = (shown.head.name, *shown.names)
        self._desk.set_need(Need.SUBJECT, met=self.kind == "subject")
        wanted, self._wanted = self._wanted, ()
        is_new, self._is_new = self._is_new, False
        if is_new:
            self.shown.emit()
        if wanted and self.choose(wanted):
            self.put.emit()
            return
        if wanted:
            self.missing.emit(wanted)
        if not self._pane.chosen_facts():
            self._set_chosen(())
        self.put.emit()

    def _put_failed(self) -> None:
        """Say in its place that a record could not be read, and show nothing of the last one."""
        listing = self._desk.listing
        known = listing.subjects if listing is not None else ()
        name = next((one.label for one in known if one.id == self.id), "")
        words = self.tr("This could not be read: the notice says why.")
        self._put(Shown(RecordHead(self.id, name), (NoteRow(words),), {}))
        self._shown = None

    def _sieved(self) -> None:
        """Filter what was read, and then all there is, where only a part was read until now."""
        self._sift()
        shown = self._shown
        if shown is not None and shown.in_part and not self._pane.sieve_bar.sieve.is_open:
            self.refresh()

    def _sift(self, *, stays: bool = False) -> None:
        """Show the rows that the filter lets through; with ``stays`` where one was among them."""
        shown, bar = self._shown, self._pane.sieve_bar
        if shown is None:
            return
        titles = {
            chip.number: chip.source for row in shown.rows for chip in chips_of(row) if chip.number
        }
        bar.sources = sorted(titles.items())
        traits = {fact.id: _traits(fact) for fact in shown.facts.values()}
        rows = sift(shown.rows, traits, bar.sieve)
        if not rows and shown.rows:
            rows = [NoteRow(self.tr("Nothing here is as the filter asks."))]
        if shown.in_part and not bar.sieve.is_open:
            rows = [*rows, NoteRow(self.tr("Facts that were not read yet are not filtered."))]
        self._pane.show_record(shown.head, rows, stays=stays)

    def _take(self, facts: tuple[str, ...], excerpts: tuple[str, ...]) -> None:
        """Narrow a row's facts to those that rest on the passages of its present chip."""
        cited = frozenset(excerpts)
        resting = tuple(
            fact for fact in facts if any(one.excerpt in cited for one in self.citations((fact,)))
        )
        chosen = resting or facts
        if not excerpts:
            excerpts = tuple(one.excerpt for one in self.citations(facts) if one.excerpt)
        self._set_chosen(chosen)
        self.chosen.emit(chosen, excerpts)

    def _more(self, name: str) -> None:
        """Show facts of a property that were not shown; where they are listed, further ones."""
        shown = sum(fact.property == name for fact in self.facts.values())
        self._asked[name] = shown + AT_ONCE
        self.refresh()

    def _set_chosen(self, facts: tuple[str, ...]) -> None:
        self.chosen_facts = facts
        self._desk.set_need(Need.FACT, met=bool(facts))
        disputed = any(fact in self.conflicts for fact in facts)
        self._desk.set_need(Need.CONFLICT, met=disputed)

    def _grown(self, growth: Growth) -> None:
        if self._desk.moment is not None:
            return
        entries = growth.entries or ()
        mine = [one.fact for one in entries if one.fact and one.subject == self.id]
        self.note_recorded(tuple(dict.fromkeys(reversed(mine))))
        if self._shown is not None and self._shown.size >= growth.size:
            # What was just added here is shown already: whoever added it asked for it.
            return
        if self.kind == "todo" or growth.touches(self.id, frozenset(self.facts)):
            self.refresh(growth)

    def _hint(self) -> str:
        if not self._desk.is_writable:
            return ""
        return self.tr(
            "Nothing is recorded of this subject yet. Select words in a source and press"
            " Ctrl+Return."
        )


def _traits(fact: FactAnswer) -> FactTraits:
    time = fact.when.earliest or fact.when.latest if fact.when is not None else None
    if time is None and fact.value_type is ValueType.DATE:
        time = str(fact.value or "")
    return FactTraits(time or "", fact.position, fact.second_hand)


def _numbers(queries: Queries, part: Part) -> dict[str, int]:
    """Number the sources of what was read: a large archive has thousands of others."""
    listed = {citation.source for fact in part.listed for citation in fact.citations}
    return queries.source_numbers(listed | {row.id for row in part.opening.record.sources})


def _shown_in_part(part: Part, numbers: dict[str, int]) -> Shown:
    shown = _shown(part.opening.record, part_rows(part, numbers))
    return replace(
        shown,
        head=record_head(whole_of(part.opening)),
        facts=shown.facts | {fact.id: fact for fact in part.listed},
        in_part=True,
    )


def _shown(record: Record, rows: Iterable[Row]) -> Shown:
    facts: dict[str, FactAnswer] = {}
    for answer in record.properties():
        for scope in answer.scopes:
            for value in scope.values:
                facts.update((fact.id, fact) for fact in value.facts)
        facts.update((fact.id, fact) for fact in (*answer.deprecated, *answer.denied))
    return Shown(
        record_head(record),
        tuple(rows),
        facts,
        tuple(row.id for row in record.sources),
        record.names,
        record.kind,
    )
