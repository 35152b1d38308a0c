# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Painters that are always put away, whatever fails while they paint.

A painter left open by an exception outlives the paint event in the exception's traceback, and Qt
ends the process when the widget is painted again. Whoever paints uses these.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintDevice


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Paint on a widget or picture."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Give a painter back as it was taken."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()
