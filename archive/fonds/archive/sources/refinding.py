# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Finding passages of an old text again in a newer one: right, or said not to be.

For each passage one of five states, never a best guess:

- exact: the same words at the same place; moved: the same words elsewhere. The words may be parted
  by other white space or set in other dashes and quotation marks, no more.
- changed: what stands around it says that this is the place, and the words there are others (or a
  "not" came to stand beside them). A person has to look.
- ambiguous: its words stand there, in one place or several, and nothing tells that one of them is
  the passage.
- lost: none of these.

That the same words stand somewhere proves nothing: "57 percent" may stand in another sentence,
and ours may now say 54. So a place counts only with what it shares with the old surroundings, and
only where no other place of either text could claim it as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from fonds.archive.sources.claims import CLOSE, MARGIN, Claims, is_rival
from fonds.archive.sources.refinding_changed import REPORTED, ChangedPassages
from fonds.archive.sources.refound import Refound, Wanted, changed, refound_at
from fonds.archive.sources.word_runs import MOST_PLACES, Gram, Vocabulary, WordRun
from fonds.events.catalogue.excerpt import AnchorState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fonds.archive.sources.passages import Place

SURE_CHARACTERS = 1000
"""Characters of unchanged text beyond a passage that make its place in a common beginning sure."""

ENOUGH_WORDS = 12
"""Words in a row, the passage's among them, that two texts do not share by chance."""

ENOUGH_AROUND = 16
"""The same for a few words with others on both sides, which set phrases may bring together."""

ENOUGH_OF_A_SENTENCE = 6
"""The same where they make up whole sentences."""

LONGEST_SENTENCE = 600
"""Words of a sentence that is compared as a whole."""

_NEAR = 8
_GRAM = 3
_PIVOTS_TRIED = 40


