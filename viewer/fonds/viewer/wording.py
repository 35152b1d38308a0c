# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words of the window in its language: what is translated outside a class, and what is counted."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QLocale

from fonds.archive.languages.telling import ENGLISH, LANGUAGES, tell, tell_label
from fonds.events.patterns import later
from fonds.events.sentences import KEPT, Sentence
from fonds.viewer.in_window import in_window


def translate(context: str, text: str, comment: str = "") -> str:
    """Give a text in the language of the window.

    Named and called as Qt's tools expect it: both words must stand in the call as they are.
    """
    return QCoreApplication.translate(context, text, comment)


def worded(said: str) -> str:
    """Give what the archive says in the language of the window.

    A sentence of ours runs from left to right also where a name in it that runs the other way
    stands first; of itself it would begin at the right, its full stop at the left.
    """
    language = spoken_language()
    told = in_window(tell(said, language), language)
    whole = isinstance(said, Sentence) and (said.parts or said.form == KEPT)
    return f"{_LEFT_TO_RIGHT}{told}" if whole and may_turn(told) else told


def label_worded(label: str) -> str:
    """Give a label of the shipped vocabulary in the language of the window; any other as it is."""
    return tell_label(label, spoken_language())


def spoken_language() -> str:
    """Give the code of the window's language, as far as the archive can speak it."""
    code = QLocale().name().partition("_")[0]
    return code if code in LANGUAGES else ENGLISH


def numbered(number: int) -> str:
    """Give a whole number as the window's language writes it: ``21,534``, in German ``21.534``."""
    return QLocale().toString(number)


def in_quotes(words: str) -> str:
    """Put words of a source, or of a person, in the quotation marks of the window's language."""
    return translate("Wording", "“{words}”").format(words=words)


_LEFT_TO_RIGHT = "\u200e"
_TURNING = later(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Characters of the blocks that Unicode keeps for writing from right to left (UAX 9, table 4)."""


def may_turn(words: str) -> bool:
    """Tell whether anything in a text is written from right to left."""
    return not words.isascii() and _TURNING.search(words) is not None


def from_left(words: str) -> str:
    """Let a clause run from left to right, and what follows stand after it, whatever it names."""
    return f"{_LEFT_TO_RIGHT}{words}{_LEFT_TO_RIGHT}" if may_turn(words) else words


_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_ISOLATED, _UNTIL = "\u2068", "\u2069"


def isolated(words: str) -> str:
    """Keep words written from right to left from turning what stands beside them round.

    Gives them between FSI and PDI (UAX 9), which take no room; others come back as they are.
    """
    if words.isascii() or not any(bidirectional(one) in _RIGHT_TO_LEFT for one in words):
        return words
    return f"{_ISOLATED}{words}{_UNTIL}"


class Counted:
    """Texts that count something, outside a class of their own.

    Qt's tools understand a counted text only where it is asked of something called ``tr``.
    """

    @staticmethod
    def tr(text: str, comment: str, count: int) -> str:
        """Give a text with ``%Ln`` in the language of the window, its plural settled."""
        return counted(QCoreApplication.translate("Counted", text, comment, count), count)


def still_read(characters: int, left: bool) -> list[str]:
    """Say what was read of the texts before and counts as read in a newer one."""
    said: list[str] = []
    if characters:
        said.append(
            Counted.tr("%Ln character(s) of it, read before, still count as read.", "", characters)
        )
    if left:
        said.append(
            translate(
                "StillRead",
                "What was read before and does not stand in it as it stood is left unread.",
            )
        )
    return said


def counted(text: str, count: int) -> str:
    """Settle an English plural: ``3 fact(s)`` becomes ``3 facts``, ``1 fact(s)`` ``1 fact``.

    Give it what ``tr("%Ln fact(s)", "", count)`` returned (``L``: the number as the language
    writes it): a translation brings its own plural
    forms and passes through untouched.
    """
    return text.replace("%Ln", numbered(count)).replace("(s)", "" if count == 1 else "s")


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for the translators and give it unchanged; it is translated when shown.

    Qt's tools look for this very name; Qt's own function of the name is not typed.
    """
    return text
