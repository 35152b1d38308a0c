# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What all keepers of the window share: the open archive, the moment, what is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from fonds.archive.errors import FondsError
from fonds.archive.record.policy import EVERYTHING
from fonds.events.fixed import fixed
from fonds.viewer.action_table import Need
from fonds.viewer.desk.form_help import Lexicon
from fonds.viewer.desk.session import Session, gone_words, is_cancelled
from fonds.viewer.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Command, Progress
    from fonds.archive.queries.answers import HistoryEntry, Moment
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.background import Job
    from fonds.viewer.desk.listing import Listing
    from fonds.viewer.desk.places import Memory
    from fonds.viewer.desk.session import Begun
    from fonds.viewer.main_window import MainWindow

AnswerT = TypeVar("AnswerT")

_POLL_MS = 500
_SLOW_MS = 1200
"""What is recorded is there within a tenth of that; then something is in its way."""
_MOST_TOLD = 200


@fixed
class Growth:
    """What was appended since ``before``; ``entries`` is None where there is too much to tell."""

    before: int
    size: int
    entries: tuple[HistoryEntry, ...] | None

    def touches(self, subject: str, facts: frozenset[str]) -> bool:
        """Tell whether a subject's record may have changed."""
        if self.entries is None:
            return True
        return any(
            entry.subject == subject
            or entry.fact in facts
            or entry.type.startswith(("Subject", "Property", "ContentErased", "ExcerptTranslated"))
            for entry in self.entries
        )

    def touches_passages(self) -> bool:
        """Tell whether passages may have come, or gone."""
        if self.entries is None:
            return True
        kinds = (
            "Fact",
            "Excerpt",
            "Citation",
            "Cited",
            "Rendition",
            "Capture",
            "Source",
            "Passage",
        )
        return any(entry.type.startswith(kinds) for entry in self.entries)


