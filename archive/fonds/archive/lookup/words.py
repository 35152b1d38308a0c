# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where given words stand, in a text and in the log, however they are spelt there.

Every part of the log is looked at, for no index may be trusted here.
"""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.archive.lookup.beginnings import Beginnings, Sought
from fonds.archive.lookup.name_forms import TITLES
from fonds.archive.lookup.spelling import (
    SPACELESS_CHAR,
    TOKEN,
    folded,
    readings,
    words_of,
    written_together,
)
from fonds.events.fixed import fixed
from fonds.events.patterns import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.lookup.spelling import Reading


_FEW = 256
"""Words that are looked for one by one in what is stored."""

_ESCAPE = later(r"\\[nrtbf]")
"""Escapes of JSON whose letter would look like the beginning of a word."""

_BROKEN = later(r"[-\u00ad\u2010\u2011\u00ac](?:\s|\\[rtf])*\\n")
"""A word that is broken at the end of a line, as it lies in JSON."""

_PARAMETER = r"\s*\|\s*(?:last|surname|nazwisko|first|given|imie)\d*\s*=\s*"
"""What parts the two halves of a name in a citation template, folded, whichever comes first."""

_APART = rf"{_PARAMETER}|%20|-[^\S\n]*\n[\s>|]*|[\s>|*~]+_?|[-_+.]"
"""What may stand between two words of a name: blanks, a line of a quoted mail, marks of emphasis;
or, as in file names and addresses, one sign without a blank."""

_AFTER_INITIAL = r"\.?[\s_]*"
_COMMA = r"\s*,[\s>|*]*"
_TURNED_AT = rf"{_PARAMETER}|\s*,[\s>|*]*|\s*[|(]\s*| "
"""What stands where a register turns a name: "Marlow, Edda", "MARLOW (Edda)", "MARLOW Edda"."""

_ANY_BETWEEN = later(r"(?:%20|[\W_])*+")
_ANY_BEFORE_20 = later(r"[\W_]*+")
"""However wide: lines are set in, columns set apart. Possessive, so that it is gone through once.
Addresses write "%20" for a blank; before a word that is 20 itself it is no blank."""

WORDS_OF_A_PASSAGE = 4
"""Words that are enough not to be met in one order by chance."""

_SHORTEST_SPACELESS = 3

_GAP = r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+"
"""What may stand between two words of one line: a list of names in a register has one a line."""
_LIST_GOES_ON = later(
    rf"(?:,?{_GAP}[^\W\d_][\w'’-]*)*?,?{_GAP}(?:and|und|et|y|e|og|och|en|&){_GAP}[^\W\d_]"
)
_WORD_BEFORE = later(rf"(?<![\w'’-])([^\W\d_][\w'’-]*)\.?{_GAP}$")
_LEADS_TO_ONE = TITLES | {
    "see", "siehe", "vide", "voir", "cf", "vgl", "under", "unter", "in",
}  # fmt: skip
"""Words after which a turned name is one person's: titles, and those that send elsewhere."""
_NEAR = 80


@fixed
class Place:
    """A part that holds the words: its event's position and its name."""

    position: int
    part: str


