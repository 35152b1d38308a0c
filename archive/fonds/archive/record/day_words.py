# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The day that a fact gives as its value, and days and ages in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.setting import date_of
from fonds.events.dates import display, outermost
from fonds.events.sentences import joined, labelled

if TYPE_CHECKING:
    from fonds.archive.record.fold import FactState
    from fonds.events.catalogue.fact import Reading
    from fonds.events.dates import Bounds


def day_given(fact: FactState) -> Bounds | None:
    """Return the days that a date given as a value can mean; None where it is no date."""
    value = fact.reading.value
    date = None if value is None else date_of(str(value))
    return None if date is None else outermost(date)


def amount_said(reading: Reading) -> str:
    """Say a value with its unit: "71 years"."""
    if reading.unit is None:
        return str(reading.value)
    return joined(" ", [str(reading.value), labelled(reading.unit)])


def date_said(edtf: str) -> str:
    """Say a date in words; what is none as it stands."""
    date = date_of(edtf)
    return edtf if date is None else display(date)
