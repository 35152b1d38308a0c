# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Keeps navigator, search, as-of control and status line: what there is, and of which moment."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fonds.archive.errors import FondsError
from fonds.events.fixed import fixed
from fonds.events.values import SubjectKind
from fonds.viewer.desk.found import Finds, search
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.listing import Items, Listing, groups_of, items_of
from fonds.viewer.desk.listing_changes import read_changes, subjects_touched
from fonds.viewer.desk.record_head import kind_said
from fonds.viewer.desk.worklists import count_tasks
from fonds.viewer.wording import counted, numbered

if TYPE_CHECKING:
    from collections.abc import Callable

    from fonds.archive.commands.plan import Progress
    from fonds.archive.lookup.checkpoints import SignedHead
    from fonds.archive.queries.answers import Moment
    from fonds.archive.queries.queries import Queries
    from fonds.viewer.desk.desk import Desk, Growth
    from fonds.viewer.desk.reader import Reader
    from fonds.viewer.desk.session import Begun
    from fonds.viewer.find_results import Hit
    from fonds.viewer.navigator_model import Arrangement

_CALM_MS = 120
_MOST_TICKS = 300
_REST = 10
"""How many times as long as counting took it is rested from, so that writing on is not held up."""
_QUICK = 0.2
"""Seconds of counting up to which nobody feels it."""
_SHORT_ROOT = 8


@fixed
class _Counts:
    """What is to do, by the key of its list, and the positions worth a tick on the slider.

    ``took`` is how long it was computed, in seconds.
    """

    todo: dict[str, str]
    ticks: tuple[int, ...]
    took: float


