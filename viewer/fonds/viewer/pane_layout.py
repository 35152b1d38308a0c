# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where the panes stand: side by side, in another order, put away, or in windows of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCloseEvent, QResizeEvent

USUAL: dict[str, tuple[int, int, int]] = {
    "navigator": (200, 166, 1),
    "record": (470, 262, 5),
    "history": (300, 238, 2),
    "source": (470, 290, 5),
}
"""The panes in their usual order: usual and least width, and share of what is left over."""

MOST: dict[str, int] = {"navigator": 290, "history": 430}
"""How wide a window's own widening makes a pane: names and entries are no better read wider."""

LASTING = "record"
"""The pane that cannot be put away: there is always something to read."""


class LoosePane(QWidget):
    """A window of its own for one pane; closing it sets the pane back.

    A tool window, so that the main window's shortcuts hold in it too.

    Signals:
        closed: the window was closed by hand.
    """

    closed = Signal()

    def __init__(self, pane: QWidget, parent: QWidget) -> None:
        """Take a pane in."""
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle(pane.accessibleName())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)
        pane.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is closed (called by Qt)."""
        super().closeEvent(event)
        self.closed.emit()


class PaneLayout(QSplitter):
    """The panes by their keys, in an order of one's own.

    Signals:
        arranged: a pane was put away, shown, moved or set loose.
    """

    arranged = Signal()

    def __init__(self, panes: Mapping[str, QWidget], parent: QWidget | None = None) -> None:
        """Set the panes side by side, in the order given."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("panes")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._panes = dict(panes)
        self._loose: dict[str, LoosePane] = {}
        for key, pane in panes.items():
            pane.setMinimumWidth(USUAL[key][1])
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pane.customContextMenuRequested.connect(
                lambda where, key=key: self.menu_of(key).popup(self._panes[key].mapToGlobal(where))
            )
            self.addWidget(pane)
        self._share()

    @property
    def order(self) -> list[str]:
        """The keys of the panes as they stand from the left; loose ones come last."""
        found = {self.indexOf(pane): key for key, pane in self._panes.items()}
        docked = [found[number] for number in sorted(found) if number >= 0]
        return [*docked, *self._loose]

    def seen(self) -> list[QWidget]:
        """Give the panes one can go to, in their order."""
        return [self._panes[key] for key in self.order if self.is_seen(key)]

    def is_seen(self, key: str) -> bool:
        """Tell whether a pane is not put away."""
        return not self._panes[key].isHidden()

    def is_loose(self, key: str) -> bool:
        """Tell whether a pane has a window of its own."""
        return key in self._loose

    def key_with_keys(self) -> str:
        """Give the pane that has the keys, else the one that is always there."""
        focus: QWidget | None = QApplication.focusWidget()
        for key, pane in self._panes.items():
            if focus is not None and (focus is pane or pane.isAncestorOf(focus)):
                return key
        return LASTING

    def show_pane(self, key: str, *, shown: bool) -> None:
        """Show a pane, or put it away; one that has a window of its own comes back first."""
        if key == LASTING and not shown:
            return
        self.set_loose(key, loose=False, tell=False)
        had_keys = self.key_with_keys() == key
        self._panes[key].setVisible(shown)
        if not shown and had_keys:
            self._panes[LASTING].setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()

    def move_pane(self, key: str, by: int) -> None:
        """Let a pane change places with its neighbour in sight."""
        order = [one for one in self.order if self.is_seen(one) and not self.is_loose(one)]
        if key not in order or not 0 <= order.index(key) + by < len(order):
            return
        keys = QApplication.focusWidget()
        other = order[order.index(key) + by]
        widths = {self.widget(n): size for n, size in enumerate(self.sizes())}
        self.insertWidget(self.indexOf(self._panes[other]), self._panes[key])
        self._share()
        self.setSizes([widths[self.widget(n)] for n in range(self.count())])
        if keys is not None:
            keys.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()

    def set_loose(
        self, key: str, *, loose: bool, where: QRect | None = None, tell: bool = True
    ) -> None:
        """Give a pane a window of its own, or set it back where the others are."""
        pane = self._panes[key]
        if loose and key not in self._loose and key != LASTING:
            size, corner = pane.size(), pane.mapToGlobal(QPoint(24, 24))
            window = LoosePane(pane, self.window())
            window.setGeometry(where if where is not None else QRect(corner, size))
            window.closed.connect(lambda: self.set_loose(key, loose=False))
            self._loose[key] = window
            window.show()
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not loose and key in self._loose:
            window = self._loose.pop(key)
            usual = [one for one in USUAL if one in self.order or one == key]
            self.insertWidget(min(usual.index(key), self.count()), pane)
            pane.show()
            window.closed.disconnect()
            window.close()
            window.deleteLater()
            self._share()
        else:
            return
        if tell:
            self.arranged.emit()

    def reset(self) -> None:
        """Set every pane back, in the usual order and width."""
        for key in list(self._loose):
            self.set_loose(key, loose=False, tell=False)
        for number, key in enumerate(USUAL):
            self.insertWidget(number, self._panes[key])
            self._panes[key].show()
        self._share()
        usual = [width for width, _, _ in USUAL.values()]
        whole = max(self.width(), sum(usual))
        self.setSizes([round(part * whole / sum(usual)) for part in usual])
        self._hold_narrow(MOST)
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what a wider window brings among those who can use it (called by Qt)."""
        before = {key: pane.width() for key, pane in self._panes.items()}
        super().resizeEvent(event)
        self._hold_narrow({key: max(most, before[key]) for key, most in MOST.items()})

    def _hold_narrow(self, most: Mapping[str, int]) -> None:
        """Give what some panes have beyond their most to those that are read at length."""
        sizes = self.sizes()
        taking = [
            number
            for key, pane in self._panes.items()
            if key not in most and (number := self.indexOf(pane)) >= 0 and self.is_seen(key)
        ]
        over = 0
        for key, widest in most.items():
            number = self.indexOf(self._panes[key])
            if number >= 0 and sizes[number] > widest:
                over += sizes[number] - widest
                sizes[number] = widest
        if over and taking:
            share, rest = divmod(over, len(taking))
            for number in taking:
                sizes[number] += share
            sizes[taking[0]] += rest
            self.setSizes(sizes)

    def menu_of(self, key: str) -> QMenu:
        """Make the menu of one pane."""
        menu = QMenu(self._panes[key])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        loose = self.is_loose(key)
        if not loose:
            menu.addAction(self.tr("Move left"), lambda: self.move_pane(key, -1))
            menu.addAction(self.tr("Move right"), lambda: self.move_pane(key, 1))
        if key != LASTING:
            words = self.tr("Set back") if loose else self.tr("Set loose")
            menu.addAction(words, lambda: self.set_loose(key, loose=not loose))
            menu.addAction(self.tr("Put away"), lambda: self.show_pane(key, shown=False))
        menu.addSeparator()
        menu.addAction(self.tr("Reset the layout"), self.reset)
        return menu

    def keep(self, settings: QSettings) -> None:
        """Keep how the panes stand."""
        loose = {
            key: [one.x(), one.y(), one.width(), one.height()] for key, one in self._loose.items()
        }
        kept = {
            "order": self.order,
            "away": [key for key in self._panes if not self.is_seen(key)],
            "loose": loose,
        }
        settings.setValue("window/layout", json.dumps(kept))
        settings.setValue("window/panes", self.saveState())

    def restore(self, settings: QSettings) -> None:
        """Let the panes stand as they were kept; what cannot be read is passed over."""
        try:
            kept = json.loads(str(settings.value("window/layout") or "{}"))
            order = [key for key in kept.get("order", []) if key in self._panes]
            away = [key for key in kept.get("away", []) if key in self._panes and key != LASTING]
            loose = {
                key: QRect(*(int(one) for one in place))
                for key, place in kept.get("loose", {}).items()
                if key in self._panes
            }
        except (ValueError, TypeError, AttributeError):
            order, away, loose = [], [], {}
        for number, key in enumerate(order):
            self.insertWidget(number, self._panes[key])
        self._share()
        for key in away:
            self._panes[key].hide()
        widths = settings.value("window/panes")
        if isinstance(widths, QByteArray):
            self.restoreState(widths)
        for key, place in loose.items():
            self.set_loose(key, loose=True, where=place, tell=False)
        self.arranged.emit()

    def _share(self) -> None:
        """Give what is left over to the panes that can use it, wherever they stand."""
        for key, pane in self._panes.items():
            number = self.indexOf(pane)
            if number >= 0:
                self.setStretchFactor(number, USUAL[key][2])
