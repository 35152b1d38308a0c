# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What `parse` accepts and refuses, and the bounds where the standard leaves them to us."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies_dates import edtf_texts

from fonds.events.dates import Bounds, DateError, Precision, contains, day_number, parse

REFUSED = [
    ("1953-02-30", "1953-02-30 is not a date: February 1953 has 28 days."),
    ("1952-02-30", "1952-02-30 is not a date: February 1952 has 29 days."),
    ("1900-02-29", "1900-02-29 is not a date: February 1900 has 28 days."),
    ("1953-04-31", "1953-04-31 is not a date: April 1953 has 30 days."),
    ("1953-04-32", "1953-04-32 is not a date: there is no day 32."),
    ("1953-04-00", "1953-04-00 is not a date: there is no day 00."),
    ("1953-13", "1953-13 is not a date: there is no month or season 13."),
    ("1953-00", "1953-00 is not a date: there is no month 00."),
    ("1953-42", "1953-42 is not a date: there is no month or season 42."),
    ("1953-2X", "1953-2X is not a date: there is no month 2X."),
    ("156X-09-31", "156X-09-31 is not a date: September has 30 days."),
    ("156X-11-31", "156X-11-31 is not a date: November has 30 days."),
    ("15XX-02-3X", "15XX-02-3X is not a date: February has at most 29 days."),
    ("1953-02-3X", "1953-02-3X is not a date: February has at most 28 days."),
    ("1X53-02-29", "1X53-02-29 is not a date: no year 1X53 has a 29 February."),
    ("195X-04-4X", "195X-04-4X is not a date: there is no day 4X in such a month."),
    ("1953-0X-00", "1953-0X-00 is not a date: there is no day 00 in such a month."),
    ("-0000", "-0000 is not a date: the year before 0001 is 0000, without a minus."),
    (
        "2001-21-03",
        "2001-21-03 is not a date: 21 stands for a part of a year, and such a part has no day.",
    ),
    ("Y2006", "Y2006 is not a date: Y is for years of more than four digits."),
    ("Y017000", "Y017000 is not a date: a year that begins with Y has no zero before its digits."),
    (
        "Y17000-01",
        "Y17000-01 is not a date: a year that begins with Y stands alone, without month or day.",
    ),
    ("Y1E999999999", "Y1E999999999 is not a date: years have at most 18 digits here."),
    ("1950S5", "1950S5 is not a date: S must be followed by a number from 1 to 4."),
    ("1950S0", "1950S0 is not a date: S must be followed by a number from 1 to 4."),
    (
        "195XS2",
        "195XS2 is not a date: S counts the digits of a whole year, without X, month or day.",
    ),
    ("1995/1989", "1995/1989 is not a date: it ends before it starts."),
    ("1953-04-17/1953-04-16", "1953-04-17/1953-04-16 is not a date: it ends before it starts."),
    ("1953/1953-02-30", "1953-02-30 is not a date: February 1953 has 28 days."),
    ("1/2/3", "1/2/3 is not a date: an interval has one / between its start and its end."),
    ("/", "/ is not a date: an interval needs a date on one side at least."),
    ("../..", "../.. is not a date: an interval needs a date on one side at least."),
    (
        "1953-04-16T10:00:00/1954",
        (
            "1953-04-16T10:00:00/1954 is not a date: "
            "an interval is between dates, without a time of day."
        ),
    ),
    ("[1953", "[1953 is not a date: a set that begins with [ ends with ]."),
    ("{1953]", "{1953] is not a date: a set that begins with { ends with }."),
    ("[", "[ is not a date: a set that begins with [ ends with ]."),
    (
        "[1953,,1954]",
        "[1953,,1954] is not a date: nothing stands between two of its commas or brackets.",
    ),
    ("[]", "[] is not a date: nothing stands between two of its commas or brackets."),
    (
        "[1953,..1960]",
        (
            "[1953,..1960] is not a date: "
            "in a set, .. stands between two dates, first of all or last of all."
        ),
    ),
    (
        "[..]",
        "[..] is not a date: in a set, .. stands between two dates, first of all or last of all.",
    ),
    (
        "[....]",
        "[....] is not a date: in a set, .. stands between two dates, first of all or last of all.",
    ),
    (
        "{1990....}",
        (
            "{1990....} is not a date: "
            "in a set, .. stands between two dates, first of all or last of all."
        ),
    ),
    ("[1955..1953]", "[1955..1953] is not a date: it ends before it starts."),
    ("1953-4-6", "1953-4-6 is not a date: month and day have two digits, as in 1953-04-06."),
    (
        "19530416",
        "19530416 is not a date: year, month and day have hyphens between them, as in 1953-04-16.",
    ),
    ("953", "953 is not a date: a year has four digits, as in 0953."),
    ("12345", "12345 is not a date: a year of more than four digits begins with Y."),
    ("16 April 1953", "16 April 1953 is not a date: there is white space in it."),
    ("199u", "199u is not a date: a digit that is not known is written as a capital X."),
    (
        "unknown/1953",
        "unknown is not a date: an unknown side is left empty and an open one is two dots.",
    ),
    ("1984?~", "1984?~ is not a date: uncertain and approximate together are written %."),
    (
        "2004-(06)-11",
        "2004-(06)-11 is not a date: a part is marked with ?, ~ or % beside it, without brackets.",
    ),
    ("y17000", "y17000 is not a date: Y, E and S are written as capital letters."),
    ("", "An empty text is not a date."),
    ("   ", "An empty text is not a date."),
    (
        "tomorrow",
        (
            "tomorrow is not a date: "
            "write it as 1953-04-16, 1953-04, 1953, 199X, 1986~ or 1989-01/1995-01."
        ),
    ),
    (
        "1953\x00",
        (
            "'1953\\x00' is not a date: "
            "write it as 1953-04-16, 1953-04, 1953, 199X, 1986~ or 1989-01/1995-01."
        ),
    ),
]


