# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Hypothesis strategies for dates: texts of EDTF that `fonds.events.dates.parse` accepts."""

from calendar import monthrange

from hypothesis import strategies as st

QUALIFIERS = ("", "", "", "?", "~", "%")


def _year_text(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _month_length(year: int, month: int) -> int:
    # `calendar` knows no year 0; leap years repeat every 400.
    return monthrange(year % 400 + 2000, month)[1]


@st.composite
def plain_texts(draw, first_year: int = 0, last_year: int = 9999) -> str:
    """A day, a month or a year of level 0, or of level 1 where the year is negative."""
    year = draw(st.integers(first_year, last_year))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, _month_length(year, month)))
    return draw(
        st.sampled_from(
            [
                _year_text(year),
                f"{_year_text(year)}-{month:02}",
                f"{_year_text(year)}-{month:02}-{day:02}",
            ]
        )
    )


@st.composite
def time_texts(draw) -> str:
    """A day with a time, level 0."""
    year, month = draw(st.integers(0, 9999)), draw(st.integers(1, 12))
    day = draw(st.integers(1, _month_length(year, month)))
    clock = ":".join(f"{draw(st.integers(0, most)):02}" for most in (23, 59, 59))
    sign, hours, minutes = draw(
        st.tuples(st.sampled_from("+-"), st.integers(1, 13), st.integers(0, 59))
    )
    zone = draw(st.sampled_from(["", "Z", f"{sign}{hours:02}", f"{sign}{hours:02}:{minutes:02}"]))
    return f"{_year_text(year)}-{month:02}-{day:02}T{clock}{zone}"


@st.composite
def masked_texts(draw) -> str:
    """A date with digits left open, which some day of the calendar has."""
    year, month = draw(st.integers(0, 9999)), draw(st.integers(1, 12))
    day = draw(st.integers(1, _month_length(year, month)))
    parts = [_year_text(year), f"{month:02}", f"{day:02}"][: draw(st.integers(1, 3))]
    # A digit taken away leaves at least the day it was taken from.
    return "-".join(
        "".join("X" if draw(st.booleans()) else digit for digit in part) for part in parts
    )


@st.composite
def season_texts(draw) -> str:
    """A season, quarter, third or half of a year."""
    return f"{_year_text(draw(st.integers(-9999, 9999).filter(bool)))}-{draw(st.integers(21, 41))}"


@st.composite
def qualified_texts(draw) -> str:
    """A date with qualifiers at its right end, or beside its parts."""
    text = draw(plain_texts(1))
    if draw(st.booleans()):
        return text + draw(st.sampled_from("?~%"))
    parts = [draw(st.sampled_from(QUALIFIERS)) + part for part in text.split("-")]
    if draw(st.booleans()):
        parts[0] += draw(st.sampled_from(QUALIFIERS))
    return "-".join(parts)


@st.composite
def long_year_texts(draw) -> str:
    """A year of more than four digits, or one with significant digits."""
    sign = draw(st.sampled_from(["", "-"]))
    number = draw(st.integers(1, 10**12))
    kind = draw(st.sampled_from(["plain", "exponent", "significant", "four"]))
    if kind == "four":
        return f"{sign}{draw(st.integers(1000, 9999))}S{draw(st.integers(1, 4))}"
    if kind == "exponent":
        return f"Y{sign}{number}E{draw(st.integers(1, 5))}"
    year = number + 10000
    if kind == "significant":
        return f"Y{sign}{year}S{draw(st.integers(1, len(str(year))))}"
    return f"Y{sign}{year}"


def simple_texts():
    """One date of any level, without a time."""
    return st.one_of(
        plain_texts(), plain_texts(-9999, -1), masked_texts(), season_texts(), qualified_texts()
    )


@st.composite
def interval_texts(draw) -> str:
    """An interval whose years are far enough apart, or which has one end only."""
    start, end = draw(plain_texts(1, 4999)), draw(plain_texts(5003, 9999))
    start += draw(st.sampled_from(QUALIFIERS))
    end += draw(st.sampled_from(QUALIFIERS))
    return draw(
        st.sampled_from([f"{start}/{end}", f"{start}/..", f"../{end}", f"{start}/", f"/{end}"])
    )


@st.composite
def set_texts(draw) -> str:
    """A set of either kind, with runs, perhaps open at an end."""
    items = draw(st.lists(simple_texts(), min_size=1, max_size=4))
    if draw(st.booleans()):
        items.append(f"{draw(plain_texts(1, 4999))}..{draw(plain_texts(5000, 9999))}")
    if draw(st.booleans()):
        items[0] = f"..{items[0]}" if ".." not in items[0] else items[0]
    if draw(st.booleans()) and ".." not in items[-1]:
        items[-1] = f"{items[-1]}.."
    left, right = draw(st.sampled_from(["[]", "{}"]))
    return f"{left}{draw(st.sampled_from([',', ', '])).join(items)}{right}"


def edtf_texts():
    """Any text of EDTF, level 0, 1 or 2, that names days of the calendar."""
    return st.one_of(
        plain_texts(),
        plain_texts(1800, 2030),
        time_texts(),
        simple_texts(),
        long_year_texts(),
        interval_texts(),
        set_texts(),
    )
