# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where the new-fact form stands: in a gap of the text, or docked below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from fonds.viewer.source_text import RichText

_SHARE = 0.6
"""Of the height of a pane, at most, for a docked form."""


class Docked(QScrollArea):
    """Holds a docked form; scrolled where the pane is too low for it, and words to be seen."""

    def __init__(self, pane: QWidget, beside: int) -> None:
        """Hold a form in a pane, which is wider by ``beside`` pixels."""
        super().__init__()
        self._pane, self._beside = pane, beside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keys_moved)

    def _keys_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the keys into sight, also where they did not come by Tab."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8)

    def _settle_bar(self) -> None:
        """Have no bar where the form fits without one: Qt keeps it until it fits beside it."""
        form, room = self.widget(), self.maximumViewportSize()
        if form is not None:  # type: ignore[redundant-expr,unused-ignore]
            fits = form.heightForWidth(room.width()) <= room.height()
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
            )

    def sizeHint(self) -> QSize:
        """Give the room that the form takes (called by Qt)."""
        form = self.widget()
        if form is None:  # type: ignore[redundant-expr,unused-ignore]
            return QSize(0, 0)
        # Not the viewport's width: it has none of its own before it is first laid out.
        wide = self._pane.width() - self._beside
        tall = max(form.heightForWidth(wide), form.sizeHint().height())
        return QSize(form.sizeHint().width(), tall)

    def minimumSizeHint(self) -> QSize:
        """Give the same height, or most of the pane's if that is less (called by Qt)."""
        return QSize(0, min(self.sizeHint().height(), round(self._pane.height() * _SHARE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the height that the form takes now (called by Qt)."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._settle_bar()
            QTimer.singleShot(0, self, lambda: self._keys_moved(None, QApplication.focusWidget()))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what has the keys (called by Qt)."""
        self._settle_bar()
        super().resizeEvent(event)
        self._keys_moved(None, QApplication.focusWidget())


class FormPlace(QObject):
    """Keeps a form under the paragraph of a selection while the text scrolls and wraps anew.

    The text is moved apart by the paragraph's lower margin, so nothing is inserted into the
    document and no place shifts. Where selection and form cannot be seen together, or the
    text is too long for the rich widget, the form is docked below.

    Signals:
        docked: the form stands below the text, which has less room now.
    """

    docked = Signal()

    def __init__(self, owner: QWidget, text: RichText) -> None:
        """Prepare the dock; the owner places :attr:`dock` in its layout."""
        super().__init__(owner)
        self._owner = owner
        self._text = text
        self._form: QWidget | None = None
        self._gap = self._lowered = False
        self._start = self._last = 0
        self.dock = QFrame(owner)
        self.dock.setObjectName("dock")
        self._column = QVBoxLayout(self.dock)
        self._column.setContentsMargins(14, 10, 14, 12)
        # Made for the first form that is docked: most windows never dock one.
        self._docked: Docked | None = None
        self.dock.hide()
        # Layout of form and text settle each other; once per turn of the event loop is enough.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        text.verticalScrollBar().valueChanged.connect(self._follow)
        text.document().documentLayout().documentSizeChanged.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether a form is open."""
        return self._form is not None

    @property
    def in_gap(self) -> bool:
        """Whether the form stands in a gap of the text."""
        return self._form is not None and self._gap

    def show_form(self, form: QWidget, start: int, end: int, *, gap: bool) -> None:
        """Open a form for the selection from ``start`` to ``end`` (document positions).

        The form's last character decides the paragraph: a selection that ends with a
        paragraph's end belongs to that paragraph.
        """
        self.take_back()
        self._form = form
        self._start, self._last = start, max(end - 1, start)
        self._gap = gap and self._fits(form.sizeHint().height())
        if self._gap:
            form.setParent(self._text.viewport())
            form.installEventFilter(self)
            self._text.viewport().installEventFilter(self)
            self._text.open_gap(self._last, form.sizeHint().height())
            form.show()
            self._settle()
            if self._gap:
                self._reveal(start)
        else:
            self._put_in_dock(form)

    def take_back(self) -> None:
        """Close the gap or the dock and let go of the form, which is hidden, not deleted."""
        if self._form is None:
            return
        form, self._form = self._form, None
        form.hide()
        if self._gap:
            self._leave_gap(form)
        elif self._docked is not None:
            self._docked.takeWidget()
        form.setParent(None)
        self.dock.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room again when the form or the text changes its size (called by Qt)."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._lowered |= (
                isinstance(event, QResizeEvent)
                and watched is self._text.viewport()
                and event.size().height() < event.oldSize().height()
            )
            self._later.start()
        return super().eventFilter(watched, event)

    def _leave_gap(self, form: QWidget) -> None:
        self._gap = False
        form.removeEventFilter(self)
        self._text.viewport().removeEventFilter(self)
        self._text.close_gap()

    def _put_in_dock(self, form: QWidget) -> None:
        """Dock the form; what of it has the keys keeps them."""
        focus = QApplication.focusWidget()
        held = focus if focus is not None and form.isAncestorOf(focus) else None
        docked = self._docked
        if docked is None:
            margins = self._column.contentsMargins()
            docked = self._docked = Docked(self._owner, margins.left() + margins.right())
            self._column.addWidget(docked)
        docked.setWidget(form)
        self.dock.show()
        form.show()
        if held is not None:
            held.setFocus()
            docked.ensureWidgetVisible(held, 0, 8)
        self.docked.emit()

    def _fits(self, tall: int) -> bool:
        """Tell whether words and a form of this height can be seen together."""
        top = self._text.place_top(self._start)
        bottom = self._text.words_bottom(self._last)
        return bottom - top + tall + 24 <= self._text.viewport().height()

    def _settle(self) -> None:
        if self._form is None or not self._gap:
            return
        rect = self._text.gap_rect()
        if rect is None:
            return
        tall = max(self._form.heightForWidth(rect.width()), self._form.sizeHint().height())
        # A notice over the panes takes room as well, and must not push the form out of sight.
        lowered, self._lowered = self._lowered, False
        if tall != rect.height() or lowered:
            grown = tall > rect.height() or lowered
            if grown and not self._fits(tall):
                form = self._form
                self._leave_gap(form)
                self._put_in_dock(form)
                return
            self._text.resize_gap(tall)
            if grown:
                self._reveal(self._start)
        self._follow()

    def _follow(self) -> None:
        if self._form is None or not self._gap:
            return
        rect = self._text.gap_rect()
        if rect is not None and rect != self._form.geometry():
            self._form.setGeometry(rect)

    def _reveal(self, start: int) -> None:
        """Scroll just so far that selection and form are both seen; the form before all.

        Once the pane is made too low for both, the form itself still says the words.
        """
        rect = self._text.gap_rect()
        if rect is None:
            return
        bar = self._text.verticalScrollBar()
        below = rect.bottom() + 16 - self._text.viewport().height()
        if below > 0:
            above = self._text.place_top(start) - 8
            most = above if above >= below else rect.top() - 8
            bar.setValue(bar.value() + round(min(below, max(most, 0))))
        self._follow()
