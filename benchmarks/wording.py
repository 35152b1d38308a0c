# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Invented words, names and sentences; frequent words are frequent as in a natural language."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_ONSETS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "cl",
    "dr",
    "fl",
    "gr",
    "pl",
    "st",
    "tr",
    "th",
    "sh",
)
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ou", "é")
_CODAS = ("", "", "", "n", "r", "l", "s", "nd", "rt", "ck", "m")
_COMMON = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "he",
    "that",
    "for",
    "on",
    "as",
    "with",
    "his",
    "by",
    "at",
    "from",
    "had",
    "were",
    "which",
    "an",
    "she",
    "it",
    "her",
    "their",
    "not",
    "but",
    "they",
    "who",
    "also",
    "after",
    "this",
    "be",
    "been",
    "has",
    "when",
    "would",
    "during",
    "over",
    "into",
    "him",
    "two",
    "first",
    "more",
    "other",
    "about",
    "out",
    "against",
    "years",
    "one",
    "city",
    "state",
    "where",
    "then",
    "between",
    "under",
)
_VOCABULARY = 6000


class Words:
    """A vocabulary drawn from one random source."""

    def __init__(self, random: Random) -> None:
        """Invent the vocabulary."""
        self._random = random
        self._rare = [self._invent() for _ in range(_VOCABULARY)]
        self._weights = list(itertools.accumulate(1 / (k + 8) for k in range(_VOCABULARY)))

    def _invent(self) -> str:
        random = self._random
        syllables = random.choices((1, 2, 3), weights=(2, 5, 3))[0]
        return "".join(
            random.choice(_ONSETS)
            + random.choices(_VOWELS, weights=(9, 9, 8, 8, 4, 2, 2, 1))[0]
            + random.choice(_CODAS)
            for _ in range(syllables)
        )

    def word(self) -> str:
        """Return a word that carries meaning."""
        return self._random.choices(self._rare, cum_weights=self._weights)[0]

    def phrase(self, length: int) -> str:
        """Return ``length`` words, two fifths of them the small words of any text."""
        random = self._random
        return " ".join(
            random.choice(_COMMON) if random.random() < 0.42 else self.word() for _ in range(length)
        )

    def sentence(self, subject: str) -> str:
        """Return a sentence on a subject, of 137 characters on average."""
        random = self._random
        begin = self.phrase(random.randint(2, 8)).capitalize()
        middle = self.phrase(random.randint(3, 12))
        end = self.phrase(random.randint(2, 6))
        year = random.randint(1950, 2015)
        form = random.random()
        if form < 0.15:
            return f"“{begin}, {middle} {end},” said {subject} in {year}."
        if form < 0.6:
            return f"{begin} {subject} {middle} in {year}, {end}."
        return f"{begin}, {subject.rsplit(' ', maxsplit=1)[-1]} {middle} {end}."

    def part(self, sentence: str, length: int) -> str:
        """Return ``length`` words that follow one another in a sentence (fewer where it ends)."""
        words = sentence.split(" ")
        start = self._random.randrange(max(1, len(words) - length))
        return " ".join(words[start : start + length]).strip("“”.,") or words[0]

    def name(self) -> str:
        """Return a person's name, not surely a new one."""
        first, last = self._invent().capitalize(), self._invent().capitalize()
        return f"{first} {last}"

    def names(self, count: int) -> list[str]:
        """Return ``count`` different names."""
        return self._different(count, self.name)

    def organizations(self, count: int) -> list[str]:
        """Return ``count`` different names of organizations."""
        kinds = ("Committee for", "Union of", "Coalition of", "Friends of the")
        return self._different(
            count,
            lambda: f"{self._random.choice(kinds)} {self._invent().title()} {self.word().title()}",
        )

    def events(self, count: int) -> list[str]:
        """Return ``count`` different names of events."""
        kinds = ("rally against the", "march for the", "convention of the", "dinner of the")
        return self._different(
            count,
            lambda: f"{self._random.choice(kinds)} {self._invent()} {self.word()} {self.word()}",
        )

    def offices(self, count: int) -> list[str]:
        """Return ``count`` different offices."""
        kinds = ("Member of the", "Secretary of the", "Chair of the", "Clerk to the")
        return self._different(
            count, lambda: f"{self._random.choice(kinds)} {self._invent().title()} Council"
        )

    def places(self, count: int) -> list[str]:
        """Return ``count`` different places."""
        return self._different(
            count, lambda: f"{self._invent().capitalize()}, {self._invent().capitalize()}"
        )

    def work(self, year: int) -> str:
        """Return a footnote's text."""
        place, kind = self.word().capitalize(), self.word().capitalize()
        return f"{place} {kind} Herald, {self.phrase(3)}, {year}"

    def _different(self, count: int, invent: Callable[[], str]) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[invent()] = None
        return list(found)
