# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Which raised numbers are powers, and which the marks of footnotes."""

from __future__ import annotations

import pytest

from fonds.archive.extraction.raised import reads_as_power


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("which has 40 km", "2"),
        ("40\u00a0m", "2"),
        ("12m", "3"),
        ("people per km", "2"),
        ("people per m", "2"),
        ("40 million m", "2"),
        ("area (m", "2"),
        ("of 12 in", "2"),
        ("300 sq ft", "2"),
        ("9.8 m/s", "2"),
        ("5 s", "\u22122"),
        ("10", "5"),
        ("is 3 × 10", "\u221212"),
        ("E = mc", "2"),
        ("x + y", "2"),
        ("2x", "3"),
    ],
)
def test_a_unit_s_or_a_number_s_exponent_is_a_power(before, label):
    assert reads_as_power(before, label)


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("He came in", "2"),
        ("where I", "2"),
        ("they went on foot", "3"),
        ("grade A", "2"),
        ("both and/or", "2"),
        ("which has 40 km", "7"),
        ("of 12 in", "14"),
        ("Elected with 57 votes.", "2"),
        ("in 1953", "2"),
        ("in 1910", "2"),
        ("the film", "2"),
        ("", "2"),
    ],
)
def test_a_word_bears_a_footnote_s_mark(before, label):
    assert not reads_as_power(before, label)
