# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The years that the description of a cited work bears."""

from __future__ import annotations

import pytest

from fonds.archive.proposals.years import bears_only_earlier_years


@pytest.mark.parametrize(
    ("work", "date", "year"),
    [
        ("Harbour Almanac, 1900", "1920", 1900),
        ("Harbour Almanac, 1880–84", "1884", None),
        ("Harbour Almanac, 1880–84", "1885", 1884),
        ("The Quay, winter 1999/00", "2000", None),
        ("The Quay, winter 1999/00", "2001", 2000),
        ("The Quay, p. 1024", "1950", None),
        ("The Quay, pages 1200–1250", "1950", None),
        ("Der Kai, S. 1204", "1950", None),
        ("The Quay, 1901, p. 1204", "1950", 1901),
    ],
)
def test_a_work_is_as_late_as_the_latest_year_it_bears(work, date, year):
    assert bears_only_earlier_years(work, date) == year
