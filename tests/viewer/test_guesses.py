# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Guesses from selected words: dates, values, marks, references."""

from __future__ import annotations

import pytest

from fonds.events.values import ValueType
from fonds.viewer.desk.form_help import Lexicon
from fonds.viewer.desk.guesses import (
    date_words,
    guess_mark,
    guess_speaker,
    guess_value,
    read_date,
    reference_for,
    time_words,
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("born March 9, 1948, in Port Ellery", "March 9, 1948"),
        ("sat in the assembly from May 1979 to May 1987 for", "from May 1979 to May 1987"),
        ("In 1966 she went to sea", "In 1966"),
        ("a member since 1970, the week", "since 1970"),
        ("active for 21 years, from 1958 to 1979.", "from 1958 to 1979"),
        ("of 61,000 ballots", ""),
        ("she kept no diary", ""),
    ],
)
def test_date_words(quote, words):
    assert date_words(quote) == words


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("March 9, 1948", "1948-03-09"), ("1979-05/1987-05", "1979-05/1987-05"), ("", "")],
)
def test_a_date_is_read(typed, edtf):
    reading = read_date(typed)
    assert (reading.edtf, reading.refusal) == (edtf, "")


@pytest.mark.parametrize("typed", ["long ago", "1953-02-30", "the 31st of June 1950"])
def test_what_is_no_date_is_said(typed):
    reading = read_date(typed)
    assert reading.edtf == ""
    assert reading.refusal


@pytest.mark.parametrize(
    ("kind", "quote", "value"),
    [
        (ValueType.PERSON, "Her father, Josef, a pilot, brought ships", "Josef"),
        (ValueType.PERSON, "Her father, Edmund Marlow, Sr., was known", "Edmund Marlow, Sr."),
        (ValueType.PERSON, "- Spouse: Henrik Oost", "Henrik Oost"),
        (ValueType.ORGANIZATION, "She went over to the Harbor Party in 1977", "Harbor Party"),
        (ValueType.PLACE, "born March 9, 1948, in Port Ellery", "Port Ellery"),
        (ValueType.QUANTITY, "Weil won by some 2,400 ballots", "2400"),
        (ValueType.DATE, "In 1966 she went to sea", "1966"),
        (ValueType.TEXT, "a grain merchant.", "a grain merchant"),
        (ValueType.QUANTITY, "against three opponents", ""),
    ],
)
def test_values(kind, quote, value):
    assert guess_value(kind, quote, ("Edda Marlow",)) == value


def test_a_mark_within_or_after_the_words():
    text = "She sat there.[3] He left [4] early."
    assert guess_mark(text, 0, 13) == "3"
    assert guess_mark(text, 0, 17) == "3"
    assert guess_mark(text, 18, 25) == "4"
    assert guess_mark(text, 18, 20) == ""


def test_the_reference_of_a_mark():
    text = "Words.[2]\n\nNotes\n  1. The Courier, page 5\n  2. Salt and Rope, page 88\n"
    assert reference_for(text, "2", 6) == "Salt and Rope, page 88"
    assert reference_for(text, "3", 6) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("aun", "relative"), ("wife", "spouse"), ("TANT", "relative"), ("birthp", "place_of_birth")],
)
def test_a_property_is_found_by_the_word_one_has_for_it(typed, first):
    assert Lexicon().offer_properties(typed)[0].id == first


def test_its_own_name_comes_before_another_s_other_word():
    offered = [choice.id for choice in Lexicon().offer_properties("part")]
    assert offered.index("party") < offered.index("spouse")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Edda Marlow (born 9 March 1948) is a purser", ""),
        ("born in Port Ellery, 9 March 1948, she was a purser", ""),
        ("Born 1948, mayor from 1990 to 1994", "from 1990 to 1994"),
        ("geboren am 9. März 1948, Lehrerin", ""),
        ("* 1948 † 2003, a pilot", ""),
        ("She died there in 2003.", ""),
        ("Her son was born; in 1966 she went to sea", "in 1966"),
        ("purser in 1966", "in 1966"),
    ],
)
def test_a_birth_is_the_time_of_nothing_else(quote, words):
    assert time_words(quote) == words


TALK = (
    "Anna Kowal: I was born in Holm.\n\nWe moved: to Port, later.\n\n"
    "Dr. Ada van Holm (off): And he said: when?\nSpeaker 2: In 1951.\n\n"
    ">> So it was.\n\nAnd he said: nobody.\n\nINTERVIEWER: Who?"
)


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("born in Holm", "Anna Kowal"),
        ("Anna Kowal: I was born", "Anna Kowal"),
        # A cue that names nobody goes on with who spoke before.
        ("to Port", "Anna Kowal"),
        ("when?", "Dr. Ada van Holm"),
        ("In 1951", "Speaker 2"),
        # Two speak in these words.
        ("when?\nSpeaker 2: In", ""),
        # Another began, unnamed.
        ("So it was", ""),
        ("nobody", ""),
        ("Who?", "INTERVIEWER"),
        ("Holm.\n\nWe moved: to", "Anna Kowal"),
        ("Port, later.\n\nDr. Ada", ""),
    ],
)
def test_a_transcript_names_who_speaks(said, speaker):
    start = TALK.index(said)
    assert guess_speaker(TALK, start, start + len(said)) == speaker


def test_nobody_speaks_before_the_first_name():
    assert guess_speaker("Words alone.\n\nmore: of them.", 20, 24) == ""
    assert guess_speaker("", 0, 0) == ""
