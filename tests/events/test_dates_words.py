# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Words of sources read as EDTF, and words that are not dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_dates import plain_texts

from fonds.events.dates import display, parse, read_words

CENTURY = "The words leave out the century; 19 was assumed."

READ = [
    ("April 16, 1953", "1953-04-16", "day"),
    ("16 April 1953", "1953-04-16", "day"),
    ("the 16th of April, 1953", "1953-04-16", "day"),
    ("Thursday, April 16, 1953", "1953-04-16", "day"),
    ("16. April 1953", "1953-04-16", "day"),
    ("Apr. 1953", "1953-04", "month"),
    ("Sept. 1953", "1953-09", "month"),
    ("April 1953", "1953-04", "month"),
    ("May of 1953", "1953-05", "month"),
    ("1953", "1953", "year"),
    ("in 1953", "1953", "year"),
    ("(1953)", "1953", "year"),
    ("1953-04-16", "1953-04-16", "iso"),
    ("1953-04", "1953-04", "iso"),
    ("16/4/1953", "1953-04-16", "numeric"),
    ("4/16/1953", "1953-04-16", "numeric"),
    ("16.4.1953", "1953-04-16", "numeric"),
    ("circa 1953", "1953~", "about:year"),
    ("c. 1953", "1953~", "about:year"),
    ("c1953", "1953~", "about:year"),
    ("ca. 1953", "1953~", "about:year"),
    ("about 1953", "1953~", "about:year"),
    ("around April 1953", "1953-04~", "about:month"),
    ("on or about April 16, 1953", "1953-04-16~", "about:day"),
    ("1953 or so", "1953~", "about:year"),
    ("1953?", "1953?", "uncertain:year"),
    ("probably in 1953", "1953?", "uncertain:year"),
    ("c. 1953?", "1953%", "uncertain:about:year"),
    ("the 1980's", "198X", "decade"),
    ("during the 1980s", "198X", "decade"),
    ("mid-1990s", "199X", "part:decade"),
    ("early 1990s", "199X", "part:decade"),
    ("late October 1996", "1996-10", "part:month"),
    ("the end of 1953", "1953", "part:year"),
    ("early '90s", "199X", "part:decade-short"),
    ("in the early \u201890s", "199X", "part:decade-short"),
    ("back in the 40's", "194X", "decade-short"),
    ("the sixties", "196X", "decade-named"),
    ("summer of '68", "1968-22", "season-short"),
    ("spring 1968", "1968-21", "season"),
    ("the fall of 1968", "1968-23", "season"),
    ("19th century", "18XX", "century"),
    ("44 BC", "-0043", "era"),
    ("1 B.C.", "0000", "era"),
    ("AD 44", "0044", "era"),
    ("15 March 44 BC", "-0043-03-15", "era:day"),
    ("29 February 45 BC", "-0044-02-29", "era:day"),
    ("from 1980 to 1997", "1980/1997", "range:year,year"),
    ("January 1989 to January 1995", "1989-01/1995-01", "range:month,month"),
    ("1989-1995", "1989/1995", "range:year,year"),
    ("1989 \u2013 1995", "1989/1995", "range:year,year"),
    ("1992\u201394", "1992/1994", "range-short"),
    ("1992-94", "1992/1994", "range-short"),
    ("1953/54", "1953/1954", "range-short"),
    ("April 16-18, 1953", "1953-04-16/1953-04-18", "range:day,day"),
    ("16\u201318 April 1953", "1953-04-16/1953-04-18", "range:day,day"),
    ("April\u2013June 1953", "1953-04/1953-06", "range:month,month"),
    ("April 30 to May 3, 1953", "1953-04-30/1953-05-03", "range:day,day"),
    ("Nov./Dec. 1996", "1996-11/1996-12", "range:month,month"),
    ("the 1960s and 1970s", "196X/197X", "range:decade,decade"),
    ("1981 to about 1986", "1981/1986~", "range:year,about:year"),
    ("between 1990 and 1993", "[1990..1993]", "between:year,year"),
    ("between April and June 1953", "[1953-04..1953-06]", "between:month,month"),
    ("1953 or 1954", "[1953,1954]", "either:year,year"),
    ("before 1953", "[..1952]", "before:year"),
    ("before April 1953", "[..1953-03]", "before:month"),
    ("prior to March 1, 1952", "[..1952-02-29]", "before:day"),
    ("before the 1990s", "[..1989]", "before:decade"),
    ("before about 1953", "[..1953~]", "before:about:year"),
    ("after 1953", "[1954..]", "after:year"),
    ("by 1953", "[..1953]", "by:year"),
    ("no earlier than 1953", "[1953..]", "by:year"),
    ("1990 or later", "[1990..]", "by:year"),
    ("since 2013", "2013/..", "since:year"),
    ("from 1990 on", "1990/..", "since:year"),
    ("until April 1995", "../1995-04", "until:month"),
]

