# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The filter of the history: a button with a menu, and a strip that says what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from fonds.viewer.elided import ElidedLabel
from fonds.viewer.sieve import KINDS, SPANS, Sieve
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fonds.viewer.theme import Theme


def said(sieve: Sieve) -> str:
    """Say in words what is let through."""
    kinds = {key: translate("Sieve", title) for key, title, _ in KINDS}
    spans = {days: translate("Sieve", title) for days, title in SPANS}
    parts = [sieve.agent, kinds.get(sieve.kind, ""), spans.get(sieve.days, "")]
    return " · ".join(part for part in parts if part)


class SieveButton(QToolButton):
    """Offers who, what and since when, each one choice of several.

    Signals:
        chosen: the :class:`Sieve` that was put together.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, agents: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        """Ask ``agents`` for the names to offer whenever the menu opens."""
        super().__init__(parent)
        self._theme = theme
        self._agents = agents
        self.sieve = Sieve()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("role", "flat")
        self.setToolTip(self.tr("Filter the history by who, what and when"))
        self.setAccessibleName(self.tr("Filter the history"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        theme.changed.connect(self._dress)
        self._dress()

    def show_sieve(self, sieve: Sieve) -> None:
        """Show a filter as the present one."""
        self.sieve = sieve
        self.setAccessibleDescription(said(sieve))
        self._dress()

    def fill(self) -> None:
        """Make the menu anew."""
        menu = self.menu()
        menu.clear()
        names = sorted({*self._agents(), self.sieve.agent} - {""})
        who = [("", self.tr("Anybody")), *((name, name) for name in names)]
        what = [("", self.tr("Everything")), *((k, translate("Sieve", t)) for k, t, _ in KINDS)]
        when = [(0, self.tr("At any time")), *((d, translate("Sieve", t)) for d, t in SPANS)]
        now = self.sieve
        self._part(menu, [(label, replace(now, agent=name)) for name, label in who])
        self._part(menu, [(label, replace(now, kind=key)) for key, label in what])
        self._part(menu, [(label, replace(now, days=days)) for days, label in when])

    def _part(self, menu: QMenu, choices: Sequence[tuple[str, Sieve]]) -> None:
        if not menu.isEmpty():
            menu.addSeparator()
        group = QActionGroup(menu)
        for label, sieve in choices:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(sieve == self.sieve)
            action.triggered.connect(lambda _=False, sieve=sieve: self.chosen.emit(sieve))
            group.addAction(action)

    def _dress(self) -> None:
        self.setIcon(self._theme.icon("filter", "muted" if self.sieve.is_open else "accent"))


class SieveStrip(QFrame):
    """Says that a filter is on, and takes it off.

    Signals:
        cleared: the button was pressed.
    """

    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the strip, hidden."""
        super().__init__(parent)
        self.setObjectName("sieveStrip")
        self._words = ElidedLabel()
        self._words.setProperty("role", "small")
        self.button = QPushButton(self.tr("Show all"))
        self.button.setProperty("role", "flat")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 12, 3)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self.button)
        self._theme = theme
        self.hide()

    def show_sieve(self, sieve: Sieve) -> None:
        """Say what is shown; an open filter hides the strip."""
        words = said(sieve)
        self._words.setText(self.tr("Only: {what}").format(what=words) if words else "")
        self._words.setToolTip(words)
        self.setVisible(not sieve.is_open)