def find_again(
    old: str,
    new: str,
    passages: Sequence[Place],
    *,
    report: Callable[[int, int], None] | None = None,
) -> list[Refound]:
    """Return what became of each passage of ``old`` in ``new``, in the order given.

    ``report`` is told how much of how much is done; it may raise to stop.
    """
    beginning, ending = _common_ends(old, new)
    found = [_by_common_ends(old, new, place, beginning, ending) for place in passages]
    open_ones = [number for number, one in enumerate(found) if one is None]
    if open_ones:
        vocabulary = Vocabulary()
        runs = WordRun(old, vocabulary), WordRun(new, vocabulary)
        search = _SameWords(*runs)
        wanted = [search.wanted(number, passages[number]) for number in open_ones]
        search.look_up(wanted)
        left: list[tuple[Wanted, bool]] = []
        # Those of the same words follow each other: what was compared for one serves the others.
        for done, one in enumerate(sorted(wanted, key=search.words_of)):
            if report is not None and done % REPORTED == 0:
                report(done - len(left), len(wanted))
            decided, contested = search.decide(one)
            if decided is None:
                left.append((one, contested))
            else:
                found[one.number] = decided
        decided_ones = len(wanted) - len(left)
        further = None if report is None else lambda done: report(decided_ones + done, len(wanted))
        for (one, contested), later in zip(
            left, ChangedPassages(*runs).find([one for one, _ in left], further), strict=True
        ):
            found[one.number] = later or Refound(
                AnchorState.AMBIGUOUS if contested else AnchorState.LOST,
                old[one.place.start : one.place.end],
            )
    return [one for one in found if one is not None]


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the beginning, and at the end."""
    shortest = min(len(old), len(new))
    low, high = 0, shortest
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    beginning = low
    low, high = 0, shortest
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return beginning, low


def _by_common_ends(
    old: str, new: str, place: Place, beginning: int, ending: int
) -> Refound | None:
    """Find a passage in what both texts begin or end with, with enough of it around the passage."""
    was = old[place.start : place.end]
    shift = len(new) - len(old)
    shifts: set[int] = set()
    if beginning >= min(place.end + SURE_CHARACTERS, len(old)):
        shifts.add(0)
    if ending >= min(len(old) - place.start + SURE_CHARACTERS, len(old)):
        shifts.add(shift)
    if not shifts:
        return None
    if len(shifts) > 1:
        return Refound(AnchorState.AMBIGUOUS, was)
    by = shifts.pop()
    state = AnchorState.MOVED if by else AnchorState.EXACT
    return Refound(state, was, place.start + by, place.end + by, was)


class _SameWords:
    """Looks for the passages' own words, and decides between the places that have them."""

    def __init__(self, old: WordRun, new: WordRun) -> None:
        self._old = old
        self._new = new
        self._counts = Counter(new.ids)
        # Of the passage in hand, and others of the same words before it.
        self._claims = Claims(old, new)
        self._claims_of: list[int] = []
        self._in_old: dict[Gram, list[int]] = {}
        self._in_new: dict[Gram, list[int]] = {}

    def wanted(self, number: int, place: Place) -> Wanted:
        """Return a passage as words. One of white space only has none."""
        old = self._old
        first = bisect_right(old.ends, place.start)
        last = bisect_left(old.starts, place.end, lo=first)
        ids = old.ids[first:last]
        words = sum(1 for one in ids if old.vocabulary.is_word(one))
        return Wanted(number, place, first, last, words, self._pivots(ids))

    def words_of(self, wanted: Wanted) -> list[int]:
        """Return the numbers of a passage's words."""
        return self._old.ids[wanted.first : wanted.last]

    def _pivots(self, ids: list[int]) -> tuple[tuple[Gram, int], ...]:
        """Return the rarest three words in a row, or all of a shorter passage."""
        if not ids or not all(self._counts[one] for one in ids):
            return ()
        if len(ids) <= _GRAM:
            return ((tuple(ids), 0),)
        tried = range(min(len(ids) - _GRAM + 1, _PIVOTS_TRIED))
        best = min(tried, key=lambda at: min(self._counts[one] for one in ids[at : at + _GRAM]))
        return ((tuple(ids[best : best + _GRAM]), best),)

    def look_up(self, wanted: Sequence[Wanted]) -> None:
        """Find every pivot of every passage in both texts."""
        grams = {gram for one in wanted for gram, _ in one.pivots}
        self._in_new = self._new.places(grams)
        self._in_old = self._old.places(grams)

    def decide(self, wanted: Wanted) -> tuple[Refound | None, bool]:
        """Return where a passage's words stand now; else whether they may stand there at all."""
        places, old_places = (
            self._places(wanted, run, found)
            for run, found in ((self._new, self._in_new), (self._old, self._in_old))
        )
        if not places or not old_places:
            # None: too many to count. Empty: the words stand nowhere.
            return None, places is None or (bool(places) and old_places is None)
        ids = self._old.ids[wanted.first : wanted.last]
        if ids != self._claims_of:
            self._claims.begin(old_places, len(ids))
            self._claims_of = ids
        was = self._old.text[wanted.place.start : wanted.place.end]
        ambiguous = Refound(AnchorState.AMBIGUOUS, was), True
        unclaimed: list[tuple[int, int, int]] = []
        for place in places:
            if self._claims.is_foreign(wanted.first, place):
                continue
            claim = self._claims.of(wanted.first, place)
            if claim is None:
                return None, True
            if claim.is_anothers():
                continue
            if claim.has_rivals():
                # Nothing that stands elsewhere makes this place less of a rival.
                return ambiguous
            unclaimed.append((claim.left, claim.right, place))
        if not unclaimed:
            return None, False
        unclaimed.sort(key=lambda one: one[0] + one[1])
        left, right, place = best = unclaimed.pop()
        if any(is_rival(other, best) for other in unclaimed) or (
            _close_by(old_places, wanted.first) != _close_by(places, place)
        ):
            return ambiguous
        alone = len(places) == len(old_places) == 1
        enough = self._is_enough(wanted, left, right, place) and (
            alone or self._is_beyond_its_sentence(wanted, left, right)
        )
        return (self._beside(wanted, place), False) if enough else (None, True)

    def _places(
        self, wanted: Wanted, run: WordRun, found: dict[Gram, list[int]]
    ) -> list[int] | None:
        """Return where the passage's words begin in a text, None where in too many places."""
        ids = self._old.ids[wanted.first : wanted.last]
        places: list[int] = []
        for gram, offset in wanted.pivots:
            here = found[gram]
            if len(here) > MOST_PLACES:
                return None
            places.extend(
                at - offset
                for at in here
                if at >= offset and run.ids[at - offset : at - offset + len(ids)] == ids
            )
        return places

    def _is_enough(self, wanted: Wanted, left: int, right: int, place: int) -> bool:
        """Tell whether what the texts share here cannot be chance."""
        total = wanted.words + left + right
        if total < ENOUGH_OF_A_SENTENCE:
            return False
        if wanted.words >= _NEAR and total >= ENOUGH_WORDS:
            return True
        if total >= ENOUGH_AROUND and min(left, right) >= MARGIN:
            return True
        if max(left, right) >= ENOUGH_WORDS and (
            min(left, right) >= MARGIN or wanted.words > MARGIN
        ):
            return True
        return self._whole_sentence(wanted, place)

    def _is_beyond_its_sentence(self, wanted: Wanted, left: int, right: int) -> bool:
        """Tell whether the sentences on both sides say too that this is the one of several."""
        first, last = self._old.sentence(wanted.first, wanted.last)
        before = self._old.words_between(first, wanted.first)
        after = self._old.words_between(wanted.last, last)
        return left >= before + MARGIN and right >= after + MARGIN

    def _whole_sentence(self, wanted: Wanted, place: int) -> bool:
        """Tell whether the sentences that hold the passage are, whole, the same in both texts."""
        first, last = self._old.sentence(wanted.first, wanted.last)
        before, after = wanted.first - first, last - wanted.last
        begin, end = place - before, place + wanted.last - wanted.first + after
        if begin < 0 or end > len(self._new.ids):
            return False
        return (
            last - first <= LONGEST_SENTENCE
            and self._old.words_between(first, last) >= ENOUGH_OF_A_SENTENCE
            and self._old.ids[first:last] == self._new.ids[begin:end]
            and self._new.breaks(begin)
            and self._new.breaks(end)
        )

    def _beside(self, wanted: Wanted, place: int) -> Refound:
        """Return the passage as found; as changed where a negation came or went beside it."""
        end = place + wanted.last - wanted.first
        was = _near(self._old, wanted.first, wanted.last)
        now = _near(self._new, place, end)
        negations = self._old.vocabulary.negations
        beside_old = self._old.ids[was[0] : wanted.first] + self._old.ids[wanted.last : was[1]]
        beside_new = self._new.ids[now[0] : place] + self._new.ids[end : now[1]]
        if negations(beside_old) != negations(beside_new):
            return changed(self._old, self._new, was, now)
        return refound_at(self._old, self._new, wanted, place)


def _close_by(places: Sequence[int], place: int) -> int:
    """Return how many other places with the same words there are close to one."""
    return sum(1 for other in places if other != place and abs(other - place) <= CLOSE)


def _near(run: WordRun, first: int, last: int) -> tuple[int, int]:
    """Return a range of words with its nearest neighbours in the same sentence."""
    begin, end = run.sentence(first, last)
    return max(begin, first - _NEAR), min(end, last + _NEAR)