class Phrases:
    """Names or passages to be found as whole words, however they are spelt: see `spelling`."""

    def __init__(
        self,
        phrases: Iterable[str],
        *,
        turned: Iterable[str] = (),
        others: Iterable[str] = (),
        doubtful: bool | None = False,
        passages: bool = False,
    ) -> None:
        """Take the phrases; those without a letter or digit are left out.

        Some places may mean another: those ``turned`` as registers have them ("Marlow, Anna") may
        be pieces of a list ("Edda Marlow, Anna and Bo"), and an "s" may belong to the name. They
        are not found; or with ``doubtful`` nothing but these is; or all is, where that is None.
        In ``passages`` any punctuation may stand between words. Names of ``others`` hide what
        stands within them: "John Marlow" in "John Marlow Jr.".
        """
        self.phrases = tuple(
            dict.fromkeys(one for one in map(str.strip, phrases) if TOKEN.search(folded(one)))
        )
        made = {folded(name) for name in turned}
        self._doubtful = doubtful
        self._passages = passages
        self._begin = Beginnings()
        self._hints: dict[str, dict[tuple[frozenset[str], ...], None]] = {}
        for phrase in self.phrases:
            self._add(phrase, turned=folded(phrase) in made)
        self._others = False
        for name in others:
            self._add(name, other=True)
            self._others = True

    def _add(self, phrase: str, *, turned: bool = False, other: bool = False) -> None:
        for spelt in {phrase, written_together(phrase)}:
            once, twice = folded(spelt), folded(spelt, in_two=True)
            tokens = list(TOKEN.finditer(once))
            otherwise = TOKEN.findall(twice)
            if len(otherwise) != len(tokens):
                # A mark that belongs to no letter.
                otherwise = [token.group() for token in tokens]
            words = [frozenset((token.group(), other)) for token, other
                     in zip(tokens, otherwise, strict=True)]  # fmt: skip
            gaps = [
                _gap(once[one.end() : following.start()], one.group(), turned=turned)
                for one, following in itertools.pairwise(tokens)
            ]
            if self._passages and len(tokens) >= WORDS_OF_A_PASSAGE:
                gaps = [
                    _ANY_BEFORE_20 if word.group() == "20" else _ANY_BETWEEN for word in tokens[1:]
                ]
            self._begin.add(Sought(tuple(words), tuple(gaps), turned, other))
            if not other:
                # Its longest word: cheap to look for in what is stored.
                rarest_first = tuple(sorted(set(words), key=lambda pair: -max(map(len, pair))))
                for hint in rarest_first[0]:
                    self._hints.setdefault(hint, {})[rarest_first] = None

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.phrases)

    def may_be_in(self, data: str) -> bool:
        """Tell whether a stored part could hold one; no is certain."""
        if "\\n" in data and _BROKEN.search(data):
            return True
        if len(self._hints) > _FEW:
            # After the last word of a name may stand an "s" that is no part of it.
            return not self._hints.keys().isdisjoint(_words_of(data))
        # All words of one of them: a register is full of people with the same given name.
        spelt = _spelt(data)
        for hint, phrases in self._hints.items():
            if _stands(hint, spelt):
                for words in phrases:
                    if all(_any_stands(pair, spelt) for pair in words):
                        return True
        return False

    def may_be_near(self, data: str) -> bool:
        """Tell the same of what is looked for in many ways: more often yes, and sooner."""
        if "\\n" in data and _BROKEN.search(data):
            return True
        return _any_stands(self._hints, _spelt(data))

    def are_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text."""
        if self._others or self._doubtful:
            return bool(self.ranges(text))
        # Where it stands need not be known, unless it may mean another.
        for reading in readings(text) if self.phrases else ():
            for sought, _, _, more in self._found_in(reading):
                if self._doubtful is None or not (more or sought.turned):
                    return True
                return bool(self.ranges(text))
        return False

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return where they stand in a text, in code points, end exclusive."""
        if not self.phrases:
            return []
        found: dict[tuple[int, int], bool] = {}
        others: set[tuple[int, int]] = set()
        for reading in readings(text):
            for sought, start, end, more in self._found_in(reading):
                span = reading.span(start, end)
                if sought.other:
                    others.add(span)
                    continue
                doubt = more or (sought.turned and _may_be_two(text, *span))
                # What is certain in one reading, or of one name, is certain.
                found[span] = doubt and found.get(span, True)
        hidden = _Around(others)
        return sorted(
            span
            for span, doubt in found.items()
            if self._doubtful in {None, doubt} and not hidden.holds(*span)
        )

    def _found_in(self, reading: Reading) -> Iterator[tuple[Sought, int, int, bool]]:
        for found in self._begin.found_in(reading.text):
            if _is_whole(reading.text, found[1], found[2]):
                yield found