def read_or_refused(text):
    try:
        return parse(text), ""
    except DateError as refusal:
        return None, str(refusal)


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refused_with_a_plain_sentence(text, message):
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "1953-04-16T24:00:01",
        "1953-04-16T25:00:00",
        "1953-04-16T10:10",
        "1953-04-16T10:10:10Z10",
        "1953-04-16T10:10:10+15:00",
        "1953-04-16T10:10:60",
        "1953-04-16t10:10:10",
        "1953-02-30T10:10:10",
        "1953-04T10:10:10",
        "1953-04-16/..T10:00:00",
        "+1953",
        "1953-04-16-",
        "1953--04",
        "~/1953",
        "\u0661\u0669\u0665\u0663",
        "[1953,1954..1955..1956]",
        "[1953]x",
        "1953" * 2000,
    ],
)
def test_refused(text):
    with pytest.raises(DateError, match=r"^.{1,400}\.$"):
        parse(text)


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(DateError) as refusal:
        parse("x" * 5000)
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # Approximate: one unit of the stated precision on either side.
        ("1986~", "1985-01-01", "1987-12-31"),
        ("1986%", "1985-01-01", "1987-12-31"),
        ("1986?", "1986-01-01", "1986-12-31"),
        ("1953-04~", "1953-03-01", "1953-05-31"),
        ("2004-01~", "2003-12-01", "2004-02-29"),
        ("1953-01-01~", "1952-12-31", "1953-01-02"),
        ("1953-04-XX~", "1953-03-01", "1953-05-31"),
        ("199X~", "1980-01-01", "2009-12-31"),
        ("19XX~", "1800-01-01", "2099-12-31"),
        ("1XXX~", "0000-01-01", "2999-12-31"),
        ("1950S2~", "1800-01-01", "2099-12-31"),
        ("0000~", "-0001-01-01", "0001-12-31"),
        ("Y-20000~", "Y-20001-01-01", "Y-19999-12-31"),
        ("2001-34~", "2001-01-01", "2001-09-30"),
        ("1981/1986~", "1981-01-01", "1987-12-31"),
        ("1986~/", "1985-01-01", None),
        ("[1986~,1990]", "1985-01-01", "1990-12-31"),
        # One part only, by the unit of that part.
        ("~2004-06-11", "2003-06-11", "2005-06-11"),
        ("~2004-02-29", "2003-02-28", "2005-02-28"),
        ("2004-~06-30", "2004-05-30", "2004-07-30"),
        ("1953-?04", "1953-04-01", "1953-04-30"),
        ("~2004-06-~11", "2003-06-10", "2005-06-12"),
        ("156X~-12-25", "1550-12-25", "1579-12-25"),
        # Digits left open.
        ("195X-02-29", "1952-02-29", "1956-02-29"),
        ("XXXX-02-29", "0000-02-29", "9996-02-29"),
        ("1985-X1", "1985-01-01", "1985-11-30"),
        ("1985-0X-31", "1985-01-31", "1985-08-31"),
        ("1985-02-2X", "1985-02-20", "1985-02-28"),
        ("1X5X", "1050-01-01", "1959-12-31"),
        ("-156X", "-1569-01-01", "-1560-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-XXXX-12-XX", "-9999-12-01", "-0001-12-31"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("0050S1", "0050-01-01", "0059-12-31"),
        # Seasons and other parts of a year.
        ("1968-24", "1968-01-01", "1968-12-31"),
        ("1968-25", "1968-03-01", "1968-05-31"),
        ("1967-28", "1967-12-01", "1968-02-29"),
        ("1968-29", "1968-09-01", "1968-11-30"),
        ("1967-30", "1967-12-01", "1968-02-29"),
        ("1968-33", "1968-01-01", "1968-03-31"),
        ("1968-39", "1968-09-01", "1968-12-31"),
        ("1968-41", "1968-07-01", "1968-12-31"),
        ("199X-25", "1990-03-01", "1999-05-31"),
        # Intervals and sets.
        ("1953-04/1953-04", "1953-04-01", "1953-04-30"),
        ("2012-24/2012-21", "2012-01-01", "2012-12-31"),
        ("1986~/1985", "1985-01-01", "1985-12-31"),
        ("-0044/0014", "-0044-01-01", "0014-12-31"),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("{..1950,1953..}", None, None),
        # Times, and white space around.
        ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"),
        ("1953-04-16T24:00:00", "1953-04-16", "1953-04-16"),
        ("-0044-03-15T10:00:00", "-0044-03-15", "-0044-03-15"),
        (" 1953\n", "1953-01-01", "1953-12-31"),
        ("Y1E5", "Y100000-01-01", "Y100000-12-31"),
        ("Y20E2", "2000-01-01", "2000-12-31"),
    ],
)
def test_bounds(text, earliest, latest):
    assert parse(text).bounds == Bounds(earliest, latest)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1953-04-16T10:00:00", Precision.TIME),
        ("1953-04-16", Precision.DAY),
        ("1953-04-XX", Precision.MONTH),
        ("1953-04", Precision.MONTH),
        ("1953-24", Precision.SEASON),
        ("1953-XX", Precision.YEAR),
        ("1953-XX-XX", Precision.YEAR),
        ("1953-X4", Precision.YEAR),
        ("1953", Precision.YEAR),
        ("Y17E7", Precision.YEAR),
        ("199X", Precision.DECADE),
        ("156X-12-25", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("1950S2", Precision.CENTURY),
        ("1XXX", Precision.LONGER),
        ("Y171010000S3", Precision.LONGER),
        ("XXXX-12-25", Precision.UNKNOWN),
        ("1953-04-16/1954", Precision.YEAR),
        ("[1953-04-16,195X]", Precision.DECADE),
    ],
)
def test_precision(text, precision):
    assert parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("0000", 0),
        ("-0044", 1),
        ("-0044-03-15", 1),
        ("1953?/1954~", 1),
        ("1953-21/1954-22", 1),
        ("199X~", 1),
        ("-199X", 1),
        ("1953-XX-16", 2),
        ("19X3", 2),
        ("1953-25", 2),
        ("?1953", 2),
        ("196X/197X", 2),
        ("[1953]", 2),
        ("Y17E7", 2),
    ],
)
def test_level(text, level):
    assert parse(text).level == level