class Desk(QObject):
    """The state the keepers share, and the way to ask and to record.

    Signals:
        opened: an archive is open (:class:`Begun`).
        closed: none is open any more.
        grew: a :class:`Growth`: something was appended, here or by another program.
        moment_changed: another moment is looked at.
        listed: the lists of subjects and sources were read anew.
        failed: an error that is no refusal: a defect of ours.
    """

    opened = Signal(object)
    closed = Signal()
    grew = Signal(object)
    moment_changed = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, window: MainWindow, memory: Memory, agent: str) -> None:
        """Begin without an archive."""
        super().__init__(window)
        self.window = window
        self.memory = memory
        self.agent = agent
        self.session: Session | None = None
        self.begun: Begun | None = None
        self.moment: Moment | None = None
        self.listing: Listing | None = None
        self.policy = EVERYTHING
        self.lexicon = Lexicon()
        self._opening: Session | None = None
        self._met: set[Need] = set()
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._poll_size)

    @property
    def as_of(self) -> str | None:
        """The moment looked at, as queries take it; None for now."""
        return f"@{self.moment.position}" if self.moment is not None else None

    @property
    def is_veiled(self) -> bool:
        """Whether the archive is shown as others would see it."""
        return self.session is not None and self.session.is_veiled

    @property
    def is_writable(self) -> bool:
        """Whether something can be recorded now."""
        return self.session is not None and not self.session.read_only and self.moment is None

    @property
    def is_busy(self) -> bool:
        """Whether any thread has work."""
        return self.session is not None and self.session.is_busy

    @property
    def is_opening(self) -> bool:
        """Whether an archive is being opened."""
        return self._opening is not None

    def open(
        self,
        path: Path,
        *,
        create: bool = False,
        hide_living: bool = False,
        watch: bool = True,
        shown: Mapping[str, bool] | None = None,
    ) -> None:
        """Open an archive in place of the present one, which stays where that fails.

        With ``shown`` it is shown as others would see it: see :class:`Session`.
        """
        session = Session(path, self.agent, self, shown=shown)
        session.failed.connect(self.complain)
        session.progressed.connect(self._opening_slowly)

        def begun(answer: Begun) -> None:
            self._leave()
            self.session, self.begun = session, answer
            self.meet(Need.ARCHIVE, Need.PRESENT)
            self.set_need(Need.WRITABLE, met=not answer.read_only)
            if watch:
                self._poll.start()
            self.window.notice.put_away()
            self.opened.emit(answer)

        def failed(error: BaseException) -> None:
            self._opening = None
            session.close()
            session.deleteLater()
            self.complain(error)

        self._forget_opening()
        self._opening = session
        session.begin(begun, failed, create=create, hide_living=hide_living)

    def _opening_slowly(self, _number: int, done: int, whole: int) -> None:
        """Say what takes so long where tables of another Fonds have to be made anew."""
        if self._opening is not None and self.sender() is self._opening and done < whole:
            words = self.tr("Making the tables to read it with…")
            self.window.notice.show_progress(words, done, whole)

    def close(self) -> None:
        """Close the archive; waits for its threads."""
        self._forget_opening()
        if self.session is not None:
            self._leave()
            self.closed.emit()

    def ask(
        self,
        kind: str,
        question: Callable[[Queries], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Ask the open archive; without one nothing happens."""
        if self.session is not None:
            self.session.ask(kind, question, done, failed or self.complain)

    def ask_beside(
        self,
        kind: str,
        question: Callable[[Queries], AnswerT],
        done: Callable[[AnswerT], None],
    ) -> None:
        """Ask what takes long in the helping thread, so that whoever reads on need not wait."""
        session = self.session
        if session is None:
            return
        beside = session.beside

        def work(progress: Progress) -> AnswerT:
            with beside(progress) as queries:
                return question(queries)

        session.help(kind, work, done, self.complain, replaces=True)

    def record(
        self,
        command: Command[AnswerT],
        done: Callable[[Outcome[AnswerT]], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job | None:
        """Carry a command out, then look at what it changed; None where nothing is open for it."""
        session = self.session
        if session is None or not self.is_writable:
            return None

        slow = QTimer(self)
        slow.setSingleShot(True)
        slow.timeout.connect(self._say_it_waits)
        slow.start(_SLOW_MS)

        def over() -> None:
            slow.stop()
            slow.deleteLater()
            if self.window.notice.words == self._waiting_words:
                self.window.notice.put_away()

        def refused(error: BaseException) -> None:
            over()
            (failed or self.complain)(error)

        def carried_out(outcome: Outcome[AnswerT]) -> None:
            over()
            done(outcome)
            if outcome.refound:
                from fonds.viewer.desk.older_texts import said_of_older

                notice = self.window.notice
                notice.tell(f"{notice.words} {said_of_older(outcome.refound)}".strip())
            self.look()

        return session.record(command, carried_out, refused)

    @property
    def _waiting_words(self) -> str:
        return self.tr("Still recording. Another program may be writing to the archive.")

    def _say_it_waits(self) -> None:
        if not self.window.notice.isVisible():
            self.window.notice.tell(self._waiting_words)

    def look(self) -> None:
        """See what was appended since the last look."""
        session = self.session
        if session is None:
            return
        before = session.size

        def question(queries: Queries) -> Growth:
            size = queries.size()
            if size - before > _MOST_TOLD:
                return Growth(before, size, None)
            since = f"@{before}"
            found = queries.history(since=since, limit=_MOST_TOLD) if size > before else []
            return Growth(before, size, tuple(found))

        def seen(growth: Growth) -> None:
            if growth.size > session.size:
                session.size = growth.size
                self.grew.emit(growth)

        self.ask("growth", question, seen)

    def take_listing(self, listing: Listing) -> None:
        """Take lists that were read anew."""
        self.listing = listing
        self.lexicon.learn(listing)
        self.listed.emit()

    def title_of(self, source: str) -> str:
        """Give a source's title as it is listed; empty where it is not."""
        listed = self.listing.sources if self.listing is not None else ()
        return next((one.title for one in listed if one.id == source), "")

    def take_moment(self, moment: Moment | None) -> None:
        """Look at a moment; None is now."""
        self.moment = moment
        self.set_need(Need.PAST, met=moment is not None)
        self.set_need(Need.PRESENT, met=moment is None)
        self.moment_changed.emit()

    def set_need(self, need: Need, *, met: bool) -> None:
        """Say whether something is so, which makes actions possible or not."""
        if met is not (need in self._met):
            (self._met.add if met else self._met.discard)(need)
            self.window.set_met(self._met)

    def meet(self, *needs: Need) -> None:
        """Say that these are so."""
        for need in needs:
            self.set_need(need, met=True)

    def complain(self, error: BaseException) -> None:
        """Show a refusal in plain words; anything else goes to whoever shows defects."""
        if isinstance(error, FondsError):
            if not is_cancelled(error):
                self.window.notice.refuse(worded(error.message))
        else:
            self.failed.emit(error)

    def refuse(self, error: BaseException, show: Callable[[str], None]) -> None:
        """Show why nothing was recorded where it was typed; a defect of ours also as such."""
        if isinstance(error, FondsError):
            show(worded(error.message))
        else:
            show(self.tr("It could not be recorded; what you typed is kept."))
            self.complain(error)

    def _leave(self) -> None:
        self._poll.stop()
        self._opening = None
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
        self.session = self.begun = self.moment = self.listing = None
        self._met.clear()
        self.window.set_met(self._met)

    def _forget_opening(self) -> None:
        opening = self._opening
        if opening is not None and opening is not self.session:
            opening.close()
            opening.deleteLater()
        self._opening = None

    def _poll_size(self) -> None:
        session = self.session
        if session is None or session.is_reading:
            return
        if session.is_gone and not session.read_only:
            session.read_only = True
            self.set_need(Need.WRITABLE, met=False)
            self.window.notice.refuse(gone_words(session.path))

        def seen(size: int) -> None:
            if size != session.size:
                self.look()

        # Another program may hold the file for a moment; the next poll asks again.
        session.ask("size", lambda queries: queries.size(), seen, lambda _: None)
