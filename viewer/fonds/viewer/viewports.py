# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The part of a list or a text that shows what it holds, made so that PySide knows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QTextEdit, QWidget


def make_viewport(area: QAbstractScrollArea) -> None:
    """Give a new list or text a viewport made here, like the one of Qt's that it replaces.

    Of Qt's own, PySide does not know what kind of widget it is. Whoever first asks for it waits
    while every kind there is, each with its enumerations, is made ready to be compared: as long
    as it takes to lay out a record and paint it.
    """
    made = QWidget()
    # As Qt names and dresses its own.
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    if isinstance(area, QTextEdit | QPlainTextEdit):
        made.setCursor(Qt.CursorShape.IBeamCursor)
        # Before the old one is gone: the text is measured for it, and would be still.
        area.document().documentLayout().setPaintDevice(made)
    area.setViewport(made)
