# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The whole window at work: every keeper, and every action with what it calls."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from fonds.archive import sample
from fonds.archive.collecting import keep_what_is_loaded
from fonds.viewer.desk.bringing import Bringing
from fonds.viewer.desk.changing import Changing
from fonds.viewer.desk.chores import Chores
from fonds.viewer.desk.damages import Damages
from fonds.viewer.desk.desk import Desk
from fonds.viewer.desk.failures import Failures
from fonds.viewer.desk.files import Files
from fonds.viewer.desk.lists_keeper import ListsKeeper
from fonds.viewer.desk.lives_keeper import LivesKeeper
from fonds.viewer.desk.places import Memory
from fonds.viewer.desk.policies import Policies
from fonds.viewer.desk.reader import Reader
from fonds.viewer.desk.references import References
from fonds.viewer.desk.taste import Taste
from fonds.viewer.desk.undoing import Undoing
from fonds.viewer.desk.unfinished import (
    DEFINING,
    JOINING,
    NAMING_WORK,
    NEW_SUBJECT,
    PARTING,
    SETTLING,
    TRANSLATING,
    TYPING_IN,
    Unfinished,
)
from fonds.viewer.desk.weighing import Weighing
from fonds.viewer.desk.writing import Writing
from fonds.viewer.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from PySide6.QtCore import QSettings

    from fonds.archive.commands.plan import Progress
    from fonds.viewer.desk.comparing import Comparing
    from fonds.viewer.desk.copying import Copying
    from fonds.viewer.desk.defining import Defining
    from fonds.viewer.desk.identifying import Identifying
    from fonds.viewer.desk.libraries import Libraries
    from fonds.viewer.desk.ocr_reading import OcrReading
    from fonds.viewer.desk.page_dialog import Pages
    from fonds.viewer.desk.printing import Printing
    from fonds.viewer.desk.proposing import Proposing
    from fonds.viewer.desk.settling import Settling
    from fonds.viewer.desk.signing import Signing
    from fonds.viewer.desk.source_desk import SourceDesk
    from fonds.viewer.desk.supposing import Supposing
    from fonds.viewer.desk.transcribing import Transcribing
    from fonds.viewer.desk.translating import Translating
    from fonds.viewer.theme import Theme

_CALM_TURNS = 4
_LEISURE_MS = 1500
_AHEAD = (
    "fonds.archive.commands.changes",
    "fonds.archive.commands.subjects",
    "fonds.viewer.conflict_board",
    "fonds.viewer.desk.change_dialog",
    "fonds.viewer.desk.comparing",
    "fonds.viewer.desk.conflict_sheets",
    "fonds.viewer.desk.copying",
    "fonds.viewer.desk.guesses",
    "fonds.viewer.desk.lives_rows",
    "fonds.viewer.desk.proposing",
    "fonds.viewer.desk.source_desk",
    "fonds.viewer.desk.supposing",
    "fonds.viewer.fact_form",
    "fonds.viewer.narrative_view",
    "fonds.viewer.ties_view",
    "fonds.viewer.timeline_view",
    "rapidfuzz.fuzz",
)
"""What is loaded once a record stands there: what somebody who reads it is likely to do next."""

_LATE_FORMS = frozenset(
    {JOINING, PARTING, SETTLING, TRANSLATING, TYPING_IN, NAMING_WORK, NEW_SUBJECT, DEFINING}
)
"""Forms of parts that are made when they are first asked: the bench brings what was lost back."""


