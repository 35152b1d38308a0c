# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Small help with words that are counted, free of Qt."""

from __future__ import annotations


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
