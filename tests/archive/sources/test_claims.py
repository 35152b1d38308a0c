# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is looked up at once says the same as what is counted word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.sources import claims
from fonds.archive.sources.claims import CLOSE, MARGIN, Claims, is_rival
from fonds.archive.sources.passages import Place
from fonds.archive.sources.refinding import find_again
from fonds.archive.sources.word_runs import Vocabulary, WordRun
from fonds.events.catalogue.excerpt import AnchorState

FEW_WORDS = st.lists(st.sampled_from(["a", "b", "c", ",", ".", "x", "\n"]), max_size=60)


def shared(old: WordRun, new: WordRun, first: int, place: int, length: int) -> tuple[int, int]:
    is_word = old.vocabulary.is_word
    left = right = 0
    for one, two in zip(old.ids[:first][::-1][:60], new.ids[:place][::-1][:60], strict=False):
        if one != two:
            break
        left += is_word(one)
    for one, two in zip(
        old.ids[first + length :][:60], new.ids[place + length :][:60], strict=False
    ):
        if one != two:
            break
        right += is_word(one)
    return left, right


@given(FEW_WORDS, FEW_WORDS)
def test_a_claim_is_told_as_by_comparing_every_pair_of_places(old_words, new_words):
    vocabulary = Vocabulary()
    old, new = (WordRun(" ".join(one), vocabulary) for one in (old_words, new_words))
    wanted = vocabulary.numbers["x"]
    places, others = ([at for at, one in enumerate(run.ids) if one == wanted] for run in (new, old))
    told = Claims(old, new)
    told.begin(others, 1)
    for first in others:
        for place in places:
            left, right = shared(old, new, first, place, 1)
            pairs = [(*shared(old, new, one, place, 1), one) for one in others if one != first]
            anothers = any(
                one + two >= left + right + MARGIN and one > left - MARGIN and two > right - MARGIN
                for one, two, _ in pairs
            )
            rivals = any(is_rival(pair, (left, right, first)) for pair in pairs)
            if told.is_foreign(first, place):
                assert anothers
                continue
            claim = told.of(first, place)
            assert claim is not None
            assert (claim.left, claim.right) == (left, right)
            assert (claim.is_anothers(), claim.has_rivals()) == (anothers, rivals)
            assert all(abs(near - first) <= CLOSE for near in (claim.before, claim.after) if near)


@given(FEW_WORDS)
def test_sentences_are_those_that_walking_finds(words):
    run = WordRun(" ".join(words), Vocabulary())

    def breaks(at: int) -> bool:
        if at <= 0 or at >= len(run.ids):
            return True
        between = run.text[run.ends[at - 1] : run.starts[at]]
        return run.vocabulary.ends_sentence(run.ids[at - 1]) or "\n" in between

    for first in range(len(run.ids) + 1):
        assert run.breaks(first) == breaks(first)
        for last in range(first, len(run.ids) + 1):
            begin, end = first, last
            while not breaks(begin):
                begin -= 1
            while not breaks(end):
                end += 1
            assert run.sentence(first, last) == (begin, end)


def test_a_text_without_any_full_stop_gives_its_passages():
    words = [f"w{number}" for number in range(30_000)]
    old = " ".join(words)
    new = " ".join(["before", *words[:15_000], "between", *words[15_000:]])
    places = [Place(at, at + 40) for at in range(0, len(old) - 40, len(old) // 3_000)]
    found = find_again(old, new, places)
    assert {one.state for one in found} <= {AnchorState.MOVED, AnchorState.CHANGED}
    assert all(one.now == one.was for one in found if one.state is AnchorState.MOVED)
    assert sum(one.state is AnchorState.MOVED for one in found) > 0.99 * len(found)


def test_where_more_pairs_would_be_compared_than_tell_anything_nothing_is_claimed(monkeypatch):
    vocabulary = Vocabulary()
    old, new = (WordRun(text, vocabulary) for text in ("one b x c. two b x c.", "b x c. b x c."))
    told = Claims(old, new)
    told.begin([2, 7], 1)
    assert told.of(2, 1) is not None
    monkeypatch.setattr(claims, "MOST_COMPARED", 3)
    assert told.of(2, 5) is None


def test_a_search_for_changed_passages_can_be_followed_and_stopped():
    sentences = [f"The {n}th keeper of the light wrote {n * 7} letters home." for n in range(400)]
    old = " ".join(sentences)
    new = " ".join(one.replace("letters", "long letters") for one in sentences)
    places = [Place(old.index(one), old.index(one) + len(one)) for one in sentences]
    seen: list[tuple[int, int]] = []
    find_again(old, new, places, report=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert len({done for done, _ in seen}) > 3
    assert {total for _, total in seen} == {400}

    def stop(done: int, _: int) -> None:
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_again(old, new, places, report=stop)
