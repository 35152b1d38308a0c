# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Quotations are found verbatim, and refused with what a person needs to put them right."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fonds.archive.errors import RefusedError
from fonds.archive.sources.nearest import nearest_passage
from fonds.archive.sources.passages import (
    MOST_PLACES,
    Place,
    as_spelled,
    context,
    line_of,
    locate,
    occurrences,
)
from fonds.archive.sources.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Ada Quill\n\n"
    "Ada Quill was born in Marl on 3 May 1921, the second child of a clerk. Her father, “old”\n"
    "Tom Quill, kept the weigh-house — or so the Marl Courier said.\u00a0It was shut in 1930.\n\n"
    "Ada Quill left for Dunmere. Rene\u0301 Fell met her there.\n"
)
# Few letters make repetitions and overlaps likely.
TEXTS = st.text() | st.text(st.sampled_from("ab \n“\u0301\U0001f5ff"), max_size=60)


def refusal(
    quote: str, start: int | None = None, end: int | None = None, text: str = TEXT
) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        locate(text, quote, start, end, source="Ada Quill")
    assert "Ada Quill" in caught.value.message
    return caught.value


@given(TEXTS, st.data())
def test_any_slice_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if not quote:
        assert occurrences(text, quote) == []
        return
    place = Place(start, end)
    places = occurrences(text, quote, len(text) + 1)
    assert places == [
        Place(at, at + len(quote)) for at in range(len(text)) if text[at : at + len(quote)] == quote
    ]
    assert place in places
    for given_start, given_end in ((start, end), (start, None), (None, end)):
        assert locate(text, quote, given_start, given_end, source="it") == place
    if len(places) == 1:
        assert locate(text, quote, None, None, source="it") == place
    else:
        with pytest.raises(RefusedError) as caught:
            locate(text, quote, None, None, source="it")
        assert caught.value.code == "quote-ambiguous"


@given(TEXTS, TEXTS, st.none() | st.integers(-2, 70), st.none() | st.integers(-2, 70))
@example("a", "", None, None)
def test_locating_finds_the_words_or_refuses(
    text: str, quote: str, start: int | None, end: int | None
) -> None:
    try:
        place = locate(text, quote, start, end, source="it")
    except RefusedError as error:
        refused = error.code
    else:
        refused = None
    if not quote:
        assert refused == "empty-quote"
        return
    if quote not in text:
        assert refused in {"quote-not-found", "bad-offsets"}
        return
    if refused is not None:
        assert refused in {"quote-elsewhere", "quote-ambiguous", "bad-offsets"}
        return
    assert text[place.start : place.end] == quote
    assert start in {None, place.start}
    assert end in {None, place.end}


def test_overlapping_places_are_all_found_up_to_the_limit() -> None:
    assert occurrences("aaaa", "aa") == [Place(0, 2), Place(1, 3), Place(2, 4)]
    assert len(occurrences("a" * 200, "a")) == MOST_PLACES
    assert occurrences("a" * 200, "a", 2) == [Place(0, 1), Place(1, 2)]


def test_offsets_count_code_points() -> None:
    assert locate("\U0001f5ffe\u0301x", "x", None, None, source="it") == Place(3, 4)


def test_a_quotation_that_stands_twice_is_refused_with_its_places() -> None:
    error = refusal("Ada Quill")
    assert error.code == "quote-ambiguous"
    starts = [place["start"] for place in error.details["places"]]
    assert len(starts) == 3
    for start in starts:
        assert f"{start} (line {line_of(TEXT, start)}" in error.message
    assert "[Ada Quill] was born in Marl" in error.message
    assert "by its start" in error.message


def test_only_five_places_are_spelled_out() -> None:
    error = refusal("a b", text="a b " * 20)
    assert error.message.count("(line ") == 5
    assert "20 times" in error.message
    assert "15 more" in error.message
    assert len(error.details["places"]) == 20
    assert "over 50 times" in refusal("a b", text="a b " * 70).message


def test_a_quotation_elsewhere_is_refused_with_both_places() -> None:
    error = refusal("a clerk", 0)
    assert error.code == "quote-elsewhere"
    assert error.details["stands"] == "Ada Qui"
    assert "“Ada Qui”" in error.message
    assert error.details["places"] == [
        {"start": TEXT.index("a clerk"), "end": TEXT.index("a clerk") + 7}
    ]
    assert f"{TEXT.index('a clerk')} (line 3)" in error.message


