# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Text fit for a terminal: control characters escaped, lines wrapped, colour where it is wanted.

Sources and labels are other people's words: none of them may send a control sequence to the
terminal, nor reorder what stands beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from dataclasses import dataclass
from typing import TextIO

import click

WIDEST = 100
"""Columns beyond which lines of prose are no longer easy to read."""

_NARROWEST = 40

# Controls (Unicode category Cc), line and paragraph separators, and the characters that change the
# direction of what follows (Unicode 16.0, section 23.2).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_SPACE = re.compile("[ \t\n\r\f\v\u2028\u2029\x85]+")
_DOUBLE = frozenset('“”"')
_NAMES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def safe(text: str) -> str:
    """Return one line of text in which every control character is spelt out."""
    return _UNSAFE.sub(_escaped, text)


def safe_lines(text: str) -> str:
    """Return text whose line ends stay and whose other control characters are spelt out."""
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))


def passage(quote: str | None, *, hidden: bool = False) -> str:
    """Put a passage's words in quotation marks, or say that they are not here.

    Single ones where the words begin or end with a mark of their own. Words that are ``hidden``
    were neither erased nor withheld.
    """
    if quote is None:
        return f"(the words {'are hidden here' if hidden else 'were erased or withheld'})"
    words = flowing(quote)
    return f"‘{words}’" if {words[:1], words[-1:]} & _DOUBLE else f"“{words}”"  # noqa: RUF001


def flowing(text: str) -> str:
    """Return a passage as one line: white space folded, other control characters spelt out."""
    return safe(_SPACE.sub(" ", text).strip())


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _NAMES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def cells(text: str) -> int:
    """Return how many columns a text takes (Unicode Standard Annex 11); combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def wrap(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Break text at spaces into lines of at most ``width`` columns; a longer word stands alone."""
    rest = first if rest is None else rest
    lines: list[str] = []
    words: list[str] = []
    taken, indent = 0, first
    margins = {one: cells(one) for one in (first, rest)}
    for word in text.split(" "):
        wide = cells(word)
        if words == [""]:
            words = []  # a space that nothing stands before is left out
        if words and margins[indent] + taken + 1 + wide > width:
            lines.append(indent + " ".join(words))
            words, indent = [], rest
        taken = taken + 1 + wide if words else wide
        words.append(word)
    lines.append(indent + " ".join(words))
    return lines


def columns(stream: TextIO | None = None) -> int:
    """Return the columns to write in: the terminal's, else 80, never more than `WIDEST`."""
    stream = sys.stdout if stream is None else stream
    width = shutil.get_terminal_size((80, 24)).columns if is_terminal(stream) else _asked_columns()
    return max(_NARROWEST, min(width, WIDEST))


def _asked_columns() -> int:
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdigit() and int(asked) > 0 else 80


def is_terminal(stream: TextIO) -> bool:
    """Tell whether somebody reads a stream on a terminal."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Ink:
    """Emphasis, where the stream shows it. Nothing is ever said by colour alone."""

    on: bool

    @classmethod
    def for_stream(cls, stream: TextIO) -> Ink:
        """Use colour only on a terminal, never where NO_COLOR is set or the terminal is dumb."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(on=is_terminal(stream) and not plain)

    def strong(self, text: str) -> str:
        """Set text in bold."""
        return click.style(text, bold=True) if self.on else text

    def quiet(self, text: str) -> str:
        """Set text in a lighter tone."""
        return click.style(text, dim=True) if self.on else text

    def alert(self, text: str) -> str:
        """Set text in the colour of disputes and faults."""
        return click.style(text, fg="red") if self.on else text
