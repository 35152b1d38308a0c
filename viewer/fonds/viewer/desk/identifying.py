# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Who is who: what is held of a subject being others, concluded by a person and never by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.catalogue.subject import Judgement
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.identity_rows import (
    entries_of_candidates,
    entries_of_links,
    evidence_of,
    movable,
    pair_of,
)
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.unfinished import JOINING, PARTING
from fonds.viewer.form_fields import ChoiceEdit
from fonds.viewer.identities import Words
from fonds.viewer.identity_board import IdentityBoard
from fonds.viewer.parting_board import PartingBoard
from fonds.viewer.rows import DisputeHead
from fonds.viewer.source_sheet import SourceSheet
from fonds.viewer.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.identity import SplitAnswer
    from fonds.archive.commands.plan import Appended, Progress
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished
    from fonds.viewer.drafts import Choice
    from fonds.viewer.identities import Conclusion, Movable, Pair, Parting
    from fonds.viewer.rows import HistoryEntry


class Identifying(Acting):
    """Lists who may be one, lays two side by side, records what is concluded, parts namesakes."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Ask about the subject whose record is read."""
        super().__init__(desk, reader, undoing, unfinished)
        theme = desk.window.theme
        self.sheet = SourceSheet(theme, back=self.tr("Back to the record"))
        self.other_field = ChoiceEdit(theme, self._offer_others)
        self.other_field.setAccessibleName(self.tr("Somebody else to compare with"))
        self.other_field.setPlaceholderText(self.tr("Somebody else to compare with"))
        self.sheet.add_below(self.other_field)
        self.board = IdentityBoard(theme)
        self.parting = PartingBoard(theme, self._offer_others)
        self._subject = ""
        self._untold = False
        self.sheet.entry_opened.connect(self._entry_opened)
        self.sheet.left.connect(self.leave)
        self.other_field.picked.connect(self._picked)
        self.other_field.returnPressed.connect(self._typed)
        self.board.concluded.connect(self._conclude)
        self.board.evidence_wanted.connect(self._add_evidence)
        self.board.passage_wanted.connect(self._show_passage)
        self.board.changed.connect(unfinished.touch)
        self.board.left.connect(self._give_up)
        self.parting.parted.connect(self._part)
        self.parting.fact_reached.connect(lambda fact: reader.show_beside((fact,)))
        self.parting.changed.connect(unfinished.touch)
        self.parting.left.connect(self._give_up_parting)
        reader.record.shown.connect(self._put_away)
        desk.moment_changed.connect(self._put_away)
        desk.closed.connect(self._put_away)
        desk.grew.connect(lambda _: self._again())
        desk.listed.connect(self._tell_apart)

    @property
    def is_open(self) -> bool:
        """Whether one of the boards lies over the record."""
        return self._sheet_open() is not None

    def who(self) -> None:
        """List whom the subject read is one with, may be one with, and is not."""
        if self._reader.record.kind != "subject":
            return
        self._subject = self._reader.record.id
        self._list()

    def candidates(self) -> None:
        """List all who may be one by name, found beside what is read."""
        session = self._desk.session
        if session is None:
            return
        beside, apart = session.beside, self._apart()

        def work(progress: Progress) -> list[HistoryEntry]:
            with beside(progress) as queries:
                return entries_of_candidates(queries.candidates(), apart)

        def found(entries: list[HistoryEntry]) -> None:
            self._subject = ""
            title = self.tr("Perhaps one, by name alone")
            self._show_list(title, entries, self.tr("No two subjects have names that may be one."))

        session.help("candidates", work, found, self._desk.complain, replaces=True)

    def split(self) -> None:
        """Lay out the facts of the subject read, to say which are about somebody else."""
        record = self._reader.record
        if record.kind == "subject" and self._desk.is_writable:
            # The head of a dispute stands for all its accounts, which are hardly all another's.
            head = isinstance(self._desk.window.record.list.chosen(), DisputeHead)
            facts = [] if head else list(record.chosen_facts)
            self._ask_parting(record.id, {"facts": facts})

    def _offer_others(self, typed: str) -> list[Choice]:
        """Offer subjects but the one read: its own name, typed whole, is a namesake's."""
        offered = self._desk.lexicon.offer_subjects(typed)
        return [one for one in offered if one.id != self._subject]

    def take_up(self, lost: Mapping[str, object]) -> None:
        """Open the board that was left unfinished, with what was chosen and typed on it."""
        typed = lost.get("typed")
        if not isinstance(typed, dict) or not self._desk.is_writable:
            return
        subject, other = str(lost.get("subject")), str(lost.get("other"))
        if lost.get("form") == PARTING:
            self._ask_parting(subject, typed)
        elif lost.get("form") == JOINING:
            self.compare(subject, other, typed)

    def _ask_parting(self, subject: str, typed: dict[str, object]) -> None:
        apart = self._apart()

        def question(queries: Queries) -> tuple[str, list[tuple[str, str]], list[Movable]]:
            read = queries.record(subject)
            titles = [(row.id, f"[{row.number}] {row.title}") for row in read.sources]
            return apart.get(subject, read.label), titles, movable(read)

        def found(read: tuple[str, list[tuple[str, str]], list[Movable]]) -> None:
            label, titles, facts = read
            self._subject = subject
            title = self.tr("Part from {name} what is about somebody else").format(name=label)
            self._lay(self.parting)
            self.parting.lay_out(title, titles, facts)
            self.parting.put_back(typed)
            self.parting.setFocus()
            self._unfinished.watch(self._kept_parting)

        self._desk.ask("parting", question, found)

    def compare(self, first: str, second: str, typed: Mapping[str, object] | None = None) -> None:
        """Lay two subjects side by side, with what was chosen and typed where it was lost."""
        numbers, apart = self._numbers(), self._apart()

        def question(queries: Queries) -> tuple[Pair, list[Words]]:
            places = typed.get("evidence") if typed else None
            evidence = evidence_of(queries, places) if isinstance(places, list) else []
            return pair_of(queries, first, second, numbers, apart), evidence

        def found(read: tuple[Pair, list[Words]]) -> None:
            pair, evidence = read
            again = self._sheet_open() is self.board
            self.board.lay_out(pair)
            if typed:
                self.board.put_back(typed)
                for words in evidence:
                    self.board.add_evidence(words)
            self.board.go.setEnabled(self._desk.is_writable)
            if not again:
                self._lay(self.board)
                self.board.take_keys()
                self._unfinished.watch(self._kept_joining)

        self._desk.ask("pair", question, found)

    def leave(self) -> None:
        """Put the board away and give the keys to the record."""
        self._put_away()
        self._desk.window.record.setFocus()

    def _list(self) -> None:
        subject, as_of, apart = self._subject, self._desk.as_of, self._apart()

        def question(queries: Queries) -> tuple[str, list[HistoryEntry]]:
            label = apart.get(subject) or queries.names.label(subject)
            found = queries.candidates(subject) if as_of is None else []
            return label, entries_of_links(subject, queries.links(subject), found, apart)

        def found(read: tuple[str, list[HistoryEntry]]) -> None:
            label, entries = read
            title = self.tr("Who {name} is, and is not").format(name=label)
            empty = self.tr(
                "Nothing was concluded, and no other name is like this one. Type below whom to"
                " compare with."
            )
            self._show_list(title, entries, empty)

        self._desk.ask("links", question, found)

    def _show_list(self, title: str, entries: list[HistoryEntry], empty: str) -> None:
        self._lay(self.sheet)
        self.other_field.setVisible(bool(self._subject))
        self.other_field.fill("", "")
        self.sheet.show_entries(title, entries, empty)
        target = self.sheet if entries or not self._subject else self.other_field
        target.setFocus()

    def _entry_opened(self, entry: HistoryEntry) -> None:
        first, _, second = entry.subject.partition(" ")
        if second:
            self.compare(first, second)
        elif self._subject:
            self.compare(self._subject, first)

    def _typed(self) -> None:
        if self.other_field.settle():
            self._picked(self.other_field.choice)

    def _picked(self, other: str) -> None:
        if self._subject and other and other != self._subject:
            self.compare(self._subject, other)

    def _conclude(self, made: Conclusion) -> None:
        from fonds.archive.commands.facts import GivenCitation
        from fonds.archive.commands.subjects import LinkSubjects

        cited = tuple(
            GivenCitation(source=one.source, quote=one.quote, start=one.start, end=one.end)
            for one in made.evidence
        )
        command = LinkSubjects(
            made.first, made.second, Judgement(made.judgement), made.reason, cited=cited
        )

        def done(outcome: Outcome[Appended]) -> None:
            self._unfinished.forget()
            self._undoing.did(outcome)
            self._put_away()
            self._reader.record.refresh()
            self._desk.window.record.setFocus()
            self._desk.window.notice.tell(
                self.tr("What you concluded is recorded. A later conclusion can take it back.")
            )

        self._desk.record(command, done, lambda error: self._desk.refuse(error, self.board.refuse))

    def _part(self, parting: Parting) -> None:
        from fonds.archive.commands.identity import SplitSubject

        parted = self._subject
        command = SplitSubject(
            parted,
            parting.reason,
            parting.facts,
            to=parting.to or None,
            new=parting.new or None,
        )

        def done(outcome: Outcome[SplitAnswer]) -> None:
            count = len(outcome.answer.facts)
            self._unfinished.forget()
            self._undoing.did(outcome, lambda: self._reader.visit(Place("subject", parted)))
            self._put_away()
            self._reader.visit(Place("subject", outcome.answer.subject))
            self._desk.window.record.setFocus()
            words = self.tr("%Ln fact(s) moved here; the two are held to be two.", "", count)
            self._desk.window.notice.tell(counted(words, count))

        def failed(error: BaseException) -> None:
            self._desk.refuse(error, self.parting.refuse)

        self._desk.record(command, done, failed)

    def _add_evidence(self) -> None:
        read = self._reader.source.read
        start, end = self._desk.window.source.selection()
        if read is None or start == end:
            self.board.refuse(self.tr("Select the words in the source first."))
            return
        self.board.refuse("")
        number = self._numbers().get(read.view.id, 0)
        quote = read.view.text[start:end]
        self.board.add_evidence(Words(read.view.id, read.view.title, number, quote, start, end))

    def _show_passage(self, fact: str, excerpt: str) -> None:
        def found(answers: list[FactAnswer]) -> None:
            for citation in [one for answer in answers for one in answer.citations]:
                if citation.excerpt == excerpt:
                    self._reader.source.open(
                        citation.source, light=(excerpt,), rendition=citation.rendition
                    )

        self._desk.ask("passage", lambda queries: queries.facts([fact]), found)

    def _numbers(self) -> dict[str, int]:
        listing = self._desk.listing
        return dict(listing.numbers) if listing is not None else {}

    def _apart(self) -> dict[str, str]:
        listing = self._desk.listing
        self._untold = listing is None
        return listing.told_apart if listing is not None else {}

    def _tell_apart(self) -> None:
        """Lay out anew what was asked for before it was known what tells namesakes apart."""
        if not self._untold:
            return
        if self._sheet_open() is self.sheet and not self._subject:
            self.candidates()
        else:
            self._again()

    def _sheet_open(self) -> QWidget | None:
        sheet = self._desk.window.record.sheet
        return sheet if sheet in {self.sheet, self.board, self.parting} else None

    def _lay(self, sheet: QWidget) -> None:
        self._desk.window.record.open_sheet(sheet)

    def _again(self) -> None:
        """Bring what is laid out up to date; a list of facts being ticked is left as it is."""
        pair = self.board.pair
        if self._sheet_open() is self.board and pair is not None:
            self.compare(pair.first, pair.second)
        elif self._sheet_open() is self.sheet and self._subject:
            self._list()

    def _kept_joining(self) -> dict[str, object]:
        pair = self.board.pair
        if pair is None or not self.board.is_begun:
            return {}
        ids = {"subject": pair.first, "other": pair.second}
        return {"form": JOINING, **ids, "typed": self.board.typed()}

    def _kept_parting(self) -> dict[str, object]:
        typed = self.parting.typed()
        if not any(typed.values()):
            return {}
        return {"form": PARTING, "subject": self._subject, "typed": typed}

    def _give_up_parting(self) -> None:
        self._unfinished.forget()
        self.leave()

    def _give_up(self) -> None:
        self._unfinished.forget()
        if self._subject:
            self._list()
        else:
            self.leave()

    def _put_away(self) -> None:
        sheet = self._sheet_open()
        if sheet in {self.board, self.parting}:
            self._unfinished.rest()
        if sheet is not None:
            self._desk.window.record.close_sheet()
