# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A form that is scrolled where the screen is too low for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_SHARE = 0.7
"""Of the screen's height; the rest is for buttons, frame and panels of the desktop."""


class TallForm(QScrollArea):
    """Holds fields, as tall as they are wherever the screen lets it; Tab brings each into sight."""

    def __init__(self, fields: QLayout, wide: int) -> None:
        """Hold a layout of fields, at least ``wide`` pixels wide."""
        super().__init__()
        self._wide = wide
        held = self._held = QWidget()
        held.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(held)
        for part in (held, self.viewport()):
            part.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Give the room that all fields take (called by Qt)."""
        held = self._held
        wide = max(held.sizeHint().width(), held.minimumSizeHint().width(), self._wide)
        tall = held.heightForWidth(wide) if held.hasHeightForWidth() else held.sizeHint().height()
        return QSize(wide, tall)

    def minimumSizeHint(self) -> QSize:
        """Give the same, or most of the screen's height if that is less (called by Qt)."""
        all_of_it = self.sizeHint()
        most = round(self.screen().availableGeometry().height() * _SHARE)
        bar = self.verticalScrollBar().sizeHint().width() if all_of_it.height() > most else 0
        return QSize(all_of_it.width() + bar, min(all_of_it.height(), most))
