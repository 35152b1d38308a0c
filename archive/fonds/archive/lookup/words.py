# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where in the log given words stand: every part is looked at, for no index may be trusted here."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.store.removal import spelt_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fonds.archive.store.sqlite import SqliteStore


_FEW = 8
_ESCAPE = re.compile(r"\\[nrtbf]")
"""Escapes of JSON whose letter would look like the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part that holds the words: its event's position and its name."""

    position: int
    part: str


class Phrases:
    """Names or passages to be found as whole words, whatever their case, spacing or composition."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases; those without a letter or digit are left out."""
        self.phrases = tuple(
            dict.fromkeys(said for phrase in phrases if re.search(r"\w", said := phrase.strip()))
        )
        forms = {
            unicodedata.normalize(form, phrase)
            for phrase in self.phrases
            for form in ("NFC", "NFD")
        } | set(self.phrases)
        self._pattern = re.compile(
            "|".join(_spelt(form) for form in sorted(forms, key=lambda one: (-len(one), one))),
            re.IGNORECASE,
        )
        # The longest word of each: cheap to look for in the spelling that is stored.
        self._hints = {max(re.findall(r"\w+", form), key=len).casefold() for form in forms}

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.phrases)

    def may_be_in(self, data: str) -> bool:
        """Tell whether a stored part could hold one; no is certain."""
        folded = data.casefold()
        if len(self._hints) <= _FEW:
            return any(hint in folded for hint in self._hints)
        return not self._hints.isdisjoint(re.findall(r"\w+", _ESCAPE.sub(" ", folded)))

    def are_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text."""
        return bool(self.phrases) and self._pattern.search(text) is not None

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return where they stand in a text, in code points, end exclusive."""
        return [found.span() for found in self._pattern.finditer(text)] if self.phrases else []


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
