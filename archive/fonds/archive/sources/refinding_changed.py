# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Passages whose words do not stand in a newer text: what stands in their place now.

What is found here is a finding for a person, never taken for the passage itself. The place is told
by what stands beside the passage, runs of words that stand once in each text. Words that stood in
the old text already, elsewhere, are no change of ours.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from fonds.archive.sources.refound import Refound, changed, refound_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fonds.archive.sources.refound import Wanted
    from fonds.archive.sources.word_runs import Gram, WordRun

ANCHOR = 4
"""Words in a row beside a passage that tell its place, where they stand once in each text."""

SKIPPED = 12
"""Words that may lie between a passage and what tells its place."""

LONGEST = 600
"""Words of a passage, or of what stands in its place, that are compared one by one."""

LEAST_SHARED = 0.5
"""Share of a passage's words that its changed form keeps."""

LEAST_SHARED_ALONE = 0.75
"""The same where little or nothing beside it tells the place."""

FEWEST_WORDS_OF_A_SENTENCE = 4
"""Words of a whole sentence that is the same where what stands around it changed."""

LOWEST_RATIO = 60.0
"""Likeness by letters (rapidfuzz's ratio, 0 to 100) below which two passages are two."""

REPORTED = 100
"""After how many passages it is said how far the search is."""

