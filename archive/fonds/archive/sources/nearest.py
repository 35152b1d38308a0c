# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Finding the passage that comes nearest to words which do not stand in a text.

It helps a person see what went wrong; nothing is ever recorded by it. Work is bounded whatever the
lengths: a few pieces of the quotation are looked up exactly, the places they vote for become a few
windows, and only within those is anything compared letter by letter.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from fonds.archive.sources.broken_words import as_read
from fonds.events.sentences import as_sentence, form_of, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterator

LOWEST_SCORE = 60.0
"""Below this two strings share letters rather than words (rapidfuzz's ratio, 0 to 100)."""

LOWEST_SCORE_OF_A_FEW_WORDS = 75.0
"""The same for quotations so short that chance alone comes near them."""

_WINDOWS = 8
_PIECES = 16
_HITS_A_PIECE = 64
_MARGIN = 40
_LONGEST_ALIGNED = 256
_LONGEST_COMPARED = 10_000
_LONGEST_WHOLE = 50_000
_SHORT_QUOTE = 20
_WORD_REACH = 20
_LONGEST_WORD_REACH = 100
_TOKENS_COMPARED = 400
_LONGEST_SHOWN = 60

_FRAGMENT = re.compile(r"[A-Za-z0-9]{4,}|[^\W_]{2,}")

_QUOTES = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("`\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u02bc", "'"),
}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")