class ListsKeeper(QObject):
    """Reads the lists anew whenever something was appended or another moment is looked at."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        """Keep the parts of the desk's window that list things."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._todo: dict[str, str] = {}
        # What was appended since the lists were read, and as what the lists that are shown were.
        self._since: list[Growth] = []
        self._read_as: tuple[str | None, Arrangement] | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._read_changes)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._count_again)
        self._counted_in = 0.0
        window = desk.window
        window.top_bar.find_field.searched.connect(self._search)
        window.top_bar.find_field.hit_chosen.connect(self._go_to_hit)
        window.top_bar.as_of.moment_wanted.connect(self.look_at)
        window.banner.now_wanted.connect(self.look_at_now)
        window.navigator.show_arrangement(desk.memory.arrangement())
        window.navigator.arranged.connect(self._arranged)
        desk.opened.connect(self._opened)
        desk.grew.connect(self._read_later)
        desk.moment_changed.connect(self._moment_changed)
        desk.closed.connect(self._clear)

    def _opened(self, begun: Begun) -> None:
        self._todo = {}
        self._since, self._read_as, self._counted_in = [], None, 0.0
        self._desk.window.top_bar.as_of.set_log(begun.archive.size)
        self._desk.window.top_bar.as_of.show_moment("")
        self._desk.window.banner.show_past("")

    def read(self) -> None:
        """Read the lists, then count what is to do."""
        self._read_as = None
        self._read_changes()

    @property
    def are_due(self) -> bool:
        """Whether the lists will be read anew in a moment."""
        return self._calm.isActive()

    def _read_later(self, growth: Growth) -> None:
        """Read them once nothing more was appended for a moment: an import appends a lot."""
        self._since.append(growth)
        self._calm.start()

    def _read_changes(self) -> None:
        """Read the lines that may have changed since the lists were read, or else all."""
        wanted = self._desk.as_of, self._desk.window.navigator.arrangement
        before = self._desk.listing if self._read_as == wanted else None
        since = list(self._since)
        touched = subjects_touched(since)

        def put(listing: Listing) -> None:
            del self._since[: len(since)]
            self._read_as = wanted
            self._put(listing)
            if wanted[1] != self._desk.window.navigator.arrangement:
                # Arranged otherwise while they were being read.
                self.read()

        self._desk.ask(
            "listing", lambda queries: read_changes(queries, before, touched, *wanted), put
        )

    def look_at(self, words: str, then: Callable[[], None] | None = None) -> None:
        """Look at a moment as typed or slid to; ``now`` is the present. ``then`` follows it."""
        if words.strip().casefold() in {"", "now", self.tr("now")}:
            self.look_at_now()
            return
        session = self._desk.session

        def found(moment: Moment) -> None:
            is_now = session is not None and moment.position >= session.size
            self._desk.window.notice.put_away()
            self._desk.take_moment(None if is_now else moment)
            if then is not None:
                then()

        self._desk.ask("moment", lambda queries: queries.moment(words), found)

    def look_at_now(self) -> None:
        """Come back to the present."""
        self._desk.take_moment(None)

    def _moment_changed(self) -> None:
        moment = self._desk.moment
        window = self._desk.window
        shown = f"@{moment.position}" if moment is not None else ""
        window.top_bar.as_of.show_moment(shown, moment.position if moment is not None else None)
        window.banner.show_past(_said(moment) if moment is not None else "")
        if self._desk.session is not None:
            self.read()

    def _put(self, listing: Listing) -> None:
        self._desk.take_listing(listing)
        session = self._desk.session
        if session is not None:
            self._desk.window.top_bar.as_of.set_log(session.size, None)
        if self._desk.moment is not None:
            self._todo = {}
        elif listing.archive.open_conflicts:
            # Known without counting.
            self._todo |= {"conflicts": numbered(listing.archive.open_conflicts)}
        else:
            self._todo.pop("conflicts", None)
        self._show()
        if self._desk.moment is None and session is not None:
            rest = self._counted_in * _REST if self._counted_in > _QUICK else 0.0
            self._counting.start(round(rest * 1000))

    def _count_again(self) -> None:
        """Count what is to do, and after that for a while no more: it takes long in large archives.

        It goes on beside what the person asks for, but all threads share one interpreter.
        """
        session = self._desk.session
        if session is None or self._desk.moment is not None:
            return
        beside = session.beside

        def count(progress: Progress) -> _Counts:
            began = time.thread_time()
            with beside(progress) as queries:
                ticks = _read_ticks(queries)
                tasks = count_tasks(queries, progress)
            return _Counts(tasks, ticks, time.thread_time() - began)

        session.help("counts", count, self._count, self._not_counted, replaces=True)

    def _not_counted(self, error: BaseException) -> None:
        """Leave the counts as they were where another program was just writing."""
        if not isinstance(error, FondsError):
            self._desk.complain(error)

    def _count(self, counts: _Counts) -> None:
        session = self._desk.session
        self._counted_in = counts.took
        if session is not None:
            self._desk.window.top_bar.as_of.set_log(session.size, counts.ticks)
        if self._desk.moment is None:
            self._todo = counts.todo
            self._show()

    def _show(self) -> None:
        listing, session = self._desk.listing, self._desk.session
        if listing is None or session is None:
            return
        window, record = self._desk.window, self._reader.record
        navigator = window.navigator
        navigator.kinds = [(kind, kind_said(SubjectKind(kind))) for kind in listing.kinds]
        navigator.show_groups(groups_of(listing, self._todo))
        if record.id:
            window.navigator.mark(record.kind, record.id)
        archive = listing.archive
        window.setWindowTitle(f"{archive.name} – Fonds")
        events = counted(self.tr("%Ln event(s)", "", archive.size), archive.size)
        state = self.tr("reading only") if session.read_only else self.tr("all saved")
        root = archive.root[:_SHORT_ROOT]
        head = self.tr("head {root}").format(root=f"{root[:4]} {root[4:]}")
        if archive.last_checkpoint is not None:
            head = f"{head}, {self._signed(archive.last_checkpoint, archive.size)}"
        conflicts = counted(
            self.tr("%Ln conflict(s) open", "", archive.open_conflicts), archive.open_conflicts
        )
        right = conflicts if archive.open_conflicts and self._desk.moment is None else ""
        # A file may be named after somebody who is hidden.
        name = archive.name if session.is_veiled else session.path.name
        window.status.show_parts([name, f"{events}, {state}", head], right)

    def _signed(self, last: SignedHead, size: int) -> str:
        """Say when the head was signed, or up to where it last was."""
        if last.size < size:
            return self.tr("signed up to @{position}").format(position=last.size)
        local = datetime.fromisoformat(last.signed_at).astimezone()
        today = local.date() == datetime.now().astimezone().date()
        when = f"{local:%H:%M}" if today else day_said(local)
        return self.tr("signed {time}").format(time=when)

    def _arranged(self, arrangement: Arrangement) -> None:
        self._desk.memory.keep_arrangement(arrangement)
        listing = self._desk.listing
        if listing is None:
            return

        def arranged(items: Items) -> None:
            if self._desk.listing is listing:
                self._desk.listing = replace(listing, items=items)
                self._read_as = self._desk.as_of, arrangement
                self._show()

        self._desk.ask("arranged", lambda _: items_of(listing, arrangement), arranged)

    def _search(self, words: str) -> None:
        field = self._desk.window.top_bar.find_field
        if not words:
            return

        def found(finds: Finds) -> None:
            field.show_found(words, finds.hits, finds.words)

        self._desk.ask("search", lambda queries: search(queries, words), found)

    def _go_to_hit(self, hit: Hit) -> None:
        """Go to what was found, and give the keys to the pane that shows it."""
        self._reader.go_to_hit(hit)
        window = self._desk.window
        if hit.kind in {"subject", "fact", "note"}:
            window.record.setFocus()
        elif hit.kind in {"source", "excerpt"}:
            window.source.setFocus()

    def _clear(self) -> None:
        self._calm.stop()
        self._counting.stop()
        self._todo = {}
        self._since, self._read_as = [], None
        window = self._desk.window
        window.navigator.show_groups(())
        window.status.show_parts([])
        window.setWindowTitle("Fonds")
        window.banner.show_past("")
        window.top_bar.as_of.set_log(0)
        window.top_bar.as_of.show_moment("")


def _said(moment: Moment) -> str:
    """Name a moment by its position and when that was recorded."""
    if moment.recorded_at is None:
        return f"@{moment.position}"
    local = datetime.fromisoformat(moment.recorded_at).astimezone()
    return f"@{moment.position}, {day_said(local)} {local:%H:%M}"


def _read_ticks(queries: Queries) -> tuple[int, ...]:
    """Give the first positions of the latest actions, the oldest first."""
    first: dict[str, int] = {}
    for entry in queries.history(limit=_MOST_TICKS):
        first[entry.action] = entry.position
    return tuple(sorted(first.values()))