NOT_READ = [
    "",
    "62 years old",
    "age 62",
    "62",
    "nine",
    "in his 60s",
    "in his sixties",
    "90",
    "five years later",
    "5,000 votes",
    "7000",
    "12345",
    "today",
    "last year",
    "October",
    "April 16",
    "January 12",
    "unknown",
    "n.d.",
    "election night",
    # Two readings.
    "1/2/1953",
    "2004-06",
    "1903-04",
    "the 1900s",
    "the '20s",
    "winter 1968-69",
    # No such day, or words at odds with themselves.
    "February 30, 1953",
    "29 February 1953",
    "Friday, April 16, 1953",
    "1995 to 1989",
    "from April 31 to May 3, 1953",
    # A date and more than a date.
    "1953 and 1954",
    "born April 16, 1953",
    "1953, Chicago",
    "1989-present",
    "23rd Dynasty",
    "12th Congress",
    "after spring 1968",
    "April 1953 " * 20,
]


@pytest.mark.parametrize(("words", "text", "rule"), READ)
def test_read(words, text, rule):
    reading = read_words(words)
    assert reading is not None
    assert (reading.text, reading.rule) == (text, rule)


@pytest.mark.parametrize("words", NOT_READ)
def test_not_read(words):
    assert read_words(words) is None


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("April 16, 1953", ()),
        ("the '90s", (CENTURY,)),
        ("early '90s", (CENTURY, 'EDTF cannot say "early"; the whole of 199X is given.')),
        ("the '60s and '70s", (CENTURY,)),
        ("summer of '68", (CENTURY,)),
        ("since 2013", ("No end is stated; taken as open.",)),
        ("until 2013", ("No start is stated; taken as open.",)),
        ("44 BC", ("EDTF counts a year 0, so that 44 BC is -0043.",)),
        (
            "February 11, 1731",
            ("The day is kept as written; at that time it may be of the Julian calendar.",),
        ),
        ("19th century", ("The century is counted from 1800 to 1899.",)),
    ],
)
def test_what_was_assumed_is_said(words, notes):
    reading = read_words(words)
    assert reading is not None
    assert reading.notes == notes


@given(plain_texts(1000, 2199))
def test_what_is_shown_is_read_back(text):
    for date in (text, f"{text}~", f"{text}?", f"{text}/2199", f"../{text}", f"[{text}..]"):
        reading = read_words(display(parse(date)))
        assert reading is not None
        assert reading.text == date


@given(st.integers(0, 130), st.sampled_from(["{} years old", "aged {}", "{}-year-old", "at {}"]))
def test_an_age_is_no_date(age, words):
    assert read_words(words.format(age)) is None


WORDS = st.sampled_from(
    [
        "in",
        "on",
        "the",
        "of",
        "from",
        "to",
        "until",
        "between",
        "and",
        "or",
        "before",
        "after",
        "since",
        "about",
        "c.",
        "early",
        "mid",
        "late",
        "'90s",
        "90s",
        "1953",
        "1990s",
        "April",
        "16",
        "16th",
        "'53",
        "?",
        "~",
        "-",
        "\u2013",
        "/",
        ",",
        "(",
        ")",
        "BC",
        "AD",
        "century",
        "19th",
        "spring",
        "years",
        "old",
    ]
)


@given(st.lists(WORDS, max_size=12), st.sampled_from(["", " "]))
def test_any_words_are_read_as_a_date_or_not_at_all(words, between):
    reading = read_words(between.join(words))
    if reading is not None:
        assert parse(reading.text)
        assert reading.rule


@given(st.text(max_size=150))
def test_any_text_is_taken(text):
    reading = read_words(text)
    assert reading is None or parse(reading.text)


def test_hedges_heaped_up_are_given_up_on():
    assert read_words("about " * 10 + "?" * 55) is None
