# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Phrases by the words they begin with, so that many of them are looked for as quickly as few.

An archive of families has hundreds of people of one given name. Each place where that name stands
must not be held against every one of them: phrases that begin alike are told apart by their next
word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.lookup.spelling import TOKEN

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

_FEW = 8
"""First words that are looked for one by one in a text."""

_FEW_ALIKE = 4
"""Phrases that begin alike and are each tried."""

_DEEPEST = 12
"""Words after which phrases that still begin alike are each tried: passages may be long."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A phrase as it is looked for: the spellings of each word, and what parts it from the next.

    ``turned`` is a name as registers have it that stands nowhere so; ``other`` is another's, within
    which what is looked for means that one.
    """

    words: tuple[frozenset[str], ...]
    gaps: tuple[re.Pattern[str], ...]
    turned: bool
    other: bool

    def end_in(self, text: str, end: int, known: int = 1) -> tuple[int, bool] | None:
        """Return where it ends of which ``known`` words end at ``end``, and if it may be another.

        None where it goes on otherwise. It may be another's where an "s" is added.
        """
        more = False
        last = len(self.words) - 1
        for place in range(known, len(self.words)):
            between = self.gaps[place - 1].match(text, end)
            token = None if between is None else TOKEN.match(text, between.end())
            if token is None:
                return None
            end, said = token.end(), token.group()
            spelt = self.words[place]
            if said not in spelt:
                if not (place == last and said[-1] == "s" and said[:-1] in spelt):
                    return None
                more = True
        return end, more


@dataclass(frozen=True, slots=True)
class _Branch:
    """Phrases that begin alike: those that end there, and the others by gap and next word."""

    whole: tuple[Sought, ...]
    following: Mapping[re.Pattern[str], Mapping[str, Sequence[_Alike]]]


_Alike = tuple[Sought, ...] | _Branch


class Beginnings:
    """Finds phrases by their first words; they are arranged when they are first looked for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._phrases: dict[str, list[Sought]] = {}
        self._arranged: dict[str, _Alike] = {}

    def add(self, sought: Sought) -> None:
        """Take a phrase; none may have been looked for before."""
        for word in sought.words[0]:
            self._phrases.setdefault(word, []).append(sought)

    def found_in(self, text: str) -> Iterator[tuple[Sought, int, int, bool]]:
        """Yield the phrases in a text as it is read, where they begin and end, in no order.

        With each, whether it may be another's, for an "s" is added.
        """
        for word, start, end in self._begun_in(text):
            alike = self._arranged.get(word)
            if alike is None:
                alike = self._arranged[word] = _arranged(tuple(self._phrases[word]), 1)
            for sought, last, more in _ends(alike, text, end, 1):
                yield sought, start, last, more

    def _begun_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each first word that stands in a text, and where."""
        if len(self._phrases) > _FEW:
            if not self._phrases.keys().isdisjoint(TOKEN.findall(text)):
                for token in TOKEN.finditer(text):
                    if token.group() in self._phrases:
                        yield token.group(), *token.span()
            return
        for word in self._phrases:
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if _is_token(text, start, end):
                    yield word, start, end
                start = text.find(word, end)


def _is_token(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands there by itself, and is no piece of a longer one."""
    token = TOKEN.match(text, start)
    if token is None or token.end() != end:
        return False
    before = TOKEN.match(text, start - 1) if start else None
    return before is None or before.end() == start


def _arranged(phrases: tuple[Sought, ...], known: int) -> _Alike:
    """Arrange phrases of which so many words are the same."""
    if len(phrases) <= _FEW_ALIKE or known >= _DEEPEST:
        return phrases
    whole = tuple(one for one in phrases if len(one.words) == known)
    together: dict[tuple[re.Pattern[str], frozenset[str]], list[Sought]] = {}
    for one in phrases:
        if len(one.words) > known:
            together.setdefault((one.gaps[known - 1], one.words[known]), []).append(one)
    following: dict[re.Pattern[str], dict[str, list[_Alike]]] = {}
    for (gap, spelt), some in together.items():
        alike = _arranged(tuple(some), known + 1)
        for word in spelt:
            following.setdefault(gap, {}).setdefault(word, []).append(alike)
    return _Branch(whole, following)


def _ends(alike: _Alike, text: str, end: int, known: int) -> Iterator[tuple[Sought, int, bool]]:
    """Yield the phrases that go on in a text where so many of their words end, and where to."""
    if isinstance(alike, tuple):
        for sought in alike:
            found = sought.end_in(text, end, known)
            if found is not None:
                yield sought, *found
        return
    for sought in alike.whole:
        yield sought, end, False
    for gap, words in alike.following.items():
        between = gap.match(text, end)
        token = None if between is None else TOKEN.match(text, between.end())
        if token is None:
            continue
        said, last = token.group(), token.end()
        for below in words.get(said, ()):
            yield from _ends(below, text, last, known + 1)
        for below in words.get(said[:-1], ()) if said[-1] == "s" else ():
            # Nothing but the last word of a name may have it.
            for sought in below if isinstance(below, tuple) else below.whole:
                if len(sought.words) == known + 1 and said not in sought.words[known]:
                    yield sought, last, True
