# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Telling a screen reader of words that came where the keys are not: refusals, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have words spoken that now stand in a widget; nothing where there are none."""
    if not words:
        return
    # Seldom needed, and its enumerations take as long to make as a module to load.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - see above

    # Not `Alert`: Qt tells that of no widget to AT-SPI, where it is dropped without a word.
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
