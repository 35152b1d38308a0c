# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The proposals panel at work: what a source may say, taken only by a person's yes."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from fonds.archive.commands.importing import ImportFacts
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.proposed import changed_line, find_proposals, seed_of
from fonds.viewer.fact_form import FactForm
from fonds.viewer.proposal_board import ProposalBoard
from fonds.viewer.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.importing import ImportAnswer
    from fonds.archive.commands.plan import Progress
    from fonds.viewer.candidates import Candidate, Proposals
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.undoing import Undoing
    from fonds.viewer.desk.unfinished import Unfinished
    from fonds.viewer.drafts import FactDraft

_HELD_OR_NOT = frozenset({"FactRetracted", "FactReinstated"})


class Proposing(Acting):
    """Lists candidates beside the source, lights the words of the present one, records the yes."""

    def __init__(
        self, desk: Desk, reader: Reader, undoing: Undoing, unfinished: Unfinished
    ) -> None:
        """Propose from the source shown in ``reader``."""
        super().__init__(desk, reader, undoing, unfinished)
        self._source = ""
        self._form: FactForm | None = None
        self._changing: Candidate | None = None
        self.board = ProposalBoard(desk.window.theme)
        self.board.reached.connect(self._light)
        self.board.taken.connect(self._take)
        self.board.change_wanted.connect(self._change)
        self.board.dismissed.connect(self._dismiss)
        self.board.again_wanted.connect(self._list_again)
        self.board.left.connect(self.leave)
        reader.source.arrived.connect(self._arrived)
        reader.record.shown.connect(self._put_away)
        desk.grew.connect(self._grown)
        desk.moment_changed.connect(self._put_away)
        desk.closed.connect(self._put_away)

    @property
    def is_open(self) -> bool:
        """Whether the panel is open."""
        return self._desk.window.record.sheet is self.board

    @property
    def form(self) -> FactForm | None:
        """The form in which a candidate is changed, or none."""
        return self._form

    def propose(self) -> None:
        """Look the source through and open the panel."""
        read = self._reader.source.read
        if read is None or self._desk.session is None or self._desk.moment is not None:
            return
        self._source = read.view.id
        self.board.wait(self.tr("Proposals: {title}").format(title=read.view.title))
        self._desk.window.record.open_sheet(self.board)
        self.board.take_keys()
        self._ask()

    def leave(self) -> None:
        """Put the panel away and give the keys back to the record."""
        self._put_away()
        self._desk.window.record.setFocus()

    def _ask(self) -> None:
        session, source = self._desk.session, self._source
        if session is None:
            return
        opened, record = session.beside, self._reader.record
        beside = self._desk.window.record.head.name if record.kind == "subject" else ""
        dismissed = frozenset(self._desk.memory.dismissed(self._archive()))
        labels = self._desk.lexicon.label

        def work(progress: Progress) -> Proposals:
            with opened(progress) as queries:
                return find_proposals(queries, source, beside, dismissed, labels, progress)

        def done(found: Proposals) -> None:
            if self.is_open and found.source == self._source:
                self._to_newest()
                self.board.show_proposals(found, writable=self._desk.is_writable)
                if found.failed is not None:
                    self._desk.refuse(found.failed, self.board.refuse)

        session.help("proposals", work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._put_away()
        self._desk.complain(error)

    def _to_newest(self) -> None:
        """Show the newest text, which is what was looked through."""
        read = self._reader.source.read
        if read is not None and read.view.captures:
            newest = read.view.captures[-1].id
            if read.view.capture != newest:
                self._reader.source.open(read.view.id, capture=newest)

    def _light(self, one: Candidate | None) -> None:
        if one is None or not self.is_open:
            return
        if self._reader.source.id != self._source:
            self._reader.source.open(self._source, scroll=one.start)
            return
        self._desk.window.source.light_words(one.start, one.end)

    def _arrived(self) -> None:
        if self.is_open:
            self._light(self.board.list.current())

    def _grown(self, growth: Growth) -> None:
        """List again what was taken and is held no longer: an undoing, here or elsewhere."""
        entries = growth.entries
        if self.is_open and (entries is None or any(one.type in _HELD_OR_NOT for one in entries)):
            self._ask()

    def _take(self, chosen: Sequence[Candidate]) -> None:
        self._record([one.line for one in chosen], {one.key for one in chosen})

    def _record(self, lines: Sequence[dict[str, object]], keys: set[str]) -> None:
        # Each yes is its own: what was accepted, then undone, can be accepted once more.
        act = secrets.token_hex(8)
        data = [
            json.dumps({**line, "id": f"proposal:{act}:{at}"}, ensure_ascii=False).encode()
            for at, line in enumerate(lines)
        ]
        command = ImportFacts(data, self.tr("the proposals"), match_labels=True)

        def done(outcome: Outcome[ImportAnswer]) -> None:
            self._undoing.did(outcome)
            self._close_form()
            self.board.drop(keys)
            # What was new to the archive with this one is known with the next.
            self._ask()
            count = outcome.answer.appended
            self._desk.window.notice.tell(counted(self.tr("%Ln fact(s) added.", "", count), count))

        def failed(error: BaseException) -> None:
            shown = self._form if self._form is not None else self.board
            self._desk.refuse(error, shown.refuse)

        self._desk.record(command, done, failed)

    def _change(self, one: Candidate) -> None:
        read = self._reader.source.read
        if read is None or read.view.id != self._source:
            return
        self._close_form()
        heading = self.tr("Change it before accepting")
        form = FactForm(self._desk.window.theme, self._desk.lexicon.help(), heading=heading)
        form.submitted.connect(self._submit)
        form.cancelled.connect(self._give_up)
        form.changed.connect(self._unfinished.touch)
        form.open(seed_of(one, self._source, read.view.rendition))
        self._form, self._changing = form, one
        self.board.open_form(form)
        form.value_field.setFocus()
        form.value_field.selectAll()
        self._unfinished.watch(self._kept)

    def _submit(self, draft: FactDraft, _follow: bool) -> None:
        read, one = self._reader.source.read, self._changing
        if read is None or one is None or self._form is None:
            return
        line = changed_line(one, draft, self._desk.lexicon, read)
        self._record([line], {one.key})

    def _kept(self) -> dict[str, object]:
        """Give what comes back after a crash as a form for a new fact from the same words."""
        return {} if self._form is None else self._form.kept()

    def _give_up(self) -> None:
        self._close_form()

    def _close_form(self) -> None:
        if self._form is not None:
            self._unfinished.forget()
            self._form = self._changing = None
            self.board.close_form()

    def _dismiss(self, chosen: Sequence[Candidate]) -> None:
        keys = {one.key for one in chosen}
        archive, memory = self._archive(), self._desk.memory
        memory.keep_dismissed(archive, [*memory.dismissed(archive), *sorted(keys)])
        self.board.drop(keys, dismissed=True)

    def _list_again(self) -> None:
        """List what was dismissed of this source too, from now on."""
        self._desk.memory.keep_dismissed(self._archive(), [])
        self._ask()

    def _archive(self) -> str:
        return self._desk.begun.archive.id if self._desk.begun is not None else ""

    def _put_away(self) -> None:
        if self._form is not None:
            self._unfinished.rest()
            self._form = self._changing = None
            self.board.close_form()
        if self.is_open:
            self._desk.window.record.close_sheet()
            self._reader.source.light(())