class _Around:
    """Tells which stretches of a text lie within others, and are not the same."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take the others, and of each beginning how far what begins up to there reaches."""
        spans = sorted(spans)
        self._starts = [start for start, _ in spans]
        self._reach = list(itertools.accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Tell whether one of them goes around, and beyond, what stands there."""
        before, upto = bisect_left(self._starts, start), bisect_right(self._starts, start)
        # Those that begin earlier reach as far; or one that begins here goes on further.
        return (before > 0 and self._reach[before - 1] >= end) or (
            upto > before and self._reach[upto - 1] > end
        )


@lru_cache(maxsize=1)
def _spelt(data: str) -> tuple[str, ...]:
    """Return the ways to read a stored part; kept, for several names are asked of one part."""
    once = folded(data)
    twice = once if data.isascii() else folded(data, in_two=True)
    found = dict.fromkeys((once, twice))
    # "Anne-Marie" is how a text may have "Annemarie".
    found.update(dict.fromkeys([one.replace("-", "").replace("'", "") for one in found]))
    return tuple(found)


def _stands(word: str, spelt: Iterable[str]) -> bool:
    return any(word in one for one in spelt)


def _any_stands(words: Iterable[str], spelt: Iterable[str]) -> bool:
    return any(_stands(word, spelt) for word in words)


@lru_cache(maxsize=1)
def _words_of(data: str) -> frozenset[str]:
    """Return every word that may be read in a stored part, with and without an "s" at its end."""
    words = words_of(_ESCAPE.sub(" ", data))
    return frozenset((*words, *(word[:-1] for word in words if word[-1] == "s")))


@lru_cache(maxsize=1024)
def _gap(said: str, before: str, *, turned: bool) -> re.Pattern[str]:
    """Return what may stand in a text where a phrase has this between two words."""
    plain = said.strip()
    if not said:
        return re.compile(r"\s*" if SPACELESS_CHAR.match(before) else "")
    exact = r"\s+".join(map(re.escape, re.split(r"\s+", said)))
    also = {"": _APART, "-": _APART, "_": _APART, ".": _AFTER_INITIAL}.get(plain)
    if plain == ",":
        also = _TURNED_AT if turned else _COMMA
    return re.compile(exact if also is None else rf"(?:{also}|{exact})(?=[^\W_])")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether what is found is no piece of a word of a script that puts nothing between."""
    if end - start >= _SHORTEST_SPACELESS or not SPACELESS_CHAR.match(text, start):
        return True
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return SPACELESS_CHAR.search(around) is None


def _may_be_two(text: str, start: int, end: int) -> bool:
    """Tell whether a turned name may be the end of one name in a list, and the next one there."""
    name = text[start:end]
    if not re.search("[,|]", name):
        # Without a sign that it is turned, a register has the last name in capitals.
        last, _, firsts = name.partition(" ")
        if not (last.isupper() and not firsts.isupper()):
            return True
    if _LIST_GOES_ON.match(text[end : end + _NEAR]):
        return True
    before = _WORD_BEFORE.search(text[max(start - _NEAR, 0) : start])
    return (
        before is not None and before[1][0].isupper() and before[1].casefold() not in _LEADS_TO_ONE
    )


def strings_of(value: object) -> Iterator[str]:
    """Yield every text in a part, names of members left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_of(item)


def places_of(parts: Iterable[tuple[int, str, str]], phrases: Phrases) -> Iterator[Place]:
    """Yield those of some parts, as `spelt_parts` has them, in which one of the phrases stands."""
    if not phrases:
        return
    for position, name, data in parts:
        if stands_in(data, phrases):
            yield Place(position, name)


def stands_in(data: str, phrases: Phrases) -> bool:
    """Tell whether one of the phrases stands in a part, as it lies."""
    return phrases.may_be_in(data) and any(
        phrases.are_in(text) for text in strings_of(json.loads(data))
    )
