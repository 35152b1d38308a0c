# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one day a passage names, held against a value."""

from __future__ import annotations

import pytest

from fonds.archive.proposals.days import day_against
from fonds.events.dates import parse


@pytest.mark.parametrize(
    ("quote", "value", "day"),
    [
        ("born at the mill on 12 March 1847", "1850-01-01", "1847-03-12"),
        ("on the 12th of March 1847", "1847-03-13", "1847-03-12"),
        ("am 4. Juli 1851 geboren", "1850-07-04", "1851-07-04"),
        ("died 1909-11-03.", "1910", "1909-11-03"),
        ("on 12 March 1847", "1847-03", None),
        ("on 12 March 1847, not 13 March 1847", "1850", None),
        ("born in 1850, entered on 12 March 1847", "1850", None),
        ("on 31 February 1847", "1850", None),
        ("in March 1847", "1850", None),
    ],
)
def test_the_only_day_that_a_value_cannot_be(quote: str, value: str, day: str | None) -> None:
    found = day_against(quote, parse(value))
    assert (found.text if found else None) == day
