# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Days of the proleptic Gregorian calendar, and bounds made of them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from strategies_dates import edtf_texts

from fonds.events.dates import Bounds, contains, day_number, meets, parse
from fonds.events.dates.days import (
    DAWN,
    DUSK,
    day_after,
    day_before,
    read_day,
    weekday,
    write_day,
)


@given(st.dates())
def test_days_of_pythons_calendar(day):
    text = day.isoformat()
    assert day_number(text) == day.toordinal() + day_number("0001-01-01") - 1
    assert read_day(text) == (day.year, day.month, day.day)
    assert write_day(read_day(text)) == text
    assert weekday(read_day(text)) == day.weekday()
    if day != date.max:
        assert day_after(read_day(text)) == read_day(
            date.fromordinal(day.toordinal() + 1).isoformat()
        )


@given(st.integers(-30000, 30000))
def test_day_numbers_go_on_over_the_years(year):
    day = (year, 12, 1)
    for _ in range(120):
        following = day_after(day)
        assert day_before(following) == day
        assert day_number(write_day(following)) == day_number(write_day(day)) + 1
        assert read_day(write_day(day)) == day
        day = following


def test_day_number_of_known_days():
    assert day_number("0000-01-01") == 0
    assert day_number("1970-01-01") == 719528
    assert day_number("-0001-12-31") == -1


def test_no_bound_is_written_as_nothing():
    assert write_day(DAWN) is None
    assert write_day(DUSK) is None


@given(edtf_texts(), edtf_texts())
def test_meeting_and_containing(one, other):
    a, b = parse(one).bounds, parse(other).bounds
    assert meets(a, b) == meets(b, a)
    assert contains(a, a)
    if contains(a, b):
        assert meets(a, b)
        assert a == b or not contains(b, a)


def test_an_open_side_is_infinite():
    since = Bounds("1953-01-01", None)
    assert meets(since, Bounds("1953-01-01", "1953-01-01"))
    assert not meets(since, Bounds(None, "1952-12-31"))
    assert contains(since, Bounds("1960-01-01", None))
    assert not contains(Bounds("1953-01-01", "1960-01-01"), since)
    assert meets(Bounds("Y-20000-01-01", "-0001-01-01"), Bounds("-0044-01-01", "-0044-12-31"))
    assert not meets(Bounds("0001-01-01", "9999-01-01"), Bounds("Y10000-01-01", None))
