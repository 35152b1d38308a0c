# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every example of the Library of Congress's page on EDTF (4 February 2019), bounded and shown."""

import pytest

from fonds.events.dates import Bounds, display, parse

LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "1985"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "12 April 1985, 23:20:30"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "12 April 1985, 23:20:30 UTC"),
    (
        "1985-04-12T23:20:30-04",
        "1985-04-12",
        "1985-04-12",
        "12 April 1985, 23:20:30 UTC\N{MINUS SIGN}04",
    ),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "12 April 1985, 23:20:30 UTC+04:30"),
    ("1964/2008", "1964-01-01", "2008-12-31", "1964 - 2008"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "June 2004 - August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "1 February 2004 - 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "1 February 2004 - February 2005"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "1 February 2004 - 2005"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "2005 - February 2006"),
]
LEVEL_1 = [
    ("Y170000002", "Y170000002-01-01", "Y170000002-12-31", "170,000,002"),
    ("Y-170000002", "Y-170000002-01-01", "Y-170000002-12-31", "170,000,003 BC"),
    ("2001-21", "2001-01-01", "2001-12-31", "spring 2001"),
    ("1984?", "1984-01-01", "1984-12-31", "1984?"),
    ("2004-06~", "2004-05-01", "2004-07-31", "about June 2004"),
    ("2004-06-11%", "2004-06-10", "2004-06-12", "about 11 June 2004?"),
    ("201X", "2010-01-01", "2019-12-31", "2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "2000-2099"),
    ("2004-XX", "2004-01-01", "2004-12-31", "some month in 2004"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "some day in April 1985"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "some day in 1985"),
    ("1985-04-12/..", "1985-04-12", None, "12 April 1985 onwards"),
    ("1985-04/..", "1985-04-01", None, "April 1985 onwards"),
    ("1985/..", "1985-01-01", None, "1985 onwards"),
    ("../1985-04-12", None, "1985-04-12", "until 12 April 1985"),
    ("../1985-04", None, "1985-04-30", "until April 1985"),
    ("../1985", None, "1985-12-31", "until 1985"),
    ("1985-04-12/", "1985-04-12", None, "12 April 1985 - unknown"),
    ("1985-04/", "1985-04-01", None, "April 1985 - unknown"),
    ("1985/", "1985-01-01", None, "1985 - unknown"),
    ("/1985-04-12", None, "1985-04-12", "unknown - 12 April 1985"),
    ("/1985-04", None, "1985-04-30", "unknown - April 1985"),
    ("/1985", None, "1985-12-31", "unknown - 1985"),
    ("-1985", "-1985-01-01", "-1985-12-31", "1986 BC"),
]
LEVEL_2 = [
    ("Y-17E7", "Y-170000000-01-01", "Y-170000000-12-31", "170,000,001 BC"),
    ("1950S2", "1900-01-01", "1999-12-31", "about 1950 (1900-1999)"),
    (
        "Y171010000S3",
        "Y171000000-01-01",
        "Y171999999-12-31",
        "about 171,010,000 (171,000,000-171,999,999)",
    ),
    ("Y3388E2S3", "Y338000-01-01", "Y338999-12-31", "about 338,800 (338,000-338,999)"),
    ("2001-34", "2001-04-01", "2001-06-30", "second quarter of 2001"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "1667, 1668 or 1670 - 1672"),
    ("[..1760-12-03]", None, "1760-12-03", "3 December 1760 or earlier"),
    ("[1760-12..]", "1760-12-01", None, "December 1760 or later"),
    (
        "[1760-01,1760-02,1760-12..]",
        "1760-01-01",
        None,
        "January 1760, February 1760 or December 1760 or later",
    ),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "1667 or December 1760"),
    ("[..1984]", None, "1984-12-31", "1984 or earlier"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "1667, 1668 and 1670 - 1672"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "1960 and December 1961"),
    ("{..1984}", None, "1984-12-31", "1984 and earlier"),
    ("2004-06-11%", "2004-06-10", "2004-06-12", "about 11 June 2004?"),
    ("2004-06~-11", "2004-05-11", "2004-07-11", "11 June 2004 (year and month approximate)"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", "11 June 2004 (year uncertain)"),
    ("?2004-06-~11", "2004-06-10", "2004-06-12", "11 June 2004 (year uncertain, day approximate)"),
    ("2004-%06-11", "2004-05-11", "2004-07-11", "11 June 2004 (month uncertain and approximate)"),
    ("156X-12-25", "1560-12-25", "1569-12-25", "25 December in the 1560s"),
    ("15XX-12-25", "1500-12-25", "1599-12-25", "25 December within 1500-1599"),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31", "some day in December, year unknown"),
    ("1XXX-XX", "1000-01-01", "1999-12-31", "some month within 1000-1999"),
    ("1XXX-12", "1000-12-01", "1999-12-31", "December within 1000-1999"),
    ("1984-1X", "1984-10-01", "1984-12-31", "October, November or December 1984"),
    (
        "2004-06-~01/2004-06-~20",
        "2004-05-31",
        "2004-06-21",
        "1 June 2004 (day approximate) - 20 June 2004 (day approximate)",
    ),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "some day in June 2004 - 3 July 2004"),
]

EXAMPLES = [
    (level, *example)
    for level, examples in enumerate((LEVEL_0, LEVEL_1, LEVEL_2))
    for example in examples
]


def test_all_examples_of_the_page_are_here():
    assert [len(examples) for examples in (LEVEL_0, LEVEL_1, LEVEL_2)] == [13, 24, 27]


@pytest.mark.parametrize(("level", "text", "earliest", "latest", "english"), EXAMPLES)
def test_example(level, text, earliest, latest, english):
    date = parse(text)
    assert date.text == text
    assert date.bounds == Bounds(earliest, latest)
    # The page repeats under level 2 a date of level 1, as the simplest group qualification.
    assert date.level == (1 if text == "2004-06-11%" else level)
    dashed = english.replace(" - ", " \N{EN DASH} ")
    if "00-" in dashed:
        dashed = dashed.replace("-", "\N{EN DASH}")
    assert display(date) == dashed
