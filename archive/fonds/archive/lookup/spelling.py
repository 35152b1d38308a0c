# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How a text is read when words are looked for in it: what does not tell two spellings apart.

Case, composition (UAX 15), marks over and under letters, ligatures and other forms of a letter,
characters nobody sees, typographic apostrophes and hyphens, and words broken at the end of a line
make no other name. An umlaut stands for two letters too ("Müller", "Mueller", "Muller").
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.events.patterns import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that no reader sees and that are met in texts: soft hyphens, joiners, directions."""

_FILLERS = frozenset("\u034f\u0640\u180b\u180c\u180d")
"""Others that say nothing and are not of category Cf: joiners of marks, the Arabic tatweel."""

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bb\u02bc\u02be\u02bf\u02b9\u2032\u00b4`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ac\u058a\u05be", "-"),
    "\u0131": "i", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u0127": "h", "\u00fe": "th",
    "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o",
    "\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9",
}  # fmt: skip
_IN_TWO_LETTERS = {"\u00f8": "oe", "\u0308": "e", "\u0364": "e", "\u030a": "a"}
"""What a letter or mark becomes where it is written out: "ö" is "o" and a mark that is an "e"."""

_MARKS = (range(10, 37), range(202, 241))
"""Canonical combining classes of marks that tell no letters apart: Hebrew and Arabic points, and
those above, below and through Latin, Greek and Cyrillic letters. Indic signs have other classes."""

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""Characters of scripts that put nothing between words: each is a word by itself here."""

SPACELESS_CHAR = later(f"[{SPACELESS}]")

TOKEN = later(rf"[{SPACELESS}]|[^\W\d_{SPACELESS}]+|\d+")
"""A word, as names are compared by: letters, or digits, or one character of a spaceless script."""

_BROKEN = later(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011\u00ac][^\S\n]*\n[\s>|]*(?=[^\W\d_])")
_GLUED = later(r"(?<=[^\W\d_][a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][^\W\d_])")
_MAY_BE_GLUED = later(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")

_WITHIN = later(r"(?<=\w)['\u2019\u02bc\u2010\u2011-](?=\w)")
_MAY_BE_WITHIN = later(r"['\u2019\u02bc\u2010\u2011-]\w")
"""What tells sooner that there is none: a search is quick where it begins with what is rare."""

_NOT_ASCII = later(r"[^\x00-\x7f]+")

_SHORT = 4_000
"""Characters of texts that are asked for one phrase after another, and kept read meanwhile."""


class _Letters(dict[int, str]):
    """What each character is read as, by code point; worked out when it is first met."""

    def __init__(self, *, in_two: bool) -> None:
        super().__init__()
        self._in_two = in_two

    def __missing__(self, code: int) -> str:
        said = self[code] = "".join(self._read(one) for one in _parts_of(chr(code)))
        return said

    def _read(self, one: str) -> str:
        if self._in_two and one in _IN_TWO_LETTERS:
            return _IN_TWO_LETTERS[one]
        if one in _ALIKE:
            return _ALIKE[one]
        if one in _FILLERS or unicodedata.category(one) == "Cf":
            return ""
        place = unicodedata.combining(one)
        if any(place in classes for classes in _MARKS) or "\ufe00" <= one <= "\ufe0f":
            return ""
        return one


def _parts_of(char: str) -> str:
    if char in _ALIKE:
        return char
    # Folding may make letters that come apart once more ("İ").
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())


@lru_cache(maxsize=2)
def _letters(*, in_two: bool) -> _Letters:
    return _Letters(in_two=in_two)


class Reading:
    """A text as it may be read, and where in the text itself each character of that came from."""

    def __init__(self, text: str, laid_out: str, places: Sequence[int], *, in_two: bool) -> None:
        """Take what was read out of the text as it was laid out, of which ``places`` tell whence.

        Places are in code points of the text itself.
        """
        self.text = text
        self._laid_out = laid_out
        self._places = places
        self._in_two = in_two
        self._mapped = laid_out.isascii()
        """Whether there is one place for each character read."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text itself a part of the reading stands; the end is exclusive."""
        if not self._mapped:
            letters = _letters(in_two=self._in_two)
            # Most texts have no letter that becomes two, or none.
            if any(len(letters[ord(one)]) != 1 for one in set(self._laid_out)):
                self._places = array(
                    "L",
                    (
                        place
                        for place, one in zip(self._places, self._laid_out, strict=True)
                        for _ in letters[ord(one)]
                    ),
                )
            self._mapped = True
        return self._places[start], self._places[end - 1] + 1


def folded(text: str, *, in_two: bool = False) -> str:
    """Return a text with what makes no other name folded; umlauts ``in_two`` letters, or one."""
    if text.isascii():
        return text.lower().replace("`", "'")
    letters = _letters(in_two=in_two)
    # Of bytes, ASCII letters alone are made small; most texts have few others.
    plain = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    return _NOT_ASCII.sub(lambda others: others.group().translate(letters), plain.replace("`", "'"))


def readings(text: str) -> Iterable[Reading]:
    """Return the ways in which a text may be read; most have one.

    Words broken at the end of a line are read broken and whole; words written together with a
    capital within ("EddaMarlow") together and apart; words with a hyphen or apostrophe within as
    they stand and without it ("Anne-Marie", "Annemarie"); umlauts as one letter and as two.
    """
    return _kept_readings(text) if len(text) <= _SHORT else _readings(text)


@lru_cache(maxsize=32)
def _kept_readings(text: str) -> tuple[Reading, ...]:
    return tuple(_readings(text))


def _readings(text: str) -> Iterator[Reading]:
    for plain, places in _as_laid_out(text):
        once = folded(plain)
        yield Reading(once, plain, places, in_two=False)
        twice = folded(plain, in_two=True)
        if twice != once:
            yield Reading(twice, plain, places, in_two=True)


def _as_laid_out(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    yield text, range(len(text))
    if "\n" in text and _BROKEN.search(text):
        places: list[int] = []
        reached = 0
        for broken in _BROKEN.finditer(text):
            places += range(reached, broken.start())
            reached = broken.end()
        places += range(reached, len(text))
        yield "".join(text[place] for place in places), places
    if _MAY_BE_WITHIN.search(text) and _WITHIN.search(text):
        places = []
        reached = 0
        for within in _WITHIN.finditer(text):
            places += range(reached, within.start())
            reached = within.end()
        places += range(reached, len(text))
        yield _WITHIN.sub("", text), places
    if _MAY_BE_GLUED.search(text) and _GLUED.search(text):
        apart: list[str] = []
        places = []
        reached = 0
        for glued in _GLUED.finditer(text):
            apart += (text[reached : glued.start()], "_")
            places += (*range(reached, glued.start()), glued.start())
            reached = glued.start()
        places += range(reached, len(text))
        yield "".join((*apart, text[reached:])), places


def written_together(name: str) -> str:
    """Return a name without the hyphens and apostrophes within its words: "OBrien"."""
    return _WITHIN.sub("", name)


def words_of(text: str) -> set[str]:
    """Return every word that may be read in a text."""
    return {word for reading in readings(text) for word in TOKEN.findall(reading.text)}
