# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A text as a run of words, numbers and signs, in which passages of another text can be looked up.

Two texts share one vocabulary, so that words are compared as whole numbers. White space, soft
hyphens, ligatures, composed letters, and which dash or quotation mark is used are no difference of
words; digits, letters and capital letters are.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Gram = tuple[int, ...]

MOST_PLACES = 300
"""Words in a row that stand in more places than this are not counted further."""

# Scripts that do not part words: each sign is a word of its own.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINED = f"\u0300-\u036f{_INVISIBLE}"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)*(?![^\W\d{_SIGNS}])"
    rf"|[^\W{_SIGNS}]+(?:[{_JOINED}]+[^\W{_SIGNS}]*)*"
    rf"|[^\s{_INVISIBLE}]"
)

_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_INVISIBLE),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("`\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)

_TURNING = """
not no never nor neither none nobody nothing without cannot hardly denied denies deny false falsely
allegedly reportedly unless don didn doesn isn wasn aren weren hasn haven hadn wouldn couldn shouldn
nicht kein keine keinen keinem keiner nie niemals ne pas jamais aucun aucune nunca tampoco não nem
non mai nigdy bez не нет никогда ikke inte niet geen aldrig
"""
_NEGATIONS = frozenset(_TURNING.split())
_ENDS = frozenset(".!?\u3002\uff01\uff1f\u2026")


class _Numbers(dict[str, int]):
    """Tokens to numbers; a token met for the first time gets that of its folded form."""

    def __init__(self, words: list[str]) -> None:
        """Number words in the order of ``words``, which grows."""
        super().__init__()
        self._folded: dict[str, int] = {}
        self._words = words

    def __missing__(self, token: str) -> int:
        """Return the number of a new token."""
        folded = token
        if not token.isascii():
            folded = unicodedata.normalize("NFC", token.translate(_FOLDED)) or token
        number = self._folded.setdefault(folded, len(self._words))
        if number == len(self._words):
            self._words.append(folded)
        self[token] = number
        return number


class Vocabulary:
    """Folded words to small whole numbers, and what each is."""

    def __init__(self) -> None:
        """Begin with no words."""
        self.words: list[str] = []
        self.numbers = _Numbers(self.words)

    def is_word(self, number: int) -> bool:
        """Tell a word or a number from a sign."""
        return self.words[number][0].isalnum()

    def is_telling(self, number: int) -> bool:
        """Tell whether a word is a number, a negation, or is written like a name."""
        word = self.words[number]
        return word[0].isdigit() or word[0].isupper() or word.casefold() in _NEGATIONS

    def ends_sentence(self, number: int) -> bool:
        """Tell whether a sign ends a sentence."""
        return self.words[number] in _ENDS

    def negations(self, numbers: Sequence[int]) -> Counter[str]:
        """Return the words of a run that turn over what it says."""
        found: Counter[str] = Counter()
        for number in numbers:
            word = self.words[number].casefold()
            if word in _NEGATIONS:
                found[word] += 1
        return found


class WordRun:
    """The words of one text, by number, with where each begins and ends (code points)."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """Part a text into words."""
        self.text = text
        self.vocabulary = vocabulary
        tokens = _TOKEN.findall(text)
        self.ids: list[int] = list(map(vocabulary.numbers.__getitem__, tokens))
        self.starts = array("L", [match.start() for match in _TOKEN.finditer(text)])
        self.ends = array("L", map(add, self.starts, map(len, tokens)))

    def places(self, wanted: Iterable[Gram]) -> dict[Gram, list[int]]:
        """Return where each of some runs of words stands, in order, `MOST_PLACES` + 1 at most.

        One walk through the text for each length of run, however many are wanted.
        """
        found: dict[Gram, list[int]] = {gram: [] for gram in wanted}
        for length in sorted({len(gram) for gram in found}):
            rows = zip(*(self.ids[shift:] for shift in range(length)), strict=False)
            for at, gram in enumerate(rows):
                if gram in found:
                    here = found[gram]
                    if len(here) <= MOST_PLACES:
                        here.append(at)
        return found

    def words_between(self, first: int, last: int) -> int:
        """Return how many of a range are words, not signs."""
        return self._words[last] - self._words[first]

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of words of the sentences that hold a range of words.

        A sentence ends with its sign, or with its line.
        """
        begins = self._begins
        before = bisect_right(begins, first) - 1
        after = bisect_left(begins, last)
        return begins[before], begins[after] if after < len(begins) else len(self.ids)

    def breaks(self, at: int) -> bool:
        """Tell whether a sentence begins with the word at an index."""
        if at <= 0 or at >= len(self.ids):
            return True
        begins = self._begins
        return begins[bisect_left(begins, at) % len(begins)] == at

    @cached_property
    def _words(self) -> array[int]:
        """How many words, not signs, stand before each index."""
        is_word = [self.vocabulary.is_word(one) for one in range(len(self.vocabulary.words))]
        return array("L", accumulate(map(is_word.__getitem__, self.ids), initial=0))

    @cached_property
    def _begins(self) -> array[int]:
        """Where sentences begin, in order; the first with the text, and none where it ends."""
        ends = {
            number
            for number in range(len(self.vocabulary.words))
            if self.vocabulary.ends_sentence(number)
        }
        found = {0, len(self.ids)}
        found.update(at for at, one in enumerate(self.ids, 1) if one in ends)
        line = self.text.find("\n")
        while line >= 0:
            at = bisect_left(self.starts, line)
            found.add(at)
            # Empty lines after it part the same two words.
            line = self.text.find("\n", self.starts[at]) if at < len(self.starts) else -1
        return array("L", sorted(found))
