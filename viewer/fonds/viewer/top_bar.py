# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The bar above the panes: back and forward, find, as-of, and what verify last said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from fonds.viewer.announcing import announce
from fonds.viewer.as_of import AsOf
from fonds.viewer.elided import ElidedLabel
from fonds.viewer.find_field import FindField
from fonds.viewer.late_panel import LatePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from fonds.viewer.find_results import Hit
    from fonds.viewer.theme import Theme


class BadgeState(StrEnum):
    """What the badge may claim; it never says more than what ``verify`` found, and when."""

    UNKNOWN = "unknown"
    VERIFIED = "verified"
    FAULT = "fault"


class TopBar(QWidget):
    """The bar. Its parts are attributes: :attr:`find_field`, :attr:`as_of`.

    Signals:
        check_wanted: the badge was pressed.
    """

    check_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        offers: Callable[[], Sequence[Hit]],
        window: QWidget,
    ) -> None:
        """Make the bar; ``offers`` gives the actions the field offers."""
        super().__init__(window)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._back, self._forward = QToolButton(), QToolButton()
        self.find_field = FindField(theme, offers, window)
        self.as_of = AsOf(theme)
        self._badge = QPushButton()
        self._badge.setObjectName("badge")
        self._badge.setAutoDefault(False)
        self._badge.clicked.connect(self.check_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 9)
        row.setSpacing(10)
        for button, words in (
            (self._back, self.tr("Back")),
            (self._forward, self.tr("Forward")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
            row.addWidget(button)
        self.find_field.setMaximumWidth(theme.px(420))
        row.addWidget(self.find_field, 3)
        row.addStretch(1)
        row.addWidget(self.as_of, 2)
        row.addWidget(self._badge)
        self.as_of.setMaximumWidth(theme.px(430))
        theme.changed.connect(self._dress)
        self._dress()
        self.show_badge(BadgeState.UNKNOWN, "", "")

    def take_actions(self, back: QAction | None, forward: QAction | None) -> None:
        """Let the two buttons follow their actions."""
        for button, action in ((self._back, back), (self._forward, forward)):
            if action is None:
                button.hide()
                continue
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
            keys = action.shortcut().toString()
            button.setToolTip(f"{button.accessibleName()} ({keys})" if keys else "")

    def show_badge(self, state: BadgeState, words: str, tip: str) -> None:
        """Say what verify found; no words hide the badge."""
        sign = {BadgeState.VERIFIED: "✓ ", BadgeState.FAULT: "⚑ "}.get(state, "")
        self._badge.setText(f"{sign}{words}")
        self._badge.setToolTip(tip)
        self._badge.setVisible(bool(words))
        self._badge.setProperty("state", state.value)
        self._badge.style().unpolish(self._badge)
        self._badge.style().polish(self._badge)

    def _dress(self) -> None:
        px = self._theme.px
        self._back.setIcon(self._theme.icon("back", "ink"))
        self._forward.setIcon(self._theme.icon("forward", "ink"))
        for button in (self._back, self._forward):
            button.setFixedSize(QSize(px(29), px(30)))
        self.find_field.setFixedHeight(px(31))


class _Banner(LatePanel):
    """A sentence on what is looked at, with the one button that ends it; hidden at first."""

    _icon_name = ""
    _colour = "accent"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the banner, hidden."""
        super().__init__(parent)
        self.setObjectName("pastBanner")
        self._theme = theme

    @property
    def words(self) -> str:
        """What is said, nothing while it is hidden."""
        return self._words.text() if self.is_furnished else ""

    def _furnish(self) -> None:
        self._icon = QLabel()
        self._words = ElidedLabel()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(self._offer())
        self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Pressed by mouse it is gone, and leaves the keys where they are.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 14, 5)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _offer(self) -> str:
        """Name what the button does."""
        raise NotImplementedError

    def _take(self) -> None:
        """Tell that the button was pressed."""
        raise NotImplementedError

    def _say(self, words: str) -> None:
        if words:
            self.furnish()
        if self.is_furnished and words != self._words.text():
            self._words.setText(words)
            self.setVisible(bool(words))
            announce(self._words, words)

    def _dress(self) -> None:
        side = self._theme.px(16)
        self._icon.setPixmap(self._theme.icon(self._icon_name, self._colour).pixmap(side, side))


class PastBanner(_Banner):
    """Says that the past is shown, and how to come back.

    Signals:
        now_wanted: the button was pressed.
    """

    now_wanted = Signal()
    _icon_name = "past"

    def show_past(self, moment: str) -> None:
        """Name the moment that is shown; an empty one hides the banner."""
        text = self.tr(
            "You are looking at the archive as of {moment}. Nothing can be recorded here."
        )
        self._say(text.format(moment=moment) if moment else "")

    def _offer(self) -> str:
        return self.tr("Back to now")

    def _take(self) -> None:
        self.now_wanted.emit()


class DamageBanner(_Banner):
    """Says that something of the archive may be lost, and lets it be looked at.

    Signals:
        check_wanted: the button was pressed.
    """

    check_wanted = Signal()
    _icon_name = "flag"
    _colour = "dispute"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the banner, hidden."""
        super().__init__(theme, parent)
        self.setObjectName("damageBanner")

    def show_damage(self, words: str) -> None:
        """Say what may be lost, and what to do; nothing hides the banner."""
        self._say(words)

    def _furnish(self) -> None:
        super()._furnish()
        self._words.setWordWrap(True)

    def _offer(self) -> str:
        return self.tr("Verify the archive")

    def _take(self) -> None:
        self.check_wanted.emit()


class PolicyBanner(_Banner):
    """Says what records are looked at without, and how to see all of it again.

    Signals:
        all_wanted: the button was pressed.
    """

    all_wanted = Signal()
    _icon_name = "filter"

    def show_policy(self, words: str) -> None:
        """Say what is left out; nothing hides the banner."""
        text = self.tr("You are looking at records {policy}.").format(policy=words)
        self._say(text if words else "")

    def _offer(self) -> str:
        return self.tr("Show everything")

    def _take(self) -> None:
        self.all_wanted.emit()


class NoticeBar(LatePanel):
    """One sentence that needs no answer: a refusal, something done, or work that can be stopped.

    Signals:
        stop_wanted: the work shown is to be stopped.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the bar, hidden."""
        super().__init__(parent)
        self.setObjectName("noticeBar")

    def _furnish(self) -> None:
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAccessibleDescription(self.tr("Notice"))
        self._share = QProgressBar()
        self._share.setTextVisible(False)
        self._share.setAccessibleName(self.tr("Progress"))
        self._share.setFixedWidth(180)
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.clicked.connect(self.stop_wanted)
        self._close = QPushButton(self.tr("Dismiss"))
        self._close.clicked.connect(self.put_away)
        # Pressed by mouse they are gone, and leave the keys where they are.
        for button in (self._stop, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        for widget in (self._share, self._stop, self._close):
            row.addWidget(widget)

    @property
    def words(self) -> str:
        """What is said now, or nothing."""
        return self._words.text() if self.is_furnished else ""

    def refuse(self, words: str) -> None:
        """Say why something was not done."""
        self._say(f"⚑ {words}", "refusal")

    def tell(self, words: str) -> None:
        """Say that something was done."""
        self._say(words, "done")

    def show_progress(self, words: str, done: int, whole: int) -> None:
        """Show how far work is; ``whole`` is 0 where that is not known."""
        self._say(words, "work")
        self._share.setMaximum(whole)
        self._share.setValue(done)

    def put_away(self) -> None:
        """Hide the bar."""
        if self.is_furnished:
            self._words.clear()
            self.hide()

    def _say(self, words: str, state: str) -> None:
        self.furnish()
        self._words.setText(words)
        for widget in (self._share, self._stop):
            widget.setVisible(state == "work")
        self._close.setVisible(state != "work")
        if self.property("state") != state:
            self.setProperty("state", state)
            for dressed in (self, self._words):
                dressed.style().unpolish(dressed)
                dressed.style().polish(dressed)
        self.show()
        if state != "work":
            announce(self._words, words.removeprefix("⚑ "))


class StatusLine(QWidget):
    """The line below: the file, its events, its head; at the right what is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts: list[ElidedLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(20)
        self._row.addStretch(1)
        self._right = ElidedLabel()
        self._right.setProperty("role", "small")
        self._row.addWidget(self._right)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()

    def show_parts(self, parts: Sequence[str], right: str = "") -> None:
        """Show these words from the left, and one at the right."""
        while len(self._parts) < len(parts):
            label = ElidedLabel()
            label.setProperty("role", "small")
            self._row.insertWidget(len(self._parts), label)
            self._parts.append(label)
        for number, label in enumerate(self._parts):
            words = parts[number] if number < len(parts) else ""
            label.setText(words)
            label.setVisible(bool(words))
        self._right.setText(right)

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(26))