def test_a_quotation_that_stands_nowhere_is_refused_with_the_nearest_passage() -> None:
    error = refusal("the third child of a clerk")
    assert error.code == "quote-not-found"
    nearest = error.details["nearest"]
    assert (
        nearest["words"] == TEXT[nearest["start"] : nearest["end"]] == "the second child of a clerk"
    )
    assert "“the second child of a clerk”" in error.message
    assert f"at {nearest['start']} (line 3)" in error.message
    assert "where the quotation has “third” it has “second”" in error.message


def test_a_start_does_not_hide_that_the_quotation_stands_nowhere() -> None:
    assert refusal("the third child", 3).code == "quote-not-found"


def test_where_nothing_is_near_no_passage_is_named() -> None:
    error = refusal("zymurgy jackdaw vortex")
    assert error.code == "quote-not-found"
    assert error.details["nearest"] is None
    assert "nothing like it" in error.message


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ('Her father, "old"\nTom', "only in quotation marks"),
        ("weigh-house - or so", "only in dashes"),
        ("“old” Tom Quill", "only in white space"),
        ("said. It was shut", "only in white space"),
        ("  a clerk. ", "only in white space"),
        ("Ren\u00e9 Fell", "only in the encoding of accented letters"),
        ("weigh\u00ad-house", "only in invisible characters"),
        ("ada quill was born", "only in capital letters"),
        ('"old" Tom quill', "quotation marks or apostrophes, white space"),
    ],
)
def test_a_difference_of_spelling_only_is_named(quote: str, difference: str) -> None:
    error = refusal(quote)
    assert error.code == "quote-not-found"
    assert difference in error.message
    nearest = nearest_passage(TEXT, quote)
    assert nearest is not None
    assert nearest.score == 100
    assert nearest.words == TEXT[nearest.start : nearest.end]
    assert nearest.words == nearest.words.strip()


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("in the coun-\ncil of Marl", "council of Marl", "coun-\ncil of Marl"),
        ("in the coun\u00ad\fcil of Marl", "the council of", "the coun\u00ad\fcil of"),
        ("in the coun-\ncil", "the coun-cil", None),
        ("in the Coun-\nCil", "the CounCil", None),
    ],
)
def test_a_word_broken_at_a_line_end_is_known_and_never_taken(
    text: str, quote: str, words: str | None
) -> None:
    with pytest.raises(RefusedError) as refused:
        locate(text, quote, None, None, source="a")
    told = "words broken at the end of a line"
    assert (told in refused.value.message) == (words is not None)
    if words is not None:
        assert refused.value.details["nearest"]["words"] == words
        # What the refusal shows can be typed as it is.
        typed = refused.value.message.partition("is “")[2].partition("”")[0]
        assert typed.isprintable()
        assert as_spelled(text, typed) == words


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("Ada Quill left soon for Dunmere", "lacks “soon”"),
        ("It was in 1930.", "it has “shut” besides"),
    ],
)
def test_words_too_many_or_too_few_are_named(quote: str, difference: str) -> None:
    assert difference in refusal(quote).message


@pytest.mark.parametrize(
    ("text", "quote", "difference"),
    [
        ("the office of the baffle", "of\ufb01ce of the ba\ufb04e", "only in ligatures"),
        ("the of\ufb01ce of the baffle", "office of the", "only in ligatures"),
        (
            "the of\ufb01ce of the baffle",
            "Office of the",
            "only in ligatures (two or three letters",
        ),
    ],
)
def test_a_ligature_is_not_told_as_capitals(text: str, quote: str, difference: str) -> None:
    nearest = nearest_passage(text, quote)
    assert nearest is not None
    assert difference in nearest.differences
    assert ("capital letters" in nearest.differences) == ("O" in quote)


def test_half_a_letter_is_no_difference_of_spelling() -> None:
    # Decomposed, the text begins as the quotation does; its last letter is another one even so.
    nearest = nearest_passage("they met at the old caf\u00e9", "They met at the old cafe")
    assert nearest is not None
    assert nearest.score < 100
    assert nearest.words == "they met at the old caf\u00e9"
    assert "only" not in nearest.differences


def test_an_empty_quotation_is_refused() -> None:
    assert refusal("").code == "empty-quote"
    assert refusal("", 0, 0).code == "empty-quote"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-1, None),
        (None, -1),
        (-1, 2),
        (len(TEXT), None),
        (None, len(TEXT) + 1),
        (0, 2),
        (2, 0),
        (None, 1),
    ],
)
def test_impossible_offsets_are_refused(start: int | None, end: int | None) -> None:
    error = refusal("Ada", start, end)
    assert error.code == "bad-offsets"
    assert (error.details["start"], error.details["end"]) == (start, end)


