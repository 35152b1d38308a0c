# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""`parse` held against `edtf` 5 (MIT), an implementation by others.

`edtf` is compared where its answer is a matter of the standard. Where it differs by a choice of its
own, or is wrong, this file says so by name:

- `KNOWN_MISSES`: single texts it takes or refuses wrongly.
- It cannot bound a month or day of which one digit is open (``1984-1X``): ValueError.
- It fails with errors not its own on some texts (``../X953``, ``1953-X0``): taken as not accepted.
- It accepts an interval that ends before it starts.
- An unknown side is ten years from the other; here it has no bound.
- Seasons without a hemisphere are those of the northern; winters end on 31 December.
- ``S`` does not widen its strict bounds; its fuzzy ones are compared instead, of years
  from 0000 on: before, it counts the minus as a digit.
- ``~`` and ``%`` do not widen its strict bounds; of years with ``~``, its fuzzy ones are compared.
- Sets of one item, with seasons, or with open ends beside runs are refused.
- Qualifiers beside masked digits, seasons and long years, and more than one mark to the right, are
  refused.
"""

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_dates import (
    interval_texts,
    long_year_texts,
    masked_texts,
    plain_texts,
    season_texts,
    time_texts,
)

from fonds.events.dates import DateError, parse
from fonds.events.dates.days import DAWN, DUSK, span_of

with warnings.catch_warnings():
    # What an outside library warns of is not this project's.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

KNOWN_MISSES = {
    # Days that no year has.
    "156X-09-31": "accepted",
    "156X-11-31": "accepted",
    "15XX-02-3X": "accepted",
    # More digits meant than there are.
    "1950S9": "accepted",
    # White space within.
    "1953 ?": "accepted",
    # Members of a set.
    "[1953]": "refused",
    "[1953-21,1954]": "refused",
    # A mark on a season of level 2, on a long year, on a masked date of level 2.
    "1953-28~": "refused",
    "Y170000002~": "refused",
    "1X53~": "refused",
    # Long years at the ends of an interval.
    "Y-61000/-2000": "refused",
    # The end of a minute that was 61 seconds long.
    "2016-12-31T23:59:60Z": "refused",
}


def accepts(text: str) -> bool:
    try:
        return parse_edtf(text) is not None
    except (EDTFParseException, AttributeError, TypeError, ValueError):
        return False


def bounds_by_edtf(text: str, kind: str = "strict") -> tuple[object, object]:
    date = parse_edtf(text)
    found = getattr(date, f"lower_{kind}")(), getattr(date, f"upper_{kind}")()
    return tuple(bound if isinstance(bound, float) else tuple(bound[:3]) for bound in found)


def bounds_by_us(text: str) -> tuple[object, object]:
    first, last = span_of(parse(text).bounds)
    return -math.inf if first == DAWN else first, math.inf if last == DUSK else last


@pytest.mark.parametrize(("text", "verdict"), KNOWN_MISSES.items())
def test_known_misses_are_still_missed(text, verdict):
    """When `edtf` mends one, this list is to be shortened."""
    assert accepts(text) == (verdict == "accepted")
    if verdict == "accepted":
        with pytest.raises(DateError):
            parse(text)
    else:
        parse(text)


@given(
    st.one_of(
        plain_texts(),
        plain_texts(-9999, -1),
        time_texts(),
        masked_texts().filter(
            lambda text: all(part.count("X") != 1 for part in text.split("-")[1:])
        ),
        season_texts().filter(lambda text: text[-2:] not in ("21", "22", "23", "24", "28", "30")),
        plain_texts(1).map(lambda text: f"{text}?"),
        interval_texts().filter(
            lambda text: not {"~", "%"} & set(text) and not text.startswith("/") and text[-1] != "/"
        ),
        long_year_texts().filter(lambda text: "S" not in text),
        st.lists(plain_texts(), min_size=2, max_size=4).map(lambda items: f"[{','.join(items)}]"),
        st.lists(plain_texts(), min_size=2, max_size=4).map(lambda items: f"{{{','.join(items)}}}"),
    )
)
def test_the_same_bounds(text):
    assert bounds_by_us(text) == bounds_by_edtf(text)


@given(
    st.one_of(
        long_year_texts().filter(lambda text: "S" in text and "-" not in text),
        st.integers(1, 9998).map(lambda year: f"{year:04}~"),
    )
)
def test_the_same_fuzzy_bounds(text):
    assert bounds_by_us(text) == bounds_by_edtf(text, "fuzzy")


DIGITS_AND_SIGNS = "0123459X-?~%/."


@given(
    st.one_of(plain_texts(), time_texts(), interval_texts()),
    st.integers(0, 24),
    st.sampled_from(DIGITS_AND_SIGNS),
    st.booleans(),
)
def test_what_edtf_accepts_is_accepted(text, index, character, replace):
    """A date with one character altered, save days that no year has and the like."""
    altered = text[:index] + character + text[index + replace :]
    if accepts(altered) and (refusal := refused(altered)):
        assert refusal.endswith("it ends before it starts.") or (
            "X" in altered and (" day" in refusal or "29 February" in refusal)
        )


def refused(text: str) -> str:
    try:
        parse(text)
    except DateError as refusal:
        return str(refusal)
    return ""
