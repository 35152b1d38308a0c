# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What became of a passage, and a passage as words while it is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.events.catalogue.excerpt import AnchorState

if TYPE_CHECKING:
    from fonds.archive.sources.passages import Place
    from fonds.archive.sources.word_runs import Gram, WordRun


@dataclass(frozen=True, slots=True)
class Refound:
    """What became of a passage: where it stands now, its old words and the new.

    ``start`` and ``end`` (code points of the new text) and ``now`` are None where it is ambiguous
    or lost. Of a changed one ``was`` may be more than the passage, so that it shows what changed.
    """

    state: AnchorState
    was: str
    start: int | None = None
    end: int | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a passage in a newer text, and what rests on it.

    ``was`` and ``now`` are words; ``now`` is None where it is ambiguous or lost. ``facts`` are the
    standing facts that rest on it. ``state`` is None where the newer text is gone, erased or
    withheld: what it says there nobody can tell.
    """

    excerpt: str
    facts: tuple[str, ...]
    state: AnchorState | None
    was: str
    now: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage as words: the range of the old text's run, how many of it are words.

    ``pivots`` are the runs of words by which it is looked up, with where each begins, counted from
    the passage's first.
    """

    number: int
    place: Place
    first: int
    last: int
    words: int
    pivots: tuple[tuple[Gram, int], ...] = ()


def refound_at(old: WordRun, new: WordRun, wanted: Wanted, first: int) -> Refound:
    """Return the passage found again word for word, beginning with a word of the new text.

    Changed where it begins inside a word that is set otherwise there, or ends inside such a number:
    which part it would be nobody can say, and more of a number is another number.
    """
    last = first + wanted.last - wanted.first
    was = old.text[wanted.place.start : wanted.place.end]
    # A quotation may begin or end inside a word, or with white space.
    start = new.starts[first] + wanted.place.start - old.starts[wanted.first]
    end = new.ends[last - 1] + wanted.place.end - old.ends[wanted.last - 1]
    if start < 0 or new.text[start:end] != was:
        start, end = new.starts[first], new.ends[last - 1]
        into = max(wanted.place.start - old.starts[wanted.first], 0)
        short = max(old.ends[wanted.last - 1] - wanted.place.end, 0)
        if short and _word(old, wanted.last - 1) != _word(new, last - 1):
            # Set otherwise (a ligature): all of the word is given, where it is no number.
            if any(sign.isdigit() for sign in _word(new, last - 1)):
                return Refound(AnchorState.CHANGED, was, start, end, new.text[start:end])
            short = 0
        if into and _word(old, wanted.first) != _word(new, first):
            return Refound(AnchorState.CHANGED, was, start, end, new.text[start:end])
        start, end = start + into, end - short
    same_place = (start, end) == (wanted.place.start, wanted.place.end)
    state = AnchorState.EXACT if same_place else AnchorState.MOVED
    return Refound(state, was, start, end, new.text[start:end])


def _word(run: WordRun, number: int) -> str:
    return run.text[run.starts[number] : run.ends[number]]


def changed(old: WordRun, new: WordRun, was: tuple[int, int], now: tuple[int, int]) -> Refound:
    """Return a passage whose words changed; both ranges count words and are not empty."""
    start, end = new.starts[now[0]], new.ends[now[1] - 1]
    words = old.text[old.starts[was[0]] : old.ends[was[1] - 1]]
    return Refound(AnchorState.CHANGED, words, start, end, new.text[start:end])
