# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where in the log given words stand: every part is looked at, for no index may be trusted here."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from fonds.archive.naming import fold_name
from fonds.archive.store.removal import spelt_parts
from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.store.sqlite import SqliteStore


_FEW = 8
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that no reader sees: soft hyphens, joiners, marks of byte order."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
              "\ufb05": "st", "\ufb06": "st"}  # fmt: skip
_AS_SEEN = str.maketrans({**dict.fromkeys(UNSEEN, ""), **_LIGATURES})
_OTHERWISE_SPELT = re.compile(f"[{UNSEEN}{''.join(_LIGATURES)}]")
_ESCAPE = re.compile(r"\\[nrtbf]")
"""Escapes of JSON whose letter would look like the beginning of a word."""


_GAP = r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+"
"""What may stand between two words of one line: a list of names in a register has one a line."""
_LIST_GOES_ON = re.compile(
    rf"(?:,?{_GAP}[^\W\d_][\w'’-]*)*?,?{_GAP}(?:and|und|et|y|e|og|och|en|&){_GAP}[^\W\d_]"
)
_WORD_BEFORE = re.compile(rf"(?<![\w'’-])([^\W\d_][\w'’-]*){_GAP}$")
_LEADS_TO_ONE = frozenset(
    ("see", "siehe", "vide", "voir", "cf", "vgl", "under", "unter", "in",
     "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "rev", "reverend",
     "sir", "dame", "lord", "lady", "hon", "captain", "capt", "colonel", "col", "major", "widow",
     "father", "mother", "sister", "brother", "master", "mistress",
     "herr", "frau", "fräulein", "doktor", "pfarrer", "pastor", "witwe", "freiherr", "graf",
     "gräfin", "monsieur", "madame", "mademoiselle", "mme", "mlle", "veuve", "abbé",
     "señor", "señora", "señorita", "sr", "sra", "srta", "don", "doña", "senhor", "senhora",
     "dom", "dona", "signor", "signora", "signorina", "sig", "fru", "frøken", "hr", "heer",
     "mevrouw", "meneer", "dhr", "mevr", "mw", "pan", "pani")
)  # fmt: skip
"""Words after which a turned name is one person's: those that send elsewhere, and titles."""
_NEAR = 80


@fixed
class Place:
    """A part that holds the words: its event's position and its name."""

    position: int
    part: str


class Phrases:
    """Names or passages to be found as whole words, whatever their case, spacing or composition."""

    def __init__(
        self, phrases: Iterable[str], *, turned: Iterable[str] = (), in_lists: bool = False
    ) -> None:
        """Take the phrases; those without a letter or digit are left out.

        Those ``turned`` as registers have them ("Marlow, Anna") are not looked for where they may
        be pieces of a list ("Edda Marlow, Anna and Bo"); or with ``in_lists`` nothing but these is.
        """
        self._turned = frozenset(fold_name(as_seen(name)) for name in turned)
        self._in_lists = in_lists
        self.phrases = tuple(
            dict.fromkeys(said for phrase in phrases if re.search(r"\w", said := phrase.strip()))
        )
        # Texts are looked through as they are seen, so the phrases are looked for as seen too.
        seen = {as_seen(phrase).strip() for phrase in self.phrases}
        forms = seen | {
            unicodedata.normalize(form, phrase) for phrase in seen for form in ("NFC", "NFD")
        }
        self._pattern = re.compile(
            "|".join(_spelt(form) for form in sorted(forms, key=lambda one: (-len(one), one))),
            re.IGNORECASE,
        )
        # The longest word of each: cheap to look for in the spelling that is stored.
        self._hints = {max(re.findall(r"\w+", form.casefold()), key=len) for form in forms}

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.phrases)

    def may_be_in(self, data: str) -> bool:
        """Tell whether a stored part could hold one; no is certain."""
        folded = as_seen(data).casefold()
        if len(self._hints) <= _FEW:
            return any(hint in folded for hint in self._hints)
        return not self._hints.isdisjoint(re.findall(r"\w+", _ESCAPE.sub(" ", folded)))

    def are_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text."""
        return bool(self.phrases) and next(self._spans(as_seen(text)), None) is not None

    def _spans(self, seen: str) -> Iterator[tuple[int, int]]:
        for found in self._pattern.finditer(seen):
            turned = bool(self._turned) and fold_name(found.group()) in self._turned
            if (turned and _in_a_list(seen, *found.span())) == self._in_lists:
                yield found.span()

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return where they stand in a text, in code points, end exclusive."""
        if not self.phrases:
            return []
        seen = as_seen(text)
        spans = list(self._spans(seen))
        if seen is text or not spans:
            return spans
        # Back to the characters that are there: of one that is seen as several, to itself.
        places = [
            place for place, one in enumerate(text) for _ in range(len(one.translate(_AS_SEEN)))
        ]
        return [(places[start], places[end - 1] + 1) for start, end in spans]


def _in_a_list(text: str, start: int, end: int) -> bool:
    """Tell whether a turned name may be the end of one name in a list, and the next one there."""
    if _LIST_GOES_ON.match(text[end : end + _NEAR]):
        return True
    before = _WORD_BEFORE.search(text[max(start - _NEAR, 0) : start])
    return (
        before is not None and before[1][0].isupper() and before[1].casefold() not in _LEADS_TO_ONE
    )


def as_seen(text: str) -> str:
    """Return a text without characters nobody sees, its ligatures spelt out; the same if none."""
    if text.isascii() or _OTHERWISE_SPELT.search(text) is None:
        return text
    return text.translate(_AS_SEEN)


def _spelt(phrase: str) -> str:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return f"{before}{words}{after}"


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


def places_of(store: SqliteStore, phrases: Phrases) -> Iterator[Place]:
    """Yield the parts in which one of the phrases stands, in the order of the log."""
    if not phrases:
        return
    for position, name, data in spelt_parts(store):
        if phrases.may_be_in(data) and any(
            phrases.are_in(text) for text in strings_of(json.loads(data))
        ):
            yield Place(position, name)