_FEWEST_WORDS_ALONE = 8
_FEWEST_WORDS_ELSEWHERE = 4
_GRAM = 3
_VOTING = 12


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between the anchors in each text: ranges of words."""

    old: tuple[int, int]
    new: tuple[int, int]
    near: bool


class ChangedPassages:
    """Looks for what became of passages whose own words were not found."""

    def __init__(self, old: WordRun, new: WordRun) -> None:
        """Look from one text into another; both share a vocabulary."""
        self._old = old
        self._new = new

    def find(
        self, wanted: Sequence[Wanted], report: Callable[[int], None] | None = None
    ) -> list[Refound | None]:
        """Return the changed form of each passage, None where nothing tells it.

        ``report`` is told how many are done; it may raise to stop.
        """
        beside = [self._anchors(one) for one in wanted]
        voting = [self._voters(one) for one in wanted]
        grams = {gram for pair in beside for side in pair for gram, _ in side}
        in_old = self._old.places(grams)
        in_new = self._new.places(grams | {gram for voters in voting for gram, _ in voters})
        found: list[tuple[Refound, tuple[int, int] | None] | None] = []
        for one, sides, voters in zip(wanted, beside, voting, strict=True):
            if report is not None and len(found) % REPORTED == 0:
                report(len(found))
            gap = self._gap(one, sides, in_old, in_new)
            result = self._in_gap(one, gap) if gap is not None else None
            found.append(result or self._by_votes(one, voters, in_new))
        return self._not_from_elsewhere(wanted, found)

    # What tells the place ----------------------------------------------------------------------

    def _anchors(self, wanted: Wanted) -> tuple[list[tuple[Gram, int]], list[tuple[Gram, int]]]:
        """Return the runs of words before and after a passage, nearest first, with their places."""
        ids = self._old.ids
        if wanted.first >= wanted.last:
            return [], []
        before = [
            (tuple(ids[at : at + ANCHOR]), at)
            for at in range(wanted.first - ANCHOR, max(wanted.first - ANCHOR - SKIPPED, -1), -1)
            if at >= 0
        ]
        after = [
            (tuple(ids[at : at + ANCHOR]), at)
            for at in range(wanted.last, min(wanted.last + SKIPPED, len(ids) - ANCHOR + 1))
        ]
        return before, after

    def _voters(self, wanted: Wanted) -> list[tuple[Gram, int]]:
        """Return runs of a long passage's own words, at even distances, by which it may be met."""
        length = wanted.last - wanted.first
        if wanted.words < _FEWEST_WORDS_ALONE or length > LONGEST:
            return []
        stride = max((length - _GRAM) // _VOTING, 1)
        ids = self._old.ids
        return [
            (tuple(ids[wanted.first + at : wanted.first + at + _GRAM]), at)
            for at in range(0, length - _GRAM + 1, stride)
        ]

    def _gap(
        self,
        wanted: Wanted,
        sides: tuple[list[tuple[Gram, int]], list[tuple[Gram, int]]],
        in_old: dict[Gram, list[int]],
        in_new: dict[Gram, list[int]],
    ) -> _Gap | None:
        """Return what lies between the nearest anchors, where both stand and in order."""
        before, after = (
            next(
                (
                    (at, in_new[gram][0])
                    for gram, at in side
                    if len(in_new[gram]) == 1 and len(in_old[gram]) == 1
                ),
                None,
            )
            for side in sides
        )
        # The ends of a text tell as well: what stood first or last may stand there still.
        if before is None and wanted.first <= SKIPPED:
            before = -ANCHOR, -ANCHOR
        if after is None and len(self._old.ids) - wanted.last <= SKIPPED:
            after = len(self._old.ids), len(self._new.ids)
        if before is None or after is None:
            return None
        old = before[0] + ANCHOR, after[0]
        new = before[1] + ANCHOR, after[1]
        if not 0 <= new[1] - new[0] <= 3 * (old[1] - old[0]) + 40:
            return None
        near = old == (wanted.first, wanted.last)
        return _Gap(old, new, near)

    # What stands there -------------------------------------------------------------------------

    def _in_gap(self, wanted: Wanted, gap: _Gap) -> tuple[Refound, tuple[int, int] | None] | None:
        ours, theirs = self._old.ids[slice(*gap.old)], self._new.ids[slice(*gap.new)]
        if not theirs or max(len(ours), len(theirs)) > LONGEST:
            return None
        first, last = wanted.first - gap.old[0], wanted.last - gap.old[0]
        passage = ours[first:last]
        places = _runs(theirs, passage)
        if len(places) == 1 and len(_runs(ours, passage)) == 1:
            kept_here = self._kept(wanted, gap, places[0])
            return (kept_here, None) if kept_here is not None else None
        if places:
            return None
        begin, end, kept = _aligned(ours, theirs, first, last, self._new.vocabulary.is_word)
        if begin >= end:
            return None
        now = gap.new[0] + begin, gap.new[0] + end
        result = changed(self._old, self._new, (wanted.first, wanted.last), now)
        if self._is_same_passage(wanted, gap, result, now, kept):
            return result, now
        return None

    def _kept(self, wanted: Wanted, gap: _Gap, place: int) -> Refound | None:
        """Return words that stand unchanged in a gap that is not: sure only if all telling is."""
        at = gap.new[0] + place
        if gap.near or self._telling(self._old, gap.old) == self._telling(self._new, gap.new):
            return refound_at(self._old, self._new, wanted, at)
        if self._in_same_sentence(wanted, at):
            return refound_at(self._old, self._new, wanted, at)
        ours, theirs = self._old.ids[slice(*gap.old)], self._new.ids[slice(*gap.new)]
        is_word = self._new.vocabulary.is_word
        *_, kept = _aligned(ours, theirs, 0, len(ours), is_word)
        if kept < LEAST_SHARED * max(sum(map(is_word, ours)), sum(map(is_word, theirs))):
            return None
        return changed(self._old, self._new, gap.old, gap.new)

    def _in_same_sentence(self, wanted: Wanted, at: int) -> bool:
        """Tell whether the sentences that hold the passage are whole and alone in both texts."""
        first, last = self._old.sentence(wanted.first, wanted.last)
        begin = at - (wanted.first - first)
        end = begin + last - first
        if begin < 0 or self._new.sentence(at, at + wanted.last - wanted.first) != (begin, end):
            return False
        return (
            last - first <= LONGEST
            and self._old.ids[first:last] == self._new.ids[begin:end]
            and self._old.words_between(first, last) >= FEWEST_WORDS_OF_A_SENTENCE
        )

    @staticmethod
    def _telling(run: WordRun, span: tuple[int, int]) -> Counter[int]:
        vocabulary = run.vocabulary
        return Counter(one for one in run.ids[slice(*span)] if vocabulary.is_telling(one))

    def _is_same_passage(
        self, wanted: Wanted, gap: _Gap, result: Refound, now: tuple[int, int], kept: int
    ) -> bool:
        is_word = self._new.vocabulary.is_word
        words = sum(1 for one in self._new.ids[slice(*now)] if is_word(one))
        share = kept / max(wanted.words, words, 1)
        if share >= LEAST_SHARED and fuzz.ratio(result.was, result.now or "") >= LOWEST_RATIO:
            return True
        # A word or two replaced inside a sentence that goes on as it did: "57" became "54".
        whole = self._old.sentence(wanted.first, wanted.last) == (wanted.first, wanted.last)
        few = words <= 2 * wanted.words + 2 and wanted.words <= _GRAM and words > 0
        return gap.near and not whole and few

    def _by_votes(
        self, wanted: Wanted, voters: list[tuple[Gram, int]], in_new: dict[Gram, list[int]]
    ) -> tuple[Refound, tuple[int, int] | None] | None:
        """Find a long passage that was moved and changed, by runs of its words; one place only."""
        length = wanted.last - wanted.first
        votes: Counter[int] = Counter()
        for gram, offset in voters:
            if len(in_new[gram]) <= _VOTING:
                votes.update({max(at - offset, 0) // (length + 1) for at in in_new[gram]})
        ours = self._old.ids[wanted.first : wanted.last]
        found: list[tuple[float, tuple[int, int]]] = []
        for bucket, _ in votes.most_common(3):
            first = max((bucket - 1) * (length + 1), 0)
            last = min((bucket + 3) * (length + 1), len(self._new.ids))
            theirs = self._new.ids[first:last]
            if LCSseq.similarity(ours, theirs) < LEAST_SHARED * wanted.words:
                # No alignment keeps more, and what keeps less is no place of ours.
                continue
            begin, end, kept = _aligned(ours, theirs, 0, length, self._new.vocabulary.is_word)
            if begin < end <= begin + 2 * length:
                words = sum(1 for one in theirs[begin:end] if self._new.vocabulary.is_word(one))
                share = kept / max(wanted.words, words, 1)
                found.append((share, (first + begin, first + end)))
        found = sorted(set(found), reverse=True)
        if not found or found[0][0] < LEAST_SHARED_ALONE:
            return None
        now = found[0][1]
        told = self._telling(self._old, (wanted.first, wanted.last))
        if sum((told - self._telling(self._new, now)).values()) > 1:
            return None
        if any(
            share >= LEAST_SHARED and not (span[0] < now[1] and now[0] < span[1])
            for share, span in found[1:]
        ):
            return None
        return changed(self._old, self._new, (wanted.first, wanted.last), now), now

    def _not_from_elsewhere(
        self,
        wanted: Sequence[Wanted],
        found: Sequence[tuple[Refound, tuple[int, int] | None] | None],
    ) -> list[Refound | None]:
        """Leave out what stood in the old text already, in another place."""
        grams: dict[int, tuple[Gram, tuple[int, ...]]] = {}
        for number, one in enumerate(found):
            if one is None or one[1] is None:
                continue
            ids = tuple(self._new.ids[slice(*one[1])])
            if sum(map(self._new.vocabulary.is_word, ids)) >= _FEWEST_WORDS_ELSEWHERE:
                grams[number] = ids[:_GRAM], ids
        places = self._old.places({gram for gram, _ in grams.values()})
        results: list[Refound | None] = []
        for number, one in enumerate(found):
            gram, ids = grams.get(number, ((), ()))
            stood = gram and any(
                tuple(self._old.ids[at : at + len(ids)]) == ids
                and not (at >= wanted[number].first and at + len(ids) <= wanted[number].last)
                for at in places[gram]
            )
            results.append(None if one is None or stood else one[0])
        return results


def _runs(ids: list[int], run: list[int]) -> list[int]:
    """Return where a run of words begins in a list of words."""
    return [at for at in range(len(ids) - len(run) + 1) if run and ids[at : at + len(run)] == run]


def _aligned(
    ours: list[int], theirs: list[int], first: int, last: int, is_word: Callable[[int], bool]
) -> tuple[int, int, int]:
    """Return the range of ``theirs`` that stands for a range of ``ours``, and the words kept."""
    begin = end = kept = 0
    started = False
    for tag, low, high, there_low, there_high in SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if high <= first and not (tag == "insert" and low > first):
            continue
        if low >= last:
            break
        if tag == "equal":
            inner_low, inner_high = max(low, first), min(high, last)
            shift = there_low - low
            kept += sum(map(is_word, ours[inner_low:inner_high]))
            here = inner_low + shift, inner_high + shift
        else:
            here = there_low, there_high
        if not started:
            begin, started = here[0], True
        end = here[1]
    return begin, end, kept
