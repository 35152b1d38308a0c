# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window: bar, banner, four panes, status line; it knows no archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.archive.cli.least_window import LEAST_WINDOW
from fonds.viewer.action_table import Menu, Need
from fonds.viewer.actions import ActionSet, title_of
from fonds.viewer.find_results import Hit
from fonds.viewer.history_pane import HistoryPane
from fonds.viewer.navigator import Navigator
from fonds.viewer.pane_layout import PaneLayout
from fonds.viewer.record_pane import RecordPane
from fonds.viewer.source_pane import SourcePane
from fonds.viewer.tab_order import step
from fonds.viewer.theme import Scheme, Theme
from fonds.viewer.top_bar import (
    DamageBanner,
    NoticeBar,
    PastBanner,
    PolicyBanner,
    StatusLine,
    TopBar,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_STEP = 1.1
_OF_SOURCE = (
    "proposals",
    "footnotes",
    "changes",
    "without_source",
    "mark_all_read",
    "next_unread",
    "page",
    "recapture",
    "read_pictures",
)
"""Actions offered beside a source's title."""


class MainWindow(QMainWindow):
    """Composes the panes and owns what concerns only looks: theme, layout, keys, focus.

    What touches an archive is handed in as handlers, by the ids of :data:`actions.ACTIONS`.

    Signals:
        closing: the window is about to close; the layout has been kept.
        brought: what was dropped on the window (QMimeData): files, or a text from elsewhere.
    """

    closing = Signal()
    brought = Signal(object)

    def __init__(
        self,
        theme: Theme,
        handlers: Mapping[str, Callable[[], object]],
        settings: QSettings | None = None,
    ) -> None:
        """Make the window with its own handlers and the given ones, which win."""
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Fonds")
        self.theme = theme
        self._settings = settings
        self.top_bar = TopBar(theme, self._offers, self)
        self.banner = PastBanner(theme)
        self.policy_banner = PolicyBanner(theme)
        self.damage_banner = DamageBanner(theme)
        self.notice = NoticeBar()
        self.navigator = Navigator(theme)
        self.record = RecordPane(theme)
        self.history = HistoryPane(theme)
        self.source = SourcePane(theme)
        self.status = StatusLine(theme)
        self.actions_of_window = ActionSet(self, {**self._own_handlers(), **handlers})
        self._why = ""
        self.actions_of_window.changed.connect(self._look_whether_it_is)
        self.menus = self.actions_of_window.fill(self.menuBar())
        self.panes = PaneLayout(
            {
                "navigator": self.navigator,
                "record": self.record,
                "history": self.history,
                "source": self.source,
            }
        )
        self.panes.arranged.connect(self._arranged)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.damage_banner)
        column.addWidget(self.banner)
        column.addWidget(self.policy_banner)
        column.addWidget(self.notice)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.panes)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.setMinimumSize(QSize(*LEAST_WINDOW))
        self.setAcceptDrops(True)
        self.top_bar.take_actions(
            self.actions_of_window.action("back"), self.actions_of_window.action("forward")
        )
        self.source.take_actions(
            [
                self.actions_of_window.action(name)
                for name in (
                    *("copy_reference", "proposals", "footnotes", "changes", "settle"),
                    *("translate", "recapture", "read_pictures"),
                )
            ]
        )
        self.top_bar.find_field.hit_chosen.connect(self._run_hit)
        self._restore()
        self.actions_of_window.check(f"scheme_{theme.scheme.value}")

    def set_met(self, met: Iterable[Need]) -> None:
        """Say what is so now, which makes actions possible or not."""
        self.actions_of_window.set_met(met)

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in place of the panes, such as the first-run page; none shows the panes."""
        panes = page is None
        if page is not None and self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self.panes if page is None else page)
        self.top_bar.as_of.setVisible(panes)
        self.status.setVisible(panes)

    def pane_widths(self) -> list[int]:
        """Give the widths of the panes, from the left."""
        return self.panes.sizes()

    def next_pane(self) -> None:
        """Give the keys to the next pane, round the end."""
        self._go_pane(1)

    def previous_pane(self) -> None:
        """Give the keys to the pane before, round the beginning."""
        self._go_pane(-1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and texts from elsewhere, none of our own (called by Qt)."""
        data = event.mimeData()
        if event.source() is None and (data.hasUrls() or data.hasText()):
            _take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped (called by Qt)."""
        _take_copy(event)
        self.brought.emit(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout (called by Qt)."""
        self._keep()
        self.closing.emit()
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on by Tab, in the order one reads (called by Qt)."""
        return step(self, forward=forward)

    def _go_pane(self, by: int) -> None:
        stops: list[QWidget] = [self.top_bar, *self.panes.seen()]
        now = next((n for n, pane in enumerate(stops) if _holds_keys(pane)), -1 if by > 0 else 0)
        stop = stops[(now + by) % len(stops)]
        target = self.top_bar.find_field if stop is self.top_bar else stop
        target.activateWindow()
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle(self, key: str) -> None:
        self.panes.show_pane(key, shown=not self.panes.is_seen(key))

    def _set_loose(self) -> None:
        key = self.panes.key_with_keys()
        self.panes.set_loose(key, loose=not self.panes.is_loose(key))

    def _arranged(self) -> None:
        for key in ("navigator", "history", "source"):
            self.actions_of_window.mark(f"pane_{key}", on=self.panes.is_seen(key))

    def _own_handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "quit": self.close,
            "find": self.source.find_words,
            "find_next": self.source.find_bar.next,
            "find_back": self.source.find_bar.previous,
            "scheme_system": lambda: self.take_scheme(Scheme.SYSTEM),
            "scheme_light": lambda: self.take_scheme(Scheme.LIGHT),
            "scheme_dark": lambda: self.take_scheme(Scheme.DARK),
            "zoom_in": lambda: self._zoom(_STEP),
            "zoom_out": lambda: self._zoom(1 / _STEP),
            "zoom_usual": lambda: self._zoom(None),
            "next_pane": self.next_pane,
            "previous_pane": self.previous_pane,
            "reset_layout": lambda: self.panes.reset(),  # noqa: PLW0108 - not there yet
            "pane_navigator": lambda: self._toggle("navigator"),
            "pane_history": lambda: self._toggle("history"),
            "pane_source": lambda: self._toggle("source"),
            "pane_left": lambda: self.panes.move_pane(self.panes.key_with_keys(), -1),
            "pane_right": lambda: self.panes.move_pane(self.panes.key_with_keys(), 1),
            "pane_loose": self._set_loose,
            "palette": self.top_bar.find_field.bring,
            "filter": lambda: self.navigator.filter.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "filter_record": self.record.filter,
            "next_passage": self.source.next_passage,
            "back_passage": self.source.previous_passage,
            "as_of": self.top_bar.as_of.bring,
        }

    def _offers(self) -> list[Hit]:
        found: list[Hit] = []
        for spec in self.actions_of_window.listed():
            if spec.id == "palette":
                continue
            keys = self.actions_of_window.keys_of(spec.id)
            why = self.actions_of_window.lacking(spec.id)
            group = self.menus[Menu(spec.menu)].title().replace("&", "")
            found.append(Hit("action", spec.id, title_of(spec), group, why, keys, off=bool(why)))
        return found

    def _run_hit(self, hit: Hit) -> None:
        action = self.actions_of_window.action(hit.id) if hit.kind == "action" else None
        if action is not None and hit.off:
            self._say_why(hit.detail)
        elif action is not None:
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why the keys of what is not possible do nothing (called by Qt: nobody took them)."""
        why = self.actions_of_window.asked_in_vain(QKeySequence(event.keyCombination()))
        if why:
            self._say_why(why)
        else:
            super().keyPressEvent(event)

    def _say_why(self, why: str) -> None:
        """Say why something is not possible, until it is."""
        self.notice.refuse(why)
        self._why = why

    def _look_whether_it_is(self) -> None:
        why, actions = self._why, self.actions_of_window
        if not why or any(actions.lacking(spec.id) == why for spec in actions.listed()):
            return
        self._why = ""
        if self.notice.words.endswith(why):
            self.notice.put_away()

    def take_scheme(self, scheme: Scheme) -> None:
        """Hold to a scheme from now on, and say so in the menu."""
        with self.theme.in_turns():
            self.theme.set_scheme(scheme)
        self.actions_of_window.check(f"scheme_{scheme.value}")

    def _zoom(self, factor: float | None) -> None:
        with self.theme.in_turns():
            self.theme.set_zoom(1.0 if factor is None else self.theme.zoom * factor)

    def _keep(self) -> None:
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
            self.panes.keep(self._settings)
            self._settings.setValue("window/scheme", self.theme.scheme.value)
            self._settings.setValue("window/zoom", self.theme.zoom)

    def _restore(self) -> None:
        self.resize(1440, 900)
        self.panes.reset()
        if self._settings is None:
            return
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.panes.restore(self._settings)


def _take_copy(event: QDropEvent) -> None:
    """Take what is dropped as a copy: told of a move, its owner would take it away there."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _holds_keys(pane: QWidget) -> bool:
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))