_ASPECTS = {
    "quotes": form_of("quotation marks or apostrophes"),
    "dashes": form_of("dashes"),
    "spaces": form_of("white space (line breaks, no-break or repeated spaces)"),
    "accents": form_of("the encoding of accented letters (composed or decomposed)"),
    "invisible": form_of("invisible characters (soft hyphens, zero-width spaces)"),
    "ligatures": form_of("ligatures (two or three letters set as one)"),
    "case": form_of("capital letters"),
    "broken": form_of("words broken at the end of a line"),
}


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage that comes nearest to a quotation.

    ``start`` and ``end`` are code points of the text, end exclusive; ``score`` runs from 0
    to 100, 100 being a difference of spelling only; ``differences`` is a clause in plain words that
    says how the passage differs.
    """

    start: int
    end: int
    words: str
    score: float
    differences: str


def nearest_passage(text: str, quote: str) -> Nearest | None:
    """Return the passage of ``text`` nearest to ``quote``, None where nothing comes near.

    Of a quotation longer than ten thousand code points only the beginning is looked for.
    """
    wanted = quote.strip()[:_LONGEST_COMPARED]
    if not wanted or not text:
        return None
    windows = list(_windows(text, wanted))
    for start, end in windows:
        same = _same_but_for_spelling(text, start, end, wanted)
        if same is not None:
            return same
    best: tuple[float, int, int] | None = None
    for start, end in windows:
        found = _aligned(text, start, end, wanted)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None:
        return None
    score, start, end = _set_to_words(text, best[1], best[2], wanted)
    if score < (LOWEST_SCORE if len(wanted) >= _SHORT_QUOTE else LOWEST_SCORE_OF_A_FEW_WORDS):
        return None
    words = text[start:end]
    return Nearest(start, end, words, score, _different_words(wanted, words))


def _windows(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of ``text`` in which the quotation may stand, the likeliest first."""
    length = len(quote)
    if len(text) <= _LONGEST_WHOLE:
        yield 0, len(text)
        return
    step = max(length // 2, _MARGIN)
    votes: Counter[int] = Counter()
    searched, pieces = text, quote
    for _ in range(2):
        for offset, piece in _pieces(pieces):
            hits = list(_hits(searched, piece))
            for hit in hits:
                # Rare pieces speak louder; the sum stays a whole number.
                votes[max(hit - offset, 0) // step] += _HITS_A_PIECE * len(piece) // len(hits)
        if votes:
            break
        searched, pieces = _lowered(text), _lowered(quote)
    for bucket, _ in votes.most_common(_WINDOWS):
        start = max(bucket * step - step - _MARGIN, 0)
        yield start, min(start + 2 * length + 2 * step + 2 * _MARGIN, len(text))


def _pieces(quote: str) -> list[tuple[int, str]]:
    """Return up to twice sixteen pieces of a quotation to look up, each with its offset.

    The longest words are likeliest to be rare; pieces at even distances make up for words that were
    mistyped and for scripts that do not part words.
    """
    words = {match[0]: match.start() for match in _FRAGMENT.finditer(quote)}
    longest = sorted(words, key=lambda word: (-len(word), word))[:_PIECES]
    pieces = [(words[word], word) for word in longest]
    size = 8 if len(quote) >= 4 * 8 else max(len(quote) // 4, 2)
    stride = max((len(quote) - size) // _PIECES, 1)
    pieces += [
        (offset, quote[offset : offset + size])
        for offset in range(0, len(quote) - size + 1, stride)
    ][: _PIECES + 1]
    return pieces


def _hits(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    for _ in range(_HITS_A_PIECE):
        if at < 0:
            return
        yield at
        at = text.find(piece, at + 1)


def _lowered(text: str) -> str:
    """Lower a text's case where that leaves every offset as it was."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _aligned(text: str, start: int, end: int, quote: str) -> tuple[float, int, int] | None:
    """Return score and range of the part of a window that is most like the quotation."""
    window = _lowered(text[start:end])
    wanted = _lowered(quote)
    head = fuzz.partial_ratio_alignment(wanted[:_LONGEST_ALIGNED], window)
    if head is None:
        return None
    if len(wanted) <= _LONGEST_ALIGNED:
        # Where the window is shorter than the quotation it is the quotation that is cut: what was
        # left of it does not stand there.
        score = head.score
        if len(window) < len(wanted):
            score = fuzz.ratio(wanted, window)
        return score, start + head.dest_start, start + head.dest_end
    # A long quotation is found by its two ends, and compared as a whole.
    tail = fuzz.partial_ratio_alignment(wanted[-_LONGEST_ALIGNED:], window)
    first, last = head.dest_start, min(head.dest_start + len(wanted), len(window))
    if tail is not None and abs(tail.dest_end - last) < len(wanted) // 4:
        last = tail.dest_end
    return fuzz.ratio(wanted, window[first:last]), start + first, start + last


def _set_to_words(text: str, start: int, end: int, quote: str) -> tuple[float, int, int]:
    """Set the ends of a range where words begin and end, so as to be most like the quotation.

    An alignment is as long as the quotation: a word too many or too few shifts its ends. Scripts
    that do not part words offer no other ends; there the range stays as it is.
    """
    reach = min(max(len(quote) // 4, _WORD_REACH), _LONGEST_WORD_REACH)
    wanted = _lowered(quote)

    def likeness(first: int, last: int) -> float:
        return fuzz.ratio(wanted, _lowered(text[first:last]))

    starts = [
        at for at in range(max(start - reach, 0), min(start + reach, end)) if _begins(text, at)
    ]
    if starts:
        start = max(starts, key=lambda at: (likeness(at, end), -abs(at - start)))
    ends = [at for at in range(max(end - reach, start + 1), end + reach) if _ends(text, at)]
    if ends:
        end = max(ends, key=lambda at: (likeness(start, at), -abs(at - end)))
    return likeness(start, end), start, end


def _begins(text: str, at: int) -> bool:
    """Tell whether a word, or what stands before one, begins at an offset."""
    return not text[at].isspace() and (
        at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())
    )


def _ends(text: str, at: int) -> bool:
    """Tell whether a word, or what stands after one, ends at an offset."""
    if at > len(text) or text[at - 1].isspace():
        return False
    return at == len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def _same_but_for_spelling(text: str, start: int, end: int, quote: str) -> Nearest | None:
    """Find the quotation in a window, all that a copy easily loses being set aside."""
    everything = frozenset(_ASPECTS)
    folded, bounds = _folded(text[start:end], everything)
    wanted, _ = _folded(quote, everything)
    wanted = wanted.strip()
    if not wanted:
        return None
    at = folded.find(wanted)
    while at >= 0:
        first, last = bounds[at], bounds[at + len(wanted)]
        inside = (at == 0 or bounds[at - 1] != first) and bounds[at + len(wanted) - 1] != last
        if inside:
            first, last = first + start, last + start
            while last > first and text[last - 1].isspace():
                last -= 1
            words = text[first:last]
            return Nearest(
                first,
                last,
                words,
                100.0,
                say(
                    "it differs only in {named_aspects}", named_aspects=_named_aspects(quote, words)
                ),
            )
        at = folded.find(wanted, at + 1)
    return None


def _named_aspects(quote: str, words: str) -> str:
    """Name the aspects of spelling in which two strings differ that are equal but for spelling."""
    aspects = frozenset(_ASPECTS)
    needed = [
        name
        for name in _ASPECTS
        if _folded(quote, aspects - {name})[0].strip()
        != _folded(words, aspects - {name})[0].strip()
    ]
    named = [as_sentence(_ASPECTS[name]) for name in needed or ["spaces"]]
    return (
        named[0]
        if len(named) == 1
        else say("{named} and {named2}", named=joined(", ", named[:-1]), named2=named[-1])
    )


def _folded(text: str, aspects: frozenset[str]) -> tuple[str, list[int]]:
    """Set aspects of spelling aside.

    Returns:
        The text so reduced, and for each of its characters the offset in ``text`` of the letter it
        came from, with ``len(text)`` at the end: one more than there are characters.
    """
    out: list[str] = []
    bounds: list[int] = []
    whole = as_read(text) if "broken" in aspects else None
    left_out = {
        at for one in (whole.left_out if whole is not None else ()) for at in range(*one)
    } - {at for at, sign in enumerate(text) if sign in _INVISIBLE}
    for start, cluster in _clusters(text):
        if start in left_out:
            continue
        kept = cluster
        if "spaces" in aspects and cluster.isspace():
            kept = "" if out and out[-1] == " " else " "
        elif "quotes" in aspects and cluster in _QUOTES:
            kept = _QUOTES[cluster]
        elif "dashes" in aspects and cluster in _DASHES:
            kept = _DASHES[cluster]
        elif "invisible" in aspects and cluster in _INVISIBLE:
            kept = ""
        elif "ligatures" in aspects:
            kept = _LIGATURES.get(cluster, cluster)
        if "accents" in aspects:
            kept = unicodedata.normalize("NFD", kept)
        # A ligature's folded case is its letters: that would pass for capitals.
        if "case" in aspects and kept not in _LIGATURES:
            kept = kept.casefold()
        out.extend(kept)
        bounds.extend([start] * len(kept))
    return "".join(out), [*bounds, len(text)]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each letter with the combining marks that follow it, and its offset."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at


def _different_words(quote: str, words: str) -> str:
    """Say in which words two passages differ first."""
    ours, theirs = quote.split()[:_TOKENS_COMPARED], words.split()[:_TOKENS_COMPARED]
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, first, last, there_first, there_last in matcher.get_opcodes():
        if tag == "equal":
            continue
        given, there = _shown(ours[first:last]), _shown(theirs[there_first:there_last])
        if tag == "replace":
            return say(
                "where the quotation has “{given}” it has “{there}”", given=given, there=there
            )
        if tag == "delete":
            return say("it lacks “{given}”", given=given)
        return say("it has “{there}” besides", there=there)
    return say("it differs further on")


def _shown(words: list[str]) -> str:
    joined = " ".join(words)
    return joined if len(joined) <= _LONGEST_SHOWN else joined[: _LONGEST_SHOWN - 1] + "…"
