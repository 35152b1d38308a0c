# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words of the window in its language: what is translated outside a class, and what is counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def translate(context: str, text: str, comment: str = "", count: int = -1) -> str:
    """Give a text in the language of the window; with a ``count`` its plural is settled.

    Named and called as Qt's tools expect it: both words must stand in the call as they are.
    """
    found = QCoreApplication.translate(context, text, comment, count)
    return counted(found, count) if count >= 0 else found


def counted(text: str, count: int) -> str:
    """Settle an English plural: ``3 fact(s)`` becomes ``3 facts``, ``1 fact(s)`` ``1 fact``.

    Give it what ``tr("%n fact(s)", "", count)`` returned: a translation brings its own plural
    forms and passes through untouched.
    """
    return text.replace("%n", str(count)).replace("(s)", "" if count == 1 else "s")


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for the translators and give it unchanged; it is translated when shown.

    Qt's tools look for this very name; Qt's own function of the name is not typed.
    """
    return text