class Bench:
    """Composes the window; its parts are attributes.

    Parts that only act when asked to are made, and loaded, when they are first asked.
    """

    def __init__(
        self, theme: Theme, settings: QSettings | None, agent: str, *, watch: bool = True
    ) -> None:
        """Make a window without an archive; ``watch`` looks for other programs' writing."""
        self.window = MainWindow(theme, self._handlers(), settings)
        self.failures = Failures(self.window)
        self.desk = Desk(self.window, Memory(settings), agent)
        self.reader = Reader(self.desk)
        self.lives = LivesKeeper(self.desk, self.reader)
        self.policies = Policies(self.desk, self.reader, self.lives.again)
        self.lists = ListsKeeper(self.desk, self.reader)
        self.references = References(self.desk, self.reader)
        self.unfinished = Unfinished(self.desk)
        self.undoing = Undoing(self.desk, self.reader.history.reload_facts)
        self.writing = Writing(self.desk, self.reader, self.undoing, self.unfinished)
        self.changing = Changing(self.desk, self.reader, self.undoing, self.unfinished)
        self.weighing = Weighing(self.desk, self.reader, self.undoing, self.unfinished)
        self.chores = Chores(self.desk, self.reader, self.undoing)
        self.damages = Damages(self.desk, self.chores.verify)
        self.files = Files(self.desk, self.reader, self.lists, watch=watch)
        self.bringing = Bringing(self.desk, self.reader, self.chores, self.files, self.writing)
        self.writing.undefined.connect(_late(lambda: self.defining.define_property))
        self.taste = Taste(
            self.desk, self.reader, self.files, self.references, self.undoing, settings
        )
        self.desk.failed.connect(self.failures.show_error)
        self._lost: dict[str, object] = {}
        self.desk.opened.connect(self._find_lost)
        self.desk.listed.connect(self._take_up_lost)
        self.window.closing.connect(self.files.end)
        self.window.record.settle_wanted.connect(lambda *at: self.settling.open(*at))  # noqa: PLW0108 - not there yet
        # Before somebody needs it, and after what they are waiting for.
        self._leisure = QTimer(self.window)
        self._leisure.setSingleShot(True)
        self._leisure.setInterval(_LEISURE_MS)
        self._leisure.timeout.connect(self.load_ahead)
        if watch:
            self.reader.record.shown.connect(self._first_shown)

    @cached_property
    def comparing(self) -> Comparing:
        """What lays two moments side by side."""
        from fonds.viewer.desk.comparing import Comparing

        return Comparing(self.desk, self.reader)

    @cached_property
    def copying(self) -> Copying:
        """What fills the clipboard."""
        from fonds.viewer.desk.copying import Copying

        return Copying(self.desk, self.reader)

    @cached_property
    def defining(self) -> Defining:
        """What asks for new subjects and properties."""
        from fonds.viewer.desk.defining import Defining

        return Defining(self.desk, self.reader, self.undoing, self.unfinished, self.writing)

    @cached_property
    def identifying(self) -> Identifying:
        """What says who is who."""
        from fonds.viewer.desk.identifying import Identifying

        return Identifying(self.desk, self.reader, self.undoing, self.unfinished)

    @cached_property
    def libraries(self) -> Libraries:
        """What imports bibliographies."""
        from fonds.viewer.desk.libraries import Libraries

        return Libraries(self.desk, self.chores, self.undoing)

    @cached_property
    def ocr_reading(self) -> OcrReading:
        """What has pictures read."""
        from fonds.viewer.desk.ocr_reading import OcrReading

        return OcrReading(self.desk, self.reader, self.chores, self.undoing)

    @cached_property
    def pages(self) -> Pages:
        """What shows words on their page."""
        from fonds.viewer.desk.page_dialog import Pages

        return Pages(self.desk, self.reader)

    @cached_property
    def printing(self) -> Printing:
        """What puts a record on paper."""
        from fonds.viewer.desk.printing import Printing

        return Printing(self.desk, self.reader, lambda: self.weighing.conflict)

    @cached_property
    def proposing(self) -> Proposing:
        """What lists the facts a source may say."""
        from fonds.viewer.desk.proposing import Proposing

        return Proposing(self.desk, self.reader, self.undoing, self.unfinished)

    @cached_property
    def signing(self) -> Signing:
        """What imports facts and signs heads."""
        from fonds.viewer.desk.signing import Signing

        return Signing(self.desk, self.chores, self.undoing, self.lists.read)

    @cached_property
    def source_desk(self) -> SourceDesk:
        """What lists a source's footnotes and changes, and brings its newer captures."""
        from fonds.viewer.desk.source_desk import SourceDesk

        settle = _late(lambda: self.settling.settle)
        return SourceDesk(self.desk, self.reader, self.undoing, self.chores, settle)

    @cached_property
    def supposing(self) -> Supposing:
        """What tells what would fall, and what dates can be."""
        from fonds.viewer.desk.supposing import Supposing

        return Supposing(self.desk, self.reader)

    @cached_property
    def settling(self) -> Settling:
        """What decides what became of passages in a newer text."""
        from fonds.viewer.desk.settling import Settling

        return Settling(self.desk, self.reader, self.undoing, self.unfinished)

    @cached_property
    def transcribing(self) -> Transcribing:
        """What takes words typed from a book or picture."""
        from fonds.viewer.desk.transcribing import Transcribing

        return Transcribing(self.desk, self.reader, self.undoing, self.unfinished)

    @cached_property
    def translating(self) -> Translating:
        """What gives a passage words in another language."""
        from fonds.viewer.desk.translating import Translating

        return Translating(self.desk, self.reader, self.undoing, self.unfinished)

    @property
    def is_busy(self) -> bool:
        """Whether anything is still being opened, read, built or written."""
        return (
            self.desk.is_busy
            or self.desk.is_opening
            or self.files.is_building
            or self.lists.are_due
            or self.lives.clashes.is_due
            or self.reader.is_waiting
            or self.window.theme.is_changing
        )

    def settle(self) -> None:
        """Go on until everything asked for has been answered and laid out."""
        calm = 0
        while calm < _CALM_TURNS:
            if self.is_busy:
                calm = 0
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            else:
                calm += 1
                QCoreApplication.sendPostedEvents()
                QCoreApplication.processEvents()

    def load_ahead(self) -> None:
        """Load what forms and changes need, off the window's thread, before they are asked for.

        Then the window stands: to look for garbage among it and all its modules would halt it
        longer than anything it does.
        """

        def load(_progress: Progress) -> None:
            for name in _AHEAD:
                importlib.import_module(name)

        if self.desk.session is not None:
            self.desk.session.help("ahead", load, self._loaded_ahead, self.desk.complain)

    def _loaded_ahead(self, _nothing: None) -> None:
        self.writing.make_ready()
        keep_what_is_loaded()

    def _find_lost(self, _begun: object) -> None:
        self._lost = self.unfinished.found(*_LATE_FORMS)

    def _take_up_lost(self) -> None:
        """Open the board that was lost and is made when first needed, once the archive is there."""
        lost, self._lost = self._lost, {}
        if lost.get("form") == SETTLING:
            self.settling.take_up(lost)
        elif lost.get("form") == TRANSLATING:
            self.translating.take_up(lost)
        elif lost.get("form") in {TYPING_IN, NAMING_WORK}:
            self.transcribing.take_up(lost)
        elif lost.get("form") in {NEW_SUBJECT, DEFINING}:
            self.defining.take_up(lost)
        elif lost:
            self.identifying.take_up(lost)

    def _first_shown(self) -> None:
        self.reader.record.shown.disconnect(self._first_shown)
        self._leisure.start()

    def _help_pages(self) -> ModuleType:
        from fonds.viewer.desk import help_pages

        return help_pages

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """Name what each action calls; the parts are looked up when it is called."""
        handlers: dict[str, Callable[[], object]] = {
            "new": _late(lambda: self.files.ask_new),
            "open": _late(lambda: self.files.ask_open),
            "close": _late(lambda: self.files.close),
            "add_source": _late(lambda: self.chores.add_source),
            "add_bare": _late(lambda: self.chores.add_bare),
            "add_work": _late(lambda: self.transcribing.add_work),
            "paste_source": _late(lambda: self.bringing.paste),
            "save_pdf": _late(lambda: self.printing.save_pdf),
            "print": _late(lambda: self.printing.print),
            "import_facts": _late(lambda: self.signing.import_facts),
            "import_bibliography": _late(lambda: self.libraries.import_bibliography),
            "checkpoint": _late(lambda: self.signing.checkpoint),
            "export": _late(lambda: self.chores.export),
            "verify": _late(lambda: self.chores.verify),
            "copy_citation": _late(lambda: self.copying.copy_citation),
            "copy_fact": _late(lambda: self.copying.copy_fact),
            "copy_passage": _late(lambda: self.copying.copy_passage),
            "copy_reference": _late(lambda: self.references.copy),
            "back": _late(lambda: self.reader.back),
            "forward": _late(lambda: self.reader.forward),
            "who": _late(lambda: self.identifying.who),
            "candidates": _late(lambda: self.identifying.candidates),
            "split": _late(lambda: self.identifying.split),
            "together": _late(lambda: self.reader.record.together),
            "now": _late(lambda: self.lists.look_at_now),
            "new_fact": _late(lambda: self.writing.new_fact),
            "new_subject": _late(lambda: self.defining.new_subject),
            "define": _late(lambda: self.defining.define_property),
            "cite": _late(lambda: self.changing.cite),
            "blame": _late(lambda: self.reader.history.show_blame),
            "correct": _late(lambda: self.changing.correct),
            "reattribute": _late(lambda: self.changing.reattribute),
            "judge": _late(lambda: self.changing.judge),
            "weigh": _late(lambda: self.weighing.weigh),
            "compare": _late(lambda: self.comparing.compare),
            "footnotes": _late(lambda: self.source_desk.footnotes),
            "changes": _late(lambda: self.source_desk.changes),
            "policy_others": _late(lambda: self.files.as_others),
            "policy_originals": _late(lambda: self.policies.originals),
            "policy_stated": _late(lambda: self.policies.stated),
            "policy_source": _late(lambda: self.policies.source),
            "without_source": _late(lambda: self.supposing.without_source),
            "without_fact": _late(lambda: self.supposing.without_facts),
            "dates": _late(lambda: self.supposing.dates),
            "mark_read": _late(lambda: self.source_desk.mark_read),
            "mark_all_read": _late(lambda: self.source_desk.mark_all_read),
            "next_unread": _late(lambda: self.source_desk.next_unread),
            "page": _late(lambda: self.pages.show_page),
            "proposals": _late(lambda: self.proposing.propose),
            "settle": _late(lambda: self.settling.settle),
            "read_pictures": _late(lambda: self.ocr_reading.read_pictures),
            "add_text": _late(lambda: self.transcribing.add_text),
            "recapture": _late(lambda: self.source_desk.recapture),
            "retract": _late(lambda: self.changing.retract),
            "reinstate": _late(lambda: self.changing.reinstate),
            "translate": _late(lambda: self.translating.translate),
            "type_in": _late(lambda: self.transcribing.type_in),
            "undo": _late(lambda: self.undoing.undo),
            "redo": _late(lambda: self.undoing.redoing.redo),
            "view_record": lambda: self.window.record.show_view(0),
            "view_timeline": lambda: self.window.record.show_view(1),
            "view_ties": lambda: self.window.record.show_view(2),
            "view_narrative": lambda: self.window.record.show_view(3),
            "preferences": lambda: self.taste.ask(),  # noqa: PLW0108 - not there yet
            "shortcuts": lambda: self._help_pages().show_shortcuts(self.window),
            "about": lambda: self._help_pages().show_about(self.window),
        }
        if sample.builder() is not None:
            handlers["open_sample"] = _late(lambda: self.files.open_sample)
        return handlers


def _late(part: Callable[[], Callable[[], None]]) -> Callable[[], None]:
    """Call what ``part`` gives when an action is triggered: by then all parts are there."""

    def call() -> None:
        part()()

    return call