def test_flags():
    flags = ("is_interval", "is_set", "open_start", "open_end", "unknown_start", "unknown_end")
    expected = {
        "1953": set(),
        "1953/1954": {"is_interval"},
        "../1954": {"is_interval", "open_start"},
        "1953/..": {"is_interval", "open_end"},
        "/1954": {"is_interval", "unknown_start"},
        "1953/": {"is_interval", "unknown_end"},
        "[..1953,1955..]": {"is_set", "open_start", "open_end"},
        "{1953,1954}": {"is_set"},
    }
    found = {text: {flag for flag in flags if getattr(parse(text), flag)} for text in expected}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1953", False, False),
        ("1953?", True, False),
        ("1953~", False, True),
        ("1953%", True, True),
        ("?2004-06-~11", True, True),
        ("1953/1954~", False, True),
        ("[1953?,1954]", True, False),
        ("?1945/1959", True, False),
    ],
)
def test_qualifiers(text, uncertain, approximate):
    date = parse(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


@given(edtf_texts())
@example("0001S1~/5003")
def test_bounds_are_days_in_order(text):
    date = parse(text)
    earliest, latest = date.bounds.earliest, date.bounds.latest
    assert (earliest is None) <= (date.open_start or date.unknown_start)
    assert (latest is None) <= (date.open_end or date.unknown_end)
    if earliest is not None and latest is not None:
        assert day_number(earliest) <= day_number(latest)


@given(edtf_texts())
def test_a_date_is_its_text_alone(text):
    date = parse(f" {text} ")
    assert date.text == text
    assert date == parse(date.text)
    assert hash(date) == hash(parse(text))


@given(
    edtf_texts(), st.integers(0, 30), st.sampled_from("0123459X-?~%/.[]{},YES :TZ+"), st.booleans()
)
def test_an_altered_text_is_read_or_refused(text, index, character, replace):
    altered = text[:index] + character + text[index + replace :]
    date, refusal = read_or_refused(altered)
    assert date is None or date.text == altered.strip()
    assert date is not None or refusal.endswith(".")


@given(st.text())
def test_any_text_is_read_or_refused(text):
    date, refusal = read_or_refused(text)
    assert (date is None) == bool(refusal)
    assert "\n" not in refusal


@given(edtf_texts().filter(lambda text: text[0] not in "[{" and "/" not in text))
def test_a_qualifier_widens_or_leaves_alone(text):
    if not text[-1].isdigit() or "T" in text:
        return
    date = parse(text)
    assert parse(f"{text}?").bounds == date.bounds
    around = parse(f"{text}~").bounds
    assert contains(around, date.bounds)
    assert around != date.bounds
    assert parse(f"{text}%").bounds == around
