# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Many phrases that begin alike are found as each of them is by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fonds.archive.lookup.spelling import folded, readings
from fonds.archive.lookup.words import Phrases

_WORDS = ("ada", "Müller", "Mueller", "o'brien", "robert", "roberts", "20", "王")
_BETWEEN = ("-", ", ", "\n", "%20", "", ". ", "_", "s ", "s, ", *[" "] * 6)
_NAMES = st.lists(st.sampled_from(_WORDS), max_size=3).map(lambda more: " ".join(("ada", *more)))
_SAID = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BETWEEN)), max_size=9).map(
    lambda pairs: "".join(word + between for word, between in [("Ada", " "), *pairs])
)


@given(st.lists(_NAMES, min_size=9, max_size=30), _SAID, st.booleans())
def test_together_they_are_found_where_each_is(names: list[str], text: str, passages: bool) -> None:
    together = Phrases(names, doubtful=None, passages=passages).ranges(text)
    each = {
        span
        for name in names
        for span in Phrases([name], doubtful=None, passages=passages).ranges(text)
    }
    assert together == sorted(each)


def test_a_piece_of_a_longer_word_or_number_begins_nothing() -> None:
    assert Phrases(["Ann Hill"]).ranges("Joann Hill, Ann Hill") == [(12, 20)]
    assert Phrases(["20 Hill"]).ranges("120 Hill, 20 Hill") == [(10, 17)]


def test_letters_are_folded_alike_alone_and_among_others() -> None:
    every = [chr(code) for code in range(0x80, 0x3100)]
    for in_two in (False, True):
        alone = [folded(f"{one}A`", in_two=in_two) for one in every]
        assert folded("".join(f"{one}A`" for one in every), in_two=in_two) == "".join(alone)
        assert all(one.endswith("a'") for one in alone)
    assert folded("ÉDITH Ångström", in_two=True) == "edith aangstroem"


def test_a_text_is_read_anew_for_each_that_asks() -> None:
    (first, second) = readings("Anne-Marie")
    assert [one.text for one in (first, second)] == ["anne-marie", "annemarie"]
    assert second.span(0, 9) == (0, 10)
    assert [one.span(0, 4) for one in readings("Anne-Marie")] == [(0, 4), (0, 4)]