def test_messages_stay_short_and_on_one_line() -> None:
    long = "word after word, " * 400
    for error in (
        refusal(long + "one", text=long + "two"),
        refusal(long, text=long + "\n\n" + long),
        refusal(long, 3, text="zzzz" + long),
    ):
        assert "\n" not in error.message
        assert len(error.message) < 1_000


@given(TEXTS, TEXTS)
@example("ß", "s")
@example("é", "e")
@example("\u0301", "\u0301 ")
def test_the_nearest_passage_is_a_range_of_the_text(text: str, quote: str) -> None:
    nearest = nearest_passage(text, quote)
    if nearest is not None:
        assert 0 <= nearest.start <= nearest.end <= len(text)
        assert nearest.words == text[nearest.start : nearest.end]
        assert 0 <= nearest.score <= 100
        assert nearest.differences


@given(st.integers(0, 20_000), st.integers(20, 400), st.integers(0, 19))
def test_a_mistyped_passage_of_a_long_text_is_found(at: int, length: int, wrong: int) -> None:
    # Long enough that the text is not compared as a whole.
    text = " ".join(f"w{(number * 7919) % 30_011:x}" for number in range(30_000))
    quote = text[at : at + length]
    mistyped = quote[:wrong] + "#" + quote[wrong + 1 :]
    nearest = nearest_passage(text, mistyped)
    assert nearest is not None
    assert nearest.start <= at + length
    assert nearest.end >= at


def test_a_long_quotation_is_found_in_a_long_text() -> None:
    text = " ".join(f"w{(number * 7919) % 30_011:x}" for number in range(30_000))
    quote = text[50_000:58_000].replace(" ", "\n", 5).replace("w1", "v1", 3)
    nearest = nearest_passage(text, quote)
    assert nearest is not None
    assert abs(nearest.start - 50_000) < 10
    assert abs(nearest.end - 58_000) < 10


def test_capital_letters_do_not_hide_a_passage_of_a_long_text() -> None:
    text = "aaa bbb " * 20_000 + "DUNMERE WEIGH-HOUSE SHUT" + " aaa bbb" * 20_000
    nearest = nearest_passage(text, "Dunmere weigh-house shut")
    assert nearest is not None
    assert nearest.words == "DUNMERE WEIGH-HOUSE SHUT"
    assert "capital letters" in nearest.differences


def test_a_passage_in_a_script_that_does_not_part_words_is_found() -> None:
    filler = "".join(chr(0x4E00 + number * 7919 % 60_013 // 3) for number in range(60_000))
    quote = filler[40_000:40_030]
    nearest = nearest_passage(filler, quote[:10] + "\u3007" + quote[11:])
    assert nearest is not None
    assert abs(nearest.start - 40_000) <= 20


def test_composed_and_decomposed_letters_meet_in_a_long_text() -> None:
    text = (
        "x y z " * 20_000
        + unicodedata.normalize("NFD", "Zoë Čapková žila v Brně")
        + " x y" * 20_000
    )
    nearest = nearest_passage(text, "Zoë Čapková žila v Brně")
    assert nearest is not None
    assert "encoding of accented letters" in nearest.differences
    assert unicodedata.normalize("NFC", nearest.words) == "Zoë Čapková žila v Brně"


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a\nb", [1, 1, 2, 2]), ("a\r\nb", [1, 1, 1, 2, 2]), ("\r\r\n\n", [1, 2, 2, 3, 4]), ("", [1])],
)
def test_lines_end_at_any_line_end(text: str, lines: list[int]) -> None:
    assert [line_of(text, offset) for offset in range(len(text) + 1)] == lines


def test_context_is_cut_by_code_points() -> None:
    assert context("abcdef", Place(2, 4), 1) == ("b", "e")
    assert context("abcdef", Place(0, 6), 9) == ("", "")
    assert context("a" * 50 + "X" + "b" * 50, Place(50, 51)) == ("a" * 32, "b" * 32)


def test_every_gold_quotation_stands_where_it_is_said_to(shared: Path) -> None:
    texts = {path.name: read_file(path).text for path in (shared / "seeds").iterdir()}
    lines = (shared / "gold" / "facts.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 213
    for line in lines:
        fact = json.loads(line)
        text, quote = texts[fact["source"]], fact["quote"]
        place = locate(text, quote, fact["start"], fact["end"], source=fact["source"])
        assert (place.start, place.end) == (fact["start"], fact["end"])
        assert place in occurrences(text, quote)
