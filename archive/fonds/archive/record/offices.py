# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The office a term is of, and what tells it from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.archive.record.words import fold, literal_words
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.events.catalogue.fact import Reading
    from fonds.events.values import Qualifier

NO_OFFICE = say("office not named")


def office_slot(reading: Reading) -> Qualifier | None:
    """Return the slot that names a term's office; None where none does."""
    return next((item for item in reading.qualifiers if item.name == "office"), None)


def office_of(reading: Reading) -> str:
    """Return what tells one office from another: the subject it is, else its folded words."""
    said = office_slot(reading)
    if said is None:
        return NO_OFFICE
    return said.subject or fold(literal_words(said.value or ""))
